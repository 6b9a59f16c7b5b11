"""Which unit a named measure, analyte or covariate needs, and the range of a score.

A name that is not here may still be recorded; then its value needs a unit, or words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Measure:
    """A name, the dimensions its unit may have, and for a score the lowest and highest it can be."""

    name: str
    dimensions: tuple[str, ...]
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a bare number: a score, a count, a pH."""
        return "number" in self.dimensions

    @property
    def may_be_negative(self) -> bool:
        """Whether a value below zero can be right."""
        return self.name in _BELOW_ZERO


# an angle can pass the straight line, a gap can come out below zero, and bone is not air
_BELOW_ZERO = frozenset({"joint angle", "anion gap", "attenuation", "temperature"})


def _score(name: str, low: int, high: int) -> Measure:
    return Measure(name, ("number",), Decimal(low), Decimal(high))


_AMOUNT = ("concentration", "mass concentration")
_ION = ("concentration", "equivalent concentration")

_ALL = (
    # what is seen on and told by the patient (scales: FACTS section 6)
    _score("pain NRS", 0, 10),
    _score("burning NRS", 0, 10),
    _score("itch NRS", 0, 10),
    _score("physician calcinosis VAS", 0, 10),
    _score("patient calcinosis VAS", 0, 10),
    _score("dressing difficulty NRS", 0, 10),
    _score("sleep NRS", 0, 10),
    _score("DLQI", 0, 30),
    _score("HAQ-DI", 0, 3),
    Measure("lesion count", ("number",), Decimal(0)),
    Measure("diameter", ("length",)),
    Measure("thickness", ("length",)),
    Measure("area", ("area",)),
    Measure("lesion volume", ("size",)),
    Measure("joint angle", ("angle",)),
    Measure("attenuation", ("attenuation",)),
    # laboratory
    Measure("sodium", _ION),
    Measure("potassium", _ION),
    Measure("chloride", _ION),
    Measure("bicarbonate", _ION),
    Measure("anion gap", _ION),
    Measure("calcium", _AMOUNT),
    Measure("ionised calcium", _AMOUNT),
    Measure("magnesium", _AMOUNT),
    Measure("phosphate", _AMOUNT),
    Measure("creatinine", _AMOUNT),
    Measure("urea", _AMOUNT),
    Measure("albumin", ("mass concentration", "strength")),
    Measure("haemoglobin", ("mass concentration", "strength")),
    Measure("PTH", ("mass concentration",)),
    Measure("CK", ("activity",)),
    Measure("pH", ("number",), Decimal(6), Decimal(8)),
    Measure("eGFR", ("indexed clearance",)),
    Measure("QTc", ("time",)),
    # covariates
    Measure("weight", ("mass",)),
    Measure("height", ("length",)),
    Measure("body surface area", ("area",)),
    Measure("body mass index", ("body mass index",)),
    Measure("age", ("time",)),
    Measure("systolic pressure", ("pressure",)),
    Measure("heart rate", ("frequency",)),
    Measure("temperature", ("temperature",)),
)

_OTHER_NAMES = {
    "hemoglobin": "haemoglobin",
    "phosphorus": "phosphate",
    "hco3": "bicarbonate",
    "na": "sodium",
    "k": "potassium",
    "ionized calcium": "ionised calcium",
    "creatine kinase": "ck",
    "bmi": "body mass index",
    "bsa": "body surface area",
    "parathyroid hormone": "pth",
}


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").replace("-", " ").lower().split())


MEASURES: dict[str, Measure] = {_folded(measure.name): measure for measure in _ALL}


def measure_named(name: str) -> Measure | None:
    """Return the measure a name means, whatever its case, hyphens or underscores; None if it is not here.

    >>> measure_named("pain_nrs").name, measure_named("HCO3").name
    ('pain NRS', 'bicarbonate')
    """
    folded = _folded(name)
    return MEASURES.get(_OTHER_NAMES.get(folded, folded))
