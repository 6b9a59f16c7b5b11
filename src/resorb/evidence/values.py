"""Sources, numbers and products, and what a tag allows: frozen, exact, each with its source.

`fields.py` says of every field what it holds; the data files, the loader and the JSON Schema follow it.
A reader would get wrong: a value that exists here need not be allowed to act. Ask `may_act`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from resorb.quantity import Quantity, plain

ACTING_TAGS = ("PAGE", "ABS", "REPO", "DERIVED", "OPINION")
WEAK_TAGS = ("UNVERIFIED", "AGG")
TAGS = ACTING_TAGS + WEAK_TAGS
WEAK_LABEL = "clinical judgement, source weak"
OPINION = "opinion"


def may_act(tag: str) -> bool:
    """Whether a fact so tagged may permit, stop or set anything; a weak one may only caution."""
    return tag in ACTING_TAGS


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was read: a letter, a label, a trial; or the site's own opinion."""

    id: str
    title: str
    kind: str
    year: str = ""
    authors: str = ""
    reference: str = ""
    note: str = ""
    certainty: str = ""
    certainty_why: str = ""

    @property
    def short(self) -> str:
        """The source as one line for a person: authors or title, then the year."""
        name = self.authors or self.title
        return f"{name}, {self.year}" if self.year else name


@dataclass(frozen=True, slots=True)
class Value:
    """One number with unit, interval, population and source. `value` is None when only a range is known."""

    id: str
    means: str
    unit: str
    tag: str
    sources: tuple[str, ...]
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    population: str = ""
    n: int | None = None
    locator: str = ""
    note: str = ""
    inputs: tuple[str, ...] = ()
    n_why: str = ""
    magnitude: str = ""
    in_force_from: str = ""
    until: str = ""

    @property
    def may_act(self) -> bool:
        """Whether a rule may act on it."""
        return may_act(self.tag)

    @property
    def quantity(self) -> Quantity:
        """The value as an exact quantity.

        Raises:
            ValueError: Only a range is known, or the unit (mL/min/kg, g/mol) is one no order is written in.
        """
        if self.value is None:
            raise ValueError(f"{self.id} is a range, {self}: it has no single value")
        return Quantity(self.value, self.unit)

    def __str__(self) -> str:
        known = [plain(part) for part in (self.low, self.high) if part is not None]
        digits = plain(self.value) if self.value is not None else " to ".join(known)
        return digits if self.unit == "1" else f"{digits} {self.unit}"


@dataclass(frozen=True, slots=True)
class Product:
    """A product of sodium thiosulfate as it is sold; `strength` is of the salt that `salt` names."""

    id: str
    name: str
    aliases: tuple[str, ...]
    strength: Quantity
    salt: str
    pack_mass: Quantity
    pack_volume: Quantity
    tag: str
    sources: tuple[str, ...]
    potassium_chloride: Quantity | None = None
    boric_acid: Quantity | None = None
    ph: str = ""
    ndc: str = ""
    licence: str = ""
    substitution: tuple[str, ...] = ()
    locator: str = ""
    note: str = ""
