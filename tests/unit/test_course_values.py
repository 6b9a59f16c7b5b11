"""One value at a time: units are never assumed, and a fault says what to write."""

from __future__ import annotations

from decimal import Decimal

import pytest

from resorb.course.fields import NotKnown, specs
from resorb.course.measures import measure_named
from resorb.course.observed import AdverseEvent, Lab
from resorb.course.treatment import Administration
from resorb.course.values import Fault, read_choice, read_count, read_quantity, read_value
from resorb.quantity import Quantity

SPEC = {s.name: s for kind in (AdverseEvent, Administration) for s in specs(kind)}
VALUE = next(s for s in specs(Lab) if s.name == "value")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12.5 g", "12.5", "g"),
        ("12.50 g", "12.5", "g"),
        ("12500mg", "12500", "mg"),
        ("0.5 grams", "0.5", "g"),
    ],
)
def test_a_dose(text, value, unit):
    assert read_quantity(text, SPEC["dose"]) == Quantity(Decimal(value), unit)


@pytest.mark.parametrize("text", ["not stated", "unknown", "Not recorded"])
def test_a_dose_that_is_not_known_is_not_zero(text):
    assert read_quantity(text, SPEC["dose"]) == NotKnown(text.lower())


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        ("12.5", "course.unit-missing", "12.5 g"),
        ("12,5 g", "course.number", "decimal point"),
        ("12,500 mg", "course.number", "decimal point"),
        ("1e3 mg", "course.unit-unknown", "mg"),
        ("12.5 grms", "course.unit-unknown", "g"),
        ("50 mL", "course.unit-dimension", "12.5 g"),
        ("-12.5 g", "course.negative", "Correct"),
        ("some", "course.number", "not stated"),
        ("12.5.1 g", "course.number", "plain digits"),
        ("12.5 g of it", "course.unit-unknown", "g"),
    ],
)
def test_a_dose_that_cannot_be_read(text, rule, remedy):
    with pytest.raises(Fault) as caught:
        read_quantity(text, SPEC["dose"])
    assert caught.value.rule == rule
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("named", "text", "value"),
    [
        ("pain NRS", "6", Quantity(Decimal(6), "1")),
        ("pain_nrs", "6.5", Quantity(Decimal("6.5"), "1")),
        ("pH", "7.28", Quantity(Decimal("7.28"), "1")),
        ("bicarbonate", "17 mEq/L", Quantity(Decimal(17), "mEq/L")),
        ("joint angle", "-5 deg", Quantity(Decimal(-5), "deg")),
        ("thickness", "much less", "much less"),
        ("a scale nobody knows", "7 mm", Quantity(Decimal(7), "mm")),
        ("sodium", "unknown", NotKnown("unknown")),
    ],
)
def test_a_measured_value(named, text, value):
    assert read_value(text, VALUE, named) == value


@pytest.mark.parametrize(
    ("named", "text", "rule"),
    [
        ("pain NRS", "11", "course.range"),
        ("pH", "72", "course.range"),
        ("bicarbonate", "22", "course.unit-missing"),
        ("bicarbonate", "22 g", "course.unit-dimension"),
        ("diameter", "-3 mm", "course.negative"),
        ("a scale nobody knows", "7", "course.unit-missing"),
    ],
)
def test_a_measured_value_that_cannot_be_read(named, text, rule):
    with pytest.raises(Fault) as caught:
        read_value(text, VALUE, named)
    assert caught.value.rule == rule


@pytest.mark.parametrize("text", ["no_show", "no-show", "No show"])
def test_words_of_a_closed_list(text):
    assert read_choice(text, SPEC["status"]) == "no_show"


def test_a_misspelt_word_names_the_close_one():
    with pytest.raises(Fault, match="none of its words") as caught:
        read_choice("mised", SPEC["status"])
    assert caught.value.remedy.startswith("Did you mean 'missed'?")


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("unknown", NotKnown("unknown"))])
def test_a_grade(text, value):
    assert read_count(text, SPEC["grade"]) == value


@pytest.mark.parametrize("text", ["0", "6", "two", "1.5", "-1", "99999999999"])
def test_no_grade(text):
    with pytest.raises(Fault, match="from 1 to 5"):
        read_count(text, SPEC["grade"])


def test_a_measure_by_its_other_names():
    assert measure_named("HCO3").name == "bicarbonate"
    assert measure_named("Phosphorus").name == "phosphate"
    assert measure_named("something else") is None
