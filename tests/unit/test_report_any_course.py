"""Whatever a course holds, its timeline can be drawn: every mark inside the drawing, order kept."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resorb.course import read
from resorb.course.asof import view
from resorb.evidence import load as load_evidence
from resorb.report.timeline import Timeline, draw, sheets, timeline

EVIDENCE = load_evidence()
TIMES = (
    "unknown", "2026-03-02", "2026-03", "2026-03-02T10:30", "2026-03-02..2026-09-01", "about 2026-05-01", "2031", "0001-01-01",
    "9999-12-31", "before 2026-03-01", "after 2026-06-01", "day 0", "about month 8", "week 3..4", "before day 0", "year -10",
)  # fmt: skip
BODIES = (
    "kind: administration, status: given, dose: 12.5 g",
    "kind: administration, status: partial, dose: 0 g, ordered: 25 g",
    "kind: administration, status: no_show",
    "kind: plan, regimen: 12.5 g IV over 30 min 3/wk",
    "kind: plan_change, change: stop, reason: a reason",
    "kind: plan_change, change: restart, dose: not stated",
    "kind: plan_change, change: hold",
    "kind: observation, measure: pain NRS, value: 4",
    "kind: observation, measure: response, value: better",
    "kind: observation, measure: diameter, value: 0 mm, lesion: L1",
    "kind: lesion, lesion: L1, change: appears",
    "kind: lesion, lesion: L1, change: gone, fate: unknown",
    "kind: lab, analyte: chloride, value: 0 mmol/L",
    "kind: lab, analyte: bicarbonate, value: not measured",
    "kind: concomitant, drug: A, change: start",
    "kind: concomitant, drug: A, change: stop",
    "kind: adverse_event, term: nausea",
    "kind: flare, disease: SLE, status: excluded",
)


@st.composite
def courses(draw_: Any) -> str:
    count = draw_(st.integers(0, 9))
    lines = ["resorb: course/1", "id: any", "events:" if count else "events: []"]
    for i in range(count):
        body, when = draw_(st.sampled_from(BODIES)), draw_(st.sampled_from(TIMES))
        after = f", after: [e{draw_(st.integers(0, i - 1))}]" if i and draw_(st.booleans()) else ""
        lines.append(f"  - {{id: e{i}, when: {when}{after}, {body}}}")
    if count and draw_(st.booleans()):
        start, until = draw_(st.sampled_from(TIMES)), draw_(st.sampled_from(TIMES))
        lines.append(f"  - {{id: span, kind: stated, from: {start}, until: {until}, regimen: 10 g 3/wk}}")
    return "\n".join(lines) + "\n"


def drawn(text: str) -> Timeline | None:
    course = read(text).course
    return None if course is None else timeline(view(course), course, EVIDENCE)


@given(courses())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_every_mark_lies_inside_the_drawing(text: str) -> None:
    line = drawn(text)
    if line is None:  # the stated order contradicts itself: there is no course
        return
    for mark in line.marks():
        assert -0.01 <= mark.place.x1 <= mark.place.x2 <= line.scale.width + 12, mark
    svg = "".join(draw(sheet, sheet=i) for i, sheet in enumerate(sheets(line), start=1))
    assert not re.search(r'="[^"]*\b(nan|inf|None|e[-+]\d+)\b[^"]*"', svg)
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))


@given(courses())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_what_certainly_came_first_is_not_drawn_after(text: str) -> None:
    course = read(text).course
    if course is None:
        return
    seen = view(course)
    line = timeline(seen, course, EVIDENCE)
    placed = [
        (m.event, m.place) for m in line.marks() if m.kind not in ("ribbon", "bar", "hatch", "reference")
    ]
    for first, one in placed:
        for second, other in placed:
            if one.part != "untold" and other.part != "untold" and seen.order.certainly_before(first, second):
                assert one.x1 <= other.x2, (first, second, one, other)


@given(courses())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_only_a_recorded_dose_is_drawn_as_one(text: str) -> None:
    line = drawn(text)
    if line is not None:
        bars = line.marks("dose", "partial", "amount-unknown")
        assert len(bars) == len(re.findall("status: (?:given|partial)", text))
