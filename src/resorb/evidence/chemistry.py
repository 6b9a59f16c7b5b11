"""Grams of either salt into millimoles, sodium, potassium and millilitres, exactly.

A reader would get wrong which salt a gram counts: doses are grams of the pentahydrate, 1.5697 times
the anhydrous. Fractions stay exact; round only when printing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from resorb.evidence.values import Product, Value
from resorb.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Chemistry:
    """Molar masses in g/mol, and sodium ions per formula unit."""

    pentahydrate: Fraction
    anhydrous: Fraction
    potassium_chloride: Fraction
    sodium_ions: Fraction

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Chemistry:
        """Return the conversions from the constants of the evidence."""
        names = (
            "molar_mass.pentahydrate",
            "molar_mass.anhydrous",
            "molar_mass.potassium_chloride",
            "sodium.per_mole",
        )
        return cls(*(Fraction(values[name].value or 0) for name in names))

    @property
    def factor(self) -> Fraction:
        """Grams of pentahydrate that hold as much thiosulfate as one gram of the anhydrous salt."""
        return self.pentahydrate / self.anhydrous

    def as_pentahydrate(self, grams: Fraction, salt: str) -> Fraction:
        """Return the grams of pentahydrate with the same thiosulfate; `salt` is what `grams` counts."""
        return grams * self.factor if salt == "anhydrous" else grams

    def thiosulfate_mmol(self, pentahydrate_grams: Fraction) -> Fraction:
        """Return the thiosulfate in so many grams of pentahydrate [mmol]."""
        return pentahydrate_grams * 1000 / self.pentahydrate

    def sodium_mmol(self, pentahydrate_grams: Fraction) -> Fraction:
        """Return the sodium of the drug alone in so many grams of pentahydrate [mmol]."""
        return self.sodium_ions * self.thiosulfate_mmol(pentahydrate_grams)

    def volume_ml(self, pentahydrate_grams: Fraction, strength: Quantity, salt: str) -> Fraction:
        """Return the volume that holds the dose at such a strength of such a salt [mL]."""
        labelled = pentahydrate_grams / self.factor if salt == "anhydrous" else pentahydrate_grams
        return labelled * 1000 / Fraction(strength.to("mg/mL").value)

    def potassium_mmol(self, product: Product, volume_ml: Fraction) -> Fraction | None:
        """Return the potassium in so many mL of a product [mmol]; None where none is declared."""
        if product.potassium_chloride is None:
            return None
        per_ml = Fraction(product.potassium_chloride.to("mg/mL").value)
        return per_ml * volume_ml / self.potassium_chloride
