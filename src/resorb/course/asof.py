"""The events that count at a time: what had happened by then, of what was known by then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from resorb.course.event import WHEN_OPTIONAL, Event
from resorb.course.ledger import Course, known, standing
from resorb.course.order import Order, order
from resorb.course.when import When, day, read_when

AsOf = When | date | str | None


@dataclass(frozen=True, slots=True)
class View:
    """The standing events of a course at a time.

    `events` had certainly happened: their latest moment is not after `horizon`. `possibly` may have.
    Later events are in neither. `unclear` counts entries left out because when they were recorded is
    not known. Without a horizon the whole record counts.
    """

    events: tuple[Event, ...]
    possibly: tuple[Event, ...]
    order: Order
    horizon: When | None
    unclear: int
    zero: date | None

    def of(self, *kinds: type) -> Iterator[tuple[Event, Any]]:
        """Yield the events of some kinds with their bodies, in file order."""
        for event in self.events:
            if isinstance(event.body, kinds):
                yield event, event.body

    def time(self, event: Event) -> When:
        """Return when an event happened, narrowed by what it followed and preceded."""
        return self.order.times.get(event.id, event.when)

    def put(self, moment: When) -> When:
        """Return a time on the calendar where the date of day 0 is known, else as it is."""
        return moment.on_calendar(self.zero) if self.zero else moment

    def had(self, event: Event) -> View:
        """Return the view in which one that may have happened has, with all that certainly came before it."""
        known = (p for p in self.possibly if p is event or self.order.certainly_before(p.id, event.id))
        return replace(self, events=(*self.events, *known), possibly=())


def as_when(given: AsOf) -> When | None:
    """Return the time meant; None is the whole record. Raises ValueError for what is no time."""
    if isinstance(given, str):
        return read_when(given)
    return day(given) if isinstance(given, date) else given


def view(course: Course, as_of: AsOf = None, known_at: AsOf = None) -> View:
    """Return what counts at a time.

    Raises:
        ValueError: `as_of` is open-ended, or is on a clock the course cannot be put on.
    """
    entries, unclear = known(course, as_when(known_at))
    horizon = _horizon(course, as_when(as_of))
    events = standing(entries)
    arranged = order(events, course.clock_zero)
    happened = [e for e in events if _happened(e, arranged, horizon) == "yes"]
    possibly = [e for e in events if _happened(e, arranged, horizon) == "possibly"]
    return View(tuple(happened), tuple(possibly), arranged, horizon, len(unclear), course.clock_zero)


def _horizon(course: Course, given: When | None) -> When | None:
    if given is None:
        return None
    horizon = given.on_calendar(course.clock_zero) if course.clock_zero else given
    if horizon.latest is None:
        raise ValueError(f"as_of '{given}' has no end; give a day such as 2024-03-01 or month 9")
    if horizon.clock != course.clock:
        advice = "a day such as 2024-03-01" if course.clock == "calendar" else "a time such as month 9"
        raise ValueError(
            f"as_of '{given}' is on the {horizon.clock} clock and the course's times are not; give {advice}, "
            "or write clock_zero (the date of day 0) in the course"
        )
    return horizon


def _happened(event: Event, arranged: Order, horizon: When | None) -> str:
    at: Any = arranged.times[event.id]
    if horizon is None or (at.is_unknown and event.kind in WHEN_OPTIONAL - {"stated"}):
        return "yes"
    assert horizon.latest is not None
    if at.clock not in (None, horizon.clock):
        return "possibly"
    if at.latest is not None and at.latest <= horizon.latest:
        return "yes"
    return "no" if at.earliest is not None and at.earliest >= horizon.latest else "possibly"
