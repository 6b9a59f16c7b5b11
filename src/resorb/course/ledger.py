"""The course: one patient's events as they were written, and what stands after corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

# ruff: noqa: RUF009 - the `has.…` calls return dataclass fields, as `dataclasses.field` does
from resorb.course import fields as has
from resorb.course.event import Event, Replace
from resorb.course.fields import Value
from resorb.course.when import When, day
from resorb.finding import Finding, Where

FORMAT = "course/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom the course is about, without anything that names a person."""

    label: str | None = has.text("A study code or a phrase; never a name, a birthday or a record number.")
    sex: str | None = has.choice("As recorded.", "female", "male", "other", "unknown")
    age: Value = has.value("Age when the course began, as `54 y`.", "=age")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One patient's ledger: immutable events in the order they were written.

    `clock_zero` is the date of day 0, where known; `unread` names the entries of the file that could
    not be read, so that nobody takes what is left for the whole.
    """

    id: str
    subject: Subject
    events: tuple[Event, ...]
    title: str | None = None
    source: str | None = None
    clock_zero: date | None = None
    unread: tuple[str, ...] = ()

    @property
    def clock(self) -> Literal["calendar", "course"]:
        """The clock its times are told on: the calendar where any event has a date or day 0 is known."""
        dated = any(event.when.clock == "calendar" for event in self.events)
        return "calendar" if dated or self.clock_zero else "course"

    def event(self, identity: str) -> Event | None:
        """Return the entry with an id, corrections among them; None when there is none."""
        return next((event for event in self.events if event.id == identity), None)


def known(course: Course, known_at: When | date | None) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return the entries recorded by a time, and those whose recording time is not told or not clear.

    Without `known_at` all entries count and the second part is empty.
    """
    if known_at is None:
        return course.events, ()
    horizon = day(known_at) if isinstance(known_at, date) else known_at
    if horizon.clock != "calendar" or horizon.latest is None:
        raise ValueError("known_at is a calendar date: recording is done by people with calendars")
    kept: list[Event] = []
    unclear: list[Event] = []
    for event in course.events:
        at = event.recorded
        if at is None or at.clock != "calendar" or at.latest is None:
            unclear.append(event)
        elif at.latest <= horizon.latest:
            kept.append(event)
        elif at.earliest is None or at.earliest < horizon.latest:
            unclear.append(event)
    return tuple(kept), tuple(unclear)


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return what holds after corrections, each under its first id, in file order.

    A replaced event carries its replacement's content and `heads`; retracted and moved ones are gone.
    Corrections of nothing are left aside here: `faults` reports them.
    """
    listed = tuple(events)
    by_target = {_named(event): event for event in listed if event.is_correction}
    return tuple(
        stood
        for event in listed
        if not event.is_correction and (stood := _followed(event, by_target)) is not None
    )


def _named(correction: Event) -> str:
    return str(getattr(correction.body, "names", ""))


def _followed(event: Event, by_target: dict[str, Event]) -> Event | None:
    """Return an event as its corrections left it, or None when it was taken back or moved."""
    held, head = event, event.id
    heads: list[str] = []
    while head in by_target and by_target[head].id not in heads:
        correction = by_target[head]
        head = correction.id
        heads.append(head)
        if not isinstance(correction.body, Replace):
            return None
        told = correction.body.event
        held = replace(told, id=event.id, recorded=correction.recorded, by=correction.by)
    return replace(held, heads=tuple(heads)) if heads else held


# --- what makes a ledger untrustworthy ----------------------------------------------------------------


def faults(events: Iterable[Event]) -> list[Finding]:
    """Return the faults of corrections: of nothing, in a fork, in a cycle."""
    listed = tuple(events)
    ids = {event.id for event in listed}
    found: list[Finding] = []
    first: dict[str, Event] = {}
    for event in listed:
        if not event.is_correction:
            continue
        target = _named(event)
        if target not in ids:
            found.append(_of_nothing(event, target))
        elif target in first:
            found.append(_fork(event, target, first[target]))
        else:
            first[target] = event
    return found + _cycles(first)


def _error(rule: str, event: Event, message: str, remedy: str) -> Finding:
    return Finding(rule, "error", message, remedy, where=event.place or Where())


def _of_nothing(event: Event, target: str) -> Finding:
    message = f"'{event.id}' corrects '{target}', and no event has that id; what it corrects is unclear."
    return _error("course.correction-of-nothing", event, message, "Name the event it corrects.")


def _fork(event: Event, target: str, other: Event) -> Finding:
    message = f"'{event.id}' and '{other.id}' both correct '{target}'; which one holds is unclear."
    remedy = f"Let the later one name the earlier: `names: {other.id}`."
    return _error("course.correction-fork", event, message, remedy)


def _cycles(by_target: dict[str, Event]) -> list[Finding]:
    found: list[Finding] = []
    done: set[str] = set()
    for start in by_target:
        path: list[str] = []
        here = start
        while here in by_target and here not in path and here not in done:
            path.append(here)
            here = by_target[here].id
        if here in path:
            circle = path[path.index(here) :]
            message = f"Corrections go in a circle: {' → '.join([*circle, here])}; none of them can hold."
            remedy = "Let each correction name an event written before it."
            found.append(_error("course.correction-cycle", by_target[here], message, remedy))
        done.update(path)
    return found
