"""Nothing that was read is left out, every statement is weighed, and derived numbers follow from their inputs."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from resorb import evidence
from resorb.dosing import parse
from resorb.evidence.choices import CARE_ITEMS, CODE_SYSTEMS, MAGNITUDES
from resorb.evidence.codes import fault_of
from resorb.quantity import UNITS

EVIDENCE = evidence.load()
ROWS = {"C": 19, "V": 18, "T": 10, "I": 6, "N": 8}
CASES = ("letter", "case report", "series")


def covered() -> set[str]:
    """Return the rows of the fact sheet that records cover; `C5-C8` covers four."""
    rows: set[str] = set()
    for name in (*EVIDENCE.reports, *EVIDENCE.claims):
        span = re.fullmatch(r"([A-Z])(\d+)(?:-[A-Z](\d+))?", name)
        if span:
            rows |= {f"{span[1]}{i}" for i in range(int(span[2]), int(span[3] or span[2]) + 1)}
    return rows


@pytest.mark.parametrize(("letter", "last"), ROWS.items())
def test_every_row_of_reports_and_counter_evidence_is_there(letter: str, last: int) -> None:
    assert {f"{letter}{i}" for i in range(1, last + 1)} <= covered()


def test_every_claim_is_weighed_or_says_that_nothing_was_found() -> None:
    bare = [
        c.id
        for c in EVIDENCE.claims.values()
        if not (c.supports or c.contradicted_by or c.gap or c.nothing_found)
    ]
    assert not bare


def test_every_value_says_in_whom_in_how_many_and_where() -> None:
    for value in EVIDENCE.values.values():
        assert value.population and value.locator, value.id
        assert value.n is not None or value.n_why, value.id


def test_other_diseases_are_labelled_as_such() -> None:
    apart = {r.id for r in EVIDENCE.reports.values() if r.another_disease}
    assert {f"V{i}" for i in range(1, 19)} <= apart
    assert {"C12-C15", "C16", "C17"} <= apart
    assert not {"C1", "C2", "C3", "C4", "C5-C8", "C9-C11", "C18", "C19"} & apart


def test_the_failures_are_kept() -> None:
    assert {"C9-C11", "C17", "V4", "V5", "V9", "V16", "T10"} <= {
        r.id for r in EVIDENCE.reports.values() if r.failed
    }


def test_eleven_drugs_and_four_procedures_of_the_letter_each_with_its_claim() -> None:
    claimed = {t.claim for t in EVIDENCE.therapies.values()}
    assert {f"L{i}" for i in (*range(26, 42), 49, 50)} <= claimed
    kinds = [t.kind for t in EVIDENCE.therapies.values() if t.claim in {f"L{i}" for i in range(38, 42)}]
    assert kinds == ["procedure"] * 4
    newer = {t.name for t in EVIDENCE.therapies.values() if t.kind == "newer drug"}
    assert newer == {"rituximab", "TNF inhibitors", "JAK inhibitors", "abatacept"}


def test_local_treatment_is_impractical_where_disease_is_diffuse_and_a_claim_says_so() -> None:
    for therapy in EVIDENCE.therapies.values():
        if therapy.kind in ("procedure", "topical", "injection"):
            assert therapy.feasible("diffuse") is False, therapy.id
            assert set(therapy.impractical_by) <= {"L43", "L55"}
    assert EVIDENCE.therapies["therapy.intravenous"].feasible("diffuse") is True
    assert EVIDENCE.therapies["therapy.diltiazem"].feasible("diffuse") is None
    assert EVIDENCE.therapies["therapy.warfarin"].feasible("small") is False


def test_grams_a_week_follow_from_the_regimen() -> None:
    for report in EVIDENCE.reports.values():
        if not report.regimen or report.grams_per_week_high is None:
            continue
        regimen = parse(report.regimen).regimen
        assert regimen is not None
        weekly = {
            phase.dose.value * phase.frequency.per_week
            for phase in regimen.phases
            if phase.dose and phase.frequency and phase.frequency.per_week and phase.dose.unit == "g"
        }
        assert weekly and weekly <= {report.grams_per_week_low, report.grams_per_week_high}, report.id


# --- CARE and strength


def test_care_covers_every_case_report_and_every_item_once() -> None:
    for source in EVIDENCE.sources.values():
        if source.kind in CASES and source.id not in (
            "S19",
            "S132",
        ):  # a series of scans; the letter's web copy
            assert f"care.{source.id}" in EVIDENCE.care, source.id
    for care in EVIDENCE.care.values():
        said = [*care.present, *care.partly, *care.missing, *care.not_readable]
        assert sorted(said) == sorted(CARE_ITEMS), care.id


def test_the_letter_lacks_what_it_lacks_and_says_where_one_looked() -> None:
    care = EVIDENCE.care["care.letter"]
    assert set(care.missing) == {
        "key words", "abstract", "diagnostic assessment", "patient perspective", "informed consent",
    }  # fmt: skip
    assert {item for item, _ in care.where} == set(CARE_ITEMS)
    assert not care.not_readable


def test_what_was_not_read_in_full_is_not_called_missing() -> None:
    for care in EVIDENCE.care.values():
        if care.read != "full text":
            assert not care.missing, care.id
            assert care.not_readable


def test_every_source_has_a_strength_and_case_letters_are_very_low() -> None:
    for source in EVIDENCE.sources:
        assert EVIDENCE.strength(source).why
    assert EVIDENCE.strength("letter").certainty == "very low"
    assert "control" in EVIDENCE.strength("letter").why
    graded = {EVIDENCE.strength(s).certainty for s in EVIDENCE.sources}
    assert graded <= {"very low", "not graded"}, (
        "no source here can make an effect in calcinosis more certain"
    )


# --- codes


def test_no_code_from_memory_is_there() -> None:
    for code in EVIDENCE.codes.values():
        assert bool(code.code) == evidence.may_act(code.tag), code.id
    assert {"code.calcinosis_cutis.snomed", "code.phosphate.loinc"} <= {
        c.id for c in EVIDENCE.codes.values() if not c.code
    }


@pytest.mark.parametrize("code", [c for c in EVIDENCE.codes.values() if c.code], ids=lambda c: c.id)
def test_each_code_has_the_form_and_check_digit_of_its_system(code) -> None:  # type: ignore[no-untyped-def]
    assert code.system in CODE_SYSTEMS
    assert fault_of(code.system, code.code) == ""


@pytest.mark.parametrize(
    ("system", "code"),
    [("LOINC", "2951-3"), ("LOINC", "2915-2"), ("SNOMED CT", "396230018"), ("SNOMED CT", "396320008"),
     ("CAS", "10102-17-8"), ("ICD-10-CM", "94.2"), ("NDC", "60267705"), ("Mondo", "MONDO:16367")],
)  # fmt: skip
def test_a_slipped_digit_in_a_code_is_noticed(system: str, code: str) -> None:
    assert fault_of(system, code)


# --- arithmetic


def number(name: str, field: str = "value") -> Decimal:
    got = getattr(EVIDENCE.values[name], field)
    assert got is not None
    return Decimal(got)


DERIVED = {
    "clearance.total.healthy": lambda: number("clearance.renal.healthy") + number("clearance.nonrenal.healthy"),
    "clearance.total.off_dialysis": lambda: number("clearance.nonrenal.dialysis"),
    "clearance.total.on_dialysis": lambda: number("clearance.nonrenal.dialysis") + number("clearance.dialysis"),
    "fraction.renal": lambda: number("clearance.renal.healthy") / number("clearance.total.healthy"),
    "thiosulfate.12_5g": lambda: 12500 / number("molar_mass.pentahydrate"),
    "thiosulfate.25g": lambda: 25000 / number("molar_mass.pentahydrate"),
    "sodium.week_12_5g": lambda: 3 * 2 * 12500 / number("molar_mass.pentahydrate"),
    "sodium.week_25g": lambda: 3 * 2 * 25000 / number("molar_mass.pentahydrate"),
    "exposure.12_5g.normal": lambda: number("thiosulfate.12_5g") / per_hour("clearance.total.healthy"),
    "exposure.12_5g.anuric": lambda: number("thiosulfate.12_5g") / per_hour("clearance.total.off_dialysis"),
    "exposure.25g.normal": lambda: number("thiosulfate.25g") / per_hour("clearance.total.healthy"),
    "exposure.25g.anuric": lambda: number("thiosulfate.25g") / per_hour("clearance.total.off_dialysis"),
    "exposure.week.12_5g": lambda: 3 * number("thiosulfate.12_5g") / per_hour("clearance.total.healthy"),
    "exposure.week.25g": lambda: 3 * number("thiosulfate.25g") / per_hour("clearance.total.healthy"),
    "letter.exposure.3_months": lambda: Decimal("12.5") * 3 * 3 * Decimal("30.4375") / 7,
    "letter.exposure.8_months": lambda: Decimal("12.5") * 3 * 8 * Decimal("30.4375") / 7,
    "arabshahi.exposure": lambda: 60 + 15 * 2 * 3 * Decimal("30.4375") / 7,
    "boric_acid.25g_hope": lambda: 100 * Decimal("2.8"),
    "natural.ssc.better": lambda: 100 - number("natural.ssc.worse") - number("natural.ssc.stable"),
    "growth.ssc.ln_rate": lambda: (1 + number("growth.ssc.year") / 100).ln(),
    "letter.rate": lambda: number("letter.dose") * 60 / number("letter.infusion_time"),
    "otoprotection.rate": lambda: Decimal(20) / 15,
}  # fmt: skip


def per_hour(name: str) -> Decimal:
    """Return a clearance per kg as L/h at 70 kg."""
    return number(name) * 70 * 60 / 1000


@pytest.mark.parametrize("name", DERIVED)
def test_a_derived_number_follows_from_its_inputs(name: str) -> None:
    printed = number(name)
    places = -int(printed.as_tuple().exponent)
    step = Decimal(1).scaleb(-places)
    assert abs(DERIVED[name]() - printed) <= step, f"{name} is {DERIVED[name]()}, not {printed}"


def test_half_life_and_deposit_spans_follow_from_their_inputs() -> None:
    ln2 = Decimal(2).ln()
    low, high = number("volume.extracellular", "low"), number("volume.extracellular", "high")
    clearance = number("clearance.total.off_dialysis") / 1000
    assert round(ln2 * low / clearance) == number("half_life.anuric.derived", "low")
    assert round(ln2 * high / clearance) == number("half_life.anuric.derived", "high")
    per_gram = number("deposit.calcium.share", "low") / 100 / Decimal("40.08") * 1000
    assert abs(number("deposit.density", "low") * per_gram - number("deposit.calcium.per_cm3", "low")) < 1
    most = number("thiosulfate.25g") / number("deposit.calcium.per_cm3", "low")
    assert round(most) == number("deposit.bound.25g")


def test_the_half_life_conflict_is_an_object_of_both_sides_with_their_tags() -> None:
    conflict = EVIDENCE.contradictions["conflict.half_life"]
    assert (conflict.tag, conflict.b_tag, conflict.a_source, conflict.b_source) == (
        "AGG",
        "DERIVED",
        "S47",
        "S1",
    )
    assert "478" in conflict.a
    assert {"S39", "S45", "S46"} <= set(conflict.sources)


def test_declared_magnitudes_are_written_in_a_unit_of_their_kind() -> None:
    for value in EVIDENCE.values.values():
        if value.magnitude:
            unit = MAGNITUDES[value.magnitude][0]
            assert value.unit == unit or (value.unit in UNITS and unit in UNITS), value.id
