"""Corrections, ids, order, merging: what stands, and what is refused."""

from __future__ import annotations

import pytest

from resorb.course import dump, merge, read
from resorb.course.ledger import known, standing
from resorb.course.order import order
from resorb.course.when import read_when

HEAD = "resorb: course/1\nid: x\nevents:\n"


def course(*events: str, head: str = HEAD):
    body = "".join("  - " + event.strip().replace("\n", "\n    ") + "\n" for event in events)
    loaded = read(head + body)
    assert loaded.findings == (), [str(f) for f in loaded.findings]
    return loaded.course


def rules(*events: str) -> list[str]:
    body = "".join("  - " + event.strip().replace("\n", "\n    ") + "\n" for event in events)
    return [f.rule for f in read(HEAD + body).findings]


NOTE = "id: n1\nwhen: 2024-03-01\nkind: note\ntext: first\nrecorded: 2024-03-01"
REPLACE = (
    "id: c1\nkind: replace\nnames: n1\nrecorded: 2024-03-05\n"
    "event:\n  when: 2024-03-02\n  kind: note\n  text: second"
)
RETRACT = "id: c2\nkind: retract\nnames: c1\nrecorded: 2024-03-09"


def test_a_replacement_stands_under_the_first_id():
    (stood,) = standing(course(NOTE, REPLACE).events)
    assert (stood.id, stood.body.text, stood.heads) == ("n1", "second", ("c1",))
    assert stood.when == read_when("2024-03-02")


def test_a_chain_of_corrections_is_followed_to_its_head():
    assert standing(course(NOTE, REPLACE, RETRACT).events) == ()


def test_what_was_known_when():
    whole = course(NOTE, REPLACE, RETRACT)
    texts = [
        [e.body.text for e in standing(known(whole, read_when(at))[0])]
        for at in ("2024-02-01", "2024-03-01", "2024-03-05", "2024-03-09")
    ]
    assert texts == [[], ["first"], ["second"], []]


def test_entries_without_a_time_of_recording_are_counted_and_left_out():
    whole = course(NOTE, "id: n2\nwhen: 2024-03-01\nkind: note\ntext: when was it recorded?")
    kept, unclear = known(whole, read_when("2024-03-01"))
    assert ([e.id for e in kept], [e.id for e in unclear]) == (["n1"], ["n2"])
    assert known(whole, None) == (whole.events, ())


def test_a_moved_event_is_gone():
    moved = "id: m\nkind: move\nnames: n1\nto_course: y"
    assert standing(course(NOTE, moved).events) == ()


def test_ids_are_given_in_file_order_around_those_that_are_there():
    whole = course(
        "when: unknown\nkind: note\ntext: a",
        "id: e0002\nwhen: unknown\nkind: note\ntext: b",
        "when: unknown\nkind: note\ntext: c",
    )
    assert [e.id for e in whole.events] == ["e0001", "e0002", "e0003"]
    assert "id: e0003" in dump(whole)


def test_a_correction_that_names_itself_is_a_cycle():
    assert rules("id: c1\nkind: retract\nnames: c1") == ["course.correction-cycle"]


def test_a_replacement_needs_its_event():
    assert rules(NOTE, "id: c1\nkind: replace\nnames: n1") == ["course.replacement"]


@pytest.mark.parametrize("links", ["after: [n1]", "after: n1"])
def test_order_by_links(links):
    whole = course(NOTE, f"id: n2\nwhen: unknown\n{links}\nkind: note\ntext: later")
    known_order = order(whole.events)
    assert known_order.certainly_before("n1", "n2")
    assert not known_order.certainly_before("n2", "n1")


def test_order_is_transitive_over_links_and_intervals():
    whole = course(
        "id: a\nwhen: month 3\nkind: note\ntext: a",
        "id: b\nwhen: month 8\nkind: note\ntext: b",
        "id: c\nwhen: unknown\nafter: [b]\nkind: note\ntext: c",
        "id: d\nwhen: unknown\nafter: [c]\nbefore: [e]\nkind: note\ntext: d",
        "id: e\nwhen: month 12\nkind: note\ntext: e",
    )
    known_order = order(whole.events)
    assert all(known_order.certainly_before("a", later) for later in "bcde")
    # what lies between month 8 and month 12 has an interval, though it was written as unknown
    assert known_order.times["c"].earliest == known_order.times["b"].earliest
    assert known_order.times["c"].latest == known_order.times["e"].latest
    assert known_order.latest("abcd") == ("d",)
    assert known_order.followers == {
        "a": set(),
        "b": {"c", "d", "e"},
        "c": {"d", "e"},
        "d": {"e"},
        "e": set(),
    }


def test_an_order_that_was_corrected_is_no_fault():
    wrong = "id: b\nwhen: 2024-02-01\nafter: [n1]\nkind: note\ntext: b"
    right = "kind: replace\nnames: b\nevent:\n  when: 2024-04-01\n  after: [n1]\n  kind: note\n  text: b"
    assert rules(NOTE, wrong) == ["course.order-contradicted"]
    assert rules(NOTE, wrong, right) == []


def test_unordered_events_are_both_latest():
    whole = course(
        "id: a\nwhen: 2024-03-01\nkind: note\ntext: a", "id: b\nwhen: 2024-03-01\nkind: note\ntext: b"
    )
    assert order(whole.events).latest(["a", "b"]) == ("a", "b")


def test_two_clocks_without_day_0_are_a_caution():
    loaded = read(
        HEAD + "  - {when: day 0, kind: note, text: a}\n  - {when: 2024-03-01, kind: note, text: b}\n"
    )
    assert [(f.rule, f.level) for f in loaded.findings] == [("course.two-clocks", "caution")]
    zero = HEAD.replace("events", "clock_zero: 2024-03-01\nevents")
    loaded = read(
        zero
        + "  - {id: a, when: day 5, kind: note, text: a}\n  - {id: b, when: 2024-03-01, kind: note, text: b}\n"
    )
    assert loaded.findings == ()
    assert order(loaded.course.events, loaded.course.clock_zero).certainly_before("b", "a")


# --- two plans ----------------------------------------------------------------------------------------

PLAN = "id: p1\nwhen: 2024-03-01\nkind: plan\nregimen: 12.5 g IV over 30 min 3/wk"
OTHER = "id: p2\nwhen: 2024-04-01\nkind: plan\nregimen: 25 g IV over 60 min 1/wk"


@pytest.mark.parametrize(
    ("events", "faults"),
    [
        ([PLAN, OTHER], ["course.two-plans"]),
        ([PLAN, OTHER + "\nreplaces: p1"], []),
        ([PLAN + "\nuntil: 2024-03-20", OTHER], []),
        ([PLAN + "\nuntil: 2024-04-20", OTHER], ["course.two-plans"]),
        ([PLAN, "id: s\nwhen: 2024-03-20\nkind: plan_change\nchange: stop", OTHER], []),
        ([PLAN, "id: s\nwhen: 2024-05-20\nkind: plan_change\nchange: stop", OTHER], ["course.two-plans"]),
        ([PLAN, OTHER.replace("25 g IV over 60 min 1/wk", "10 % topical twice daily")], []),
        ([PLAN, OTHER + "\ndrug: abatacept"], []),
        ([PLAN, OTHER, "id: c\nkind: retract\nnames: p1"], []),
    ],
)
def test_two_plans_at_once(events, faults):
    assert rules(*events) == faults


# --- merging ------------------------------------------------------------------------------------------


def test_merging_adds_what_is_new_and_passes_over_what_is_known():
    mine = course(NOTE)
    merged = merge(mine, course(NOTE, "id: n2\nwhen: 2024-03-02\nkind: note\ntext: new"))
    assert merged.added == ("n2",)
    assert [e.id for e in merged.course.events] == ["n1", "n2"]


def test_a_changed_event_is_refused_with_the_correction_to_write():
    mine = course(NOTE)
    merged = merge(mine, course(NOTE.replace("first", "changed")))
    assert merged.course is None
    (finding,) = merged.findings
    assert finding.rule == "course.changed-event"
    # the correction that the remedy prints can be put into the file as it is
    entry = finding.remedy.split(":\n", 1)[1]
    corrected = read(dump(mine) + entry.replace("- kind", "  - kind").replace("\n", "\n  ").rstrip() + "\n")
    assert corrected.findings == ()
    assert [e.body.text for e in standing(corrected.course.events)] == ["changed"]


def test_another_course_is_refused():
    other = course(NOTE, head=HEAD.replace("id: x", "id: y"))
    assert [f.rule for f in merge(course(NOTE), other).findings] == ["course.other-course"]
