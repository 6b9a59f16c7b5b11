"""Which way the words of an observation point: better, worse, or not told.

A short closed list, read only where it is plain. It never says how much: an adjective is not a grade.
Words with a negation, or with both directions in them, point nowhere.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["better", "worse", ""]

BETTER = ("better", "improv", "clear", "resolv", "diminution", "diminish", "subsid", "relie", "soft", "heal")
WORSE = (
    "worse",
    "recur",
    "relaps",
    "widespread",
    "impair",
    "progress",
    "aggravat",
    "flar",
    "spread",
    "ulcerat",
)
LESS = ("reduc", "decreas", "less", "smaller", "shrunk", "shrink", "lower", "fewer", "thinner", "regress")
MORE = ("increas", "larger", "bigger", "more", "higher", "thicker", "grew", "grown", "new")
NEGATED = re.compile(r"\b(no|not|never|without|nor|neither|un\w+ed|unchanged|stable|unknown)\b")
# of these more is better; of everything else that is watched here (pain, size, itch) more is worse
GOOD = ("function", "sleep", "mobility", "extension", "angle", "movement", "ability", "strength", "quality")


def direction(measure: str, words: str) -> Direction:
    """Return which way the words point for a measure.

    >>> direction("pain", "decreased"), direction("function", "increased"), direction("pain", "no better")
    ('better', 'better', '')
    """
    text = words.lower()
    if NEGATED.search(text):
        return ""
    good = any(word in measure.lower() for word in GOOD)
    better = _has(text, BETTER) or _has(text, MORE if good else LESS)
    worse = _has(text, WORSE) or _has(text, LESS if good else MORE)
    if better == worse:
        return ""
    return "better" if better else "worse"


def _has(text: str, stems: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{stem}", text) for stem in stems)
