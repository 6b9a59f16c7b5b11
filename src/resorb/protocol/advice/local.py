"""Rules on local treatment: put on the skin, or injected into or under a lesion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case
from resorb.protocol.advice.extent import WIDE, extent, says
from resorb.protocol.advice.regimen import planned
from resorb.protocol.rule import rule


def _phase(case: Case, *routes: str) -> Any:
    phase = planned(case)
    return phase if phase is not None and phase.route in routes else None


@rule("advice.local.topical")
def topical(case: Case) -> Iterator[Advice]:
    """A topical plan is a plan of its own: 10 to 25 % daily for months is reported, mostly for small lesions and children."""
    phase = _phase(case, "topical")
    if phase is not None:
        values = case.evidence.values["topical.strength"]
        yield Advice(
            "advice.local.topical",
            "Topical plan",
            "note",
            f"Reported: {values} daily, on average for 4 to 5 months; about a fifth complete and a fifth without response, "
            "adults less often than children. Holds for blood values belong to intravenous doses. Consider watching the "
            "skin for irritation and allergy.",
            "Local treatment is feasible where lesions are few and near the surface.",
            (Input("regimen", case.state.regimen.text if case.state.regimen else ""),),
            _lacking(case, phase),
            ("S25", "S26a", "L49"),
            ("L55",),
        )


@rule("advice.local.injected")
def injected(case: Case) -> Iterator[Advice]:
    """An injected plan is fractions of a millilitre of 150 to 250 mg/mL at the base of few lesions; it hurts."""
    phase = _phase(case, "intralesional", "intradermal")
    if phase is not None:
        values = case.evidence.values["intralesional.strength"]
        yield Advice(
            "advice.local.injected",
            "Injected plan",
            "note",
            f"Reported: {values}, fractions of a millilitre a lesion. Pain is common and passes. Consider "
            "measuring each injected lesion and one that is not.",
            "Local treatment is feasible where lesions are few and can be reached.",
            (Input("regimen", case.state.regimen.text if case.state.regimen else ""),),
            _lacking(case, phase),
            ("S22", "S23", "L50"),
            ("L55",),
        )


def _lacking(case: Case, phase: Any) -> tuple[str, ...]:
    lacking = [] if extent(case) else ["how widespread the calcinosis is"]
    if phase.concentration is None and not (phase.dose and phase.dose.unit == "%"):
        lacking.append("strength")
    return tuple(lacking)


@rule("advice.local.impractical")
def impractical(case: Case) -> Iterator[Advice]:
    """Topical and injected treatment are impractical where calcinosis is widespread."""
    phase = _phase(case, "topical", "intralesional", "intradermal")
    if phase is not None and says(case, WIDE):
        yield Advice(
            "advice.local.impractical",
            "Local treatment of widespread disease",
            "caution",
            "The record calls the calcinosis widespread; the letter calls local treatment impractical then. Consider which "
            "lesions matter most, and whether treating those is the aim.",
            "A few lesions of many can still be the ones that hurt.",
            (Input("condition", case.words),),
            sources=("L55", "L43"),
            against=("S26a",),
        )


RULES = (topical, injected, impractical)
