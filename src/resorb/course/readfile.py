"""A course from its file, with every fault found at its line.

An entry that cannot be read is left out, reported as an error, and named in `Course.unread`. There is
no course at all (None) when the ledger itself cannot be trusted: the YAML or its format cannot be read,
two events share an id, a correction corrects nothing, forks or goes in a circle, or the stated order
of events goes in a circle. Any other error leaves a course to look at and an exit code of 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from resorb.course.checks import checks
from resorb.course.event import CLOSING, ENVELOPE, KINDS, WHEN_OPTIONAL, Event, Replace
from resorb.course.fields import Spec, specs
from resorb.course.ledger import FORMAT, Course, Subject, faults
from resorb.course.order import order
from resorb.course.treatment import Stated
from resorb.course.values import Fault, read_choice, read_count, read_quantity, read_value
from resorb.course.when import When, read_when
from resorb.finding import Finding, Where
from resorb.yamlfile import Listing, Node, Read, Table, Text
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
    }
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


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
    reader = _Reader(name)
    course = reader.course(given.node)
    found = list(reader.findings)
    if course is not None:
        found += faults(course.events)
        found += _order_faults(course)
        if not UNTRUSTWORTHY.intersection(f.rule for f in found):
            found += checks(course)
    kept = None if UNTRUSTWORTHY.intersection(f.rule for f in found) else course
    return Loaded(kept, tuple(sorted(found, key=_line)))


def _line(finding: Finding) -> int:
    return finding.where.line or 0 if finding.where else 0


def _order_faults(course: Course) -> Iterator[Finding]:
    for cycle in order(course.events, course.clock_zero).cycles:
        event = course.event(cycle[0])
        message = f"By `after` and `before`, {' → '.join([*cycle, cycle[0]])}: each would precede itself."
        where = event.place if event else None
        yield Finding("course.order-cycle", "error", message, "Remove one of these links.", where=where)


class _Reader:
    """Events from nodes. Faults are collected, and what carries one is left out."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.unread: list[str] = []

    # --- faults ---

    def fault(self, line: int, rule: str, message: str, remedy: str) -> None:
        where = Where(file=self.name, line=line)
        self.findings.append(Finding(rule, "error", message, remedy, where=where))

    # --- the head of the file ---

    def course(self, node: Node) -> Course | None:
        if not isinstance(node, Table):
            self.fault(node.line, "course.format", "This is not a course: it has no keys.", _START)
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
        self.fault(line, "course.format", f"The file {says}; this program reads '{FORMAT}'.", _START)
        return False

    def course_id(self, node: Table, given: Node | None) -> str:
        if isinstance(given, Text) and _ID.fullmatch(given.text):
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

    # --- events ---

    def events(self, node: Table, given: Node | None) -> tuple[Event, ...]:
        if not isinstance(given, Listing):
            line = given.line if given else node.line
            self.fault(line, "course.shape", "'events' is a list of events.", _START)
            return ()
        read = [event for item in given.items if (event := self.entry(item)) is not None]
        return self.identified(read)

    def entry(self, node: Node) -> Event | None:
        """Return an event without an id of its own making; None, with findings, when it cannot be read."""
        before = len(self.findings)
        event = self.event(node)
        if event is None or any(f.level == "error" for f in self.findings[before:]):
            self.unread.append(f"line {node.line}: {_kind_of(node)}")
            return None
        return event

    def event(self, node: Node, nested: bool = False) -> Event | None:
        kind = self.kind(node)
        if kind is None or not isinstance(node, Table):
            return None
        body_specs = specs(kind)
        keys = [s.key for s in (*ENVELOPE, *body_specs, CLOSING)] + (["event"] if kind is Replace else [])
        if nested:
            keys = [k for k in keys if k not in ("id", "recorded", "by")]
        if kind is Stated:
            keys.remove("when")
        self.unknown_keys(node, keys, f"a '{kind.kind}' event")
        head = self.fields(_without(node, body_specs), (*ENVELOPE, CLOSING), kind.kind) or {}
        fields = self.fields(_only(node, body_specs), body_specs, kind.kind)
        if kind is Replace and fields is not None:
            fields["event"] = self.replacement(node)
        if fields is None or ("event" in fields and fields["event"] is None):
            return None
        body: Any = kind(**fields)
        when = self.moment(node, kind.kind, body, head)
        place = Where(file=self.name, line=node.line)
        return Event(
            self.identity(node, head.get("id")), when, body, head.get("recorded"), head.get("by"),
            head.get("note"), place=place,
        )  # fmt: skip

    def kind(self, node: Node) -> Any:
        given = node.get("kind") if isinstance(node, Table) else None
        if not isinstance(given, Text):
            message = "This entry does not say what kind of event it is."
            self.fault(node.line, "course.kind", message, f"Write `kind:` and one of: {', '.join(KINDS)}.")
            return None
        if given.text not in KINDS:
            near = get_close_matches(given.text, KINDS, n=1)
            hint = f"Did you mean '{near[0]}'? " if near else ""
            message = f"'{given.text}' is no kind of event."
            self.fault(given.line, "course.kind", message, f"{hint}Write one of: {', '.join(KINDS)}.")
            return None
        return KINDS[given.text]

    def replacement(self, node: Table) -> Event | None:
        given = node.get("event")
        if given is None:
            message = "A replacement says what should have been written."
            self.fault(node.line, "course.replacement", message, "Write the whole event under `event:`.")
            return None
        event = self.event(given, nested=True)
        if event is not None and event.is_correction:
            message = "A correction cannot be replaced from within a correction."
            self.fault(given.line, "course.replacement", message, "Name the correction in a new entry.")
            return None
        return event

    def moment(self, node: Table, kind: str, body: Any, head: dict[str, Any]) -> When:
        links = head.get("after", ()), head.get("before", ())
        if isinstance(body, Stated):
            return body.start.linked(*links)
        if "when" not in head and kind not in WHEN_OPTIONAL and node.get("when") is None:
            message = f"This '{kind}' does not say when it happened."
            self.fault(
                node.line, "course.when-missing", message, "Write `when:`; `when: unknown` is allowed."
            )
        return (head.get("when") or When()).linked(*links)

    def identity(self, node: Table, given: str | None) -> str:
        if given is None:
            return ""
        if not _ID.fullmatch(given):
            message = f"The id '{given}' has other signs than letters, digits, '.', '_' and '-'."
            self.fault(node.line, "course.id", message, "Write a short id, or leave it out.")
        return given

    def identified(self, events: list[Event]) -> tuple[Event, ...]:
        """Return the events with ids: those given kept, the rest numbered in file order around them."""
        seen: dict[str, Event] = {}
        for event in events:
            if event.id in seen:
                first = seen[event.id].place
                message = f"The id '{event.id}' stands twice (first on line {first.line if first else '?'})."
                line = event.place.line if event.place else None
                self.fault(line or 1, "course.duplicate-id", message, "Give one of them another id.")
            elif event.id:
                seen[event.id] = event
        free = (f"e{number:04d}" for number in range(1, 1_000_000))
        free_ids = (identity for identity in free if identity not in seen)
        return tuple(event if event.id else replace(event, id=next(free_ids)) for event in events)

    # --- fields ---

    def unknown_keys(self, node: Table, known: Any, owner: str) -> None:
        for key, _ in node.entries:
            if key.text not in known:
                near = get_close_matches(key.text, list(known), n=1)
                hint = f"Did you mean '{near[0]}'? " if near else ""
                remedy = f"{hint}{owner[0].upper() + owner[1:]} may have: {', '.join(known)}."
                self.fault(key.line, "course.unknown-key", f"'{key.text}' is no field of {owner}.", remedy)

    def fields(self, node: Table, fields: tuple[Spec, ...], owner: str) -> dict[str, Any] | None:
        """Return the fields by name; None when a required one is missing or cannot be read."""
        got: dict[str, Any] = {}
        whole = True
        for spec in fields:
            given = node.get(spec.key)
            if given is None:
                if spec.required:
                    message = f"This {owner} has no '{spec.key}': {spec.help}"
                    self.fault(node.line, "course.missing-field", message, f"Write `{spec.key}:`.")
                whole = whole and not spec.required
                continue
            value = self.field(given, spec, node)
            if value is not None:
                got[spec.name] = value
            whole = whole and not (value is None and spec.required)
        return got if whole else None

    def field(self, given: Node, spec: Spec, node: Table) -> Any:
        if spec.holds in ("ids", "words"):
            return self.listed(given, spec)
        if spec.holds == "records":
            return self.records(given, spec)
        if spec.holds == "when":
            return self.when(given, spec.key)
        text = self.line(given, spec.key)
        if text is None:
            return None
        try:
            return _value(text, spec, node)
        except Fault as fault:
            self.fault(given.line, fault.rule, fault.message, fault.remedy)
            return None

    def line(self, given: Node | None, key: str) -> str | None:
        """Return the text of a field; a finding when nothing or a list stands there."""
        if given is None:
            return None
        if not isinstance(given, Text):
            self.fault(given.line, "course.shape", f"'{key}' is one value, not a list.", "Write one value.")
            return None
        if not given.text.strip():
            message = f"'{key}' has nothing written after it; it is unclear whether it is known."
            self.fault(given.line, "course.nothing", message, "Write `not stated`, or remove the line.")
            return None
        return given.text if given.text.endswith("\n") else given.text.strip()

    def when(self, given: Node, key: str) -> When | None:
        text = self.line(given, key)
        if text is None:
            return None
        try:
            return read_when(text)
        except ValueError as fault:
            remedy = "Write the time as it is known; `about`, `before`, `after` and `unknown` are allowed."
            self.fault(given.line, "course.time", f"'{key}': {fault}.", remedy)
            return None

    def listed(self, given: Node, spec: Spec) -> tuple[str, ...] | None:
        """Return a list of texts; a single text is a list of one."""
        items = given.items if isinstance(given, Listing) else (given,)
        texts = [self.line(item, spec.key) for item in items]
        return tuple(text for text in texts if text is not None) or None

    def records(self, given: Node, spec: Spec) -> tuple[Any, ...] | None:
        items = given.items if isinstance(given, Listing) else (given,)
        assert spec.record is not None
        made: list[Any] = []
        for item in items:
            if not isinstance(item, Table):
                self.fault(item.line, "course.shape", f"'{spec.key}' is a list of records.", spec.help)
                continue
            inner = specs(spec.record)
            self.unknown_keys(item, [s.key for s in inner], f"an entry of '{spec.key}'")
            got = self.fields(item, inner, f"entry of '{spec.key}'")
            if got is not None:
                made.append(spec.record(**got))
        return tuple(made)


_START = "Start from one of the examples: `resorb: course/1`, `id:`, `events:`."


def _kind_of(node: Node) -> str:
    given = node.get("kind") if isinstance(node, Table) else None
    return given.text if isinstance(given, Text) and given.text in KINDS else "entry"


def _only(node: Table, fields: tuple[Spec, ...]) -> Table:
    keys = {spec.key for spec in fields}
    return Table(tuple(entry for entry in node.entries if entry[0].text in keys), node.line)


def _without(node: Table, fields: tuple[Spec, ...]) -> Table:
    keys = {spec.key for spec in fields}
    return Table(tuple(entry for entry in node.entries if entry[0].text not in keys), node.line)


def _value(text: str, spec: Spec, node: Table) -> Any:
    if spec.holds == "choice":
        return read_choice(text, spec)
    if spec.holds == "count":
        return read_count(text, spec)
    if spec.holds == "quantity":
        return read_quantity(text, spec)
    if spec.holds == "value":
        return read_value(text, spec, _name_beside(spec, node))
    return text


def _name_beside(spec: Spec, node: Table) -> str | None:
    if spec.named_by.startswith("="):
        return spec.named_by[1:]
    named = node.get(spec.named_by)
    return named.text if isinstance(named, Text) else None
