"""Response by region: two numbers and their difference, words with a direction, and no verdict."""

from __future__ import annotations

import pytest

from resorb.course import read, state
from resorb.course.asof import view
from resorb.report.change import Change, change, convention

DOSE = "{id: d, when: 2026-03-02, kind: administration, status: given, dose: 12.5 g}"


def made(*events: str) -> Change:
    lines = "\n".join(f"  - {event}" for event in (*events, DOSE))
    given = read(f"resorb: course/1\nid: c\nevents:\n{lines}\n").course
    assert given is not None
    return change(view(given), state(given))


def size(id: str, when: str, value: str, lesion: str = "L1", method: str = "calipers") -> str:
    what = f"measure: diameter, value: {value}, lesion: {lesion}, method: {method}"
    return f"{{id: {id}, when: {when}, kind: observation, {what}}}"


def test_a_pair_shows_both_numbers_the_change_and_what_convention_would_judge() -> None:
    (row,) = made(size("a", "2026-02-20", "34 mm"), size("b", "2026-06-01", "26 mm")).pairs.as_json()
    assert row["first"] == "34 mm (2026-02-20, before treatment)"
    assert row["last"] == "26 mm (2026-06-01)"
    assert row["change"] == "−8 mm, −24 %"
    assert row["convention"] == "±25 %: resorb convention; smallest detectable change unknown"


def test_a_first_value_after_treatment_began_is_no_baseline() -> None:
    (row,) = made(size("a", "2026-04-01", "34 mm"), size("b", "2026-06-01", "26 mm")).pairs.as_json()
    assert "not before treatment" in row["first"]


def test_values_by_two_methods_are_shown_and_not_subtracted() -> None:
    (row,) = made(
        size("a", "2026-02-20", "34 mm"), size("b", "2026-06-01", "2.6 cm", method="ultrasound")
    ).pairs.as_json()
    assert row["change"] == "not worked out: measured differently (calipers; ultrasound)"


def test_units_are_brought_together_before_subtracting() -> None:
    (row,) = made(size("a", "2026-02-20", "34 mm"), size("b", "2026-06-01", "2.6 cm")).pairs.as_json()
    assert row["change"] == "−8 mm, −24 %"


def test_one_value_has_no_change() -> None:
    (row,) = made(size("a", "2026-02-20", "34 mm")).pairs.as_json()
    assert (row["last"], row["change"]) == ("no later value", "not worked out: only one value")


@pytest.mark.parametrize(
    ("second", "mixed"),
    [
        (size("d2", "2026-06-01", "15 mm", "L2"), True),
        (size("d2", "2026-06-01", "9 mm", "L2"), False),
    ],
)
def test_one_smaller_and_one_larger_is_mixed(second: str, mixed: bool) -> None:
    found = made(
        size("a", "2026-02-20", "34 mm"), size("b", "2026-06-01", "26 mm"), size("d1", "2026-02-20", "12 mm", "L2"), second
    )  # fmt: skip
    assert found.mixed is mixed
    assert found.pattern.startswith("Mixed" if mixed else "Not mixed")


def test_smaller_while_a_new_region_came_is_mixed() -> None:
    found = made(
        size("a", "2026-02-20", "34 mm"),
        "{id: n, when: 2026-05-01, kind: lesion, lesion: L9, change: appears, region: trunk}",
        size("b", "2026-06-01", "26 mm"),
    )
    assert found.mixed is True
    assert "new: trunk" in found.pattern


def test_without_two_sizes_mixed_is_unknown_and_not_no() -> None:
    assert made().mixed is None


def test_an_adjective_gives_a_direction_and_no_size() -> None:
    found = made(
        "{id: w, when: 2026-06-01, kind: observation, measure: response, value: drastic diminution of the calcification}"
    )
    (row,) = found.words.as_json()
    assert row["words"] == "“drastic diminution of the calcification”"
    assert row["direction"] == "better"
    assert found.pairs.rows == ()


@pytest.mark.parametrize(
    ("measure", "method", "told"),
    [
        ("pain NRS", "", "2 points, and 30 %"),
        ("area", "hand radiograph", "±25 % over a year (SCTC)"),
        ("area", "radiograph of the thigh", "±25 %: resorb convention; smallest detectable change unknown"),
        ("DLQI", "", "none of resorb’s; the scale’s own"),
    ],
)
def test_each_measure_has_its_convention(measure: str, method: str, told: str) -> None:
    assert convention(measure, method, "left hand" if "hand" in method else "") == told


def test_only_resorbed_is_response_and_every_fate_is_named() -> None:
    found = made(
        "{id: a, when: 2026-01-01, kind: lesion, lesion: L1, change: appears, region: elbow}",
        "{id: b, when: 2026-05-01, kind: lesion, lesion: L1, change: gone, fate: extruded}",
    )
    (row,) = found.fates.as_json()
    assert row["gone"] == "L1: extruded"
    assert "only “resorbed” is response" in found.fates.caption
