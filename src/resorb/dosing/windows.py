"""Read stretches of treatment by their weeks: `weeks 1-2: 10 g`, `week 1 and 2`, `from week 3`, `subsequent sessions`."""

from __future__ import annotations

from typing import NamedTuple

from resorb.dosing.element import Element, Tokens, skip, word
from resorb.dosing.parts import Anchor
from resorb.dosing.words import DIALYSIS, DOSE_UNITS, GIVINGS, SESSIONS, TIME_UNITS


class Window(NamedTuple):
    """The first and last week (or day, or month) of a stretch; `last` is None when it goes on."""

    unit: str
    first: int
    last: int | None


def _whole(tokens: Tokens, j: int) -> int:
    text = word(tokens, j)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def window_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the stretch named here; `on weeks 1, 2` is a schedule of doses and no stretch."""
    open_ended = word(tokens, i) == "from"
    j = i + open_ended
    unit = TIME_UNITS.get(word(tokens, j))
    first = _whole(tokens, j + 1)
    if unit not in ("d", "wk", "mo") or len(word(tokens, j)) < 2 or not first:
        return []
    sep, last, end = word(tokens, j + 2), _whole(tokens, j + 3), j + 4
    if sep in ("-", "to") and last > first and word(tokens, end) not in DOSE_UNITS:
        return [Element("window", Window(unit, first, last), i, end + (word(tokens, end) == ":"))]
    if open_ended or sep in ("onward", "onwards"):
        end = j + 2 + (sep in ("onward", "onwards"))
        return [Element("window", Window(unit, first, None), i, end + (word(tokens, end) == ":"))]
    if sep in ("and", "&") and last == first + 1 and word(tokens, end) == ":":
        return [Element("window", Window(unit, first, last), i, end + 1)]
    return [Element("window", Window(unit, first, first), i, j + 3)] if sep == ":" else []


def first_session_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `first dialysis … subsequent sessions` as one dose; `the first HD of the week` comes again."""
    if word(tokens, i + 1) not in DIALYSIS:
        return []
    end = i + 2 + (word(tokens, i + 2) in SESSIONS)
    if word(tokens, end) in ("of", "each", "every", "per", "a", "weekly", "in", "-", "/"):
        return []
    if all(
        word(tokens, j) not in ("subsequent", "remaining") for j in range(end, min(end + 12, len(tokens)))
    ):
        return []
    return [Element("n_doses", 1, i, i + 1), Element("anchor", Anchor(), i + 1, end)]


def subsequent_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `subsequent sessions` as the next phase; whether the one before ends is for the assembler."""
    j = skip(tokens, i + 1, *DIALYSIS)
    return [Element("subsequent", None, i, j + 1)] if word(tokens, j) in GIVINGS else []


def first_dose_label_at(tokens: Tokens, i: int) -> list[Element]:
    """Read the label `Dose 1:` as one dose."""
    labelled = word(tokens, i + 1) == "1" and word(tokens, i + 2) == ":"
    return [Element("n_doses", 1, i, i + 3)] if labelled else []
