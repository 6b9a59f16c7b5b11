"""Outcome measures: what each scores, over which range, and which change matters."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """An outcome measure. An absent range or change means that none was read, not that there is none."""

    id: str
    name: str
    what: str
    tag: str
    sources: tuple[str, ...]
    range_low: Decimal | None = None
    range_high: Decimal | None = None
    worse_is: str = ""
    change_that_matters: str = ""
    changes: tuple[str, ...] = ()
    reliability: str = ""
    gap: str = ""
    population: str = ""
    n: int | None = None
    locator: str = ""
    note: str = ""
