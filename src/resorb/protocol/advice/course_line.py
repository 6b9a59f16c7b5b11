"""The lines of the go/no-go for the course itself: its status, platinum, the interval, the order, flare, age, consent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from resorb.protocol.advice import baseline, disease, dose, patient
from resorb.protocol.advice.advice import Input
from resorb.protocol.advice.case import Case
from resorb.protocol.advice.line import Answer, Line
from resorb.protocol.advice.regimen import planned
from resorb.protocol.advice.schedule import doses_in_order
from resorb.protocol.order.check import check


def other_line(case: Case) -> Line:
    """Return the line of another disease: these rules cannot tell."""
    advice = next(disease.other_disease(case))
    return Line("advice.disease.other", "Disease", "cannot tell", advice.text, advice.clears, advice.inputs)


def status_line(case: Case) -> Line:
    """Return the line of the status: held, stopped or unknown is no time for a dose."""
    status = case.state.status
    inputs = (Input("status", status.name, status.why),)
    if status.permanent:
        return Line(
            "course.status",
            "Course",
            "hold",
            f"Stopped for good: {status.why}.",
            "nothing in this course; a new one needs its own agreement",
            inputs,
            hard=True,
            for_good=True,
        )
    if status.name in ("held", "stopped"):
        what = "a resume" if status.name == "held" else "a restart with its regimen"
        return Line(
            "course.status",
            "Course",
            "hold",
            f"The course is {status.name}: {status.why}.",
            f"{what} is recorded, with its reason",
            inputs,
        )
    if status.name == "unknown":
        return Line(
            "course.status",
            "Course",
            "cannot tell",
            f"Whether treatment is under way is unknown: {status.why}.",
            "what was decided is recorded",
            inputs,
            missing=("whether treatment is under way",),
        )
    return Line("course.status", "Course", "treat", f"The course is {status.name}.", inputs=inputs)


def platinum_line(case: Case) -> Line:
    """Return the line of platinum: on its day a hold, while it is being given on days nobody recorded unknown."""
    limit = case.limit("platinum.same_day")
    found = list(patient.platinum(case))
    if not found:
        return Line(limit.id, "Platinum chemotherapy", "treat", "None is recorded.", sources=limit.sources)
    events = [e for a in found for i in a.inputs if (e := case.course.event(i.event)) is not None]
    today = any(case.age_days(e) in (0, None) for e in events)
    return Line(
        limit.id,
        "Platinum chemotherapy",
        "hold" if today else "cannot tell",
        found[0].reason if today else "Platinum is being given and the days of its doses are not recorded.",
        found[0].clears,
        tuple(i for a in found for i in a.inputs),
        missing=() if today else ("the days of platinum doses",),
        sources=limit.sources,
        hard=True,
    )


def interval_line(case: Case) -> Line:
    """Return the line of the interval: a second dose within 24 hours is a hold."""
    limit, doses, now = case.limit("interval.one_in_24_h"), doses_in_order(case), case.seen.horizon
    undated = any(
        case.time(e).earliest is None
        for e, b in case.of("administration")
        if b.status in ("given", "partial")
    )
    if undated or (not doses and case.started):
        return Line(
            "course.interval",
            "Since the last dose",
            "cannot tell",
            "No dose is dated, so the interval cannot be said.",
            "the last dose is recorded with its time",
            missing=("time of the last dose",),
            sources=limit.sources,
        )
    if not doses:
        return Line(
            "course.interval", "Since the last dose", "treat", "No dose was given yet.", sources=limit.sources
        )
    last = max(doses, key=lambda e: case.time(e).latest or Fraction(0))
    shown = (Input("last dose", str(getattr(last.body, "dose", "")), str(last.when), last.id),)
    at = case.time(last)
    if now is None or now.latest is None or now.earliest is None or at.latest is None or at.earliest is None:
        return Line(
            "course.interval",
            "Since the last dose",
            "cannot tell",
            "No date was asked for.",
            "the date is given",
            shown,
            missing=("date of the infusion",),
            sources=limit.sources,
        )
    least, most = (now.earliest - at.latest) * 24, (now.latest - at.earliest) * 24
    answer: Answer = (
        "hold"
        if most < 24 or least < 0
        else "cannot tell"
        if least < 24 and now.latest - now.earliest < 1
        else "treat"
    )
    text = {
        "hold": f"A dose is recorded less than 24 h before. {limit.message}",
        "cannot tell": "24 h may not have passed.",
        "treat": "24 h or a day have passed.",
    }[answer]
    return Line(
        "course.interval",
        "Since the last dose",
        answer,
        text,
        "" if answer == "treat" else "24 h after the last dose",
        shown,
        case.age_days(last),
        sources=limit.sources,
        hard=answer == "hold",
    )


def order_line(case: Case) -> Line:
    """Return the line of the order itself: the regimen in force held against the order check."""
    order, phase = dose.order_of(case), planned(case)
    regimen = case.state.regimen
    if order is None or phase is None or regimen is None:
        return Line(
            "course.regimen",
            "Order",
            "cannot tell",
            f"No regimen can be given by: {case.state.regimen_why or 'it could not be read'}.",
            "a plan with dose, route and time is recorded",
            missing=("plan",),
        )
    shown = (Input("regimen", regimen.text, "", regimen.event),)
    if phase.dose is None:
        return Line(
            "course.regimen",
            "Order",
            "cannot tell",
            "The regimen in force states no dose.",
            "a plan that states the dose is recorded",
            shown,
            missing=("dose",),
            sources=("L19",),
        )
    # weight, kidney and the step to 25 g have lines of their own
    apart = ("order.egfr", "order.weight", "order.escalation")
    found = [f for f in check(order, case.evidence).findings if not f.rule.startswith(apart)]
    grave = [f for f in found if f.level == "error"] or [f for f in found if f.level == "caution"]
    answer: Answer = "treat" if not grave else "hold" if grave[0].level == "error" else "call"
    sources = tuple(dict.fromkeys(s for f in grave for s in f.sources)) or ("opinion",)
    return Line(
        "course.regimen",
        "Order",
        answer,
        " ".join(f.message for f in grave) or "The order check finds nothing against it.",
        "a plan that passes the order check is recorded" if grave else "",
        shown,
        sources=sources,
        hard=answer == "hold",
    )


def flare_lines(case: Case) -> Iterator[Line]:
    """Yield a call for each flare that is suspected and not settled."""
    for event in case.state.flares:
        if getattr(event.body, "status", "") == "suspected":
            yield Line(
                "advice.flare",
                "Flare",
                "call",
                "A flare is suspected and not settled; the letter stopped for one.",
                "it is recorded as confirmed or excluded; or the prescriber decides and records it",
                (Input("flare", "suspected", str(event.when), event.id),),
                case.age_days(event),
                sources=("L16",),
            )


def child_lines(case: Case) -> Iterator[Line]:
    """Yield a call for a child: the dose is an adult's."""
    for advice in patient.child(case):
        yield Line(
            "advice.child",
            "Age",
            "call",
            advice.reason,
            "the prescriber decides and records it",
            advice.inputs,
            sources=advice.sources,
        )


def agreement_lines(case: Case) -> Iterator[Line]:
    """Yield what is missing of consent before the first dose."""
    for advice in baseline.agreement(case):
        if "consent to off-label use" in advice.missing:
            yield Line(
                "advice.agreement",
                "Consent",
                "cannot tell",
                "Consent to off-label use is not recorded.",
                "consent is recorded",
                missing=("consent to off-label use",),
                sources=advice.sources,
            )
