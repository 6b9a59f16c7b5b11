"""A dose in words, so that a lost or doubled point is seen: `12.5` is "twelve point five"."""

from __future__ import annotations

from decimal import Decimal

from resorb.quantity import plain

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(value: Decimal) -> str:
    """Return a number from 0 to 999 999 in words, digit by digit after the point.

    Raises:
        ValueError: The number is negative, or a million or more.

    >>> in_words(Decimal("12.50")), in_words(Decimal("105"))
    ('twelve point five', 'one hundred and five')
    """
    if not 0 <= value < 1_000_000:
        raise ValueError(f"{value} is not a dose that can be said in words")
    whole, _, after = plain(value).partition(".")
    said = _whole(int(whole))
    return f"{said} point {' '.join(_ONES[int(d)] for d in after)}" if after else said


def _whole(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, size)
    joined = f" {'and ' if rest < 100 else ''}{_whole(rest)}" if rest else ""
    return f"{_whole(many)} {name}{joined}"
