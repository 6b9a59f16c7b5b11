"""What was given so far: doses by status, the last dose, and grams with the reasons they may be short."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from resorb.course.asof import View
from resorb.course.treatment import GIVEN, NOT_GIVEN, Administration, PlanChange, Stated, is_infusion
from resorb.course.when import When
from resorb.quantity import Quantity

# 248.18 / 158.11, the molar masses of the pentahydrate and the anhydrous salt (FACTS 1.1)
PENTAHYDRATE_PER_ANHYDROUS = Decimal("1.5697")


@dataclass(frozen=True, slots=True)
class LastDose:
    """The last dose given, as far as the order of doses is known."""

    event: str
    when: When
    dose: Quantity | None


@dataclass(frozen=True, slots=True)
class Doses:
    """Infusions recorded so far; doses by other routes are named in `unknown` and counted nowhere.

    `cumulative` is grams of pentahydrate, from doses whose salt is recorded; `cumulative_as_written` is
    the grams of doses whose salt is not. `unknown` says why the true total may be higher: with any
    reason there, `cumulative` is a lower bound and must be shown as one.
    """

    counts: dict[str, int]
    cumulative: Quantity
    cumulative_as_written: Quantity
    unknown: tuple[str, ...]
    last: LastDose | None


def doses(view: View, factor: Decimal = PENTAHYDRATE_PER_ANHYDROUS) -> Doses:
    """Return the doses recorded by the view's time; told spans add reasons, never grams."""
    all_routes = [body for _, body in view.of(Administration)]
    bodies = [body for body in all_routes if is_infusion(body)]
    counts = {name: sum(b.status == name for b in bodies) for name in (*GIVEN, *NOT_GIVEN)}
    given = [b for b in bodies if b.status in GIVEN]
    known = [b for b in given if b.salt in ("pentahydrate", "anhydrous")]
    total = sum((_grams(b) * (factor if b.salt == "anhydrous" else 1) for b in known), Decimal(0))
    plain = sum((_grams(b) for b in given if b not in known), Decimal(0))
    return Doses(
        counts,
        Quantity(total, "g"),
        Quantity(plain, "g"),
        (*_unknown(view, given, counts), *_elsewhere(all_routes)),
        _last(view),
    )


def _elsewhere(bodies: list[Administration]) -> list[str]:
    """Doses on or under the skin are no part of what the blood carried."""
    routes = [str(b.route) for b in bodies if b.status in GIVEN and not is_infusion(b)]
    if not routes:
        return []
    return [f"{len(routes)} given by another route ({', '.join(dict.fromkeys(routes))}) and not counted"]


def _grams(body: Administration) -> Decimal:
    return body.dose.to("g").value if isinstance(body.dose, Quantity) else Decimal(0)


def _unknown(view: View, given: list[Administration], counts: dict[str, int]) -> list[str]:
    reasons = [
        f"{event.id} tells treatment ({body.start} to {body.until or 'an end that is not told'}) "
        "without its doses"
        for event, body in view.of(Stated)
    ]
    recorded = any(counts[name] for name in GIVEN)
    told = any(True for _ in view.of(Stated))
    restarts = [e.id for e, body in view.of(PlanChange) if body.change == "restart"]
    if restarts and not recorded and not told:
        reasons.append(f"treatment was restarted ({', '.join(restarts)}) and no dose is recorded")
    amounts = sum(not isinstance(b.dose, Quantity) for b in given)
    if amounts:
        reasons.append(f"the amount of {amounts} given dose{'s' * (amounts > 1)} is not recorded")
    unrecorded = counts["not_recorded"]
    if unrecorded:
        reasons.append(f"whether {unrecorded} due dose{'s' * (unrecorded > 1)} was given is not recorded")
    salts = sum(b.salt not in ("pentahydrate", "anhydrous") for b in given)
    if salts:
        reasons.append(f"the salt of {salts} given dose{'s' * (salts > 1)} is not recorded")
    return reasons


def _last(view: View) -> LastDose | None:
    infused = [(e, body) for e, body in view.of(Administration) if body.status in GIVEN and is_infusion(body)]
    given = {e.id: (e, body) for e, body in infused}
    latest = view.order.latest(given)
    if len(latest) != 1:
        return None
    event, body = given[latest[0]]
    return LastDose(event.id, event.when, body.dose if isinstance(body.dose, Quantity) else None)
