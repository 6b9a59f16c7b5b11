"""Laws of exact quantities."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from resorb.quantity import UNITS, Quantity, number, plain, quantity

NUMBERS = st.decimals("-100000", "100000", places=5)
MADE = st.builds(Quantity, NUMBERS, st.sampled_from([u for u in UNITS if u != "1"]))


@given(MADE)
def test_what_is_printed_reads_back(made: Quantity) -> None:
    assert quantity(str(made)) == made


@given(NUMBERS)
def test_digits_are_the_number(value: Decimal) -> None:
    assert number(plain(value)) == value
    assert "E" not in plain(value)


@given(MADE, st.sampled_from(UNITS))
def test_conversion_there_and_back_is_the_same_amount(made: Quantity, unit: str) -> None:
    if Quantity(Decimal(1), unit).dimension == made.dimension:
        back = made.to(unit).to(made.unit)
        assert abs(back.value - made.value) <= Decimal("1e-20") * max(abs(made.value), Decimal(1))


@given(MADE, MADE)
def test_order_is_total_within_a_dimension(one: Quantity, other: Quantity) -> None:
    if one.dimension == other.dimension:
        assert [one < other, one.same_as(other), one > other].count(True) == 1
