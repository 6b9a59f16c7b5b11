"""A sheet from a checked order: one sure dose, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from resorb.course import Course, State
from resorb.course.asof import view
from resorb.course.treatment import PlanChange
from resorb.dosing import Phase, spoken
from resorb.evidence import Evidence
from resorb.finding import Finding
from resorb.protocol.advice import GoNoGo, Line
from resorb.protocol.order import Check
from resorb.quantity import plain, rounded
from resorb.report.build import patient
from resorb.report.counselled import ANSWERS, judged_by
from resorb.report.sheet.criteria import criteria, pressure_times
from resorb.report.sheet.numerals import in_words
from resorb.report.sheet.sheet import Asked, Made, Sheet, Volume

# what the go or no-go asks for and the sheet names by its own words
_SAID = ("dose", "date of the infusion", "infusion time", "route")
_LATER = "The order has a further step after tolerated doses; it is taken by a recorded escalation, not by this sheet."
_LOCAL = ("topical", "intralesional", "intradermal")


def prepare(
    course: Course,
    recorded: State,
    checked: Check | None,
    go: GoNoGo,
    evidence: Evidence,
    *,
    made_on: str | None,
    version: str,
) -> Sheet:
    """Return the sheet for the next infusion by the regimen in force.

    `checked` is the order check of that regimen, None where there is none. No amount stands on the sheet
    when the check stops the order, when the go or no-go holds, or when the order has not one dose.
    """
    place = _place(recorded)
    phase = checked.order.phases[place] if checked and place < len(checked.order.phases) else None
    refused = tuple(
        dict.fromkeys((*_before_start(course, recorded), *_against(recorded, checked, phase, place, go)))
    )
    made = None if refused or checked is None or phase is None else _made(phase, checked.phases[place])
    minutes = phase.infusion.time.minutes if phase and phase.infusion else None
    asked = sorted(go.lines, key=lambda line: list(ANSWERS).index(line.answer))
    return Sheet(
        course=course.id,
        title=course.title or f"Course {course.id}",
        patient=patient(course.subject),
        day=str(recorded.as_of) if recorded.as_of else None,
        order=spoken(checked.regimen) if checked and checked.regimen else _order(recorded),
        later=_LATER if checked and any(p.condition for p in checked.order.phases) else "",
        made=made,
        refused=refused,
        missing=tuple(
            dict.fromkeys((*_lacking(recorded, checked, phase), *(m for m in go.missing if m not in _SAID)))
        ),
        findings=checked.findings if checked else (),
        go=ANSWERS[go.answer],
        asked=tuple(_asked(line) for line in asked),
        pressure_times=pressure_times(minutes),
        stop=criteria(evidence),
        software=version,
        evidence=str(evidence.release),
        protocol=next((p.name for p in evidence.protocols.values() if p.is_default), ""),
        made_on=made_on,
    )


def _place(recorded: State) -> int:
    """Return which phase the next dose follows: the first that waits for no tolerated doses."""
    regimen = recorded.regimen.regimen if recorded.regimen else None
    phases = regimen.phases if regimen else ()
    return next((i for i, phase in enumerate(phases) if phase.condition is None), 0)


def _order(recorded: State) -> str:
    return f"“{recorded.regimen.text}”" if recorded.regimen else "no regimen in force"


def _against(
    recorded: State, checked: Check | None, phase: Phase | None, place: int, go: GoNoGo
) -> Iterator[str]:
    """Yield each reason not to prepare a dose."""
    if checked is None:
        yield f"No regimen is in force: {recorded.regimen_why or 'none is recorded'}."
    else:
        yield from (_sentence(f) for f in checked.findings if f.level == "error")
        if phase is not None and phase.route in _LOCAL:
            yield f"The order is {phase.route}; this sheet is for an infusion."
        elif phase is None or phase.dose is None:
            yield "The order states no dose."
        elif place < len(checked.phases):
            yield from _unsure(checked.phases[place])
            yield from _several(checked.order.phases)
    if recorded.regimen is not None and recorded.regimen.stated:
        yield (
            "The regimen was told by a source and is no order of this record. Record a plan, or a change of plan, that "
            "orders it."
        )
    if recorded.status.name == "unknown":
        yield f"Whether treatment is under way is unknown: {recorded.status.why}. Record what was decided."
    for line in go.lines:
        if line.answer == "hold":
            yield f"HOLD, {line.title}: {line.text}" + (
                f" What would clear it: {line.clears}." if line.clears else ""
            )


def _before_start(course: Course, recorded: State) -> Iterator[str]:
    """Yield that a plan was held or stopped before its first dose; the status then is still 'not started'."""
    if recorded.status.name != "not started":
        return
    seen = view(course, recorded.as_of, recorded.known_at)
    decided = {event.id: body for event, body in seen.of(PlanChange)}
    for name in seen.order.latest(decided):
        if decided[name].change in ("hold", "stop"):
            reason = decided[name].reason or "reason not recorded"
            yield f"HOLD, Course: the plan was put on {decided[name].change} before the first dose ({reason})."


def _unsure(derived: dict[str, Any]) -> Iterator[str]:
    if derived["dose_g"] is None:
        yield f"The dose in grams cannot be worked out: {derived['why'] or 'something it rests on is not known'}."
    elif derived["dose_g_min"] is not None:
        low, high = plain(derived["dose_g_min"]), plain(derived["dose_g"])
        yield f"The order gives a range, {low} to {high} g; one dose has to be written before it is prepared."


def _several(phases: tuple[Phase, ...]) -> Iterator[str]:
    """Yield that several doses are ordered one after the other, and which one is due is not recorded."""
    doses = dict.fromkeys(str(p.dose) for p in phases if p.condition is None and p.dose is not None)
    if len(doses) > 1:
        yield (
            f"The order has {' and then '.join(doses)}, and which of them is due is not recorded. Record the change of "
            "plan that is in force."
        )


def _sentence(finding: Finding) -> str:
    return f"{finding.message} {finding.remedy}".strip()


def _lacking(recorded: State, checked: Check | None, phase: Phase | None) -> Iterator[str]:
    if checked is None:
        yield "a regimen in force, with dose, route and infusion time"
        return
    if phase is None or phase.dose is None:
        yield "the dose, in grams"
    if phase is None or phase.infusion is None:
        yield "the infusion time"
    if phase is None or phase.route is None:
        yield "the route"
    if phase is None or phase.diluent is None:
        yield "the diluent and its volume"
    if checked.order.product is None and (phase is None or phase.concentration is None):
        yield "the product, or its strength"
    if recorded.as_of is None:
        yield "the day of the infusion"


def _made(phase: Phase, derived: dict[str, Any]) -> Made:
    grams: Decimal = derived["dose_g"]
    volumes = tuple(_volume(v) for v in derived["volumes"])
    total = _total(phase, derived["volumes"])
    span = phase.infusion.time if phase.infusion else None
    minutes = span.minutes if span and span.value_max is None else None
    rate = derived["rate_g_per_h"] if minutes else None
    return Made(
        dose=f"{plain(grams)} g",
        dose_words=f"{in_words(grams)} {'gram' if grams == 1 else 'grams'}",
        basis=_basis(phase, derived),
        volumes=volumes,
        diluent=_diluent(phase),
        total_ml=None if total is None else f"{plain(total)} mL",
        time=f"{plain(span.value)}{f' to {plain(span.value_max)}' if span.value_max else ''} {span.unit}"
        if span
        else None,
        rate_g_per_h=None if rate is None else f"{plain(rate)} g/h",
        rate_ml_per_h=None
        if total is None or not minutes
        else f"{plain(rounded(total * 60 / minutes, 0))} mL/h",
        sodium=_sodium(derived["sodium_mmol"]),
        potassium=None if derived["potassium_mmol"] is None else f"{plain(derived['potassium_mmol'])} mmol",
    )


def _basis(phase: Phase, derived: dict[str, Any]) -> str:
    """Return which salt the grams are of, and how the dose was worked out where it was."""
    salt = (
        "as the order says"
        if phase.salt == "pentahydrate"
        else "the order names no salt; doses are grams of this one"
    )
    if phase.salt == "anhydrous":
        salt = f"the order says {phase.dose} anhydrous"
    return "; ".join(part for part in (salt, derived["dose_basis"] or "") if part)


def _volume(given: dict[str, Any]) -> Volume:
    volume = given["volume_ml"]
    return Volume(
        given["name"],
        f"{plain(given['strength_mg_per_ml'])} mg/mL {given['salt']}",
        "cannot be worked out" if volume is None else f"{plain(volume)} mL",
    )


def _diluent(phase: Phase) -> str | None:
    if phase.diluent is None or (phase.diluent.fluid is None and phase.diluent.volume is None):
        return None
    if phase.diluent.fluid == "none":
        return "undiluted"
    fluid = phase.diluent.fluid or "fluid not named"
    return f"{phase.diluent.volume} {fluid}" if phase.diluent.volume else f"{fluid}, volume not stated"


def _total(phase: Phase, volumes: list[dict[str, Any]]) -> Decimal | None:
    """Return the drug's volume with the diluent's [mL], where both are sure; the drug is added, nothing withdrawn."""
    if len(volumes) != 1 or volumes[0]["volume_ml"] is None or phase.diluent is None:
        return None
    drug: Decimal = volumes[0]["volume_ml"]
    if phase.diluent.fluid == "none":
        return drug
    return None if phase.diluent.volume is None else drug + phase.diluent.volume.to("mL").value


def _sodium(load: dict[str, Any]) -> str:
    drug = f"{plain(load['drug'])} mmol from the drug"
    if load["diluent"] is None:
        return f"{drug}; from the diluent not known"
    return f"{drug}, {plain(load['diluent'])} from the diluent, {plain(load['total'])} together"


def _asked(line: Line) -> Asked:
    age = (
        ""
        if line.age_days is None
        else "today"
        if line.age_days == 0
        else "1 day old"
        if line.age_days == 1
        else f"{line.age_days} days old"
    )
    value = "; ".join(part for part in (judged_by(line), age) if part)
    aside = f" {line.overridden}" if line.overridden else ""
    return Asked(line.title, ANSWERS[line.answer], value, (line.clears or line.text) + aside)
