"""The JSON Schema of a course file, made from the same field list that reads and writes it.

All values are text, because a file's scalars are kept as text. The schema is a help for editors and
other programs; the reader says more, and says it at a line.
"""

from __future__ import annotations

from typing import Any

from resorb.course.event import CLOSING, ENVELOPE, KINDS, WHEN_OPTIONAL, Body, Replace
from resorb.course.fields import Spec, specs
from resorb.course.ledger import FORMAT, Subject
from resorb.course.treatment import Stated

ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a course file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "resorb course",
        "description": "One patient's course as a list of dated events. Every scalar is text.",
        "type": "object",
        "required": ["resorb", "id", "events"],
        "additionalProperties": False,
        "properties": {
            "resorb": {"const": FORMAT},
            "id": {"type": "string", "pattern": ID_PATTERN},
            "title": _text("What the course is about, in a line."),
            "source": _text("Where it comes from: a clinic, a letter."),
            "subject": _object(specs(Subject)),
            "clock_zero": _text("The date of day 0, where times are told on the course's own clock."),
            "events": {"type": "array", "items": {"oneOf": [_ref(name) for name in KINDS]}},
        },
        "$defs": {name: _event(kind) for name, kind in KINDS.items()},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _event(kind: type[Body]) -> dict[str, Any]:
    envelope = [s for s in ENVELOPE if not (kind is Stated and s.key == "when")]
    made = _object((*envelope, *specs(kind), CLOSING))
    made["description"] = (kind.__doc__ or "").strip()
    made["properties"]["kind"] = {"const": kind.kind}
    if kind.kind not in WHEN_OPTIONAL:
        made["required"].append("when")
    if kind is Replace:
        contents = [_ref(name) for name in KINDS if name not in ("replace", "retract", "move")]
        made["properties"]["event"] = {"oneOf": contents}
        made["required"].append("event")
    return made


def _object(fields: tuple[Spec, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [spec.key for spec in fields if spec.required],
        "additionalProperties": False,
        "properties": {spec.key: _field(spec) for spec in fields},
    }


def _text(help: str) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "description": help}


def _field(spec: Spec) -> dict[str, Any]:
    if spec.holds == "choice":
        return {"enum": list(spec.choices), "description": spec.help}
    if spec.holds in ("ids", "words"):
        one = {"type": "string", "minLength": 1}
        return {"anyOf": [{"type": "array", "items": one}, one], "description": spec.help}
    if spec.holds == "records":
        assert spec.record is not None
        return {"type": "array", "items": _object(specs(spec.record)), "description": spec.help}
    made = _text(spec.help)
    if spec.holds in ("id",):
        made["pattern"] = ID_PATTERN
    if spec.holds == "quantity":
        made["description"] += f" A number with a unit ({' or '.join(spec.dimensions)}), or `not stated`."
    if spec.holds == "when":
        made["description"] += " A time such as 2024-03-01, 2024-03, day 0, about month 8, unknown."
    return made


if __name__ == "__main__":  # python -m resorb.course.schema > docs/reference/course.schema.json
    from resorb.jsontext import dumps

    print(dumps(schema()))
