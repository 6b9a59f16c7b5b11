"""What is to be given next by the regimen in force: one phase, its dose, and whether a higher step is open."""

from __future__ import annotations

from fractions import Fraction

from resorb.dosing import Phase
from resorb.protocol.advice.case import Case
from resorb.quantity import Quantity


def planned(case: Case) -> Phase | None:
    """Return the phase that the next dose follows, or None where no regimen is in force or can be read.

    Later phases hold by a recorded change only, as the course's own next due date has it; a step that
    waits for tolerated doses is not taken by itself.
    """
    force = case.state.regimen
    if force is None or force.regimen is None:
        return None
    return next((phase for phase, _ in force.regimen.carried() if phase.condition is None), None)


def grams(phase: Phase | None) -> Fraction | None:
    """Return the dose of a phase in grams where it is a plain mass, at its upper end."""
    if phase is None or phase.dose is None or phase.dose.per is not None:
        return None
    most = phase.dose.quantity_max
    return Fraction(most.to("g").value) if most.dimension == "mass" else None


def reaches(case: Case, dose: Quantity) -> bool:
    """Whether the next dose, or the step after it, comes to a dose or more."""
    force = case.state.regimen
    phases = [phase for phase, _ in force.regimen.carried()] if force and force.regimen else []
    line = Fraction(dose.to("g").value)
    return any((amount := grams(phase)) is not None and amount >= line for phase in phases)


def is_local(case: Case) -> bool:
    """Whether the regimen in force is put on or into a lesion."""
    phase = planned(case)
    return phase is not None and phase.route in ("topical", "intralesional", "intradermal")
