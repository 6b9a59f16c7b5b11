"""Values of events as a reader sees them: "3 times weekly", "not stated", never an empty zero."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from resorb.course.fields import NotKnown
from resorb.quantity import Quantity, plain

NOT_GIVEN = {
    "missed": "missed",
    "held": "held",
    "refused": "refused",
    "no_show": "no-show",
    "access_failure": "access failure",
    "not_recorded": "not recorded",
}
CHANGES = {
    "hold": "held",
    "resume": "resumed",
    "stop": "stopped",
    "restart": "restarted",
    "escalate": "escalated",
    "reduce": "reduced",
    "space_out": "spaced out",
}


_UNTOLD = "dose not stated, "


def said(value: Any, unknown: str = "not recorded") -> str:
    """Return a value of an event in words; None is what nobody wrote down."""
    if value is None or value == ():
        return unknown
    if isinstance(value, Quantity):
        return f"{plain(value.value)}" if value.unit == "1" else str(value)
    if isinstance(value, NotKnown):
        return value.words
    if isinstance(value, tuple):
        return ", ".join(said(item) for item in value)
    return str(value).replace("_", " ") if str(value) in NOT_GIVEN else str(value)


@lru_cache(maxsize=512)
def regimen(text: str | None) -> str:
    """Return a regimen as a person signs it; what the dosing language cannot read stays as written."""
    if not text:
        return "regimen not stated"
    from resorb.dosing import parse, spoken

    read = parse(text)
    if read.regimen is None:
        return f"“{text}”"
    words = spoken(read.regimen)
    # what is told comes first, what is not told after it
    return f"{words.removeprefix(_UNTOLD)}, dose not stated" if words.startswith(_UNTOLD) else words


def told_regimen(body: Any) -> str:
    """Return the regimen of a plan, a change of plan or a told span, with what it leaves unsaid."""
    words = regimen(body.regimen) if body.regimen else ""
    dose = getattr(body, "dose", None)
    if isinstance(dose, Quantity) and str(dose) not in words:
        return f"{dose}, {words}" if words else str(dose)
    if isinstance(dose, NotKnown) and "not stated" not in words:
        return f"{words}, dose {dose.words}" if words else f"dose {dose.words}"
    return words


def short_regimen(words: str) -> str:
    """Return the same words without the route, for a label with little room.

    >>> short_regimen("12.5 g intravenously, over 30 minutes, 3 times weekly")
    '12.5 g over 30 minutes, 3 times weekly'
    """
    return (
        words.replace(" intravenously, over", " over").replace(" intravenously", "").replace("minutes", "min")
    )


def quoted(text: str | None) -> str:
    """Return a source's words in quotation marks; empty when there are none."""
    return f"“{' '.join(text.split())}”" if text else ""


def sentence(*parts: str) -> str:
    """Return the parts that say something, joined; each ends with its own full stop or gets one."""
    kept = [part.strip() for part in parts if part and part.strip()]
    return " ".join(part if part.endswith((".", "?", ".”")) else f"{part}." for part in kept)
