"""JSON Schema of the recorded state of a course."""

from __future__ import annotations

from typing import Any

from pages.schemas import QUANTITY, TEXT, WHOLE, YES_NO, document, finding, listing, maybe, record, regimen

EVENT = {"type": "object", "required": ["id", "kind"], "properties": {"id": TEXT, "kind": TEXT}}
READING = record(
    {
        "name": TEXT,
        "value": TEXT,
        "when": TEXT,
        "event": TEXT,
        "method": maybe(TEXT),
        "age_days": maybe(WHOLE),
        "unordered": YES_NO,
    }
)
LESION = record(
    {
        "name": TEXT,
        "group": YES_NO,
        "region": maybe(TEXT),
        "depth": maybe(TEXT),
        "status": TEXT,
        "since": maybe(TEXT),
        "count": maybe(WHOLE),
        "fate": maybe(TEXT),
        "into": listing(TEXT),
        "target": YES_NO,
        "new_since_start": YES_NO,
    }
)


def state() -> dict[str, Any]:
    """Return the schema of the recorded state; null is unknown."""
    return record(
        {
            "as_of": maybe(TEXT),
            "known_at": maybe(TEXT),
            "status": {"enum": ["not started", "on treatment", "held", "stopped", "unknown"]},
            "status_why": TEXT,
            "status_events": listing(TEXT),
            "permanently_stopped": YES_NO,
            "phase": TEXT,
            "regimen": maybe(_in_force()),
            "regimen_why": TEXT,
            "tolerated": _tolerated(),
            "doses": _doses(),
            "next_due": record({"when": maybe(TEXT), "why": TEXT}),
            "concomitants": listing(EVENT),
            "allergies": listing(EVENT),
            "covariates": listing(READING),
            "labs": listing(READING),
            "open_adverse_events": listing(EVENT),
            "flares": listing(EVENT),
            "lesions": record({"all": listing(LESION), "present": WHOLE, "new_regions": listing(TEXT)}),
            "missing": listing(record({"what": TEXT, "why": TEXT, "supply": TEXT, "events": listing(TEXT)})),
            "possibly_happened": listing(TEXT),
        }
    )


def _in_force() -> dict[str, Any]:
    return record({"text": TEXT, "event": TEXT, "stated_only": YES_NO, "read": maybe(regimen())})


def _tolerated() -> dict[str, Any]:
    verdict = {"enum": ["tolerated", "not tolerated", "not shown"]}
    judged = record({"event": TEXT, "verdict": verdict, "why": listing(TEXT)})
    return record({"count": WHOLE, "needed": WHOLE, "broken_by": TEXT, "doses": listing(judged)})


def _doses() -> dict[str, Any]:
    from resorb.course.treatment import GIVEN, NOT_GIVEN

    return record(
        {
            "counts": record(dict.fromkeys((*GIVEN, *NOT_GIVEN), WHOLE)),
            "cumulative": maybe(QUANTITY),
            "recorded": QUANTITY,
            "cumulative_salt": TEXT,
            "cumulative_salt_not_recorded": QUANTITY,
            "cumulative_unknown": listing(TEXT),
            "last": maybe(record({"event": TEXT, "when": TEXT, "dose": maybe(QUANTITY)})),
        }
    )


def course() -> str:
    """Return the schema of `resorb course --json`."""
    return document(
        "resorb course --json",
        "The recorded state of one course as of a time, and the faults of its file. It judges nothing.",
        record({"course": TEXT, "state": state(), "findings": listing(finding())}),
    )
