"""Print a regimen for what a person reads or signs: "3 times weekly", never 3/wk."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.dosing.canonical import UNIT_NAMES, amount, made_of, number_range, opening
from resorb.dosing.parts import Dose, Frequency
from resorb.dosing.regimen import Phase, Regimen
from resorb.quantity import plain

_ROUTES = {"IV": "intravenously", "oral": "by mouth", "topical": "on the skin", "SC": "under the skin",
                "IM": "into the muscle", "intralesional": "into the lesion", "intradermal": "into the skin",
                "intraperitoneal": "into the peritoneum", "intrathecal": "intrathecally"}  # fmt: skip
_WHEN = {"each": "at each", "during": "during each", "after": "after each", "before": "before each",
         "end": "at the end of each"}  # fmt: skip
_ONCE = {"d": "daily", "wk": "weekly", "mo": "monthly", "y": "a year", "h": "an hour", "min": "a minute"}


def spoken(regimen: Regimen) -> str:
    """Return the regimen in words for a page or a signature.

    A later phase that keeps the dose before says "same dose"; an unknown one says "dose not stated".
    """
    told = []
    for i, p in enumerate(regimen.phases):
        lead = opening(p.condition, "").replace(": ", ", ") if p.condition else "then " if i else ""
        told.append(lead + ", ".join(_told(p, first=i == 0)))
    return "; ".join(told)


def _told(p: Phase, *, first: bool) -> Iterator[str]:
    on_skin = p.route == "topical" and p.concentration
    dose = _dose_words(p.dose) if p.dose else _asked(p, "dose") or amount(p, first=first)
    if not dose and not on_skin:
        dose = "same dose"
    change = {"up": "increase to", "down": "reduce to", None: ""}[p.titration]
    cap = f"(at most {p.cap})" if p.cap else ""
    also = " ".join(f"(= {again}{' ' + salt if salt else ''})" for again, salt in p.also)
    route = _ROUTES[p.route] if p.route else _asked(p, "route")
    access = f"by a {p.access} line" if p.access else ""
    yield " ".join(filter(None, (change, p.drug, dose, p.salt, also, cap, route, access)))
    if p.concentration or p.volume or p.diluent:
        yield " ".join(made_of(p))
    yield from _when(p)


def _when(p: Phase) -> Iterator[str]:
    if p.infusion:
        time = p.infusion.time
        yield f"over {'the last ' if p.infusion.last else ''}{_span(time.value, time.value_max, time.unit)}"
    if p.rate:
        yield f"at {p.rate}"
    if p.frequency:
        yield often_words(p.frequency)
    if p.asks("frequency"):
        yield _asked(p, "frequency")
    if p.anchor:
        yield f"{_WHEN[p.anchor.when]} haemodialysis"
    if p.offsets:
        yield f"on {UNIT_NAMES[p.offsets[0]]}s {', '.join(plain(n) for n in p.offsets[1])}"
    if p.duration:
        yield f"for {_span(p.duration.value, p.duration.value_max, p.duration.unit)}"
    if p.n_doses is not None:
        yield "a single dose" if p.n_doses == 1 else f"for {p.n_doses} doses"
    if p.asks("n_doses"):
        yield _asked(p, "n_doses")
    if p.total_week:
        yield f"weekly total {p.total_week}"


def _asked(p: Phase, about: str) -> str:
    words = p.asks(about)
    return f"'{words}' (to be clarified)" if words else ""


def _dose_words(dose: Dose) -> str:
    per = {"kg": " per kg", "m2": " per m2", "1.73m2": " per 1.73 m2", None: ""}[dose.per]
    return f"{number_range(dose.value, dose.value_max).replace('-', ' to ')} {dose.unit}{per}"


def _span(value: Decimal, high: Decimal | None, unit: str) -> str:
    name = UNIT_NAMES[unit] + ("" if value == 1 and high is None else "s")
    return f"{number_range(value, high).replace('-', ' to ')} {name}"


def often_words(f: Frequency) -> str:
    """Return how often in words: "3 times weekly", "once every 2 weeks", "on Mon, Wed and Fri"."""
    if f.weekdays:
        *head, last = f.weekdays
        return f"on {', '.join(head)}{' and ' if head else ''}{last}"
    count = number_range(f.times, f.times_max).replace("-", " to ")
    times = {"1": "once", "2": "twice"}.get(count, f"{count} times")
    if f.period == 1 and f.period_max is None:
        return f"{times} {_ONCE[f.unit]}"
    return f"{times} every {_span(f.period, f.period_max, f.unit)}"
