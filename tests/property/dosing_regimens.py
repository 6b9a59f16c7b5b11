"""Regimens for property tests: every value the dosing language can say, in every combination.

What it cannot say, and so is not made here:
- a dose in mg or mcg with exactly three decimals (`12.345 mg` may be twelve thousand: it is asked back);
- a strength in g/L, above 50 % or 500 mg/mL, or of 0.9 % or 0.45 %, which name a fluid;
- a strength of sodium chloride without a dose, which would be a diluent; a titration to a
  percentage, or to a dose against its way;
- a cap below the dose, one dose at a frequency, a number of doses that the duration contradicts, or days
  within a week that are not as many as the doses a week;
- a volume of product beside a dose that is itself a volume, or without a dose;
- a diluent without fluid and volume, or `undiluted` with a volume;
- a duration in minutes or hours, or one shorter than the period of the frequency;
- a schedule (weeks 0, 2, 4) of one point or of parts of a week;
- a weekly total, a cap or the dose in other terms where there is no dose;
- the last part of a session, tied to each session and not to during it;
- a later phase that says nothing at all.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from resorb.dosing import Dose, Frequency, Phase, Regimen
from resorb.dosing.names import DRUGS
from resorb.dosing.parts import WEEKDAYS, Anchor, Condition, Diluent, Infusion, TimeSpan
from resorb.quantity import Quantity, plain

NUMBERS = st.one_of(
    st.sampled_from(
        [Decimal(n) for n in ("12.5", "25", "10", "15", "0.25", "37.5", "0.5", "7.96", "1", "2", "3")]
    ),
    st.decimals("0.001", "99999", places=3),
    st.integers(1, 5000).map(Decimal),
)
COUNTS = st.integers(1, 40)


def _range(draw: Any, numbers: st.SearchStrategy[Decimal]) -> tuple[Decimal, Decimal | None]:
    low = draw(numbers)
    more = draw(st.none() | numbers)
    return low, None if more is None else low + more


def _grouped(value: Decimal, unit: str) -> bool:
    whole, _, fraction = plain(value).partition(".")
    return unit in ("mg", "mcg") and len(fraction) == 3 and whole != "0"


@st.composite
def doses(
    draw: Any, units: tuple[str, ...] = ("g", "mg", "mcg", "kg", "mmol", "mEq", "unit", "mL", "L")
) -> Dose:
    low, high = _range(draw, NUMBERS)
    unit = draw(st.sampled_from(units))
    if _grouped(low, unit) or (high is not None and _grouped(high, unit)):
        low, high = Decimal("12.5"), None
    per = draw(st.sampled_from([None, None, "kg", "m2", "1.73m2"]))
    return Dose(low, unit, high, per)


def amounts(*units: str) -> st.SearchStrategy[Quantity]:
    made = st.builds(Quantity, NUMBERS, st.sampled_from(units))
    return made.filter(lambda q: not _grouped(q.value, q.unit))


@st.composite
def spans(draw: Any, *units: str) -> TimeSpan:
    low, high = _range(draw, NUMBERS)
    return TimeSpan(low, draw(st.sampled_from(units)), high)


@st.composite
def frequencies(draw: Any) -> Frequency:
    kind = draw(st.sampled_from(["times", "every", "days", "per"]))
    unit = draw(st.sampled_from(["h", "d", "wk", "mo", "y"]))
    if kind == "days":
        days = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
        return Frequency(Decimal(len(days)), weekdays=tuple(d for d in WEEKDAYS if d in days))
    low, high = _range(draw, COUNTS.map(Decimal))
    if kind == "times":
        return Frequency(low, unit, times_max=high)
    if kind == "every":
        return Frequency(Decimal(1), unit, low, None, high)
    return Frequency(low, unit, draw(COUNTS.map(Decimal)), high)


DILUENTS = st.one_of(
    st.just(Diluent("none")),
    st.builds(
        Diluent,
        st.sampled_from(
            ["sodium chloride 0.9 %", "sodium chloride 0.45 %", "glucose 5 %", "water for injection"]
        ),
        st.none() | amounts("mL", "L"),
    ),
    st.builds(Diluent, st.none(), amounts("mL", "L")),
)
CONDITIONS = st.one_of(
    st.just(Condition()),
    st.builds(Condition, COUNTS),
    COUNTS.map(lambda n: Condition(n, n + 1)),
)
OFFSETS = st.tuples(
    st.sampled_from(["d", "wk", "mo"]),
    st.sets(st.integers(0, 60), min_size=2, max_size=5).map(lambda s: tuple(Decimal(n) for n in sorted(s))),
)
_STRONGEST = {"%": 50, "mg/mL": 500, "g/mL": Decimal("0.5"), "mcg/mL": 500_000}
STRENGTHS = amounts("mg/mL", "g/mL", "mcg/mL", "%").filter(
    lambda q: str(q) not in ("0.9 %", "0.45 %") and q.value <= _STRONGEST[q.unit]
)
RATES = amounts("g/h", "g/min", "mg/h", "mg/min", "mL/h", "mL/min", "L/h")
ANCHORS = st.sampled_from(["each", "after", "before", "during", "end"]).map(
    lambda when: Anchor("hd_session", when)
)
ROUTES = st.sampled_from(
    ["IV", "oral", "topical", "intralesional", "intradermal", "SC", "IM", "intraperitoneal", "intrathecal"]
)
INFUSIONS = st.builds(Infusion, spans("min", "h"), st.booleans())


def _maybe(draw: Any, values: st.SearchStrategy[Any]) -> Any:
    return draw(values) if draw(st.booleans()) else None


@st.composite
def phases(draw: Any, *, first: bool) -> Phase:
    dose = draw(doses()) if first or draw(st.booleans()) else None
    mass = dose is not None and dose.unit in ("g", "mg", "mcg", "kg")
    route = _maybe(draw, ROUTES)
    frequency = draw(frequencies()) if draw(st.booleans()) or not (dose or route) else None
    duration = _maybe(draw, spans("d", "wk", "mo", "y"))
    if frequency and duration and frequency.longest_period_days > (duration.days_max or duration.days):
        duration = None
    anchor, infusion = _maybe(draw, ANCHORS), _maybe(draw, INFUSIONS)
    if infusion and infusion.last and anchor == Anchor():
        anchor = Anchor("hd_session", "during")
    volume = _maybe(draw, amounts("mL", "L")) if mass else None
    cap = _maybe(draw, amounts("g", "mg")) if dose else None
    if cap and mass and not dose.per and dose.quantity_max > cap:
        cap = None
    n_doses = None if frequency and duration else _maybe(draw, COUNTS)
    offsets = _maybe(draw, OFFSETS)
    drug = _maybe(draw, st.sampled_from(sorted(set(DRUGS.values()))))
    made = {
        "dose": dose,
        "dose_unstated": dose is None and draw(st.booleans()),
        "drug": drug,
        "salt": _maybe(draw, st.sampled_from(["pentahydrate", "anhydrous"])),
        "cap": cap,
        "concentration": _maybe(draw, STRENGTHS) if dose or drug != "sodium chloride" else None,
        "volume": volume,
        "volume_max": Quantity(volume.value + 1, volume.unit) if volume and draw(st.booleans()) else None,
        "diluent": _maybe(draw, DILUENTS),
        "route": route,
        "access": _maybe(draw, st.sampled_from(["central", "peripheral"])),
        "infusion": infusion,
        "rate": _maybe(draw, RATES),
        "frequency": frequency,
        "offsets": None if frequency and offsets and offsets[0] == "d" else offsets,
        "anchor": anchor,
        "duration": duration,
        "n_doses": 2 if frequency and n_doses == 1 else n_doses,
        "total_week": _maybe(draw, amounts("g", "mg")) if mass and not dose.per else None,
        "titration": _maybe(draw, st.sampled_from(["up", "down"])),
        "condition": _maybe(draw, CONDITIONS),
    }
    if mass and not dose.per and draw(st.booleans()):
        made["also"] = ((Dose(Decimal("7.96"), "g"), "anhydrous"),)
    return Phase(**made)


@st.composite
def regimens(draw: Any) -> Regimen:
    first = draw(phases(first=True))
    rest = draw(st.lists(phases(first=False), max_size=2))
    return Regimen((first, *(replace(p, titration=None) if p.dose or p.concentration else p for p in rest)))
