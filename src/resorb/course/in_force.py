"""Which regimen holds: plans, the changes that supersede them, and plans that would hold at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from resorb.course.asof import View
from resorb.course.event import Event
from resorb.course.order import Order
from resorb.course.treatment import Plan, PlanChange, Stated
from resorb.course.when import certainly_before
from resorb.finding import Finding

if TYPE_CHECKING:  # the dosing language is loaded when a regimen is first read
    from resorb.dosing.regimen import Regimen

SUBSTANCE = "sodium thiosulfate"


@dataclass(frozen=True, slots=True)
class InForce:
    """A regimen in force: its text, what the dosing language reads in it, and the event that set it.

    `stated` is true when it is only told by a source and was not ordered in this record.
    """

    text: str
    regimen: Regimen | None
    event: str
    stated: bool = False


def regimen_of(text: str | None) -> Regimen | None:
    """Return what the dosing language reads in a text, or None."""
    if text is None:
        return None
    from resorb.dosing import parse

    return parse(text).regimen


def in_force(view: View) -> tuple[InForce | None, str]:
    """Return the regimen that holds, or None with the reason.

    The latest plan or change of plan that states a regimen; a told span counts only where nothing was
    ordered in this record. Two that cannot be ordered give None.
    """
    ordered = {e.id: e for e, body in view.of(Plan, PlanChange) if body.regimen and not _ended(e, view)}
    told = {e.id: e for e, body in view.of(Stated) if body.regimen}
    latest = view.order.latest(ordered or told)
    if not latest:
        return None, "no plan is recorded"
    if len(latest) > 1:
        return None, f"{' and '.join(latest)} both state a regimen and their order is not known"
    event = (ordered or told)[latest[0]]
    text = str(getattr(event.body, "regimen", ""))
    return InForce(text, regimen_of(text), event.id, isinstance(event.body, Stated)), ""


def _ended(event: Event, view: View) -> bool:
    until = getattr(event.body, "until", None)
    if until is None or view.horizon is None:
        return False
    return certainly_before(view.put(until), view.horizon)


# --- two plans at once --------------------------------------------------------------------------------


def plans_at_once(events: Iterable[Event], order: Order) -> Iterator[Finding]:
    """Yield a fault for each pair of plans of one substance and route that would be in force together.

    A plan ends by its `until`, by a stop certainly between the two, or by being replaced. A route that
    is not told could be the same route.
    """
    listed = tuple(events)
    plans = [e for e in listed if isinstance(e.body, Plan)]
    stops = [e for e in listed if isinstance(e.body, PlanChange) and e.body.change == "stop"]
    for first, second in combinations(plans, 2):
        if _may_be_same(first.body, second.body) and not _apart(first, second, stops, order, listed):
            message = (
                f"'{second.id}' and '{first.id}' are two plans of the same drug and route in force at once; "
                "a dose could be given twice."
            )
            remedy = f"Write `replaces: {first.id}` in the later one, or record the stop between them."
            yield Finding("course.two-plans", "error", message, remedy, where=second.place)


def _may_be_same(first: object, second: object) -> bool:
    assert isinstance(first, Plan) and isinstance(second, Plan)
    (drug, route), (other_drug, other_route) = _what(first), _what(second)
    return drug == other_drug and (route is None or other_route is None or route == other_route)


def _what(plan: Plan) -> tuple[str, str | None]:
    read = regimen_of(plan.regimen)
    drugs = [phase.drug for phase in read.phases if phase.drug] if read else []
    routes = [phase.route for phase in read.phases if phase.route] if read else []
    drug = plan.drug or (drugs[0] if drugs else SUBSTANCE)
    route = plan.route or (routes[0] if routes else None)
    return drug.lower(), route.lower() if route else None


def _apart(first: Event, second: Event, stops: list[Event], order: Order, listed: tuple[Event, ...]) -> bool:
    if _replaces(first, second.id, listed) or _replaces(second, first.id, listed):
        return True
    for earlier, later in ((first, second), (second, first)):
        until = getattr(earlier.body, "until", None)
        if until is not None and certainly_before(until, later.when):
            return True
        if any(_between(earlier, stop, later, order) for stop in stops):
            return True
    return False


def _between(earlier: Event, stop: Event, later: Event, order: Order) -> bool:
    ends = getattr(stop.body, "plan", None) == earlier.id or order.certainly_before(earlier.id, stop.id)
    return ends and order.certainly_before(stop.id, later.id)


def _replaces(event: Event, target: str, listed: tuple[Event, ...]) -> bool:
    """Whether a plan takes the place of another, directly or by way of others."""
    by_id = {e.id: e for e in listed}
    here, seen = event, set[str]()
    while isinstance(here.body, Plan) and here.body.replaces and here.id not in seen:
        seen.add(here.id)
        if here.body.replaces == target:
            return True
        if here.body.replaces not in by_id:
            return False
        here = by_id[here.body.replaces]
    return False
