"""JSON Schemas of what the commands print. Phase fields follow `Phase.as_json`, levels follow `LEVELS`."""

from __future__ import annotations

import json
from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NUMBER, TEXT, WHOLE, YES_NO = {"type": "number"}, {"type": "string"}, {"type": "integer"}, {"type": "boolean"}


def maybe(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the same, or null: null is unknown, and never zero."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def listing(items: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def record(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return the schema of an object with these fields and no others."""
    properties = {**required, **optional}
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def document(title: str, about: str, body: dict[str, Any]) -> str:
    """Return a schema file's text."""
    whole = {"$schema": DRAFT, "title": title, "description": about, **body}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


SPAN = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
QUANTITY = record({"value": NUMBER, "unit": TEXT})
WHERE = record({}, file=TEXT, line=WHOLE, start=WHOLE, end=WHOLE)
VERSIONS = record({"resorb": TEXT, "evidence": TEXT})


def finding() -> dict[str, Any]:
    """Return the schema of a finding."""
    from resorb.finding import LEVELS

    return record(
        {
            "rule": TEXT,
            "level": {"enum": list(LEVELS)},
            "message": TEXT,
            "remedy": TEXT,
            "sources": listing(TEXT),
            "blocks_signing": YES_NO,
            "where": maybe(WHERE),
        }
    )


def phase() -> dict[str, Any]:
    """Return the schema of one phase of a regimen; a field that was not stated is null."""
    from resorb.dosing.regimen import Phase

    kinds: dict[str, dict[str, Any]] = {
        "order": WHOLE,
        "carried": listing(TEXT),
        "weekdays": listing(TEXT),
        "kind": {"enum": ["given", "conditional"]},
        "spans": {"type": "object", "additionalProperties": SPAN},
        "dose_max": maybe(QUANTITY),
        "rate": maybe(QUANTITY),
        "weekly_total": maybe(QUANTITY),
        "diluent": maybe(record({"fluid": maybe(TEXT), "volume_ml": maybe(NUMBER)})),
        "schedule": maybe(record({"unit": TEXT, "at": listing(NUMBER)})),
        "condition": maybe(record({"tolerated": maybe(WHOLE), "tolerated_max": maybe(WHOLE)})),
        "n_doses": maybe(WHOLE),
        "dose_unstated": YES_NO,
        "asked": {"type": "object", "additionalProperties": TEXT},
    }
    texts = {"drug", "salt", "dose_unit", "dose_per", "concentration_unit", "route", "access", "anchor"}
    texts |= {"anchor_when", "duration_text_unit", "titration"}
    return record(
        {name: kinds.get(name) or maybe(TEXT if name in texts else NUMBER) for name in Phase().as_json()}
    )


def regimen() -> dict[str, Any]:
    """Return the schema of a regimen."""
    return record({"text": TEXT, "phases": listing(phase())})


def _derived() -> dict[str, dict[str, Any]]:
    loads = {
        "sodium_mmol": record({"drug": maybe(NUMBER), "diluent": maybe(NUMBER), "total": maybe(NUMBER)}),
        "thiosulfate_mmol": maybe(NUMBER),
        "potassium_mmol": maybe(NUMBER),
    }
    volume = record(
        {
            "product": maybe(TEXT),
            "name": TEXT,
            "strength_mg_per_ml": NUMBER,
            "salt": {"enum": ["pentahydrate", "anhydrous"]},
            "volume_ml": maybe(NUMBER),
        }
    )
    return {
        "phase": WHOLE,
        "dose_g": maybe(NUMBER),
        "dose_g_min": maybe(NUMBER),
        "dose_basis": maybe(TEXT),
        "volumes": listing(volume),
        "rate_g_per_h": maybe(NUMBER),
        "rate_g_per_min": maybe(NUMBER),
        **loads,
        "per_week": maybe(record({"doses": NUMBER, "dose_g": NUMBER, **loads})),
        "why": maybe(TEXT),
    }


def check() -> str:
    """Return the schema of `resorb check --json`."""
    question = record({"about": TEXT, "text": TEXT, "readings": listing(TEXT), "span": SPAN})
    each = _derived()
    derived = {
        "type": "object",
        "required": ["phases"],
        "properties": {**each, "phases": listing(record(each))},
        "additionalProperties": False,
    }
    return document(
        "resorb check --json",
        "One order checked. `regimen` is null when the text was not read whole. `derived` is of the first "
        "phase, and of every phase under `phases`; null is unknown.",
        record(
            {
                "text": TEXT,
                "regimen": maybe(regimen()),
                "partial": maybe(regimen()),
                "questions": listing(question),
                "findings": listing(finding()),
                "suggestions": listing(record({"dose": TEXT, "text": TEXT, "why": TEXT})),
                "derived": derived,
                "versions": VERSIONS,
                "notice": TEXT,
            }
        ),
    )


def unusable() -> str:
    """Return the schema of what any command prints with --json when its input cannot be used."""
    return document(
        "resorb --json, exit status 2",
        "What any command prints when its input cannot be used at all.",
        record({"error": TEXT, "findings": {**listing(finding()), "minItems": 1}}),
    )
