"""Rules on the patient: allergies, other drugs, other illnesses, kidney, weight, age, pregnancy."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.course import Event
from resorb.evidence import Limit
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, crosses, from_limit
from resorb.protocol.advice.regimen import reaches
from resorb.protocol.rule import rule


@rule("advice.allergy.sulfite")
def sulfite(case: Case) -> Iterator[Advice]:
    """Sulfite sensitivity raises a caution; allergy to sulfonamides or sulfates does not."""
    limit = case.limit("allergy.sulfite")
    for event in case.state.allergies:
        to = str(getattr(event.body, "to", "")).lower()
        if any(word in to.replace(",", " ").split() for word in limit.words):
            yield from_limit(
                "advice.allergy.sulfite",
                "Sulfite sensitivity",
                limit,
                limit.remedy,
                Input("allergy", to, str(event.when), event.id),
            )


@rule("advice.platinum")
def platinum(case: Case) -> Iterator[Advice]:
    """Thiosulfate is not given on the day of platinum chemotherapy, which it inactivates."""
    limit = case.limit("platinum.same_day")
    for event, drug in platinum_given(case):
        yield from_limit(
            "advice.platinum",
            "Platinum chemotherapy",
            limit,
            f"{drug} is being given: do not give sodium thiosulfate on the same day.",
            Input("concomitant drug", drug, str(event.when), event.id),
            blocks_signing=True,
            clears="the day of the infusion is recorded as no platinum day: the drug's stop, or its dates",
        )


def platinum_given(case: Case) -> list[tuple[Event, str]]:
    """Return the platinum drugs being taken, and those given today although they were stopped since."""
    words = case.limit("platinum.same_day").words
    today = [
        (event, body.drug.lower())
        for event, body in case.of("concomitant")
        if case.age_days(event) == 0 and any(word in body.drug.lower() for word in words)
    ]
    taken = list(_taking(case, words))
    return taken + [found for found in today if found[0].id not in {event.id for event, _ in taken}]


@rule("advice.line.hydroxocobalamin")
def same_line(case: Case) -> Iterator[Advice]:
    """Hydroxocobalamin and thiosulfate never share a line."""
    limit = case.limit("line.hydroxocobalamin")
    for event, drug in _taking(case, limit.words):
        yield from_limit(
            "advice.line.hydroxocobalamin",
            "Not in one line",
            limit,
            limit.remedy,
            Input("concomitant drug", drug, str(event.when), event.id),
            level="caution",
        )


@rule("advice.drug.qt")
def qt_drug(case: Case) -> Iterator[Advice]:
    """A drug that lengthens QT is a reason to look at calcium and the ECG; the source for this is weak."""
    yield from _drug(case, "drug.qt", "A drug that lengthens QT", case.limit("drug.qt.named").words)


@rule("advice.drug.loop_diuretic")
def loop_diuretic(case: Case) -> Iterator[Advice]:
    """A loop diuretic is a reason to watch potassium; the source for this is weak."""
    yield from _drug(case, "drug.loop_diuretic", "A loop diuretic")


@rule("advice.drug.denosumab")
def denosumab(case: Case) -> Iterator[Advice]:
    """Denosumab or a bisphosphonate is a reason to watch calcium; the source for this is weak."""
    yield from _drug(case, "drug.denosumab", "A drug that lowers calcium")


def _drug(case: Case, name: str, title: str, more: tuple[str, ...] = ()) -> Iterator[Advice]:
    limit = case.limit(name)
    for event, drug in _taking(case, (*limit.words, *more)):
        yield from_limit(
            f"advice.{name}",
            title,
            limit,
            f"{drug}: consider {_LOOK[name]}.",
            Input("concomitant drug", drug, str(event.when), event.id),
        )


_LOOK = {
    "drug.qt": "an ECG and calcium before the next dose",
    "drug.loop_diuretic": "measuring potassium more often",
    "drug.denosumab": "measuring calcium more often",
}


@rule("advice.drug.warfarin")
def warfarin(case: Case) -> Iterator[Advice]:
    """Warfarin is not a treatment of calcinosis, although the letter lists it."""
    for event, drug in _taking(case, ("warfarin",)):
        yield Advice(
            "advice.drug.warfarin",
            "Warfarin",
            "note",
            f"{drug} is being taken. As a treatment of calcinosis it should not be used; it is also a risk factor for "
            "calciphylaxis. Taken for another reason, that reason decides.",
            "The letter lists it as helpful; a small randomised trial and four retrospective studies say otherwise.",
            (Input("concomitant drug", drug, str(event.when), event.id),),
            sources=("S67", "S51"),
            against=("L35", "K7"),
        )


def _taking(case: Case, words: tuple[str, ...]) -> Iterator[tuple[Event, str]]:
    for event in case.state.concomitants:
        drug = str(getattr(event.body, "drug", "")).lower()
        if any(word in drug for word in words):
            yield event, drug


@rule("advice.condition.volume")
def volume(case: Case) -> Iterator[Advice]:
    """A heart, liver or kidney that holds water gets 101 mmol of sodium with each 12.5 g; the source for this is weak."""
    yield from _condition(
        case,
        "volume_sensitive",
        "advice.condition.volume",
        "Sodium and volume",
        "consider who watches weight, oedema and pressure",
    )


@rule("advice.condition.bone_density")
def bone(case: Case) -> Iterator[Advice]:
    """Low bone density is a reason to ask whether it is followed; the source for this is weak."""
    yield from _condition(
        case,
        "condition.bone_density",
        "advice.condition.bone_density",
        "Bone density",
        "consider following it; one trial found no change of the spine in 5 months",
    )


def _condition(case: Case, name: str, rule_name: str, title: str, ask: str) -> Iterator[Advice]:
    limit = case.limit(name)
    for event, body in case.of("condition"):
        told = body.name.lower()
        if any(_stem(word) in told for word in limit.words) and body.status != "resolved":
            yield from_limit(
                rule_name,
                title,
                limit,
                f"{body.name}: {ask}.",
                Input("condition", body.name, str(event.when), event.id),
            )


def _stem(word: str) -> str:
    return "hypertens" if word == "hypertension" else word.removesuffix(" syndrome")


@rule("advice.ejection_fraction")
def ejection_fraction(case: Case) -> Iterator[Advice]:
    """An ejection fraction below 35 % kept patients out of a trial, and each dose is a sodium load."""
    limit = case.limit("ejection_fraction")
    for name in ("ejection fraction", "LVEF", "left ventricular ejection fraction"):
        found = case.worst(name, limit)
        if found:
            yield from_limit(
                "advice.ejection_fraction",
                "Weak heart",
                limit,
                "Consider asking a cardiologist first.",
                found.shown,
            )


@rule("advice.pregnancy")
def pregnancy(case: Case) -> Iterator[Advice]:
    """In pregnancy it is given only if essential: there are no human data."""
    limit = case.limit("pregnancy")
    said = [f for name in ("pregnancy", "pregnancy test") for f in case.last(name)]
    for found in said:
        if found.words.lower().startswith(("pregnant", "positive", "yes")):
            yield from_limit(
                "advice.pregnancy", "Pregnancy", limit, limit.message, found.shown, blocks_signing=True
            )


@rule("advice.age.neonate")
def neonate(case: Case) -> Iterator[Advice]:
    """Under one month of age it is contraindicated."""
    limit = case.limit("age.neonate")
    if _younger(case, limit):
        yield from_limit(
            "advice.age.neonate",
            "Newborn",
            limit,
            limit.message,
            _age(case),
            blocks_signing=True,
            clears="the child is a month old",
        )


@rule("advice.child")
def child(case: Case) -> Iterator[Advice]:
    """For a child no dose is worked out from the letter's: what others gave to children is shown as theirs."""
    limit = case.limit("age.child")
    if not _younger(case, limit) or _younger(case, case.limit("age.neonate")):
        return
    values = case.evidence.values
    lacking = tuple(name for name in ("weight", "body surface area") if not case.last(name))
    yield from_limit(
        "advice.child",
        "A child",
        limit,
        "Reported in juvenile dermatomyositis, in a girl of 14 and with abatacept: 10 g 3 times weekly for 2 weeks, "
        "then 15 g twice weekly. In other diseases: "
        f"{values['child.calciphylaxis.dose']} after dialysis (calciphylaxis), "
        f"{values['child.otoprotection.dose']} once, by weight (otoprotection label), "
        f"{values['child.cyanide.dose']}, at most 12.5 g (cyanide). None is a dose for this child; consider a "
        "paediatric rheumatologist and pharmacist setting one.",
        _age(case),
        missing=lacking,
        against=("K2", "K25"),
    )


def _younger(case: Case, limit: Limit) -> bool:
    age = case.age_years
    return age is not None and crosses(limit, age)


def _age(case: Case) -> Input:
    return Input("age", str(case.age_years))


@rule("advice.kidney")
def kidney(case: Case) -> Iterator[Advice]:
    """Off dialysis, eGFR below 60 calls for closer sodium, potassium and bicarbonate, below 30 for a nephrologist."""
    if case.on_dialysis:
        return
    for name in ("egfr.severe", "egfr.electrolytes"):
        limit = case.limit(name)
        found = case.worst("eGFR", limit)
        if found:
            how = getattr(found.event.body, "method", None) or "method not recorded"
            yield from_limit(
                "advice.kidney",
                "Kidney function is low",
                limit,
                f"{limit.remedy} eGFR here is by {how}.",
                found.shown,
                missing=() if case.on_dialysis is False else ("dialysis, or that there is none",),
                against=("rule.edinburgh",),
            )
            return


@rule("advice.weight.stale")
def stale_weight(case: Case) -> Iterator[Advice]:
    """A weight that is old is taken again before a dose rests on it."""
    limit = case.limit("weight.stale")
    for found in case.last("weight"):
        if found.age_days is not None and Decimal(found.age_days) > case.line(limit).to("d").value:
            yield from_limit(
                "advice.weight.stale",
                "The weight is old",
                limit,
                limit.remedy,
                Input("weight", f"{found.words}, {found.age_days} days old", str(found.event.when)),
            )
            return


@rule("advice.weight.light")
def light(case: Case) -> Iterator[Advice]:
    """25 g at 60 kg or less is asked about: calciphylaxis practice gives half below 60 kg and leaves 60 kg open."""
    limit = case.limit("weight.60kg")
    if limit.at_dose is None or not reaches(case, limit.at_dose):
        return
    found = case.last("weight")
    if not found or any(f.value is None for f in found):
        missing = case.limit("weight.missing")
        yield from_limit(
            "advice.weight.light", "25 g without a weight", missing, missing.remedy, missing=("weight",)
        )
    elif any(f.value is not None and crosses(limit, f.value) for f in found):
        yield from_limit(
            "advice.weight.light",
            "25 g for a light patient",
            limit,
            limit.remedy,
            *(f.shown for f in found),
            blocks_signing=True,
        )


RULES = (
    sulfite,
    platinum,
    same_line,
    qt_drug,
    loop_diuretic,
    denosumab,
    warfarin,
    volume,
    bone,
    ejection_fraction,
    pregnancy,
    neonate,
    child,
    kidney,
    stale_weight,
    light,
)
