"""Partial times: what each text means, and what it does not."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from resorb.course.when import ABOUT_DAYS, When, certainly_before, read_when

MONTH = Fraction(487, 16)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-03-01", "2024-03-01", "2024-03-01"),
        ("2024-03-01T10:30", "2024-03-01", "2024-03-01"),
        ("2024-03", "2024-03-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-03-01..2024-03-14", "2024-03-01", "2024-03-14"),
        ("2024-03..2024-05", "2024-03-01", "2024-05-31"),
        ("before 2019", None, "2018-12-31"),
        ("after 2024-03-01", "2024-03-02", None),
    ],
)
def test_calendar(text, first, last):
    at = read_when(text)
    assert at.clock == "calendar"
    assert (at.first_day and at.first_day.isoformat(), at.last_day and at.last_day.isoformat()) == (
        first,
        last,
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("day 0", 0, 1),
        ("day -3", -3, -2),
        ("week 2", 14, 15),
        ("month 3", 3 * MONTH, 3 * MONTH + 1),
        ("year -10", Fraction(-14610, 4), Fraction(-14610, 4) + 1),
        ("month 3..4", 3 * MONTH, 4 * MONTH + 1),
        ("day 0..month 8", 0, 8 * MONTH + 1),
        ("before day 0", None, 0),
        ("after month 8", 8 * MONTH + 1, None),
    ],
)
def test_the_courses_own_clock(text, earliest, latest):
    at = read_when(text)
    assert (at.clock, at.earliest, at.latest) == ("course", earliest, latest)


def test_about_a_month_is_half_a_month_either_side():
    assert read_when("about month 8").earliest == read_when("month 7.5").earliest
    assert read_when("about month 8").latest == read_when("month 8.5").latest


def test_about_a_day_is_half_a_week_either_side():
    plain, about = read_when("2024-03-01"), read_when("about 2024-03-01")
    assert (
        plain.earliest - about.earliest == about.latest - plain.latest == ABOUT_DAYS["day"] == Fraction(7, 2)
    )


def test_unknown_has_no_clock():
    assert read_when("unknown").clock is None
    assert read_when("not stated").is_unknown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024-02-30", "not a date that exists"),
        ("2023-02-29", "not a date that exists"),
        ("2024-13", "not a date that exists"),
        ("2024-00-01", "not a date that exists"),
        ("2024-03-01T25:00", "not a time of day"),
        ("2024-03T10:30", "without a day"),
        ("month 13 or so", "is not a time"),
        ("01/02/2024", "is not a time"),
        ("2024-3-1", "is not a time"),
        ("2024-03-14..2024-03-01", "ends before it starts"),
        ("day 0..2024-03-01", "course clock and ends on the calendar clock"),
        ("about 2024-03..2024-04", "already wide"),
        ("yesterday", "is not a time"),
    ],
)
def test_what_is_no_time(text, says):
    with pytest.raises(ValueError, match=says):
        read_when(text)


@pytest.mark.parametrize(
    ("first", "second", "before"),
    [
        ("2024-03-01", "2024-03-02", True),
        ("2024-03-01", "2024-03-01", False),
        ("2024-03-01T10:30", "2024-03-01T10:31", True),
        ("2024-03-01T10:30", "2024-03-01", False),
        ("2024-02", "2024-03-01", True),
        ("2024-03", "2024-03-31", False),
        ("about month 8", "month 9", True),
        ("about month 8", "month 8", False),
        ("before day 0", "day 0", True),
        ("day 0", "2024-03-01", False),
        ("unknown", "day 0", False),
        ("2024-03-01", "after 2024-03-01", True),
    ],
)
def test_certainly_before(first, second, before):
    assert certainly_before(read_when(first), read_when(second)) is before
    if before:
        assert not certainly_before(read_when(second), read_when(first))


def test_course_clock_on_the_calendar():
    at = read_when("week 2").on_calendar(date(2024, 3, 1))
    assert at.clock == "calendar"
    assert (at.first_day, at.words) == (date(2024, 3, 15), "week 2")


def test_the_ends_of_the_calendar_do_not_break_it():
    assert read_when("9999-12").last_day == date.max
    assert read_when("about 9999").last_day == date.max
    assert read_when("about 0001").first_day == date.min
    assert When().first_day is None
    assert read_when("year 999999").on_calendar(date(2024, 1, 1)).first_day == date.max
    assert read_when("year -999999").on_calendar(date(2024, 1, 1)).last_day == date.min
