"""JSON Schemas of what `resorb advise` and `resorb replay` print with --json."""

from __future__ import annotations

from typing import Any

from pages.schemas import NUMBER, TEXT, VERSIONS, WHOLE, YES_NO, document, listing, maybe, record

_INPUT = record({"name": TEXT, "value": TEXT, "when": TEXT, "event": TEXT})
_SET_ASIDE = record({"event": TEXT, "when": TEXT, "by": TEXT, "reason": TEXT, "answers": YES_NO})
_OPTION = record(
    {
        "id": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "dose": TEXT,
        "reported": TEXT,
        "feasible": {"enum": ["yes", "no", "unknown"]},
        "why": TEXT,
        "against": TEXT,
        "sources": listing(TEXT),
    }
)


def _level() -> dict[str, Any]:
    from resorb.finding import LEVELS

    return {"enum": list(LEVELS)}


def _answer() -> dict[str, Any]:
    from resorb.protocol.advice.line import ANSWERS

    return {"enum": list(ANSWERS)}


def _advice() -> dict[str, Any]:
    return record(
        {
            "rule": TEXT,
            "title": TEXT,
            "level": _level(),
            "text": TEXT,
            "reason": TEXT,
            "inputs": listing(_INPUT),
            "missing": listing(TEXT),
            "sources": listing(TEXT),
            "strength": listing(TEXT),
            "against": listing(TEXT),
            "protocol": TEXT,
            "blocks_signing": YES_NO,
            "clears": TEXT,
            "hard": YES_NO,
            "alternatives": listing(_OPTION),
            "overridden": maybe(_SET_ASIDE),
        }
    )


def _versions() -> dict[str, Any]:
    return {"versions": VERSIONS, "notice": TEXT}


def advise() -> str:
    """Return the schema of `resorb advise COURSE --json`."""
    watch = record(
        {
            "id": TEXT,
            "what": TEXT,
            "standing": {
                "enum": ["due", "not due", "never recorded", "cannot tell", "no interval published"]
            },
            "last": listing(_INPUT),
            "age_days": maybe(WHOLE),
            "due_in_days": maybe(NUMBER),
            "why": TEXT,
            "protocol": TEXT,
            "sources": listing(TEXT),
        }
    )
    body = record({"course": TEXT, "advice": listing(_advice()), "monitoring": listing(watch), **_versions()})
    return document(
        "resorb advise --json", "Advice on a course, the gravest first; nothing is decided.", body
    )


def go_no_go() -> str:
    """Return the schema of `resorb advise COURSE --go-no-go --json`."""
    line = record(
        {
            "limit": TEXT,
            "title": TEXT,
            "answer": _answer(),
            "value": maybe(TEXT),
            "age_days": maybe(WHOLE),
            "drawn": TEXT,
            "text": TEXT,
            "clears": TEXT,
            "inputs": listing(_INPUT),
            "missing": listing(TEXT),
            "sources": listing(TEXT),
            "hard": YES_NO,
            "for_good": YES_NO,
            "weak": TEXT,
            "overridden": maybe(_SET_ASIDE),
        }
    )
    body = record(
        {
            "course": TEXT,
            "as_of": TEXT,
            "answer": _answer(),
            "level": _level(),
            "lines": listing(line),
            "missing": listing(TEXT),
            **_versions(),
        }
    )
    return document(
        "resorb advise --go-no-go --json", "Each limit's answer before one infusion, and the worst.", body
    )


def replay() -> str:
    """Return the schema of `resorb replay COURSE --json`."""
    moment = record(
        {
            "when": TEXT,
            "events": listing(TEXT),
            "status": TEXT,
            "go": _answer(),
            "appeared": listing(_advice()),
            "gone": listing(TEXT),
            "standing": listing(TEXT),
            "unknown": listing(TEXT),
            "known": TEXT,
        }
    )
    names = ("event", "when", "kind", "planned", "given", "reason")
    deviation = record(dict.fromkeys(names, TEXT))
    body = record(
        {"course": TEXT, "moments": listing(moment), "deviations": listing(deviation), **_versions()}
    )
    about = "What would have been said at each moment, only what changed; and planned against given."
    return document("resorb replay --json", about, body)
