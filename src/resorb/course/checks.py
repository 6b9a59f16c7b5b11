"""Faults of a course that no single entry shows: links to nothing, clocks that do not meet, plans at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from resorb.course.event import Event
from resorb.course.fields import NotKnown, specs
from resorb.course.in_force import plans_at_once
from resorb.course.ledger import Course, standing
from resorb.course.observed import Lesion, LesionGroup, Observation
from resorb.course.order import order
from resorb.course.treatment import GIVEN, Administration, Plan
from resorb.course.when import certainly_before
from resorb.finding import Finding, Level, Where
from resorb.quantity import Quantity

Lines = Mapping[tuple[int, str], int]


def checks(course: Course, lines: Lines | None = None) -> list[Finding]:
    """Return the faults between the events of a course whose ledger holds together.

    `lines` says on which line of the file a regimen stands, by its entry's line and its key.
    """
    events = standing(course.events)
    found: list[Finding] = []
    for check in (_links, _clocks, _recorded, _doses, _lesions, _plans):
        found += check(course, events)
    return found + list(_regimens(events, lines or {}))


def _at(event: Event, rule: str, level: Level, message: str, remedy: str) -> Finding:
    return Finding(rule, level, message, remedy, where=event.place)


def _links(course: Course, events: tuple[Event, ...]) -> Iterator[Finding]:
    """Every id an event refers to is the id of an event."""
    ids = {event.id for event in course.events}
    for event in events:
        named = [getattr(event.body, s.name) for s in specs(type(event.body)) if s.holds == "id"]
        for target in (*event.when.after, *event.when.before, *(n for n in named if n is not None)):
            if target not in ids:
                message = f"'{event.id}' refers to '{target}', and no event has that id."
                yield _at(event, "course.link", "error", message, "Correct the id, or remove the link.")


def _clocks(course: Course, events: tuple[Event, ...]) -> Iterator[Finding]:
    """Times on two clocks can only be ordered when the date of day 0 is known."""
    first = {event.when.clock: event for event in reversed(events) if event.when.clock}
    if len(first) == 2 and course.clock_zero is None:
        message = "Some times are dates and some are on the course's own clock; they cannot be ordered."
        remedy = "Write `clock_zero:` with the date of day 0, if it is known."
        yield _at(first["course"], "course.two-clocks", "caution", message, remedy)


def _recorded(course: Course, events: tuple[Event, ...]) -> Iterator[Finding]:
    for event in events:
        if event.recorded and certainly_before(event.recorded, event.when):
            message = f"'{event.id}' was recorded ({event.recorded}) before it happened ({event.when})."
            yield _at(event, "course.recorded-early", "caution", message, "Check both times.")


def _doses(course: Course, events: tuple[Event, ...]) -> Iterator[Finding]:
    for event in events:
        body = event.body
        if not isinstance(body, Administration):
            continue
        if body.status not in GIVEN and isinstance(body.dose, Quantity) and body.dose.value > 0:
            message = f"The dose is '{body.status}', yet {body.dose} is written as given."
            yield _at(event, "course.dose-not-given", "error", message, "Correct the status or the dose.")
        if body.started and body.ended and certainly_before(body.ended, body.started):
            message = f"The infusion ends ({body.ended}) before it starts ({body.started})."
            yield _at(event, "course.infusion-times", "error", message, "Correct the times.")


def _plans(course: Course, events: tuple[Event, ...]) -> Iterator[Finding]:
    return plans_at_once(events, order(events, course.clock_zero))


def _regimens(events: tuple[Event, ...], lines: Lines) -> Iterator[Finding]:
    """Every regimen is read by the dosing language when the file is read, so that its faults have a line."""
    for event in events:
        for spec in specs(type(event.body)):
            text = getattr(event.body, spec.name) if spec.regimen else None
            if text:
                yield from _regimen_faults(event, text, _line(event, spec.key, lines))


def _line(event: Event, key: str, lines: Lines) -> Where | None:
    at = event.place
    if at is None or at.line is None:
        return at
    return Where(file=at.file, line=lines.get((at.line, key), at.line))


def _regimen_faults(event: Event, text: str, where: Where | None) -> Iterator[Finding]:
    """A regimen that is told or changed may be partial; one that is ordered has a dose or says it has not."""
    from resorb.dosing import parse

    partial = not isinstance(event.body, Plan) or isinstance(event.body.dose, NotKnown)
    for found in parse(text).findings:
        if partial and found.rule == "dosing.dose_missing":
            continue
        message = f"In the regimen of '{event.id}': {found.message}"
        yield replace(found, message=message, where=where)


def _lesions(course: Course, events: tuple[Event, ...]) -> Iterator[Finding]:
    known = {e.body.lesion for e in events if isinstance(e.body, Lesion)}
    known |= {name for e in events if isinstance(e.body, Lesion) for name in e.body.into}
    groups = {e.body.group for e in events if isinstance(e.body, LesionGroup)}
    for event in events:
        body = event.body
        if isinstance(body, Observation):
            for named, names, what in ((body.lesion, known, "lesion"), (body.lesion_group, groups, "group")):
                if named is not None and named not in names:
                    message = f"'{event.id}' measures the {what} '{named}', which no event introduces."
                    remedy = f"Add a `lesion` event in which '{named}' appears, or correct the name."
                    yield _at(event, "course.lesion-unknown", "caution", message, remedy)
        elif isinstance(body, Lesion):
            yield from _lesion_faults(event, body, known)
        elif isinstance(body, LesionGroup) and body.change == "gone" and body.fate is None:
            yield _no_fate(event, body.group)


def _no_fate(event: Event, name: str) -> Finding:
    message = f"'{name}' is gone, and how is not said; only resorbed is response."
    return _at(event, "course.fate-missing", "caution", message, "Write `fate:`; `unknown` is allowed.")


def _lesion_faults(event: Event, body: Lesion, known: set[str]) -> Iterator[Finding]:
    if body.change == "gone" and body.fate is None:
        yield _no_fate(event, body.lesion)
    if body.change == "merges" and not body.of:
        message = f"'{body.lesion}' is a merger, and of which lesions is not said."
        yield _at(event, "course.merge", "error", message, "Write `of:` with the lesions that merged.")
    if body.change == "splits" and not body.into:
        message = f"'{body.lesion}' split, and into which lesions is not said."
        yield _at(event, "course.split", "error", message, "Write `into:` with the new lesions' names.")
    for part in body.of:
        if part not in known:
            message = f"'{body.lesion}' is said to be made of '{part}', which no event introduces."
            yield _at(event, "course.lesion-unknown", "caution", message, "Correct the name.")
