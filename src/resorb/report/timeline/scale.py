"""The common axis: where each event stands when its time is a date, an interval, an order or unknown.

The axis has up to four parts, left to right: before anything dated, the timed part (the only one drawn
to scale), what is known only by its order, and what has neither time nor order. Nothing is given a date
that it does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from resorb.course import Event, When
from resorb.course.asof import View
from resorb.course.order import Order

Part = Literal["before", "timed", "order", "untold"]

TIMED_WIDTH = 900.0
TIMED_LEAST = 420.0
BEFORE_WIDTH = 124.0
UNTOLD_WIDTH = 132.0
ORDER_WIDTH = 440.0
SLOT_LEAST, SLOT_MOST = 30.0, 134.0
LEAST_DAYS = Fraction(14)


@dataclass(frozen=True, slots=True)
class Place:
    """The stretch of the axis where something can have been, and the words its time came from.

    `lead` is the stretch of the timed part in which it can have been too; it is drawn as a thin dashed line.
    """

    x1: float
    x2: float
    part: Part
    words: str
    lead: tuple[float, float] | None = None

    @property
    def middle(self) -> float:
        """Where its sign is drawn: the middle of what is possible, not a guess at when."""
        return (self.x1 + self.x2) / 2

    @property
    def is_exact(self) -> bool:
        """Whether it is narrow enough to be drawn as a point."""
        return self.part == "timed" and self.x2 - self.x1 < 9


@dataclass(frozen=True, slots=True)
class Stretch:
    """One part of the axis, with its slots when it is an order."""

    part: Part
    x1: float
    x2: float
    slots: int = 1


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of one course, in drawing units from the left edge of the plot.

    `zero` is the day it counts from, `until` the last day of which anything is told. Nothing is drawn after
    `horizon`, the day the report is about.
    """

    clock: Literal["calendar", "course"]
    first: Fraction
    last: Fraction
    stretches: tuple[Stretch, ...]
    times: Mapping[str, When]
    layers: Mapping[str, tuple[int, int]]
    zero: Fraction | None
    until: Fraction | None = None
    horizon: Fraction | None = None

    def stretch(self, part: Part) -> Stretch | None:
        """Return a part of the axis, or None where the course does not need it."""
        return next((s for s in self.stretches if s.part == part), None)

    @property
    def width(self) -> float:
        """The width of all parts together."""
        return self.stretches[-1].x2

    @property
    def told_to(self) -> float:
        """Where what is recorded ends: beyond it the drawing says nothing."""
        timed = self.stretches[-1].part == "timed" and self.until is not None
        return self.x(self.until) if timed and self.until is not None else self.width

    def x(self, day: Fraction) -> float:
        """Return where a day stands in the timed part; days outside it stand at its edge."""
        timed = self.stretch("timed")
        assert timed is not None
        day = day if self.horizon is None else min(day, self.horizon)
        share = float((day - self.first) / (self.last - self.first))
        return timed.x1 + min(1.0, max(0.0, share)) * (timed.x2 - timed.x1)

    def place(self, event: Event) -> Place:
        """Return where an event stands."""
        return self.spot(self.times.get(event.id, event.when), event)

    def spot(self, when: When, event: Event) -> Place:
        """Return where a time stands; where it is not told, what is known of its event's order decides."""
        words = _words(when, event)
        low, high = ends(when, self.clock)
        timed = self.stretch("timed")
        if low is not None and high is not None and timed:
            return Place(min(self.x(low), self.x(high) - 0.5), self.x(high), "timed", words)
        if event.id in self.layers:
            return self._in_order(event.id, low, words)
        if high is not None and (before := self.stretch("before")):
            lead = (timed.x1, self.x(high)) if timed and self.x(high) > timed.x1 + 6 else None
            return Place(before.x1 + 8, before.x2 - 8, "before", words, lead)
        return self._untold(low, words)

    def _in_order(self, identity: str, low: Fraction | None, words: str) -> Place:
        stretch, timed = self.stretch("order"), self.stretch("timed")
        assert stretch is not None
        slot = (stretch.x2 - stretch.x1) / stretch.slots
        first, last = self.layers[identity]
        x1, x2 = stretch.x1 + slot * first + slot * 0.06, stretch.x1 + slot * (last + 1) - slot * 0.06
        start = None if timed is None else timed.x1 if low is None else self.x(low)
        lead = (start, timed.x2) if timed and start is not None and start < timed.x2 - 70 else None
        return Place(x1, x2, "order", words, lead)

    def _untold(self, low: Fraction | None, words: str) -> Place:
        stretch = self.stretch("untold") or self.stretches[-1]
        timed = self.stretch("timed")
        lead = (self.x(low), timed.x2) if timed and low is not None else None
        return Place(stretch.x1 + 8, stretch.x2 - 8, stretch.part, words, lead)


def ends(when: When, clock: str) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends of a time on a clock; a time of the other clock has none."""
    return (when.earliest, when.latest) if when.clock == clock else (None, None)


def _words(when: When, event: Event) -> str:
    links = [f"after {', '.join(when.after or event.when.after)}"] if when.after or event.when.after else []
    links += [f"before {', '.join(event.when.before)}"] if event.when.before else []
    told = str(when) if not when.is_unknown or when.words not in ("unknown", "not stated") else ""
    if told in ("unknown", "not stated", "unknown..unknown", ""):
        told = "time not told"
    return "; ".join([told, *links])


def scale(view: View, events: Iterable[Event], clock: Literal["calendar", "course"]) -> Scale:
    """Return the axis on which every one of the events has a place."""
    listed = tuple(events)
    times = {event.id: view.time(event) for event in listed}
    inner = [view.put(when) for event in listed for when in inner_times(event)]
    bounds = [ends(when, clock) for when in (*times.values(), *inner)]
    days = [day for pair in bounds for day in pair if day is not None]
    horizon = ends(view.horizon, clock)[1] if view.horizon is not None else None
    if horizon is not None and days:  # what is told to end later has not ended yet
        days = [*(d for d in days if d < horizon), horizon]
    layers = _layers(view, times, clock)
    open_left = any(low is None and high is not None for low, high in bounds)
    untold = any(i not in layers and ends(w, clock)[1] is None for i, w in times.items())
    first, last = _padded(min(days), max(days)) if days else (Fraction(0), LEAST_DAYS)
    slots = 1 + max((high for _, high in layers.values()), default=-1)
    stretches = _stretches(bool(days), open_left, slots, untold)
    return Scale(clock, first, last, stretches, times, layers, None, max(days, default=None), horizon)


def inner_times(event: Event) -> tuple[When, ...]:
    """Return the times a body holds beside the event's own that are drawn."""
    told = (getattr(event.body, name, None) for name in ("start", "until", "resolved"))
    return tuple(when for when in told if isinstance(when, When))


def _padded(first: Fraction, last: Fraction) -> tuple[Fraction, Fraction]:
    lacking = max(Fraction(0), LEAST_DAYS - (last - first))
    edge = (last - first) / 50
    return first - lacking / 4 - edge, last + lacking * 3 / 4 + edge


def _stretches(timed: bool, open_left: bool, slots: int, untold: bool) -> tuple[Stretch, ...]:
    slot = min(SLOT_MOST, max(SLOT_LEAST, ORDER_WIDTH / slots)) if slots else 0.0
    beside = BEFORE_WIDTH * open_left + slot * slots + UNTOLD_WIDTH * untold
    widths: list[tuple[Part, float, int]] = [
        ("before", BEFORE_WIDTH * open_left, 1),
        ("timed", max(TIMED_LEAST, TIMED_WIDTH - beside) * timed, 1),
        ("order", slot * slots, slots),
        ("untold", UNTOLD_WIDTH * untold, 1),
    ]
    found: list[Stretch] = []
    at = 0.0
    for part, width, count in widths:
        if width:
            found.append(Stretch(part, at, at + width, count))
            at += width
    return tuple(found) or (Stretch("timed", 0.0, TIMED_WIDTH),)


def _layers(view: View, times: Mapping[str, When], clock: str) -> dict[str, tuple[int, int]]:
    """Return the first and last slot each event can take among those known only by their order.

    Events in one slot have no known order among themselves; an event that could come early or late
    takes all the slots in which it could be.
    """
    order = view.order
    any_of = 0
    for bits in order.bits.values():
        any_of |= bits
    open_ended = {identity for identity, when in times.items() if ends(when, clock)[1] is None}
    # what precedes an event with a time cannot stand to the right of it
    timed = sum(1 << order.numbers[i] for i in times if i not in open_ended and i in order.numbers)
    among = [
        i
        for i in times
        if i in open_ended
        and (order.bits.get(i, 0) or any_of >> order.numbers.get(i, 0) & 1)
        and not order.bits.get(i, 0) & timed
    ]
    after = followers(order, among)
    ranked = sorted(among, key=lambda i: -len(after[i]))
    depth = dict.fromkeys(among, 0)
    for identity in ranked:
        for follower in after[identity]:
            depth[follower] = max(depth[follower], depth[identity] + 1)
    beyond = dict.fromkeys(among, 0)
    for identity in reversed(ranked):
        beyond[identity] = max((beyond[f] + 1 for f in after[identity]), default=0)
    deepest = max(depth.values(), default=0)
    return {i: (depth[i], deepest - beyond[i]) for i in among}


def followers(order: Order, among: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return which of some events follow each of them by the stated order."""
    listed = tuple(among)
    return {
        i: tuple(j for j in listed if i != j and order.bits.get(i, 0) >> order.numbers.get(j, 0) & 1)
        for i in listed
    }


def from_zero(given: Scale, zero: Fraction | None) -> Scale:
    """Return the axis counting from a day: day 0 of the clock, or the first treatment on the calendar."""
    return replace(given, zero=zero)
