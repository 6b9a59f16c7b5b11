"""The JSON Schema of what `resorb evidence --json` prints, derived from the field table."""

from __future__ import annotations

import json
from typing import Any

from resorb.evidence.choices import CARE_ITEMS, CHOICES, EXTRA_UNITS
from resorb.evidence.fields import BY_SECTION, SCOPE, Field
from resorb.evidence.search import SHOWN
from resorb.evidence.values import WEAK_LABEL
from resorb.quantity import UNITS

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_QUANTITY = {
    "type": "object",
    "properties": {"value": {"type": "number"}, "unit": {"enum": list(UNITS)}},
    "required": ["value", "unit"],
    "additionalProperties": False,
}
_LINES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"id": _TEXT, "kind": _TEXT, "text": _TEXT, "label": {"const": WEAK_LABEL}},
        "required": ["id", "kind", "text"],
        "additionalProperties": False,
    },
}
_LESIONS = {name: {"type": ["boolean", "null"]} for name in CHOICES["suits"]}
_CARE = {
    "type": "object",
    "properties": {
        "read": {"enum": list(CHOICES["read"])},
        **{state: {"type": "array", "items": {"enum": list(CARE_ITEMS)}} for state in
           ("present", "partly", "missing", "not_readable")},
        "where": {"type": "object", "additionalProperties": _TEXT},
    },
    "required": ["read", "present", "partly", "missing", "not_readable", "where"],
    "additionalProperties": False,
}  # fmt: skip

# What stands in a record beside its own fields.
_MORE: dict[str, dict[str, Any]] = {
    "claims": {"support": _LINES, "contradiction": _LINES},
    "reports": {"another_disease": {"type": "boolean"}, "failed": {"type": "boolean"}},
    "therapies": {
        "feasible": {"type": "object", "properties": _LESIONS, "required": list(_LESIONS)},
        "support": _LINES,
        "contradiction": _LINES,
    },
    "sources": {"certainty": {"enum": list(CHOICES["certainty"])}, "certainty_why": _TEXT, "care": _CARE},
    "limits": {"site": _TEXT},
}
_OPTIONAL = {"care", "site"}


def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of an answer."""
    lists = {name: {"type": "array", "items": _record(name)} for name in SHOWN}
    rate = {
        "type": "object",
        "properties": {"value": {"type": "null"}, "why": _TEXT},
        "required": ["value", "why"],
    }
    versions = {"type": "object", "properties": {"resorb": _TEXT, "evidence": _TEXT}}
    properties = {
        "query": _TEXT,
        "found": {"type": "integer", "minimum": 0},
        **lists,
        "pooled_iv_response_rate": {**rate, "description": "always null: the sources do not allow one"},
        "close": {**_TEXTS, "description": "ids that look like a query which found nothing"},
        "versions": {**versions, "required": ["resorb", "evidence"]},
        "notice": _TEXT,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "resorb evidence --json",
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name != "close"],
        "additionalProperties": False,
    }


def answer_schema_text() -> str:
    """Return the schema as the text of the reference file."""
    return json.dumps(answer_schema(), indent=2, ensure_ascii=False) + "\n"


def _record(section: str) -> dict[str, Any]:
    fields = BY_SECTION[section].fields
    more = _MORE.get(section, {})
    shown = {f.name: _described(f) for f in fields}
    return {
        "type": "object",
        "properties": {**shown, "label": {"const": WEAK_LABEL}, **more},
        "required": [*(f.name for f in fields if f.required), *(n for n in more if n not in _OPTIONAL)],
        "additionalProperties": False,
    }


def _described(field: Field) -> dict[str, Any]:
    return {**_form(field.form), "description": field.means}


def _form(form: str) -> dict[str, Any]:
    name, _, of = form.partition(":")
    if name == "scope":
        return {"type": "object", "properties": {f.name: _described(f) for f in SCOPE}}
    one = {"enum": list(CHOICES.get(of, ()))}
    known: dict[str, dict[str, Any]] = {
        "choice": one,
        "choices": {"type": "array", "items": one},
        "texts": _TEXTS,
        "refs": _TEXTS,
        "decimal": {"type": "number"},
        "whole": {"type": "integer"},
        "wholes": {"type": "array", "items": {"type": "integer"}},
        "yes_no": {"type": "boolean"},
        "unit": {"enum": [*UNITS, *EXTRA_UNITS]},
        "quantity": _QUANTITY,
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "by_item": {"type": "object", "additionalProperties": _TEXT},
    }
    return known.get(name, _TEXT)
