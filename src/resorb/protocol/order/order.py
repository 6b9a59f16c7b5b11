"""An order with what is known of the patient and the product; whatever is None is unknown.

Nothing is checked when these are built, so they are named tuples: a dataclass costs `resorb check`
a millisecond of its start each.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from resorb.dosing import Parse, Phase, parse
from resorb.evidence import Product
from resorb.quantity import Quantity

Dialysis = Literal["hd", "pd", "none"]
_CHILD = frozenset(
    ["child", "infant", "neonate", "newborn", "baby", "toddler", "boy", "girl", "paediatric", "pediatric"]
)


class Order(NamedTuple):
    """One order as it was read, and its context.

    `about_weight` marks a weight that was given as approximate. `tolerated` counts the consecutive
    tolerated doses shown; `last_dose` is the last one given, in grams of the pentahydrate. `structured`
    is the same order as fields, to be compared with the text.
    """

    parse: Parse
    weight: Quantity | None = None
    about_weight: bool = False
    weight_age_days: int | None = None
    bsa: Quantity | None = None
    age_years: Decimal | None = None
    egfr: Decimal | None = None
    dialysis: Dialysis | None = None
    tolerated: int | None = None
    last_dose: Quantity | None = None
    bicarbonate: Quantity | None = None
    product: Product | None = None
    structured: Mapping[str, Any] = MappingProxyType({})
    reason: str = ""

    @classmethod
    def of(cls, text: str, **context: Any) -> Order:
        """Return the order read from a text, with its context by name."""
        read = parse(text)
        return cls(read, **{"weight": read.weight, **context})

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases with what each keeps from the one before, or those that could be read."""
        regimen = self.parse.regimen or self.parse.partial
        return tuple(phase for phase, _ in regimen.carried()) if regimen else ()

    @property
    def on_dialysis(self) -> bool:
        """Whether the patient is known to be on haemodialysis, by the context or by the order itself."""
        return self.dialysis == "hd" or any(p.anchor for p in self.phases)

    @property
    def is_child(self) -> bool:
        """Whether the patient is known to be under 18, by age or by a word of the order, else an adult."""
        if self.age_years is not None:
            return self.age_years < 18
        return not _CHILD.isdisjoint(self.parse.text.lower().replace(",", " ").replace(":", " ").split())


class Grams(NamedTuple):
    """What one dose comes to in grams of the pentahydrate, from the least to the most.

    `why` says how it was worked out when that was more than reading it; `nominal` marks a dose per
    1.73 m2 taken at exactly that surface, which bounds the order and is no patient's dose.
    """

    low: Fraction
    high: Fraction
    why: str = ""
    nominal: bool = False


class Seen(NamedTuple):
    """One phase of an order with its dose in grams (None when it cannot be known) and its place."""

    order: Order
    phase: Phase
    number: int
    of: int
    grams: Grams | None
    unknown_because: str = ""

    @property
    def local(self) -> bool:
        """Whether it is put on or into a lesion, where the gram limits do not hold."""
        return self.phase.route in ("topical", "intralesional", "intradermal")

    @property
    def systemic(self) -> bool:
        """Whether the intravenous limits hold; an unstated route is judged as intravenous."""
        return self.phase.route in ("IV", None)

    @property
    def label(self) -> str:
        """`Phase 2: ` when there is more than one phase, else nothing."""
        return f"Phase {self.number}: " if self.of > 1 else ""

    @property
    def dose_text(self) -> str:
        """The dose as written."""
        salt = f" {self.phase.salt}" if self.phase.salt else ""
        return f"{self.phase.dose}{salt}" if self.phase.dose else "the dose"

    @property
    def minutes(self) -> Decimal | None:
        """The shortest infusion time stated, in minutes."""
        return self.phase.infusion.time.minutes if self.phase.infusion else None
