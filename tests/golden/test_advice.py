"""Which advice a course gets, told as courses a clinician can read: with, without, and with the value missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from resorb.course import load, read
from resorb.evidence import load as evidence
from resorb.protocol.advice import Advice, advise

EXAMPLES = Path(__file__).parents[2] / "examples"
HEAD = "resorb: course/1\nid: t\nsubject:\n  sex: female\n  age: 50 y\nevents:\n"
CALCINOSIS = """
  - {id: cc, when: 2024-01-02, kind: condition, name: diffuse dystrophic calcinosis cutis}
"""
LABS = """
  - {id: na, when: 2024-01-02T08:00, kind: lab, analyte: sodium, value: 140 mmol/L}
  - {id: bic, when: 2024-01-02T08:00, kind: lab, analyte: bicarbonate, value: 24 mmol/L}
"""
PLAN = """
  - {id: plan, when: 2024-01-03, kind: plan, regimen: 12.5 g IV over 30 min 3/wk}
"""


def dose(day: str, name: str, more: str = "reaction_grade: 0, systolic_lowest: 118 mmHg") -> str:
    return (
        f"  - {{id: {name}, when: {day}T10:00, kind: administration, status: given, dose: 12.5 g, ordered: 12.5 g, "
        f"ordered_over: 30 min, over: 30 min, salt: pentahydrate, {more}}}\n"
    )


FOUR = "".join(dose(f"2024-01-{d:02}", f"d{d}") for d in (3, 5, 8, 10))


def advice(events: str, as_of: str | None = "2024-01-11") -> dict[str, Advice]:
    loaded = read(HEAD + events, name="t.yaml")
    assert loaded.course is not None and not loaded.findings, [str(f) for f in loaded.findings]
    return {a.rule: a for a in advise(loaded.course, evidence(), as_of)}


# rule: events that call for it, events that do not
CASES: dict[str, tuple[str, str]] = {
    "advice.disease.other": (
        "  - {when: 2024-01-02, kind: condition, name: calciphylaxis}\n", CALCINOSIS),
    "advice.agreement": (
        CALCINOSIS,
        CALCINOSIS + "  - {when: 2024-01-02, kind: agreement, consent: 'yes', success: pain below 4, stop_date: 2024-07-01}\n"),
    "advice.allergy.sulfite": (
        CALCINOSIS + "  - {when: 2024-01-02, kind: allergy, to: sulfite}\n",
        CALCINOSIS + "  - {when: 2024-01-02, kind: allergy, to: sulfonamides}\n"),
    "advice.platinum": (
        CALCINOSIS + "  - {when: 2024-01-02, kind: concomitant, drug: cisplatin, change: start}\n",
        CALCINOSIS + "  - {when: 2024-01-02, kind: concomitant, drug: methotrexate, change: start}\n"),
    "advice.stop.hypersensitivity": (
        CALCINOSIS + "  - {when: 2024-01-05, kind: adverse_event, term: hypersensitivity, grade: 3, outcome: resolved}\n",
        CALCINOSIS + "  - {when: 2024-01-05, kind: adverse_event, term: hypersensitivity, grade: 2, outcome: resolved}\n"),
    "advice.hold.adverse_event": (
        CALCINOSIS + "  - {when: 2024-01-05, kind: adverse_event, term: vomiting, grade: 3, outcome: ongoing}\n",
        CALCINOSIS + "  - {when: 2024-01-05, kind: adverse_event, term: nausea, grade: 1, outcome: ongoing}\n"),
    "advice.hold.sodium": (
        CALCINOSIS + "  - {when: 2024-01-05T08:00, kind: lab, analyte: sodium, value: 146 mmol/L}\n",
        CALCINOSIS + "  - {when: 2024-01-05T08:00, kind: lab, analyte: sodium, value: 145 mmol/L}\n"),
    "advice.escalation.bicarbonate": (
        CALCINOSIS + "  - {when: 2024-01-05T08:00, kind: lab, analyte: bicarbonate, value: 17.9 mEq/L}\n",
        CALCINOSIS + "  - {when: 2024-01-05T08:00, kind: lab, analyte: bicarbonate, value: 18 mmol/L}\n"),
    "advice.labs.missing": (CALCINOSIS, CALCINOSIS + LABS),
    "advice.chloride": (
        CALCINOSIS + dose("2024-01-03", "d1")
        + "  - {when: 2024-01-03T13:00, kind: lab, analyte: chloride, value: 128 mmol/L}\n",
        CALCINOSIS + dose("2024-01-03", "d1")
        + "  - {when: 2024-01-05T08:00, kind: lab, analyte: chloride, value: 104 mmol/L}\n"),
    "advice.regimen.dose_missing": (
        CALCINOSIS + "  - {when: 2024-01-03, kind: plan, regimen: 'once weekly, dose not stated', dose: not stated}\n",
        CALCINOSIS + PLAN),
    "advice.dose.escalate": (CALCINOSIS + LABS + PLAN + FOUR, CALCINOSIS + LABS + PLAN),
    "advice.weight.stale": (
        CALCINOSIS + "  - {when: 2023-06-01, kind: covariate, name: weight, value: 58 kg}\n",
        CALCINOSIS + "  - {when: 2024-01-02, kind: covariate, name: weight, value: 58 kg}\n"),
    "advice.flare": (
        CALCINOSIS + "  - {when: 2024-01-05, kind: flare, disease: SLE, status: suspected}\n",
        CALCINOSIS + "  - {when: 2024-01-05, kind: flare, disease: SLE, status: excluded}\n"),
    "advice.relapse": (
        CALCINOSIS + PLAN + FOUR + "  - {when: 2024-01-10T15:00, kind: plan_change, change: stop, reason: end of trial}\n",
        CALCINOSIS + PLAN + FOUR),
    "advice.due": (CALCINOSIS + PLAN + "  - {kind: stated, from: 2024-01-03, regimen: 12.5 g IV 3/wk}\n",
                   CALCINOSIS + PLAN + FOUR),
    "advice.cumulative": (
        CALCINOSIS + "  - {kind: stated, from: 2023-03-01, until: 2023-09-01, regimen: 12.5 g IV 3/wk}\n",
        CALCINOSIS + PLAN + FOUR),
}  # fmt: skip


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_advises_where_it_should_and_only_there(rule: str) -> None:
    calls, does_not = CASES[rule]
    assert rule in advice(calls)
    assert rule not in advice(does_not)


def test_candidacy_is_unknown_until_its_inputs_are_there() -> None:
    told = advice(CALCINOSIS)["advice.candidacy"]
    assert {"calcium", "phosphate"} <= set(told.missing)
    assert told.against


def test_four_tolerated_doses_report_an_escalation_and_prefer_none() -> None:
    told = advice(CALCINOSIS + LABS + PLAN + FOUR)["advice.dose.escalate"]
    assert "25 g over 60 min" in told.text and "as well supported" in told.text
    assert "L52" in told.sources and told.against


def test_low_bicarbonate_takes_the_escalation_away() -> None:
    low = "  - {id: low, when: 2024-01-10T18:00, kind: lab, analyte: bicarbonate, value: 16 mmol/L}\n"
    found = advice(CALCINOSIS + LABS + PLAN + FOUR + low)
    assert "advice.escalation.bicarbonate" in found
    assert "25 g over 60 min" not in found.get("advice.dose.escalate", Advice("", "", "note", "", "")).text


def test_a_missing_value_is_never_a_normal_one() -> None:
    told = advice(CALCINOSIS + PLAN + FOUR)["advice.labs.missing"]
    assert set(told.missing) == {"sodium", "bicarbonate"} and told.blocks_signing


def test_another_disease_is_recorded_and_not_advised_on() -> None:
    course = load(EXAMPLES / "never-started" / "course.yaml").course
    assert course is not None
    assert [a.rule for a in advise(course, evidence())] == ["advice.disease.other"]


def test_the_letters_course_at_its_turning_points() -> None:
    course = load(EXAMPLES / "letter" / "course.yaml").course
    assert course is not None
    end = {a.rule: a for a in advise(course, evidence())}
    assert "dose" in end["advice.regimen.dose_missing"].missing
    assert "advice.flare" in end and "advice.labs.missing" in end
    early = {a.rule for a in advise(course, evidence(), "month 2")}
    assert "advice.flare" not in early and "advice.regimen.dose_missing" not in early


def test_every_piece_of_advice_shows_its_reason_sources_and_wording() -> None:
    known = evidence()
    for calls, _ in CASES.values():
        for told in advice(calls).values():
            assert told.reason and told.sources and told.text, told
            for name in told.sources:
                assert name in known.sources or name in known.claims or name in known.contradictions, name
            for name in told.against:
                assert name in known.claims or name in known.contradictions or name in known.sources, name
            assert "must" not in told.text.lower().split()
