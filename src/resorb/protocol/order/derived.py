"""What follows from an order by arithmetic: volumes, rate, sodium and thiosulfate, a dose and a week."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from resorb.evidence import Evidence
from resorb.protocol.order.amount import product_of_strength
from resorb.protocol.order.order import Seen
from resorb.protocol.order.rate import grams_per_minute
from resorb.protocol.order.route import diluent_sodium
from resorb.protocol.order.schedule import per_week
from resorb.quantity import Quantity, rounded


def _number(value: Fraction | None, places: int) -> Decimal | None:
    """Return a derived number rounded for reading; it is never fed back into a rule."""
    if value is None:
        return None
    digits = rounded(Decimal(value.numerator) / Decimal(value.denominator), places)
    return digits if digits else Decimal(0)


def derived(seen: Seen, evidence: Evidence) -> dict[str, Any]:
    """Return what one phase comes to; every number that cannot be known is None.

    Grams are of the pentahydrate. `sodium_mmol.total` counts the drug and, where it is stated, the
    diluent. A dose range gives the higher end, and `dose_g_min` the lower.
    """
    grams = seen.grams
    if grams is None or not (seen.systemic or seen.local):
        return unknown(seen.number, seen.unknown_because or "not worked out for this route")
    high = grams.high
    rate = grams_per_minute(seen, evidence) if seen.systemic else None
    week = per_week(seen)
    weekly = None if week is None else Fraction(week)
    return {
        "phase": seen.number,
        "dose_g": _number(high, 3),
        "dose_g_min": _number(grams.low, 3) if grams.low != high else None,
        "dose_basis": grams.why or None,
        "volumes": _volumes(seen, high, evidence),
        "rate_g_per_h": _number(None if rate is None else rate * 60, 2),
        "rate_g_per_min": _number(rate, 3),
        **_loads(seen, high, Fraction(1), evidence),
        "per_week": None
        if weekly is None
        else {"doses": week, "dose_g": _number(high * weekly, 2), **_loads(seen, high, weekly, evidence)},
        "why": None,
    }


def unknown(phase: int, why: str) -> dict[str, Any]:
    """Return the same fields with nothing in them, and why."""
    return {
        "phase": phase,
        "dose_g": None,
        "dose_g_min": None,
        "dose_basis": None,
        "volumes": [],
        "rate_g_per_h": None,
        "rate_g_per_min": None,
        "sodium_mmol": {"drug": None, "diluent": None, "total": None},
        "thiosulfate_mmol": None,
        "potassium_mmol": None,
        "per_week": None,
        "why": why,
    }


def _loads(seen: Seen, grams: Fraction, times: Fraction, evidence: Evidence) -> dict[str, Any]:
    chemistry = evidence.chemistry
    drug = chemistry.sodium_mmol(grams)
    diluent = diluent_sodium(seen, evidence)
    return {
        "sodium_mmol": {
            "drug": _number(drug * times, 1),
            "diluent": _number(None if diluent is None else diluent * times, 1),
            "total": _number((drug + (diluent or 0)) * times, 1),
        },
        "thiosulfate_mmol": _number(chemistry.thiosulfate_mmol(grams) * times, 1),
        "potassium_mmol": _potassium(seen, grams, times, evidence),
    }


def _potassium(seen: Seen, grams: Fraction, times: Fraction, evidence: Evidence) -> Decimal | None:
    product = seen.order.product  # a strength alone names no product, and so no excipients
    if product is None:
        return None
    volume = evidence.chemistry.volume_ml(grams, product.strength, product.salt)
    load = evidence.chemistry.potassium_mmol(product, volume)
    return _number(None if load is None else load * times, 2)


def _volumes(seen: Seen, grams: Fraction, evidence: Evidence) -> list[Mapping[str, Any]]:
    """Return the one volume when product or strength is stated, else one for every known product."""
    product, strength = seen.order.product, seen.phase.concentration
    if product is not None:
        return [_volume(product.id, product.name, product.strength, product.salt, grams, evidence)]
    if strength is not None:
        known = product_of_strength(strength, evidence)
        salt = seen.phase.salt or (known.salt if known else "pentahydrate")
        name = known.name if known else "as stated"
        return [_volume(known.id if known else None, name, strength, salt, grams, evidence)]
    return [_volume(p.id, p.name, p.strength, p.salt, grams, evidence) for p in evidence.products.values()]


def _volume(
    name: str | None, title: str, strength: Quantity, salt: str, grams: Fraction, evidence: Evidence
) -> dict[str, Any]:
    per_ml = strength.to("mg/mL").value
    volume = evidence.chemistry.volume_ml(grams, strength, salt) if per_ml > 0 else None
    return {
        "product": name,
        "name": title,
        "strength_mg_per_ml": per_ml,
        "salt": salt,
        "volume_ml": _number(volume, 1),
    }
