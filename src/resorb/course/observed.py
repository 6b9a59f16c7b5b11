"""What was seen and measured: observations, laboratory values, lesions, harm, pictures."""

# ruff: noqa: RUF009 - the `has.…` calls return dataclass fields, as `dataclasses.field` does
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resorb.course import fields as has
from resorb.course.fields import YES_NO, Count, Value
from resorb.course.when import When

DEPTHS = ("skin", "subcutis", "fascia_or_tendon", "over_bone", "unknown")
FATES = ("resorbed", "extruded", "excised", "merged", "not_examined", "unknown")
CHANGES = ("appears", "merges", "splits", "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One measure of a lesion, a group, a region, or (when none is named) the patient as a whole."""

    kind: ClassVar[str] = "observation"
    measure: str = has.text("What was measured: pain NRS, diameter, joint angle, response…", required=True)
    value: Value = has.value("Its value with unit, or the words used.", "measure", required=True)
    lesion: str | None = has.text("The lesion's name, as in its `lesion` event.")
    lesion_group: str | None = has.text("The group's name, as in its `lesion_group` event.")
    region: str | None = has.text("The region of the body; `whole` is the patient as a whole.")
    method: str | None = has.text("How: calipers, ultrasound, hand radiograph, photograph, history…")
    rater: str | None = has.text("Who rated (a role or initials).")
    blinded: str | None = has.choice("Whether the rater did not know the treatment.", *YES_NO)
    quote: str | None = has.text("The source's words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """One laboratory value. `when` is when the sample was drawn, never when the result came."""

    kind: ClassVar[str] = "lab"
    analyte: str = has.text("What was measured: bicarbonate, sodium, calcium…", required=True)
    value: Value = has.value("Its value with unit, or words.", "analyte", required=True)
    specimen: str | None = has.text("Serum, plasma, venous gas, urine…")
    analyser: str | None = has.text("The analyser: some read chloride wrongly after thiosulfate.")
    timing: str | None = has.text("Where in the day: pre-dialysis, before the infusion…")
    resulted: When | None = has.when("When the result was known.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEvent:
    """Harm, graded by CTCAE; the relation is as recorded and is not judged here."""

    kind: ClassVar[str] = "adverse_event"
    term: str = has.text("The CTCAE term, or plain words.", required=True)
    grade: Count = has.count("CTCAE grade.", 1, 5)
    outcome: str | None = has.choice("How it went.", "ongoing", "resolved", "sequelae", "fatal", "unknown")
    resolved: When | None = has.when("When it was over.")
    relation: str | None = has.text("Relation to the drug as the record has it.")
    administration: str | None = has.ref("The dose it followed.")
    action: str | None = has.text("What was done.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesion:
    """What became of one lesion. A merge or a split is biology, not a correction of who is who."""

    kind: ClassVar[str] = "lesion"
    lesion: str = has.text("The lesion's name.", required=True)
    change: str = has.choice("What happened to it.", *CHANGES, required=True)
    region: str | None = has.text("Where it is.")
    depth: str | None = has.choice("How deep.", *DEPTHS)
    of: tuple[str, ...] = has.words("For `merges`: the lesions that became this one.")
    into: tuple[str, ...] = has.words("For `splits`: the lesions this one became.")
    fate: str | None = has.choice("For `gone`: how; only resorbed is response.", *FATES)
    target: str | None = has.choice("Whether it is a target lesion.", *YES_NO)
    quote: str | None = has.text("The source's words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LesionGroup:
    """Lesions told together, by region; their number may be unknown."""

    kind: ClassVar[str] = "lesion_group"
    group: str = has.text("The group's name.", required=True)
    change: str = has.choice("What happened to it.", "appears", "gone", required=True)
    region: str | None = has.text("Where.")
    depth: str | None = has.choice("How deep.", *DEPTHS)
    count: Count = has.count("How many lesions.")
    fate: str | None = has.choice("For `gone`: how; only resorbed is response.", *FATES)
    quote: str | None = has.text("The source's words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photograph, scan or letter: stored and shown, with its hash; never judged by a program."""

    kind: ClassVar[str] = "attachment"
    file: str = has.text("The file's name.", required=True)
    sha256: str | None = has.text("Its SHA-256, in hexadecimal.")
    shows: str | None = has.text("What it shows: photograph, hand radiograph, CT, letter…")
    region: str | None = has.text("Of which region.")
    scale: str | None = has.text("For a photograph: the scale in the picture.")
    light: str | None = has.text("For a photograph: the light.")
    pose: str | None = has.text("For a photograph: the pose.")
