"""The letter's course and the examples, replayed: what was advisable at each turn, and what nobody knew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from resorb.cli import main
from resorb.course import Course, load, read
from resorb.evidence import load as evidence
from resorb.protocol.advice import advise, go_no_go
from resorb.protocol.deviation import deviations
from resorb.protocol.replay import Moment, replay

EXAMPLES = Path(__file__).parents[2] / "examples"


def course(name: str) -> Course:
    found = load(EXAMPLES / name / "course.yaml").course
    assert found is not None
    return found


@pytest.fixture(scope="module")
def letter() -> dict[str, Moment]:
    return {moment.words: moment for moment in replay(course("letter"), evidence())}


def said(moment: Moment) -> set[str]:
    return {advice.rule for advice in moment.appeared}


def test_the_letters_turns_are_all_there_and_in_order(letter: dict[str, Moment]) -> None:
    words = list(letter)
    assert words[:4] == ["before day 0", "day 0", "about month 3", "about month 8"]
    assert words[4].startswith("after stop") and words[5].startswith("at the restart")
    assert [m.status for m in letter.values()] == [
        "not started", "on treatment", "on treatment", "stopped", "stopped", "on treatment", "on treatment",
    ]  # fmt: skip


def test_at_the_start_agreement_work_up_and_candidacy_are_open(letter: dict[str, Moment]) -> None:
    first = letter["before day 0"]
    assert {
        "advice.agreement",
        "advice.candidacy",
        "advice.workup.missing",
        "advice.workup.measures",
    } <= said(first)
    assert {"sodium", "bicarbonate", "weight", "calcium", "consent to off-label use"} <= set(first.unknown)


def test_at_month_3_the_response_is_not_held_against_anything(letter: dict[str, Moment]) -> None:
    third = letter["about month 3"]
    assert said(third) == {"advice.response"}
    assert "what success would be" in third.unknown and "a measure of the response" in third.unknown


def test_at_month_8_the_flare_is_suspected_and_nothing_says_whether_it_was_one(
    letter: dict[str, Moment],
) -> None:
    eighth = letter["about month 8"]
    assert {"advice.flare", "advice.relapse"} <= said(eighth)
    assert "whether it was confirmed or excluded" in eighth.unknown and eighth.go == "hold"


def test_at_the_recurrence_the_flare_comes_first_and_every_alternative_stands_beside(
    letter: dict[str, Moment],
) -> None:
    recurrence = list(letter.values())[4]
    restart = next(a for a in recurrence.appeared if a.rule == "advice.restart")
    assert "the suspected flare that stopped it" in restart.missing
    assert len(restart.alternatives) == len(evidence().therapies)


def test_at_the_restart_the_dose_is_asked_for(letter: dict[str, Moment]) -> None:
    restart = list(letter.values())[5]
    assert {"advice.regimen.dose_missing", "advice.restart.dose"} <= said(restart)
    assert "dose" in restart.unknown and restart.go == "cannot tell"


def test_no_moment_of_the_letter_is_said_to_be_safe_to_treat(letter: dict[str, Moment]) -> None:
    assert {m.go for m in letter.values()} <= {"hold", "cannot tell"}


def test_a_correction_changes_nothing_that_was_said_before_it() -> None:
    text = (
        "resorb: course/1\nid: t\nevents:\n"
        "  - {id: cc, when: 2024-01-02, recorded: 2024-01-02, kind: condition, name: diffuse calcinosis cutis}\n"
        "  - {id: na, when: 2024-01-03, recorded: 2024-01-03, kind: lab, analyte: sodium, value: 149 mmol/L}\n"
        "  - id: fixed\n    recorded: 2024-01-09\n    kind: replace\n    names: na\n    reason: digits exchanged\n"
        "    event: {when: 2024-01-03, kind: lab, analyte: sodium, value: 139 mmol/L}\n"
    )
    found = read(text).course
    assert found is not None
    moments = {m.words: m for m in replay(found, evidence())}
    assert "advice.hold.sodium" in said(moments["2024-01-03"])
    assert moments["2024-01-03"].known == "what had been recorded by 2024-01-03"
    assert "advice.hold.sodium" in moments["2024-01-09"].gone


def test_without_times_of_recording_replay_says_so() -> None:
    found = read(
        "resorb: course/1\nid: t\nevents:\n  - {when: 2024-01-02, kind: condition, name: calcinosis}\n"
    ).course
    assert found is not None
    assert "not told" in replay(found, evidence())[0].known


def test_planned_against_given_names_each_of_the_six_ways_a_dose_is_not_given() -> None:
    kinds = {d.kind for d in deviations(course("well-recorded"))}
    assert {"missed", "held", "refused", "no show", "access failure", "not recorded"} <= kinds
    told = {d.event: d for d in deviations(course("dialysis-days"))}
    assert (told["dose-0208"].planned, told["dose-0208"].given) in {("12.5 g", "8 g"), ("60 min", "38 min")}
    assert "ultrafiltration" in told["dose-0208"].reason


def test_a_dose_given_while_held_off_plan_early_or_faster_is_a_deviation() -> None:
    text = (
        "resorb: course/1\nid: t\nevents:\n"
        "  - {id: plan, when: 2024-01-01, kind: plan, regimen: 12.5 g IV over 30 min 3/wk}\n"
        "  - {id: a, when: 2024-01-03T10:00, kind: administration, status: given, dose: 15 g, over: 20 min}\n"
        "  - {id: b, when: 2024-01-04T10:00, kind: administration, status: given, dose: 12.5 g, over: 30 min}\n"
        "  - {id: hold, when: 2024-01-05, kind: plan_change, change: hold, reason: sodium}\n"
        "  - {id: c, when: 2024-01-06T10:00, kind: administration, status: given, dose: 12.5 g, over: 30 min}\n"
    )
    found = read(text).course
    assert found is not None
    assert [(d.event, d.kind) for d in deviations(found)] == [
        ("a", "order against plan"),
        ("a", "infusion time against plan"),
        ("b", "interval, early"),
        ("c", "given while held"),
    ]


def test_a_told_span_deviates_from_nothing() -> None:
    assert deviations(course("letter")) == ()


# --- what an override does, and does not ---------------------------------------------------------------

HEAD = "resorb: course/1\nid: t\nsubject: {sex: female, age: 52 y}\nevents:\n"
COMMON = "  - {id: cc, when: 2024-01-02, kind: condition, name: diffuse dystrophic calcinosis cutis}\n"


def told(events: str, as_of: str = "2024-01-12"):
    found = read(HEAD + COMMON + events).course
    assert found is not None
    return advise(found, evidence(), as_of), go_no_go(found, evidence(), as_of)


def test_an_override_after_it_answers_a_caution_and_is_shown_with_who_when_and_why() -> None:
    light = (
        "  - {id: w, when: 2024-01-02, kind: covariate, name: weight, value: 58 kg}\n"
        "  - {id: p, when: 2024-01-03, kind: plan, regimen: 25 g IV over 60 min 3/wk}\n"
    )
    aside = "  - {id: o, when: 2024-01-05, by: pharmacist B, kind: override, of: advice.weight.light, reason: pain}\n"
    before = next(a for a in told(light)[0] if a.rule == "advice.weight.light")
    after = next(a for a in told(light + aside)[0] if a.rule == "advice.weight.light")
    assert before.blocks_signing and not after.blocks_signing
    assert after.overridden is not None and "pharmacist B" in after.text and "pain" in after.text
    line = next(x for x in told(light + aside)[1].lines if x.limit == "advice.weight.light")
    assert line.answer == "treat" and line.overridden is not None


def test_an_override_does_not_answer_a_value_that_came_after_it() -> None:
    aside = "  - {id: o, when: 2024-01-05, kind: override, of: limit.caution.systolic.low, reason: usual for her}\n"
    low = "  - {id: bp, when: 2024-01-12, kind: covariate, name: systolic pressure, value: 91 mmHg}\n"
    line = next(x for x in told(aside + low)[1].lines if x.limit == "limit.caution.systolic.low")
    assert line.answer == "call" and line.overridden is not None and not line.overridden.answers


HARD = {
    "advice.stop.hypersensitivity": (
        "limit.stop.hypersensitivity",
        "{id: x, when: 2024-01-03, kind: adverse_event, term: anaphylaxis, grade: 3, outcome: resolved}",
    ),
    "advice.platinum": (
        "limit.platinum.same_day",
        "{id: x, when: 2024-01-12, kind: concomitant, drug: cisplatin, change: ongoing}",
    ),
    "advice.hold.sodium": (
        "limit.hold.sodium",
        "{id: x, when: 2024-01-10, kind: lab, analyte: sodium, value: 150 mmol/L}",
    ),
    "advice.hold.adverse_event": (
        "limit.hold.adverse_event",
        "{id: x, when: 2024-01-10, kind: adverse_event, term: rash, grade: 3, outcome: ongoing}",
    ),
    "advice.order": (
        "course.regimen",
        "{id: x, when: 2024-01-03, kind: plan, regimen: 12.5 mg IV over 30 min 3/wk}",
    ),
}


@pytest.mark.parametrize("rule", HARD)
def test_no_override_answers_a_hard_limit(rule: str) -> None:
    limit, entry = HARD[rule]
    aside = "".join(
        f"  - {{id: o{n}, when: 2024-01-12, kind: override, of: {name}, reason: wished}}\n"
        for n, name in enumerate((rule, limit))
    )
    advice, go = told(f"  - {entry}\n{aside}")
    found = next(a for a in advice if a.rule == rule)
    assert found.level == "error" and found.blocks_signing
    assert found.overridden is not None and not found.overridden.answers
    assert go.answer == "hold"


def test_the_commands_print_and_end_as_the_answer_is(capsys: pytest.CaptureFixture[str]) -> None:
    hold = str(EXAMPLES / "acidosis-hold" / "course.yaml")
    assert main(["advise", hold, "--as-of", "2024-10-14", "--go-no-go", "--json"]) == 1
    given = json.loads(capsys.readouterr().out)
    assert given["answer"] == "hold" and given["lines"][0]["clears"]
    assert main(["advise", str(EXAMPLES / "letter" / "course.yaml"), "--as-of", "month 2"]) == 0
    assert "advice.labs.missing" in capsys.readouterr().out
    assert main(["replay", hold]) == 0
    assert "Planned against given" in capsys.readouterr().out
    assert main(["replay", hold, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["deviations"][0]["kind"] == "held"
