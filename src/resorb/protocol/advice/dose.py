"""Rules on dose and escalation: what is in force, a higher dose, and where another protocol would differ."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, crosses
from resorb.protocol.advice.regimen import grams, is_local, planned
from resorb.protocol.order.check import check
from resorb.protocol.order.order import Order
from resorb.protocol.rule import rule
from resorb.quantity import Quantity, plain


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
            (Input("regimen", force.text, "", force.event),),
            ("dose", "infusion time"),
            ("L19", "L9"),
            ("K13",),
            blocks_signing=True,
            clears="a plan that states the dose is recorded",
        )


@rule("advice.regimen.none")
def no_regimen(case: Case) -> Iterator[Advice]:
    """Nothing is given without a regimen in force: which one holds is recorded first."""
    if case.state.regimen is None and case.state.status.name in ("on treatment", "not started", "unknown"):
        yield Advice(
            "advice.regimen.none",
            "No regimen is in force",
            "note" if case.state.status.name == "not started" else "caution",
            f"There is no regimen to give by: {case.state.regimen_why}. Consider recording the plan. Reported by the letter: "
            "12.5 g over 30 min 3 times weekly.",
            "An order is checked against what was meant; without it every dose is off plan.",
            missing=("plan",),
            sources=("opinion", "L51"),
            blocks_signing=case.state.status.name != "not started",
            clears="a plan is recorded",
        )


def order_of(case: Case) -> Order | None:
    """Return the regimen in force as an order with what is known of the patient; None where there is none."""
    force = case.state.regimen
    if force is None:
        return None
    weight, age, egfr = case.quantity("weight")[0], case.age_years, case.quantity("eGFR")[0]
    dialysis = case.on_dialysis
    return Order.of(
        force.text,
        weight=weight if weight and weight.dimension == "mass" else None,
        egfr=egfr.value if egfr and egfr.dimension == "indexed clearance" else None,
        dialysis=None if dialysis is None else "hd" if dialysis else "none",
        tolerated=case.state.tolerated.count,
        age_years=age.to("y").value if age and age.dimension == "time" else None,
    )


@rule("advice.order")
def order_in_force(case: Case) -> Iterator[Advice]:
    """A regimen in force that the order check would stop is not given, however long it has been in force."""
    order = order_of(case)
    phase = planned(case)
    if order is None or phase is None or phase.dose is None or case.state.status.name == "stopped":
        return
    for found in check(order, case.evidence).findings:
        if found.level == "error":
            yield Advice(
                "advice.order",
                "The regimen in force would be stopped as an order",
                "error",
                f"{found.message} {found.remedy}".strip(),
                "What the order check stops is not given because it was signed before.",
                (
                    Input(
                        "regimen",
                        order.parse.text,
                        "",
                        case.state.regimen.event if case.state.regimen else "",
                    ),
                ),
                sources=found.sources or ("opinion",),
                blocks_signing=True,
                hard=True,
                clears="a plan that passes the order check is recorded",
            )


@rule("advice.dose.escalate")
def escalate(case: Case) -> Iterator[Advice]:
    """After 3 to 4 tolerated doses the letter allows 25 g over 60 min; nothing shows that more works better."""
    state, limit = case.state, case.limit("escalation.tolerated")
    given = state.doses.last
    if state.status.name != "on treatment" or given is None or given.dose is None or limit.at_dose is None:
        return
    if _had(case, limit.at_dose) or is_local(case):
        return
    count, needed = state.tolerated.count, state.tolerated.needed
    inputs = (
        Input("last dose", str(given.dose), str(given.when), given.event),
        Input("tolerated in a row", str(count)),
    )
    if count < needed:
        why = f" ({state.tolerated.broken_by})" if state.tolerated.broken_by else ""
        text = f"Keep the dose: {count} of {needed} tolerated doses in a row are shown{why}."
    elif forbidden(case):
        return
    else:
        text = (
            f"{count} tolerated doses in a row are shown. Reported: an increase to 25 g over 60 min (the same 25 g/h). "
            "Keeping 12.5 g is as well supported."
        )
    yield Advice(
        "advice.dose.escalate",
        "A higher dose?" if count >= needed else "A higher dose: not yet",
        "note",
        text,
        f"{limit.message} Tolerated means the full dose at its rate, no reaction above grade 1, pressure in limits and "
        "no bicarbonate below 18 mmol/L [site default, opinion].",
        inputs,
        tuple(name for name in ("weight", "bicarbonate") if not case.last(name)),
        ("L52", "L51"),
        ("K16", "opinion"),
    )


def _had(case: Case, dose: Quantity) -> bool:
    """Whether the last dose was, or was ordered as, a dose or more: then the step has been taken."""
    last = case.state.doses.last
    bodies = [body for event, body in case.of("administration") if last and event.id == last.event]
    return any(isinstance(given, Quantity) and given >= dose for b in bodies for given in (b.dose, b.ordered))


def forbidden(case: Case) -> bool:
    """Whether bicarbonate forbids a higher dose: below 18 mmol/L, or not known."""
    found = case.last("bicarbonate")
    limit = case.limit("escalation.bicarbonate")
    return not found or any(f.value is None or crosses(limit, f.value) for f in found)


@rule("advice.dose.too_soon")
def too_soon(case: Case) -> Iterator[Advice]:
    """A raise with bicarbonate below 18 mmol/L, and 25 g before 3 to 4 doses were tolerated, are steps too soon."""
    limit, low = case.limit("escalation.tolerated"), case.limit("escalation.bicarbonate")
    amount, state = grams(planned(case)), case.state
    if limit.at_dose is None or amount is None:
        return
    acid = case.worst("bicarbonate", low) if _is_raise(case, amount) else None
    full = amount >= Fraction(limit.at_dose.to("g").value) and not _had(case, limit.at_dose)
    short = full and state.tolerated.count < state.tolerated.needed
    if not acid and not short:
        return
    shown = f"{state.tolerated.count} of {state.tolerated.needed} tolerated doses are shown"
    yield Advice(
        "advice.dose.too_soon",
        "A higher dose too soon",
        "error" if acid else "caution",
        f"The regimen in force gives {_digits(amount)} g; {f'bicarbonate {acid.words}' if acid else shown}. "
        "Consider keeping the dose until it is shown.",
        f"{limit.message} {low.message}",
        ((acid.shown,) if acid else ()) + (Input("tolerated in a row", str(state.tolerated.count)),),
        () if case.last("bicarbonate") else ("bicarbonate",),
        ("L52", *low.sources),
        ("K16",),
        blocks_signing=True,
        clears="enough tolerated doses are shown, bicarbonate is 18 mmol/L or more, or the plan is the last dose again",
    )


def _digits(amount: Fraction) -> str:
    return plain(Decimal(amount.numerator) / Decimal(amount.denominator))


def _is_raise(case: Case, amount: Fraction) -> bool:
    """Whether a dose is above the last that was given or ordered; 25 g as the first dose is one too."""
    last = case.state.doses.last
    bodies = [body for event, body in case.of("administration") if last and event.id == last.event]
    known = [
        Fraction(q.to("g").value) for b in bodies for q in (b.dose, b.ordered) if isinstance(q, Quantity)
    ]
    start = case.evidence.values["letter.dose"].value
    return amount > (max(known) if known else Fraction(start or 0))


@rule("advice.dose.gap")
def after_gap(case: Case) -> Iterator[Advice]:
    """After more than 4 weeks without a dose, counting of tolerated doses starts again."""
    limit, last = case.limit("escalation.gap"), case.state.doses.last
    if last is None or case.state.status.name != "on treatment":
        return
    event = case.course.event(last.event)
    age = case.age_days(event) if event else None
    if age is not None and age > case.line(limit).to("d").value:
        yield Advice(
            "advice.dose.gap",
            "A gap of more than 4 weeks",
            "caution",
            f"The last recorded dose was {age} days ago. Consider starting again at 12.5 g, with the work-up and measures "
            "repeated, and recording what happened to the doses between.",
            f"{limit.message} [site default, opinion]",
            (Input("last dose", str(last.dose or "amount not recorded"), str(last.when), last.event),),
            ("what became of the doses that were due",),
            limit.sources,
            ("K13",),
            blocks_signing=True,
            clears="a restart, with its regimen, is recorded",
        )


@rule("advice.protocol.differs")
def differs(case: Case) -> Iterator[Advice]:
    """Where the practice of another disease would give another dose or schedule, it is named and not followed."""
    amount, kidney = grams(planned(case)), case.quantity("eGFR")[0]
    weight = case.quantity("weight")[0]
    if amount is None or is_local(case):
        return
    asked = (("weight", weight), *(() if case.on_dialysis else (("eGFR", kidney),)))
    lacking = tuple(name for name, value in asked if value is None)
    line = case.line(case.limit("weight.60kg"))
    values = case.evidence.values
    light, heavy = values["calciphylaxis.dose.light"], values["calciphylaxis.dose.heavy"]
    said = []
    if weight is not None and weight.dimension == "mass" and not weight.same_as(line):
        theirs = heavy if weight > line else light
        if theirs.value is not None and Fraction(theirs.value) != amount:
            said.append(f"at {weight} it gives {theirs}")
    often = case.limit("frequency.calciphylaxis.egfr_low")
    above = often.applies_to.egfr_below
    if (
        case.on_dialysis is not True
        and kidney is not None
        and above is not None
        and kidney.dimension == above.dimension
    ):
        name = "egfr_low" if kidney < above else "egfr_normal"
        theirs_too = case.limit(f"frequency.calciphylaxis.{name}").message.rstrip(".")
        said.append(theirs_too.removeprefix("Calciphylaxis practice "))
    if said or lacking:
        yield Advice(
            "advice.protocol.differs",
            "Calciphylaxis practice would differ",
            "note",
            (
                f"Calciphylaxis practice, for comparison: {'; '.join(said)}. "
                if said
                else f"Calciphylaxis practice goes by weight and eGFR; {' and '.join(lacking)} not recorded. "
            )
            + "The letter starts everybody at 12.5 g 3 times weekly, and these rules follow it.",
            "A rule belongs to the disease it was made for; none was made for calcinosis.",
            tuple(s for s in (case.quantity("weight")[1], case.quantity("eGFR")[1]) if s),
            lacking,
            ("S20",),
            ("rule.weight_60", "rule.start_twice_weekly"),
            protocol="calciphylaxis",
        )


RULES = (dose_missing, no_regimen, order_in_force, escalate, too_soon, after_gap, differs)
