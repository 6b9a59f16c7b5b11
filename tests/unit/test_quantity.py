"""Exact quantities: what is read, what is refused, how they print."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from resorb.quantity import SPELLINGS, UNITS, Quantity, number, plain, quantity, rounded, unit_named


def q(digits: str, unit: str) -> Quantity:
    return Quantity(Decimal(digits), unit)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("12.5 g", "12.5 g"), ("12.50 grams", "12.5 g"), ("12.5g", "12.5 g"), ("58 kg", "58 kg"), ("50 cc", "50 mL"),
     ("22 mmol/l", "22 mmol/L"), ("9 µg", "9 mcg"), ("0.5 g", "0.5 g"), ("25 %", "25 %")],
)  # fmt: skip
def test_a_quantity_is_read_and_printed_by_the_ismp_rules(text: str, printed: str) -> None:
    assert str(quantity(text)) == printed


@pytest.mark.parametrize(
    "text", ["", "g", "12.5", "12,5 g", "1e1 g", "12.5 grains", "12.5 G G", "--1 g", "1. g", "٣ g"]
)
def test_what_is_not_a_number_with_a_known_unit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        quantity(text)


@pytest.mark.parametrize(
    "value", [0.1, True, "NaN", "1_000", "1e5", "Infinity", "", " ", "1" * 41, Decimal("NaN"), None]
)
def test_a_number_is_exact_or_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        number(value)


def test_conversion_is_exact_within_a_dimension_and_refused_across() -> None:
    assert q("12500", "mg").to("g") == q("12.5", "g")
    assert q("25", "%").to("mg/mL") == q("250", "mg/mL")
    assert q("1", "mo").to("d") == q("30.4375", "d")
    with pytest.raises(ValueError, match="mass"):
        q("1", "g").to("mL")
    with pytest.raises(ValueError, match="furlong"):
        q("1", "g").to("furlong")


def test_comparison_is_across_units_and_refused_across_dimensions() -> None:
    assert q("12500", "mg").same_as(q("12.5", "g"))
    assert not q("12.5", "mg").same_as(q("12.5", "g"))
    assert not q("12.5", "mL").same_as(q("12.5", "g"))
    assert q("12.5", "mg") < q("0.1", "g") <= q("100", "mg") < q("1", "kg")
    assert q("1", "kg") > q("999", "g")
    with pytest.raises(ValueError, match="cannot be compared"):
        _ = q("1", "g") < q("1", "mL")


def test_a_unit_is_one_of_the_closed_set() -> None:
    with pytest.raises(ValueError, match="grain"):
        q("1", "grain")
    assert all(unit_named(unit) == unit for unit in UNITS)
    assert set(SPELLINGS.values()) <= set(UNITS)
    assert unit_named("Grams") == "g"
    assert unit_named("gr") is None


def test_digits_have_a_leading_zero_and_no_trailing_one() -> None:
    shown = {".5": "0.5", "12.50": "12.5", "1E+3": "1000", "-0": "0", "0.000": "0", "100": "100"}
    assert {text: plain(Decimal(text)) for text in shown} == shown


def test_rounding_is_half_away_from_zero() -> None:
    assert rounded(Decimal("99.45"), 1) == Decimal("99.5")
    assert rounded(Decimal("-0.25"), 1) == Decimal("-0.3")


def test_json_keeps_the_value() -> None:
    assert q("12.50", "g").as_json() == {"value": Decimal("12.50"), "unit": "g"}
