"""What was planned, told and given: agreement, plans, doses and the six ways a dose is not given."""

# ruff: noqa: RUF009 - the `has.…` calls return dataclass fields, as `dataclasses.field` does
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resorb.course import fields as has
from resorb.course.fields import YES_NO, Amount, Count
from resorb.course.when import When

GIVEN = ("given", "partial")
NOT_GIVEN = ("missed", "held", "refused", "no_show", "access_failure", "not_recorded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was agreed before the first dose: consent, off-label approval, what success would be."""

    kind: ClassVar[str] = "agreement"
    consent: str | None = has.choice("Whether the patient consented to off-label use.", *YES_NO)
    off_label_approval: str | None = has.choice("Whether the site approved off-label use.", *YES_NO)
    success: str | None = has.text("What would count as success, in words agreed before the first dose.")
    stop_date: When | None = has.when("When treatment ends unless it is agreed again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A regimen that was ordered. Planning it is not giving it."""

    kind: ClassVar[str] = "plan"
    regimen: str = has.regimen("The regimen, as `12.5 g IV over 30 min 3/wk`; may be partial.", required=True)
    drug: str | None = has.text("The drug; sodium thiosulfate when neither this nor the regimen says.")
    route: str | None = has.text("The route, where the regimen does not say.")
    dose: Amount = has.quantity("Only to say that the dose is `not stated`, or to repeat it.", "mass")
    until: When | None = has.when("When the plan ends, where that was set beforehand.")
    replaces: str | None = has.ref("The plan or plan change that this plan takes the place of.")
    protocol: str | None = has.text("The protocol it follows.")
    prescriber: str | None = has.text("Who ordered it (a role or initials).")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """A decision about treatment under way, with its reason and whether it was planned beforehand."""

    kind: ClassVar[str] = "plan_change"
    change: str = has.choice(
        "What was decided.",
        "hold", "resume", "stop", "restart", "escalate", "reduce", "space_out",
        required=True,
    )  # fmt: skip
    reason: str | None = has.text("Why, as recorded.")
    planned_beforehand: str | None = has.choice(
        "Whether it was set before treatment showed anything.", *YES_NO
    )
    permanent: str | None = has.choice("For a stop: whether it was recorded as permanent.", *YES_NO)
    regimen: str | None = has.regimen("The regimen from now on, where it changes.")
    dose: Amount = has.quantity("Only to say that the dose is `not stated`, or to repeat it.", "mass")
    plan: str | None = has.ref("The plan it changes, where there are several.")
    quote: str | None = has.text("The source's words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A span of treatment that a source tells, without its doses. Never turned into doses."""

    kind: ClassVar[str] = "stated"
    start: When = has.when("When the span begins.", key="from", required=True)
    until: When | None = has.when("When it ends; left out when it is not told.")
    regimen: str | None = has.regimen("The regimen told, as far as it is told.")
    dose: Amount = has.quantity("Only to say that the dose is `not stated`, or to repeat it.", "mass")
    quote: str | None = has.text("The source's words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """A change of the infusion's rate."""

    at: When = has.when("When.", required=True)
    rate: Amount = has.quantity("The rate from then on.", "mass rate", "volume rate", required=True)
    reason: str | None = has.text("Why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A pause of the infusion."""

    start: When = has.when("When it stopped running.", key="from", required=True)
    until: When | None = has.when("When it ran again.")
    reason: str | None = has.text("Why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """A dose really given, or one of the six ways a dose that was due was not given."""

    kind: ClassVar[str] = "administration"
    status: str = has.choice("What became of the dose that was due.", *GIVEN, *NOT_GIVEN, required=True)
    dose: Amount = has.quantity("The amount given.", "mass")
    ordered: Amount = has.quantity("The amount ordered.", "mass")
    salt: str | None = has.choice("Which salt the grams are of.", "pentahydrate", "anhydrous", "unknown")
    product: str | None = has.text("The product, by its name or id.")
    volume: Amount = has.quantity("The volume given, with its diluent.", "volume")
    route: str | None = has.text("The route.")
    access: str | None = has.text("The line used.")
    started: When | None = has.when("When the infusion started.")
    ended: When | None = has.when("When it ended.")
    over: Amount = has.quantity("How long the drug ran, pauses left out.", "time")
    ordered_over: Amount = has.quantity("How long it was ordered to run.", "time")
    rate_changes: tuple[RateChange, ...] = has.records("Changes of the rate.", RateChange)
    pauses: tuple[Pause, ...] = has.records("Pauses.", Pause)
    reaction_grade: Count = has.count("CTCAE grade of the worst infusion reaction; 0 is none.", 0, 5)
    reaction: str | None = has.text("The reaction, in words.")
    systolic_before: Amount = has.quantity("Systolic pressure before.", "pressure")
    systolic_lowest: Amount = has.quantity("Lowest systolic pressure during and after.", "pressure")
    tolerated: str | None = has.choice("Whether it was recorded as tolerated.", *YES_NO)
    reason: str | None = has.text("Why it was partial or not given.")


def is_infusion(body: Administration) -> bool:
    """Whether a dose went into a vein; a route that is not told is taken as the course's own, the vein."""
    return body.route is None or body.route.strip().lower() in ("iv", "intravenous")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Vascular access: placed, used, failed, removed."""

    kind: ClassVar[str] = "access"
    device: str = has.text("Which line: peripheral cannula, port, PICC, fistula…", required=True)
    change: str = has.choice("What happened to it.", "placed", "in_use", "failed", "removed", required=True)
    site: str | None = has.text("Where.")
