"""Rules on what is in the bag: product, salt, and whether grams, millilitres and strength agree."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from resorb.evidence import Evidence, Product
from resorb.finding import Finding, Level
from resorb.protocol.order.amount import mass, product_of_strength, said
from resorb.protocol.order.dose import agree
from resorb.protocol.order.order import Seen
from resorb.protocol.rule import crossed, rule
from resorb.quantity import Quantity, plain


@rule("order.product.missing")
def missing(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Without a product or a strength there is no one volume, and none is chosen."""
    phase = seen.phase
    if seen.number == 1 and not seen.local and seen.order.product is None and phase.concentration is None:
        yield crossed("order.product.missing", evidence.limits["limit.product.missing"], "")


@rule("order.product.strength")
def strength_of_product(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A strength written in an order is that of the product ordered."""
    strength, product = seen.phase.concentration, seen.order.product
    if strength is None or seen.local:
        return
    if product is not None and not strength.same_as(product.strength):
        yield Finding(
            "order.product.strength",
            "error",
            f"{seen.label}The order says {strength}, and {product.name} holds {product.strength} "
            f"({product.salt}). One vial for the other changes the volume and the dose.",
            "Correct the strength or the product.",
            product.sources,
        )
    elif product is None and product_of_strength(strength, evidence) is None:
        yield Finding(
            "order.product.strength",
            "caution",
            f"{seen.label}No product known here holds {strength}.",
            "Check the label of the vial: 250, 125 and 500 mg/mL (pentahydrate) and 80 mg/mL (anhydrous) are known.",
            ("S20b", "S28", "S33", "S34"),
        )


@rule("order.product.disagrees")
def product_disagrees(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """The product named in an order is the one that is dispensed for it."""
    named, used = seen.order.parse.product, seen.order.product
    if named is not None and used is not None and seen.number == 1 and named != used.id:
        wanted = evidence.products[named]
        yield Finding(
            "order.product.disagrees",
            "error",
            f"The order names {wanted.name}, and {used.name} is to be used: volume and additives differ.",
            "Use the product that was ordered, or have the order rewritten.",
            (*wanted.sources, *used.sources),
        )


@rule("order.volume.disagrees")
def volume_disagrees(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Grams, millilitres and strength agree: 12.5 g in 50 mL is 25 %, not 50 %."""
    volume, dose = seen.phase.volume, seen.phase.dose
    if (
        volume is None
        or seen.grams is None
        or seen.local
        or dose is None
        or dose.quantity.dimension == "volume"
    ):
        return
    strength = seen.phase.concentration or (seen.order.product.strength if seen.order.product else None)
    if strength is None:
        yield from _implied(seen, volume, evidence)
        return
    product = product_of_strength(strength, evidence)
    in_bag = Fraction(volume.to("mL").value) * Fraction(strength.to("mg/mL").value) / 1000
    if not any(agree(in_bag, grams, evidence) for grams in _in_terms_of(seen, product, evidence)):
        limit = evidence.limits["limit.volume.disagreement"]
        yield crossed(
            "order.volume.disagrees",
            limit,
            _disagreement(seen, volume, strength, in_bag),
            _which(seen, volume),
        )


def _in_terms_of(seen: Seen, product: Product | None, evidence: Evidence) -> tuple[Fraction, ...]:
    """Return the dose in grams of the salt the strength counts; as written too where the salt is unstated."""
    assert seen.grams is not None
    if product is None or product.salt == "pentahydrate":
        return (seen.grams.low, seen.grams.high)
    labelled = seen.grams.low / evidence.chemistry.factor
    return (labelled, seen.grams.low) if seen.phase.salt is None else (labelled,)


def _disagreement(seen: Seen, volume: Quantity, strength: Quantity, in_bag: Fraction) -> str:
    return f"{seen.label}{volume} of {strength} holds {said(in_bag)}, not {seen.dose_text}."


def _which(seen: Seen, volume: Quantity) -> str:
    """Return what would make it agree: the strength that such grams in such a volume have."""
    assert seen.phase.dose is not None
    dose = seen.phase.dose.quantity
    if dose.dimension != "mass":
        return "Correct the one that is wrong; nothing was changed."
    per_ml = mass(dose) * 1000 / Fraction(volume.to("mL").value)
    return (
        f"{dose} in {volume} is {_plain(per_ml)} mg/mL, that is {_plain(per_ml / 10)} %. "
        "Correct the one that is wrong; if the volume is a diluent, name the fluid."
    )


def _plain(value: Fraction) -> str:
    from decimal import Decimal

    digits = Decimal(value.numerator) / Decimal(value.denominator)
    return plain(round(digits, 1))


def _implied(seen: Seen, volume: Quantity, evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding when the grams in this volume would be a strength that no product has."""
    assert seen.phase.dose is not None
    if seen.phase.dose.quantity.dimension != "mass" or seen.grams is None:
        return
    ml = Fraction(volume.to("mL").value)
    if ml <= 0:
        return
    known = [
        (p, evidence.chemistry.volume_ml(seen.grams.low, p.strength, p.salt))
        for p in evidence.products.values()
    ]
    if any(agree(ml, needed, evidence) for _, needed in known):
        return
    strongest = min(needed for _, needed in known)
    level: Level = "error" if ml < strongest else "caution"
    table = ", ".join(f"{_plain(needed)} mL at {p.strength}" for p, needed in known)
    yield Finding(
        "order.volume.disagrees",
        level,
        f"{seen.label}{seen.dose_text} in {volume} is a strength that no known product has ({table}).",
        "State the product or its strength in mg/mL; name the fluid if the volume is a diluent.",
        ("S20", "S28", "S33", "S34"),
    )


@rule("order.salt.form")
def salt_form(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Grams are of the pentahydrate; anhydrous grams, or an anhydrous product, are said out loud."""
    if seen.grams is None or seen.local or seen.phase.dose is None:
        return
    product = seen.order.product or (
        product_of_strength(seen.phase.concentration, evidence) if seen.phase.concentration else None
    )
    if seen.phase.salt == "anhydrous":
        yield _salt(seen, f"{seen.dose_text} is {said(seen.grams.low)} of the pentahydrate (× 1.5697), in which every "
                    "published dose for calcinosis is given.", "Say which is meant on the label.")  # fmt: skip
    elif seen.phase.salt is None and product is not None and product.salt == "anhydrous":
        written = seen.phase.dose.quantity
        if written.dimension == "mass":
            more = evidence.chemistry.as_pentahydrate(mass(written), "anhydrous")
            yield _salt(seen, f"{product.name} is labelled in anhydrous grams and the order does not say which grams it "
                        f"means. {written} was read as pentahydrate; as anhydrous it would be {said(more)} of the "
                        "pentahydrate.", "Write 'pentahydrate' or 'anhydrous' after the dose.")  # fmt: skip


def _salt(seen: Seen, message: str, remedy: str) -> Finding:
    return Finding("order.salt.form", "caution", seen.label + message, remedy, ("S33", "S34"))


@rule("order.product.substitution")
def substitution(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A product is not exchanged for another of the same name without reading what differs."""
    product = seen.order.product
    if product is None or seen.number > 1 or seen.local:
        return
    level: Level = "note" if product.id == next(iter(evidence.products)) else "caution"
    yield Finding(
        "order.product.substitution",
        level,
        f"{product.name}: {' '.join(product.substitution)}",
        "Dispense the product that was ordered, or have the order rewritten.",
        product.sources,
    )


RULES = (missing, strength_of_product, product_disagrees, volume_disagrees, salt_form, substitution)
