"""What a phase is made of: a dose, a time, how often, what it is tied to. Values that cannot be built wrong.

Every number is above zero and the upper end of a range above its lower end; anything else raises
ValueError, so nothing that reads or prints a regimen has to ask again.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from resorb.quantity import Quantity, plain

Per = Literal["kg", "m2", "1.73m2"]
Route = Literal[
    "IV", "oral", "topical", "intralesional", "intradermal", "SC", "IM", "intraperitoneal", "intrathecal"
]
Salt = Literal["pentahydrate", "anhydrous"]
When = Literal["each", "after", "before", "during", "end"]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNITS_OF_DOSE = ("kg", "g", "mg", "mcg", "mmol", "mEq", "mL", "L", "unit")
_DAYS = {
    "min": Fraction(1, 1440),
    "h": Fraction(1, 24),
    "d": Fraction(1),
    "wk": Fraction(7),
    "mo": Fraction(487, 16),
    "y": Fraction(1461, 4),
}


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _range(low: Decimal, high: Decimal | None) -> None:
    """Raise unless both ends are above zero and in order."""
    if not low > 0:
        raise ValueError(f"{low} is not above zero")
    if high is not None and not high > low:
        raise ValueError(f"{low}-{high} is not a range from low to high")


def _known(unit: str, units: tuple[str, ...] | dict[str, Fraction]) -> None:
    if unit not in units:
        raise ValueError(f"unit {unit!r} is none of {', '.join(units)}")


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount given each time, or per kg, m2 or 1.73 m2; `value_max` makes it a range."""

    value: Decimal
    unit: str
    value_max: Decimal | None = None
    per: Per | None = None

    def __post_init__(self) -> None:
        _range(self.value, self.value_max)
        _known(self.unit, UNITS_OF_DOSE)

    @property
    def quantity(self) -> Quantity:
        """The amount, or the lower end of the range; without `per`."""
        return Quantity(self.value, self.unit)

    @property
    def quantity_max(self) -> Quantity:
        """The upper end of the range; the amount itself when there is none."""
        return Quantity(self.value if self.value_max is None else self.value_max, self.unit)

    def __str__(self) -> str:
        high = "" if self.value_max is None else f"-{plain(self.value_max)}"
        return f"{plain(self.value)}{high} {self.unit}" + (f"/{self.per}" if self.per else "")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A length of time in the unit it was written in; a month is a twelfth of 365.25 days."""

    value: Decimal
    unit: str
    value_max: Decimal | None = None

    def __post_init__(self) -> None:
        _range(self.value, self.value_max)
        _known(self.unit, _DAYS)

    def _as(self, value: Decimal, unit: str) -> Decimal:
        return _decimal(Fraction(value) * _DAYS[self.unit] / _DAYS[unit])

    @property
    def minutes(self) -> Decimal:
        """The span, or its lower end, in minutes."""
        return self._as(self.value, "min")

    @property
    def minutes_max(self) -> Decimal | None:
        """The upper end in minutes; None when there is one value only."""
        return None if self.value_max is None else self._as(self.value_max, "min")

    @property
    def days(self) -> Decimal:
        """The span, or its lower end, in days."""
        return self._as(self.value, "d")

    @property
    def days_max(self) -> Decimal | None:
        """The upper end in days; None when there is one value only."""
        return None if self.value_max is None else self._as(self.value_max, "d")

    def __str__(self) -> str:
        high = "" if self.value_max is None else f"-{plain(self.value_max)}"
        return f"{plain(self.value)}{high} {self.unit}"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: `times` (to `times_max`) in every `period` (to `period_max`) of `unit`.

    `weekdays` names the days when the text does; `times` then counts them.
    """

    times: Decimal
    unit: str = "wk"
    period: Decimal = Decimal(1)
    times_max: Decimal | None = None
    period_max: Decimal | None = None
    weekdays: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _range(self.times, self.times_max)
        _range(self.period, self.period_max)
        _known(self.unit, _DAYS)
        if self.period_max is not None and (self.times != 1 or self.times_max is not None):
            raise ValueError("how often and in how long cannot both be ranges")
        if self.weekdays and (self.times != len(self.weekdays) or (self.unit != "wk" or self.period != 1)):
            raise ValueError(f"{len(self.weekdays)} named days are not {self.times} times a week")

    def _rate(self, times: Decimal, period: Decimal) -> Decimal:
        return _decimal(Fraction(times) * 7 / (Fraction(period) * _DAYS[self.unit]))

    @property
    def per_week(self) -> Decimal:
        """Doses a week, or the fewest of a range: once a month is 0.22998."""
        return self._rate(self.times, self.period if self.period_max is None else self.period_max)

    @property
    def per_week_max(self) -> Decimal | None:
        """The most doses a week of a range; None when there is one value only."""
        if self.times_max is None and self.period_max is None:
            return None
        return self._rate(self.times if self.times_max is None else self.times_max, self.period)

    @property
    def longest_period_days(self) -> Decimal:
        """The days in which the doses named here are all given once."""
        longest = self.period if self.period_max is None else self.period_max
        return _decimal(Fraction(longest) * _DAYS[self.unit])

    @property
    def most_per_week(self) -> Decimal:
        """The most doses a week that the text allows."""
        return self.per_week if self.per_week_max is None else self.per_week_max


@dataclass(frozen=True, slots=True)
class Infusion:
    """How long one infusion runs; `last` when it is the last part of a dialysis session."""

    time: TimeSpan
    last: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """What each dose is tied to: a dialysis session, and when in relation to it.

    `each` says nothing of when; `end` is "at the end of dialysis", which some give in the last hour and
    others after it: neither is assumed.
    """

    event: Literal["hd_session"] = "hd_session"
    when: When = "each"


@dataclass(frozen=True, slots=True)
class Diluent:
    """What the drug is diluted in; either part may be unstated."""

    fluid: str | None = None
    volume: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What must come first: so many tolerated doses (`count` to `count_max`), or tolerance alone."""

    count: int | None = None
    count_max: int | None = None

    def __post_init__(self) -> None:
        if self.count is not None:
            _range(Decimal(self.count), None if self.count_max is None else Decimal(self.count_max))
