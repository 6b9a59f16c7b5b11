"""What a regimen is: phases of doses, each field unknown (None) unless the text states it.

Values only: `reading.py` reads them from a text, `canonical.py` prints them, `phase_json.py` writes them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any, Literal

from resorb.dosing.parts import (
    WEEKDAYS,
    Anchor,
    Condition,
    Diluent,
    Dose,
    Frequency,
    Infusion,
    Per,
    Route,
    Salt,
    TimeSpan,
)
from resorb.quantity import Quantity

__all__ = [
    "CARRIED", "PHASE_FIELDS", "WEEKDAYS", "Anchor", "Condition", "Diluent", "Dose", "Frequency", "Infusion",
    "Per", "Phase", "Regimen", "Route", "Salt", "TimeSpan",
]  # fmt: skip

Kind = Literal["given", "conditional"]
Spans = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of treatment with one dose. Every field is None unless it was stated.

    `drug` is the name as the dosing language knows it, `volume` the volume of the product that holds
    the dose, `cap` the most a per-kg dose may come to, `total_week` a weekly total written beside it,
    `offsets` a schedule such as weeks 0, 2 and 4, `also` the same dose said again in other terms
    ("= 7.96 g anhydrous"), which the order check compares. `asked` keeps, word for word, what must be
    asked back ("12,5 g"); the field it is about stays None. A later phase without a dose keeps the one
    before, unless `dose_unstated` says that the text calls it unknown. `spans` says where each field
    stands in the text and takes no part in equality.
    """

    dose: Dose | None = None
    drug: str | None = None
    salt: Salt | None = None
    cap: Quantity | None = None
    concentration: Quantity | None = None
    volume: Quantity | None = None
    volume_max: Quantity | None = None
    diluent: Diluent | None = None
    route: Route | None = None
    access: Literal["central", "peripheral"] | None = None
    infusion: Infusion | None = None
    rate: Quantity | None = None
    frequency: Frequency | None = None
    offsets: tuple[str, tuple[Decimal, ...]] | None = None
    anchor: Anchor | None = None
    duration: TimeSpan | None = None
    n_doses: int | None = None
    total_week: Quantity | None = None
    titration: Literal["up", "down"] | None = None
    condition: Condition | None = None
    also: tuple[tuple[Dose, Salt | None], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    dose_unstated: bool = False
    spans: Spans = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind(self) -> Kind:
        """Conditional when tolerated doses must come first, else given."""
        return "conditional" if self.condition else "given"

    def asks(self, about: str) -> str | None:
        """Return the words about this field that must be asked back; None when there are none."""
        return next((text for name, text in self.asked if name == about), None)

    def as_json(self, order: int = 1, carried: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the phase under the field names every face of resorb uses; unknown is None."""
        from resorb.dosing.phase_json import phase_json

        return phase_json(self, order, carried)


# What a later phase keeps from the one before when it does not say otherwise. The infusion time is
# not among them: 12.5 g over 30 min and 25 g over 30 min are different rates, and nobody wrote that.
CARRIED: tuple[str, ...] = ("drug", "salt", "concentration", "route", "access", "frequency", "anchor")


@dataclass(frozen=True, slots=True)
class Regimen:
    """Phases in the order they are to be given; a condition makes a phase wait for tolerated doses."""

    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        if not self.phases:
            raise ValueError("a regimen has at least one phase")

    def carried(self) -> tuple[tuple[Phase, tuple[str, ...]], ...]:
        """Return each phase with what it keeps from the one before, and the names of what it kept.

        A phase that says nothing of a dose ("every 4 weeks afterwards") also keeps the dose and
        infusion time; "dose not stated" and a dose that is asked back keep nothing of it.
        """
        done: list[tuple[Phase, tuple[str, ...]]] = []
        for phase in self.phases:
            before = done[-1][0] if done else None
            done.append(_carry(before, phase) if before else (phase, ()))
        return tuple(done)

    def as_json(self) -> dict[str, Any]:
        """Return the canonical text and the phases, with what was carried over named."""
        from resorb.dosing.canonical import canonical

        phases = [p.as_json(i, kept) for i, (p, kept) in enumerate(self.carried(), start=1)]
        return {"text": canonical(self), "phases": phases}


def keeps_dose(phase: Phase) -> bool:
    """Whether a later phase means the dose of the one before, since it says nothing of its own."""
    own = phase.dose or phase.volume or phase.total_week or phase.dose_unstated or phase.asks("dose")
    return not own


def _carry(before: Phase, phase: Phase) -> tuple[Phase, tuple[str, ...]]:
    names: tuple[str, ...] = CARRIED
    if keeps_dose(phase):
        names = (*CARRIED, "dose", "cap", "infusion", "rate", "volume", "diluent")
        if before.dose_unstated and phase.dose is None:
            names = (*names, "dose_unstated")
    if phase.frequency or phase.anchor or phase.offsets or phase.asks("frequency"):
        names = tuple(n for n in names if n not in ("frequency", "anchor"))
    kept = {n: getattr(before, n) for n in names if not getattr(phase, n)}
    kept = {n: value for n, value in kept.items() if value}
    return replace(phase, **kept), tuple(kept)


PHASE_FIELDS: tuple[str, ...] = tuple(f.name for f in fields(Phase) if f.name != "spans")
