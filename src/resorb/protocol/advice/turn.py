"""Rules on the turns of a course: a hold and its end, a flare, a relapse, a restart."""

from __future__ import annotations

from collections.abc import Iterator

from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.alternatives import options
from resorb.protocol.advice.case import Case, listed
from resorb.protocol.advice.go import holding
from resorb.protocol.rule import rule


@rule("advice.resume")
def resume(case: Case) -> Iterator[Advice]:
    """A hold ends when what it was for is over, and is then resumed at the same dose; each reason is named."""
    status = case.state.status
    if status.name != "held":
        return
    still = holding(case)
    texts = tuple(f"{line.title}: {line.clears}{f' ({line.weak})' if line.weak else ''}" for line in still)
    yield Advice(
        "advice.resume",
        "Held: what would end it",
        "note",
        (
            f"Held for: {status.why}. "
            + (
                f"Still in the way: {'; '.join(texts)}."
                if still
                else "Nothing recorded still calls for holding. Consider resuming at the same dose, and recording "
                "the decision with its reason."
            )
        ),
        "A hold says what clears it; sourced holds resume at the same dose. Only a recorded decision ends a hold.",
        tuple(i for line in still for i in line.inputs),
        tuple(dict.fromkeys(name for line in still for name in line.missing)),
        ("S35", "opinion"),
        clears="a resume, a stop or a change of plan is recorded",
    )


@rule("advice.stopped.permanent")
def stopped_for_good(case: Case) -> Iterator[Advice]:
    """A stop recorded as permanent stands; a new course is a new decision with its own agreement."""
    if case.state.status.permanent:
        yield Advice(
            "advice.stopped.permanent",
            "Stopped for good",
            "error",
            f"The record stops treatment for good: {case.state.status.why}. Consider the alternatives.",
            "What was ended for good is not taken up by an order.",
            (Input("status", case.state.status.name, case.state.status.why),),
            sources=("opinion",),
            blocks_signing=True,
            alternatives=options(case),
            clears="nothing in this course; a new one needs its own agreement",
        )


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
                (Input("flare", "suspected", str(event.when), event.id),),
                ("whether it was confirmed or excluded",),
                ("L16",),
                ("K4",),
                clears="the flare is recorded as confirmed or excluded",
            )


@rule("advice.flare.confirmed")
def flare_confirmed(case: Case) -> Iterator[Advice]:
    """A confirmed flare is treated as the disease it is; whether thiosulfate goes on is a decision with a reason."""
    for event in case.state.flares:
        body = event.body
        if getattr(body, "status", "") == "confirmed":
            told = any(True for _ in case.of("activity"))
            yield Advice(
                "advice.flare.confirmed",
                "A confirmed flare",
                "note",
                f"Consider treating the {getattr(body, 'disease', '')} flare by its own rules, and deciding on thiosulfate "
                "apart from it: going on, holding and stopping are all unsupported by any comparison.",
                "The letter says that calcinosis usually runs independently of the disease; in juvenile dermatomyositis "
                "it does not.",
                (Input("flare", "confirmed", str(event.when), event.id),),
                () if told else ("disease activity",),
                ("L24", "L16"),
                ("K4", "K18"),
            )


@rule("advice.response")
def response(case: Case) -> Iterator[Advice]:
    """A response on treatment is held against what was agreed as success; what to do next was never compared."""
    seen = [(e, body) for e, body in case.of("observation") if body.measure.lower() == "response"]
    if not seen or case.state.status.name != "on treatment":
        return
    agreed = [body.success for _, body in case.of("agreement") if body.success]
    lacking = () if agreed else ("what success would be",)
    measured = any(lesion.target for lesion in case.state.lesions.all) or case.last("pain NRS")
    yield Advice(
        "advice.response",
        "A response is recorded",
        "note",
        (f"Agreed as success: {agreed[-1]}. " if agreed else "What success would be was not agreed. ")
        + "Consider measuring what was measured before, then deciding: going on, a pause planned beforehand, or an end "
        "are all possible and none was compared. Reported: a response seen at 3 months, treatment for 8, recurrence after the "
        "stop. Spacing out a patient who responds was never reported.",
        "A word such as 'drastic' is a quotation, not a measure.",
        tuple(Input("response", str(body.value), str(e.when), e.id) for e, body in seen[-2:]),
        lacking if measured else (*lacking, "a measure of the response"),
        ("L11", "L15", "L17"),
        ("K12", "K15"),
    )


@rule("advice.relapse")
def relapse(case: Case) -> Iterator[Advice]:
    """After a stop, relapse is looked for and measured; the letter's patient relapsed more widely and was restarted weekly."""
    status = case.state.status
    if status.name != "stopped" or status.permanent or not status.starts:
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
        () if case.last("pain NRS") else ("a measure from before the stop",),
        sources=("L17", "L19"),
        against=("K13", "K15"),
    )


@rule("advice.restart")
def restart(case: Case) -> Iterator[Advice]:
    """After a stop with lesions in new places, a restart is a new decision: what stopped it is settled first."""
    status, new = case.state.status, case.state.lesions.new_regions
    if status.name != "stopped" or status.permanent or not (new or _recurred(case)):
        return
    open_flares = [e for e in case.state.flares if getattr(e.body, "status", "") == "suspected"]
    first = ["the suspected flare that stopped it"] if open_flares else []
    first += [f"{name}" for name in ("sodium", "bicarbonate") if not case.last(name)]
    yield Advice(
        "advice.restart",
        "Relapse: restart, another treatment, or neither",
        "note",
        (f"Consider settling {listed(first)} first. " if first else "")
        + "Reported once: weekly treatment after the relapse (dose, infusion time and degree of the second response not "
        "stated). The first course's 3 times weekly has not been compared with it. The alternatives stand beside it; an "
        "agreement, the work-up and the measures are due again.",
        "What brought the stop may still hold, and counting of tolerated doses starts again after 4 weeks.",
        tuple(Input("region new since start", region) for region in new),
        tuple(first),
        ("L17", "L19"),
        ("K13", "K4"),
        alternatives=options(case),
    )


def _recurred(case: Case) -> bool:
    return any(
        "recur" in str(body.value).lower() or "relaps" in str(body.value).lower()
        for _, body in case.of("observation")
    )


@rule("advice.restart.dose")
def restart_dose(case: Case) -> Iterator[Advice]:
    """A restart counts tolerated doses from nought, and a dose above 12.5 g is not its first."""
    restarts = [(e, body) for e, body in case.of("plan_change") if body.change == "restart"]
    last = case.seen.order.latest([e.id for e, _ in restarts])
    for event, body in restarts:
        given_since = any(
            case.seen.order.certainly_before(event.id, d.id)
            for d, dose in case.of("administration")
            if dose.status in ("given", "partial")
        )
        if event.id in last and not given_since and case.state.status.name == "on treatment":
            yield Advice(
                "advice.restart.dose",
                "First dose after a restart",
                "note",
                f"The restart is recorded ('{body.regimen or 'no regimen stated'}'). Consider the first doses as at the start: "
                "12.5 g over 30 min, pressure watched throughout, sodium and bicarbonate measured before. The letter does not "
                "tell the dose of its restart.",
                "Tolerance shown months ago is not shown today.",
                (Input("restart", body.reason or "no reason recorded", str(event.when), event.id),),
                () if body.regimen else ("regimen of the restart",),
                ("L19", "L9"),
                ("K13",),
            )


RULES = (resume, stopped_for_good, flare, flare_confirmed, response, relapse, restart, restart_dose)
