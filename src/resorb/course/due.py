"""When the next dose is due by the regimen in force: an interval and its reason, or why it is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from resorb.course.asof import View
from resorb.course.event import Event
from resorb.course.in_force import InForce
from resorb.course.patient import Covariate
from resorb.course.status import Status
from resorb.course.treatment import Administration, is_infusion
from resorb.course.when import When

if TYPE_CHECKING:
    from resorb.dosing.regimen import Frequency, Phase

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Due:
    """When the next dose is due; `when` is None where that is not known, and `why` says on what it rests."""

    when: When | None
    why: str


def next_due(view: View, status: Status, force: InForce | None, why_none: str) -> Due:
    """Return when the next dose is due.

    Weekdays where the regimen or the dialysis schedule names them; else 7/n days after the last dose
    that was due, rounded down and up. A dose that was due and not given still counts: its turn passed.
    """
    if status.name != "on treatment":
        return Due(None, f"the course is {status.name}: {status.why}")
    if force is None:
        return Due(None, why_none)
    phase = _phase(force)
    if phase is None:
        return Due(None, f"the regimen '{force.text}' could not be read")
    last = _last_slot(view)
    if last is None:
        return Due(None, "no dose is recorded from which to count")
    return _from(view, phase, *last)


def _phase(force: InForce) -> Phase | None:
    """Return the first phase that waits for nothing: later ones hold by a recorded change only."""
    if force.regimen is None:
        return None
    return next((phase for phase, _ in force.regimen.carried() if phase.condition is None), None)


def _last_slot(view: View) -> tuple[Event, When] | None:
    """Return the last dose that was due, whatever became of it, where the order is known."""
    slots = {e.id: e for e, body in view.of(Administration) if is_infusion(body)}
    latest = view.order.latest(slots)
    if len(latest) != 1:
        return None
    at = view.time(slots[latest[0]])
    return None if at.earliest is None or at.latest is None else (slots[latest[0]], at)


def _from(view: View, phase: Phase, last: Event, at: When) -> Due:
    if phase.anchor is not None:
        return _by_dialysis(view, phase, last, at)
    if phase.frequency is None:
        return Due(None, "the regimen does not say how often")
    if phase.frequency.weekdays:
        return _by_weekdays(phase.frequency.weekdays, "the regimen's days", last, at)
    if phase.frequency.per_week <= 0:
        return Due(None, "the regimen does not say how often")
    return _by_rate(phase.frequency, last, at)


def _by_dialysis(view: View, phase: Phase, last: Event, at: When) -> Due:
    schedules = [
        (e.id, body.schedule)
        for e, body in view.of(Covariate)
        if body.name.lower() == "dialysis" and body.schedule
    ]
    latest = view.order.latest([identity for identity, _ in schedules])
    days = {weekdays_in(text) for identity, text in schedules if identity in latest}
    if len(days) != 1 or not (named := days.pop()):
        return Due(None, "each dose is tied to a dialysis session, and the dialysis days are not recorded")
    return _by_weekdays(named, "the dialysis days", last, at)


def weekdays_in(text: str) -> tuple[str, ...]:
    """Return the weekdays a schedule names by their first three letters, in the week's order."""
    words = {word[:3].title() for word in text.replace(",", " ").replace("/", " ").split()}
    return tuple(name for name in WEEKDAYS if name in words)


def _by_weekdays(days: tuple[str, ...], whose: str, last: Event, at: When) -> Due:
    named = ", ".join(days)
    if at.clock != "calendar" or at.first_day is None or at.first_day != at.last_day:
        return Due(
            None, f"doses are due on {named}, and the date of the last one ({last.when}) is not one day"
        )
    after = at.first_day.toordinal()
    due = next(after + step for step in range(1, 8) if WEEKDAYS[(after + step - 1) % 7] in days)
    why = f"next of {whose} ({named}) after {last.id} on {at.first_day.isoformat()}"
    return Due(_interval(at, Fraction(due), Fraction(due + 1)), why)


def _by_rate(often: Frequency, last: Event, at: When) -> Due:
    shortest = int((7 / often.most_per_week).to_integral_value(ROUND_FLOOR))
    longest = int((7 / often.per_week).to_integral_value(ROUND_CEILING))
    assert at.earliest is not None and at.latest is not None
    first, end = Fraction(int(at.earliest) + shortest), Fraction(-int(-at.latest // 1) + longest)
    gap = f"{shortest} day{'s' * (shortest != 1)}" if shortest == longest else f"{shortest} to {longest} days"
    times = often.per_week.quantize(Decimal("0.01")).normalize()
    return Due(_interval(at, first, end), f"{gap} after {last.id} ({last.when}), at {times:f} a week")


def _interval(at: When, start: Fraction, end: Fraction) -> When:
    if at.clock == "calendar":
        first, final = _day(start), _day(end - 1)
        words = first.isoformat() if first == final else f"{first.isoformat()}..{final.isoformat()}"
    else:
        words = f"day {int(start)}" if end == start + 1 else f"day {int(start)}..{int(end) - 1}"
    return When(words, at.clock, start, end)


def _day(number: Fraction) -> date:
    return date.fromordinal(min(int(number), date.max.toordinal()))
