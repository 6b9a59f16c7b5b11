"""Where signs and their words go so that none covers another."""

from __future__ import annotations

from dataclasses import dataclass

from resorb.report.timeline.mark import Mark, Row
from resorb.report.timeline.scale import Scale

LINE = 13.5
CHAR = 6.5
SIGN = 7.0
GAP = 4.0
DEEPEST = 15


def text_width(text: str, char: float = CHAR) -> float:
    """Return how wide a text is at most, without a font at hand: wide letters count more."""
    return sum(char * (1.3 if c in "MWmw@—%" else 0.55 if c in "iljtf.,:;|'!()[] " else 1.0) for c in text)


def wrapped(text: str, width: float, lines: int, char: float = CHAR) -> tuple[str, ...]:
    """Return the text in at most so many lines of a width; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in text.split():
        if found and text_width(f"{found[-1]} {word}", char) <= width:
            found[-1] += f" {word}"
        else:
            found.append(word)
    cut = found[:lines]
    if len(found) > lines and cut:
        cut[-1] += "…"
    return tuple(clipped(line, width, char) for line in cut)


def clipped(text: str, width: float, char: float = CHAR) -> str:
    """Return the text, or as much of it as fits with an ellipsis; empty where not even that fits."""
    if text_width(text, char) <= width:
        return text
    while text and text_width(text + "…", char) > width:
        text = text[:-1]
    return f"{text.rstrip(' …')}…" if text.rstrip(" …") else ""


@dataclass(frozen=True, slots=True)
class Put:
    """A mark with its sign at `x`, `y` and its words in lines from `text_x`; `end` when they end there."""

    mark: Mark
    x: float
    y: float
    lines: tuple[str, ...] = ()
    text_x: float = 0.0
    end: bool = False


Box = tuple[float, float, float, float]


def packed(row: Row, scale: Scale) -> tuple[tuple[Put, ...], float]:
    """Return the marks of a row of words, each on the highest line that is free, and the row's height."""
    taken: list[Box] = []
    found: list[Put] = []
    for mark in sorted(row.marks, key=lambda m: m.place.middle):
        found.append(_put(mark, scale, taken))
    return tuple(found), max((box[3] for box in taken), default=LINE) + 2


def _put(mark: Mark, scale: Scale, taken: list[Box]) -> Put:
    x = mark.place.middle
    lines, text_x, end = _words(mark, x, scale)
    width = max((text_width(line) for line in lines), default=0.0)
    left = min(x - SIGN, text_x - width if end else x - SIGN)
    right = max(x + SIGN, text_x if end else text_x + width)
    if mark.place.part != "timed":
        x = mark.place.x1 + SIGN
    if not mark.place.is_exact:
        left, right = min(left, mark.place.x1), max(right, mark.place.x2)
    top = _free(taken, left, right, max(1, len(lines)))
    if top is None:
        lines, top = (), 0.0
    else:
        taken.append((left, top, right + GAP, top + max(1, len(lines)) * LINE))
    return Put(mark, x, top + LINE / 2, lines, text_x, end)


def _words(mark: Mark, x: float, scale: Scale) -> tuple[tuple[str, ...], float, bool]:
    """Return the lines of a label and where they stand: right of the sign, or left where there is no room."""
    if not mark.label:
        return (), x, False
    stretch = scale.stretch(mark.place.part)
    begin, edge = (stretch.x1, stretch.x2) if stretch else (0.0, scale.width)
    if mark.place.part != "timed":
        edge = mark.place.x2 + 4
        x_text = mark.place.x1 + 2 * SIGN
        return wrapped(mark.label, edge - x_text, 5), x_text, False
    right, left = edge - x - SIGN - 2, x - begin - SIGN - 2
    # a short stretch of possible times stays free; over a long one the words stand on a plate
    beyond = (
        max(0.0, mark.place.x2 - x - SIGN) if mark.place.x2 - x < 45 and mark.place.part == "timed" else 0.0
    )
    right, left = right - beyond, left - beyond
    need = text_width(mark.label)
    if need <= min(right, 225) or right >= min(left, 120):
        return wrapped(mark.label, max(40.0, min(right, 225)), 4), x + SIGN + 3 + beyond, False
    return wrapped(mark.label, min(left, 225), 4), x - SIGN - 4 - beyond, True


def _free(taken: list[Box], left: float, right: float, lines: int) -> float | None:
    for level in range(DEEPEST):
        top, low = level * LINE, (level + lines) * LINE
        if all(right < x1 or left > x2 or low <= y1 or top >= y2 for x1, y1, x2, y2 in taken):
            return top
    return None
