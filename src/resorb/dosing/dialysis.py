"""Read what ties a dose to dialysis: `each HD`, `post-HD`, `after haemodialysis`, `on dialysis days`.

`every other HD`, `non-dialysis days` and `the first HD of the week` are other schedules; they are not
read here, and what is not read refuses the text.
"""

from __future__ import annotations

from resorb.dosing.element import Element, Tokens, word
from resorb.dosing.parts import Anchor, When
from resorb.dosing.words import DIALYSIS, SESSIONS, words

_SIDES: dict[str, When] = {
    "after": "after", "post": "after", "following": "after", "with": "during", "during": "during",
    "before": "before", "pre": "before",
}  # fmt: skip
_EACH = words("at on in of each every the - all her his my")
_LONGEST = 6


def anchor_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the tie to dialysis that starts here; two different sides (`before and after`) are none."""
    j, side = _end_of(tokens, i)
    while word(tokens, j) in _SIDES or word(tokens, j) in _EACH:
        said = _SIDES.get(word(tokens, j))
        if said and side not in ("each", said):
            return []
        side = said or side
        j += 1
        if j - i > _LONGEST:
            return []
    if j == i or word(tokens, j) not in DIALYSIS:
        return []
    return [Element("anchor", Anchor("hd_session", side), i, past_session(tokens, j))]


def _end_of(tokens: Tokens, i: int) -> tuple[int, When]:
    """Read `at the end of`: in its last hour to some and after it to others, so kept as written."""
    j = i + (word(tokens, i) in ("at", "towards"))
    j += word(tokens, j) == "the"
    if word(tokens, j) == "end" and word(tokens, j + 1) == "of":
        return j + 2, "end"
    return i, "each"


def past_session(tokens: Tokens, j: int) -> int:
    """Return the place after `haemodialysis`, `HD session`, `each session`."""
    j += 1
    return j + 1 if word(tokens, j) in SESSIONS else j


def bare_dialysis_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `HD days`, `dialysis sessions` as each session; `HD` alone is weaker and may belong to prose."""
    if word(tokens, i + 1) in SESSIONS:
        return [Element("anchor", Anchor(), i, i + 2)]
    return [Element("dialysis", None, i, i + 1)]


def intradialytic_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `intradialytically` as during dialysis."""
    return [Element("anchor", Anchor("hd_session", "during"), i, i + 1)]
