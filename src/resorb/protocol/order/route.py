"""Rules on where it goes: routes that are never meant, lesions, veins and what it is diluted in."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from resorb.dosing import often_words
from resorb.evidence import Evidence
from resorb.finding import Finding, Level
from resorb.protocol.order.amount import mass
from resorb.protocol.order.order import Seen
from resorb.protocol.rule import crossed, rule

_FORBIDDEN = {"oral": "oral", "IM": "im", "SC": "sc", "intrathecal": "intrathecal",
              "intraperitoneal": "intraperitoneal"}  # fmt: skip


@rule("order.route.forbidden")
def forbidden(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Sodium thiosulfate is not ordered by mouth, muscle, skin, spine or peritoneum in gram doses."""
    key = _FORBIDDEN.get(seen.phase.route or "")
    if key:
        limit = evidence.limits[f"limit.route.{key}"]
        yield crossed("order.route.forbidden", limit, f"{seen.label}Route '{seen.phase.route}':")


@rule("order.route.missing")
def missing(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """An order states its route; one that does not is checked as intravenous and says so."""
    asked = any(q.about == "route" for q in seen.order.parse.questions)
    if seen.phase.route is None and not asked and seen.phase.dose is not None:
        yield Finding(
            "order.route.missing",
            "caution",
            f"{seen.label}No route is stated; the limits for the intravenous route were used.",
            "Write 'IV', or the route that is meant.",
            ("opinion",),
        )


@rule("order.local.strength")
def local_strength(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A topical or injected preparation states its strength, and one outside the published range is read twice."""
    if not seen.local:
        return
    kind = "topical" if seen.phase.route == "topical" else "intralesional"
    strength = seen.phase.concentration or (seen.order.product.strength if seen.order.product else None)
    if strength is None:
        yield Finding("order.local.strength", "caution", f"{seen.label}The strength of the {kind} preparation is missing.",
                      "State it: 10-25 % topical and 150-250 mg/mL injected are published.", ("S22", "S23", "S25"))  # fmt: skip
        return
    for end in ("low", "high"):
        limit = evidence.limits[f"limit.{kind}.strength.{end}"]
        if limit.crossed_by(strength):
            yield crossed("order.local.strength", limit, f"{seen.label}{strength}:")


@rule("order.local.amount")
def local_amount(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Into a lesion go fractions of a millilitre; grams there are an intravenous dose with the wrong route."""
    if seen.phase.route not in ("intralesional", "intradermal") or seen.phase.dose is None:
        return
    dose = seen.phase.dose
    heavy = evidence.limits["limit.intralesional.dose.too_high"]
    assert heavy.value is not None
    if seen.grams is not None and seen.grams.high >= mass(heavy.value):
        yield crossed("order.local.amount", heavy, f"{seen.label}{seen.dose_text}:")
        return
    volume = evidence.limits["limit.intralesional.volume"]
    if dose.quantity.dimension == "volume" and volume.crossed_by(dose.quantity_max):
        yield crossed("order.local.amount", volume, f"{seen.label}{seen.dose_text}:")


@rule("order.diluent.undiluted")
def undiluted(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Undiluted drug does not go into a peripheral vein: it is about 2000 mOsm/kg."""
    diluent, access = seen.phase.diluent, seen.phase.access
    if not seen.systemic or access == "central":
        return
    limit = evidence.limits["limit.diluent.peripheral_undiluted"]
    if diluent is not None and diluent.fluid == "none":
        where = "into a peripheral vein" if access else "and the vein is not stated"
        yield crossed("order.diluent.undiluted", limit, f"{seen.label}Undiluted, {where}.")
    elif diluent is None and access == "peripheral":
        yield crossed(
            "order.diluent.undiluted", limit, f"{seen.label}A peripheral vein, and no diluent is stated."
        )


@rule("order.diluent.volume")
def large_volume(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """900 mL or more with each dose is a volume for people on dialysis, where it is taken off again."""
    diluent = seen.phase.diluent
    limit = evidence.limits["limit.diluent.volume"]
    if (
        seen.systemic
        and diluent
        and diluent.volume
        and not seen.order.on_dialysis
        and limit.crossed_by(diluent.volume)
    ):
        yield crossed("order.diluent.volume", limit, f"{seen.label}{diluent.volume} of fluid:")


@rule("order.diluent.unknown")
def unknown_fluid(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """The fluid a dose is made up in is named, because saline adds its own sodium."""
    diluent = seen.phase.diluent
    if seen.systemic and diluent is not None and diluent.fluid is None:
        yield Finding("order.diluent.unknown", "note", f"{seen.label}The diluent is not named, so its sodium is not counted.",
                      "Name it: sodium chloride 0.9 % or glucose 5 %.", ("S20", "S20b"))  # fmt: skip


@rule("order.diluent.other")
def other_fluid(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Normal saline and glucose 5 % are the diluents in use; a concentrate is none, and another one is read twice."""
    diluent = seen.phase.diluent
    usual = ("sodium chloride 0.9 %", "glucose 5 %", "none")
    if not seen.systemic or diluent is None or diluent.fluid is None or diluent.fluid in usual:
        return
    level: Level = "error" if _is_concentrate(diluent.fluid) else "caution"
    yield Finding("order.diluent.other", level, f"{seen.label}Diluted in {diluent.fluid}: reported are sodium "
                  "chloride 0.9 % and glucose 5 %.", "Check the fluid; its strength changes sodium and tonicity.",
                  ("S20", "S20b"))  # fmt: skip


# a bag of these is no diluent but a drug of its own (opinion); what is weaker is only read twice
_STRONGEST = {"glucose": Fraction(10), "sodium chloride": Fraction(3)}


def _is_concentrate(fluid: str) -> bool:
    name, _, percent = fluid.removesuffix(" %").rpartition(" ")
    return name in _STRONGEST and Fraction(percent) > _STRONGEST[name]


@rule("order.local.frequency")
def local_frequency(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """On the skin once or twice a day, into a lesion once a week at most: more often is read twice."""
    frequency = seen.phase.frequency
    if not seen.local or frequency is None:
        return
    kind = "topical" if seen.phase.route == "topical" else "intralesional"
    limit = evidence.limits[f"limit.{kind}.frequency"]
    if limit.value is not None and frequency.most_per_week > limit.value.value:
        yield crossed("order.local.frequency", limit, f"{seen.label}'{often_words(frequency)}':")


def diluent_sodium(seen: Seen, evidence: Evidence) -> Fraction | None:
    """Return the sodium of the diluent [mmol]; None when the fluid or its volume is unknown."""
    diluent = seen.phase.diluent
    if diluent is None:
        return None
    if diluent.fluid == "none":
        return Fraction(0)
    if diluent.fluid is None or diluent.volume is None:
        return None
    litres = Fraction(diluent.volume.to("L").value)
    if diluent.fluid.startswith(("glucose", "water")):
        return Fraction(0)
    percent = Fraction(diluent.fluid.split()[-2])
    normal = evidence.values["sodium.diluent.saline"].value
    return None if normal is None else litres * Fraction(normal) * percent / Fraction(9, 10)


RULES = (
    forbidden, missing, local_strength, local_amount, local_frequency, undiluted, large_volume, unknown_fluid, other_fluid,
)  # fmt: skip
