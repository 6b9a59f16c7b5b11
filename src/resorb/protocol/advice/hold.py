"""Rules on when a dose waits or treatment ends: laboratory values, reactions, and values nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.course import Event
from resorb.evidence import Limit
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, crosses, from_limit, hours_between
from resorb.protocol.rule import rule
from resorb.quantity import plain, rounded

_HYPERSENSITIVE = ("hypersensitivity", "anaphyla", "allergic", "urticaria", "angioedema", "angio-oedema")
_DISTORTED = ("chloride", "anion gap")
_NAMED = {"sodium": "limit.hold.sodium", "bicarbonate": "limit.escalation.bicarbonate"}


@rule("advice.stop.hypersensitivity")
def hypersensitivity(case: Case) -> Iterator[Advice]:
    """A hypersensitivity reaction of grade 3 or more ends treatment for good; nothing clears it."""
    limit = case.evidence.limits["limit.stop.hypersensitivity"]
    for event, body in case.of("adverse_event"):
        named = any(word in body.term.lower() for word in _HYPERSENSITIVE)
        if named and isinstance(body.grade, int) and body.grade >= case.line(limit).value:
            yield from_limit("advice.stop.hypersensitivity", "Stop for good", limit,
                             f"{body.term}, grade {body.grade}: do not give sodium thiosulfate again.",
                             Input(body.term, f"grade {body.grade}", str(event.when)), blocks_signing=True)  # fmt: skip


@rule("advice.hold.adverse_event")
def harm(case: Case) -> Iterator[Advice]:
    """An open adverse event of grade 3 holds the next dose until grade 1; grade 4 ends treatment."""
    stop, hold = (case.evidence.limits[f"limit.{name}.adverse_event"] for name in ("stop", "hold"))
    for event in case.state.open_harms:
        grade, term = getattr(event.body, "grade", None), getattr(event.body, "term", "")
        if not isinstance(grade, int):
            yield Advice("advice.hold.adverse_event", "An adverse event without a grade", "caution",
                         f"Consider grading '{term}' before the next dose.", "Holding and stopping go by the grade.",
                         (Input(term, "grade not recorded", str(event.when)),), ("grade",), hold.sources,
                         blocks_signing=True)  # fmt: skip
        elif grade >= case.line(hold).value:
            limit = stop if grade >= case.line(stop).value else hold
            yield from_limit("advice.hold.adverse_event", "Hold for an adverse event", limit, limit.message,
                             Input(term, f"grade {grade}", str(event.when)), blocks_signing=True)  # fmt: skip


@rule("advice.hold.sodium")
def sodium(case: Case) -> Iterator[Advice]:
    """Sodium above 145 mmol/L holds the dose until it is normal."""
    yield from _lab(case, "sodium", "Hold: sodium is high")


@rule("advice.escalation.bicarbonate")
def bicarbonate(case: Case) -> Iterator[Advice]:
    """Bicarbonate below 18 mmol/L forbids a higher dose, and asks whether to hold at the site's own level."""
    yield from _lab(case, "bicarbonate", "Bicarbonate is low: no higher dose, and consider holding")


def _lab(case: Case, name: str, title: str) -> Iterator[Advice]:
    limit = case.evidence.limits[_NAMED[name]]
    value, shown = case.quantity(name)
    if value is not None and shown is not None and crosses(limit, value):
        rule_name = "advice.hold.sodium" if name == "sodium" else "advice.escalation.bicarbonate"
        yield from_limit(rule_name, title, limit, limit.remedy or limit.message, shown, blocks_signing=True)


@rule("advice.labs.missing")
def labs_missing(case: Case) -> Iterator[Advice]:
    """A hold that rests on a value nobody measured is not passed: the value is asked for before the next dose."""
    lacking = tuple(name for name in _NAMED if case.quantity(name)[0] is None)
    if lacking and case.state.status.name != "stopped":
        sources = tuple(
            dict.fromkeys(s for name in lacking for s in case.evidence.limits[_NAMED[name]].sources)
        )
        yield Advice(
            "advice.labs.missing",
            "Cannot be judged: no value",
            "caution",
            f"Consider measuring {' and '.join(lacking)} before the next dose: whether to hold cannot be judged without.",
            "Sodium above 145 mmol/L holds a dose, bicarbonate below 18 mmol/L forbids a higher one; "
            "a value that is not known is not a normal value.",
            missing=lacking,
            sources=sources,
            against=("safety.acidosis.ckd",),
            blocks_signing=True,
        )


@rule("advice.chloride")
def chloride(case: Case) -> Iterator[Advice]:
    """Chloride and anion gap drawn too soon after an infusion, or at an unknown time, are not judged."""
    for event, body in case.of("lab"):
        if body.analyte.lower() not in _DISTORTED:
            continue
        delay, limit = _since_last_dose(case, event), _delay_limit(case)
        if delay is None:
            unknown = case.evidence.limits["limit.chloride.delay.unknown"]
            yield _distorted(event, unknown, "at an unknown time after the last infusion")
        elif delay < case.line(limit).to("h").value:
            yield _distorted(event, limit, f"{plain(rounded(delay, 1))} h after an infusion")


def _delay_limit(case: Case) -> Limit:
    kidney = case.state.covariate("dialysis")
    on = kidney is not None and str(kidney.value).lower() not in ("no", "none", "off")
    return case.evidence.limits[f"limit.chloride.delay.{'anuric' if on else 'normal'}"]


def _since_last_dose(case: Case, sample: Event) -> Decimal | None:
    """Return the fewest hours from the end of a dose to a sample; None when the order is not certain."""
    drawn = sample.when
    if drawn.earliest is None or drawn.latest is None or drawn.latest - drawn.earliest > 1:
        return None
    ends = [
        body.ended or e.when for e, body in case.of("administration") if body.status in ("given", "partial")
    ]
    before = [
        w for w in ends if w.latest is not None and w.earliest is not None and w.earliest <= drawn.latest
    ]
    if not before:
        return None
    last = max(before, key=lambda w: w.latest or 0)
    assert last.latest is not None and last.earliest is not None
    if last.latest - last.earliest >= 1 or drawn.latest - drawn.earliest >= 1:
        return None if drawn.earliest - last.latest < 1 else Decimal(24)
    hours = hours_between(last.latest, drawn.earliest)
    return Decimal(hours.numerator) / Decimal(hours.denominator)


def _distorted(event: Event, limit: Limit, how: str) -> Advice:
    body = event.body
    name, value = getattr(body, "analyte", ""), getattr(body, "value", "")
    return from_limit("advice.chloride", f"Do not judge by this {name}", limit,
                      f"{name} {value} was drawn {how}: a normal anion gap can hide acidosis. {limit.remedy}",
                      Input(name, str(value), str(event.when)), against=("safety.chloride",))  # fmt: skip


RULES = (hypersensitivity, harm, sodium, bicarbonate, labs_missing, chloride)
