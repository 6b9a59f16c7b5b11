"""Numbers so far from what their kind can be that a unit slipped: mg written for g, a tenfold.

The spans are wide; they refuse slips, not unusual values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from resorb.evidence.choices import MAGNITUDES
from resorb.evidence.datafile import Records, by_section
from resorb.evidence.table import number_with_unit
from resorb.finding import Finding
from resorb.quantity import UNITS, Quantity, plain

Span = tuple[str, str, str]

# What a limit bounds -> unit it is written in, and the span outside which a unit slip is near certain.
BOUNDS: dict[str, Span] = {
    "dose": ("g", "0.5", "100"),
    "rate_per_hour": ("g/h", "1", "100"),
    "rate_per_minute": ("g/min", "0.05", "5"),
    "doses_per_week": ("1", "0.1", "14"),
    "doses_in_24_h": ("1", "1", "4"),
    "infusion_time": ("min", "5", "480"),
    "diluent_volume": ("mL", "20", "2000"),
    "tolerated_doses": ("1", "1", "20"),
    "gap": ("wk", "1", "52"),
    "weight": ("kg", "20", "150"),
    "weight_age": ("d", "1", "730"),
    "egfr": ("mL/min/1.73m2", "5", "120"),
    "age": ("mo", "1", "1200"),
    "bicarbonate": ("mmol/L", "5", "35"),
    "sodium": ("mmol/L", "120", "160"),
    "potassium": ("mmol/L", "1", "8"),
    "systolic_pressure": ("mmHg", "60", "250"),
    "left_ventricular_ejection": ("%", "10", "80"),
    "qtc": ("ms", "350", "600"),
    "chloride_sample_delay": ("h", "1", "72"),
    "days_from_platinum": ("d", "1", "60"),
    "hypersensitivity_grade": ("1", "1", "5"),
    "adverse_event_grade": ("1", "1", "5"),
    "hypokalaemia_grade": ("1", "1", "5"),
    "strength": ("mg/mL", "10", "600"),
    "injected_volume": ("mL", "0.05", "20"),
    "volume_disagreement": ("1", "0.001", "0.2"),
}


def limits_plausible(records: Records) -> Iterator[Finding]:
    """Yield a limit in another unit than its kind is written in, or so far off that a unit slipped."""
    for record in by_section(records)["limits"]:
        text, kind = record.data.get("value"), record.data["bounds"]
        if text is not None and kind in BOUNDS and (why := slip(number_with_unit(text), kind, BOUNDS[kind])):
            yield record.fault("value", f"{why}.", f"Write it in {BOUNDS[kind][0]}, and check the source.")


def values_plausible(records: Records) -> Iterator[Finding]:
    """Yield a value that its declared magnitude cannot hold."""
    for record in by_section(records)["values"]:
        kind = str(record.data.get("magnitude", ""))
        for field in ("low", "value", "high") if kind else ():
            why = _value_slip(record.data[field], record.data["unit"], kind) if field in record.data else ""
            if why:
                remedy = f"Write it in {MAGNITUDES[kind][0]}, and check the source."
                yield record.fault(field, f"{why}.", remedy)


def packs_hold_what_they_say(records: Records) -> Iterator[Finding]:
    """Yield a product whose mass is not its strength times its volume: one of the three slipped."""
    for record in by_section(records)["products"]:
        strength, mass, volume = (
            number_with_unit(record.data[name]) for name in ("strength", "pack_mass", "pack_volume")
        )
        holds = Quantity(strength.to("mg/mL").value * volume.to("mL").value, "mg")
        if not holds.same_as(mass):
            what = f"{volume} at {strength} hold {holds.to('g')}, not {mass}: a unit or a digit slipped."
            yield record.fault("pack_mass", what, "Check strength, mass and volume on the container.")


def slip(given: Quantity, kind: str, span: Span) -> str:
    """Return why a quantity cannot be of that kind, with the unit that was probably meant; or nothing."""
    unit, low, high = span
    lowest, highest = number_with_unit(f"{low} {unit}"), number_with_unit(f"{high} {unit}")
    if given.dimension == lowest.dimension and lowest <= given <= highest:
        return ""
    what = f"{kind} {given} is outside {lowest} to {highest}: the unit may have slipped"
    return what + _meant(given, lowest, highest)


def _meant(given: Quantity, lowest: Quantity, highest: Quantity) -> str:
    other = (Quantity(given.value, unit) for unit in (lowest.unit, *UNITS))
    fits = (q for q in other if q.dimension == lowest.dimension and q.unit != given.unit)
    meant = next((q for q in fits if lowest <= q <= highest), None)
    return f"; {meant} would fit: was {given.unit} written for {meant.unit}?" if meant else ""


def _value_slip(digits: str, unit: str, kind: str) -> str:
    span = MAGNITUDES[kind]
    if unit in UNITS and span[0] in UNITS:
        return slip(Quantity(Decimal(digits), unit), kind, span)
    if unit == span[0] and Decimal(span[1]) <= Decimal(digits) <= Decimal(span[2]):
        return ""
    wanted = f"{span[1]} to {span[2]} {span[0]}"
    return f"{kind} {plain(Decimal(digits))} {unit} is outside {wanted}: the unit may have slipped"


CHECKS: tuple[Callable[[Records], Iterator[Finding]], ...] = (
    limits_plausible,
    values_plausible,
    packs_hold_what_they_say,
)
