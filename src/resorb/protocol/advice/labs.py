"""Rules on laboratory values and pressure: when a dose waits, and values nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.course import Event
from resorb.evidence import Limit
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, Found, back, from_limit
from resorb.protocol.advice.drawn import draw_words, hours_after_infusion, margin
from resorb.protocol.rule import rule
from resorb.quantity import plain, rounded

DISTORTED = ("chloride", "anion gap")
_HELD_BY = {"sodium": "limit.hold.sodium", "bicarbonate": "limit.escalation.bicarbonate"}
WEEKLY = ("sodium", "potassium", "bicarbonate")


@rule("advice.hold.sodium")
def sodium(case: Case) -> Iterator[Advice]:
    """Sodium above 145 mmol/L holds the dose until it is normal."""
    yield from _over(case, "sodium", case.limit("hold.sodium"), "advice.hold.sodium", "Hold: sodium is high")


@rule("advice.hold.potassium")
def potassium(case: Case) -> Iterator[Advice]:
    """Low potassium of grade 3 holds the dose until it is normal; below 3 mmol/L is taken for that grade."""
    yield from _over(
        case, "potassium", case.limit("hold.potassium.low"), "advice.hold.potassium", "Hold: potassium is low"
    )


@rule("advice.potassium.high")
def potassium_high(case: Case) -> Iterator[Advice]:
    """High potassium is asked about: one product brings potassium with each dose."""
    yield from _over(
        case, "potassium", case.limit("caution.potassium.high"), "advice.potassium.high", "Potassium is high"
    )


@rule("advice.escalation.bicarbonate")
def bicarbonate(case: Case) -> Iterator[Advice]:
    """Bicarbonate below 18 mmol/L forbids a higher dose, and asks whether to hold at the site's own level."""
    yield from _over(
        case,
        "bicarbonate",
        case.limit("escalation.bicarbonate"),
        "advice.escalation.bicarbonate",
        "Bicarbonate is low: no higher dose, and consider holding",
    )


@rule("advice.hold.site")
def site_levels(case: Case) -> Iterator[Advice]:
    """Bicarbonate, pressure and QTc hold a dose at the level the site has set; none is published."""
    for name, measured in (
        ("hold.bicarbonate", "bicarbonate"),
        ("hold.systolic.low", "systolic pressure"),
        ("hold.qtc", "QTc"),
    ):
        limit = case.limit(name)
        found = case.worst(measured, limit)
        if found:
            yield from_limit(
                "advice.hold.site",
                f"Hold: {measured}",
                limit,
                limit.remedy or limit.message,
                found.shown,
                blocks_signing=True,
                clears=f"{measured} is {back(limit)}",
            )


@rule("advice.pressure")
def pressure(case: Case) -> Iterator[Advice]:
    """Systolic pressure below 100 or above 180 mmHg kept patients out of a trial: the prescriber is asked."""
    for name in ("caution.systolic.low", "caution.systolic.high"):
        yield from _over(case, "systolic pressure", case.limit(name), "advice.pressure", "Blood pressure")


@rule("advice.qtc")
def qtc(case: Case) -> Iterator[Advice]:
    """A long QTc is a reason to look at calcium before a dose; the source for the number is weak."""
    yield from _over(case, "QTc", case.limit("caution.qtc"), "advice.qtc", "QTc is long")


def _over(case: Case, name: str, limit: Limit, rule_name: str, title: str) -> Iterator[Advice]:
    found = case.worst(name, limit)
    if found:
        holds = limit.level == "error"
        yield from_limit(
            rule_name,
            title,
            limit,
            limit.remedy or limit.message,
            found.shown,
            blocks_signing=holds,
            clears=f"{name} is {back(limit)}" if holds else "",
        )


@rule("advice.labs.missing")
def labs_missing(case: Case) -> Iterator[Advice]:
    """A hold that rests on a value nobody measured is not passed: the value is asked for before the next dose."""
    lacking = tuple(name for name in _HELD_BY if not _known(case, name))
    if lacking and case.state.status.name != "stopped":
        sources = tuple(
            dict.fromkeys(s for name in lacking for s in case.evidence.limits[_HELD_BY[name]].sources)
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
            clears="the values are measured and recorded",
        )


def _known(case: Case, name: str) -> bool:
    found = case.last(name)
    return bool(found) and all(f.value is not None for f in found)


@rule("advice.labs.stale")
def labs_stale(case: Case) -> Iterator[Advice]:
    """A value older than a week is measured again before the next dose: two practices measure weekly."""
    line = case.evidence.values["go.lab_age"]
    assert line.value is not None
    old = [
        f for name in WEEKLY for f in case.last(name) if f.age_days is not None and f.age_days > line.value
    ]
    if old and case.state.status.name in ("on treatment", "unknown"):
        yield Advice(
            "advice.labs.stale",
            "Values are old",
            "caution",
            f"Consider measuring {', '.join(dict.fromkeys(f.name for f in old))} again before the next dose.",
            f"Older than {line} they say little about today [site default, opinion].",
            tuple(
                Input(f.name, f"{f.words}, {f.age_days} days old", str(f.event.when), f.event.id) for f in old
            ),
            tuple(dict.fromkeys(f"{f.name} of the last {line}" for f in old)),
            line.sources,
            blocks_signing=True,
            clears="the values are measured again",
        )


@rule("advice.chloride")
def chloride(case: Case) -> Iterator[Advice]:
    """Chloride and anion gap drawn too soon after an infusion, or at an unknown time, are not judged."""
    for event, body in case.of("lab"):
        if body.analyte.lower() not in DISTORTED:
            continue
        delay, limit = hours_after_infusion(case, event), margin(case)
        if delay is None:
            unknown = case.limit("chloride.delay.unknown")
            yield _distorted(case, event, unknown, "at an unknown time after the last infusion")
        elif delay < case.line(limit).to("h").value:
            yield _distorted(case, event, limit, f"{plain(rounded(delay, 1))} h after an infusion")


def _distorted(case: Case, event: Event, limit: Limit, how: str) -> Advice:
    body = event.body
    name, value = getattr(body, "analyte", ""), getattr(body, "value", "")
    return from_limit(
        "advice.chloride",
        f"Do not judge by this {name}",
        limit,
        f"{name} {value} was drawn {how}: a normal anion gap can hide acidosis. {limit.remedy}"
        f"{_analyser(case, event)}",
        Input(name, str(value), str(event.when), event.id),
        against=("safety.chloride",),
    )


def _analyser(case: Case, event: Event) -> str:
    used = str(getattr(event.body, "analyser", None) or "").lower()
    known = (
        next((a for a in case.evidence.analysers.values() if a.name.lower() in used), None) if used else None
    )
    if known is None:
        return " Which analyser it was is not recorded." if not used else ""
    return f" Its analyser ({known.name}): chloride {known.chloride}."


@rule("advice.anion_gap")
def gap_alone(case: Case) -> Iterator[Advice]:
    """Thiosulfate itself raises the anion gap: a high gap with normal bicarbonate is no reason to hold."""
    gaps = [f for f in case.last("anion gap") if f.value is not None]
    line = case.limit("escalation.bicarbonate")
    if gaps and _known(case, "bicarbonate") and case.worst("bicarbonate", line) is None:
        yield Advice(
            "advice.anion_gap",
            "The anion gap alone is no hold",
            "note",
            f"Anion gap {gaps[0].words} stands beside bicarbonate {case.last('bicarbonate')[0].words}. Consider judging by "
            "measured bicarbonate or pH; by itself the gap is no reason to hold.",
            "Thiosulfate is an unmeasured anion, and chloride is misread on named analysers.",
            (*(f.shown for f in gaps), *(f.shown for f in case.last("bicarbonate"))),
            sources=("safety.anion_gap", "S11"),
            against=("safety.acidosis.profound",),
        )


def drawn_of(case: Case, found: Found) -> str:
    """Return when a value was drawn against the last infusion, for what is a sample."""
    return draw_words(case, found.event) if found.event.kind in ("lab", "workup") else ""


def older_than(found: Found, days: Decimal) -> bool:
    """Whether a value is older than so many days, or may be."""
    return found.age_days is None or found.age_days > days


RULES = (
    sodium,
    potassium,
    potassium_high,
    bicarbonate,
    site_levels,
    pressure,
    qtc,
    labs_missing,
    labs_stale,
    chloride,
    gap_alone,
)
