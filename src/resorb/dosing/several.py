"""Read what says more than one amount, or the bounds of one: ladders, repeats, caps, totals, steps."""

from __future__ import annotations

from resorb.dosing.amounts import amounts_at
from resorb.dosing.element import Element, Span, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.parts import Dose, Frequency
from resorb.dosing.words import DOSE_UNITS, GIVINGS, ONE, ROUTES, TIME_UNITS
from resorb.quantity import Quantity

_MOST_STEPS = 8


def ladder_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `10 → 15 → 25 g`: doses one after the other, the last unit serving those without one."""
    steps: list[tuple[Span, str | None]] = []
    span = numbers_at(tokens, i)
    while span is not None and len(steps) < _MOST_STEPS:
        unit = DOSE_UNITS.get(word(tokens, span.last))
        j = span.last + (1 if unit else 0)
        more = word(tokens, j) == "→" and is_number(tokens, j + 1)
        if not more and not steps:
            return []
        steps.append((span, unit))
        span = numbers_at(tokens, j + 1) if more else None
    last_unit = steps[-1][1] if steps else None
    if last_unit is None or not all(s.low for s, _ in steps):
        return []
    if word(tokens, j) in ("/", "per"):
        return []
    doses = tuple(Dose(s.low, unit or last_unit, s.high) for s, unit in steps if s.low is not None)
    return [Element("ladder", doses, i, j)]


def multiplied_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `3 x 12.5 g IV per week`: so many of this dose in a period.

    Only the bare period is read so: `2 x 12.5 g once weekly` may be 25 g at one sitting and is refused.
    """
    if word(tokens, i + 1) not in ("x", "×"):
        return []
    count = numbers_at(tokens, i)
    if count is None or not count.low or count.last != i + 1:
        return []
    amount = amounts_at(tokens, count.last + 1) if is_number(tokens, count.last + 1) else []
    if not amount or amount[0].kind != "dose":
        return []
    dose, *behind = amount
    j = dose.last
    route: list[Element] = []
    if word(tokens, j) in ROUTES:
        route, j = [Element("route", ROUTES[word(tokens, j)], j, j + 1)], j + 1
    period = behind or _bare_period(tokens, j)
    if not period or period[0].kind != "frequency":
        return []
    often = period[0]._replace(value=Frequency(count.low, period[0].value.unit))
    return [dose._replace(first=i), *route, often]


def _bare_period(tokens: Tokens, i: int) -> list[Element]:
    head, unit = word(tokens, i), TIME_UNITS.get(word(tokens, i + 1))
    named = {"daily": "d", "weekly": "wk", "monthly": "mo"}.get(head)
    if named:
        return [Element("frequency", Frequency(ONE, named), i, i + 1)]
    if head in ("a", "per", "each", "every", "/") and unit in ("d", "wk", "mo"):
        return [Element("frequency", Frequency(ONE, unit), i, i + 2)]
    return []


def cap_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `max 12.5 g`, `not to exceed 25 g`, `capped at 12.5 g`: the most one dose may come to."""
    start = _cap_words(tokens, i)
    if not start:
        return []
    j = skip(tokens, start, ".", ":", "dose", "single", "of", "at", "is", "per", "=")
    span = numbers_at(tokens, j)
    unit = DOSE_UNITS.get(word(tokens, span.last)) if span else None
    if span is None or unit is None or not span.low or span.high is not None:
        return []
    end = span.last + 1
    if word(tokens, end) in ("/", "per") and word(tokens, end + 1) in GIVINGS:
        end += 2
    if word(tokens, end) in ("/", "per", "a"):
        return []
    return [Element("cap", Quantity(span.low, unit), i, end)]


def _cap_words(tokens: Tokens, i: int) -> int:
    """Return the token after the words of a cap; 0 when there are none."""
    if word(tokens, i) == "up" and word(tokens, i + 1) == "to":
        i = skip(tokens, i + 2, "a", "the")
        return i + 1 if word(tokens, i) in ("max", "maximum") else 0
    if word(tokens, i) in ("max", "maximum", "maximal", "cap", "capped"):
        return i + 1
    said = [word(tokens, i + n) for n in range(3)]
    return i + 3 if said == ["not", "to", "exceed"] else 0


_TOTAL_WORDS = ("weekly", "total", "totalling", "totaling", "per", "week", "dose", "of", ":", "=", "is")


def total_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `weekly total`, `total weekly dose`, `total`: the next amount is not a dose given each time.

    `weekly dose` is such a total only beside a dose, which whoever assembles the parts can see.
    """
    start = i + 1 + (word(tokens, i + 1) == "a") if word(tokens, i) == "for" else i
    j = skip(tokens, start, *_TOTAL_WORDS)
    heads = [t.text for t in tokens[start:j]]
    amount = amounts_at(tokens, j) if is_number(tokens, j) else []
    # "total of 8 months" is a duration
    if not amount or amount[0].kind != "dose":
        return []
    weekly = "weekly" in heads or "week" in heads
    if {"total", "totalling", "totaling"} & set(heads):
        return [Element("total", weekly, i, j)]
    return [Element("weekly_dose", Frequency(ONE), i, j)] if heads[:2] == ["weekly", "dose"] else []


def total_behind_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `37.5 g/wk total` and `37.5 g total per week`: the word behind an amount that makes it a total."""
    amount = amounts_at(tokens, i)
    if len(amount) == 2 and amount[1].kind == "frequency" and word(tokens, amount[1].last) == "total":
        return [Element("total", True, i, i), amount[0], amount[1]._replace(last=amount[1].last + 1)]
    if len(amount) == 1 and amount[0].kind == "dose" and word(tokens, amount[0].last) == "total":
        period = _bare_period(tokens, amount[0].last + 1)
        often = [period[0]._replace(first=amount[0].last)] if period else []
        return [Element("total", True, i, i), amount[0], *often] if often else []
    return []


def step_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `by 2.5 g` after a verb of change: a step and not a dose, so the doses are not all written."""
    if not is_number(tokens, i + 1):
        return []
    span = numbers_at(tokens, i + 1)
    unit = DOSE_UNITS.get(word(tokens, span.last)) if span else None
    return [Element("step", None, i, span.last + 1)] if span and unit else []
