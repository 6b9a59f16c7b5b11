"""The sheet for one infusion: one sure dose in digits and words, or none at all and why."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from test_report_page import Page

from resorb.course import Course, load, read, state
from resorb.evidence import load as load_evidence
from resorb.jsontext import dumps
from resorb.protocol.advice import go_no_go
from resorb.protocol.order import Order, check
from resorb.report.sheet import Sheet, page, prepare, sheet_schema
from resorb.report.sheet.criteria import pressure_times
from resorb.report.sheet.numerals import in_words

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = load_evidence()
COURSES = sorted((ROOT / "examples").glob("*/course.yaml"))
HOPE = EVIDENCE.products["hope-250"]
VOLUME = re.compile(r"\d mL\b(?!/)")


def sheet(course: Course, as_of: str | None = None, **context: Any) -> Sheet:
    recorded = state(course, as_of)
    text = recorded.regimen.text if recorded.regimen else None
    checked = check(Order.of(text, **context), EVIDENCE) if text else None
    go = go_no_go(course, EVIDENCE, as_of)
    return prepare(course, recorded, checked, go, EVIDENCE, made_on="2026-11-22", version="0.1.0")


def ordered(regimen: str, *more: str, as_of: str | None = "2026-03-02", **context: Any) -> Sheet:
    lines = "\n".join(f"  - {event}" for event in more)
    given = read(
        f"resorb: course/1\nid: c\nevents:\n  - {{id: p, when: 2026-03-01, kind: plan, regimen: '{regimen}'}}\n{lines}\n"
    ).course
    assert given is not None
    return sheet(given, as_of, **context)


FULL = "12.5 g IV in 100 mL saline over 30 min 3/wk"


def test_with_a_product_there_is_one_volume_a_total_and_both_rates() -> None:
    made = ordered(FULL, product=HOPE).made
    assert made is not None and made.one_volume
    assert (made.dose, made.dose_words) == ("12.5 g", "twelve point five grams")
    assert made.volumes[0].volume == "50 mL"
    assert made.diluent == "100 mL sodium chloride 0.9 %"
    assert (made.total_ml, made.rate_g_per_h, made.rate_ml_per_h) == ("150 mL", "25 g/h", "300 mL/h")
    assert made.sodium == "100.7 mmol from the drug, 15.4 from the diluent, 116.1 together"


def test_without_a_product_there_is_a_table_and_no_one_volume() -> None:
    made = ordered(FULL).made
    assert made is not None and not made.one_volume
    assert [v.volume for v in made.volumes] == ["50 mL", "100 mL", "25 mL", "99.5 mL"]
    assert made.total_ml is None and made.rate_ml_per_h is None
    assert "Product not stated" in page(ordered(FULL))


def test_without_a_diluent_the_total_is_a_blank() -> None:
    made = ordered("12.5 g IV over 30 min 3/wk", product=HOPE).made
    assert made is not None and made.one_volume
    assert made.diluent is None and made.total_ml is None
    assert "the diluent and its volume" in ordered("12.5 g IV over 30 min 3/wk").missing


def test_undiluted_the_total_is_the_drug() -> None:
    made = ordered("12.5 g IV undiluted over 30 min 3/wk by a central line", product=HOPE).made
    assert made is None or made.total_ml == "50 mL"


@pytest.mark.parametrize(
    ("regimen", "why"),
    [
        ("once weekly, dose not stated", "states no dose"),
        ("12.5 mg IV over 30 min 3/wk", "12.5 mg"),
        ("10-15 g IV over 60 min 2/wk", "range"),
        ("10 g IV over 30 min 3/wk for 2 wk, then 15 g 2/wk", "which of them is due is not recorded"),
        ("125 g IV over 30 min 3/wk", "125 g"),
    ],
)
def test_without_one_sure_dose_nothing_is_printed_that_could_be_drawn_up(regimen: str, why: str) -> None:
    refused = ordered(regimen, product=HOPE)
    assert refused.made is None
    assert any(why in reason for reason in refused.refused), refused.refused
    text = Page(page(refused)).text
    assert "DO NOT PREPARE" in text
    assert "Made up by" not in text
    assert not VOLUME.search(text.partition("Why")[0])


def test_a_hold_prints_no_dose() -> None:
    given = "{id: d, when: 2026-03-01, after: [p], kind: administration, status: given, dose: 12.5 g}"
    held = ordered(
        FULL,
        given,
        "{id: h, when: 2026-03-02, after: [d], kind: plan_change, change: hold, reason: fever}",
        as_of="2026-03-05",
    )
    assert held.made is None and held.go == "HOLD"
    assert any("fever" in reason for reason in held.refused)


@pytest.mark.parametrize("change", ["hold", "stop"])
def test_a_plan_held_before_its_first_dose_prints_no_dose(change: str) -> None:
    held = ordered(
        FULL, f"{{id: h, when: 2026-03-01, after: [p], kind: plan_change, change: {change}, reason: fever}}"
    )
    assert held.made is None
    assert any("fever" in reason for reason in held.refused)


def test_a_step_that_waits_for_tolerated_doses_is_not_taken_by_the_sheet() -> None:
    made = ordered("12.5 g IV over 30 min 3/wk; after 4 tolerated: 25 g over 60 min", product=HOPE)
    assert made.made is not None and made.made.dose == "12.5 g"
    assert "recorded escalation" in made.later


def test_a_regimen_that_was_only_told_is_no_order() -> None:
    letter = load(ROOT / "examples/letter/course.yaml").course
    assert letter is not None
    told = sheet(letter, "month 2")
    assert told.made is None
    assert any("told by a source" in reason for reason in told.refused)


def test_the_letters_restart_prints_what_is_missing_instead() -> None:
    letter = load(ROOT / "examples/letter/course.yaml").course
    assert letter is not None
    restart = sheet(letter)
    assert restart.made is None
    assert {"the dose, in grams", "the infusion time", "the product, or its strength"} <= set(restart.missing)


def test_without_a_day_it_says_that_no_age_is_judged() -> None:
    assert "no age is judged" in page(ordered(FULL, as_of=None))


@pytest.mark.parametrize("path", COURSES, ids=lambda p: p.parent.name)
def test_every_example_is_one_whole_page_of_words(path: Path) -> None:
    course = load(path).course
    assert course is not None
    made = sheet(course, product=HOPE)
    shown = Page(page(made))
    assert "script" not in shown.tags and not shown.references
    assert ("off-label" in shown.text and "pentahydrate" in shown.text) or made.made is None
    assert not re.search(r"\bSTS\b|/wk\b|\bNaN\b|\bNone\b(?! is| was)", shown.text)
    jsonschema.validate(json.loads(dumps(made.as_json())), sheet_schema())


def test_what_a_course_says_is_escaped() -> None:
    text = page(
        ordered(
            FULL, "{id: f, when: 2026-03-01, kind: flare, disease: '<script>x</script>', status: suspected}"
        )
    )
    assert "<script" not in text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "zero"), ("12.5", "twelve point five"), ("25.0", "twenty-five"), ("100", "one hundred"),
        ("0.25", "zero point two five"), ("1105", "one thousand one hundred and five"), ("7.96", "seven point nine six"),
    ],
)  # fmt: skip
def test_doses_in_words(value: str, words: str) -> None:
    assert in_words(Decimal(value)) == words


def test_a_negative_dose_has_no_words() -> None:
    with pytest.raises(ValueError, match="not a dose"):
        in_words(Decimal(-1))


@pytest.mark.parametrize(
    ("minutes", "times"),
    [
        ("30", ("before", "5 min", "15 min", "end (30 min)", "30 min after")),
        ("60", ("before", "5 min", "15 min", "30 min", "45 min", "end (60 min)", "30 min after")),
    ],
)
def test_pressure_is_taken_before_during_and_after(minutes: str, times: tuple[str, ...]) -> None:
    assert pressure_times(Decimal(minutes)) == times


def test_without_an_infusion_time_the_end_has_no_minutes() -> None:
    assert pressure_times(None)[-2] == "end"
