"""The whole evidence as one value, read from `compiled.json` and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from os.path import dirname, join
from typing import TYPE_CHECKING, Any

from resorb.evidence.chemistry import Chemistry
from resorb.evidence.fields import BY_SECTION
from resorb.evidence.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from resorb.evidence.care import Care
    from resorb.evidence.codes import Code
    from resorb.evidence.limits import Limit
    from resorb.evidence.literature import Claim, Contradiction, Report, Therapy
    from resorb.evidence.measures import Measure
    from resorb.evidence.names import Analyser, LookAlike, Synonym
    from resorb.evidence.practice import Monitoring, Protocol
    from resorb.evidence.strength import Design, Strength
    from resorb.evidence.values import Product, Source, Value
    from resorb.finding import Finding

# a plain path: pathlib costs every `resorb check` some milliseconds and does nothing more here
COMPILED = join(dirname(__file__), "compiled.json")  # noqa: PTH118, PTH120


@dataclass(frozen=True, slots=True)
class Release:
    """Which evidence this is: version, format of the file, and the hash of its content."""

    version: str
    schema: str
    hash: str

    site: str = ""

    def __str__(self) -> str:
        own = f", with {self.site}" if self.site else ""
        return f"{self.version} ({self.hash[:12]}{own})"


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Every record by kind and id."""

    release: Release
    sources: Table[Source]
    values: Table[Value]
    products: Table[Product]
    limits: Table[Limit]
    synonyms: Table[Synonym]
    look_alikes: Table[LookAlike]
    analysers: Table[Analyser]
    claims: Table[Claim]
    contradictions: Table[Contradiction]
    reports: Table[Report]
    therapies: Table[Therapy]
    monitoring: Table[Monitoring]
    protocols: Table[Protocol]
    measures: Table[Measure]
    codes: Table[Code]
    care: Table[Care]
    designs: Table[Design]

    @property
    def chemistry(self) -> Chemistry:
        """Conversions between the salts, sodium and thiosulfate, from the constants in the evidence."""
        return Chemistry.of(self.values)

    def strength(self, source: str) -> Strength:
        """Return how certain an effect a source can make here, by its kind unless it says otherwise."""
        from resorb.evidence.strength import Strength

        one = self.sources[source]
        design = self.designs[one.kind]
        return Strength(one.certainty or design.certainty, one.certainty_why or design.why)

    def with_site(self, path: str | Path, *, today: str = "") -> Evidence | tuple[Finding, ...]:
        """Return this evidence with a site's own limits, or every fault of its file and nothing changed.

        `today` (YYYY-MM-DD) refuses settings dated later; without it only impossible dates are.
        """
        from resorb.evidence.site import applied

        return applied(self, path, today)

    def cite(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return sources as a person reads them: authors or title, and year."""
        return tuple(self.sources[name].short for name in ids)


def from_compiled(content: dict[str, Any], on: str = "") -> Evidence:
    """Return the evidence held in a compiled file's content.

    Of values and limits that followed each other under one id, the one in force on that day (YYYY-MM-DD)
    is taken; without a day, the latest. A record that does not hold on the day is not there.
    """
    return _evidence(content["release"], lambda name: content.get(name, []), on)


def _evidence(release: dict[str, str], records: Callable[[str], list[dict[str, Any]]], on: str) -> Evidence:
    dated = ("values", "limits")
    tables = {
        name: Table[Any](
            kind, partial(_holding, records, name, on) if name in dated else partial(records, name)
        )
        for name, kind in BY_SECTION.items()
    }
    return Evidence(release=Release(**release), **tables)


def _holding(records: Callable[[str], list[dict[str, Any]]], name: str, on: str) -> list[dict[str, Any]]:
    if not on:
        return sorted(records(name), key=lambda record: record.get("in_force_from", ""))
    return [r for r in records(name) if r.get("in_force_from", "") <= on <= r.get("until", "9999-12-31")]


def shipped() -> str:
    """Return the text of the compiled file."""
    with open(COMPILED, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


@cache
def load(on: str = "") -> Evidence:
    """Return the evidence shipped with this version, as in force on a day; read once a process.

    An order check asks for limits, products and names only, so each section of the file, whose name
    stands at the start of a line, is read when it is first asked for.
    """
    text = shipped()
    return _evidence(_section(text, "release"), lambda name: _section(text, name), on)


def _section(text: str, name: str) -> Any:
    """Return one section of the compiled text; an empty list where there is none."""
    key = f'\n"{name}":'
    start = text.find(key)
    return [] if start < 0 else json.JSONDecoder().raw_decode(text, start + len(key))[0]
