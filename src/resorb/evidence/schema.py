"""The JSON Schema of the evidence, derived from the field table: nothing is said twice."""

from __future__ import annotations

import json
from typing import Any

from resorb.evidence.choices import CHOICES, EXTRA_UNITS
from resorb.evidence.fields import KINDS, SCOPE, Field
from resorb.quantity import UNITS

_NUMBER = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_WHOLE = {"type": "string", "pattern": "^[0-9]+$"}
_TEXT = {"type": "string", "minLength": 1}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `compiled.json`; a data file has the same sections, in YAML."""
    sections = {kind.section: {"type": "array", "items": _record(kind.fields)} for kind in KINDS}
    release = _record(tuple(Field(name, "text", True, "") for name in ("version", "schema", "hash")))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "resorb evidence",
        "description": "Numbers are strings, so that no program rounds them. A quantity is `12.5 g`.",
        **_closed({**sections, "release": release}, [*sections, "release"]),
    }


def schema_text() -> str:
    """Return the schema as the text of the reference file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _record(fields: tuple[Field, ...]) -> dict[str, Any]:
    properties = {f.name: {**_form(f.form), **({"description": f.means} if f.means else {})} for f in fields}
    return _closed(properties, [f.name for f in fields if f.required])


def _form(form: str) -> dict[str, Any]:
    name, _, of = form.partition(":")
    if name in ("texts", "refs", "choices", "wholes"):
        item = {"choices": {"enum": list(CHOICES.get(of, ()))}, "wholes": _WHOLE}.get(name, _TEXT)
        return {"type": "array", "items": item, "minItems": 1}
    if name == "scope":
        return _record(SCOPE)
    if name == "counts":
        return {
            "type": "object",
            "additionalProperties": _WHOLE,
            "propertyNames": {"enum": list(CHOICES["count"])},
        }
    if name == "by_item":
        return {
            "type": "object",
            "additionalProperties": _TEXT,
            "propertyNames": {"enum": list(CHOICES["care_item"])},
        }
    one: dict[str, dict[str, Any]] = {
        "choice": {"enum": list(CHOICES.get(of, ()))},
        "unit": {"enum": [*UNITS, *EXTRA_UNITS]},
        "decimal": _NUMBER,
        "whole": _WHOLE,
        "yes_no": {"type": "boolean"},
        "date": {"type": "string", "format": "date"},
    }
    return one.get(name, _TEXT)
