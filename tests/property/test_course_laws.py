"""Laws of any course: it is written and read without loss, later events change no earlier state,
and corrections do what they say. Courses are generated from the same field list that reads them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from resorb.course import Course, Event, dump, merge, read, state
from resorb.course.correction import Move, Retract
from resorb.course.event import KINDS, Replace
from resorb.course.fields import UNSTATED, NotKnown, Spec, specs
from resorb.course.ledger import Subject, standing
from resorb.course.measures import measure_named
from resorb.course.order import order
from resorb.course.when import When, read_when
from resorb.quantity import UNITS, Quantity

START = date(2024, 1, 1)
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

letters = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff")
words = (
    st.one_of(
        st.text(letters, min_size=1, max_size=20),
        st.sampled_from(
            ["note: with a colon", "- dash", "12.5 g", "no", "one\ntwo\n", "a # b", '"', "x" * 120]
        ),
    )
    .map(lambda t: unicodedata.normalize("NFC", t))
    .map(lambda t: t if t.endswith("\n") else t.strip())
    .filter(lambda t: t.strip())
)
days = st.integers(0, 400).map(lambda n: (START + timedelta(days=n)).isoformat())
times = st.one_of(
    days,
    days.map(lambda d: f"{d}T10:30"),
    st.sampled_from(
        ["2024-03", "2024", "about 2024-05", "before 2019", "after 2024-02", "unknown", "2024-02..2024-04"]
    ),
).map(read_when)
amounts = st.decimals(Decimal("0.001"), Decimal(900), places=3, allow_nan=False)
free_names = words.filter(lambda t: measure_named(t) is None and "\n" not in t)
value_words = words.filter(lambda t: not t.lstrip("+-.")[:1].isdecimal() and t.lower() not in UNSTATED)


def quantities(dimensions: tuple[str, ...]) -> st.SearchStrategy[Quantity]:
    units = [u for u in UNITS if not dimensions or Quantity(Decimal(1), u).dimension in dimensions]
    return st.builds(Quantity, amounts, st.sampled_from([u for u in units if u != "1"]))


not_known = st.sampled_from(UNSTATED).map(NotKnown)


def field(spec: Spec, ids: list[str]) -> st.SearchStrategy[Any]:
    if spec.regimen:
        return st.sampled_from(
            ["12.5 g IV over 30 min 3/wk", "25 g IV over 60 min MWF", "1/wk, dose not stated"]
        )
    if spec.holds == "choice":
        return st.sampled_from(spec.choices)
    if spec.holds == "quantity":
        return st.one_of(quantities(spec.dimensions), not_known)
    if spec.holds == "value":
        return st.one_of(quantities(()), value_words, not_known)
    if spec.holds == "count":
        return st.one_of(st.integers(spec.low, min(spec.high, 99)), not_known)
    if spec.holds == "when":
        return times
    if spec.holds == "id":
        return st.sampled_from(ids) if ids else st.none()
    if spec.holds in ("ids", "words"):
        return st.lists(words, min_size=1, max_size=3).map(tuple)
    if spec.holds == "records":
        return st.lists(bodies(spec.record, ids), min_size=1, max_size=2).map(tuple)
    return free_names if spec.required else words


@st.composite
def bodies(draw: Any, kind: Any, ids: list[str]) -> Any:
    got = {s.name: draw(field(s, ids)) for s in specs(kind) if s.required or draw(st.booleans())}
    if any(s.holds == "value" and s.named_by == "measure" for s in specs(kind)):
        got["measure"] = draw(free_names)
    return kind(**got)


PLAIN = [kind for kind in KINDS.values() if kind not in (Replace, Retract, Move)]


@st.composite
def events(draw: Any, identity: str, before: list[str], earliest: int = 0) -> Event:
    body = draw(bodies(draw(st.sampled_from(PLAIN)), before))
    at = draw(times) if earliest == 0 else read_when((START + timedelta(days=earliest)).isoformat())
    if body.kind == "stated":
        at = body.start if earliest == 0 else at
        body = replace(body, start=at)
    after = draw(st.lists(st.sampled_from(before), max_size=2, unique=True)) if before else []
    return Event(
        identity,
        at.linked(tuple(after), ()),
        body,
        draw(st.one_of(st.none(), days.map(read_when))),
        draw(st.one_of(st.none(), words)),
        draw(st.one_of(st.none(), words)),
    )


@st.composite
def courses(draw: Any, most: int = 7) -> Course:
    made: list[Event] = [
        Event("start", read_when("2024-01-01"), draw(bodies(KINDS["note"], [])), read_when("2024-01-01"))
    ]
    for number in range(draw(st.integers(0, most))):
        made.append(draw(events(f"id-{number}", [e.id for e in made])))
    # links that contradict the times are refused when a file is read
    assume(not order(made).contradictions)
    return Course(
        id="generated", subject=Subject(), events=tuple(made), title=draw(st.one_of(st.none(), words))
    )


@given(courses())
@SLOW
def test_written_and_read_it_is_the_same(course):
    text = dump(course)
    again = read(text)
    assert again.course == course, [str(f) for f in again.findings]
    assert dump(again.course) == text


@given(courses(), st.data())
@SLOW
def test_later_events_change_no_earlier_state(course, data):
    horizon = data.draw(st.integers(0, 400))
    as_of = START + timedelta(days=horizon)
    later = [
        data.draw(events(f"later-{n}", [e.id for e in course.events], horizon + 1 + n)) for n in range(3)
    ]
    # an event that is after a later one is later itself; no later one precedes an earlier
    longer = replace(course, events=(*course.events, *later))
    assert state(longer, as_of) == state(course, as_of)


@given(courses(), st.data())
@SLOW
def test_a_retracted_event_is_as_if_it_had_never_been(course, data):
    gone = data.draw(st.sampled_from(course.events[1:] or course.events))
    retract = Event("r", When(), Retract(names=gone.id), read_when("2024-01-02"))
    without = tuple(e for e in course.events if e.id != gone.id)
    corrected = replace(course, events=(*course.events, retract))
    assert standing(corrected.events) == without
    if any(e.when.clock == "calendar" for e in without):
        assert state(corrected) == state(replace(course, events=without))


@given(courses(), st.data())
@SLOW
def test_replacing_an_event_by_itself_changes_only_who_recorded_it(course, data):
    target = data.draw(st.sampled_from(course.events))
    body = Replace(names=target.id, event=replace(target, id="", recorded=None, by=None))
    correction = Event("c", When(), body, target.recorded, target.by)
    corrected = replace(course, events=(*course.events, correction))
    assert standing(corrected.events) == course.events
    assert read(dump(corrected)).course == corrected


@given(courses())
@SLOW
def test_merging_a_course_with_itself_adds_nothing(course):
    merged = merge(course, course)
    assert (merged.course, merged.added, merged.findings) == (course, (), ())


@given(courses())
@SLOW
def test_the_order_is_a_partial_order(course):
    arranged = order(course.events)
    ids = [e.id for e in course.events]
    for first in ids:
        assert not arranged.certainly_before(first, first)
        for second in ids:
            if arranged.certainly_before(first, second):
                assert not arranged.certainly_before(second, first)
    latest = arranged.latest(ids)
    assert latest
    assert not any(arranged.certainly_before(a, b) for a in latest for b in ids)


@given(st.text(alphabet="resorb: course/1\n-{}[]idkwhenvt?#'\"", max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_the_reader_raise(noise):
    read(noise)
    read("resorb: course/1\nid: x\nevents:\n" + noise)
