"""What the report's JSON holds, as a JSON Schema: the promise to whoever reads it."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, Any] = {"type": "string"}
MAYBE: dict[str, Any] = {"type": ["string", "null"]}
NUMBER: dict[str, Any] = {"type": ["number", "null"]}
LIST: dict[str, Any] = {"type": "array", "items": WORDS}
LEVEL: dict[str, Any] = {"enum": ["error", "caution", "note"]}
PART: dict[str, Any] = {"enum": ["before", "timed", "order", "untold"]}


def schema() -> dict[str, Any]:
    """Return the schema of what `resorb report --json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "resorb report",
        "description": "One course as a report. What is not known is null or said in words, never zero.",
        **made_of(
            course=made_of(id=WORDS, title=WORDS, patient=WORDS, source=MAYBE),
            as_of={**MAYBE, "description": "Of what had happened by then; null: the whole record."},
            known_at={**MAYBE, "description": "By what was recorded by then; null: everything."},
            made_on=MAYBE,
            version=WORDS,
            evidence={**WORDS, "description": "Version and hash of the evidence."},
            summary={**LIST, "description": "The course in plain sentences."},
            state={
                "type": "object",
                "description": "The recorded state, as the course room gives it.",
                "required": ["status", "doses", "next_due", "missing"],
            },
            advice=listed(_advice()),
            missing=listed(made_of(what=WORDS, why=WORDS, supply=WORDS, asked_by=LIST)),
            findings=listed(finding_schema()),
            alternatives=listed(
                _row("name", "dose", "reported", "against", "feasible", "strength", "id"),
                "In the order of the evidence, which is no order of preference; none is chosen.",
            ),
            overrides=listed(_row("of", "when", "reason", "by", "event")),
            replay=_replay(),
            next_infusion=made_of(
                answer={
                    **WORDS,
                    "description": "The gravest of the lines; what cannot be told is never treat.",
                },
                lines=listed(_row("title", "answer", "value", "age", "text", "clears", "limit")),
            ),
            monitoring=listed(_row("what", "standing", "last", "age", "due", "why", "protocol")),
            cumulative=_cumulative(),
            response=_response(),
            care=listed(_care()),
            case_report=made_of(completeness=WORDS, versions=WORDS, items=listed(_drafted())),
            weigh={"type": "null"},
            forecast={"type": "null"},
            why=made_of(weigh=WORDS, forecast=WORDS),
            observations=listed(
                _row("where", "measure", "value", "when", "method", "rated_by", "quote", "event")
            ),
            doses=listed(
                _row("when", "became", "dose", "ordered", "over", "salt", "reaction", "reason", "event")
            ),
            grams={
                **WORDS,
                "description": "Cumulative grams as a sentence; a lower bound where anything is unknown.",
            },
            adverse_events=listed(
                _row("when", "term", "grade", "outcome", "resolved", "relation", "action", "event")
            ),
            flares=listed(_row("when", "disease", "status", "basis", "suspected_cause", "quote", "event")),
            other_drugs=listed(_row("drug", "change", "when", "regimen", "reason", "event")),
            sources=listed(made_of(id=WORDS, line=WORDS)),
            timeline=_timeline(),
            events=listed(_row("id", "kind", "when", "content", "now", "recorded", "by", "note")),
        ),
    }


def made_of(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that has these properties, all of them, and no others."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def listed(items: dict[str, Any], told: str = "") -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": items, **({"description": told} if told else {})}


def _row(*keys: str) -> dict[str, Any]:
    return made_of(**dict.fromkeys(keys, MAYBE))


def _advice() -> dict[str, Any]:
    return made_of(
        rule=WORDS, title=WORDS, level=LEVEL, text=WORDS, reason=WORDS,
        inputs=listed(made_of(name=WORDS, value=WORDS, when=MAYBE)),
        missing=LIST, sources=LIST, against=LIST, strength=LIST, protocol=MAYBE, blocks_signing={"type": "boolean"},
        clears=MAYBE, hard={"type": "boolean"}, alternatives=LIST, overridden=MAYBE,
    )  # fmt: skip


def _replay() -> dict[str, Any]:
    said = made_of(rule=WORDS, level=LEVEL, title=WORDS, text=MAYBE)
    turn = made_of(
        when=WORDS, events=LIST, status=WORDS, go=WORDS, said=listed(said, "What came up; a note's text stands once."),
        gone=LIST, unknown=LIST, known=WORDS,
    )  # fmt: skip
    return made_of(
        turns=listed(turn),
        why={**MAYBE, "description": "Why there is no replay; null when there is."},
        deviations=listed(_row("when", "kind", "planned", "given", "reason", "event")),
    )


def _cumulative() -> dict[str, Any]:
    total = made_of(
        grams={**NUMBER, "description": "Of the pentahydrate: the known part. Null is unknown, never zero."},
        thiosulfate_mmol=NUMBER, sodium_mmol={**NUMBER, "description": "Of the drug alone."},
        complete={"type": "boolean"}, unknown=LIST,
    )  # fmt: skip
    week = _row("week", "from", "given", "not_given", "grams", "sodium", "thiosulfate", "unknown")
    return made_of(total=total, sodium_of_diluent_mmol={"type": "null"}, why=WORDS, weeks=listed(week))


def _response() -> dict[str, Any]:
    return made_of(
        reported=listed(_row("when", "where", "words", "method", "rated_by", "quote", "event")),
        numbers=listed(
            _row("where", "measure", "first", "between", "last", "change", "convention", "events")
        ),
        words=listed(_row("where", "measure", "words", "direction", "when", "quote", "event")),
        lesions=listed(_row("region", "there", "gone", "new")),
        mixed={"type": ["boolean", "null"], "description": "Null: no two sizes to compare."},
        pattern=WORDS,
        conventions=LIST,
        judged={"type": "null", "description": "Null until the weighing room judges it."},
        why=WORDS,
    )


def _drafted() -> dict[str, Any]:
    return made_of(
        item={"type": "integer", "minimum": 1, "maximum": 13}, name=WORDS, status={"enum": ["present", "partly", "absent"]},
        text={**LIST, "description": "Lines of the draft; a gap is a line in square brackets."}, gaps=LIST,
    )  # fmt: skip


def finding_schema() -> dict[str, Any]:
    """Return the schema of a finding."""
    return made_of(
        rule=WORDS, level=LEVEL, message=WORDS, remedy=WORDS, sources=LIST,
        blocks_signing={"type": "boolean"}, where={"type": ["object", "null"]},
    )  # fmt: skip


def _care() -> dict[str, Any]:
    held = {"enum": ["present", "partly", "absent"]}
    return made_of(
        item={"type": "integer", "minimum": 1, "maximum": 13},
        name=WORDS,
        status=held,
        says=WORDS,
        events=LIST,
    )


def _timeline() -> dict[str, Any]:
    number = {"type": "number"}
    mark = made_of(
        kind=WORDS, look=MAYBE, event=MAYBE, told=WORDS, value=NUMBER, of=NUMBER, part=PART, when=WORDS,
        x1={**number, "description": "Drawing units from the left; only the timed part is to scale."}, x2=number,
    )  # fmt: skip
    row = made_of(label=WORDS, unit=MAYBE, low=NUMBER, high=NUMBER, marks=listed(mark))
    lane = made_of(id=WORDS, title=WORDS, empty=MAYBE, rows=listed(row))
    parts = listed(made_of(part=PART, x1=number, x2=number))
    return made_of(counted=MAYBE, description=WORDS, parts=parts, lanes=listed(lane))
