"""JSON text keeps decimals exact and refuses what has no JSON form."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from resorb.jsontext import dumps


def test_a_decimal_keeps_its_value_digit_for_digit() -> None:
    big = Decimal("12345678901234567.1")
    assert (
        dumps({"dose": Decimal("12.50"), "big": big}) == '{\n  "dose": 12.5,\n  "big": 12345678901234567.1\n}'
    )


def test_it_is_json_and_keeps_order_and_letters() -> None:
    value = {"b": [1, "×", None, True], "a": {}, "c": [], "d": (Decimal(1),)}
    text = dumps(value)
    assert json.loads(text) == {"b": [1, "×", None, True], "a": {}, "c": [], "d": [1]}
    assert list(json.loads(text)) == ["b", "a", "c", "d"]
    assert "×" in text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_finite_has_no_form(value: object) -> None:
    with pytest.raises(ValueError, match="no JSON form"):
        dumps([value])
