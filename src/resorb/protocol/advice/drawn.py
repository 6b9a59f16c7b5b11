"""When a sample was drawn against the infusions: what decides whether chloride can be read at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from resorb.course import Event, When
from resorb.course.treatment import GIVEN
from resorb.evidence import Limit
from resorb.protocol.advice.case import Case
from resorb.quantity import Quantity, plain, rounded

_LONG_AGO = Decimal(24)
_Span = tuple[When, When]


def hours_after_infusion(case: Case, sample: Event) -> Decimal | None:
    """Return the fewest hours from the end of an infusion to a sample; None when that is not known.

    A sample certainly drawn before any treatment counts as long after. Where only days are known it is
    enough that a whole day lies between; then 24 is returned, which stands for a day or more.
    """
    drawn, spans = case.time(sample), list(_infusions(case))
    if not spans and not any(True for _ in case.of("stated")):
        return _LONG_AGO
    if drawn.earliest is None or drawn.latest is None:
        return None
    if any(_may_precede(case.time(event), drawn) for event, _ in case.of("stated")):
        return None
    found = [_between(span, drawn) for span in spans if _may_precede(span[0], drawn)]
    known = [hours for hours in found if hours is not None]
    return min(known, default=_LONG_AGO) if len(known) == len(found) else None


def _infusions(case: Case) -> Iterator[_Span]:
    """Yield the start and end of each infusion; an end that is not recorded may be a day later."""
    for event, body in case.of("administration"):
        if body.status in GIVEN:
            start = case.time(event)
            yield start, body.ended or _ended(start, body.over)


def _ended(start: When, over: object) -> When:
    minutes = over.to("min").value if isinstance(over, Quantity) else Decimal(1440)
    known = start.earliest is not None and start.latest is not None
    ran = Fraction(minutes) / 1440
    return replace(start, latest=start.latest + ran) if known and start.latest is not None else start


def _may_precede(earlier: When, later: When) -> bool:
    if earlier.clock != later.clock or later.latest is None:
        return True
    return earlier.earliest is None or earlier.earliest < later.latest


def _between(span: _Span, drawn: When) -> Decimal | None:
    """Return the hours from the end of an infusion to a draw, 0 while it ran."""
    end = span[1]
    if end.clock != drawn.clock or end.latest is None or end.earliest is None:
        return None
    assert drawn.earliest is not None and drawn.latest is not None
    apart = drawn.earliest - end.latest
    if apart >= 1:
        return _LONG_AGO
    if end.latest - end.earliest >= 1 or drawn.latest - drawn.earliest >= 1:
        return None
    hours = max(apart, Fraction(0)) * 24
    return Decimal(hours.numerator) / Decimal(hours.denominator)


def margin(case: Case) -> Limit:
    """Return how long after an infusion chloride cannot be read: longer without kidney function."""
    return case.limit(f"chloride.delay.{'anuric' if case.anuric else 'normal'}")


def draw_words(case: Case, sample: Event) -> str:
    """Return when a sample was drawn against the last infusion before it, in words."""
    hours = hours_after_infusion(case, sample)
    if hours is None:
        return "drawn at an unknown time after the last infusion"
    if hours >= _LONG_AGO:
        return "drawn a day or more after an infusion, or before any"
    return f"drawn {plain(rounded(hours, 1))} h after an infusion"
