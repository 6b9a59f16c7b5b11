"""Rules on how much: missing, impossible, too little, too much, the wrong unit, said twice differently."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from resorb.dosing import Dose
from resorb.evidence import Evidence, Limit
from resorb.finding import Finding, Level
from resorb.protocol.order.amount import mass, said
from resorb.protocol.order.order import Seen
from resorb.protocol.order.slip import explanation, suggestions
from resorb.protocol.rule import crossed, rule

# No adult patient is lighter or heavier than this; used only to say that a per-kg dose is wrong for all.
_WEIGHTS = (Fraction(30), Fraction(250))


@rule("order.dose.missing")
def missing(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """An order states how much to give, with its unit; otherwise it is not an order."""
    asked = any(q.about == "dose" for q in seen.order.parse.questions)
    reported = any(f.rule == "dosing.dose_missing" for f in seen.order.parse.findings)
    strength_only = seen.phase.route == "topical" and seen.phase.concentration is not None
    if seen.phase.dose is None and not asked and not reported and not strength_only:
        yield crossed("order.dose.missing", evidence.limits["limit.dose.missing"], seen.label)


@rule("order.dose.impossible")
def impossible(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A dose of nothing is a slip of the pen, and is not given."""
    if seen.phase.dose is not None and seen.phase.dose.value <= 0:
        yield Finding(
            "order.dose.impossible",
            "error",
            f"{seen.label}{seen.dose_text} is no dose.",
            "Write the dose; to stop treatment, record a stop.",
            ("opinion",),
        )


@rule("order.dose.unit")
def unit(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Sodium thiosulfate is ordered in grams: units and milliequivalents are not taken for it."""
    dose = seen.phase.dose
    if dose is None or dose.unit not in ("unit", "mEq"):
        return
    yield Finding(
        "order.dose.unit",
        "error",
        f"{seen.label}{seen.dose_text}: sodium thiosulfate is not ordered in {dose.unit}. "
        "How many grams are meant cannot be told from it.",
        _remedy(seen, evidence) or "Write the dose in grams of the pentahydrate, as in '12.5 g'.",
        ("opinion",),
    )


@rule("order.dose.volume")
def volume_only(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A volume says no dose without a strength: 50 mL is 12.5 g or 25 g, depending on the vial."""
    dose = seen.phase.dose
    if dose is None or dose.quantity.dimension != "volume" or seen.grams is not None:
        return
    level: Level = "caution" if seen.local else "error"
    yield Finding(
        "order.dose.volume",
        level,
        f"{seen.label}{seen.dose_text} is a volume without a strength, so the dose in grams is unknown. "
        + _volumes_differ(dose, evidence),
        _remedy(seen, evidence) or "Write the grams, or the strength in mg/mL beside the volume.",
        ("opinion", "S20b"),
    )


def _volumes_differ(dose: Dose, evidence: Evidence) -> str:
    ml = Fraction(dose.quantity.to("mL").value)
    parts = []
    for product in evidence.products.values():
        labelled = ml * Fraction(product.strength.to("mg/mL").value) / 1000
        parts.append(
            f"{said(labelled)}{' anhydrous' if product.salt == 'anhydrous' else ''} at {product.strength}"
        )
    return f"It would be {', '.join(parts)}."


@rule("order.dose.too_low")
def too_low(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """An intravenous dose of 2.5 g or less is ten-fold under what anyone gives: a slip until shown otherwise."""
    limit = evidence.limits["limit.dose.iv.too_low"]
    if _judged(seen) and seen.grams is not None and 0 < seen.grams.low <= _line(limit):
        small = _per_kg(seen) is not None and not _a_tenth_of_a_childs(seen, evidence)
        yield _far_off("order.dose.too_low", seen, evidence, limit, "caution" if small else None)


def _per_kg(seen: Seen) -> Fraction | None:
    """Return a child's dose in grams per kg; None for an adult or where the weight is not known."""
    weight = seen.order.weight
    if not seen.order.is_child or weight is None or seen.grams is None or weight.value <= 0:
        return None
    return seen.grams.high / Fraction(weight.to("kg").value)


def _childs_dose(evidence: Evidence) -> Fraction:
    """Return the dose per kg of the cyanide label for children [g/kg]; the only one of a label by weight."""
    value = evidence.values["child.cyanide.dose"].value
    assert value is not None
    return Fraction(value) / 1000


def _a_tenth_of_a_childs(seen: Seen, evidence: Evidence) -> bool:
    per_kg = _per_kg(seen)
    return per_kg is not None and per_kg <= _childs_dose(evidence) / 10


@rule("order.dose.child")
def child(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A child's dose goes by weight: without one, or above the 250 mg/kg of a label, it is read twice."""
    if not seen.order.is_child or not seen.systemic or seen.grams is None:
        return
    per_kg, label = _per_kg(seen), evidence.values["child.cyanide.dose"]
    if per_kg is None:
        what = f"{seen.label}{seen.dose_text} for a child, and no weight is given: an adult's dose is not scaled here."
        yield Finding("order.dose.child", "caution", what, "Give the weight with --weight.", label.sources)
    elif per_kg > _childs_dose(evidence):
        milligrams = said(per_kg)
        what = f"{seen.label}{seen.dose_text} is {milligrams} per kg; the cyanide label gives children {label}, at most 12.5 g."
        yield Finding(
            "order.dose.child", "caution", what, "Check dose and weight; give the reason.", label.sources
        )


@rule("order.dose.cap")
def cap(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """The maximum an order sets is itself a dose someone could be given, and is held to the same lines."""
    most = seen.phase.cap
    if most is None or not seen.systemic or most.dimension != "mass":
        return
    for name in ("too_low", "too_high"):
        limit = evidence.limits[f"limit.dose.iv.{name}"]
        if limit.crossed_by(most):
            yield crossed(
                "order.dose.cap",
                limit,
                f"{seen.label}The maximum of {most}:",
                "Check the maximum's unit and decimal point.",
            )


@rule("order.dose.too_high")
def too_high(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """An intravenous dose of 50 g or more is at least twice the highest named: a slip until shown otherwise."""
    limit = evidence.limits["limit.dose.iv.too_high"]
    if _judged(seen) and seen.grams is not None and seen.grams.high >= _line(limit):
        yield _far_off("order.dose.too_high", seen, evidence, limit)


def _judged(seen: Seen) -> bool:
    return seen.systemic and seen.phase.dose is not None and seen.phase.dose.value > 0


def _line(limit: Limit) -> Fraction:
    assert limit.value is not None
    return mass(limit.value)


def _far_off(name: str, seen: Seen, evidence: Evidence, limit: Limit, level: Level | None = None) -> Finding:
    """Return the finding for a dose far from every published one, with what may have been meant."""
    same_as_legend = seen.phase.dose == Dose(evidence.values["letter.dose"].quantity.value, "mg")
    legend = (
        " The letter's own figure legend prints this error (12.5 mg for 12.5 g)." if same_as_legend else ""
    )
    how = f" {seen.grams.why}" if seen.grams and seen.grams.why else ""
    what = f"{seen.label}{explanation(seen, evidence, how)}{legend}"
    return crossed(name, limit, what, _remedy(seen, evidence) or limit.remedy, level)


def _remedy(seen: Seen, evidence: Evidence) -> str:
    close = suggestions(seen, evidence)
    if not close:
        return ""
    ways = " or ".join(f"'{s.text}' ({s.why})" for s in close)
    return f"If meant, write {ways}. Nothing was changed."


@rule("order.dose.per_weight")
def per_weight(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A dose per kg or per m2 is checked at the patient's weight or surface, and without it is not checked."""
    dose = seen.phase.dose
    if dose is None or dose.per is None or seen.local:
        return
    if seen.grams is not None and not seen.grams.nominal:
        return
    need = "--weight" if dose.per == "kg" else "--bsa"
    wrong = _wrong_for_all(seen, evidence)
    if wrong:
        yield Finding("order.dose.per_weight", "error", f"{seen.label}{seen.dose_text}: {wrong}",
                      "Check the unit and the decimal point.", ("opinion",))  # fmt: skip
        return
    what = "body weight" if dose.per == "kg" else "body surface"
    yield Finding(
        "order.dose.per_weight",
        "caution",
        f"{seen.label}{seen.dose_text} cannot be checked in grams: the {what} is missing.",
        f"Give it with {need}; until then only the order as written is checked.",
        ("opinion",),
    )


def _wrong_for_all(seen: Seen, evidence: Evidence) -> str:
    """Return why a per-kg dose is out of range whoever the patient is; nothing when it may be right."""
    dose = seen.phase.dose
    if dose is None or dose.per != "kg" or dose.quantity.dimension != "mass":
        return ""
    low, high = (
        _line(evidence.limits["limit.dose.iv.too_low"]),
        _line(evidence.limits["limit.dose.iv.too_high"]),
    )
    lightest, heaviest = mass(dose.quantity) * _WEIGHTS[0], mass(dose.quantity_max) * _WEIGHTS[1]
    if heaviest <= low:
        return f"even at {_WEIGHTS[1]} kg this is {said(heaviest)} a dose."
    if lightest >= high and seen.phase.cap is None:
        return f"even at {_WEIGHTS[0]} kg this is {said(lightest)} a dose."
    return ""


@rule("order.dose.low")
def low(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Below 10 g, the lowest dose published for calcinosis, is allowed with a reason."""
    limit = evidence.limits["limit.dose.iv.low"]
    if not _judged(seen) or seen.grams is None or not 0 < seen.grams.low < _line(limit):
        return
    if seen.grams.low > _line(evidence.limits["limit.dose.iv.too_low"]):
        yield crossed("order.dose.low", limit, f"{seen.label}{seen.dose_text}{_how(seen)}:")


@rule("order.dose.high")
def high(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Above 25 g, the highest dose the letter names, is allowed with a reason."""
    limit = evidence.limits["limit.dose.iv.high"]
    if not _judged(seen) or seen.grams is None or seen.grams.high <= _line(limit):
        return
    if seen.grams.high < _line(evidence.limits["limit.dose.iv.too_high"]):
        yield crossed("order.dose.high", limit, f"{seen.label}{seen.dose_text}{_how(seen)}:")


def _how(seen: Seen) -> str:
    grams = seen.grams
    if grams is None or not (grams.why or seen.phase.salt == "anhydrous"):
        return ""
    return f" ({said(grams.high)} pentahydrate{' ' + grams.why if grams.why else ''})"


@rule("order.dose.range")
def ranged(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """An order names one dose; a range leaves the choice to whoever hangs the bag."""
    dose = seen.phase.dose
    if dose is not None and dose.value_max is not None and seen.systemic:
        yield Finding(
            "order.dose.range",
            "caution",
            f"{seen.label}{seen.dose_text} is a range: both ends were checked, neither was chosen.",
            "Write the one dose to be given.",
            ("opinion",),
        )


@rule("order.dose.said_twice")
def said_twice(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A dose said again in other terms (anhydrous grams, mmol, per kg) says the same amount."""
    if seen.grams is None:
        return
    for dose, salt in seen.phase.also:
        other = _again(seen, dose, salt, evidence)
        if other is None or agree(other, seen.grams.low, evidence) or agree(other, seen.grams.high, evidence):
            continue
        yield Finding(
            "order.dose.said_twice",
            "error",
            f"{seen.label}{seen.dose_text} and '{dose}{' ' + salt if salt else ''}' do not agree: "
            f"{said(seen.grams.low)} and {said(other)} of the pentahydrate (anhydrous × 1.5697).",
            "Write one of them, or correct the other.",
            ("S33", "S34"),
        )


def _again(seen: Seen, dose: Dose, salt: str | None, evidence: Evidence) -> Fraction | None:
    chemistry = evidence.chemistry
    if dose.quantity.dimension == "amount":
        return Fraction(dose.quantity.to("mmol").value) * chemistry.pentahydrate / 1000
    if dose.quantity.dimension != "mass":
        return None
    grams = chemistry.as_pentahydrate(mass(dose.quantity), salt or seen.phase.salt or "pentahydrate")
    if dose.per == "kg":
        weight = seen.order.weight
        return grams * Fraction(weight.to("kg").value) if weight else None
    return grams if dose.per is None else None


def agree(a: Fraction, b: Fraction, evidence: Evidence) -> bool:
    """Whether two amounts that should be equal differ by no more than rounding explains."""
    limit = evidence.limits["limit.volume.disagreement"].value
    assert limit is not None
    return abs(a - b) <= Fraction(limit.value) * max(a, b)


RULES = (
    missing,
    impossible,
    unit,
    volume_only,
    too_low,
    too_high,
    per_weight,
    child,
    cap,
    low,
    high,
    ranged,
    said_twice,
)
