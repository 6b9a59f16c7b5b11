"""Grams a week against response: every intravenous report as one mark, failures and unknown outcomes too.

A reader would get wrong that a mark is a rate: it is a report, as large as its number of patients. Where
grams a week are not stated the mark stands in a column of its own. Shapes differ without any colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import sqrt
from textwrap import wrap

from resorb.evidence.beside import POOLED
from resorb.evidence.body import Evidence
from resorb.evidence.literature import Report
from resorb.evidence.values import may_act
from resorb.quantity import plain

_ROWS = {
    "complete": "complete",
    "partial": "partial",
    "stable": "halted",
    "mixed": "mixed",
    "none": "no response",
    "unknown": "not visible",
}
_WIDTH, _LEFT, _SCALE_END, _STATED_END, _RIGHT = 960, 118, 640, 668, 940
_MOST = 80  # g a week at the end of the scale
_STEP = 20
_GAP = 6
_TEXT = 'font-family="system-ui, sans-serif" fill="#111"'


@dataclass(frozen=True, slots=True)
class Mark:
    """One report at its place: `x` of the centre, span of the line where a range is stated, radius."""

    report: Report
    x: float
    low: float
    high: float | None
    radius: float

    @property
    def label(self) -> str:
        """Return what stands beside the mark."""
        named = "C1, the letter" if self.report.id == "C1" else self.report.id
        parts = (named, "n?" if self.report.n is None else "", "" if may_act(self.report.tag) else "weak")
        return ", ".join(part for part in parts if part)

    @property
    def left(self) -> float:
        """Where the space it needs begins."""
        return min(self.x - self.radius, self.low) - _GAP

    @property
    def right(self) -> float:
        """Where the space it needs ends, label included."""
        return max(self.x + self.radius, self.high or 0) + 8 + 6.6 * len(self.label)


def svg(evidence: Evidence) -> str:
    """Return the picture as one SVG with title, description and a title on each mark."""
    shown = [r for r in evidence.reports.values() if r.route == "IV"]
    left_out = len(evidence.reports) - len(shown)
    y, parts = 64.0, []
    for apart, head in (
        (False, "Calcinosis cutis"),
        (True, "Other diseases: never a base rate for calcinosis cutis"),
    ):
        panel = [r for r in shown if r.another_disease == apart]
        drawn, y = _panel(head, panel, y)
        parts += [*drawn, ""]
        y += 34
    return "\n".join([*_head(y + 108, len(shown), left_out), *parts, *_legend(y, left_out), "</svg>"]) + "\n"


def table(evidence: Evidence) -> str:
    """Return what the picture shows as a Markdown table, for those who do not see it."""
    head = "| report | disease | n | grams a week | response |\n|---|---|---|---|---|\n"
    rows = (
        f"| {r.id} | {r.disease} | {'not visible' if r.n is None else r.n} | {_grams(r)} | {_ROWS[r.response]} |"
        for r in evidence.reports.values()
        if r.route == "IV"
    )
    return head + "\n".join(rows) + "\n"


def _head(height: float, count: int, left_out: int) -> list[str]:
    title = "Intravenous sodium thiosulfate: grams a week against response, one mark a report"
    about = (
        f"{count} reports of intravenous use. Rows are responses from complete to none and not visible; the "
        f"column at the right holds reports that do not state grams a week. {left_out} reports of topical or "
        f"injected use are not drawn. {POOLED}"
    )
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" width="{_WIDTH}" '
        f'height="{height:.0f}" role="img" aria-labelledby="t d">',
        f'<title id="t">{title}</title>',
        f'<desc id="d">{escape(about)}</desc>',
        f'<rect width="{_WIDTH}" height="{height:.0f}" fill="#fff"/>',
        _words(16, 26, title, 'font-size="17" font-weight="600"'),
        _words(
            16,
            46,
            "Every report that was read, failures included. A mark is a report, not a rate.",
            'font-size="12.5"',
        ),
    ]


def _panel(head: str, reports: list[Report], top: float) -> tuple[list[str], float]:
    parts = [_words(16, top + 16, head, 'font-size="14" font-weight="600"')]
    y = top + 28
    start = y
    for response, words in _ROWS.items():
        lanes = _lanes(_mark(r) for r in reports if r.response == response)
        heights = [max(m.radius for m in lane) * 2 + 8 for lane in lanes] or [20]
        parts.append(
            _words(_LEFT - 10, y + sum(heights) / 2 + 4, words, 'font-size="12.5" text-anchor="end"')
        )
        for lane, height in zip(lanes, heights, strict=False):
            parts += [_drawn(mark, y + height / 2) for mark in sorted(lane, key=lambda m: -m.radius)]
            y += height
        y += sum(heights[len(lanes) :])
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="#ccc"/>')
    return [*_axis(start, y), *parts], y + 30


def _axis(top: float, bottom: float) -> Iterator[str]:
    for grams in range(0, _MOST + 1, _STEP):
        yield f'<path d="M{_x(Decimal(grams)):.1f} {top:.1f}V{bottom:.1f}" stroke="#ddd"/>'
        yield _words(_x(Decimal(grams)), bottom + 15, str(grams), 'font-size="11.5" text-anchor="middle"')
    yield _words(
        (_LEFT + _SCALE_END) / 2, bottom + 30, "grams a week", 'font-size="11.5" text-anchor="middle"'
    )
    yield f'<path d="M{_STATED_END} {top:.1f}V{bottom:.1f}" stroke="#777" stroke-dasharray="3 3"/>'
    middle = (_STATED_END + _RIGHT) / 2
    yield _words(middle, bottom + 15, "grams a week not stated", 'font-size="11.5" text-anchor="middle"')


def _x(grams: Decimal) -> float:
    return _LEFT + float(grams) * (_SCALE_END - _LEFT) / _MOST


def _radius(n: int | None) -> float:
    return 4 + 1.4 * sqrt(n or 1)


def _mark(report: Report) -> Mark:
    low, high = report.grams_per_week_low, report.grams_per_week_high
    radius = _radius(report.n)
    if low is None:
        return Mark(report, 0, 0, None, radius)
    end = _x(low) + 34 if high is None else _x(high)
    return Mark(report, _x(low if high is None else (low + high) / 2), _x(low), end, radius)


def _lanes(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return marks in lanes in which none covers another; those without grams side by side in their column."""
    lanes: list[list[Mark]] = []
    for mark in marks:
        for lane in lanes:
            placed = _placed(mark, lane)
            if placed is not None:
                lane.append(placed)
                break
        else:
            lanes.append([_placed(mark, []) or mark])
    return lanes


def _placed(mark: Mark, lane: list[Mark]) -> Mark | None:
    if mark.report.grams_per_week_low is None:
        free = max([_STATED_END, *(m.right for m in lane if m.x > _STATED_END)])
        x = free + _GAP + mark.radius
        mark = Mark(mark.report, x, x, None, mark.radius)
        return mark if mark.right <= _RIGHT + 10 or not lane else None
    clash = any(m.left < mark.right and mark.left < m.right for m in lane)
    return None if clash else mark


def _drawn(mark: Mark, y: float) -> str:
    r = mark.report
    many = "number not visible" if r.n is None else f"n {r.n}"
    told = f"{r.id}: {r.disease}, {many}, {_grams(r)}, {_ROWS[r.response]}. {r.outcome}"
    parts = [f"<g><title>{escape(told)}</title>"]
    if mark.high is not None and mark.high > mark.low:
        open_end = r.grams_per_week_high is None
        arrow = "m-5 -4l5 4l-5 4" if open_end else ""
        parts.append(f'<path d="M{mark.low:.1f} {y:.1f}H{mark.high:.1f}{arrow}" stroke="#111" fill="none"/>')
    parts.append(_shape(r.response, mark.x, y, mark.radius))
    at = max(mark.x + mark.radius, mark.high or 0) + 5
    weight = ' font-weight="700"' if r.id == "C1" else ""
    parts.append(_words(at, y + 4, mark.label, f'font-size="11.5"{weight}'))
    return "".join([*parts, "</g>"])


def _shape(response: str, x: float, y: float, r: float) -> str:
    """Return the mark of a response: fill, half, bar, slash, cross or broken ring, so that grey is enough."""
    dashes = ' stroke-dasharray="2.5 2.5"' if response == "unknown" else ""
    fill = "#333" if response == "complete" else "#fff"
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" stroke="#111" stroke-width="1.4"{dashes}/>'
    return ring + _INSIDE.get(response, _empty)(x, y, r)


def _empty(x: float, y: float, r: float) -> str:
    return ""


def _half(x: float, y: float, r: float) -> str:
    return f'<path d="M{x:.1f} {y - r:.1f}a{r:.1f} {r:.1f} 0 0 0 0 {2 * r:.1f}z" fill="#333"/>'


def _bar(x: float, y: float, r: float) -> str:
    return f'<path d="M{x - r:.1f} {y:.1f}h{2 * r:.1f}" stroke="#111" stroke-width="2.4"/>'


def _slash(x: float, y: float, r: float) -> str:
    d = r * 0.71
    return f'<path d="M{x - d:.1f} {y + d:.1f}l{2 * d:.1f} {-2 * d:.1f}" stroke="#111" stroke-width="1.6"/>'


def _cross(x: float, y: float, r: float) -> str:
    d = r * 0.71
    return (
        f'<path d="M{x - d:.1f} {y + d:.1f}l{2 * d:.1f} {-2 * d:.1f}m0 {2 * d:.1f}l{-2 * d:.1f} {-2 * d:.1f}" '
        'stroke="#111" stroke-width="2"/>'
    )


_INSIDE: dict[str, Callable[[float, float, float], str]] = {
    "partial": _half,
    "stable": _bar,
    "mixed": _slash,
    "none": _cross,
}


def _legend(y: float, left_out: int) -> Iterator[str]:
    x = 22.0
    for response, words in _ROWS.items():
        yield _shape(response, x, y + 6, 6.5)
        yield _words(x + 12, y + 10, words, 'font-size="12"')
        x += 34 + 7 * len(words)
    for n in (1, 15, 60):
        yield f'<circle cx="{x + 14:.1f}" cy="{y + 6:.1f}" r="{_radius(n):.1f}" fill="none" stroke="#111"/>'
        yield _words(x + 18 + _radius(n), y + 10, f"n {n}", 'font-size="12"')
        x += 2 * _radius(n) + 44
    told = (
        "A line is a range; an arrow, raised from there. n?: number not visible. weak: a page without sources.",
        *wrap(POOLED, 130),
        f"{left_out} reports of topical or injected use have no grams a week and are not drawn.",
    )
    for i, words in enumerate(told):
        yield _words(16, y + 38 + 17 * i, words, 'font-size="12"')


def _words(x: float, y: float, words: str, how: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {_TEXT} {how}>{escape(words)}</text>'


def _grams(report: Report) -> str:
    low, high = report.grams_per_week_low, report.grams_per_week_high
    if low is None:
        return "not stated"
    if high is None:
        return f"{plain(low)} at first, then raised"
    return plain(low) if low == high else f"{plain(low)} to {plain(high)}"
