"""Laws that hold of any limit: worse never passes where better stops, tighter never stops less."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from resorb import evidence
from resorb.quantity import Quantity

LIMITS = [limit for limit in evidence.load().limits.values() if limit.value is not None]
limits = st.sampled_from(LIMITS)
scales = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(100), places=3)


def scaled(limit: evidence.Limit, scale: Decimal) -> Quantity:
    assert limit.value is not None
    return Quantity(limit.value.value * scale, limit.value.unit)


@settings(max_examples=200, deadline=None)
@given(limits, scales, scales)
def test_a_worse_value_crosses_whatever_a_better_one_crosses(
    limit: evidence.Limit, one: Decimal, two: Decimal
) -> None:
    better, worse = sorted((one, two), reverse=limit.side == "<")
    if limit.crossed_by(scaled(limit, better)):
        assert limit.crossed_by(scaled(limit, worse))


@settings(max_examples=200, deadline=None)
@given(limits, scales, scales)
def test_a_tightened_limit_is_crossed_by_everything_that_crossed_it_before(
    limit: evidence.Limit, level: Decimal, value: Decimal
) -> None:
    other = scaled(limit, level)
    if limit.tightened_by(other) and limit.crossed_by(scaled(limit, value)):
        assert dataclasses.replace(limit, value=other).crossed_by(scaled(limit, value))


@settings(max_examples=100, deadline=None)
@given(limits, scales)
def test_a_loosened_limit_is_never_called_tightened(limit: evidence.Limit, level: Decimal) -> None:
    other = scaled(limit, level)
    assert limit.value is not None
    if limit.tightened_by(other) and not other.same_as(limit.value):
        assert dataclasses.replace(limit, value=other).tightened_by(limit.value) is False
