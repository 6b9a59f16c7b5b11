"""Rules on what is agreed and known before the first dose."""

from __future__ import annotations

from collections.abc import Iterator

from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, listed
from resorb.protocol.rule import rule

# What a rule or a hold later rests on, with the record that asks for it.
_TESTS = ("calcium", "phosphate", "PTH", "potassium", "weight", "eGFR")
_SCALES = ("physician calcinosis VAS", "patient calcinosis VAS", "pain NRS", "joint angle")
_TARGETS = 3


@rule("advice.agreement")
def agreement(case: Case) -> Iterator[Advice]:
    """Consent to off-label use, and what success would be, are agreed before the first dose."""
    bodies = [body for _, body in case.of("agreement")]
    wanted = {
        "consent to off-label use": any(b.consent == "yes" for b in bodies),
        "what success would be": any(b.success for b in bodies),
        "a date to stop unless agreed again": any(b.stop_date is not None for b in bodies),
    }
    lacking = tuple(name for name, there in wanted.items() if not there)
    if lacking:
        yield Advice(
            "advice.agreement",
            "Not agreed in writing",
            "caution",
            f"Consider recording {', '.join(lacking)}"
            + (" now: treatment has begun." if case.started else " before the first dose."),
            "Without it any change can be called success afterwards, and stopping follows the result.",
            missing=lacking,
            sources=("opinion",),
            blocks_signing=not case.started,
        )


@rule("advice.agreement.refused")
def refused(case: Case) -> Iterator[Advice]:
    """Without consent to off-label use, and without the site's approval, nothing is given."""
    last = case.seen.order.latest([event.id for event, _ in case.of("agreement")])
    for event, body in case.of("agreement"):
        no = [
            w
            for w, said in (("consent", body.consent), ("the site's approval", body.off_label_approval))
            if said == "no"
        ]
        if event.id in last and no:
            yield Advice(
                "advice.agreement.refused",
                "Not agreed to",
                "error",
                f"{listed(no).capitalize()} is recorded as refused: do not give sodium thiosulfate.",
                "The use is off-label; it rests on consent and approval.",
                (Input("agreement", listed(no), str(event.when), event.id),),
                sources=("opinion",),
                blocks_signing=True,
                clears="a later agreement records consent and approval",
            )


@rule("advice.agreement.stop_date")
def stop_date(case: Case) -> Iterator[Advice]:
    """When the agreed stop date has passed, treatment goes on only if it is agreed again."""
    now = case.seen.horizon
    last = case.seen.order.latest([event.id for event, _ in case.of("agreement")])
    for event, body in case.of("agreement"):
        if event.id not in last or body.stop_date is None or case.state.status.name != "on treatment":
            continue
        until = case.seen.put(body.stop_date)
        if now is None or now.earliest is None or until.latest is None or now.clock != until.clock:
            continue
        if until.latest <= now.earliest:
            yield Advice(
                "advice.agreement.stop_date",
                "The agreed stop date has passed",
                "caution",
                f"Treatment was agreed until {body.stop_date}. Consider looking at what was agreed as success, and recording "
                "a stop or a new agreement, before the next dose.",
                "A stop that was set beforehand tells more than one that follows the result.",
                (Input("stop date", str(body.stop_date), str(event.when), event.id),),
                sources=("opinion",),
                against=("K15",),
                blocks_signing=True,
                clears="a new agreement with a later date, or a stop, is recorded",
            )


@rule("advice.workup.missing")
def workup(case: Case) -> Iterator[Advice]:
    """Calcium, phosphate, PTH, potassium, weight, eGFR and an ECG are known before the first dose, and allergies asked for."""
    lacking = [name for name in _TESTS if not case.last(name)]
    if not any(case.last(name) for name in ("QTc", "ECG")):
        lacking.append("ECG")
    if case.course.subject.sex == "female" and not _pregnancy_settled(case):
        lacking.append("pregnancy test, or why none is needed")
    if not _allergies_asked(case):
        lacking.append("allergies, sulfite among them")
    if not any(True for _ in case.of("concomitant")):
        lacking.append("other drugs")
    if lacking:
        yield Advice(
            "advice.workup.missing",
            "Baseline work-up is not complete",
            "note" if case.started else "caution",
            f"Not recorded: {', '.join(lacking)}. Consider recording them "
            + (
                "now; a value from before treatment can no longer be had."
                if case.started
                else "before the first dose."
            ),
            "Each is what a later question rests on: dystrophic or metastatic, the 60 kg rule, sodium and potassium, QT.",
            missing=tuple(lacking),
            sources=("S21", "S32b2", "S12", "opinion"),
            against=("K14",),
        )


def _pregnancy_settled(case: Case) -> bool:
    """Whether a test, or words such as 'not needed', are recorded, or age puts it out of the question."""
    age = case.age_years
    beyond = age is not None and age.dimension == "time" and age.to("y").value >= 60
    return beyond or bool(case.last("pregnancy") or case.last("pregnancy test"))


def _allergies_asked(case: Case) -> bool:
    told = " ".join(body.text.lower() for _, body in case.of("note"))
    return any(True for _ in case.of("allergy")) or "allerg" in told


@rule("advice.workup.measures")
def measures(case: Case) -> Iterator[Advice]:
    """Before the first dose three target lesions, two calcinosis ratings, pain and one joint angle are measured."""
    lacking = [name for name in _SCALES if not case.last(name)]
    targets = sum(1 for lesion in case.state.lesions.all if lesion.target)
    if targets < _TARGETS:
        lacking.insert(0, f"target lesions ({targets} of {_TARGETS})")
    if lacking:
        yield Advice(
            "advice.workup.measures",
            "Nothing to compare with later",
            "note",
            f"Not measured: {', '.join(lacking)}. This set fits into five minutes; photographs need the same scale, light, "
            "pose and date.",
            "Without a measure from before, better and worse rest on memory. The letter has photographs only.",
            missing=tuple(lacking),
            sources=("opinion",),
            against=("K12",),
        )


RULES = (agreement, refused, stop_date, workup, measures)
