"""Records that a rule could misread, each once misread or nearly so: words, days, two values, what was stopped."""

from __future__ import annotations

import pytest

from resorb.course import read
from resorb.evidence import load as evidence
from resorb.protocol.advice import Advice, GoNoGo, advise, go_no_go

HEAD = "resorb: course/1\nid: t\nsubject: {sex: female, age: 52 y}\nevents:\n"
CALCINOSIS = "  - {id: cc, when: 2024-01-02, kind: condition, name: dystrophic calcinosis cutis}\n"
PLAN = "  - {id: plan, when: 2024-01-03, kind: plan, regimen: 12.5 g IV over 30 min 3/wk}\n"


def course(*entries: str, calcinosis: bool = True):
    text = HEAD + (CALCINOSIS if calcinosis else "") + "".join(f"  - {{{entry}}}\n" for entry in entries)
    found = read(text)
    assert found.course is not None and not found.findings, [str(f) for f in found.findings]
    return found.course


def advice(*entries: str, as_of: str | None = "2024-01-12", calcinosis: bool = True) -> dict[str, Advice]:
    return {a.rule: a for a in advise(course(*entries, calcinosis=calcinosis), evidence(), as_of)}


def go(*entries: str, as_of: str = "2024-01-12") -> GoNoGo:
    return go_no_go(course(*entries), evidence(), as_of)


def line(answer: GoNoGo, title: str) -> str:
    return next(x.answer for x in answer.lines if x.title == title)


@pytest.mark.parametrize(
    "name", ["metastatic breast cancer", "iatrogenic Cushing syndrome", "tumoral lipomatosis"]
)
def test_another_illness_is_not_another_calcinosis(name: str) -> None:
    assert "advice.disease.other" not in advice(f"id: x, when: 2024-01-02, kind: condition, name: {name}")


def test_calciphylaxis_that_was_excluded_is_none() -> None:
    entry = "id: x, when: 2024-01-02, kind: condition, name: calciphylaxis, status: excluded by biopsy"
    assert "advice.disease.other" not in advice(entry)


def test_diffuse_systemic_sclerosis_is_no_diffuse_calcinosis_and_severe_asthma_no_severe_one() -> None:
    told = advice(
        "id: ssc, when: 2024-01-02, kind: condition, name: diffuse cutaneous systemic sclerosis",
        "id: asthma, when: 2024-01-02, kind: condition, name: asthma, status: severe",
    )["advice.candidacy"]
    assert "how widespread the calcinosis is" in told.missing and "how severe it is" in told.missing


def test_local_treatment_that_was_not_tried_is_not_out_of_reach() -> None:
    told = advice("id: x, when: 2024-01-02, kind: covariate, name: local treatment, value: not tried yet")
    assert any("local treatment" in name for name in told["advice.candidacy"].missing)


def test_platinum_that_began_and_ended_today_is_platinum_today() -> None:
    answer = go(
        "id: a, when: 2024-01-12, kind: concomitant, drug: carboplatin, change: start",
        "id: b, when: 2024-01-12, kind: concomitant, drug: carboplatin, change: stop",
    )
    assert line(answer, "Platinum chemotherapy") == "hold"


@pytest.mark.parametrize(
    ("said", "kidney_asked"),
    [("none", True), ("stopped in 2023", True), ("unknown", True), ("haemodialysis", False), ("HD", False)],
)
def test_only_words_that_say_dialysis_are_dialysis(said: str, kidney_asked: bool) -> None:
    answer = go(f"id: x, when: 2024-01-02, kind: covariate, name: dialysis, value: {said}")
    assert ("Kidney" in {x.title for x in answer.lines}) == kidney_asked


def test_of_two_values_in_no_known_order_the_worse_counts() -> None:
    answer = go(
        "id: a, when: 2024-01-10, kind: lab, analyte: sodium, value: 149 mmol/L",
        "id: b, when: 2024-01-10, kind: lab, analyte: sodium, value: 140 mmol/L",
    )
    assert line(answer, "Sodium") == "hold"


def test_a_later_word_takes_an_earlier_number_away() -> None:
    answer = go(
        "id: a, when: 2024-01-09, kind: lab, analyte: sodium, value: 140 mmol/L",
        "id: b, when: 2024-01-11, kind: lab, analyte: sodium, value: haemolysed",
    )
    assert line(answer, "Sodium") == "cannot tell"


def test_a_high_sodium_stays_a_hold_however_old() -> None:
    answer = go("id: a, when: 2023-06-09, kind: lab, analyte: sodium, value: 149 mmol/L")
    assert line(answer, "Sodium") == "hold"


def test_chloride_before_any_infusion_and_during_one() -> None:
    dose = (
        "id: d, when: 2024-01-10T10:00, kind: administration, status: given, dose: 12.5 g, started: 2024-01-10T10:00, "
        "ended: 2024-01-10T10:30"
    )
    early = "id: c, when: 2024-01-09T08:00, kind: lab, analyte: chloride, value: 104 mmol/L"
    within = "id: c, when: 2024-01-10T10:15, kind: lab, analyte: chloride, value: 128 mmol/L"
    assert "advice.chloride" not in advice(early) and "advice.chloride" not in advice(dose, early)
    assert "0 h after" in advice(dose, within)["advice.chloride"].text


def test_an_infusion_without_an_end_is_not_taken_as_short() -> None:
    dose = "id: d, when: 2024-01-10T10:00, kind: administration, status: given, dose: 12.5 g"
    drawn = "id: c, when: 2024-01-10T16:00, kind: lab, analyte: chloride, value: 110 mmol/L"
    assert "unknown time" in advice(dose, drawn)["advice.chloride"].text


def test_an_infusion_reaction_of_grade_3_holds_without_an_adverse_event_beside_it() -> None:
    dose = (
        "id: d, when: 2024-01-10T10:00, kind: administration, status: partial, dose: 4 g, reaction_grade: 3, "
        "reaction: anaphylaxis"
    )
    assert "advice.stop.hypersensitivity" in advice(dose)
    assert "advice.hold.adverse_event" in advice(dose.replace("anaphylaxis", "hypotension"))


def test_a_severe_allergy_to_the_drug_itself_ends_it() -> None:
    entry = "id: a, when: 2020-01-10, kind: allergy, to: sodium thiosulphate, reaction: shock, grade: 4"
    assert go(entry).answer == "hold" and "advice.stop.hypersensitivity" in advice(entry)


def test_an_entry_made_in_error_and_taken_back_holds_nothing() -> None:
    reaction = "id: x, when: 2024-01-05, kind: adverse_event, term: anaphylaxis, grade: 3, outcome: resolved"
    assert "advice.stop.hypersensitivity" in advice(reaction)
    assert "advice.stop.hypersensitivity" not in advice(
        reaction, "id: y, kind: retract, names: x, reason: other patient"
    )


def test_two_doses_too_close_last_month_do_not_hold_today() -> None:
    doses = [
        f"id: d{n}, when: 2024-01-0{day}T{hour}:00, kind: administration, status: given, dose: 12.5 g, over: 30 min"
        for n, (day, hour) in enumerate([(5, "08"), (5, "20")])
    ]
    assert advice(*doses, as_of="2024-02-09")["advice.interval"].level == "note"
    assert line(go(*doses, as_of="2024-02-09"), "Since the last dose") == "treat"
    assert line(go(*doses, as_of="2024-01-06T10:00"), "Since the last dose") == "hold"


def test_a_low_bicarbonate_stops_any_raise_and_no_unchanged_dose() -> None:
    low = "id: b, when: 2024-01-10, kind: lab, analyte: bicarbonate, value: 16 mmol/L"
    given = "id: d, when: 2024-01-09T10:00, kind: administration, status: given, dose: 15 g, over: 60 min"
    up, same = (f"id: p, when: 2024-01-03, kind: plan, regimen: {g} g IV over 60 min 2/wk" for g in (20, 15))
    assert advice(low, given, up)["advice.dose.too_soon"].level == "error"
    assert "advice.dose.too_soon" not in advice(low, given, same)


def test_without_a_date_nothing_is_young_enough() -> None:
    answer = go_no_go(
        course("id: a, when: 2024-01-10, kind: lab, analyte: sodium, value: 140 mmol/L"), evidence(), None
    )
    assert line(answer, "Sodium") == "cannot tell"


@pytest.mark.parametrize("told", ["positive", "positive, hCG 2300", "pregnant, week 9"])
def test_a_positive_test_is_pregnancy_in_whatever_words(told: str) -> None:
    entry = f"id: x, when: 2024-01-02, kind: workup, test: pregnancy test, value: '{told}'"
    assert "advice.pregnancy" in advice(entry)


def test_a_drug_that_lengthens_qt_is_a_call_until_the_ecg_was_looked_at() -> None:
    drug = "id: d, when: 2024-01-02, kind: concomitant, drug: hydroxychloroquine, change: ongoing"
    ecg = "id: e, when: 2024-01-05, kind: workup, test: QTc, value: {} ms"
    assert line(go(drug), "QT drug") == "call"
    assert line(go(drug, ecg.format(430)), "QT drug") == "treat"
    assert line(go(drug, ecg.format(520)), "QT drug") == "call"


def test_wording_is_consider_or_reported_and_options_come_in_the_order_of_the_evidence() -> None:
    told = advice(PLAN.strip().removeprefix("- {").removesuffix("}"))["advice.candidacy"]
    assert [o.id for o in told.alternatives] == list(evidence().therapies)
    warfarin = next(o for o in told.alternatives if o.id == "therapy.warfarin")
    assert "not be used" in warfarin.against and warfarin.feasible != "yes"
