"""The letter's course holds what the letter says and leaves missing what it does not say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from resorb.course import dump, load, read
from resorb.course.fields import NotKnown
from resorb.course.ledger import standing
from resorb.course.order import order

LETTER = Path(__file__).parents[2] / "examples" / "letter" / "course.yaml"


@pytest.fixture(scope="module")
def course():
    loaded = load(LETTER)
    assert loaded.findings == ()
    return loaded.course


def test_no_dose_is_recorded_from_a_stated_span(course):
    assert [e.id for e in course.events if e.kind == "stated"] == ["first-span", "second-span"]
    assert not [e for e in course.events if e.kind == "administration"]


def test_the_restart_has_neither_dose_nor_time(course):
    restart = course.event("restart")
    assert restart.when.is_unknown
    assert restart.body.dose == NotKnown("not stated")
    assert restart.body.regimen == "once weekly, dose not stated"


def test_the_order_the_letter_tells_is_known_without_dates(course):
    known = order(standing(course.events))
    told = ["first-span", "response-3mo", "stop", "recurrence", "restart", "second-response"]
    assert known.certainly_before("response-3mo", "stop")
    for first, second in pairwise(told[2:]):
        assert known.certainly_before(first, second)
    assert not known.certainly_before("tendons", "trunk")
    assert not known.certainly_before("trunk", "tendons")


def test_the_stop_is_not_said_to_have_been_planned(course):
    assert course.event("stop").body.planned_beforehand == "unknown"


def test_quotations_are_the_letter_word_for_word(course):
    source = Path(__file__).parents[3] / "shared" / "letter.txt"
    if not source.exists():
        pytest.skip("the letter's text is not beside this checkout")
    text = " ".join(source.read_text(encoding="utf-8").split())
    quotes = [e.body.quote for e in course.events if getattr(e.body, "quote", None)]
    assert quotes
    assert [q for q in quotes if q.removesuffix(".") not in text] == []


def test_it_is_written_and_read_without_loss(course):
    again = read(dump(course))
    assert (again.course, again.findings) == (course, ())
    assert dump(again.course) == dump(course)
