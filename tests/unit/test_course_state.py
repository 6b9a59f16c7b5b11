"""Status, tolerance, grams and what is due, one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from resorb.course import Tolerance, read, state
from resorb.quantity import Quantity

HEAD = "resorb: course/1\nid: x\nevents:\n"


def course(*events: str, head: str = HEAD):
    body = "".join("  - " + event.strip().replace("\n", "\n    ") + "\n" for event in events)
    loaded = read(head + body if events else head.replace("events:", "events: []"))
    assert [str(f) for f in loaded.findings if f.level == "error"] == []
    return loaded.course


def dose(when: str, **changes: str | None) -> str:
    fields = {
        "kind": "administration",
        "status": "given",
        "dose": "12.5 g",
        "ordered": "12.5 g",
        "salt": "pentahydrate",
        "over": "30 min",
        "ordered_over": "30 min",
        "reaction_grade": "0",
        "systolic_before": "120 mmHg",
        "systolic_lowest": "112 mmHg",
    }
    fields |= changes
    written = "\n".join(f"{key}: {value}" for key, value in fields.items() if value is not None)
    return f"id: d{when[-2:]}\nwhen: {when}\n{written}"


def change(what: str, when: str, **more: str) -> str:
    written = "".join(f"\n{key}: {value}" for key, value in more.items())
    return f"id: {what}-{when[-2:]}\nwhen: {when}\nkind: plan_change\nchange: {what}{written}"


DAYS = ["2024-03-04", "2024-03-06", "2024-03-08", "2024-03-11"]
PLAN = "id: p\nwhen: 2024-03-01\nkind: plan\nregimen: 12.5 g IV over 30 min 3/wk"


# --- status -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], "not started"),
        ([PLAN], "not started"),
        ([PLAN, dose("2024-03-04", status="missed", dose=None)], "not started"),
        ([PLAN, change("hold", "2024-03-02")], "held"),
        ([PLAN, change("stop", "2024-03-02")], "stopped"),
        ([PLAN, change("hold", "2024-03-02"), change("resume", "2024-03-03")], "not started"),
        ([PLAN, dose("2024-03-04")], "on treatment"),
        ([dose("2024-03-04"), change("hold", "2024-03-05")], "held"),
        ([dose("2024-03-04"), change("hold", "2024-03-05"), change("resume", "2024-03-08")], "on treatment"),
        ([dose("2024-03-04"), change("stop", "2024-03-05")], "stopped"),
        ([dose("2024-03-04"), change("stop", "2024-03-05"), dose("2024-03-08")], "on treatment"),
        ([dose("2024-03-04"), change("stop", "2024-03-04")], "stopped"),
        ([dose("2024-03-04"), change("hold", "2024-03-05"), change("resume", "2024-03-05")], "unknown"),
        ([dose("2024-03-04"), change("escalate", "2024-03-05")], "on treatment"),
    ],
)
def test_status(events, status):
    assert state(course(*events)).status.name == status


def test_a_told_span_that_ended_without_a_word_leaves_the_status_unknown():
    told = "id: s\nkind: stated\nfrom: day 0\nuntil: month 3"
    assert state(course(told), "month 2").status.name == "on treatment"
    assert state(course(told), "month 5").status.name == "unknown"


def test_permanent_stop():
    stop = change("stop", "2024-03-05", permanent="yes", reason="anaphylaxis")
    assert state(course(dose("2024-03-04"), stop)).status.permanent
    back = change("restart", "2024-04-05")
    assert not state(course(dose("2024-03-04"), stop, back)).status.permanent


def test_starts_are_counted():
    events = [dose("2024-03-04"), change("stop", "2024-03-05"), change("restart", "2024-04-01")]
    assert state(course(*events)).status.phase == "treatment 2"
    assert state(course(*events), "2024-03-20").status.phase == "off treatment 1"


def test_as_of_on_the_wrong_clock_is_an_error_that_says_so():
    with pytest.raises(ValueError, match="give a day such as 2024-03-01"):
        state(course(dose("2024-03-04")), "month 3")
    with pytest.raises(ValueError, match="give a time such as month 9"):
        state(course("when: day 0\nkind: note\ntext: a"), "2024-03-04")
    with pytest.raises(ValueError, match="has no end"):
        state(course(dose("2024-03-04")), "after 2024-03-04")


def test_as_of_on_the_other_clock_where_day_0_is_known():
    head = HEAD.replace("events", "clock_zero: 2024-03-04\nevents")
    told = course(dose("2024-03-04"), "when: week 2\nkind: covariate\nname: weight\nvalue: 60 kg", head=head)
    assert state(told, "day 3").covariate("weight") is None
    assert state(told, "2024-03-18").covariate("weight").age_days == 0


# --- tolerance ----------------------------------------------------------------------------------------


def test_four_plain_doses_are_tolerated():
    got = state(course(*[dose(day) for day in DAYS])).tolerated
    assert (got.count, got.needed, got.broken_by) == (4, 4, "")


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"status": "partial", "dose": "8 g"}, "not tolerated"),
        ({"dose": "10 g"}, "not tolerated"),
        ({"dose": None}, "not shown"),
        ({"dose": "not stated"}, "not shown"),
        ({"ordered": None}, "not shown"),
        ({"over": "45 min"}, "not tolerated"),
        ({"over": None}, "not shown"),
        ({"over": None, "started": "2024-03-11T10:00", "ended": "2024-03-11T10:30"}, "tolerated"),
        ({"over": None, "started": "2024-03-11T10:00", "ended": "2024-03-11T10:50"}, "not tolerated"),
        ({"over": None, "started": "2024-03-11", "ended": "2024-03-11"}, "not shown"),
        ({"reaction_grade": "1"}, "tolerated"),
        ({"reaction_grade": "2"}, "not tolerated"),
        ({"reaction_grade": None}, "not shown"),
        ({"reaction_grade": "unknown"}, "not shown"),
        ({"systolic_lowest": "84 mmHg"}, "not tolerated"),
        ({"systolic_lowest": None}, "not shown"),
        ({"tolerated": "no"}, "not tolerated"),
        ({"tolerated": "yes", "systolic_lowest": None}, "not shown"),
        ({"dose": "12500 mg"}, "tolerated"),
    ],
)
def test_one_dose_that_is_not_plain(changes, verdict):
    doses = [*[dose(day) for day in DAYS[:3]], dose(DAYS[3], **changes)]
    got = state(course(*doses)).tolerated
    assert got.doses[-1].verdict == verdict
    assert got.count == (4 if verdict == "tolerated" else 0)
    assert bool(got.doses[-1].why) == (verdict != "tolerated")


def test_a_pressure_fall_is_judged_only_when_the_site_sets_a_limit():
    told = course(*[dose(day, systolic_lowest="95 mmHg") for day in DAYS])
    assert state(told).tolerated.count == 4
    strict = replace(Tolerance(), systolic_fall=Quantity(Decimal(20), "mmHg"))
    assert state(told, tolerance=strict).tolerated.count == 0


def lab(when: str, value: str) -> str:
    return f"id: b{when[8:10]}\nwhen: {when}\nkind: lab\nanalyte: HCO3\nvalue: {value}"


@pytest.mark.parametrize(
    ("labs", "count"),
    [
        ([lab("2024-03-05", "22 mmol/L")], 4),
        ([lab("2024-03-05", "17 mEq/L")], 0),  # still the last word before each later dose
        ([lab("2024-03-05", "17 mEq/L"), lab("2024-03-07", "23 mmol/L")], 2),
        ([lab("2024-03-12", "17 mmol/L")], 0),
        ([lab("2024-03-12", "17 mmol/L"), lab("2024-03-14", "23 mmol/L")], 0),  # recovery does not undo it
        ([lab("2024-03-12", "unknown")], 4),
        ([lab("2024-03-12", "18 mmol/L")], 4),
    ],
)
def test_bicarbonate_below_18(labs, count):
    assert state(course(*[dose(day) for day in DAYS], *labs)).tolerated.count == count


def test_counting_starts_again_after_a_gap_of_more_than_four_weeks():
    doses = [dose("2024-03-04"), dose("2024-03-06"), dose("2024-04-08"), dose("2024-04-10")]
    assert state(course(*doses)).tolerated.count == 2
    assert state(course(*doses), "2024-05-08").tolerated.count == 2
    assert state(course(*doses), "2024-05-09").tolerated.count == 0


def test_a_dose_not_given_between_does_not_end_the_run():
    doses = [dose("2024-03-04"), dose("2024-03-06", status="no_show", dose=None), dose("2024-03-08")]
    assert state(course(*doses)).tolerated.count == 2


def test_the_regimen_says_its_own_number():
    plan = 'id: p\nwhen: 2024-03-01\nkind: plan\nregimen: "12.5 g IV over 30 min 3/wk; after 3 tolerated: 25 g over 60 min"'
    assert state(course(plan)).tolerated.needed == 3


# --- grams --------------------------------------------------------------------------------------------


def test_anhydrous_grams_count_as_pentahydrate():
    got = state(course(dose("2024-03-04", dose="8 g", ordered="8 g", salt="anhydrous"))).doses
    assert got.cumulative == Quantity(Decimal("12.5576"), "g")
    assert got.unknown == ()


def test_a_salt_that_is_not_recorded_is_kept_apart_and_said():
    got = state(course(dose("2024-03-04", salt=None), dose("2024-03-06"))).doses
    assert (str(got.cumulative), str(got.cumulative_as_written)) == ("12.5 g", "12.5 g")
    assert got.unknown == ("the salt of 1 given dose is not recorded",)


def test_told_spans_never_become_grams():
    told = "id: s\nkind: stated\nfrom: 2024-01\nuntil: 2024-02\nregimen: 12.5 g IV over 30 min 3/wk"
    got = state(course(told, dose("2024-03-04"))).doses
    assert str(got.cumulative) == "12.5 g"
    assert got.unknown == ("s tells treatment (2024-01 to 2024-02) without its doses",)


def test_a_dose_on_the_skin_is_no_infusion():
    skin = dose("2024-03-06", route="topical")
    now = state(course(PLAN, dose("2024-03-04"), skin))
    assert str(now.doses.cumulative) == "12.5 g"
    assert now.doses.counts["given"] == 1
    assert now.doses.unknown == ("1 given by another route (topical) and not counted",)
    assert now.doses.last.event == "d04"
    assert now.next_due.when.words == "2024-03-06..2024-03-07"
    assert now.tolerated.count == 1


# --- due ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regimen", "due"),
    [
        ("12.5 g IV over 30 min 3/wk", "2024-03-06..2024-03-07"),
        ("12.5 g IV over 30 min 2/wk", "2024-03-07..2024-03-08"),
        ("12.5 g IV over 30 min 1/wk", "2024-03-11"),
        ("12.5 g IV over 30 min q2wk", "2024-03-18"),
        ("12.5 g IV over 30 min MWF", "2024-03-06"),
        ("12.5 g IV over 30 min each HD", None),
        ("12.5 g IV over 30 min", None),
        ("12.5 g IV over 30 min 3/wk; after 4 tolerated: 25 g over 60 min", "2024-03-06..2024-03-07"),
    ],
)
def test_next_due_after_a_dose_on_monday_the_4th(regimen, due):
    plan = f"id: p\nwhen: 2024-03-01\nkind: plan\nregimen: '{regimen}'"
    got = state(course(plan, dose("2024-03-04"))).next_due
    assert (got.when and got.when.words) == due
    assert got.why


def test_a_dose_on_the_last_day_of_the_calendar_breaks_nothing():
    plan = "id: p\nwhen: 9999-12-01\nkind: plan\nregimen: 12.5 g IV over 30 min 3/wk"
    assert state(course(plan, dose("9999-12-31"))).next_due.when.last_day is not None
    assert state(course(plan.replace("3/wk", "MWF"), dose("9999-12-31"))).next_due.when is not None


def test_next_due_on_the_courses_own_clock():
    plan = "id: p\nwhen: day 0\nkind: plan\nregimen: 12.5 g IV over 30 min 3/wk"
    assert state(course(plan, dose("day 10"))).next_due.when.words == "day 12..13"


def test_next_due_counts_from_the_last_slot_even_if_it_was_missed():
    got = state(course(PLAN, dose("2024-03-04"), dose("2024-03-06", status="missed", dose=None))).next_due
    assert got.when.words == "2024-03-08..2024-03-09"


@pytest.mark.parametrize("what", ["hold", "stop"])
def test_nothing_is_due_while_held_or_stopped(what):
    got = state(course(PLAN, dose("2024-03-04"), change(what, "2024-03-05", reason="acidosis"))).next_due
    assert got.when is None
    assert "acidosis" in got.why


# --- regimen in force ---------------------------------------------------------------------------------


def test_a_change_with_a_regimen_takes_the_plan_s_place():
    up = change("escalate", "2024-03-12", regimen="25 g IV over 60 min 3/wk")
    told = course(PLAN, *[dose(day) for day in DAYS], up)
    assert state(told, "2024-03-11").regimen.event == "p"
    assert state(told, "2024-03-12").regimen.text == "25 g IV over 60 min 3/wk"


def test_two_regimens_that_cannot_be_ordered_give_none():
    ups = [
        change("escalate", "2024-03-12", regimen="25 g IV over 60 min 3/wk"),
        change("reduce", "2024-03-12", regimen="12.5 g IV over 60 min 3/wk"),
    ]
    now = state(course(PLAN, dose("2024-03-04"), *ups))
    assert now.regimen is None
    assert "order is not known" in now.regimen_why


# --- harm and drugs -----------------------------------------------------------------------------------


def test_an_adverse_event_is_open_until_it_is_resolved():
    harm = "when: 2024-03-04\nkind: adverse_event\nterm: nausea\ngrade: 1\noutcome: resolved\nresolved: 2024-03-06"
    assert len(state(course(harm), "2024-03-05").open_harms) == 1
    assert state(course(harm), "2024-03-06").open_harms == ()


def test_an_excluded_allergy_is_no_allergy():
    events = [
        "when: 2024-03-01\nkind: allergy\nto: sulfite\nstatus: suspected",
        "when: 2024-03-10\nkind: allergy\nto: Sulfite\nstatus: excluded",
    ]
    assert len(state(course(*events), "2024-03-05").allergies) == 1
    assert state(course(*events)).allergies == ()


def test_split_and_merge():
    events = [
        "when: 2024-01-01\nkind: lesion\nlesion: A\nchange: appears\nregion: left elbow",
        "when: 2024-02-01\nkind: lesion\nlesion: A\nchange: splits\ninto: [B, C]",
        "when: 2024-03-01\nkind: lesion\nlesion: B\nchange: gone\nfate: resorbed",
    ]
    told = {x.name: (x.status, x.fate) for x in state(course(*events)).lesions.all}
    assert told == {"A": ("split", None), "B": ("gone", "resorbed"), "C": ("present", None)}


def test_an_entry_that_could_not_be_read_is_missing_from_the_state_and_said():
    loaded = read(HEAD + "  - {when: 2024-03-04, kind: administration, status: given, dose: 12.5}\n")
    lacking = [m.what for m in state(loaded.course).missing]
    assert "the entry at line 4: administration" in lacking
