"""The fields of an entry from its nodes, by the field list of its kind; each fault at its line."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from resorb.course.fields import Spec, specs
from resorb.course.values import Fault, read_choice, read_count, read_quantity, read_value
from resorb.course.when import When, read_when
from resorb.finding import Finding, Where
from resorb.yamlfile import Listing, Node, Table, Text


class FieldReader:
    """Reads fields and keeps the faults met, under the file's name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.lines: dict[tuple[int, str], int] = {}  # where a regimen stands: entry's line, key -> line

    def fault(self, line: int, rule: str, message: str, remedy: str) -> None:
        """Keep an error at a line."""
        where = Where(file=self.name, line=line)
        self.findings.append(Finding(rule, "error", message, remedy, where=where))

    def unknown_keys(self, node: Table, known: Any, owner: str) -> None:
        """Keep a fault for each key that is no field here."""
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
            if spec.regimen:
                self.lines[node.line, spec.key] = given.line
            value = self.field(given, spec, node)
            if value is not None:
                got[spec.name] = value
            whole = whole and not (value is None and spec.required)
        return got if whole else None

    def field(self, given: Node, spec: Spec, node: Table) -> Any:
        """Return the value of one field, or None with the fault kept."""
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
        """Return a time, or None with the fault kept."""
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
        """Return a list of small records."""
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
