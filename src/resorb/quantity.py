"""Exact quantities over a closed set of units, and the one formatter.

A value is a `Decimal` and is never rounded or converted unless asked. Binary floats are refused:
12.1 as a float is 12.0999…, and a dose must be the number that was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

# unit -> (dimension, how many of the dimension's base unit it is)
_UNITS: dict[str, tuple[str, Fraction]] = {
    # mass, in g
    "kg": ("mass", Fraction(1000)),
    "g": ("mass", Fraction(1)),
    "mg": ("mass", Fraction(1, 1000)),
    "mcg": ("mass", Fraction(1, 10**6)),
    "ng": ("mass", Fraction(1, 10**9)),
    # volume, in mL
    "L": ("volume", Fraction(1000)),
    "mL": ("volume", Fraction(1)),
    # amount, in mmol; a milliequivalent depends on charge, so it is a dimension of its own
    "mol": ("amount", Fraction(1000)),
    "mmol": ("amount", Fraction(1)),
    "mEq": ("equivalents", Fraction(1)),
    "unit": ("units", Fraction(1)),
    # time, in min; months and years are kept as spans, see `days`
    "s": ("time", Fraction(1, 60)),
    "min": ("time", Fraction(1)),
    "h": ("time", Fraction(60)),
    "d": ("time", Fraction(1440)),
    "wk": ("time", Fraction(10080)),
    "mo": ("time", Fraction(1440) * Fraction(487, 16)),  # 30.4375 d, a twelfth of 365.25 d
    "y": ("time", Fraction(1440) * Fraction(1461, 4)),  # 365.25 d
    "ms": ("time", Fraction(1, 60000)),
    # strength, in mg/mL; percent is weight in volume: 25 % is 250 mg/mL
    "mg/mL": ("strength", Fraction(1)),
    "g/mL": ("strength", Fraction(1000)),
    "g/L": ("strength", Fraction(1)),
    "mcg/mL": ("strength", Fraction(1, 1000)),
    "%": ("strength", Fraction(10)),
    # rate of a mass, in g/h, and of a volume, in mL/h
    "g/h": ("mass rate", Fraction(1)),
    "g/min": ("mass rate", Fraction(60)),
    "mg/h": ("mass rate", Fraction(1, 1000)),
    "mg/min": ("mass rate", Fraction(60, 1000)),
    "mL/h": ("volume rate", Fraction(1)),
    "mL/min": ("volume rate", Fraction(60)),
    "L/h": ("volume rate", Fraction(1000)),
    # laboratory and clinic
    "mmol/L": ("concentration", Fraction(1)),
    "mcmol/L": ("concentration", Fraction(1, 1000)),
    "mEq/L": ("equivalent concentration", Fraction(1)),
    "mg/dL": ("mass concentration", Fraction(1)),
    "g/dL": ("mass concentration", Fraction(1000)),
    "pg/mL": ("mass concentration", Fraction(1, 10**7)),
    "ng/L": ("mass concentration", Fraction(1, 10**7)),
    "mL/min/1.73m2": ("indexed clearance", Fraction(1)),
    "U/L": ("activity", Fraction(1)),
    "mmHg": ("pressure", Fraction(1)),
    "/min": ("frequency", Fraction(1)),
    "deg": ("angle", Fraction(1)),
    "HU": ("attenuation", Fraction(1)),
    "Cel": ("temperature", Fraction(1)),
    # size, in mm, mm2, mm3
    "m": ("length", Fraction(1000)),
    "cm": ("length", Fraction(10)),
    "mm": ("length", Fraction(1)),
    "m2": ("area", Fraction(10**6)),
    "cm2": ("area", Fraction(100)),
    "mm2": ("area", Fraction(1)),
    "cm3": ("size", Fraction(1000)),
    "mm3": ("size", Fraction(1)),
    "kg/m2": ("body mass index", Fraction(1)),
    # a count or a score: pain NRS, DLQI, HAQ-DI, number of lesions
    "1": ("number", Fraction(1)),
}

UNITS: tuple[str, ...] = tuple(_UNITS)

# What people write for a unit of the closed set. `cc`, `µg` and the like are read, never printed.
SPELLINGS: dict[str, str] = {
    "gram": "g", "grams": "g", "gm": "g", "gms": "g", "grm": "g", "gramme": "g", "grammes": "g",
    "milligram": "mg", "milligrams": "mg", "milligramme": "mg", "milligrammes": "mg", "mgs": "mg",
    "microgram": "mcg", "micrograms": "mcg", "µg": "mcg", "μg": "mcg", "ug": "mcg", "mcgs": "mcg",
    "kilogram": "kg", "kilograms": "kg", "kgs": "kg", "kilo": "kg", "kilos": "kg",
    "ml": "mL", "mls": "mL", "cc": "mL", "ccs": "mL", "milliliter": "mL", "milliliters": "mL",
    "millilitre": "mL", "millilitres": "mL", "l": "L", "liter": "L", "liters": "L", "litre": "L",
    "litres": "L", "millimole": "mmol", "millimoles": "mmol", "mmols": "mmol", "meq": "mEq",
    "meqs": "mEq", "milliequivalents": "mEq", "u": "unit", "iu": "unit", "units": "unit",
    "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "mins": "min", "minute": "min", "minutes": "min", "hr": "h", "hrs": "h", "hour": "h",
    "hours": "h", "day": "d", "days": "d", "week": "wk", "weeks": "wk", "wks": "wk",
    "month": "mo", "months": "mo", "mos": "mo", "mth": "mo", "mths": "mo", "year": "y",
    "years": "y", "yr": "y", "yrs": "y", "percent": "%", "mm hg": "mmHg", "mmhg": "mmHg",
    "mmol/l": "mmol/L", "umol/l": "mcmol/L", "µmol/l": "mcmol/L", "μmol/l": "mcmol/L",
    "meq/l": "mEq/L", "mg/dl": "mg/dL", "g/dl": "g/dL", "pg/ml": "pg/mL", "ng/l": "ng/L", "u/l": "U/L",
    "mg/ml": "mg/mL", "g/ml": "g/mL", "g/l": "g/L", "mcg/ml": "mcg/mL",
    "ml/min/1.73m2": "mL/min/1.73m2", "ml/min/1.73 m2": "mL/min/1.73m2",
    "ml/min/1.73m²": "mL/min/1.73m2", "ml/min/1.73 m²": "mL/min/1.73m2",
    "g/hr": "g/h", "ml/h": "mL/h", "ml/hr": "mL/h", "ml/min": "mL/min", "degrees": "deg", "°": "deg",
    "hu": "HU", "bpm": "/min", "°c": "Cel", "cel": "Cel", "cm²": "cm2", "mm²": "mm2", "cm³": "cm3",
    "mm³": "mm3", "m²": "m2", "kg/m²": "kg/m2", "score": "1", "points": "1", "count": "1",
}  # fmt: skip


def unit_named(text: str) -> str | None:
    """Return the unit a person wrote, or None: never the nearest one.

    >>> unit_named("grams"), unit_named("mL"), unit_named("grains")
    ('g', 'mL', None)
    """
    if text in _UNITS:
        return text
    folded = " ".join(text.split()).lower()
    return folded if folded in _UNITS else SPELLINGS.get(folded)


def number(text: str | int | Decimal) -> Decimal:
    """Return the number exactly as written, or raise ValueError.

    Only plain digits with an optional sign and one decimal point: `1e5`, `1_000`, `NaN`, `12,5`
    are refused, because each is read differently by different people or programs.
    """
    if isinstance(text, bool) or not isinstance(text, str | int | Decimal):
        raise ValueError(f"{text!r} is not exact: give a whole number, a Decimal or its digits")
    if isinstance(text, str):
        body = text.strip()
        digits = body.removeprefix("-").removeprefix("+")
        whole, _, fraction = digits.partition(".")
        plain = (whole + fraction).isascii() and (whole + fraction).isdigit()
        if not plain or not whole or len(digits) > 40 or (digits.endswith(".")):
            raise ValueError(f"{text!r} is not a plain decimal number")
        return Decimal(body)
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a finite number")
    return value


def plain(value: Decimal) -> str:
    """Return the digits by ISMP rules: a leading zero, no trailing zero, no grouping, no exponent.

    >>> plain(Decimal("12.50")), plain(Decimal(".5")), plain(Decimal("1E+3"))
    ('12.5', '0.5', '1000')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rounded(value: Decimal, places: int) -> Decimal:
    """Return the value to so many decimal places, half away from zero, as a person rounds."""
    from decimal import ROUND_HALF_UP

    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, order=False)
class Quantity:
    """An exact number with a unit of the closed set; printing it follows the ISMP rules.

    >>> str(Quantity(Decimal("12.50"), "g"))
    '12.5 g'
    """

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", number(self.value))
        if self.unit not in _UNITS:
            raise ValueError(f"unit {self.unit!r} is not one of {', '.join(UNITS)}")

    @property
    def dimension(self) -> str:
        """What kind of quantity it is: mass, volume, strength…"""
        return _UNITS[self.unit][0]

    def _in_base(self) -> Fraction:
        return Fraction(self.value) * _UNITS[self.unit][1]

    def to(self, unit: str) -> Quantity:
        """Return the same quantity in another unit of its dimension.

        Exact where a finite decimal exists, else to 28 significant digits.

        Raises:
            ValueError: The units differ in dimension, so no conversion exists.
        """
        if unit not in _UNITS:
            raise ValueError(f"unit {unit!r} is not one of {', '.join(UNITS)}")
        if _UNITS[unit][0] != self.dimension:
            raise ValueError(f"{self} is a {self.dimension}; {unit} is a {_UNITS[unit][0]}")
        exact = self._in_base() / _UNITS[unit][1]
        return Quantity(Decimal(exact.numerator) / Decimal(exact.denominator), unit)

    def same_as(self, other: Quantity) -> bool:
        """Whether both are the same amount in whatever units: 12500 mg is 12.5 g."""
        return self.dimension == other.dimension and self._in_base() == other._in_base()

    def _against(self, other: Quantity) -> tuple[Fraction, Fraction]:
        if self.dimension != other.dimension:
            raise ValueError(f"{self} and {other} cannot be compared: {self.dimension}, {other.dimension}")
        return self._in_base(), other._in_base()

    def __lt__(self, other: Quantity) -> bool:
        mine, theirs = self._against(other)
        return mine < theirs

    def __le__(self, other: Quantity) -> bool:
        mine, theirs = self._against(other)
        return mine <= theirs

    def __gt__(self, other: Quantity) -> bool:
        return other < self

    def __ge__(self, other: Quantity) -> bool:
        return other <= self

    def __str__(self) -> str:
        digits = plain(self.value)
        return digits if self.unit == "1" else f"{digits} {self.unit}"

    def as_json(self) -> dict[str, Any]:
        """Return the value and unit."""
        return {"value": self.value, "unit": self.unit}


def quantity(text: str) -> Quantity:
    """Read `12.5 g`, `58 kg`, `22 mmol/L`; raise ValueError for anything else.

    The number and the unit must both be there: a unit is never assumed.
    """
    body = text.strip()
    cut = next((i for i, c in enumerate(body) if not (c.isdigit() or c in "+-.")), len(body))
    digits, name = body[:cut], body[cut:].strip()
    if not digits:
        raise ValueError(f"{text!r} does not start with a number")
    if not name:
        raise ValueError(f"{text!r} has no unit")
    unit = unit_named(name)
    if unit is None:
        raise ValueError(f"{text!r}: unit {name!r} is not known")
    return Quantity(number(digits), unit)
