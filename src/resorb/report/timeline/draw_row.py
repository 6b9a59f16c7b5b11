"""One row of the timeline as SVG: words and signs packed in lines, or numbers at their heights."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from resorb.quantity import plain
from resorb.report.timeline import glyphs
from resorb.report.timeline.glyphs import n, tag, words
from resorb.report.timeline.layout import LINE, Put, clipped, packed, text_width, wrapped
from resorb.report.timeline.mark import Mark, Row
from resorb.report.timeline.scale import Scale

RIBBON = 46.0
DOSES = 84.0
TOLD = 64.0
NUMBERS = 38.0
BAR = 15.0
HEADROOM = 12.0

Drawn = tuple[str, float]


def row(given: Row, scale: Scale) -> Drawn:
    """Return the row's drawing, its top at 0, and its height."""
    kinds = {mark.kind for mark in given.marks}
    if "ribbon" in kinds:
        return "".join(_marked(m, _ribbon(m)) for m in given.marks), RIBBON
    if kinds & {"dose", "partial", "amount-unknown", "hatch"}:
        tall = DOSES if given.is_numeric or "amount-unknown" in kinds else TOLD
        return _doses(given, tall), tall
    if "bar" in kinds:
        return "".join(_marked(m, _bar(m)) for m in given.marks), BAR + 4
    if given.is_numeric:
        return _numbers(given), NUMBERS
    puts, height = packed(given, scale)
    return "".join(_marked(p.mark, _sign(p)) for p in puts), height


def _marked(mark: Mark, drawing: str) -> str:
    """Return a drawing with its words attached."""
    return f'<g role="img" data-kind="{mark.kind}"><title>{escape(mark.told)}</title>{drawing}</g>'


# --- signs with words ---------------------------------------------------------------------------------


def _sign(put: Put) -> str:
    mark, x, y = put.mark, put.x, put.y
    draw = {
        "words": glyphs.arrow, "point": glyphs.arrow, "fate": glyphs.fate, "flare": glyphs.flare,
        "harm": glyphs.harm, "decision": glyphs.decision,
    }.get(mark.kind)  # fmt: skip
    sign = (
        glyphs.NOT_GIVEN[mark.look](x, y)
        if mark.kind == "not-given"
        else draw(x, y, mark.look)
        if draw
        else ""
    )
    anchor = "end" if put.end else "start"
    lines = "".join(
        words(line, put.text_x, y + 4 + i * LINE, text_anchor=anchor, class_="halo")
        for i, line in enumerate(put.lines)
    )
    return _extent(mark, y) + sign + lines


def _extent(mark: Mark, y: float) -> str:
    """Return the dashed stretch in which a mark can lie, where that is wider than its sign."""
    place = mark.place
    lead = _dashes(*place.lead, y, "lead") if place.lead else ""
    if place.part != "timed" or place.x2 - place.x1 < 14:
        return lead
    ends = f"M{n(place.x1)} {n(y - 3)}V{n(y + 3)}M{n(place.x2)} {n(y - 3)}V{n(y + 3)}"
    return lead + _dashes(place.x1, place.x2, y, "extent") + tag("path", d=ends, class_="thin")


def _dashes(x1: float, x2: float, y: float, look: str) -> str:
    return tag("path", d=f"M{n(x1)} {n(y)}H{n(x2)}", class_=look)


# --- ribbons and bars ---------------------------------------------------------------------------------


def _ribbon(mark: Mark) -> str:
    x1, x2 = mark.place.x1, mark.place.x2
    box = tag(
        "rect",
        x=x1,
        y=2.0,
        width=max(0.5, x2 - x1),
        height=RIBBON - 6,
        class_=f"ribbon {mark.look.removesuffix(' open')}",
    )
    if "open" in mark.look:
        box += tag("path", d=f"M{n(x2)} 1l-5 7.5l5 7.5l-5 7.5l5 7.5l-5 7.5l5 8", class_="torn white")
    head, _, rest = mark.label.partition(": ")
    room = x2 - x1 - 16
    fits = next((h for h in (head, head.split()[0]) if text_width(h, 7.2) <= room), "")
    lines = [("strong", fits)] if fits else []
    lines += [("", line) for line in wrapped(rest, room, 2)] if fits and room > 84 and rest else []
    if not lines:
        return box
    wide = max(text_width(line, 7.2 if look else 6.5) for look, line in lines)
    tall = len(lines) * LINE + 2
    top = 2 + (RIBBON - 6 - tall) / 2
    plate = tag("rect", x=x1 + 5, y=top, width=min(wide + 6, x2 - x1 - 8), height=tall, class_="plate")
    text = "".join(
        words(line, x1 + 8, top + 11 + i * LINE, class_=look or "plain")
        for i, (look, line) in enumerate(lines)
    )
    return box + plate + text


def _bar(mark: Mark) -> str:
    x1, x2 = mark.place.x1, max(mark.place.x2, mark.place.x1 + 2)
    box = tag("rect", x=x1, y=2.0, width=x2 - x1, height=BAR - 2, class_="drug")
    ragged = ""
    if mark.look in ("open-end", "open-both"):
        ragged += tag("path", d=f"M{n(x2)} 1l-5 3l5 3l-5 3l5 3l-5 3", class_="torn")
    if mark.look in ("open-start", "open-both"):
        ragged += tag("path", d=f"M{n(x1)} 1l5 3l-5 3l5 3l-5 3l5 3", class_="torn")
    return box + ragged + words(clipped(mark.label, x2 - x1 - 18), x1 + 9, BAR - 2.5)


# --- numbers ------------------------------------------------------------------------------------------


def height(value: Decimal, low: Decimal, high: Decimal, tall: float) -> float:
    """Return how far above the base a value stands."""
    return float((value - low) / (high - low)) * tall if high > low else tall / 2


def _doses(given: Row, room: float) -> str:
    base, tall = room - 4, room - 4 - (HEADROOM if room == DOSES else 0.0)
    lines = tag("path", d=f"M0 {n(base)}H{n(max(m.place.x2 for m in given.marks))}", class_="thin")
    return lines + "".join(_marked(m, _dose(m, given, base, tall)) for m in given.marks)


def _dose(mark: Mark, given: Row, base: float, tall: float) -> str:
    if mark.kind == "hatch":
        return _hatch(mark, base, tall)
    least = 1.6 if mark.kind == "dose" else 5.0  # a frame has to be seen as one
    width = min(9.0, max(least, (mark.place.x2 - mark.place.x1) * 0.72))
    x = mark.place.middle - width / 2
    vague = "" if mark.place.is_exact else _extent(mark, base + 2)
    if mark.value is None or given.high is None:
        return vague + tag(
            "rect", x=x, y=base - tall / 3, width=width, height=tall / 3, class_="dose unknown"
        )
    up = height(mark.value, Decimal(0), given.high, tall)
    bar = tag("rect", x=x, y=base - up, width=width, height=up, class_="dose")
    if mark.kind == "partial":
        full = height(mark.of, Decimal(0), given.high, tall) if mark.of is not None else up + 8
        look = "dose frame" if mark.of is not None else "dose unknown"
        bar = tag("rect", x=x, y=base - full, width=width, height=full, class_=look) + bar
        bar += words("partial", x + width / 2, base - full - 3, class_="tiny", text_anchor="middle")
    return vague + bar


def _hatch(mark: Mark, base: float, tall: float) -> str:
    x1, x2 = mark.place.x1, mark.place.x2
    top = base - tall
    box = tag("rect", x=x1, y=top, width=x2 - x1, height=base - top, class_="told")
    head, _, rest = mark.label.partition(": ")
    lines = [*wrapped(head, x2 - x1 - 18, 2), *wrapped(rest, x2 - x1 - 18, 3)][:4]
    if not lines:
        return box
    wide = min(max(text_width(line) for line in lines) + 8, x2 - x1 - 8)
    plate = tag("rect", x=x1 + 4, y=top + 4, width=wide, height=len(lines) * LINE + 2, class_="plate")
    return box + plate + "".join(words(line, x1 + 8, top + 15 + i * LINE) for i, line in enumerate(lines))


def _numbers(given: Row) -> str:
    low, high = given.low or Decimal(0), given.high or Decimal(1)
    base, tall = NUMBERS - 5, NUMBERS - 5 - HEADROOM
    at = [(m, base - height(m.value, low, high, tall)) for m in given.marks if m.value is not None]
    timed = sorted((m.place.middle, y) for m, y in at if m.kind == "point" and m.place.part == "timed")
    joined = (
        tag("path", d="M" + "L".join(f"{n(x)} {n(y)}" for x, y in timed), class_="joined")
        if len(timed) > 1
        else ""
    )
    shown = _spread([(m, y) for m, y in at if m.kind == "point"])
    bare = [m for m in given.marks if m.value is None]
    return (
        joined
        + "".join(_marked(m, _number(m, y, id(m) in shown)) for m, y in at)
        + "".join(
            _marked(m, tag("path", d=f"M{n(m.place.middle)} {n(base - 3)}v6", class_="stroke")) for m in bare
        )
    )


def _number(mark: Mark, y: float, labelled: bool) -> str:
    x = mark.place.middle
    if mark.kind == "reference":
        return tag("path", d=f"M{n(mark.place.x1)} {n(y)}H{n(mark.place.x2)}", class_="limit")
    if mark.kind == "warning":
        return glyphs.warning(x + 11, y)
    dot = tag("circle", cx=x, cy=y, r=2.7, class_="solid")
    text = words(mark.label, x, y - 5, class_="tiny halo", text_anchor="middle") if labelled else ""
    return _extent(mark, y) + dot + text


def _spread(points: list[tuple[Mark, float]]) -> set[int]:
    """Return the points whose values are printed: the ends and extremes first, others where there is room."""
    if not points:
        return set()
    inward = sorted(points, key=lambda p: p[0].place.middle)
    first = [
        inward[0],
        inward[-1],
        max(inward, key=lambda p: p[0].value or 0),
        min(inward, key=lambda p: p[0].value or 0),
    ]
    taken: list[tuple[float, float]] = []
    kept: set[int] = set()
    for mark, _ in (*first, *inward):
        half = text_width(mark.label, 5.2) / 2 + 2
        x1, x2 = mark.place.middle - half, mark.place.middle + half
        if id(mark) not in kept and all(x2 < a or x1 > b for a, b in taken):
            taken.append((x1, x2))
            kept.add(id(mark))
    return kept


def scale_words(given: Row) -> tuple[str, str]:
    """Return what is printed at the ends of a row's scale; empty where it has none."""
    if given.high is None or given.low != 0:
        return "", ""
    return plain(given.high), plain(given.low or Decimal(0))
