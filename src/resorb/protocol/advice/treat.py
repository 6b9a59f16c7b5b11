"""Rules on the treatment itself: the regimen in force, a higher dose, a flare, a relapse and a restart."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, crosses
from resorb.protocol.rule import rule
from resorb.quantity import plain


@rule("advice.regimen.dose_missing")
def dose_missing(case: Case) -> Iterator[Advice]:
    """A regimen whose dose is not stated is completed before anything is given by it."""
    force = case.state.regimen
    if force is None or case.state.status.name == "stopped":
        return
    if force.regimen is None or all(p.dose is None for p in force.regimen.phases):
        yield Advice(
            "advice.regimen.dose_missing",
            "The dose is not stated",
            "caution",
            f"The regimen in force ('{force.text}') states no dose. State dose, route and infusion time before the "
            "next infusion. The letter does not tell the dose of its restart; 12.5 g is that of its first course.",
            "Nothing is filled in for what a record does not say.",
            (Input("regimen", force.text, force.event),),
            ("dose", "infusion time"),
            ("L19", "L9"),
            ("K13",),
            blocks_signing=True,
        )


@rule("advice.dose.escalate")
def escalate(case: Case) -> Iterator[Advice]:
    """After 3 to 4 tolerated doses the letter allows 25 g over 60 min; nothing shows that more works better."""
    state, limit = case.state, case.evidence.limits["limit.escalation.tolerated"]
    given = state.doses.last
    if state.status.name != "on treatment" or given is None or given.dose is None or limit.at_dose is None:
        return
    if given.dose >= limit.at_dose:
        return
    count, needed = state.tolerated.count, state.tolerated.needed
    inputs = (Input("last dose", str(given.dose), str(given.when)), Input("tolerated in a row", str(count)))
    if count < needed:
        why = f" ({state.tolerated.broken_by})" if state.tolerated.broken_by else ""
        text = f"Keep the dose: {count} of {needed} tolerated doses in a row are shown{why}."
    elif _acidotic(case):
        return
    else:
        text = (
            f"{count} tolerated doses in a row are shown. Reported: an increase to 25 g over 60 min (the same 25 g/h). "
            "Keeping 12.5 g is as well supported."
        )
    yield Advice(
        "advice.dose.escalate",
        "A higher dose?",
        "note",
        text,
        f"{limit.message} Tolerated means the full dose at its rate, no reaction above grade 1, pressure in limits and "
        "no bicarbonate below 18 mmol/L [site default, opinion].",
        inputs,
        ("weight",) if state.covariate("weight") is None else (),
        ("L52", "L51"),
        ("K16", "opinion"),
    )


def _acidotic(case: Case) -> bool:
    value, _ = case.quantity("bicarbonate")
    return value is not None and crosses(case.evidence.limits["limit.escalation.bicarbonate"], value)


@rule("advice.weight.stale")
def stale_weight(case: Case) -> Iterator[Advice]:
    """A weight that is old is taken again before a dose rests on it."""
    limit, reading = case.evidence.limits["limit.weight.stale"], case.state.covariate("weight")
    if reading is None or reading.age_days is None or limit.value is None:
        return
    if Decimal(reading.age_days) > limit.value.to("d").value:
        yield Advice("advice.weight.stale", "The weight is old", limit.level, limit.remedy, limit.message,
                     (Input("weight", f"{reading.value}, {reading.age_days} days old", str(reading.when)),),
                     sources=limit.sources)  # fmt: skip


@rule("advice.flare")
def flare(case: Case) -> Iterator[Advice]:
    """A suspected flare is confirmed or excluded; it is not assumed to be caused by the drug."""
    for event in case.state.flares:
        body = event.body
        if getattr(body, "status", "") == "suspected":
            yield Advice(
                "advice.flare",
                "A flare is suspected and not settled",
                "caution",
                f"Consider confirming or excluding the suspected {getattr(body, 'disease', '')} flare, and recording "
                "which. The letter stopped treatment for one and never says what it was.",
                "A flare of the disease is its own event: neither an adverse event nor proof against the drug.",
                (Input("flare", "suspected", str(event.when)),),
                ("whether it was confirmed or excluded",),
                ("L16",),
                ("K4",),
            )


@rule("advice.relapse")
def relapse(case: Case) -> Iterator[Advice]:
    """After a stop, relapse is looked for and measured; the letter's patient relapsed more widely and was restarted weekly."""
    status = case.state.status
    if status.name != "stopped" or status.permanent:
        return
    new = case.state.lesions.new_regions
    yield Advice(
        "advice.relapse",
        "Off treatment: watch for relapse",
        "note",
        "Consider measuring the same lesions, pain and function at set dates. Reported after a stop: recurrence in more "
        "places than before, then weekly treatment (dose not stated) and a second reduction. Weekly was re-induction "
        "after relapse; spacing out a responder has not been reported.",
        "One course that got better, worse and better again is also what a fluctuating disease can show by itself.",
        (Input("status", status.name, status.why), *(Input("region new since start", r) for r in new)),
        sources=("L17", "L19"),
        against=("K13", "K15"),
    )


@rule("advice.due")
def due(case: Case) -> Iterator[Advice]:
    """What is due next is said with its reason, or that it cannot be known."""
    expected = case.state.next_due
    if case.state.status.name == "on treatment" and expected.when is None:
        yield Advice("advice.due", "When the next dose is due is unknown", "note",
                     f"The next dose cannot be dated: {expected.why}.", "A date is never made up.",
                     missing=("next dose",), sources=("opinion",))  # fmt: skip


@rule("advice.cumulative")
def cumulative(case: Case) -> Iterator[Advice]:
    """Grams are counted from doses recorded as given; told treatment is shown and not counted."""
    doses = case.state.doses
    if doses.unknown:
        yield Advice(
            "advice.cumulative",
            "Total grams are a lower bound",
            "note",
            f"Recorded so far: {plain(doses.cumulative.value)} g of the pentahydrate. The true total is unknown: "
            f"{'; '.join(doses.unknown)}.",
            "A source that tells a regimen does not tell that each dose was given.",
            missing=("doses given",),
            sources=("opinion",),
        )


RULES = (dose_missing, escalate, stale_weight, flare, relapse, due, cumulative)
