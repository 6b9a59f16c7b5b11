"""A worse value never yields milder advice: not in the go/no-go, not in its line, not in the gravest level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resorb.course import Course, read
from resorb.evidence import load
from resorb.finding import LEVELS
from resorb.protocol.advice import advise, go_no_go
from resorb.protocol.advice.line import ANSWERS

EVIDENCE = load()
DAY = date(2024, 3, 1)


@dataclass(frozen=True)
class Patient:
    """Every number an answer before an infusion rests on."""

    sodium: Decimal
    potassium: Decimal
    bicarbonate: Decimal
    systolic: int
    qtc: int
    egfr: int
    weight: int
    grade: int
    allergic_grade: int
    calcium_excess: Decimal
    delay_h: int
    labs_days: int
    weight_days: int
    tolerated: int
    dose: str
    unknown: frozenset[str]


def tenths(low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low * 10, high * 10).map(lambda n: Decimal(n) / 10)


PATIENTS = st.builds(
    Patient,
    sodium=tenths(125, 155),
    potassium=tenths(2, 7),
    bicarbonate=tenths(8, 30),
    systolic=st.integers(70, 210),
    qtc=st.integers(380, 560),
    egfr=st.integers(8, 110),
    weight=st.integers(40, 95),
    grade=st.integers(0, 5),
    allergic_grade=st.integers(0, 4),
    calcium_excess=tenths(0, 2),
    delay_h=st.integers(0, 30),
    labs_days=st.integers(0, 15),
    weight_days=st.integers(0, 200),
    tolerated=st.integers(0, 5),
    dose=st.sampled_from(["12.5 g IV over 30 min 3/wk", "25 g IV over 60 min 3/wk"]),
    unknown=st.frozensets(
        st.sampled_from(["sodium", "potassium", "bicarbonate", "systolic", "egfr", "qtc"]), max_size=2
    ),
)


def course(p: Patient) -> Course:
    lines = ["resorb: course/1", "id: p", "subject: {sex: female, age: 52 y}", "events:"]

    def add(entry: str) -> None:
        lines.append(f"  - {{{entry}}}")

    add("id: cc, when: 2023-01-01, kind: condition, name: diffuse dystrophic calcinosis cutis")
    add(
        "id: ok, when: 2023-01-01, kind: agreement, consent: 'yes', success: less pain, stop_date: 2025-01-01"
    )
    add(f"id: plan, when: 2024-01-01, kind: plan, regimen: {p.dose}")
    last = DAY - timedelta(days=2)
    for n in range(p.tolerated):
        on = last - timedelta(days=3 * n)
        add(
            f"id: dose-{n}, when: {on}T08:00, kind: administration, status: given, dose: 12.5 g, ordered: 12.5 g, "
            "over: 30 min, ordered_over: 30 min, reaction_grade: 0, systolic_lowest: 118 mmHg, salt: pentahydrate"
        )
    drawn = DAY - timedelta(days=p.labs_days)
    for name, value in (("sodium", p.sodium), ("potassium", p.potassium), ("bicarbonate", p.bicarbonate)):
        if name not in p.unknown:
            add(f"id: {name}, when: {drawn}T07:00, kind: lab, analyte: {name}, value: {value} mmol/L")
    hour = (p.delay_h * 60 + 31 + 8 * 60) % 1440
    at = last + timedelta(days=(p.delay_h * 60 + 31 + 8 * 60) // 1440)
    add(f"id: cl, when: {at}T{hour // 60:02}:{hour % 60:02}, kind: lab, analyte: chloride, value: 104 mmol/L")
    calcium = Decimal("2.3") + p.calcium_excess
    add(f"id: ca, when: {drawn}T07:00, kind: lab, analyte: calcium, value: {calcium} mmol/L")
    if "qtc" not in p.unknown:
        add(f"id: qtc, when: 2024-01-01, kind: workup, test: QTc, value: {p.qtc} ms")
    if "systolic" not in p.unknown:
        add(f"id: bp, when: {DAY}T08:00, kind: covariate, name: systolic pressure, value: {p.systolic} mmHg")
    if "egfr" not in p.unknown:
        add(f"id: gfr, when: 2024-02-01, kind: covariate, name: eGFR, value: {p.egfr} mL/min/1.73m2")
    weighed = DAY - timedelta(days=p.weight_days)
    add(f"id: kg, when: {weighed}, kind: covariate, name: weight, value: {p.weight} kg")
    if p.grade:
        add(f"id: ae, when: {last}, kind: adverse_event, term: headache, grade: {p.grade}, outcome: ongoing")
    if p.allergic_grade:
        add(
            f"id: al, when: {last}, kind: adverse_event, term: urticaria, grade: {p.allergic_grade}, outcome: resolved"
        )
    found = read("\n".join(lines) + "\n")
    assert found.course is not None and not found.findings, found.findings
    return found.course


# field: (values between which a step counts as worse, its direction)
WORSE = {
    "sodium": ("up", 0, 999), "potassium-low": ("down", 0, "5.5"), "potassium-high": ("up", 3, 99),
    "bicarbonate": ("down", 0, 99), "systolic-low": ("down", 0, 180), "systolic-high": ("up", 100, 999), "qtc": ("up", 0, 999),
    "egfr": ("down", 0, 999), "weight": ("down", 0, 999), "grade": ("up", 0, 9), "allergic_grade": ("up", 0, 9),
    "calcium_excess": ("up", 0, 9), "delay_h": ("down", 0, 99), "labs_days": ("up", 0, 999), "weight_days": ("up", 0, 999),
    "tolerated": ("down", 1, 99),
}  # fmt: skip


def severity(p: Patient) -> tuple[int, int, bool]:
    """Return how grave the answer and the gravest advice are, more being graver, and whether signing waits."""
    made = course(p)
    answer = go_no_go(made, EVIDENCE, f"{DAY}T09:00")
    advice = advise(made, EVIDENCE, f"{DAY}T09:00")
    gravest = min(LEVELS.index(a.level) for a in advice)
    return -ANSWERS.index(answer.answer), -gravest, any(a.blocks_signing for a in advice)


@pytest.mark.parametrize("what", WORSE)
@settings(max_examples=6)
@given(patient=PATIENTS, data=st.data())
def test_a_worse_value_is_never_milder(what: str, patient: Patient, data: st.DataObject) -> None:
    direction, low, high = WORSE[what]
    field = what.removesuffix("-low").removesuffix("-high")
    base = replace(patient, unknown=patient.unknown - {field})
    value = getattr(base, field)
    other = getattr(data.draw(PATIENTS, label="where the worse value is taken from"), field)
    better, worse = sorted((value, other), reverse=direction == "down")
    if not all(Decimal(low) <= v <= Decimal(high) for v in (better, worse)):
        return
    mild, grave = severity(replace(base, **{field: better})), severity(replace(base, **{field: worse}))
    assert all(g >= m for g, m in zip(grave, mild, strict=True)), (better, worse, mild, grave)


@settings(max_examples=10)
@given(
    patient=PATIENTS, name=st.sampled_from(["sodium", "potassium", "bicarbonate", "systolic", "egfr", "qtc"])
)
def test_a_value_nobody_has_is_never_treat(patient: Patient, name: str) -> None:
    answer = go_no_go(course(replace(patient, unknown=frozenset({name}))), EVIDENCE, f"{DAY}T09:00")
    assert answer.answer != "treat"
    titles = {"systolic": "Blood pressure", "egfr": "Kidney", "qtc": "ECG"}
    line = next(x for x in answer.lines if x.title == titles.get(name, name.capitalize()))
    assert line.answer != "treat" and line.missing


@settings(max_examples=10)
@given(patient=PATIENTS)
def test_the_answer_is_the_worst_line_and_every_line_that_is_not_treat_says_what_clears_it(
    patient: Patient,
) -> None:
    answer = go_no_go(course(patient), EVIDENCE, f"{DAY}T09:00")
    assert ANSWERS.index(answer.answer) == min(ANSWERS.index(line.answer) for line in answer.lines)
    assert all(line.clears for line in answer.lines if line.answer != "treat")
    assert all(line.sources for line in answer.lines)


@settings(max_examples=10)
@given(patient=PATIENTS)
def test_an_error_in_advice_is_never_a_treat(patient: Patient) -> None:
    made = course(patient)
    if any(a.level == "error" for a in advise(made, EVIDENCE, f"{DAY}T09:00")):
        assert go_no_go(made, EVIDENCE, f"{DAY}T09:00").answer != "treat"


SOUND = Patient(
    Decimal(140), Decimal(4), Decimal(24), 124, 420, 90, 70, 0, 0, Decimal(0), 30, 1, 20, 4, "12.5 g IV over 30 min 3/wk",
    frozenset(),
)  # fmt: skip


def test_a_patient_with_everything_in_order_may_be_treated() -> None:
    answer = go_no_go(course(SOUND), EVIDENCE, f"{DAY}T09:00")
    assert answer.answer == "treat", [(x.title, x.answer) for x in answer.lines if x.answer != "treat"]
