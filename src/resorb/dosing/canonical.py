"""Print a regimen as the one compact text for files and the command line.

`parse(canonical(r)).regimen == r` for every regimen the language can say. What must be asked back is
printed as it was written, so that reading the text again asks again.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.dosing.parts import Condition, Diluent, Frequency
from resorb.dosing.regimen import Phase, Regimen
from resorb.quantity import plain

UNIT_NAMES = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year", "min": "minute"}


def canonical(regimen: Regimen) -> str:
    """Return the one compact text for a regimen, as in `12.5 g IV over 30 min 3/wk`."""
    text = ""
    for i, phase in enumerate(regimen.phases):
        if phase.condition:
            text += opening(phase.condition, "; " if i else "")
        elif i:
            text += ", then "
        text += " ".join(_parts(phase, first=i == 0))
    return text


def opening(condition: Condition, before: str) -> str:
    """Return the words that make a phase wait."""
    if condition.count is None:
        return f"{before}if tolerated: "
    high = "" if condition.count_max is None else f"-{condition.count_max}"
    return f"{before}after {condition.count}{high} tolerated: "


def amount(p: Phase, *, first: bool) -> str:
    """Return the dose, the words to be asked back, or "dose not stated"; nothing when the dose before holds."""
    if p.dose:
        return str(p.dose)
    asked = p.asks("dose")
    if asked:
        return asked
    on_skin = p.route == "topical" and p.concentration
    return "dose not stated" if p.dose_unstated or (first and not on_skin) else ""


def _parts(p: Phase, *, first: bool) -> Iterator[str]:
    if p.titration:
        yield "increase to" if p.titration == "up" else "reduce to"
    if p.drug:
        yield p.drug
    dose = amount(p, first=first)
    if dose:
        yield dose
    if p.salt:
        yield p.salt
    for again, salt in p.also:
        yield f"(= {again}{' ' + salt if salt else ''})"
    if p.cap:
        yield f"(max {p.cap})"
    yield from made_of(p)
    if p.route or p.asks("route"):
        yield p.route or str(p.asks("route"))
    if p.access:
        yield f"{p.access} line"
    yield from _timing(p)


def made_of(p: Phase) -> Iterator[str]:
    """Yield the strength, the volume of the product and the diluent."""
    if p.concentration:
        yield f"{p.concentration}"
    if p.volume:
        high = "" if p.volume_max is None else f"-{plain(p.volume_max.value)}"
        yield f"({plain(p.volume.value)}{high} {p.volume.unit})"
    if p.diluent:
        yield _diluent(p.diluent, of_volume=p.dose is not None and p.dose.unit in ("mL", "L"))


def _diluent(d: Diluent, *, of_volume: bool) -> str:
    """Return `in 100 mL saline`; `50 mL in saline` would be a volume of saline, so there "diluted" stands."""
    if d.fluid == "none":
        return "undiluted"
    volume = f"{d.volume} " if d.volume else ""
    return f"{'diluted ' if of_volume and not d.volume else ''}in {volume}{d.fluid or 'diluent'}"


def _timing(p: Phase) -> Iterator[str]:
    if p.infusion:
        yield f"over {'last ' if p.infusion.last else ''}{p.infusion.time}"
    if p.rate:
        yield f"at {p.rate}"
    if p.frequency:
        yield _often(p.frequency)
    if p.asks("frequency"):
        yield str(p.asks("frequency"))
    if p.anchor:
        yield "at end of HD" if p.anchor.when == "end" else f"{p.anchor.when} HD"
    if p.offsets:
        unit, at = p.offsets
        yield f"on {UNIT_NAMES[unit]}s {', '.join(plain(n) for n in at)}"
    if p.duration:
        yield f"for {p.duration}"
    if p.n_doses is not None:
        yield f"for {p.n_doses} {'dose' if p.n_doses == 1 else 'doses'}"
    if p.asks("n_doses"):
        yield str(p.asks("n_doses"))
    if p.total_week:
        yield f"(weekly total {p.total_week})"


def number_range(low: Decimal, high: Decimal | None) -> str:
    """Return `2` or `2-3`."""
    return plain(low) if high is None else f"{plain(low)}-{plain(high)}"


def _often(f: Frequency) -> str:
    if f.weekdays:
        return "on " + "/".join(f.weekdays)
    if f.times == 1 and f.times_max is None and (f.period != 1 or f.period_max is not None):
        return f"every {number_range(f.period, f.period_max)} {f.unit}"
    if f.period != 1:
        return f"{number_range(f.times, f.times_max)} times per {plain(f.period)} {f.unit}"
    return f"{number_range(f.times, f.times_max)}/{f.unit}"
