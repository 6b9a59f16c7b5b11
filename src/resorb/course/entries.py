"""The events of a file from its nodes: their kinds, their times, their ids."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from resorb.course.event import CLOSING, ENVELOPE, KINDS, WHEN_OPTIONAL, Event, Replace
from resorb.course.fieldread import FieldReader
from resorb.course.fields import Spec, specs
from resorb.course.treatment import Stated
from resorb.course.when import When
from resorb.finding import Where
from resorb.yamlfile import Listing, Node, Table, Text

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
START = "Start from one of the examples: `resorb: course/1`, `id:`, `events:`."


class EntryReader(FieldReader):
    """Reads events. An entry with a fault is left out and named in `unread`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.unread: list[str] = []

    def events(self, node: Table, given: Node | None) -> tuple[Event, ...]:
        """Return the events that could be read, each with an id."""
        if not isinstance(given, Listing):
            line = given.line if given else node.line
            self.fault(line, "course.shape", "'events' is a list of events.", START)
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
        """Return one event; within a replacement it has no id, recorder or time of recording of its own."""
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
        """Return the kind an entry says it is."""
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
        """Return the event that a replacement puts in the place of another."""
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
        """Return when it happened, with its links; a told span stands at its start."""
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
        """Return the id as given, or empty text."""
        if given is None:
            return ""
        if not ID.fullmatch(given):
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


def _kind_of(node: Node) -> str:
    given = node.get("kind") if isinstance(node, Table) else None
    return given.text if isinstance(given, Text) and given.text in KINDS else "entry"


def _only(node: Table, fields: tuple[Spec, ...]) -> Table:
    keys = {spec.key for spec in fields}
    return Table(tuple(entry for entry in node.entries if entry[0].text in keys), node.line)


def _without(node: Table, fields: tuple[Spec, ...]) -> Table:
    keys = {spec.key for spec in fields}
    return Table(tuple(entry for entry in node.entries if entry[0].text not in keys), node.line)
