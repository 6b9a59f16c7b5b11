"""Which events certainly came before which, and nothing more.

Two sources only: intervals that do not overlap, and the `after` and `before` that events state. What
neither settles stays unordered; file order is for display and never decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from resorb.course.event import Event
from resorb.course.when import Clock, When, certainly_before


@dataclass(frozen=True, slots=True)
class Order:
    """The partial order of a set of events.

    `times` holds each event's interval after the stated order has narrowed it: what follows month 8 is
    not before month 8. `cycles` lists the ids of events whose stated order contradicts itself, and
    `contradictions` those whose times the stated order leaves no room for. `numbers` and `bits`
    keep the stated order, a bit for each event that follows: a long chain of sets would fill the memory.
    """

    times: Mapping[str, When]
    numbers: Mapping[str, int]
    bits: Mapping[str, int]
    cycles: tuple[tuple[str, ...], ...]
    contradictions: tuple[str, ...] = ()

    @property
    def followers(self) -> dict[str, frozenset[str]]:
        """The events that follow each event by the stated order, however many steps away."""
        named = {number: identity for identity, number in self.numbers.items()}
        return {
            identity: frozenset(named[n] for n in range(1, bits.bit_length()) if bits >> n & 1)
            for identity, bits in self.bits.items()
        }

    def certainly_before(self, first: str, second: str) -> bool:
        """Whether the first event certainly happened before the second."""
        if self.bits.get(first, 0) >> self.numbers.get(second, 0) & 1:
            return True
        if first not in self.times or second not in self.times:
            return False
        return certainly_before(self.times[first], self.times[second])

    def latest(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the events of a set that no other event of the set certainly follows, in the order given.

        Where links and times contradict each other, nothing may be left: then all are returned.
        """
        among = tuple(ids)
        within = sum(1 << self.numbers[identity] for identity in set(among))
        # one pass: an event is followed by interval when it ends before the latest start of its clock
        starts: dict[Clock | None, Fraction] = {}
        for identity in among:
            at = self.times[identity]
            if at.earliest is not None:
                starts[at.clock] = max(at.earliest, starts.get(at.clock, at.earliest))
        left = tuple(a for a in among if not self._followed(a, starts) and not self._linked(a, within))
        return left or among

    def _followed(self, identity: str, starts: Mapping[Clock | None, Fraction]) -> bool:
        at = self.times[identity]
        return at.latest is not None and at.clock in starts and at.latest <= starts[at.clock]

    def _linked(self, identity: str, within: int) -> bool:
        return bool(self.bits.get(identity, 0) & within)


def order(events: Iterable[Event], zero: date | None = None) -> Order:
    """Return the partial order of events, on the calendar throughout where day 0 is known."""
    listed = tuple(events)
    times = {e.id: e.when.on_calendar(zero) if zero else e.when for e in listed}
    edges = {identity: set[str]() for identity in times}
    for event in listed:
        for earlier in event.when.after:
            edges.setdefault(earlier, set()).add(event.id)
        edges[event.id].update(event.when.before)
    arranged, cycles = _arranged(edges)
    # number 0 belongs to no event, so that an id nobody has is never found among the followers
    numbers = {identity: n for n, identity in enumerate(edges, start=1)}
    narrowed = _narrowed(times, edges, arranged)
    impossible = tuple(i for i, at in narrowed.items() if _is_empty(at) and not _is_empty(times[i]))
    return Order(narrowed, numbers, _closure(edges, arranged, numbers), cycles, impossible)


def _is_empty(at: When) -> bool:
    return at.earliest is not None and at.latest is not None and at.earliest >= at.latest


def _arranged(edges: Mapping[str, set[str]]) -> tuple[list[str], tuple[tuple[str, ...], ...]]:
    """Return ids with what comes first first, and the cycles among those that cannot be arranged."""
    waiting = dict.fromkeys(edges, 0)
    for followers in edges.values():
        for follower in followers:
            waiting[follower] = waiting.get(follower, 0) + 1
    ready = [identity for identity, count in waiting.items() if not count]
    arranged: list[str] = []
    while ready:
        identity = ready.pop()
        arranged.append(identity)
        for follower in edges.get(identity, ()):
            waiting[follower] -= 1
            if not waiting[follower]:
                ready.append(follower)
    left = [identity for identity in waiting if waiting[identity]]
    return arranged, tuple(_cycles(left, edges))


def _cycles(left: list[str], edges: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Yield each cycle once, following one way on from every event that could not be arranged."""
    seen: set[str] = set()
    for start in left:
        path: dict[str, int] = {}
        here: str | None = start
        while here is not None and here not in path and here not in seen:
            path[here] = len(path)
            here = next((f for f in sorted(edges.get(here, ())) if f in left), None)
        if here is not None and here in path:
            yield tuple(list(path)[path[here] :])
        seen.update(path)


def _narrowed(
    times: Mapping[str, When], edges: Mapping[str, set[str]], arranged: list[str]
) -> dict[str, When]:
    """Return the intervals after what follows has been moved past what it follows, and the reverse."""
    narrowed = dict(times)
    for identity in arranged:
        for follower in edges.get(identity, ()):
            _not_before(narrowed, identity, follower)
    for identity in reversed(arranged):
        for follower in edges.get(identity, ()):
            _not_after(narrowed, identity, follower)
    return narrowed


def _not_before(times: dict[str, When], first: str, second: str) -> None:
    if first in times and second in times and times[first].earliest is not None:
        floor, later = times[first], times[second]
        if later.clock in (None, floor.clock):
            earliest = _max(floor.earliest, later.earliest)
            times[second] = replace(later, clock=floor.clock, earliest=earliest)


def _not_after(times: dict[str, When], first: str, second: str) -> None:
    if first in times and second in times and times[second].latest is not None:
        earlier, ceiling = times[first], times[second]
        if earlier.clock in (None, ceiling.clock):
            latest = _min(earlier.latest, ceiling.latest)
            times[first] = replace(earlier, clock=ceiling.clock, latest=latest)


def _max(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return max(end for end in (one, other) if end is not None)


def _min(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return min(end for end in (one, other) if end is not None)


def _closure(
    edges: Mapping[str, set[str]], arranged: list[str], numbers: Mapping[str, int]
) -> dict[str, int]:
    """Return all that follows each event by the stated order, however many steps away, as bits."""
    beyond: dict[str, int] = {}
    for identity in reversed(arranged):
        bits = 0
        for follower in edges.get(identity, ()):
            bits |= 1 << numbers[follower] | beyond.get(follower, 0)
        beyond[identity] = bits
    return beyond
