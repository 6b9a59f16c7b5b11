"""What a regimen is: phases of doses, each field unknown (None) unless the text states it.

Values only. The grammar that reads them is `grammar.py`; the text they print as is `canonical.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from resorb.quantity import Quantity, plain

Per = Literal["kg", "m2", "1.73m2"]
Route = Literal[
    "IV", "oral", "topical", "intralesional", "intradermal", "SC", "IM", "intraperitoneal", "intrathecal"
]
Salt = Literal["pentahydrate", "anhydrous"]
Kind = Literal["given", "conditional"]
Span = tuple[int, int]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS = {
    "min": Fraction(1, 1440),
    "h": Fraction(1, 24),
    "d": Fraction(1),
    "wk": Fraction(7),
    "mo": Fraction(487, 16),
    "y": Fraction(1461, 4),
}
_UNIT_WORDS = {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount given each time, or per kg, m2 or 1.73 m2; `value_max` makes it a range."""

    value: Decimal
    unit: str
    value_max: Decimal | None = None
    per: Per | None = None

    @property
    def quantity(self) -> Quantity:
        """The amount, or the lower end of the range; without `per`."""
        return Quantity(self.value, self.unit)

    @property
    def quantity_max(self) -> Quantity:
        """The upper end of the range; the amount itself when there is none."""
        return Quantity(self.value if self.value_max is None else self.value_max, self.unit)

    def __str__(self) -> str:
        digits = (
            plain(self.value) if self.value_max is None else f"{plain(self.value)}-{plain(self.value_max)}"
        )
        return f"{digits} {self.unit}" + (f"/{self.per}" if self.per else "")


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A length of time in the unit it was written in; a month is a twelfth of 365.25 days."""

    value: Decimal
    unit: str
    value_max: Decimal | None = None

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
    """What each dose is tied to: a dialysis session, and when in relation to it."""

    event: Literal["hd_session"] = "hd_session"
    when: Literal["each", "after", "before", "during"] = "each"


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


Spans = Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of treatment with one dose. Every field is None unless it was stated.

    `drug` is the name as the dosing language knows it, `volume` the volume of the product that holds
    the dose, `cap` the most a per-kg dose may come to, `total_week` a weekly total written beside it,
    `offsets` a schedule such as weeks 0, 2 and 4, `also` the same dose said again in other terms
    ("= 7.96 g anhydrous"), which the order check compares. `spans` says where each field stands in the text and
    takes no part in equality.
    """

    dose: Dose | None = None
    drug: str | None = None
    salt: Salt | None = None
    cap: Quantity | None = None
    concentration: Quantity | None = None
    volume: Quantity | None = None
    volume_max: Quantity | None = None
    diluent: Diluent | None = None
    route: Route | None = None
    access: Literal["central", "peripheral"] | None = None
    infusion: Infusion | None = None
    rate: Quantity | None = None
    frequency: Frequency | None = None
    offsets: tuple[str, tuple[Decimal, ...]] | None = None
    anchor: Anchor | None = None
    duration: TimeSpan | None = None
    n_doses: int | None = None
    total_week: Quantity | None = None
    titration: Literal["up", "down"] | None = None
    condition: Condition | None = None
    also: tuple[tuple[Dose, Salt | None], ...] = ()
    spans: Spans = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind(self) -> Kind:
        """Conditional when tolerated doses must come first, else given."""
        return "conditional" if self.condition else "given"

    def as_json(self, order: int = 1, carried: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the phase under the field names every face of resorb uses; unknown is None."""
        dose, freq, infusion, span = self.dose, self.frequency, self.infusion, self.duration
        return {
            "order": order,
            "drug": self.drug,
            "salt": self.salt,
            "dose_value": dose and dose.value,
            "dose_value_max": dose and dose.value_max,
            "dose_unit": dose and dose.unit,
            "dose_per": dose and dose.per,
            "dose_max": self.cap and self.cap.as_json(),
            "concentration": self.concentration and self.concentration.value,
            "concentration_unit": self.concentration and self.concentration.unit,
            "volume_ml": self.volume and self.volume.to("mL").value,
            "volume_ml_max": self.volume_max and self.volume_max.to("mL").value,
            "diluent": self.diluent
            and {
                "fluid": self.diluent.fluid,
                "volume_ml": self.diluent.volume and self.diluent.volume.to("mL").value,
            },
            "route": self.route,
            "access": self.access,
            "infusion_min": infusion and infusion.time.minutes,
            "infusion_min_max": infusion and infusion.time.minutes_max,
            "rate": self.rate and self.rate.as_json(),
            "freq_per_week": freq and round(freq.per_week, 6),
            "freq_per_week_max": freq
            and (None if freq.per_week_max is None else round(freq.per_week_max, 6)),
            "weekdays": list(freq.weekdays) if freq else [],
            "schedule": self.offsets and {"unit": _UNIT_WORDS[self.offsets[0]], "at": list(self.offsets[1])},
            "anchor": self.anchor and self.anchor.event,
            "anchor_when": self.anchor and self.anchor.when,
            "duration_days": span and span.days,
            "duration_days_max": span and span.days_max,
            "duration_text_unit": span and _UNIT_WORDS[span.unit],
            "n_doses": self.n_doses,
            "weekly_total": self.total_week and self.total_week.as_json(),
            "titration": self.titration,
            "condition": self.condition
            and {"tolerated": self.condition.count, "tolerated_max": self.condition.count_max},
            "kind": self.kind,
            "carried": list(carried),
            "spans": {name: list(at) for name, at in self.spans.items()},
        }


# What a later phase keeps from the one before when it does not say otherwise. The infusion time is
# not among them: 12.5 g over 30 min and 25 g over 30 min are different rates, and nobody wrote that.
CARRIED: tuple[str, ...] = ("drug", "salt", "concentration", "route", "access", "frequency", "anchor")


@dataclass(frozen=True, slots=True)
class Regimen:
    """Phases in the order they are to be given; a condition makes a phase wait for tolerated doses."""

    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        if not self.phases:
            raise ValueError("a regimen has at least one phase")

    def carried(self) -> tuple[tuple[Phase, tuple[str, ...]], ...]:
        """Return each phase with what it keeps from the one before, and the names of what it kept.

        A phase without a dose ("every 4 weeks afterwards") also keeps the dose and infusion time.
        """
        done: list[tuple[Phase, tuple[str, ...]]] = []
        for phase in self.phases:
            before = done[-1][0] if done else None
            done.append(_carry(before, phase) if before else (phase, ()))
        return tuple(done)

    def as_json(self) -> dict[str, Any]:
        """Return the canonical text and the phases, with what was carried over named."""
        from resorb.dosing.canonical import canonical

        phases = [p.as_json(i, kept) for i, (p, kept) in enumerate(self.carried(), start=1)]
        return {"text": canonical(self), "phases": phases}


def _carry(before: Phase, phase: Phase) -> tuple[Phase, tuple[str, ...]]:
    names: tuple[str, ...] = CARRIED
    if phase.dose is None and phase.volume is None and phase.total_week is None:
        names = (*CARRIED, "dose", "cap", "infusion", "rate", "volume", "diluent")
    if phase.frequency or phase.anchor or phase.offsets:
        names = tuple(n for n in names if n not in ("frequency", "anchor"))
    kept = {n: getattr(before, n) for n in names if getattr(phase, n) is None}
    kept = {n: value for n, value in kept.items() if value is not None}
    return replace(phase, **kept), tuple(kept)


PHASE_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Phase) if f.name != "spans")
