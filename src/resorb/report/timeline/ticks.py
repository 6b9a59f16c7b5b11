"""The ticks of the timed part: days, weeks, months or years since the start, and dates where there are any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil

from resorb.report.timeline.mark import Tick
from resorb.report.timeline.scale import Scale

MONTH = Fraction(487, 16)
YEAR = Fraction(1461, 4)
# the unit's name, its length in days, and the steps to try
UNITS = (
    ("days", Fraction(1), (1, 2, 7)),
    ("weeks", Fraction(7), (1, 2, 4)),
    ("months", MONTH, (1, 2, 3, 6)),
    ("years", YEAR, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)),
)
# the longest stretch counted in a unit
LONGEST = {"days": Fraction(21), "weeks": Fraction(190), "months": 4 * YEAR}
APART = 34.0
DATES_APART = 62.0
DAYS_APART = 84.0
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def ticks(scale: Scale) -> tuple[tuple[Tick, ...], str]:
    """Return the ticks and the unit they count in; no ticks where nothing has a time."""
    timed = scale.stretch("timed")
    if timed is None or scale.last <= scale.first:
        return (), ""
    per_day = (timed.x2 - timed.x1) / float(scale.last - scale.first)
    unit, step = _step(per_day, scale.last - scale.first)
    zero = scale.zero if scale.zero is not None else scale.first
    found = list(_counted(scale, zero, step, unit)) if scale.zero is not None else []
    if scale.clock == "calendar":
        found += _dated(scale, per_day)
    return tuple(found), unit


def _step(per_day: float, span: Fraction) -> tuple[str, Fraction]:
    for name, length, steps in UNITS:
        if span > LONGEST.get(name, span):
            continue
        for step in steps:
            if per_day * float(length * step) >= APART:
                return name, length * step
    return "years", YEAR * 10000


def _counted(scale: Scale, zero: Fraction, step: Fraction, unit: str) -> Iterator[Tick]:
    length = next(days for name, days, _ in UNITS if name == unit)
    number = ceil((scale.first - zero) / step)
    while zero + number * step <= scale.last:
        yield Tick(scale.x(zero + number * step), str(int(number * step / length)).replace("-", "−"))
        number += 1


def _dated(scale: Scale, per_day: float) -> Iterator[Tick]:
    for step in (1, 2, 7, 14):
        if per_day * step >= DAYS_APART:
            return _days(scale, step)
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000):
        if per_day * float(MONTH) * step >= DATES_APART:
            return _firsts(scale, step)
    return iter(())


def _days(scale: Scale, step: int) -> Iterator[Tick]:
    number = ceil((scale.first - 1) / step) * step + 1  # ordinal 1 is a Monday
    while number <= scale.last:
        at = date.fromordinal(min(max(1, number), date.max.toordinal()))
        yield Tick(scale.x(Fraction(number)), f"{at.day} {MONTHS[at.month - 1]} {at.year}", dated=True)
        number += step


def _firsts(scale: Scale, step: int) -> Iterator[Tick]:
    start = date.fromordinal(max(1, ceil(scale.first)))
    number = ceil((start.year * 12 + start.month - (start.day == 1)) / step) * step
    while number // 12 <= 9999:
        year, month = number // 12, number % 12 + 1
        if year < 1:
            number += step
            continue
        at = Fraction(date(year, month, 1).toordinal())
        if at > scale.last:
            return
        yield Tick(scale.x(at), f"{MONTHS[month - 1]} {year}", dated=True)
        number += step
