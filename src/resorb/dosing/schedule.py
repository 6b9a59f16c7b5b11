"""Read how often: times a week, every so many days, named days, each dialysis session, weeks 0, 2 and 4."""

from __future__ import annotations

from decimal import Decimal

from resorb.dosing.element import Element, Span, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.regimen import WEEKDAYS as WEEK
from resorb.dosing.regimen import Anchor, Frequency
from resorb.dosing.words import (
    DIALYSIS,
    GIVINGS,
    MULTIPLES,
    OFTEN,
    ORDINALS,
    PERIODS,
    SESSIONS,
    TIME_UNITS,
    TWO_WAYS,
    WEEKDAY_LETTERS,
    WEEKDAY_RUNS,
    WEEKDAYS,
)

ONE = Decimal(1)
_TIMES = ("x", "×", "times", "time", "*")
_SIDES = {"after": "after", "post": "after", "following": "after", "with": "during", "during": "during",
          "before": "before", "pre": "before", "at": "during", "on": "each", "in": "during",
          "end": "during", "of": "during"}  # fmt: skip


def _frequency(
    first: int, last: int, times: Decimal, unit: str, period: Decimal = ONE, high: Decimal | None = None
) -> Element:
    return Element("frequency", Frequency(times, unit, period, high), first, last)


def _period_after(tokens: Tokens, j: int) -> tuple[Decimal, str, int] | None:
    """Read `/wk`, `a week`, `per 2 weeks`, `each week`, `weekly`: (how many, unit, token after)."""
    head = word(tokens, j)
    if head in ("daily", "weekly", "monthly", "yearly"):
        return ONE, PERIODS[head], j + 1
    if head not in ("/", "per", "a", "an", "each", "every", "in"):
        return None
    j += 1
    span = numbers_at(tokens, j)
    if span and span.low is not None and span.high is None and span.low > 0:
        unit = TIME_UNITS.get(word(tokens, span.last))
        return (span.low, unit, span.last + 1) if unit and unit != "min" else None
    unit = TIME_UNITS.get(word(tokens, j))
    if unit in (None, "min") or (head == "in"):
        return None
    return ONE, str(unit), j + 1


def counted_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a count and a period: `3/wk`, `3x/week`, `2-3 times per week`, `one infusion a week`."""
    head = word(tokens, i)
    if head in MULTIPLES:
        span: Span | None = Span(MULTIPLES[head], None, i + 1)
        if head == "once" and word(tokens, i + 1) in ("to", "or") and word(tokens, i + 2) in MULTIPLES:
            span = Span(ONE, MULTIPLES[word(tokens, i + 2)], i + 3)
    else:
        span = numbers_at(tokens, i, "or")
    if span is None or span.low is None or span.low <= 0:
        return []
    return _after_count(tokens, i, span)


def _after_count(tokens: Tokens, i: int, span: Span) -> list[Element]:
    j = span.last
    counted = word(tokens, i) in MULTIPLES
    if word(tokens, j) == "-":
        j += 1
    if word(tokens, j) in _TIMES or word(tokens, j) in GIVINGS or word(tokens, j) == "days":
        counted, days = True, word(tokens, j) == "days"
        j = skip(tokens, j + 1, "-")
        if days and word(tokens, j) not in ("/", "per", "a", "each", "every"):
            return []
        if word(tokens, j) in DIALYSIS:
            return []
    elif word(tokens, j) in GIVINGS:
        j += 1
    period = _period_after(tokens, j)
    if period is None:
        return []
    if not counted and word(tokens, j) not in ("/", "per"):
        return _every_or_times(tokens, i, span, period)
    count, unit, end = period
    return [_frequency(i, end, span.low or ONE, unit, count, span.high)]


def _every_or_times(tokens: Tokens, i: int, span: Span, period: tuple[Decimal, str, int]) -> list[Element]:
    """Ask back `3 weekly`: 3 times a week to one reader, every 3 weeks to another."""
    _, unit, end = period
    names = {"d": "day", "wk": "week", "mo": "month", "y": "year"}
    n = "".join(t.text for t in tokens[i : span.last])
    readings = (f"{n} times a {names[unit]}", f"once every {n} {names[unit]}s") if unit in names else ()
    return [Element("schedule_question", (f"{n} {tokens[end - 1].text}", readings), i, end)]


def often_at(tokens: Tokens, i: int) -> list[Element]:
    """Read one word that says how often: `weekly`, `TIW`, `bid`; two-way words are asked back."""
    head = word(tokens, i)
    if head in TWO_WAYS or (head == "bi" and word(tokens, i + 1) == "-" and word(tokens, i + 2) == "weekly"):
        end = i + (3 if head == "bi" else 1)
        readings = TWO_WAYS.get(head, TWO_WAYS["biweekly"])
        return [Element("schedule_question", (head if head != "bi" else "bi-weekly", readings), i, end)]
    found = OFTEN.get(head)
    if found is None:
        return []
    times, period, unit = found
    return [_frequency(i, i + 1, Decimal(times), unit, Decimal(period))]


def q_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `q2wk`, `q 12 h`, `q wk`, `q M W F`."""
    j = i + 1
    if word(tokens, j) == "other":
        return every_at(tokens, i)
    span = numbers_at(tokens, j)
    if span and span.low is not None and span.low > 0:
        unit = TIME_UNITS.get(word(tokens, span.last))
        if unit and unit != "min":
            freq = Frequency(ONE, unit, span.low, None, span.high)
            return [Element("frequency", freq, i, span.last + 1)]
        return []
    unit = TIME_UNITS.get(word(tokens, j))
    if unit and unit != "min":
        return [_frequency(i, j + 1, ONE, unit)]
    days = weekdays_at(tokens, j)
    return [days[0]._replace(first=i)] if days else []


def every_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `every 2 weeks`, `every other week`, `each dialysis`, `every Monday`, `alternate days`."""
    j = i if word(tokens, i) == "alternate" else i + 1
    anchor = anchor_at(tokens, i)
    if anchor:
        return anchor
    nth = ORDINALS.get(word(tokens, j))
    unit = TIME_UNITS.get(word(tokens, j + 1)) if nth else None
    if nth and unit and unit not in ("min", "h"):
        return [_frequency(i, j + 2, ONE, unit, Decimal(nth))]
    span = numbers_at(tokens, j)
    if span and span.low is not None and span.low > 0:
        k = skip(tokens, span.last, "-")
        unit = TIME_UNITS.get(word(tokens, k))
        if unit and unit != "min":
            return [Element("frequency", Frequency(ONE, unit, span.low, None, span.high), i, k + 1)]
        return []
    unit = TIME_UNITS.get(word(tokens, j))
    if unit and unit not in ("min",) and word(tokens, j) not in ("d", "h", "w", "y"):
        return [_frequency(i, j + 1, ONE, unit)]
    days = weekdays_at(tokens, j)
    return [days[0]._replace(first=i)] if days else []


def weekdays_at(tokens: Tokens, i: int) -> list[Element]:
    """Read named days: `MWF`, `M-W-F`, `Mon/Wed/Fri`, `Mondays, Wednesdays and Fridays`, `Mon-Fri`."""
    run = WEEKDAY_RUNS.get(word(tokens, i))
    if run and (word(tokens, i) != "mf"):
        return [_on_days(run, i, i + 1)]
    named = _listed(tokens, i, WEEKDAYS)
    if named is None and word(tokens, i) in WEEKDAY_LETTERS:
        named = _listed(tokens, i, WEEKDAY_LETTERS)
        if named and len(named[0]) < 2:
            return []
    return [_on_days(named[0], i, named[1])] if named else []


def _listed(tokens: Tokens, i: int, names: dict[str, str]) -> tuple[tuple[str, ...], int] | None:
    if word(tokens, i) not in names:
        return None
    days, j = [names[word(tokens, i)]], i + 1
    while True:
        k = skip(tokens, j, ",", "/", "and", "&", "-", "–", "+", ".")
        if word(tokens, k) not in names:
            break
        sep = [t.text for t in tokens[j:k]]
        if sep == ["-"] and len(days) == 1 and word(tokens, k + 1) != "-":
            days = _run(days[0], names[word(tokens, k)])
        else:
            days.append(names[word(tokens, k)])
        j = k + 1
    return tuple(dict.fromkeys(days)), j


def _run(first: str, last: str) -> list[str]:
    """Return the days from one to another: Mon-Fri are five days."""
    a, b = WEEK.index(first), WEEK.index(last)
    return list(WEEK[a : b + 1]) if a < b else [first, last]


def _on_days(days: tuple[str, ...], first: int, last: int) -> Element:
    ordered = tuple(sorted(days, key=WEEK.index))
    return Element("frequency", Frequency(Decimal(len(ordered)), weekdays=ordered), first, last)


def anchor_at(tokens: Tokens, i: int) -> list[Element]:
    """Read what ties a dose to dialysis: `each HD`, `post-HD`, `after haemodialysis`, `on dialysis days`."""
    j, side = i, "each"
    while word(tokens, j) in _SIDES or word(tokens, j) in (
        "each",
        "every",
        "the",
        "-",
        "all",
        "her",
        "his",
        "my",
    ):
        side = _SIDES.get(word(tokens, j), side) if side == "each" else side
        j += 1
        if j - i > 6:
            return []
    if j == i or word(tokens, j) not in DIALYSIS:
        return []
    j += 1
    if word(tokens, j) in SESSIONS:
        j += 1
    return [Element("anchor", Anchor("hd_session", side), i, j)]  # type: ignore[arg-type]


def bare_dialysis_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `HD days`, `dialysis sessions` and `HD` alone as each session."""
    j = i + 1
    if word(tokens, j) in SESSIONS:
        return [Element("anchor", Anchor(), i, j + 1)]
    return [Element("dialysis", None, i, j)]


def offsets_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `at weeks 0, 2 and 4` and `on days 1 and 15`: a schedule from the start of treatment."""
    unit = TIME_UNITS.get(word(tokens, i))
    if unit not in ("d", "wk", "mo") or not is_number(tokens, i + 1):
        return []
    at: list[Decimal] = []
    j = i + 1
    while is_number(tokens, j):
        span = numbers_at(tokens, j, "-")
        if span is None or span.low is None or span.high is not None:
            return []
        at.append(span.low)
        j = skip(tokens, span.last, ",", "and", "&")
        if not is_number(tokens, j):
            j = span.last
            break
    if len(at) < 2 or at != sorted(set(at)):
        return []
    return [Element("offsets", (unit, tuple(at)), i, j)]
