"""Print a regimen: `canonical` for files and the command line, `spoken` for what a person reads or signs.

`parse(canonical(r)).regimen == r` for every regimen the language can say.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.dosing.regimen import Condition, Diluent, Dose, Frequency, Phase, Regimen
from resorb.quantity import plain

_UNIT_NAMES = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year", "min": "minute"}
_ROUTE_NAMES = {"IV": "intravenously", "oral": "by mouth", "topical": "on the skin", "SC": "under the skin",
                "IM": "into the muscle", "intralesional": "into the lesion", "intradermal": "into the skin",
                "intraperitoneal": "into the peritoneum", "intrathecal": "intrathecally"}  # fmt: skip


def canonical(regimen: Regimen) -> str:
    """Return the one compact text for a regimen, as in `12.5 g IV over 30 min 3/wk`."""
    first, *rest = (" ".join(_parts(p)) for p in regimen.phases)
    text = _opening(regimen.phases[0].condition, "") + first
    for phase, body in zip(regimen.phases[1:], rest, strict=True):
        text += _opening(phase.condition, "; ") + body if phase.condition else f", then {body}"
    return text


def _opening(condition: Condition | None, before: str) -> str:
    if condition is None:
        return ""
    if condition.count is None:
        return f"{before}if tolerated: "
    high = "" if condition.count_max is None else f"-{condition.count_max}"
    return f"{before}after {condition.count}{high} tolerated: "


def _parts(p: Phase) -> Iterator[str]:
    if p.titration:
        yield "increase to" if p.titration == "up" else "reduce to"
    if p.drug:
        yield p.drug
    if p.dose:
        yield str(p.dose)
    elif not (p.route == "topical" and p.concentration):
        yield "dose not stated"
    if p.salt:
        yield p.salt
    for dose, salt in p.also:
        yield f"(= {dose}{' ' + salt if salt else ''})"
    if p.cap:
        yield f"(max {p.cap})"
    yield from _made_of(p)
    if p.route:
        yield p.route
    if p.access:
        yield f"{p.access} line"
    yield from _timing(p)


def _made_of(p: Phase) -> Iterator[str]:
    if p.concentration:
        yield f"{p.concentration}"
    if p.volume:
        high = "" if p.volume_max is None else f"-{plain(p.volume_max.value)}"
        yield f"({plain(p.volume.value)}{high} {p.volume.unit})"
    if p.diluent:
        yield _diluent(p.diluent)


def _diluent(d: Diluent) -> str:
    if d.fluid == "none":
        return "undiluted"
    volume = f"{d.volume} " if d.volume else ""
    return f"in {volume}{d.fluid or 'diluent'}"


def _timing(p: Phase) -> Iterator[str]:
    if p.infusion:
        yield f"over {'last ' if p.infusion.last else ''}{p.infusion.time}"
    if p.rate:
        yield f"at {p.rate}"
    if p.frequency:
        yield _often(p.frequency)
    if p.anchor:
        yield f"{p.anchor.when} HD"
    if p.offsets:
        unit, at = p.offsets
        yield f"on {_UNIT_NAMES[unit]}s {', '.join(plain(n) for n in at)}"
    if p.duration:
        yield f"for {p.duration}"
    if p.n_doses is not None:
        yield f"for {p.n_doses} doses"
    if p.total_week:
        yield f"(weekly total {p.total_week})"


def _range(low: Decimal, high: Decimal | None) -> str:
    return plain(low) if high is None else f"{plain(low)}-{plain(high)}"


def _often(f: Frequency) -> str:
    if f.weekdays:
        return "on " + "/".join(f.weekdays)
    if f.times == 1 and f.times_max is None and (f.period != 1 or f.period_max is not None):
        return f"every {_range(f.period, f.period_max)} {f.unit}"
    if f.period != 1:
        return f"{_range(f.times, f.times_max)} times per {plain(f.period)} {f.unit}"
    return f"{_range(f.times, f.times_max)}/{f.unit}"


def spoken(regimen: Regimen) -> str:
    """Return the regimen in words for a page or a signature: "3 times weekly", never 3/wk."""
    told = []
    for i, p in enumerate(regimen.phases):
        lead = "then " if i and not p.condition else _opening(p.condition, "").replace(": ", ", ")
        told.append(lead + ", ".join(_told(p)))
    return "; ".join(told)


def _told(p: Phase) -> Iterator[str]:
    strength_only = p.route == "topical" and p.concentration and not p.dose
    dose = _told_dose(p.dose) if p.dose else "" if strength_only else "dose not stated"
    cap = f"(at most {p.cap})" if p.cap else ""
    yield " ".join(filter(None, (p.drug, dose, p.salt, cap, _ROUTE_NAMES[p.route] if p.route else "")))
    if p.concentration or p.volume or p.diluent:
        yield " ".join(_made_of(p))
    if p.infusion:
        yield f"over {'the last ' if p.infusion.last else ''}{_span_words(p.infusion.time.value, p.infusion.time.value_max, p.infusion.time.unit)}"
    if p.rate:
        yield f"at {p.rate}"
    if p.frequency:
        yield often_words(p.frequency)
    if p.anchor:
        yield {"each": "at each", "during": "during each"}.get(
            p.anchor.when, f"{p.anchor.when} each"
        ) + " haemodialysis"
    if p.offsets:
        yield f"on {_UNIT_NAMES[p.offsets[0]]}s {', '.join(plain(n) for n in p.offsets[1])}"
    if p.duration:
        yield f"for {_span_words(p.duration.value, p.duration.value_max, p.duration.unit)}"
    if p.n_doses is not None:
        yield "a single dose" if p.n_doses == 1 else f"for {p.n_doses} doses"


def _told_dose(dose: Dose) -> str:
    per = {"kg": " per kg", "m2": " per m2", "1.73m2": " per 1.73 m2", None: ""}[dose.per]
    return f"{_range(dose.value, dose.value_max).replace('-', ' to ')} {dose.unit}{per}"


def _span_words(value: Decimal, high: Decimal | None, unit: str) -> str:
    name = _UNIT_NAMES[unit] + ("" if value == 1 and high is None else "s")
    return f"{_range(value, high).replace('-', ' to ')} {name}"


def often_words(f: Frequency) -> str:
    """Return how often in words: "3 times weekly", "once every 2 weeks", "on Mon, Wed and Fri"."""
    if f.weekdays:
        *head, last = f.weekdays
        return f"on {', '.join(head)}{' and ' if head else ''}{last}"
    count = _range(f.times, f.times_max).replace("-", " to ")
    times = {"1": "once", "2": "twice"}.get(count, f"{count} times")
    if f.period == 1 and f.period_max is None:
        return f"{times} { {'d': 'daily', 'wk': 'weekly', 'mo': 'monthly', 'y': 'a year', 'h': 'an hour'}[f.unit] }"
    return f"{times} every {_span_words(f.period, f.period_max, f.unit)}"
