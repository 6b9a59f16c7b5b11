"""Grams and sodium: exact, the known part, and never 0 for what is not known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from resorb.course import read, state
from resorb.course.asof import view
from resorb.evidence import load
from resorb.report.cumulative import Cumulative, cumulative

EVIDENCE = load()


def made(*doses: str) -> Cumulative:
    lines = "\n".join(
        f"  - {{id: d{i}, {dose}}}"
        if "kind" in dose
        else f"  - {{id: d{i}, kind: administration, status: given, {dose}}}"
        for i, dose in enumerate(doses)
    )
    given = read(
        f"resorb: course/1\nid: c\nevents:\n{lines}\n" if doses else "resorb: course/1\nid: c\nevents: []\n"
    ).course
    assert given is not None
    return cumulative(view(given), state(given).doses, EVIDENCE)


def test_sodium_of_the_drug_is_exact_chemistry() -> None:
    total = made("when: 2026-03-02, dose: 12.5 g, salt: pentahydrate").total
    assert total.sodium_mmol == Fraction("12.5") * 2000 / EVIDENCE.chemistry.pentahydrate
    told = total.as_json()
    assert (told["grams"], told["thiosulfate_mmol"], told["sodium_mmol"]) == (
        Decimal("12.5"),
        Decimal("50.4"),
        Decimal("100.7"),
    )
    assert told["complete"] and not told["unknown"]


def test_the_anhydrous_salt_counts_more_sodium_for_each_gram() -> None:
    one = made("when: 2026-03-02, dose: 10 g, salt: pentahydrate").total.sodium_mmol
    other = made("when: 2026-03-02, dose: 10 g, salt: anhydrous").total.sodium_mmol
    assert one is not None and other == one * EVIDENCE.chemistry.factor


def test_without_a_salt_both_are_said_and_none_is_counted() -> None:
    total = made("when: 2026-03-02, dose: 12.5 g").total
    assert total.grams is None and total.sodium_mmol is None
    assert "100.7 mmol of sodium if pentahydrate, 158.1 mmol if anhydrous" in " ".join(total.unknown)
    assert "unknown" in made("when: 2026-03-02, dose: 12.5 g").words


def test_nothing_recorded_is_unknown_and_not_zero() -> None:
    empty = made()
    assert empty.total.as_json()["sodium_mmol"] is None
    assert "no dose is recorded" in empty.words
    assert empty.weeks.rows == ()


def test_told_treatment_gives_a_reason_and_no_grams() -> None:
    told = made("kind: stated, from: 2026-01, until: 2026-02, regimen: 12.5 g IV 3/wk")
    assert told.total.grams is None
    assert "told without its doses" in told.weeks.empty


def test_an_unknown_amount_makes_its_week_a_lower_bound() -> None:
    weeks = made(
        "when: 2026-03-02, dose: 12.5 g, salt: pentahydrate", "when: 2026-03-04, salt: pentahydrate"
    ).weeks.as_json()
    (week,) = weeks
    assert (week["given"], week["grams"], week["unknown"]) == ("2", "≥ 12.5 g", "amount of 1")


def test_weeks_without_a_dose_are_one_row_and_say_so() -> None:
    weeks = made(
        "when: 2026-03-02, dose: 12.5 g, salt: pentahydrate", "when: 2026-03-30, dose: 12.5 g, salt: pentahydrate"
    ).weeks.as_json()  # fmt: skip
    assert [(w["week"], w["given"]) for w in weeks] == [("1", "1"), ("2 to 4", "none recorded"), ("5", "1")]
    assert weeks[1]["grams"] is None


def test_a_week_in_which_every_dose_was_missed_is_none_given() -> None:
    (week,) = made("kind: administration, when: 2026-03-02, status: missed").weeks.as_json()
    assert (week["given"], week["not_given"], week["grams"]) == ("none", "1", "none given")


def test_a_dose_nobody_recorded_is_unknown_in_its_week() -> None:
    (week,) = made("kind: administration, when: 2026-03-02, status: not_recorded").weeks.as_json()
    assert (week["grams"], week["unknown"]) == ("unknown", "whether 1 was given")
