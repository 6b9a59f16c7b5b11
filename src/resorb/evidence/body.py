"""The whole evidence as one value, read from `compiled.json` and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from os.path import dirname, join
from typing import TYPE_CHECKING, Any

from resorb.evidence.chemistry import Chemistry
from resorb.evidence.fields import BY_SECTION
from resorb.evidence.table import Table

if TYPE_CHECKING:
    from resorb.evidence.limits import Limit
    from resorb.evidence.literature import Claim, Contradiction, Report, Therapy
    from resorb.evidence.names import Analyser, LookAlike, Synonym
    from resorb.evidence.practice import Monitoring, Protocol
    from resorb.evidence.values import Product, Source, Value

# a plain path: pathlib costs every `resorb check` some milliseconds and does nothing more here
COMPILED = join(dirname(__file__), "compiled.json")  # noqa: PTH118, PTH120


@dataclass(frozen=True, slots=True)
class Release:
    """Which evidence this is: version, format of the file, and the hash of its content."""

    version: str
    schema: str
    hash: str

    def __str__(self) -> str:
        return f"{self.version} ({self.hash[:12]})"


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

    @property
    def chemistry(self) -> Chemistry:
        """Conversions between the salts, sodium and thiosulfate, from the constants in the evidence."""
        return Chemistry.of(self.values)

    def cite(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return sources as a person reads them: authors or title, and year."""
        return tuple(self.sources[name].short for name in ids)


def from_compiled(content: dict[str, Any]) -> Evidence:
    """Return the evidence held in a compiled file's content."""
    tables = {name: Table[Any](kind, content.get(name, [])) for name, kind in BY_SECTION.items()}
    return Evidence(release=Release(**content["release"]), **tables)


@cache
def load() -> Evidence:
    """Return the evidence shipped with this version; read once a process."""
    with open(COMPILED, encoding="utf-8") as file:  # noqa: PTH123
        return from_compiled(json.load(file))
