"""A time as far as it is known: an interval on the calendar or on the course's own clock.

A letter says "about month 8"; a chart says 10:30 on 1 March; sometimes all that is known is "after the
relapse". Each is an interval [earliest, latest) whose ends may be open, with the words it came from.
Nothing is narrowed by guessing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

Clock = Literal["calendar", "course"]

# Days in the units of the course's own clock; a month is a twelfth of 365.25 days.
UNIT_DAYS = {"day": Fraction(1), "week": Fraction(7), "month": Fraction(487, 16), "year": Fraction(1461, 4)}
MINUTE = Fraction(1, 1440)

# "about" widens by half a unit either side; a single day by half a week, because nobody who writes
# "about 1 March" means within twelve hours.
ABOUT_DAYS = {
    "time": Fraction(1, 48),
    "day": Fraction(7, 2),
    "week": Fraction(7, 2),
    "month": Fraction(487, 32),
    "year": Fraction(1461, 8),
}

EXAMPLES = "2024-03-01, 2024-03-01T10:30, 2024-03, 2024-03-01..2024-03-14, day 0, month 3, about month 8"


@dataclass(frozen=True, slots=True)
class When:
    """A time known to lie in [earliest, latest), in days of its clock; an open end is None.

    On the calendar a day's number is `date.toordinal()`; on the course's clock day 0 is 0. `clock` is
    None when neither date nor clock time is known. `after` and `before` name other events.
    """

    words: str = "unknown"
    clock: Clock | None = None
    earliest: Fraction | None = None
    latest: Fraction | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """Whether neither a date nor a clock time is known."""
        return self.earliest is None and self.latest is None

    @property
    def first_day(self) -> date | None:
        """The first calendar day it can have been; None on the course's clock or when open."""
        if self.clock != "calendar" or self.earliest is None:
            return None
        return _date(int(self.earliest))

    @property
    def last_day(self) -> date | None:
        """The last calendar day it can have been; None on the course's clock or when open."""
        if self.clock != "calendar" or self.latest is None:
            return None
        return _date(ceil(self.latest) - 1)

    def linked(self, after: tuple[str, ...], before: tuple[str, ...]) -> When:
        """Return the same time with the events it is known to follow and precede."""
        return replace(self, after=after, before=before)

    def on_calendar(self, zero: date) -> When:
        """Return a course-clock time on the calendar, given the date of day 0."""
        if self.clock != "course":
            return self
        base = zero.toordinal()
        moved = [None if end is None else end + base for end in (self.earliest, self.latest)]
        return replace(self, clock="calendar", earliest=moved[0], latest=moved[1])

    def __str__(self) -> str:
        return self.words


def _date(number: int) -> date:
    """Return a day by its number; what lies beyond the calendar is its first or last day."""
    return date.fromordinal(min(max(1, number), date.max.toordinal()))


def certainly_before(first: When, second: When) -> bool:
    """Whether every moment `first` can have been precedes every moment of `second`; by intervals alone."""
    if first.clock != second.clock or first.latest is None or second.earliest is None:
        return False
    return first.latest <= second.earliest


def day(value: date) -> When:
    """Return a whole calendar day."""
    return When(value.isoformat(), "calendar", Fraction(value.toordinal()), Fraction(value.toordinal() + 1))


def read_when(text: str) -> When:
    """Return the time a text states; `about` widens it (see ABOUT_DAYS), `..` spans from one to another.

    "month 3" is the day that begins three months after day 0; "2024-03" is all of March.

    Raises:
        ValueError: The text is no time, or names a day that does not exist; the message says which.
    """
    words = " ".join(text.split())
    if words.lower() in ("unknown", "not stated"):
        return When(words.lower())
    head, _, rest = words.partition(" ")
    if head.lower() == "about":
        return _about(words, rest)
    if head.lower() in ("before", "after"):
        return _open_ended(words, head.lower(), rest)
    first, dots, last = (part.strip() for part in words.partition(".."))
    if not dots:
        clock, _, start, end = _single(first)
        return When(words, clock, start, end)
    return _span(words, first, last)


def _about(words: str, rest: str) -> When:
    if ".." in rest:
        raise ValueError(f"'{words}': a span is already wide; leave out 'about' or give its widest ends")
    clock, precision, start, end = _single(rest)
    slack = ABOUT_DAYS[precision]
    return When(words, clock, start - slack, end + slack)


def _open_ended(words: str, head: str, rest: str) -> When:
    clock, _, start, end = _single(rest)
    return When(words, clock, None, start) if head == "before" else When(words, clock, end, None)


def _span(words: str, first: str, last: str) -> When:
    unit = _CLOCK.fullmatch(first.lower())
    if unit and _NUMBER.fullmatch(last):
        last = f"{unit[1]} {last}"  # month 3..4
    clock, _, start, end = _single(first)
    clock_last, _, start_last, end_last = _single(last)
    if clock != clock_last:
        raise ValueError(f"'{words}' starts on the {clock} clock and ends on the {clock_last} clock")
    if start_last < start:
        raise ValueError(f"'{words}' ends before it starts")
    return When(words, clock, start, max(end, end_last))


_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,4})?")
_CLOCK = re.compile(r"(day|week|month|year)s? (-?\d{1,6}(?:\.\d{1,4})?)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2}))?")

_Single = tuple[Clock, str, Fraction, Fraction]


def _single(text: str) -> _Single:
    clock = _CLOCK.fullmatch(text.lower())
    if clock:
        start = Fraction(clock[2]) * UNIT_DAYS[clock[1]]
        return "course", clock[1], start, start + 1
    if _DATE.fullmatch(text):
        return _calendar(text)
    raise ValueError(f"'{text}' is not a time; write one like {EXAMPLES}, or unknown")


def _calendar(text: str) -> _Single:
    match = _DATE.fullmatch(text)
    assert match is not None
    year, month, dom, hour, minute = (None if part is None else int(part) for part in match.groups())
    assert year is not None
    if hour is not None and dom is None:
        raise ValueError(f"'{text}' gives an hour without a day")
    try:
        start = Fraction(date(year, 1 if month is None else month, 1 if dom is None else dom).toordinal())
    except ValueError:
        raise ValueError(f"'{text}' is not a date that exists") from None
    if hour is not None and minute is not None:
        if hour > 23 or minute > 59:
            raise ValueError(f"'{text}' is not a time of day that exists")
        at = start + Fraction(hour * 60 + minute, 1440)
        return "calendar", "time", at, at + MINUTE
    if dom is not None:
        return "calendar", "day", start, start + 1
    return "calendar", "month" if month is not None else "year", start, _after(year, month)


def _after(year: int, month: int | None) -> Fraction:
    """Return the first day after a month, or after a year; the calendar ends with the year 9999."""
    if (year, month or 12) == (9999, 12):
        return Fraction(date.max.toordinal() + 1)
    return Fraction((date(year, month + 1, 1) if month and month < 12 else date(year + 1, 1, 1)).toordinal())
