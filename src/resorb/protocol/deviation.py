"""Planned against given: every dose that was not what the plan says, with the reason the record gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

from resorb.course import Course, Event
from resorb.course.asof import View, view
from resorb.course.in_force import regimen_of
from resorb.course.treatment import GIVEN, Administration, Plan, PlanChange
from resorb.dosing import Phase
from resorb.quantity import Quantity

_DECISIONS = {"hold": "held", "stop": "stopped", "resume": "", "restart": ""}

_NOT_GIVEN = {"not_recorded": "not recorded"}


@dataclass(frozen=True, slots=True)
class Deviation:
    """One way in which a dose differed from the plan; `reason` is the record's, or says that there is none."""

    event: str
    when: str
    kind: str
    planned: str
    given: str
    reason: str

    def as_json(self) -> dict[str, str]:
        """Return it under its field names."""
        return {
            "event": self.event,
            "when": self.when,
            "kind": self.kind,
            "planned": self.planned,
            "given": self.given,
            "reason": self.reason,
        }


def deviations(course: Course) -> tuple[Deviation, ...]:
    """Return every deviation of the recorded doses from the plan in force, in the order of the doses.

    What is told without single doses, and what has no plan to be held against, deviates from nothing.
    """
    seen = view(course)
    doses = [event for event, _ in seen.of(Administration)]
    doses.sort(key=lambda e: (seen.time(e).earliest is None, seen.time(e).earliest or Fraction(0), e.id))
    intervals = dict(_intervals(seen, doses))
    found: list[Deviation] = []
    for event in doses:
        found.extend(_of_one(seen, event))
        found.extend(intervals.get(event.id, ()))
    return tuple(found)


def _of_one(seen: View, event: Event) -> Iterator[Deviation]:
    body: Any = event.body
    if body.status not in GIVEN:
        planned = str(body.ordered or _dose_words(_phases(seen, event)) or "a dose")
        yield _made(event, body.status.replace("_", " "), planned, _NOT_GIVEN.get(body.status, "not given"))
        return
    yield from _amount(seen, event, body)
    yield from _time(seen, event, body)
    standing = _standing(seen, event)
    if standing:
        yield _made(event, f"given while {standing}", "no dose", str(body.dose or "amount not recorded"))


def _made(event: Event, kind: str, planned: str, given: str) -> Deviation:
    reason = getattr(event.body, "reason", None) or getattr(event.body, "reaction", None)
    return Deviation(event.id, str(event.when), kind, planned, given, reason or "no reason recorded")


def _amount(seen: View, event: Event, body: Any) -> Iterator[Deviation]:
    if _differ(body.dose, body.ordered):
        yield _made(event, "dose", str(body.ordered), str(body.dose))
    phases = _phases(seen, event)
    asked = body.ordered if isinstance(body.ordered, Quantity) else body.dose
    doses = [p.dose for p in phases if p.dose is not None and p.dose.per is None]
    if isinstance(asked, Quantity) and doses and not any(_within(asked, d) for d in doses):
        yield _made(event, "order against plan", _dose_words(phases), str(asked))


def _differ(given: Any, ordered: Any) -> bool:
    return isinstance(given, Quantity) and isinstance(ordered, Quantity) and not given.same_as(ordered)


def _within(asked: Quantity, dose: Any) -> bool:
    low, high = dose.quantity, dose.quantity_max
    return bool(low.dimension == asked.dimension and low <= asked <= high)


def _time(seen: View, event: Event, body: Any) -> Iterator[Deviation]:
    if _differ(body.over, body.ordered_over):
        yield _made(event, "infusion time", str(body.ordered_over), str(body.over))
    spans = {p.infusion.time.minutes for p in _phases(seen, event) if p.infusion is not None}
    asked = body.ordered_over if isinstance(body.ordered_over, Quantity) else body.over
    if isinstance(asked, Quantity) and spans and asked.to("min").value not in spans:
        planned = " or ".join(f"{minutes:f} min" for minutes in sorted(spans))
        yield _made(event, "infusion time against plan", planned, str(asked))


def _phases(seen: View, event: Event) -> list[Phase]:
    """Return the phases of the regimen in force for a dose: the last stated one that does not certainly follow it."""
    stated = {
        e.id: e
        for e, body in seen.of(Plan, PlanChange)
        if body.regimen and not seen.order.certainly_before(event.id, e.id)
    }
    latest = seen.order.latest(stated)
    regimen = regimen_of(getattr(stated[latest[0]].body, "regimen", None)) if len(latest) == 1 else None
    return [phase for phase, _ in regimen.carried()] if regimen else []


def _dose_words(phases: list[Phase]) -> str:
    return " or ".join(dict.fromkeys(str(p.dose) for p in phases if p.dose is not None))


def _standing(seen: View, event: Event) -> str:
    """Return held or stopped where the last decision certainly before a dose says so."""
    made = {
        e.id: _DECISIONS[body.change]
        for e, body in seen.of(PlanChange)
        if body.change in _DECISIONS and seen.order.certainly_before(e.id, event.id)
    }
    last = {made[name] for name in seen.order.latest(made)}
    return last.pop() if len(last) == 1 else ""


def _intervals(seen: View, doses: list[Event]) -> Iterator[tuple[str, list[Deviation]]]:
    """Yield for a dose that it came earlier or later after the one before than the plan's frequency allows."""
    for first, second in pairwise(doses):
        one, two = seen.time(first), seen.time(second)
        often = next((p.frequency for p in _phases(seen, second) if p.frequency is not None), None)
        if often is None or one.earliest is None or two.earliest is None or one.clock != two.clock:
            continue
        days = floor(two.earliest) - floor(one.earliest)
        least, most = floor(7 / often.most_per_week), ceil(7 / often.per_week)
        if days < least or days > most:
            planned = f"{least} days" if least == most else f"{least} to {most} days"
            if _between(seen, first, second):
                continue
            kind = "interval, early" if days < least else "interval, late"
            yield second.id, [_made(second, kind, f"{planned} after {first.id}", f"{days} days")]


def _between(seen: View, first: Event, second: Event) -> bool:
    """Whether a recorded hold, stop or change lies between two doses and explains the gap."""
    return any(
        seen.order.certainly_before(first.id, e.id) and seen.order.certainly_before(e.id, second.id)
        for e, body in seen.of(PlanChange)
        if body.change in ("hold", "stop", "restart", "resume")
    )
