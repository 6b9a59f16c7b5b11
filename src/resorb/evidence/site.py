"""A site's own limits: who set which limit to what, when and why; soft ones changed, hard ones only tightened.

The file names a limit of the evidence for each change. Any fault, and nothing of it is used. A reader
would get wrong that a site could make something safe that the evidence calls unsafe: it cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from resorb import yamlfile
from resorb.evidence.body import Evidence
from resorb.evidence.limits import Limit
from resorb.evidence.plausible import BOUNDS, slip
from resorb.evidence.table import number_with_unit
from resorb.evidence.values import Source
from resorb.finding import Finding, Where
from resorb.quantity import Quantity

FORMAT = "site/1"
_FIELDS = ("limit", "value", "who", "when", "why")
_HARM = "Nothing of this file was used, because a wrong limit could pass a wrong order."
_MEANS = {
    "limit": "the id of the limit, as in docs/reference/limits.md",
    "value": "the level with its unit, as in `22 g`",
    "who": "the name and role of the person who answers for it",
    "when": "the day it was decided, as in 2026-03-01",
    "why": "the reason, in a sentence",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One limit as a site sets it."""

    limit: str
    value: Quantity
    who: str
    when: str
    why: str

    def __str__(self) -> str:
        return f"site: {self.who}, {self.when}: {self.why}"


def applied(evidence: Evidence, path: str | Path, today: str = "") -> Evidence | tuple[Finding, ...]:
    """Return the evidence with the settings of a site's file, or every fault of the file."""
    got = yamlfile.read_file(path)
    if got.node is None:
        return got.findings
    reading = _Reading(str(path), evidence, today)
    settings = reading.all(got.node)
    if reading.faults:
        return tuple(reading.faults)
    return _with(evidence, settings)


def _with(evidence: Evidence, settings: dict[str, Setting]) -> Evidence:
    """Return a copy in which each limit set by the site says so, and cites the site first."""
    own = {name: _source(name, setting) for name, setting in settings.items()}
    limits = {name: _changed(evidence.limits[name], setting) for name, setting in settings.items()}
    said = "\n".join(f"{name} {s.value} {s}" for name, s in sorted(settings.items()))
    count = f"{len(settings)} limit{'s' if len(settings) != 1 else ''} of the site"
    release = replace(evidence.release, site=f"{count} {sha256(said.encode()).hexdigest()[:12]}")
    return replace(
        evidence,
        release=release,
        limits=evidence.limits.replaced(limits),
        sources=evidence.sources.replaced({source.id: source for source in own.values()}),
    )


def _source(name: str, setting: Setting) -> Source:
    title = f"Site setting by {setting.who}: {setting.why}"
    return Source(f"site:{name}", title, "opinion", year=setting.when)


def _changed(limit: Limit, setting: Setting) -> Limit:
    before = f"Without the site's setting: {limit.message}"
    sign = {"<": "below", "<=": "at or below", ">": "above", ">=": "at or above"}
    side = sign[limit.comparison.removeprefix("set by site ")]
    message = (
        f"{limit.bounds.replace('_', ' ').capitalize()} {side} {setting.value}, which the site set. {before}"
    )
    return replace(
        limit,
        value=setting.value,
        comparison=limit.comparison.removeprefix("set by site "),
        message=message,
        site=str(setting),
        sources=(f"site:{limit.id}", *limit.sources),
    )


class _Reading:
    """One file being read, with the faults met on the way."""

    def __init__(self, file: str, evidence: Evidence, today: str) -> None:
        self.file = file
        self.evidence = evidence
        self.today = today
        self.faults: list[Finding] = []

    def fault(self, line: int, what: str, remedy: str) -> None:
        """Record one fault at its line."""
        where = Where(file=self.file, line=line)
        self.faults.append(Finding("evidence.site", "error", f"{what} {_HARM}", remedy, where=where))

    def all(self, node: yamlfile.Node) -> dict[str, Setting]:
        """Return the settings by limit id; incomplete where faults were met."""
        settings: dict[str, Setting] = {}
        lines: dict[str, int] = {}
        for item in self._items(node):
            setting = self._setting(item)
            if setting is None:
                continue
            if setting.limit in settings:
                what = f"{setting.limit} is set twice, first in line {lines[setting.limit]}: two values in force."
                self.fault(item.line, what, "Keep one.")
            settings[setting.limit] = setting
            lines[setting.limit] = item.line
        return settings

    def _items(self, node: yamlfile.Node) -> Iterator[yamlfile.Table]:
        listed = node.get("limits") if isinstance(node, yamlfile.Table) else None
        head = node.get("resorb") if isinstance(node, yamlfile.Table) else None
        if not isinstance(head, yamlfile.Text) or head.text != FORMAT:
            self.fault(node.line, "This is not a site's file.", f"Start it with `resorb: {FORMAT}`.")
        if isinstance(node, yamlfile.Table):
            for key, _ in node.entries:
                if key.text not in ("resorb", "site", "limits"):
                    remedy = "A site's file holds resorb, site and limits; a rule cannot be changed here."
                    self.fault(key.line, f"'{key.text}' is not known here.", remedy)
        if not isinstance(listed, yamlfile.Listing):
            self.fault(node.line, "There is no list `limits`.", "Add `limits:` with one entry a limit.")
            return
        for item in listed.items:
            if isinstance(item, yamlfile.Table):
                yield item
            else:
                self.fault(item.line, "An entry is a table.", f"Write {', '.join(_FIELDS)}.")

    def _setting(self, item: yamlfile.Table) -> Setting | None:
        before = len(self.faults)
        for key, _ in item.entries:
            if key.text not in _FIELDS:
                remedy = f"The fields are {', '.join(_FIELDS)}."
                self.fault(key.line, f"'{key.text}' is not a field of a site's setting.", remedy)
        texts = {field: self._text(item, field) for field in _FIELDS}
        limit = self._limit(item, texts["limit"])
        value = self._value(item, texts["value"], limit)
        self._date(item, texts["when"])
        if value is None or len(self.faults) > before:
            return None
        return Setting(texts["limit"], value, texts["who"], texts["when"], texts["why"])

    def _text(self, item: yamlfile.Table, field: str) -> str:
        node = item.get(field)
        text = node.text.strip() if isinstance(node, yamlfile.Text) else ""
        if not text:
            line = node.line if node else item.line
            self.fault(line, f"'{field}' is missing.", f"Add {field}: {_MEANS[field]}.")
        return text

    def _limit(self, item: yamlfile.Table, name: str) -> Limit | None:
        if name and name not in self.evidence.limits:
            close = get_close_matches(name, self.evidence.limits, n=3, cutoff=0.5)
            hint = (
                f"Did you mean {' or '.join(close)}?"
                if close
                else "The ids stand in docs/reference/limits.md."
            )
            self.fault(_line(item, "limit"), f"{name!r} is no limit of the evidence.", hint)
        if not name or name not in self.evidence.limits:
            return None
        limit = self.evidence.limits[name]
        if not limit.side:
            what = f"{name} is not about a level ('{limit.comparison}'), so no site can set one."
            self.fault(_line(item, "limit"), what, "Remove the entry.")
            return None
        return limit

    def _value(self, item: yamlfile.Table, text: str, limit: Limit | None) -> Quantity | None:
        if not text or limit is None:
            return None
        line = _line(item, "value")
        try:
            given = number_with_unit(text)
        except ValueError as why:
            self.fault(line, f"{limit.id}: {why}.", f"Write {_MEANS['value']}; the unit is {_unit(limit)}.")
            return None
        odd = slip(given, limit.bounds, BOUNDS[limit.bounds]) if limit.bounds in BOUNDS else ""
        if odd:
            self.fault(line, f"{limit.id}: {odd}.", f"Write it in {_unit(limit)}.")
        elif limit.hard and not limit.tightened_by(given):
            what = f"{limit.id} is a hard limit, {limit.comparison} {limit.value}; {given} would loosen it."
            self.fault(line, what, f"Give a stricter level than {limit.value}, or leave the limit as it is.")
        else:
            self._span(line, limit, given)
        return given

    def _span(self, line: int, limit: Limit, given: Quantity) -> None:
        low, high = limit.site_lowest, limit.site_highest
        if (low is not None and given < low) or (high is not None and given > high):
            what = f"{limit.id}: {given} is outside what a site may choose, {low} to {high}."
            self.fault(line, what, f"Choose from {low} to {high}.")

    def _date(self, item: yamlfile.Table, text: str) -> None:
        if not text:
            return
        line = _line(item, "when")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            self.fault(line, f"{text!r} is not a date.", f"Write {_MEANS['when']}.")
            return
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.fault(line, f"{text} is no day of the calendar.", "Correct the date.")
            return
        if not 2000 <= day.year <= 2100 or (self.today and text > self.today):
            self.fault(line, f"{text} cannot be the day it was decided.", "Correct the date.")


def _line(item: yamlfile.Table, field: str) -> int:
    node = item.get(field)
    return node.line if node else item.line


def _unit(limit: Limit) -> str:
    return limit.value.unit if limit.value is not None else BOUNDS[limit.bounds][0]
