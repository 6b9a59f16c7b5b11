"""Cut a text into words, numbers and signs, each with its place in the text.

A number keeps every reading a careful person could give it: `12,5` and `12,500` have more than one,
so they carry a question instead of a value.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from resorb.quantity import plain

_SHAPES = re.compile(
    r"""(?P<num>(?<![\d.,])\.\d+ | \d+(?:[.,·٫]\d+)*)
      | (?P<frac>[½¼¾])
      | (?P<abbr>[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W\d_]))
      | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
      | (?P<arrow>→|⟶|⇒|->|=>|-->)
      | (?P<sign>[^\w\s])
      | (?P<line>\n\s*)
      | (?P<other>_)""",
    re.VERBOSE,
)
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_DASHES = dict.fromkeys("‐‑‒–—−﹣-", "-")
_SIGNS = {**_DASHES, "⁄": "/", "∕": "/", "÷": "/", "✕": "×", "∙": "·", "％": "%", "；": ";", "：": ":"}
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_GROUPED_DECIMAL = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_DOTTED_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_DOT_LIKE_GROUP = re.compile(r"[1-9]\d{0,2}\.\d\d0")

Kind = Literal["num", "word", "sign", "arrow", "line"]


class Token(NamedTuple):
    """One piece of the text: `text` is folded for look-up, `start` and `end` are places in the text.

    For a number, `value` is what it says; None when it can be read in more than one way, and then
    `readings` holds the ways.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    readings: tuple[Decimal, ...] = ()


def tokens(text: str) -> list[Token]:
    """Return the pieces of the text in order; nothing but blanks is left out."""
    found: list[Token] = []
    for match in _SHAPES.finditer(text):
        kind, raw = match.lastgroup, match.group()
        start, end = match.span()
        if kind == "word":
            found.append(Token("word", raw.lower(), start, end))
        elif kind == "num":
            found.append(_number(raw, start, end))
        elif kind == "sign":
            found.append(Token("sign", _SIGNS.get(raw, raw), start, end))
        elif kind == "abbr":
            found.append(Token("word", raw.replace(".", "").lower(), start, end))
        elif kind == "arrow":
            found.append(Token("arrow", "→", start, end))
        elif kind == "frac":
            found.append(_fraction(found, raw, start, end))
        elif kind == "line":
            found.append(Token("line", "\n", start, end))
        else:
            found.append(Token("sign", raw, start, end))
    return found


def _number(raw: str, start: int, end: int) -> Token:
    readings = _readings(raw)
    value = (
        readings[0] if len(readings) == 1 and "," not in raw and not _DOT_LIKE_GROUP.fullmatch(raw) else None
    )
    if value is None and _GROUPED_DECIMAL.fullmatch(raw):
        value = readings[0]
    return Token("num", raw, start, end, value, () if value is not None else readings)


def _readings(raw: str) -> tuple[Decimal, ...]:
    """Return every value the digits could stand for; empty when they stand for none."""
    raw = raw.replace("·", ".").replace("٫", ".")
    if len(raw) > 24:
        return ()
    if raw.replace(".", "", 1).isdigit() and raw.isascii():
        if _DOT_LIKE_GROUP.fullmatch(raw):
            return (Decimal(raw), Decimal(raw.replace(".", "")))
        return (Decimal(raw),)
    if not raw.isascii():
        return ()
    if _GROUPED_DECIMAL.fullmatch(raw):
        return (Decimal(raw.replace(",", "")),)
    if _GROUPED.fullmatch(raw) and raw.count(",") == 1:
        return (Decimal(raw.replace(",", "")), Decimal(raw.replace(",", ".")))
    if _GROUPED.fullmatch(raw):
        return (Decimal(raw.replace(",", "")),)
    if _DOTTED_GROUPS.fullmatch(raw):
        return (Decimal(raw.replace(".", "").replace(",", ".")),)
    if raw.count(",") == 1 and "." not in raw:
        return (Decimal(raw.replace(",", ".")),)
    return ()


def _fraction(before: list[Token], raw: str, start: int, end: int) -> Token:
    """Return ½ as 0.5, or join it to the whole number it is written against: 2½ is 2.5."""
    value = _FRACTIONS[raw]
    if before and before[-1].kind == "num" and before[-1].end == start and before[-1].value is not None:
        whole = before.pop()
        assert whole.value is not None
        return Token("num", plain(whole.value + value), whole.start, end, whole.value + value)
    return Token("num", raw, start, end, value)
