"""What is true of the patient: diseases and their activity, covariates, allergies, other drugs, work-up."""

# ruff: noqa: RUF009 - the `has.…` calls return dataclass fields, as `dataclasses.field` does
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resorb.course import fields as has
from resorb.course.fields import Count, Value
from resorb.course.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A diagnosis, with how it stood."""

    kind: ClassVar[str] = "condition"
    name: str = has.text("The diagnosis.", required=True)
    status: str | None = has.text("How it stood: active, well controlled, in remission, resolved.")
    onset: When | None = has.when("When it began.")
    regions: tuple[str, ...] = has.words("Where, for a disease of places.")
    quote: str | None = has.text("The source's words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covariate:
    """Something about the patient that doses or reading depend on: weight, eGFR, dialysis, age…"""

    kind: ClassVar[str] = "covariate"
    name: str = has.text("Which: weight, height, eGFR, dialysis, urine output, age…", required=True)
    value: Value = has.value("Its value with unit, or words.", "name", required=True)
    method: str | None = has.text("How: CKD-EPI 2021 creatinine, cystatin C, scales, stated…")
    schedule: str | None = has.text("For dialysis: its days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allergy:
    """An allergy or intolerance. Sulfite matters here; sulfonamide and sulfate do not."""

    kind: ClassVar[str] = "allergy"
    to: str = has.text("To what.", required=True)
    status: str | None = has.choice("How sure.", "confirmed", "suspected", "excluded", "unknown")
    reaction: str | None = has.text("What happened.")
    grade: Count = has.count("CTCAE grade of the reaction.", 1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concomitant:
    """Another drug: started, stopped, changed, or found to be under way."""

    kind: ClassVar[str] = "concomitant"
    drug: str = has.text("The drug.", required=True)
    change: str = has.choice(
        "What happened; `ongoing` is being on it already.",
        "start",
        "stop",
        "change",
        "ongoing",
        required=True,
    )
    regimen: str | None = has.text("Dose and how often, as written; not read by the dosing language.")
    reason: str | None = has.text("Why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """How active the underlying disease was."""

    kind: ClassVar[str] = "activity"
    disease: str = has.text("Which disease.", required=True)
    measure: str | None = has.text("The score or test.")
    value: Value = has.value("Its value, or words.", "measure", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flare:
    """A flare of the underlying disease; not an adverse event, and never assumed to be caused by the drug."""

    kind: ClassVar[str] = "flare"
    disease: str = has.text("Of which disease.", required=True)
    status: str = has.choice("How sure.", "suspected", "confirmed", "excluded", required=True)
    suspected_cause: str | None = has.text("What the record suspects, if anything.")
    basis: str | None = has.text("What it was based on.")
    quote: str | None = has.text("The source's words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workup:
    """A baseline examination done before the first dose, or recorded as not done."""

    kind: ClassVar[str] = "workup"
    test: str = has.text("Which: calcium, phosphate, PTH, bicarbonate, ECG, echo, pregnancy…", required=True)
    value: Value = has.value("Its result with unit, or words.", "test", required=True)
    method: str | None = has.text("How, and on which analyser.")
