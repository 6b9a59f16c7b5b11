"""Rules on how fast: the infusion time, the rate, and whether dose, time and rate agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from resorb.evidence import Evidence, Limit
from resorb.finding import Finding
from resorb.protocol.order.amount import strength_of
from resorb.protocol.order.dose import agree
from resorb.protocol.order.order import Seen
from resorb.protocol.rule import crossed, rule
from resorb.quantity import plain, rounded


def grams_per_minute(seen: Seen, evidence: Evidence) -> Fraction | None:
    """Return the fastest rate the order allows [g/min]; None when dose or time is unknown."""
    if seen.grams is None:
        return None
    if seen.minutes is not None and seen.minutes > 0:
        return seen.grams.high / Fraction(seen.minutes)
    rate = seen.phase.rate
    if rate is None:
        return None
    if rate.dimension == "mass rate":
        return Fraction(rate.to("g/min").value)
    volumes = run_in(seen, evidence)
    return None if volumes is None else seen.grams.high * Fraction(rate.to("mL/min").value) / volumes[1]


@rule("order.rate.missing")
def missing(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """An infusion states its time, because the fall in blood pressure depends on the rate."""
    if (
        seen.systemic
        and seen.phase.infusion is None
        and seen.phase.rate is None
        and seen.phase.dose is not None
    ):
        yield crossed("order.rate.missing", evidence.limits["limit.infusion_time.missing"], seen.label)


@rule("order.rate.too_fast")
def too_fast(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Nothing runs faster than 1.67 g/min, the highest rate anyone reported as tolerated."""
    limit, rate = evidence.limits["limit.rate.iv.too_fast"], grams_per_minute(seen, evidence)
    if seen.systemic and rate is not None and rate > _line(limit):
        yield crossed(
            "order.rate.too_fast",
            limit,
            f"{seen.label}{_stated(seen)} is {_said(rate)} g/min.",
            _slower(seen, evidence),
        )


@rule("order.rate.fast")
def fast(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Faster than 25 g/h, the rate of both doses of the letter, is allowed with a reason."""
    limit, rate = evidence.limits["limit.rate.iv.fast"], grams_per_minute(seen, evidence)
    if not seen.systemic or rate is None or rate * 60 <= _line(limit):
        return
    if rate <= _line(evidence.limits["limit.rate.iv.too_fast"]):
        yield crossed(
            "order.rate.fast",
            limit,
            f"{seen.label}{_stated(seen)} is {_said(rate * 60)} g/h.",
            _slower(seen, evidence),
        )


def _line(limit: Limit) -> Fraction:
    assert limit.value is not None
    return Fraction(limit.value.value)


def _said(rate: Fraction) -> str:
    return plain(rounded(Decimal(rate.numerator) / Decimal(rate.denominator), 3))


def _stated(seen: Seen) -> str:
    over = f" over {seen.phase.infusion.time}" if seen.phase.infusion else f" at {seen.phase.rate}"
    return f"{seen.dose_text}{over}"


def _slower(seen: Seen, evidence: Evidence) -> str:
    """Return the time at which the dose runs at the rate beyond which it is cautioned, the letter's."""
    limit = evidence.limits["limit.rate.iv.fast"]
    if seen.grams is None:
        return ""
    minutes = seen.grams.high * 60 / _line(limit)
    return (
        f"At {limit.value} this dose takes {_said(minutes)} min; lengthen the infusion, or give the reason."
    )


@rule("order.rate.disagrees")
def disagrees(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Dose, infusion time and rate say the same thing, or one of the three is wrong."""
    rate, minutes = seen.phase.rate, seen.minutes
    if rate is None or minutes is None or minutes <= 0 or seen.grams is None:
        return
    by_mass = rate.dimension == "mass rate"
    amount = (seen.grams.low, seen.grams.high) if by_mass else run_in(seen, evidence)
    if amount is None:
        return
    unit = "g" if by_mass else "mL"
    run = Fraction(rate.to(f"{unit}/min").value) * Fraction(minutes)
    inside = amount[0] <= run <= amount[1] or any(agree(run, end, evidence) for end in amount)
    if not inside:
        held = f"{_said(amount[0])}" + (f" to {_said(amount[1])}" if amount[0] != amount[1] else "")
        yield Finding(
            "order.rate.disagrees",
            "error",
            f"{seen.label}{rate} for {seen.phase.infusion and seen.phase.infusion.time} is {_said(run)} {unit}, "
            f"not {held} {unit}: dose, time and rate do not agree.",
            "Correct the one that is wrong; nothing was changed.",
            ("opinion",),
        )


def run_in(seen: Seen, evidence: Evidence) -> tuple[Fraction, Fraction] | None:
    """Return the least and the most that runs in [mL]; None when no volume is known.

    A bag of 100 mL may hold the drug in it or besides it; without a strength the drug adds at most what
    the weakest product needs.
    """
    diluent, grams = seen.phase.diluent, seen.grams
    added = Fraction(diluent.volume.to("mL").value) if diluent and diluent.volume else None
    drug = _drug_volume(seen, evidence)
    if added is None:
        return None if drug is None or (diluent and diluent.fluid != "none") else (drug, drug)
    if drug is not None:
        return added, added + drug
    most = (
        max(evidence.chemistry.volume_ml(grams.high, p.strength, p.salt) for p in evidence.products.values())
        if grams
        else 0
    )
    return added, added + most


def _drug_volume(seen: Seen, evidence: Evidence) -> Fraction | None:
    if seen.phase.volume is not None:
        return Fraction(seen.phase.volume.to("mL").value)
    strength, salt = strength_of(seen.order, seen.phase, evidence)
    if strength is None or seen.grams is None:
        return None
    return evidence.chemistry.volume_ml(seen.grams.high, strength, salt)


RULES = (missing, too_fast, fast, disagrees)
