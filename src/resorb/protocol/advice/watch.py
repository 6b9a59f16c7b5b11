"""What is watched: when it was last measured, when it is due again, and whose practice asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from resorb.course.treatment import GIVEN
from resorb.evidence import may_act
from resorb.evidence.practice import Monitoring
from resorb.evidence.values import WEAK_LABEL
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, Found
from resorb.protocol.advice.regimen import is_local
from resorb.protocol.rule import rule

Standing = Literal["due", "not due", "never recorded", "cannot tell", "no interval published"]

# Which recorded measures answer each thing that is watched.
_MEASURES: dict[str, tuple[str, ...]] = {
    "monitoring.blood_pressure": ("systolic pressure",),
    "monitoring.electrolytes": ("sodium", "potassium", "calcium", "phosphate"),
    "monitoring.pth": ("PTH",),
    "monitoring.bicarbonate": ("bicarbonate",),
    "monitoring.sodium_potassium": ("sodium", "potassium"),
    "monitoring.ecg": ("QTc",),
    "monitoring.bone_density": ("bone density",),
}


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing to watch: its last value and age, whether it is due, why, and whose practice it is.

    `may_ask` is false where only a weak source asks for it: it is listed, with that label.
    """

    id: str
    what: str
    standing: Standing
    last: tuple[Input, ...]
    age_days: int | None
    due_in_days: int | None
    why: str
    protocol: str
    sources: tuple[str, ...]
    may_ask: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return it under its field names."""
        return {
            "id": self.id,
            "what": self.what,
            "standing": self.standing,
            "last": [i.as_json() for i in self.last],
            "age_days": self.age_days,
            "due_in_days": self.due_in_days,
            "why": self.why,
            "protocol": self.protocol,
            "sources": list(self.sources),
        }


def watched(case: Case) -> tuple[Watch, ...]:
    """Return everything the evidence asks to be watched, measure by measure, in its order."""
    return tuple(
        _watch(case, asked, name)
        for asked in case.evidence.monitoring.values()
        if asked.applies_to.covers(dialysis=case.on_dialysis)
        for name in _MEASURES.get(asked.id, ())
    )


def _watch(case: Case, asked: Monitoring, name: str) -> Watch:
    found = case.last(name)
    age = _age(found)
    standing, left = _standing(case, asked, found, age)
    weak = "" if may_act(asked.tag) else f" ({WEAK_LABEL})"
    return Watch(
        asked.id,
        name,
        standing,
        tuple(f.shown for f in found),
        age,
        left,
        f"{asked.what}: {asked.when}{weak}",
        asked.applies_to.protocol or "letter",
        asked.sources,
        may_act(asked.tag),
    )


def _age(found: tuple[Found, ...]) -> int | None:
    ages = [f.age_days for f in found]
    known = [age for age in ages if age is not None]
    return max(known) if known and len(known) == len(ages) else None


def _standing(
    case: Case, asked: Monitoring, found: tuple[Found, ...], age: int | None
) -> tuple[Standing, int | None]:
    if not found:
        return "never recorded", None
    if _next_dose(case) in asked.before_doses and not _since_last_dose(case, found):
        return "due", 0
    if asked.every is None:
        return "no interval published", None
    if age is None:
        return "cannot tell", None
    left = ceil(asked.every.to("d").value) - age
    return ("due", min(left, 0)) if left <= 0 else ("not due", left)


def _next_dose(case: Case) -> int:
    """Return the number of the next dose; 0 where treatment is only told, so that the number is unknown."""
    if any(True for _ in case.of("stated")):
        return 0
    return 1 + sum(1 for _, body in case.of("administration") if body.status in GIVEN)


def _since_last_dose(case: Case, found: tuple[Found, ...]) -> bool:
    last = case.state.doses.last
    return last is None or all(not case.seen.order.certainly_before(f.event.id, last.event) for f in found)


@rule("advice.monitoring.due")
def monitoring(case: Case) -> Iterator[Advice]:
    """What is watched and not measured in its time is listed with when it was last measured and whose practice asks for it."""
    if case.state.status.name not in ("on treatment", "unknown") or is_local(case):
        return
    due = [w for w in watched(case) if w.standing in ("due", "never recorded") and w.may_ask]
    due = list({w.what: w for w in reversed(due)}.values())[::-1]
    if not due:
        return
    yield Advice(
        "advice.monitoring.due",
        "To be measured",
        "note",
        "; ".join(_line(w) for w in due)
        + ". Consider measuring these before the next infusion. The intervals come from calciphylaxis practice; none is "
        "published for calcinosis.",
        "What is not measured cannot hold a dose.",
        tuple(i for w in due for i in w.last),
        tuple(w.what for w in due if w.standing == "never recorded"),
        tuple(dict.fromkeys(s for w in due for s in w.sources)),
        ("K14",),
        protocol="calciphylaxis",
    )


def _line(watch: Watch) -> str:
    if watch.standing == "never recorded":
        return f"{watch.what} was never recorded"
    return (
        f"{watch.what} was last measured {watch.age_days} days ago"
        if watch.age_days
        else f"{watch.what} is due"
    )


RULES = (monitoring,)
