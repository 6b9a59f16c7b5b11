"""The parts of a dosing statement, each read from its own few words, and small ways to look at tokens."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from resorb.dosing.parts import Per
from resorb.dosing.tokens import Pieces
from resorb.dosing.words import NUMBERS


class Element(NamedTuple):
    """One part read from tokens `first` to `last` (exclusive): what it is (`kind`) and what it says."""

    kind: str
    value: Any
    first: int
    last: int


class Asked(NamedTuple):
    """A quantity that can be read in more than one way: its digits, the readings, and the unit."""

    text: str
    readings: tuple[Decimal, ...]
    unit: str
    per: Per | None = None


class Span(NamedTuple):
    """A number or a range as read, and the token after it; `low` is None when it must be asked back."""

    low: Decimal | None
    high: Decimal | None
    last: int
    readings: tuple[Decimal, ...] = ()


Tokens = Pieces
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

# Every loop over words is bounded, so that reading takes time in proportion to the text, whatever it holds.
_LONGEST_PHRASE = 12
LONGEST_LIST = 12


def word(tokens: Tokens, i: int) -> str:
    """Return the folded text at a place, or nothing beyond either end."""
    if i < 0:
        return ""
    try:
        return tokens[i].text
    except IndexError:
        return ""


def is_number(tokens: Tokens, i: int) -> bool:
    """Whether a number, in digits or as a word, stands here."""
    return 0 <= i < len(tokens) and (tokens[i].kind == "num" or tokens[i].text in NUMBERS)


def _one(tokens: Tokens, i: int) -> Span | None:
    try:
        found: Span | None = tokens.numbers[i]
    except KeyError:
        found = tokens.numbers[i] = _one_number(tokens, i)
    return found


def _one_number(tokens: Tokens, i: int) -> Span | None:
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind != "num":
        return _in_words(tokens, i) if token.text in NUMBERS else None
    if token.value is None:
        return Span(None, None, i + 1, token.readings)
    if _grouped_by_blank(tokens, i):
        return Span(None, None, i + 2, (Decimal(token.text + tokens[i + 1].text),))
    return _and_a_half(tokens, Span(token.value, None, i + 1))


def _in_words(tokens: Tokens, i: int) -> Span:
    """Read `twelve`, `twenty-five`, `twenty five` and `twelve point five`."""
    value, j = NUMBERS[tokens[i].text], i + 1
    k = j + (word(tokens, j) == "-")
    ones = NUMBERS.get(word(tokens, k), Decimal(0))
    if value >= 20 and value % 10 == 0 and 0 < ones < 10:
        value, j = value + ones, k + 1
    if word(tokens, j) == "point" and word(tokens, j + 1) in _DIGITS:
        return _after_point(tokens, value, j + 1)
    return _and_a_half(tokens, Span(value, None, j))


def _after_point(tokens: Tokens, value: Decimal, j: int) -> Span:
    """Read the decimals of `twelve point five`, digit by digit."""
    decimals = ""
    while word(tokens, j) in _DIGITS and len(decimals) < 4:
        decimals += str(_DIGITS.index(word(tokens, j)))
        j += 1
    return Span(value + Decimal(f"0.{decimals}"), None, j)


def _and_a_half(tokens: Tokens, span: Span) -> Span:
    """Read `twelve and a half`."""
    j = span.last
    if word(tokens, j) != "and" or (word(tokens, j + 1), word(tokens, j + 2)) != ("a", "half"):
        return span
    assert span.low is not None
    return Span(span.low + Decimal("0.5"), None, j + 3) if span.low == int(span.low) else span


def _grouped_by_blank(tokens: Tokens, i: int) -> bool:
    """Whether `12 500` stands here: one number or two, only the writer knows."""
    if i + 1 >= len(tokens):
        return False
    here, after = tokens[i], tokens[i + 1]
    return (
        after.kind == "num"
        and len(after.text) == 3
        and after.text.isdigit()
        and len(here.text) <= 3
        and here.text.isdigit()
        and after.start - here.end == 1
    )


def numbers_at(tokens: Tokens, i: int, also: str = "to") -> Span | None:
    """Return the number or range (`3-4`, `3 to 4`, and `3 or 4` when `also` is "or") that starts here."""
    first = _one(tokens, i)
    if first is None or first.low is None:
        return first
    sep = word(tokens, first.last)
    if sep in ("-", "to", also) and is_number(tokens, first.last + 1):
        second = _one(tokens, first.last + 1)
        if second and second.low is None:
            return Span(None, None, second.last, second.readings)
        if second and second.low is not None and second.low > first.low:
            return Span(first.low, second.low, second.last)
    return first


def skip(tokens: Tokens, i: int, *words: str) -> int:
    """Return the place after any of these words, in any order; a long run of them is no phrase."""
    end = min(len(tokens), i + _LONGEST_PHRASE)
    while i < end and tokens[i].text in words:
        i += 1
    return i
