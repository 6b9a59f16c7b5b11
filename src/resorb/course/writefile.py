"""A course as the text of its file: one canonical form, which reads back to an equal course."""

from __future__ import annotations

from typing import Any

from resorb.course.event import CLOSING, Event, Replace
from resorb.course.fields import NotKnown, specs
from resorb.course.ledger import FORMAT, Course, Subject
from resorb.course.treatment import Stated
from resorb.course.when import When
from resorb.quantity import Quantity, plain
from resorb.yamlfile import Tree, emit


def dump(course: Course) -> str:
    """Return the course as YAML, every event with its id. Comments of a file it came from are not kept."""
    return emit(course_tree(course))


def course_tree(course: Course) -> dict[str, Tree]:
    """Return the course as dicts, lists and strings under the keys of the file."""
    head = {
        "resorb": FORMAT,
        "id": course.id,
        "title": course.title,
        "source": course.source,
        "subject": _fields(course.subject, Subject) or None,
        "clock_zero": course.clock_zero.isoformat() if course.clock_zero else None,
    }
    tree: dict[str, Tree] = {key: value for key, value in head.items() if value is not None}
    tree["events"] = [event_tree(event) for event in course.events]
    return tree


def event_tree(event: Event, nested: bool = False) -> dict[str, Tree]:
    """Return one event under the keys of the file."""
    head: dict[str, Any] = {} if nested else {"id": event.id}
    if not isinstance(event.body, Stated) and not (event.is_correction and event.when == When()):
        head["when"] = event.when.words
    head["after"] = list(event.when.after)
    head["before"] = list(event.when.before)
    head["kind"] = event.kind
    if not nested:
        head["recorded"] = event.recorded.words if event.recorded else None
        head["by"] = event.by
    head |= _fields(event.body, type(event.body))
    if isinstance(event.body, Replace):
        head["event"] = event_tree(event.body.event, nested=True)
    head[CLOSING.key] = event.note
    return {key: value for key, value in head.items() if value not in (None, [], ())}


def _fields(body: Any, kind: type) -> dict[str, Tree]:
    written = {spec.key: _written(getattr(body, spec.name)) for spec in specs(kind)}
    return {key: value for key, value in written.items() if value is not None and value != []}


def _written(value: Any) -> Tree | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, When):
        return value.words
    if isinstance(value, Quantity):
        # digits as they stand: a trailing zero would come back as another Decimal exponent only
        return plain(value.value) if value.unit == "1" else str(value)
    if isinstance(value, tuple):
        return [_written(item) or "" for item in value] if value else None
    if isinstance(value, int | NotKnown):
        return str(value)
    return _fields(value, type(value))
