"""Every alternative side by side: what is reported, when it is feasible for this extent, what speaks against it."""

from __future__ import annotations

from resorb.evidence import may_act
from resorb.evidence.literature import Therapy
from resorb.protocol.advice.advice import Feasible, Option
from resorb.protocol.advice.case import Case
from resorb.protocol.advice.extent import extent

_OF_THIS_DRUG = ("this drug", "topical", "injection")
_LOCAL = {"localised", "small"}


def options(case: Case, *, without_this_drug: bool = False) -> tuple[Option, ...]:
    """Return the therapies of the evidence in its order, each judged for this patient's extent alone.

    A therapy whose fit is known only from a weak source is never called feasible.
    """
    fits = extent(case)
    return tuple(
        _option(therapy, fits)
        for therapy in case.evidence.therapies.values()
        if not (without_this_drug and _is_this_drug(therapy))
    )


def _is_this_drug(therapy: Therapy) -> bool:
    return therapy.kind in _OF_THIS_DRUG and "thiosulfate" in therapy.name


def _option(therapy: Therapy, fits: tuple[str, ...]) -> Option:
    feasible, why = _feasible(therapy, fits)
    return Option(
        therapy.id,
        therapy.name,
        therapy.kind,
        therapy.dose,
        therapy.response,
        feasible,
        why,
        therapy.against,
        therapy.sources,
    )


def _feasible(therapy: Therapy, fits: tuple[str, ...]) -> tuple[Feasible, str]:
    suits = set(therapy.suits)
    if not suits:
        return "unknown", "for which lesions it suits was not found"
    said = ", ".join(therapy.suits)
    if not fits:
        return "unknown", f"reported for {said}; how wide this patient's calcinosis is, is not recorded"
    if not may_act(therapy.suits_tag or therapy.tag):
        return "unknown", f"said to suit {said}, by a weak source only"
    if suits & set(fits):
        return "yes", f"reported for {said}"
    if "diffuse" in fits and suits <= _LOCAL:
        return "no", f"reported for {said}; impractical where calcinosis is diffuse (L43, L55)"
    return "no", f"reported for {said}, not for {', '.join(fits)}"
