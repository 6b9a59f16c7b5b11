"""Explain a dose that no one gives: which slip of unit or decimal point would turn it into a known one.

A correction is suggested with its text, never applied. When no single slip explains the dose, nothing
is suggested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from resorb.dosing import Dose, Regimen, canonical
from resorb.evidence import Evidence
from resorb.protocol.order.amount import mass, said
from resorb.protocol.order.order import Seen
from resorb.quantity import Quantity


class Suggestion(NamedTuple):
    """A dose the writer may have meant, the order with it, and which slip would explain the difference."""

    dose: str
    text: str
    why: str

    def as_json(self) -> dict[str, Any]:
        """Return the suggestion; nothing was changed by it."""
        return {"dose": self.dose, "text": self.text, "why": self.why}


def suggestions(seen: Seen, evidence: Evidence) -> tuple[Suggestion, ...]:
    """Return the doses within the published range that one slip away from the order would be."""
    dose = seen.phase.dose
    if dose is None or dose.per or dose.value <= 0:
        return ()
    low, high = (mass(evidence.values[f"calcinosis.iv.dose.{end}"].quantity) for end in ("lowest", "highest"))
    found: dict[str, Suggestion] = {}
    for other, why in _candidates(dose):
        if low <= mass(other.quantity) <= high and mass(other.quantity_max) <= high:
            found.setdefault(str(other), Suggestion(str(other), _with(seen, other), why))
    return tuple(found.values())


def _candidates(dose: Dose) -> Iterator[tuple[Dose, str]]:
    """Yield the same digits in grams, then the dose with its decimal point moved."""
    if dose.unit != "g":
        yield replace(dose, unit="g"), f"'{dose.unit}' written for 'g'"
    if dose.quantity.dimension != "mass":
        return
    for power in (-2, -1, 1, 2):
        moved = replace(
            dose,
            value=dose.value.scaleb(power),
            value_max=None if dose.value_max is None else dose.value_max.scaleb(power),
        )
        grams = Dose(
            moved.quantity.to("g").value,
            "g",
            moved.value_max and Quantity(moved.value_max, moved.unit).to("g").value,
        )
        way = "right" if power > 0 else "left"
        places = "one place" if abs(power) == 1 else "two places"
        yield grams, f"the decimal point {places} too far to the {'left' if way == 'right' else 'right'}"


def _with(seen: Seen, dose: Dose) -> str:
    return canonical(Regimen((replace(seen.phase, dose=dose, also=()),)))


def explanation(seen: Seen, evidence: Evidence, how: str = "") -> str:
    """Return how far the dose is from the letter's and from every published one, in words."""
    assert seen.grams is not None
    letter = evidence.values["letter.dose"].quantity
    lowest = evidence.values["calcinosis.iv.dose.lowest"].quantity
    highest = evidence.values["calcinosis.iv.dose.highest"].quantity
    given = seen.grams.high if seen.grams.high < mass(lowest) else seen.grams.low
    if given < mass(lowest):
        line = f"below every dose reported for calcinosis (lowest {lowest})"
        times = mass(letter) / given if given > 0 else Fraction(0)
    else:
        line = f"above every dose named for calcinosis (highest {highest})"
        times = given / mass(letter)
    what = (
        said(given)
        if said(given) == seen.dose_text
        else f"{seen.dose_text} ({said(given)} pentahydrate{how})"
    )
    return f"{what} is {_fold(times, given < mass(lowest))} the letter's {letter} and {line}."


def _fold(times: Fraction, below: bool) -> str:
    side = "below" if below else "above"
    if times <= 0:
        return side
    digits = Decimal(times.numerator) / Decimal(times.denominator)
    whole = (
        f"{digits.quantize(Decimal(1)):f}"
        if digits >= 10
        else f"{digits.quantize(Decimal('0.1')).normalize():f}"
    )
    return f"{whole} times {side}"
