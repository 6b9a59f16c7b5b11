"""The timeline as SVG: lanes under one axis, a table's worth of words inside, no script and no colour code."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from resorb.report.timeline.draw_row import DOSES, row, scale_words
from resorb.report.timeline.glyphs import n, tag, words
from resorb.report.timeline.key import key
from resorb.report.timeline.layout import clipped, text_width, wrapped
from resorb.report.timeline.mark import Lane, Row, Timeline
from resorb.report.timeline.scale import Stretch
from resorb.report.timeline.style import PATTERNS, STYLE

LEFT = 196.0
RIGHT = 14.0
TOP = 58.0
SHEET = 880.0

PART_WORDS = {
    "before": ("before", "the first time told"),
    "order": ("order known, time unknown", "steps in known order, not to scale"),
    "untold": ("no place on this axis", "each sign says why"),
}


def draw(given: Timeline, *, alone: bool = False, sheet: int = 0) -> str:
    """Return the timeline as one `svg` element; `alone` puts the style inside and names the namespace.

    `sheet` numbers it where a long timeline is drawn in several, so that no id is used twice.
    """
    name = f"tl{sheet or ''}"
    body, height = _lanes(given, name)
    signs, tall = key(given, height + 8)
    total, width = height + 8 + tall, LEFT + given.scale.width + RIGHT
    told = (
        f'<title id="{name}-title">{escape(given.title)}</title>'
        f'<desc id="{name}-desc">{escape(given.description)}</desc>'
    )
    style = f"<style>{STYLE}</style>" if alone else ""
    defs = f"<defs>{PATTERNS}</defs>" if sheet < 2 or alone else ""
    paper = tag("rect", width=width, height=total, fill="#fff")
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    return (
        f'<svg{space} class="tl" viewBox="0 0 {n(width)} {n(total)}" width="{n(width)}" height="{n(total)}" '
        f'role="group" aria-labelledby="{name}-title {name}-desc">'
        f"{told}{style}{defs}{paper}{_axis(given, height)}{body}{signs}</svg>\n"
    )


def sheets(given: Timeline, tallest: float = SHEET) -> tuple[Timeline, ...]:
    """Return the timeline cut into sheets that fit a page, each with the ribbons of treatment on top.

    All sheets share one axis. A timeline a little over one sheet stays whole.
    """
    total = sum(_lane(lane, given, 0.0, "")[1] for lane in given.lanes)
    if total <= tallest * 1.15:
        return (given,)
    lane = given.lanes[0]
    ribbon = replace(lane, rows=lane.rows[:1])
    top = _lane(ribbon, given, 0.0, "")[1]
    cut: list[list[Lane]] = [[]]
    used = 0.0
    for piece in (p for lane in given.lanes for p in _pieces(lane, given, tallest * 0.8)):
        tall = _lane(piece, given, 0.0, "")[1]
        if cut[-1] and used + tall > tallest:
            cut.append([ribbon])
            used = top
        cut[-1].append(piece)
        used += tall
    return tuple(
        replace(given, lanes=tuple(lanes), title=f"{given.title}, part {i} of {len(cut)}")
        for i, lanes in enumerate(cut, start=1)
    )


def _pieces(lane: Lane, given: Timeline, tallest: float) -> list[Lane]:
    """Return a lane whole, or in pieces of rows where it is taller than a sheet holds."""
    pieces = [replace(lane, rows=())] if not lane.rows else []
    used = 0.0
    for each in lane.rows:
        tall = max(16.0, row(each, given.scale)[1]) + 2
        if not pieces or used + tall > tallest:
            number = len(pieces) + 1
            more = {"id": f"{lane.id}-{number}", "title": f"{lane.title}, continued"} if pieces else {}
            pieces.append(replace(lane, rows=(), **more))
            used = 0.0
        pieces[-1] = replace(pieces[-1], rows=(*pieces[-1].rows, each))
        used += tall
    return pieces


# --- axis ---------------------------------------------------------------------------------------------


def _axis(given: Timeline, height: float) -> str:
    parts = "".join(_part(s, height) for s in given.scale.stretches)
    found = [parts, words(clipped(given.counted, LEFT - 12), 6, TOP - 26, class_="soft")]
    if any(tick.dated for tick in given.ticks):
        found.append(words("date", 6, TOP - 8, class_="soft"))
    for tick in given.ticks:
        x = LEFT + tick.x
        line = tag("path", d=f"M{n(x)} {n(TOP - 4)}V{n(height)}", class_="grid") if not tick.dated else ""
        short = tag("path", d=f"M{n(x)} {n(TOP - 5)}v5", class_="thin") if tick.dated else ""
        found.append(
            line + short + words(tick.label, x, TOP - (8 if tick.dated else 26), text_anchor="middle")
        )
    if given.as_of is not None:
        x = LEFT + given.as_of
        found.append(tag("path", d=f"M{n(x)} {n(TOP - 40)}V{n(height)}", class_="asof"))
        found.append(words("as of", x - 4, TOP - 42, text_anchor="end", class_="strong"))
    return tag(
        "g", "".join(found) + tag("path", d=f"M{n(LEFT)} {n(TOP)}h{n(given.scale.width)}", class_="rule")
    )


def _part(stretch: Stretch, height: float) -> str:
    if stretch.part == "timed":
        return ""
    x1, x2 = LEFT + stretch.x1, LEFT + stretch.x2
    head, sub = PART_WORDS[stretch.part]
    box = tag("rect", x=x1, y=4.0, width=x2 - x1, height=height - 4, class_="zone")
    text = "".join(
        words(
            line,
            x1 + 8,
            17 + i * 12.5,
            class_="strong" if i == 0 and text_width(head) < x2 - x1 - 10 else "plain",
        )
        for i, line in enumerate((*wrapped(head, x2 - x1 - 12, 2, 6.4), *wrapped(sub, x2 - x1 - 12, 1)))
    )
    edge = x2 if stretch.part == "before" else x1
    tear = tag("path", d=f"M{n(edge)} {n(TOP - 8)}l4 4l-8 4l8 4l-4 4", class_="break") + tag(
        "path", d=f"M{n(edge)} {n(TOP)}V{n(height)}", class_="rule", stroke_dasharray="2 3"
    )
    return box + text + tear + _slots(stretch, height)


def _slots(stretch: Stretch, height: float) -> str:
    if stretch.part != "order" or stretch.slots < 2:
        return ""
    slot = (stretch.x2 - stretch.x1) / stretch.slots
    found = []
    for i in range(stretch.slots):
        x = LEFT + stretch.x1 + slot * i
        if slot > 40:
            found.append(words(_ordinal(i + 1), x + slot / 2, TOP - 6, text_anchor="middle", class_="soft"))
        if i:
            found.append(tag("path", d=f"M{n(x)} {n(TOP)}V{n(height)}", class_="grid"))
    return "".join(found)


def _ordinal(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")


# --- lanes --------------------------------------------------------------------------------------------


def _lanes(given: Timeline, name: str) -> tuple[str, float]:
    found: list[str] = []
    y = TOP + 4
    for lane in given.lanes:
        drawing, tall = _lane(lane, given, y, name)
        found.append(drawing)
        y += tall
    return "".join(found), y


def _lane(lane: Lane, given: Timeline, top: float, prefix: str) -> tuple[str, float]:
    width = LEFT + given.scale.width
    head = words(lane.title, 6, 15, class_="lane-title")
    y = 20.0 if lane.rows else 4.0
    rows: list[str] = []
    for each in lane.rows:
        drawing, tall = row(each, given.scale)
        tall = max(tall, 16.0)
        label = _label(each, tall)
        rows.append(
            f'<g transform="translate(0 {n(y)})">{label}<g transform="translate({n(LEFT)} 0)">{drawing}</g></g>'
        )
        y += tall + 2
    if not lane.rows:
        rows.append(words(lane.empty, LEFT + 6, 15, class_="italic"))
        y = 22.0
    rule = tag("path", d=f"M0 {n(y + 2)}H{n(width)}", class_="rule")
    name = f"{prefix}-{lane.id}"
    title = f'<title id="{name}">{escape(lane.title)}{"" if lane.rows else ": " + escape(lane.empty)}</title>'
    return (
        f'<g tabindex="0" role="group" aria-labelledby="{name}" transform="translate(0 {n(top)})">'
        f"{title}{head}{''.join(rows)}{rule}</g>",
        y + 4,
    )


def _label(each: Row, tall: float) -> str:
    """Return the row's name with its unit, the limits drawn in it, and the ends of its scale."""
    high, low = scale_words(each)
    unit = each.unit if each.unit not in ("", "1") and each.is_numeric else ""
    name = f"{each.label} ({unit})" if unit and tall < DOSES else each.label
    lines = list(wrapped(name, LEFT - 44, 2))
    limits = [mark.label for mark in each.marks if mark.kind == "reference"]
    lines += [f"dashed: {', '.join(limits)}"] if limits else []
    kept = lines[: max(1, int(tall // 12))]
    text = "".join(words(line, 14, 11.5 + i * 12.5, class_="soft") for i, line in enumerate(kept))
    if not high:
        return text
    top = words(f"{high} {unit}" if tall >= DOSES else high, LEFT - 6, 16, text_anchor="end", class_="tiny")
    return text + top + words(low, LEFT - 6, tall - 3, text_anchor="end", class_="tiny")
