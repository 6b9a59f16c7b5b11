"""A course from its file, with every fault found at its line.

An entry that cannot be read is left out, reported as an error, and named in `Course.unread`. There is
no course at all (None) when the ledger itself cannot be trusted: the YAML or its format cannot be read,
two events share an id, a correction corrects nothing, forks or goes in a circle, or the stated order
of events goes in a circle. Any other error leaves a course to look at and an exit code of 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resorb.course.checks import checks
from resorb.course.entries import ID, START, EntryReader
from resorb.course.fields import specs
from resorb.course.ledger import FORMAT, Course, Subject, faults, standing
from resorb.course.order import order
from resorb.finding import Finding
from resorb.yamlfile import Node, Read, Table, Text
from resorb.yamlfile import read as read_yaml
from resorb.yamlfile import read_file as read_yaml_file

HEADER = ("resorb", "id", "title", "source", "subject", "clock_zero", "events")
UNTRUSTWORTHY = frozenset(
    {
        "course.format",
        "course.duplicate-id",
        "course.correction-of-nothing",
        "course.correction-fork",
        "course.correction-cycle",
        "course.order-cycle",
        "course.order-contradicted",
    }
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course, or None where its ledger cannot be trusted, and every fault found in the file."""

    course: Course | None
    findings: tuple[Finding, ...]


def load(path: str | Path) -> Loaded:
    """Return the course of a file. A file that cannot be read is a finding, never an exception."""
    return _loaded(read_yaml_file(path), str(path))


def read(text: bytes | str, *, name: str = "course") -> Loaded:
    """Return the course of a text; `name` stands for the file in findings."""
    return _loaded(read_yaml(text, name=name), name)


def _loaded(given: Read, name: str) -> Loaded:
    if given.node is None:
        return Loaded(None, given.findings)
    reader = _CourseReader(name)
    course = reader.course(given.node)
    found = list(reader.findings)
    if course is not None:
        found += faults(course.events)
        found += _order_faults(course)
        if not UNTRUSTWORTHY.intersection(f.rule for f in found):
            found += checks(course, reader.lines)
    kept = None if UNTRUSTWORTHY.intersection(f.rule for f in found) else course
    return Loaded(kept, tuple(sorted(found, key=_line)))


def _line(finding: Finding) -> int:
    return finding.where.line or 0 if finding.where else 0


def _order_faults(course: Course) -> Iterator[Finding]:
    """Faults of the order that stands: a wrong time or link that was corrected is no fault any more."""
    events = {event.id: event for event in standing(course.events)}
    arranged = order(events.values(), course.clock_zero)
    for cycle in arranged.cycles:
        message = f"By `after` and `before`, {' → '.join([*cycle, cycle[0]])}: each would precede itself."
        where = events[cycle[0]].place if cycle[0] in events else None
        yield Finding("course.order-cycle", "error", message, "Remove one of these links.", where=where)
    if arranged.contradictions:
        named = ", ".join(f"'{i}' ({events[i].when})" for i in arranged.contradictions)
        message = f"The links of these events contradict their times: {named}."
        where = events[arranged.contradictions[-1]].place
        yield Finding("course.order-contradicted", "error", message, "Correct a time or a link.", where=where)


class _CourseReader(EntryReader):
    """Reads the head of the file and its events."""

    def course(self, node: Node) -> Course | None:
        if not isinstance(node, Table):
            self.fault(node.line, "course.format", "This is not a course: it has no keys.", START)
            return None
        head = {key.text: value for key, value in node.entries}
        self.unknown_keys(node, HEADER, "a course")
        if not self.is_format(node, head.get("resorb")):
            return None
        return Course(
            id=self.course_id(node, head.get("id")),
            title=self.line(head.get("title"), "title"),
            source=self.line(head.get("source"), "source"),
            subject=self.subject(head.get("subject")),
            clock_zero=self.zero(head.get("clock_zero")),
            events=self.events(node, head.get("events")),
            unread=tuple(self.unread),
        )

    def is_format(self, node: Table, given: Node | None) -> bool:
        if isinstance(given, Text) and given.text == FORMAT:
            return True
        line = given.line if given else node.line
        says = f"says '{given.text}'" if isinstance(given, Text) else "does not say what it is"
        self.fault(line, "course.format", f"The file {says}; this program reads '{FORMAT}'.", START)
        return False

    def course_id(self, node: Table, given: Node | None) -> str:
        if isinstance(given, Text) and ID.fullmatch(given.text):
            return given.text
        message = "The course has no id, or one with other signs than letters, digits, '.', '_' and '-'."
        self.fault(given.line if given else node.line, "course.id", message, "Write `id: a-study-code`.")
        return "unnamed"

    def subject(self, given: Node | None) -> Subject:
        if given is None:
            return Subject()
        if not isinstance(given, Table):
            self.fault(
                given.line, "course.shape", "'subject' has fields of its own.", "Write `sex:`, `age:`."
            )
            return Subject()
        return Subject(**(self.fields(given, specs(Subject), "subject") or {}))

    def zero(self, given: Node | None) -> date | None:
        if given is None:
            return None
        found = self.when(given, "clock_zero")
        if found is None:
            return None
        if found.first_day is None or found.first_day != found.last_day:
            self.fault(
                given.line, "course.clock-zero", "'clock_zero' is one date.", "Write it as 2024-03-01."
            )
            return None
        return found.first_day
