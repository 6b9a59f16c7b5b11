"""How many infusions in a row were shown to be tolerated; the limits are passed in.

"Tolerated" (site default, opinion): the full ordered dose at the ordered rate, no reaction above
grade 1, systolic pressure within the site's limits, and no bicarbonate below 18 mmol/L known. What is
not recorded is not shown. Counting starts again after a gap of more than four weeks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

from resorb.course.asof import View
from resorb.course.event import Event
from resorb.course.measures import measure_named
from resorb.course.observed import Lab
from resorb.course.treatment import GIVEN, Administration, is_infusion
from resorb.course.when import MINUTE, When, certainly_before
from resorb.quantity import Quantity

_FLOOR = Quantity(Decimal(90), "mmHg")
_BICARBONATE = Quantity(Decimal(18), "mmol/L")

Verdict = Literal["tolerated", "not tolerated", "not shown"]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The limits by which an infusion counts as tolerated.

    All are site settings. `needed` is 3 or 4 (default 4; a regimen that says "after 3 tolerated" says
    its own). The bicarbonate limit is sourced (FACTS 2.4); no pressure limit is published for this use,
    and 90 mmHg is opinion. `systolic_fall` None: a fall is not judged.
    """

    needed: int = 4
    highest_grade: int = 1
    systolic_floor: Quantity = _FLOOR
    systolic_fall: Quantity | None = None
    bicarbonate_floor: Quantity = _BICARBONATE
    gap_days: int = 28


@dataclass(frozen=True, slots=True)
class Judged:
    """One infusion, whether it was shown to be tolerated, and why not."""

    event: str
    verdict: Verdict
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tolerated:
    """How many infusions in a row up to now, how many are needed, each judgement, and what ended the run."""

    count: int
    needed: int
    doses: tuple[Judged, ...] = ()
    broken_by: str = ""


def tolerated(view: View, limits: Tolerance) -> Tolerated:
    """Return the infusions tolerated in a row up to the view's time."""
    doses = in_sequence(view)
    judged = tuple(_judged(view, doses, i, limits) for i in range(len(doses)))
    count, broken = _run(view, doses, judged, limits)
    return Tolerated(count, limits.needed, judged, broken)


def in_sequence(view: View) -> list[Event]:
    """Return the infusions given, by the earliest moment each can have been; undated ones are left out."""
    given = [e for e, body in view.of(Administration) if body.status in GIVEN and is_infusion(body)]
    dated = [e for e in given if view.time(e).earliest is not None]
    return sorted(dated, key=lambda e: view.time(e).earliest or Fraction(0))


def _run(view: View, doses: list[Event], judged: tuple[Judged, ...], limits: Tolerance) -> tuple[int, str]:
    count, following = 0, view.horizon
    for event, judgement in zip(reversed(doses), reversed(judged), strict=True):
        at = view.time(event)
        if _days_between(at, following) > limits.gap_days:
            return count, f"a gap of more than {limits.gap_days} days after {event.id}"
        if judgement.verdict != "tolerated":
            return count, f"{event.id}: {'; '.join(judgement.why)}"
        if following is not None and following is not view.horizon and not certainly_before(at, following):
            return count, f"the order of {event.id} and the dose after it is not known"
        count, following = count + 1, at
    return count, ""


def _days_between(earlier: When, later: When | None) -> Fraction:
    """Return the days from one start to the other: from 4 March to 1 April is 28, whatever the hour."""
    start = None if later is None else later.latest if later.earliest is None else later.earliest
    if start is None or earlier.earliest is None:
        return Fraction(0)
    return max(Fraction(0), Fraction(floor(start) - floor(earlier.earliest)))


def _judged(view: View, doses: list[Event], index: int, limits: Tolerance) -> Judged:
    event = doses[index]
    body = event.body
    assert isinstance(body, Administration)
    following = doses[index + 1] if index + 1 < len(doses) else None
    against = [*_dose(body), *_rate(body), *_reaction(body, limits), *_pressure(body, limits)]
    against += _bicarbonate(view, event, following, limits)
    if body.tolerated == "no":
        against.append(("not tolerated", "recorded as not tolerated"))
    failed = tuple(why for verdict, why in against if verdict == "not tolerated")
    unshown = tuple(why for verdict, why in against if verdict == "not shown")
    if failed:
        return Judged(event.id, "not tolerated", failed)
    return Judged(event.id, "not shown" if unshown else "tolerated", unshown)


_Against = Iterator[tuple[Verdict, str]]


def _dose(body: Administration) -> _Against:
    if body.status == "partial":
        yield "not tolerated", "only part of the dose was given"
    elif not isinstance(body.dose, Quantity) or not isinstance(body.ordered, Quantity):
        yield "not shown", "the dose given or the dose ordered is not recorded"
    elif body.dose < body.ordered:
        yield "not tolerated", f"{body.dose} of {body.ordered} was given"


def _rate(body: Administration) -> _Against:
    taken, ordered = minutes_taken(body), body.ordered_over
    if body.rate_changes or body.pauses:
        yield "not tolerated", "the infusion was slowed, changed or paused"
    elif taken is None or not isinstance(ordered, Quantity):
        yield "not shown", "how long it ran or was ordered to run is not recorded"
    elif taken > ordered.to("min").value:
        yield "not tolerated", f"it ran over {taken} min instead of {ordered}"


def minutes_taken(body: Administration) -> Decimal | None:
    """Return how long an infusion ran: as recorded, else from its start and end where both have a time."""
    if isinstance(body.over, Quantity):
        return body.over.to("min").value
    started, ended = body.started, body.ended
    if started is None or ended is None or started.clock != ended.clock:
        return None
    if started.earliest is None or started.latest != started.earliest + MINUTE or ended.earliest is None:
        return None
    whole = (ended.earliest - started.earliest) * 1440
    return Decimal(whole.numerator) / Decimal(whole.denominator)


def _reaction(body: Administration, limits: Tolerance) -> _Against:
    if not isinstance(body.reaction_grade, int):
        yield "not shown", "the reaction grade is not recorded"
    elif body.reaction_grade > limits.highest_grade:
        yield "not tolerated", f"a grade {body.reaction_grade} reaction"


def _pressure(body: Administration, limits: Tolerance) -> _Against:
    lowest, before = body.systolic_lowest, body.systolic_before
    if not isinstance(lowest, Quantity):
        yield "not shown", "the lowest systolic pressure is not recorded"
        return
    if lowest < limits.systolic_floor:
        yield "not tolerated", f"systolic pressure fell to {lowest}"
    if limits.systolic_fall is not None:
        if not isinstance(before, Quantity):
            yield "not shown", "the systolic pressure before is not recorded"
        elif before.value - lowest.value > limits.systolic_fall.value:
            yield "not tolerated", f"systolic pressure fell from {before} to {lowest}"


def _bicarbonate(view: View, event: Event, following: Event | None, limits: Tolerance) -> _Against:
    """A value below the limit after the dose counts against it, even if a later one is higher.

    So does the last value before the dose: it was given into a known acidosis.
    """
    found = {e.id: body.value for e, body in view.of(Lab) if is_analyte(body, "bicarbonate")}
    times = {identity: view.order.times[identity] for identity in found}
    at, end = view.time(event), view.time(following) if following else None
    before = [i for i, t in times.items() if certainly_before(t, at)]
    after = [i for i, t in times.items() if i not in before and not (end and certainly_before(end, t))]
    for identity in (*view.order.latest(before), *after):
        value = found[identity]
        if isinstance(value, Quantity) and millimolar(value) < millimolar(limits.bicarbonate_floor):
            yield "not tolerated", f"bicarbonate {value} ({identity})"


def millimolar(value: Quantity) -> Decimal:
    """Return a bicarbonate in mmol/L; it has one charge, so mEq/L is the same number."""
    return value.to("mmol/L").value if value.dimension == "concentration" else value.value


def is_analyte(body: Lab, name: str) -> bool:
    """Whether a laboratory value is of an analyte, under any of its names."""
    measure = measure_named(body.analyte)
    return measure is not None and measure.name == name
