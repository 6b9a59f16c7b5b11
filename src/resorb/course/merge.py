"""What an incoming file adds to a course. What is known is never overwritten: a change is a correction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from resorb.course.event import Event
from resorb.course.ledger import Course, faults
from resorb.course.writefile import event_tree
from resorb.finding import Finding, Where
from resorb.yamlfile import emit


@dataclass(frozen=True, slots=True)
class Merged:
    """The course with what was new, or None where anything was refused; and why."""

    course: Course | None
    added: tuple[str, ...]
    findings: tuple[Finding, ...]


def merge(course: Course, incoming: Course) -> Merged:
    """Return the course with the events of `incoming` that it does not have yet, after its own.

    An event with a known id and the same content is passed over. One with a known id and other content
    is refused, with the correction to write instead. Nothing is merged when anything is refused.
    """
    if course.id != incoming.id:
        return Merged(None, (), (_other_course(course, incoming),))
    known = {event.id: event for event in course.events}
    new = tuple(event for event in incoming.events if event.id not in known)
    changed = [event for event in incoming.events if event.id in known and event != known[event.id]]
    merged = replace(course, events=course.events + new)
    found = [_changed(event, known) for event in changed] + faults(merged.events)
    if found:
        return Merged(None, (), tuple(found))
    return Merged(merged, tuple(event.id for event in new), ())


def _other_course(course: Course, incoming: Course) -> Finding:
    message = f"The file is of the course '{incoming.id}', and this is the course '{course.id}'."
    return Finding("course.other-course", "error", message, "Check which patient the file is about.")


def _changed(event: Event, known: dict[str, Event]) -> Finding:
    message = f"The event '{event.id}' is already recorded with other content; a record is never rewritten."
    remedy = f"Write a correction instead:\n{correction_text(event, known)}"
    return Finding("course.changed-event", "error", message, remedy, where=event.place or Where())


def correction_text(event: Event, known: dict[str, Event]) -> str:
    """Return the `replace` entry, as YAML, that would put this content in the place of what is recorded."""
    entry: dict[str, Any] = {
        "kind": "replace",
        "names": _head(event.id, known),
        "reason": "why it was wrong",
        "event": event_tree(event, nested=True),
    }
    return emit([entry])


def _head(identity: str, known: dict[str, Event]) -> str:
    """Return the last correction of an event, which is what a new correction must name."""
    by_target = {getattr(e.body, "names", ""): e.id for e in known.values() if e.is_correction}
    while identity in by_target:
        identity = by_target[identity]
    return identity
