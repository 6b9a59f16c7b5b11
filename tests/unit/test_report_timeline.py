"""Where events stand on the timeline and which signs they become, tested without SVG."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from resorb.course import read
from resorb.course.asof import view
from resorb.evidence import load as load_evidence
from resorb.report.timeline import Timeline, draw, sheets, timeline
from resorb.report.timeline.direction import direction
from resorb.report.timeline.glyphs import NOT_GIVEN
from resorb.report.timeline.layout import packed, wrapped
from resorb.report.timeline.ticks import ticks

HEAD = "resorb: course/1\nid: t\nevents:\n"


def drawn(events: str, as_of: str | None = None) -> Timeline:
    course = read(HEAD + events).course
    assert course is not None
    return timeline(view(course, as_of), course, load_evidence())


DOSE = "  - {id: %s, when: %s, kind: administration, status: %s%s}\n"


def dose(identity: str, when: str, status: str = "given", more: str = ", dose: 12.5 g") -> str:
    return DOSE % (identity, when, status, more)


def test_height_of_a_dose_is_its_grams() -> None:
    line = drawn(dose("a", "2026-03-02") + dose("b", "2026-03-04", more=", dose: 25000 mg"))
    assert [mark.value for mark in line.marks("dose")] == [Decimal("12.5"), Decimal("25")]


def test_a_dose_of_unknown_amount_has_no_height() -> None:
    line = drawn(dose("a", "2026-03-02", more="") + dose("b", "2026-03-04", more=", dose: not stated"))
    marks = line.marks("amount-unknown")
    assert len(marks) == 2
    assert all(mark.value is None for mark in marks)
    assert not line.marks("dose")


def test_a_partial_dose_keeps_what_was_ordered() -> None:
    line = drawn(dose("a", "2026-03-02", "partial", ", dose: 10 g, ordered: 25 g"))
    mark = line.marks("partial")[0]
    assert (mark.value, mark.of) == (Decimal(10), Decimal(25))


def test_the_six_ways_of_not_giving_have_six_signs() -> None:
    line = drawn(
        "".join(dose(f"d{i}", f"2026-03-0{i + 1}", status, "") for i, status in enumerate(NOT_GIVEN))
    )
    marks = line.marks("not-given")
    assert {mark.look for mark in marks} == set(NOT_GIVEN)
    shapes = {NOT_GIVEN[mark.look](0.0, 0.0) for mark in marks}
    assert len(shapes) == 6
    assert not line.marks("dose", "partial", "amount-unknown")


def test_a_told_span_is_hatched_and_never_doses() -> None:
    line = drawn(
        "  - {id: s, kind: stated, from: day 0, until: about month 8, regimen: 12.5 g IV over 30 min 3/wk}\n"
    )
    assert len(line.marks("hatch")) == 1
    assert not line.marks("dose", "partial", "amount-unknown", "not-given")
    assert "12.5 g over 30 min, 3 times weekly" in line.marks("hatch")[0].label


ORDERED = (
    "  - {id: s, kind: stated, from: day 0, until: month 8, regimen: 10 g 3/wk}\n"
    "  - {id: stop, when: month 8, kind: plan_change, change: stop, reason: flare}\n"
    "  - {id: rec, when: unknown, after: [stop], before: [go], kind: observation, measure: response, value: recurred}\n"
    "  - {id: go, when: unknown, after: [stop], kind: plan_change, change: restart, reason: recurrence}\n"
    "  - {id: any, when: unknown, after: [stop], kind: observation, measure: pain, value: present}\n"
)


def test_what_is_known_by_order_alone_gets_no_date() -> None:
    line = drawn(ORDERED)
    by_id = {mark.event: mark for mark in line.marks()}
    assert by_id["rec"].place.part == by_id["go"].place.part == "order"
    assert by_id["rec"].place.x2 < by_id["go"].place.x1, "order is kept"
    assert by_id["stop"].place.part == "timed"
    assert "time not told" in by_id["rec"].place.words


def test_what_could_be_early_or_late_takes_every_slot_it_could_be_in() -> None:
    line = drawn(ORDERED)
    by_id = {mark.event: mark for mark in line.marks()}
    assert by_id["any"].place.x1 <= by_id["rec"].place.x1
    assert by_id["any"].place.x2 >= by_id["go"].place.x2


def test_what_lies_between_two_dates_is_drawn_as_that_stretch() -> None:
    line = drawn(
        dose("a", "2026-03-02")
        + dose("b", "2026-05-02")
        + "  - {id: m, when: unknown, after: [a], before: [b], kind: observation, measure: pain NRS, value: 4}\n"
    )
    by_id = {mark.event: mark for mark in line.marks()}
    assert by_id["m"].place.part == "timed"
    assert not by_id["m"].place.is_exact
    assert by_id["m"].place.x1 == by_id["a"].place.x1
    assert by_id["m"].place.x2 == by_id["b"].place.x2


def test_neither_time_nor_order_has_a_part_of_its_own() -> None:
    line = drawn(dose("a", "2026-03-02") + "  - {id: m, when: unknown, kind: adverse_event, term: nausea}\n")
    assert line.marks("harm")[0].place.part == "untold"


def test_a_time_on_another_clock_is_not_put_among_dates() -> None:
    line = drawn(dose("a", "2026-03-02") + dose("b", "day 3"))
    by_id = {mark.event: mark for mark in line.marks("dose")}
    assert by_id["a"].place.part == "timed"
    assert by_id["b"].place.part == "untold"


@pytest.mark.parametrize(
    ("status", "look"), [("suspected", "suspected"), ("confirmed", "confirmed"), ("excluded", "excluded")]
)
def test_flares_differ_by_how_sure_they_are(status: str, look: str) -> None:
    line = drawn(f"  - {{id: f, when: 2026-03-02, kind: flare, disease: SLE, status: {status}}}\n")
    assert line.marks("flare")[0].look == look
    assert not line.marks("harm"), "a flare is no adverse event"


def test_a_planned_course_is_not_drawn_as_treatment() -> None:
    line = drawn("  - {id: p, when: 2026-03-02, kind: plan, regimen: 12.5 g IV over 30 min 3/wk}\n")
    assert [mark.look for mark in line.marks("ribbon")] == ["planned open"]


def test_on_hold_on_off() -> None:
    line = drawn(
        "  - {id: p, when: 2026-03-01, kind: plan, regimen: 12.5 g IV over 30 min 3/wk}\n"
        + dose("a", "2026-03-02")
        + "  - {id: h, when: 2026-03-10, kind: plan_change, change: hold, reason: acidosis}\n"
        + "  - {id: r, when: 2026-03-20, kind: plan_change, change: resume}\n"
        + dose("b", "2026-03-21")
        + "  - {id: s, when: 2026-04-01, kind: plan_change, change: stop}\n"
    )
    ribbons = line.marks("ribbon")
    assert [mark.look.split()[0] for mark in ribbons] == ["planned", "on", "held", "on", "off"]
    first = next(mark for mark in line.marks("dose") if mark.event == "a")
    assert ribbons[1].place.x1 == first.place.middle, (
        "treatment begins with its first dose, not with the plan"
    )


def test_a_score_has_its_own_scale_and_a_length_starts_at_zero() -> None:
    line = drawn(
        "  - {id: a, when: 2026-03-02, kind: observation, measure: pain NRS, value: 4}\n"
        "  - {id: l, when: 2026-03-02, kind: lesion, lesion: L1, change: appears}\n"
        "  - {id: b, when: 2026-03-02, kind: observation, measure: diameter, value: 1.4 cm, lesion: L1}\n"
        "  - {id: c, when: 2026-04-02, kind: observation, measure: diameter, value: 12 mm, lesion: L1}\n"
    )
    rows = {row.label: row for lane in line.lanes for row in lane.rows}
    assert (rows["pain NRS"].low, rows["pain NRS"].high) == (0, 10)
    size = rows["L1: diameter"]
    assert size.low == 0
    assert [m.value for m in size.marks if m.kind == "point"] == [Decimal("1.4"), Decimal("1.2")], (
        "one unit a row"
    )


CHLORIDE = "  - {id: l, when: %s, kind: lab, analyte: chloride, value: 131 mmol/L%s}\n"


@pytest.mark.parametrize(
    ("when", "more", "doubted"),
    [
        ("2026-03-02T11:00", "", True),
        ("2026-03-02T20:00", "", False),
        ("2026-03-02", "", True),
        ("unknown", "", True),
        ("2026-03-02", ", timing: before the infusion", False),
        ("2026-03-02T11:00", ", analyser: Vitros 5600", False),
    ],
)
def test_a_chloride_drawn_too_soon_carries_a_warning(when: str, more: str, doubted: bool) -> None:
    line = drawn(dose("a", "2026-03-02T09:30") + CHLORIDE % (when, more))
    assert bool(line.marks("warning")) is doubted


def test_on_dialysis_the_margin_is_longer() -> None:
    late = dose("a", "2026-03-02T09:30") + CHLORIDE % ("2026-03-02T17:00", "")
    dialysis = "  - {id: hd, when: 2026-01-01, kind: covariate, name: dialysis, value: haemodialysis}\n"
    assert not drawn(late).marks("warning")
    assert drawn(late + dialysis).marks("warning")


def test_bicarbonate_has_the_line_of_the_evidence() -> None:
    line = drawn("  - {id: l, when: 2026-03-02, kind: lab, analyte: bicarbonate, value: 24 mmol/L}\n")
    assert [mark.value for mark in line.marks("reference")] == [Decimal(18)]


def test_as_of_leaves_out_what_had_not_happened() -> None:
    line = drawn(dose("a", "2026-03-02") + dose("b", "2026-05-02"), as_of="2026-04-01")
    assert [mark.event for mark in line.marks("dose")] == ["a"]
    assert line.as_of is not None


@pytest.mark.parametrize(
    ("measure", "words", "way"),
    [
        ("pain", "decreased", "better"),
        ("function", "increased", "better"),
        ("function", "reduced", "worse"),
        ("response", "recurred with more widespread involvement", "worse"),
        ("response", "not improved", ""),
        ("response", "no longer painful", ""),
        ("thickness", "hard", ""),
        ("response", "smaller but more widespread", ""),
    ],
)
def test_words_point_only_where_they_are_plain(measure: str, words: str, way: str) -> None:
    assert direction(measure, words) == way


def test_labels_do_not_cover_each_other() -> None:
    events = "".join(
        f"  - {{id: e{i}, when: 2026-03-{i + 1:02}, kind: observation, measure: note, value: words of some length {i}}}\n"
        for i in range(12)
    )
    line = drawn(events)
    (row,) = [row for lane in line.lanes for row in lane.rows if row.label == "whole body"]
    puts, _ = packed(row, line.scale)
    assert len(puts) == 12
    places = {(put.y, put.text_x) for put in puts}
    assert len(places) == 12


def test_wrapping_never_exceeds_its_lines() -> None:
    lines = wrapped("a very long reason that goes on and on " * 5, 90, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert wrapped("", 90, 3) == ()


@pytest.mark.parametrize(
    "span", ["2026-03-03", "2026-04-20", "2026-12-01", "2028-03-01", "2090-01-01", "9999-12-31"]
)
def test_ticks_are_few_and_apart(span: str) -> None:
    line = drawn(dose("a", "2026-03-02") + dose("b", span))
    found, unit = ticks(line.scale)
    for dated, least in ((False, 30.0), (True, 55.0)):
        places = [tick.x for tick in found if tick.dated is dated]
        assert len(places) <= 40
        assert all(b - a >= least for a, b in itertools.pairwise(places)), unit


def test_no_events_still_gives_a_drawing() -> None:
    line = timeline_of_nothing()
    text = draw(line)
    assert text.startswith("<svg")
    assert "No dose is recorded" in text


def timeline_of_nothing() -> Timeline:
    course = read("resorb: course/1\nid: t\nevents: []\n").course
    assert course is not None
    return timeline(view(course), course, load_evidence())


def test_a_long_timeline_is_cut_into_sheets_that_lose_nothing() -> None:
    events = "".join(
        f"  - {{id: e{i}, when: 2026-03-02, kind: lab, analyte: thing {i}, value: 4 mmol/L}}\n"
        for i in range(60)
    )
    line = drawn(dose("a", "2026-03-02") + events)
    cut = sheets(line)
    assert len(cut) > 1
    assert {m.event for part in cut for m in part.marks()} == {m.event for m in line.marks()}
    names = [lane.id for part in cut for lane in part.lanes if lane.id != "phases"]
    assert len(names) == len(set(names))


def test_a_told_span_without_an_end_stops_at_the_stop() -> None:
    line = drawn(
        "  - {id: s, kind: stated, from: 2026-01-01, regimen: 10 g 3/wk}\n"
        "  - {id: stop, when: 2026-06-01, kind: plan_change, change: stop}\n"
        "  - {id: o, when: 2026-12-01, kind: observation, measure: pain NRS, value: 4}\n"
    )
    (span,) = line.marks("hatch")
    (stop,) = line.marks("decision")
    assert span.place.x2 == stop.place.middle
    assert "end not told" in span.label
    assert [mark.look.split()[0] for mark in line.marks("ribbon")] == ["told", "off"]


def test_what_precedes_a_date_never_stands_to_the_right_of_it() -> None:
    line = drawn(dose("x", "unknown") + dose("b", "2026-03-02") + dose("a", "day 0"))
    assert {m.event: m.place.part for m in line.marks("dose")} == {"x": "untold", "a": "untold", "b": "timed"}


def test_a_dose_on_the_skin_is_no_bar_beside_infusions() -> None:
    line = drawn(dose("a", "2026-03-02") + dose("b", "2026-03-04", more=", dose: 2 g, route: topical"))
    assert [mark.event for mark in line.marks("dose")] == ["a"]
    assert [mark.label for mark in line.marks("words")] == ["2 g topical"]
