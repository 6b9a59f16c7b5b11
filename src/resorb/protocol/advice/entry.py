"""Rules on whether to begin: which disease, how wide, what was agreed, what would forbid it."""

from __future__ import annotations

from collections.abc import Iterator

from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, from_limit
from resorb.protocol.rule import rule

_OTHER = (
    "calciphylaxis",
    "tumoral",
    "tumoural",
    "iatrogenic",
    "calcific uraemic",
    "calcific uremic",
    "metastatic",
)
_WIDE = ("diffuse", "widespread", "generalised", "generalized", "universalis", "extensive")


@rule("advice.disease.other")
def other_disease(case: Case) -> Iterator[Advice]:
    """Calciphylaxis, tumoral and iatrogenic calcinosis are other diseases: such a course is recorded, not advised on."""
    named = next((name for name in _OTHER if name in case.words), None)
    if named:
        yield Advice(
            "advice.disease.other",
            "Another disease",
            "error",
            f"The record names {named} disease. These rules are for dystrophic calcinosis cutis and do not apply; "
            "resorb only records this course.",
            "Dose, frequency and risk differ between these diseases, and so does the evidence.",
            (Input("condition", case.words),),
            sources=("opinion",),
            blocks_signing=True,
        )


@rule("advice.candidacy")
def candidacy(case: Case) -> Iterator[Advice]:
    """Consider intravenous treatment for diffuse, severe dystrophic calcinosis when local options are not feasible."""
    if any(name in case.words for name in _OTHER):
        return
    wide = any(name in case.words for name in _WIDE)
    inputs = [Input("condition", case.words or "none recorded")]
    lacking = [] if wide else ["how widespread the calcinosis is"]
    for name in ("calcium", "phosphate"):
        _, shown = case.quantity(name)
        if shown:
            inputs.append(shown)
        else:
            lacking.append(name)
    lacking.append("whether local treatment (topical, intralesional, surgery) is feasible")
    yield Advice(
        "advice.candidacy",
        "Is this the kind of disease the letter treated?",
        "note",
        f"Candidacy is unknown: {', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} not recorded. The letter "
        "reports one patient with diffuse, severe, dystrophic disease for whom local options were not feasible.",
        "Normal calcium and phosphate show that it is dystrophic; local treatments are listed as alternatives where "
        "lesions are few.",
        tuple(inputs),
        tuple(lacking),
        ("L61", "L59", "L55", "L20"),
        ("L25", "K11"),
    )


@rule("advice.agreement")
def agreement(case: Case) -> Iterator[Advice]:
    """Consent to off-label use, and what success would be, are agreed before the first dose."""
    bodies = [body for _, body in case.of("agreement")]
    wanted = {
        "consent to off-label use": any(b.consent == "yes" for b in bodies),
        "what success would be": any(b.success for b in bodies),
        "a date to stop unless agreed again": any(b.stop_date is not None for b in bodies),
    }
    lacking = tuple(name for name, there in wanted.items() if not there)
    if lacking:
        yield Advice(
            "advice.agreement",
            "Not agreed in writing",
            "caution",
            f"Consider recording {', '.join(lacking)}"
            + (" now: treatment has begun." if case.started else " before the first dose."),
            "Without it any change can be called success afterwards, and stopping follows the result.",
            missing=lacking,
            sources=("opinion",),
            blocks_signing=not case.started,
        )


@rule("advice.allergy.sulfite")
def sulfite(case: Case) -> Iterator[Advice]:
    """Sulfite sensitivity raises a caution; allergy to sulfonamides or sulfates does not."""
    limit = case.evidence.limits["limit.allergy.sulfite"]
    for event in case.state.allergies:
        to = str(getattr(event.body, "to", "")).lower()
        if any(word in to.split() for word in limit.words):
            yield from_limit("advice.allergy.sulfite", "Sulfite sensitivity", limit, limit.remedy,
                             Input("allergy", to, str(event.when)))  # fmt: skip


@rule("advice.platinum")
def platinum(case: Case) -> Iterator[Advice]:
    """Thiosulfate is not given on the day of platinum chemotherapy, which it inactivates."""
    limit = case.evidence.limits["limit.platinum.same_day"]
    for event in case.state.concomitants:
        drug = str(getattr(event.body, "drug", "")).lower()
        if any(word in drug for word in limit.words):
            yield from_limit("advice.platinum", "Platinum chemotherapy", limit,
                             f"{drug} is being given: do not give sodium thiosulfate on the same day.",
                             Input("concomitant drug", drug, str(event.when)), blocks_signing=True)  # fmt: skip


RULES = (other_disease, candidacy, agreement, sulfite, platinum)
