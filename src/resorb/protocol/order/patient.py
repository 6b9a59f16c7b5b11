"""Rules on who it is for: weight, kidney function, tolerated doses, another disease."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.evidence import Evidence, Limit
from resorb.finding import Finding, Level
from resorb.protocol.order.amount import mass
from resorb.protocol.order.order import Seen
from resorb.protocol.rule import crossed, rule
from resorb.quantity import Quantity, plain

_OTHER_DISEASES = ("calciphylaxis", "tumoral", "tumoural", "pruritus")
_ABOUT_KG = Decimal(2)
_LIGHTEST, _HEAVIEST = Quantity(Decimal(2), "kg"), Quantity(Decimal(350), "kg")


def _at_dose(seen: Seen, limit: Limit) -> bool:
    """Whether the dose reaches the one the limit is about."""
    return seen.systemic and seen.grams is not None and (
        limit.at_dose is None or seen.grams.high >= mass(limit.at_dose)
    )  # fmt: skip


@rule("order.escalation.tolerated")
def not_shown_tolerated(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """25 g, or more than the last dose, is for after 3 to 4 tolerated doses: an order shows them or waits for them."""
    limit = evidence.limits["limit.escalation.tolerated"]
    if limit.value is None or not (_at_dose(seen, limit) or _raises(seen)):
        return
    condition, shown = seen.phase.condition, seen.order.tolerated
    least = limit.site_lowest.value if limit.site_lowest else limit.value.value
    if condition is not None and condition.count is not None and condition.count >= least:
        return
    if shown is not None and shown >= limit.value.value:
        return
    said = "none is shown" if shown is None else f"{shown} shown, {plain(limit.value.value)} asked for"
    yield crossed("order.escalation.tolerated", limit, f"{seen.label}{seen.dose_text}: {said}.")


def _raises(seen: Seen) -> bool:
    """Whether the dose is known to be higher than the last one given."""
    last = seen.order.last_dose
    return seen.systemic and seen.grams is not None and last is not None and seen.grams.high > mass(last)


@rule("order.escalation.bicarbonate")
def acidotic(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """With bicarbonate below 18 mmol/L no higher dose is given, and the dose itself is thought over."""
    limit, value = evidence.limits["limit.escalation.bicarbonate"], seen.order.bicarbonate
    if value is None or not seen.systemic or seen.grams is None or not _below(value, limit):
        return
    if _raises(seen) or _at_dose(seen, evidence.limits["limit.escalation.tolerated"]):
        yield crossed(
            "order.escalation.bicarbonate",
            limit,
            f"{seen.label}Bicarbonate {value}, and {seen.dose_text} is ordered.",
        )
    else:
        yield crossed(
            "order.escalation.bicarbonate", limit, f"{seen.label}Bicarbonate {value}.", level="caution"
        )


def _below(value: Quantity, limit: Limit) -> bool:
    """Whether a bicarbonate is below the line; it has one charge, so mEq/L is the same number as mmol/L."""
    return limit.value is not None and limit.crossed_by(Quantity(value.value, limit.value.unit))


@rule("order.weight.light")
def light(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """25 g at 60 kg or less, or at about 60 kg, is a question: calciphylaxis practice halves it below 60 kg."""
    limit = evidence.limits["limit.weight.60kg"]
    weight = seen.order.weight
    if weight is None or limit.value is None or not _at_dose(seen, limit):
        return
    about = seen.order.about_weight and abs(weight.to("kg").value - limit.value.value) <= _ABOUT_KG
    if limit.crossed_by(weight) or about:
        yield crossed(
            "order.weight.light",
            limit,
            f"{seen.label}{seen.dose_text} at {'about ' if about else ''}{weight}.",
        )


@rule("order.weight.missing")
def weight_missing(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """25 g without a weight cannot be held against the 60 kg rule, and says so."""
    limit = evidence.limits["limit.weight.missing"]
    if seen.order.weight is None and _at_dose(seen, limit):
        yield crossed("order.weight.missing", limit, seen.label)


@rule("order.weight.impossible")
def weight_impossible(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A weight nobody has is a slip, and nothing is worked out from it."""
    weight = seen.order.weight
    if weight is not None and seen.number == 1 and not (_LIGHTEST <= weight <= _HEAVIEST):
        yield Finding("order.weight.impossible", "error", f"A weight of {weight} cannot be right.",
                      "Check the number and the unit (kg).", ("opinion",))  # fmt: skip


@rule("order.weight.disagrees")
def weight_disagrees(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """The weight in the order is the weight in the record, or a dose by weight is not worked out."""
    told, known = seen.order.parse.weight, seen.order.weight
    if seen.number == 1 and told is not None and known is not None and not told.same_as(known):
        level: Level = "error" if seen.phase.dose is not None and seen.phase.dose.per == "kg" else "caution"
        yield Finding("order.weight.disagrees", level, f"The order says {told} and the record {known}.",
                      "Weigh, and correct the one that is wrong.", ("opinion",))  # fmt: skip


@rule("order.weight.stale")
def weight_stale(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A weight older than the site allows is weighed again before a dose is worked out from it."""
    age, dose = seen.order.weight_age_days, seen.phase.dose
    limit = evidence.limits["limit.weight.stale"]
    if age is None or limit.value is None or dose is None or seen.order.weight is None:
        return
    matters = dose.per == "kg" or _at_dose(seen, evidence.limits["limit.weight.60kg"])
    if matters and Decimal(age) > limit.value.to("d").value:
        yield crossed(
            "order.weight.stale", limit, f"{seen.label}The weight {seen.order.weight} is {age} days old."
        )


@rule("order.egfr.low")
def kidney(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Low eGFR off dialysis means more drug, more sodium and potassium, and a risk of acidosis."""
    egfr = seen.order.egfr
    if egfr is None or not seen.systemic or seen.order.on_dialysis or seen.number > 1:
        return
    given = Quantity(egfr, "mL/min/1.73m2")
    for name in ("limit.egfr.severe", "limit.egfr.electrolytes"):
        limit = evidence.limits[name]
        if limit.crossed_by(given):
            yield crossed("order.egfr.low", limit, f"eGFR {plain(egfr)}.")
            return


@rule("order.indication.other")
def other_disease(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """These rules are for dystrophic calcinosis cutis; another disease has rules of its own."""
    said = seen.order.parse.indication or ""
    if seen.number == 1 and any(name in said for name in _OTHER_DISEASES):
        yield Finding(
            "order.indication.other",
            "caution",
            f"The order is for {said}: another disease; these rules do not apply to it.",
            "Use that disease's own protocol; resorb only records such a course.",
            ("opinion",),
        )


RULES = (
    not_shown_tolerated,
    acidotic,
    light,
    weight_missing,
    weight_impossible,
    weight_disagrees,
    weight_stale,
    kidney,
    other_disease,
)
