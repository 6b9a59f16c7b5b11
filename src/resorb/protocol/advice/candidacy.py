"""Whether this is the kind of disease the letter treated: four questions, and every alternative beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.alternatives import options
from resorb.protocol.advice.case import Case, listed
from resorb.protocol.advice.disease import normal
from resorb.protocol.advice.extent import NARROW, WIDE, says
from resorb.protocol.rule import rule

Answer = Literal["yes", "no", "unknown"]
_SEVERE = ("severe", "debilitating", "disabling")
_MILD = ("mild", "asymptomatic")
_OUT_OF_REACH = {"no", "not feasible", "infeasible", "impractical", "not possible"}
_IN_REACH = {"yes", "feasible", "possible"}


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions candidacy rests on, its answer, and what was looked at."""

    asks: str
    answer: Answer
    inputs: tuple[Input, ...] = ()


def questions(case: Case) -> tuple[Question, ...]:
    """Return the questions: how wide, how severe, whether local treatment is feasible, whether dystrophic."""
    return (_wide(case), _severe(case), _not_local(case), _dystrophic(case))


def answer(asked: tuple[Question, ...]) -> Answer:
    """Return `no` when any answer is no, `yes` when all are yes, else `unknown`."""
    answers = {question.answer for question in asked}
    return "no" if "no" in answers else "yes" if answers == {"yes"} else "unknown"


def _wide(case: Case) -> Question:
    found: Answer = "yes" if says(case, WIDE) else "no" if says(case, NARROW) else "unknown"
    return Question(
        "how widespread the calcinosis is", found, (Input("condition", case.words or "none recorded"),)
    )


def _severe(case: Case) -> Question:
    line = case.evidence.values["candidacy.vas"].value
    rated = [f for name in ("physician calcinosis VAS", "patient calcinosis VAS") for f in case.last(name)]
    known = [f for f in rated if f.value is not None]
    inputs = tuple(f.shown for f in known)
    if says(case, _SEVERE) or any(f.value and line is not None and f.value.value >= line for f in known):
        return Question("how severe it is", "yes", inputs)
    if says(case, _MILD) or known:
        return Question("how severe it is", "no", inputs)
    return Question("how severe it is", "unknown")


def _not_local(case: Case) -> Question:
    """Whether local treatment is out of reach, as recorded under the name `local treatment`."""
    asks = "whether local treatment (topical, intralesional, surgery) is feasible"
    found = case.last("local treatment")
    if not found:
        return Question(asks, "unknown")
    said = {f.words.lower().split(",")[0].strip() for f in found}
    judged: Answer = "yes" if said <= _OUT_OF_REACH else "no" if said <= _IN_REACH else "unknown"
    return Question(asks, judged, tuple(f.shown for f in found))


def _dystrophic(case: Case) -> Question:
    asks = "whether calcium and phosphate are normal, which shows that it is dystrophic"
    found = [f for name in ("calcium", "phosphate") for f in case.last(name)]
    judged = [normal(f, case.evidence) for f in found]
    inputs = tuple(f.shown for f in found)
    if False in judged:
        return Question(asks, "no", inputs)
    both = {f.name for f in found if normal(f, case.evidence)} == {"calcium", "phosphate"}
    return Question(asks, "yes" if both and None not in judged else "unknown", inputs)


_SAYS = {
    "yes": "By what is recorded this is the kind of disease the letter treated: diffuse, severe and dystrophic, with local "
    "treatment not feasible. Consider intravenous treatment beside the alternatives; the letter reports one patient.",
    "no": "By what is recorded this is not the kind of disease the letter treated",
    "unknown": "Candidacy is unknown",
}


@rule("advice.candidacy")
def candidacy(case: Case) -> Iterator[Advice]:
    """Consider intravenous treatment for diffuse, severe dystrophic calcinosis when local options are not feasible."""
    asked = questions(case)
    found = answer(asked)
    lacking = [q.asks for q in asked if q.answer == "unknown"]
    for name in ("calcium", "phosphate"):
        if not case.last(name):
            lacking.append(name)
    against = [q.asks for q in asked if q.answer == "no"]
    yield Advice(
        "advice.candidacy",
        "Is this the kind of disease the letter treated?",
        "note",
        _text(found, lacking, against),
        "Normal calcium and phosphate show that it is dystrophic; local treatments come into question where lesions "
        "are few. Every alternative is listed, none is preferred.",
        tuple(i for q in asked for i in q.inputs),
        tuple(lacking),
        ("L61", "L59", "L55", "L20"),
        ("L25", "K11"),
        alternatives=options(case),
    )


def _text(found: Answer, lacking: list[str], against: list[str]) -> str:
    if found == "no":
        return f"{_SAYS['no']}: it answers otherwise on {listed(against)}. The alternatives stand beside it."
    if found == "unknown":
        are = "is" if len(lacking) == 1 else "are"
        return (
            f"{_SAYS['unknown']}: {', '.join(lacking)} {are} not recorded. The letter reports one patient with diffuse, "
            "severe, dystrophic disease for whom local options were not feasible."
        )
    return _SAYS[found]


RULES = (candidacy,)
