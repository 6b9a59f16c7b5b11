"""Rules on which disease it is: another one, or one that calcium and phosphate say is metastatic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.evidence import Evidence
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, Found
from resorb.protocol.rule import rule
from resorb.quantity import Quantity, plain, rounded

OTHER = (
    "calciphylaxis",
    "tumoral",
    "tumoural",
    "iatrogenic",
    "calcific uraemic",
    "calcific uremic",
    "metastatic",
)
_MOLAR = {"calcium": "molar_mass.calcium", "phosphate": "molar_mass.phosphorus"}


@rule("advice.disease.other")
def other_disease(case: Case) -> Iterator[Advice]:
    """Calciphylaxis, tumoral and iatrogenic calcinosis are other diseases: such a course is recorded, not advised on."""
    named = next((name for name in OTHER if name in case.words), None)
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
            clears="record which disease it is, by correcting the entry if it was wrong",
        )


@rule("advice.disease.metastatic")
def metastatic(case: Case) -> Iterator[Advice]:
    """Abnormal calcium or phosphate raises the question of metastatic calcinosis before it is called dystrophic."""
    abnormal = [f for name in _MOLAR for f in case.last(name) if normal(f, case.evidence) is False]
    product = calcium_times_phosphate(case)
    line = case.evidence.values["metastatic.product"].value
    high = product is not None and line is not None and product > line
    if not abnormal and not high:
        return
    said = f" Calcium times phosphate is {plain(rounded(product, 0))} mg2/dL2." if product is not None else ""
    yield Advice(
        "advice.disease.metastatic",
        "Calcium or phosphate is not normal: is it metastatic?",
        "caution",
        f"Consider the metastatic question first: {', '.join(f'{f.name} {f.words}' for f in abnormal) or 'the product'} "
        f"is outside what is called normal here.{said} Treating what raises them comes before these rules.",
        "Dystrophic means normal calcium and phosphate in damaged tissue; a product above 70 mg2/dL2 is usual in "
        "metastatic calcinosis. The laboratory's own range counts [site default, opinion].",
        tuple(f.shown for f in abnormal),
        sources=("S55", "opinion"),
        against=("L20",),
        blocks_signing=not case.started,
        clears="calcium and phosphate are normal, or the record says why it is dystrophic all the same",
    )


def normal(found: Found, evidence: Evidence) -> bool | None:
    """Whether a calcium or phosphate is within the range called normal here; None when it is no number."""
    given, span = in_mmol(found, evidence), evidence.values[f"normal.{found.name}"]
    if given is None or span.low is None or span.high is None:
        return None
    return span.low <= given <= span.high


def in_mmol(found: Found, evidence: Evidence) -> Decimal | None:
    """Return a calcium or phosphate in mmol/L, whichever way it was written."""
    if found.value is None:
        return None
    if found.value.dimension == "concentration":
        return found.value.to("mmol/L").value
    mass = evidence.values[_MOLAR[found.name]].value
    assert mass is not None
    return _mg_per_dl(found.value) * 10 / mass if found.value.dimension == "mass concentration" else None


def _mg_per_dl(value: Quantity) -> Decimal:
    return value.to("mg/dL").value


def calcium_times_phosphate(case: Case) -> Decimal | None:
    """Return the highest product of the last calcium and phosphate in mg2/dL2; None when either is unknown."""
    masses = []
    for name, molar in _MOLAR.items():
        known = [m for f in case.last(name) if (m := in_mmol(f, case.evidence)) is not None]
        weight = case.evidence.values[molar].value
        if not known or weight is None:
            return None
        masses.append(max(known) * weight / 10)
    return masses[0] * masses[1]


RULES = (other_disease, metastatic)
