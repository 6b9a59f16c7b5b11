"""What a dose comes to in grams of the pentahydrate, when that can be known, and why not when it cannot."""

from __future__ import annotations

from fractions import Fraction

from resorb.dosing import Dose, Phase
from resorb.evidence import Chemistry, Evidence, Product
from resorb.protocol.order.order import Grams, Order, Seen
from resorb.quantity import Quantity, plain, rounded

_REFERENCE_BSA = Fraction(173, 100)


def seen(order: Order, evidence: Evidence) -> tuple[Seen, ...]:
    """Return each phase of the order with its dose in grams."""
    phases = order.phases
    return tuple(
        Seen(order, phase, i, len(phases), *_grams(order, phase, evidence))
        for i, phase in enumerate(phases, start=1)
    )


def _grams(order: Order, phase: Phase, evidence: Evidence) -> tuple[Grams | None, str]:
    if phase.dose is None:
        return None, "no dose is stated"
    scale, why, unknown = _scale(order, phase)
    if unknown:
        stated = _absolute(phase)
        return (_fixed(stated, phase, evidence), "") if stated else (None, unknown)
    ends = [_in_grams(q, order, phase, evidence) for q in (phase.dose.quantity, phase.dose.quantity_max)]
    if ends[0] is None or ends[1] is None:
        return None, f"{phase.dose.unit} says no mass without a strength"
    low, high = (_capped(end * scale, phase, evidence.chemistry) for end in ends if end is not None)
    return Grams(low, high, why, nominal=phase.dose.per == "1.73m2" and order.bsa is None), ""


def _scale(order: Order, phase: Phase) -> tuple[Fraction, str, str]:
    """Return what a per-weight or per-surface dose is multiplied with, how, and what is missing for it."""
    per = phase.dose.per if phase.dose else None
    if per is None:
        return Fraction(1), "", ""
    if per == "kg":
        if order.weight is None:
            return Fraction(1), "", "the dose is per kg and no weight is given"
        return Fraction(order.weight.to("kg").value), f"at {order.weight}", ""
    if order.bsa is None:
        if per == "1.73m2":
            return Fraction(1), "at a body surface of 1.73 m2", ""
        return Fraction(1), "", "the dose is per m2 and no body surface is given"
    surface = Fraction(order.bsa.to("m2").value)
    return (surface / _REFERENCE_BSA if per == "1.73m2" else surface), f"at {order.bsa}", ""


def _absolute(phase: Phase) -> Dose | None:
    """Return the same dose said again in plain grams beside a per-kg dose, when the order does so."""
    return next((d for d, _ in phase.also if d.per is None and d.quantity.dimension == "mass"), None)


def _fixed(dose: Dose, phase: Phase, evidence: Evidence) -> Grams:
    chemistry, salt = evidence.chemistry, phase.salt or "pentahydrate"
    low, high = (chemistry.as_pentahydrate(mass(q), salt) for q in (dose.quantity, dose.quantity_max))
    return Grams(low, high, "as stated beside the dose")


def mass(quantity: Quantity) -> Fraction:
    """Return a mass in grams, exactly."""
    return Fraction(quantity.to("g").value)


def _in_grams(quantity: Quantity, order: Order, phase: Phase, evidence: Evidence) -> Fraction | None:
    chemistry = evidence.chemistry
    if quantity.dimension == "mass":
        return chemistry.as_pentahydrate(mass(quantity), phase.salt or "pentahydrate")
    if quantity.dimension == "amount":
        return Fraction(quantity.to("mmol").value) * chemistry.pentahydrate / 1000
    strength, salt = strength_of(order, phase, evidence)
    if quantity.dimension == "volume" and strength is not None:
        labelled = Fraction(quantity.to("mL").value) * Fraction(strength.to("mg/mL").value) / 1000
        return chemistry.as_pentahydrate(labelled, phase.salt or salt)
    return None


def _capped(grams: Fraction, phase: Phase, chemistry: Chemistry) -> Fraction:
    """Return the dose held to the order's own maximum; resorb adds none of its own."""
    if phase.cap is None:
        return grams
    return min(grams, chemistry.as_pentahydrate(mass(phase.cap), phase.salt or "pentahydrate"))


def strength_of(order: Order, phase: Phase, evidence: Evidence) -> tuple[Quantity | None, str]:
    """Return the strength that is stated, or that of the named product, and the salt it counts."""
    if phase.concentration is not None:
        known = product_of_strength(phase.concentration, evidence)
        return phase.concentration, known.salt if known else "pentahydrate"
    product = order.product
    return (product.strength, product.salt) if product else (None, "pentahydrate")


def product_of_strength(strength: Quantity, evidence: Evidence) -> Product | None:
    """Return the one product of such a strength; None when there is none."""
    return next((p for p in evidence.products.values() if p.strength.same_as(strength)), None)


def said(grams: Fraction) -> str:
    """Return grams as a person reads them: two decimals at most, more for milligrams."""
    from decimal import Decimal

    exact = Decimal(grams.numerator) / Decimal(grams.denominator)
    if exact >= 1:
        return f"{plain(rounded(exact, 2))} g"
    if exact >= Decimal("0.001"):
        return f"{plain(rounded(exact * 1000, 2))} mg"
    return f"{plain(rounded(exact * 1000000, 2))} mcg"
