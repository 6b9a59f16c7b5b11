"""Cut a text into words, numbers and signs, each with its place in the text.

Nothing but blanks and invisible characters that cannot change a reading is left out: a sign or letter
nobody asked for stays in the list, and whoever reads the list must account for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from resorb.dosing.digits import grouped_by_point, number_in
from resorb.quantity import plain

# soft hyphen, zero-width space, word joiner, byte-order mark: invisible, and harmless off the digits
_SOFT = "\u00ad\u200b\u2060\ufeff"
_LETTER = "[^\\W\\d_½¼¾]"
_SHAPES = re.compile(
    rf"""(?P<hydrate>[·•.*xX×∙]?\s?5\s?[hH][2₂][oO]\b)
      | (?P<formula>[nN][aA][2₂][sS][2₂][oO][3₃])
      | (?P<num>(?<![\d.,])\.\d+ | \d+(?:[.,·٫]\d+)*)
      | (?P<frac>[½¼¾])
      | (?P<abbr>{_LETTER}(?:\.{_LETTER})+\.?(?!{_LETTER}))
      | (?P<word>{_LETTER}+(?:[{_SOFT}]+{_LETTER}+)*(?:['’]{_LETTER}+)?)
      | (?P<arrow>→|⟶|⇒|->|=>|-->)
      | (?P<soft>(?<!\d)[{_SOFT}]+|[{_SOFT}]+(?!\d))
      | (?P<sign>[^\w\s])
      | (?P<other>\S)""",
    re.VERBOSE,
)
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_DASHES = dict.fromkeys("‐‑‒–—−﹣-", "-")
_SIGNS = {**_DASHES, "⁄": "/", "∕": "/", "÷": "/", "✕": "×", "∙": "·", "％": "%", "；": ";", "：": ":",
          "′": "'", "’": "'"}  # fmt: skip
_NOT_LETTERS = str.maketrans("", "", _SOFT)

Kind = Literal["num", "word", "sign", "arrow"]
_FIXED: dict[str | None, tuple[Kind, str]] = {
    "formula": ("word", "na2s2o3"),
    "hydrate": ("word", "pentahydrate"),
    "arrow": ("arrow", "→"),
}


class Token(NamedTuple):
    """One piece of the text: `text` is folded for look-up, `start` and `end` are places in the text.

    For a number, `value` is what it says; None when it can be read in more than one way or in none,
    and then `readings` holds the ways.
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    readings: tuple[Decimal, ...] = ()

    def thousands(self) -> tuple[Decimal, ...]:
        """Return both readings when the point may group thousands (`12.345`); else none."""
        return grouped_by_point(self.text) if self.kind == "num" else ()


class Pieces(list[Token]):
    """The pieces of a text, and what has been read of its numbers, which a dozen readers ask for in turn."""

    __slots__ = ("numbers",)

    def __init__(self, pieces: Iterable[Token] = ()) -> None:
        super().__init__(pieces)
        self.numbers: dict[int, Any] = {}


def tokens(text: str) -> Pieces:
    """Return the pieces of the text in order."""
    found = Pieces()
    for match in _SHAPES.finditer(text):
        kind, raw = match.lastgroup, match.group()
        start, end = match.span()
        if kind == "word":
            found.append(Token("word", _folded(raw), start, end))
        elif kind == "num":
            found.append(Token("num", raw, start, end, *number_in(raw)))
        elif kind == "sign":
            found.append(Token("sign", _SIGNS.get(raw, raw), start, end))
        elif kind == "frac":
            found.append(_fraction(found, raw, start, end))
        elif kind in _FIXED:
            found.append(Token(*_FIXED[kind], start, end))
        elif kind == "abbr":
            found.append(Token("word", raw.replace(".", "").lower(), start, end))
        elif kind == "other":
            found.append(Token("sign", raw, start, end))
    return found


def _folded(raw: str) -> str:
    return (raw if raw.isascii() else raw.translate(_NOT_LETTERS).replace("’", "'")).lower()


def _fraction(before: list[Token], raw: str, start: int, end: int) -> Token:
    """Return ½ as 0.5, or join it to the whole number it is written against: 2½ is 2.5."""
    value = _FRACTIONS[raw]
    if before and before[-1].kind == "num" and before[-1].end == start:
        whole = before.pop()
        known = whole.value is not None and whole.text.isdigit()
        total = whole.value + value if known and whole.value is not None else None
        return Token("num", plain(total) if total else whole.text + raw, whole.start, end, total)
    return Token("num", raw, start, end, value)
