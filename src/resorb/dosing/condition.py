"""Read what must come first: `after 3 tolerated`, `once 3 to 4 treatments are tolerated`, `if tolerated`."""

from __future__ import annotations

from resorb.dosing.element import Element, Span, Tokens, numbers_at, skip, word
from resorb.dosing.parts import Condition
from resorb.dosing.words import GIVINGS

_FIRST = ("after", "once", "when", "if", "provided")


def condition_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the condition that starts here; one that names no tolerance ("after 4 doses") is none."""
    if word(tokens, i) == "as" and word(tokens, i + 1) == "tolerated":
        return [Element("condition", Condition(), i, i + 2)]
    if word(tokens, i) not in _FIRST:
        return []
    j = skip(tokens, i + 1, "the", "first", "well", "at", "least")
    span = numbers_at(tokens, j, "or")
    if span and not _counts(span):
        return []
    j = skip(tokens, span.last if span else j, "well", "are", "is", "have", "has", "been", "were", "was",
             "consecutive", *GIVINGS)  # fmt: skip
    end = _tolerated(tokens, j)
    if end is None:
        return []
    low, high = (span.low, span.high) if span else (None, None)
    counted = Condition(None if low is None else int(low), None if high is None else int(high))
    return [Element("condition", counted, i, end)]


def _tolerated(tokens: Tokens, j: int) -> int | None:
    if word(tokens, j) == "tolerated":
        end = skip(tokens, j + 1, *GIVINGS, "well")
        return end + (word(tokens, end) == ":")
    if word(tokens, j) in ("go", "went", "goes") and word(tokens, j + 1) == "well":
        return j + 2
    return None


def _counts(span: Span) -> bool:
    """Whether a span counts doses: whole numbers above zero."""
    return bool(span.low) and all(n is None or n == int(n) for n in (span.low, span.high))
