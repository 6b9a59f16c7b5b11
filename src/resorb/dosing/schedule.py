"""Read how often: times a week, every so many days, weeks 0, 2 and 4."""

from __future__ import annotations

from decimal import Decimal

from resorb.dosing.dialysis import anchor_at, past_session
from resorb.dosing.element import LONGEST_LIST, Element, Span, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.parts import Anchor, Frequency
from resorb.dosing.weekdays import weekdays_at
from resorb.dosing.words import (
    DIALYSIS,
    DOSE_UNITS,
    GIVINGS,
    MULTIPLES,
    OFTEN,
    ONE,
    ORDINALS,
    PERIODS,
    TIME_UNITS,
    TWO_WAYS,
)

_TIMES = ("x", "×", "times", "time", "*")
_TO_PERIOD = ("/", "per", "a", "an", "each", "every", "in")
_NAMES = {"d": "day", "wk": "week", "mo": "month", "y": "year"}


def _frequency(
    first: int, last: int, times: Decimal, unit: str, period: Decimal = ONE, high: Decimal | None = None
) -> list[Element]:
    return [Element("frequency", Frequency(times, unit, period, high), first, last)]


def _period_after(tokens: Tokens, j: int) -> tuple[Decimal, str, int] | None:
    """Read `/wk`, `a week`, `per 2 weeks`, `each week`, `weekly`: (how many, unit, token after)."""
    head = word(tokens, j)
    if head in ("daily", "weekly", "monthly", "yearly"):
        return ONE, PERIODS[head], j + 1
    if head == "fortnightly":
        return Decimal(2), "wk", j + 1
    if head not in _TO_PERIOD:
        return None
    j += 1
    if word(tokens, j) == "fortnight":
        return Decimal(2), "wk", j + 1
    span = numbers_at(tokens, j)
    if span:
        unit = TIME_UNITS.get(word(tokens, span.last))
        whole = span.low and span.high is None and unit and unit != "min"
        return (span.low or ONE, unit or "", span.last + 1) if whole else None
    if head == "in":
        j += word(tokens, j) == "a"
    unit = TIME_UNITS.get(word(tokens, j))
    return (ONE, unit, j + 1) if unit and unit != "min" else None


def counted_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a count and a period: `3/wk`, `3x/week`, `2-3 times per week`, `one infusion a week`."""
    head = word(tokens, i)
    if head in MULTIPLES:
        span: Span | None = Span(MULTIPLES[head], None, i + 1)
        other = MULTIPLES.get(word(tokens, i + 2))
        if other and other > MULTIPLES[head] and word(tokens, i + 1) in ("to", "or"):
            span = Span(MULTIPLES[head], other, i + 3)
        elif word(tokens, i + 1) in ("to", "or", "-") and is_number(tokens, i + 2):
            span = _upper(tokens, i, MULTIPLES[head]) or span
    else:
        span = numbers_at(tokens, i, "or")
    return _after_count(tokens, i, span) if span is not None and span.low else []


def _upper(tokens: Tokens, i: int, low: Decimal) -> Span | None:
    """Read the upper end of `once to three times`; None when no count follows."""
    high = numbers_at(tokens, i + 2)
    counted = high is not None and high.high is None and word(tokens, high.last) in _TIMES
    return Span(low, high.low, high.last) if high and counted and high.low and high.low > low else None


def _after_count(tokens: Tokens, i: int, span: Span) -> list[Element]:
    j = span.last + (word(tokens, span.last) == "-")
    counted = word(tokens, i) in MULTIPLES
    named = word(tokens, j)
    if named in _TIMES or named in GIVINGS or named == "days":
        counted = True
        j = skip(tokens, j + 1, "-")
        if named == "days" and word(tokens, j) not in ("/", "per", "a", "each", "every"):
            return []
    # "3 x week" says "per" by its sign
    unit = TIME_UNITS.get(word(tokens, j)) if named in ("x", "×", "times") else None
    period = (ONE, unit, j + 1) if unit in ("d", "wk", "mo") else _period_after(tokens, j)
    if period is None:
        return []
    if not counted and word(tokens, j) not in ("/", "per"):
        return _every_or_times(tokens, i, span, period)
    count, unit, end = period
    if count != 1 and span.low == 1 and span.high is None:
        return _frequency(i, end, ONE, unit, count)
    return _frequency(i, end, span.low or ONE, unit, count, span.high)


def _every_or_times(tokens: Tokens, i: int, span: Span, period: tuple[Decimal, str, int]) -> list[Element]:
    """Ask back `3 weekly`: 3 times a week to one reader, every 3 weeks to another."""
    count, unit, end = period
    if count != 1 or unit not in _NAMES or not word(tokens, end - 1).endswith("ly"):
        return []
    n = "".join(t.text for t in tokens[i : span.last])
    readings = (f"{n} times a {_NAMES[unit]}", f"once every {n} {_NAMES[unit]}s")
    return [Element("schedule_question", (f"{n} {word(tokens, end - 1)}", readings), i, end)]


def often_at(tokens: Tokens, i: int) -> list[Element]:
    """Read one word that says how often: `weekly`, `TIW`, `bid`; two-way words are asked back."""
    head, end = word(tokens, i), i + 1
    if head in ("bi", "tri") and word(tokens, i + 1) == "-":
        head, end = head + word(tokens, i + 2), i + 3
    if head in TWO_WAYS:
        return [Element("schedule_question", (head, TWO_WAYS[head]), i, end)]
    found = OFTEN.get(head)
    if found is None:
        return []
    times, period, unit = found
    return _frequency(i, end, Decimal(times), unit, Decimal(period))


def q_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `q2wk`, `q 12 h`, `q wk`, `q M W F`."""
    j = skip(tokens, i + 1, ".")
    if word(tokens, j) == "other":
        return every_at(tokens, i)
    if word(tokens, j) in DIALYSIS:
        return [Element("anchor", Anchor(), i, past_session(tokens, j))]
    return _each_span(tokens, i, j) or _each_unit(tokens, i, j) or _each_day(tokens, i, j)


def every_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `every 2 weeks`, `every other week`, `each dialysis`, `every Monday`, `alternate days`."""
    j = i if word(tokens, i) == "alternate" else i + 1
    return (
        anchor_at(tokens, i)
        or _every_nth(tokens, i, j)
        or _each_span(tokens, i, j)
        or (_each_unit(tokens, i, j) if len(word(tokens, j)) > 1 else [])
        or _each_day(tokens, i, j)
    )


def _every_nth(tokens: Tokens, i: int, j: int) -> list[Element]:
    nth, after = ORDINALS.get(word(tokens, j)), j + 1
    if nth is None and is_number(tokens, j) and word(tokens, j + 1) in ("nd", "rd", "th"):
        value = tokens[j].value
        nth, after = (int(value), j + 2) if value and 2 <= value <= 31 and value == int(value) else (None, j)
    unit = TIME_UNITS.get(word(tokens, after))
    return _frequency(i, after + 1, ONE, unit, Decimal(nth)) if nth and unit in _NAMES else []


def _each_span(tokens: Tokens, i: int, j: int) -> list[Element]:
    span = numbers_at(tokens, j)
    if span is None or not span.low:
        return []
    k = skip(tokens, span.last, "-")
    unit = TIME_UNITS.get(word(tokens, k))
    if unit is None or unit == "min":
        return []
    return [Element("frequency", Frequency(ONE, unit, span.low, None, span.high), i, k + 1)]


def _each_unit(tokens: Tokens, i: int, j: int) -> list[Element]:
    if word(tokens, j) == "fortnight":
        return _frequency(i, j + 1, ONE, "wk", Decimal(2))
    unit = "d" if word(tokens, j) in ("night", "evening", "morning") else TIME_UNITS.get(word(tokens, j))
    return _frequency(i, j + 1, ONE, unit) if unit and unit != "min" else []


def _each_day(tokens: Tokens, i: int, j: int) -> list[Element]:
    days = weekdays_at(tokens, j)
    return [days[0]._replace(first=i)] if days else []


def offsets_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `at weeks 0, 2 and 4` and `on days 1 and 15`: a schedule from the start of treatment."""
    unit = TIME_UNITS.get(word(tokens, i))
    if unit not in ("d", "wk", "mo") or not is_number(tokens, i + 1):
        return []
    at: list[Decimal] = []
    j = i + 1
    while is_number(tokens, j) and len(at) < LONGEST_LIST:
        span = numbers_at(tokens, j, "-")
        if span is None or span.low is None or span.high is not None:
            return []
        at.append(span.low)
        end = span.last
        j = skip(tokens, end, ",", "and", "&")
    # in "days 1, 12 g" the last number is a dose and no day
    if (
        word(tokens, end) in DOSE_UNITS
        or len(at) < 2
        or at != sorted(set(at))
        or any(n != int(n) for n in at)
    ):
        return []
    return [Element("offsets", (unit, tuple(at)), i, end)]


def per_period_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `per week`, `a week` and `/wk` that stand alone: once in each."""
    unit = TIME_UNITS.get(word(tokens, i + 1))
    return _frequency(i, i + 2, ONE, unit) if unit in _NAMES and len(word(tokens, i + 1)) > 1 else []


def at_night_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `at night` and `at bedtime` as once a day."""
    return _frequency(i, i + 2, ONE, "d") if word(tokens, i + 1) in ("night", "bedtime") else []
