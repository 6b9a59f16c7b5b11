"""The timeline as SVG: lanes under one axis, a table's worth of words inside, no script and no colour code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape

from resorb.report.said import NOT_GIVEN
from resorb.report.timeline import glyphs
from resorb.report.timeline.draw_row import DOSES, NUMBERS, row, scale_words
from resorb.report.timeline.glyphs import n, tag, words
from resorb.report.timeline.layout import clipped, text_width, wrapped
from resorb.report.timeline.mark import Lane, Row, Timeline
from resorb.report.timeline.scale import Stretch

LEFT = 196.0
RIGHT = 14.0
TOP = 58.0
SHEET = 880.0

STYLE = """
.tl{font:11px system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;color:#1a1a1a;background:#fff}
.tl text{fill:#1a1a1a}.tl .strong{font-weight:700;font-size:11.5px}.tl .lane-title{font-weight:700;font-size:12.5px}
.tl .halo{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}.tl .soft{fill:#4a4a4a}.tl .tiny{font-size:9.5px}.tl .italic{font-style:italic;fill:#4a4a4a}
.tl .hollow{fill:#fff;stroke:#1a1a1a;stroke-width:1.3}.tl .solid{fill:#1a1a1a;stroke:none}
.tl .dashed{stroke-dasharray:2 1.6}.tl .stroke{fill:none;stroke:#1a1a1a;stroke-width:1.3}.tl .bold{stroke-width:2}
.tl .bolder{stroke-width:3}.tl .thin{fill:none;stroke:#555;stroke-width:.8}.tl .grid{stroke:#dcdcdc;stroke-width:.8}
.tl .extent{fill:none;stroke:#555;stroke-width:1.1;stroke-dasharray:4 3}
.tl .lead{fill:none;stroke:#888;stroke-width:.8;stroke-dasharray:1 4}
.tl .ribbon{stroke:#1a1a1a;stroke-width:1}.tl .on{fill:#b9c9dc}.tl .told{fill:url(#tl-told);stroke:#1a1a1a;stroke-width:1}
.tl .planned{fill:url(#tl-planned)}.tl .held{fill:url(#tl-held)}.tl .off{fill:#fff}
.tl .unknown{fill:#fff;stroke-dasharray:3 3}.tl .plate{fill:#fff;stroke:none}
.tl .dose{fill:#24476f;stroke:#24476f;stroke-width:.6}.tl .dose.frame{fill:#fff;stroke:#1a1a1a;stroke-width:1}
.tl .dose.unknown{fill:#fff;stroke:#1a1a1a;stroke-width:1;stroke-dasharray:2 1.6}
.tl .drug{fill:#e4e4e4;stroke:#555;stroke-width:.8}.tl .torn{fill:none;stroke:#1a1a1a;stroke-width:1.4}
.tl .joined{fill:none;stroke:#999;stroke-width:.8}.tl .limit{fill:none;stroke:#1a1a1a;stroke-width:.9;stroke-dasharray:6 3}
.tl .zone{fill:#f4f4f4}.tl .rule{stroke:#8a8a8a;stroke-width:.8}.tl .break{fill:none;stroke:#1a1a1a;stroke-width:1.2}
.tl .asof{stroke:#1a1a1a;stroke-width:1.4;stroke-dasharray:8 3}
.tl g:focus-visible{outline:2px solid #0b4fa0;outline-offset:1px}
"""

PATTERNS = (
    '<pattern id="tl-told" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fff"/><rect width="2.4" height="7" fill="#8d9db0"/></pattern>'
    '<pattern id="tl-planned" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1" fill="#555"/></pattern>'
    '<pattern id="tl-held" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><rect width="6" height="1.8" fill="#666"/></pattern>'
)

PART_WORDS = {
    "before": ("before", "the first time told"),
    "order": ("order known, time unknown", "steps in known order, not to scale"),
    "untold": ("time not told", "order not known either"),
}


def draw(given: Timeline, *, alone: bool = False, sheet: int = 0) -> str:
    """Return the timeline as one `svg` element; `alone` puts the style inside and names the namespace.

    `sheet` numbers it where a long timeline is drawn in several, so that no id is used twice.
    """
    name = f"tl{sheet or ''}"
    body, height = _lanes(given, name)
    key, tall = _key(given, height + 8)
    total, width = height + 8 + tall, LEFT + given.scale.width + RIGHT
    told = f'<title id="{name}-title">{escape(given.title)}</title><desc id="{name}-desc">{escape(given.description)}</desc>'
    style = f"<style>{STYLE}</style>" if alone else ""
    defs = f"<defs>{PATTERNS}</defs>" if sheet < 2 else ""
    paper = tag("rect", width=width, height=total, fill="#fff")
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    return (
        f'<svg{space} class="tl" viewBox="0 0 {n(width)} {n(total)}" width="{n(width)}" height="{n(total)}" '
        f'role="group" aria-labelledby="{name}-title {name}-desc">'
        f"{told}{style}{defs}{paper}{_axis(given, height)}{body}{key}</svg>\n"
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
        tall = row(each, given.scale)[1] + 3
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
        y += tall + 3
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
    high, low = scale_words(each)
    name = (
        f"{each.label} ({each.unit})"
        if each.unit not in ("", "1") and each.is_numeric and tall < DOSES
        else each.label
    )
    lines = wrapped(name, LEFT - 44, 2 if tall < NUMBERS else 3)
    text = "".join(
        words(line, 14, 11.5 + i * 12.5, class_="soft")
        for i, line in enumerate(lines[: max(1, int(tall // 12))])
    )
    unit = f" {each.unit}" if each.unit not in ("", "1") and tall >= DOSES else ""
    ends = words(high + unit, LEFT - 6, 16, text_anchor="end", class_="tiny") if high else ""
    return text + ends + (words(low, LEFT - 6, tall - 3, text_anchor="end", class_="tiny") if high else "")


# --- key ----------------------------------------------------------------------------------------------

SIGNS: tuple[tuple[str, str, Callable[[float, float], str], str], ...] = (
    *(("not-given", name, drawn, f"dose {NOT_GIVEN[name]}") for name, drawn in glyphs.NOT_GIVEN.items()),
    ("words", "better", lambda x, y: glyphs.arrow(x, y, "better"), "words say better"),
    ("words", "worse", lambda x, y: glyphs.arrow(x, y, "worse"), "words say worse"),
    ("words", "", lambda x, y: glyphs.arrow(x, y, ""), "words, no direction"),
    ("fate", "present", lambda x, y: glyphs.fate(x, y, "present"), "present before"),
    *(
        ("fate", look, partial(glyphs.fate, look=look), meaning)
        for look, meaning in (("appears", "newly recorded"), ("merges", "merged"), ("splits", "split"), ("gone", "gone"))
    ),
    *(
        ("flare", look, partial(glyphs.flare, look=look), f"flare {look}")
        for look in ("confirmed", "suspected", "excluded")
    ),
    *(
        ("decision", look, partial(glyphs.decision, look=look), meaning)
        for look, meaning in (
            ("stop", "stopped"), ("hold", "held"), ("restart", "restarted"), ("resume", "resumed"),
            ("escalate", "escalated"), ("reduce", "reduced"), ("space_out", "spaced out"),
        )
    ),
    ("harm", "*", lambda x, y: glyphs.harm(x, y, "2"), "adverse event, CTCAE grade"),
    ("warning", "*", glyphs.warning, "value may be distorted"),
    ("hatch", "*", lambda x, y: tag("rect", x=x - 7, y=y - 5, width=14.0, height=10.0, class_="told"), "told, not recorded"),
    ("partial", "*", lambda x, y: tag("rect", x=x - 3, y=y - 6, width=6.0, height=12.0, class_="dose frame")
        + tag("rect", x=x - 3, y=y, width=6.0, height=6.0, class_="dose"), "partial; frame: ordered"),
    ("amount-unknown", "*", lambda x, y: tag("rect", x=x - 3, y=y - 6, width=6.0, height=12.0, class_="dose unknown"), "amount not recorded"),
    ("reference", "*", lambda x, y: tag("path", d=f"M{n(x - 7)} {n(y)}h14", class_="limit"), "limit in the evidence"),
    ("vague", "*", lambda x, y: tag("path", d=f"M{n(x - 7)} {n(y)}h14", class_="extent"), "time lies within"),
)  # fmt: skip


def _key(given: Timeline, top: float) -> tuple[str, float]:
    """Return the signs that the drawing uses, with their meaning, in columns."""
    used = {(mark.kind, mark.look) for mark in given.marks()} | {(mark.kind, "*") for mark in given.marks()}
    if any(mark.place.part == "timed" and not mark.place.is_exact for mark in given.marks()):
        used.add(("vague", "*"))
    entries = [(drawn, meaning) for kind, look, drawn, meaning in SIGNS if (kind, look) in used]
    columns = max(1, int((LEFT + given.scale.width) // 196))
    found = []
    for i, (drawn, meaning) in enumerate(entries):
        x, y = 16 + (i % columns) * 196.0, top + 12 + (i // columns) * 17
        found.append(drawn(x, y) + words(meaning, x + 12, y + 4, class_="soft"))
    rows = -(-len(entries) // columns)
    return tag("g", "<title>Key to the signs</title>" + "".join(found), role="img"), rows * 17 + 10.0
