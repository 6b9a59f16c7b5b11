"""Rules on harm: when treatment ends for good, when a dose waits, and what clears it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from resorb.course import Event
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.alternatives import options
from resorb.protocol.advice.case import Case, from_limit
from resorb.protocol.rule import rule

_HYPERSENSITIVE = ("hypersensitiv", "anaphyla", "allerg", "urticaria", "angioedema", "angio-oedema")
_THIS_DRUG = ("thiosulfate", "thiosulphate")
_UNRELATED = ("unrelated", "not related")


@dataclass(frozen=True, slots=True)
class Harm:
    """Something that happened to the patient: from an adverse event, a reaction to a dose, or an allergy."""

    event: Event
    term: str
    grade: int | None
    open: bool
    hypersensitive: bool
    related: bool = True

    @property
    def shown(self) -> Input:
        """The harm as an input."""
        grade = "grade not recorded" if self.grade is None else f"grade {self.grade}"
        return Input(self.term, grade, str(self.event.when), self.event.id)


def harms(case: Case) -> Iterator[Harm]:
    """Yield every harm of the record, open or over; an infusion reaction is open until an adverse event tells its end."""
    told = {body.administration for _, body in case.of("adverse_event") if body.administration}
    still = {event.id for event in case.state.open_harms}
    for event, body in case.of("adverse_event"):
        related = (body.relation or "").strip().lower() not in _UNRELATED
        yield Harm(
            event, body.term, _grade(body.grade), event.id in still, _hypersensitive(body.term), related
        )
    for event, body in case.of("administration"):
        grade = _grade(body.reaction_grade)
        if grade:
            term = body.reaction or "infusion reaction"
            yield Harm(event, term, grade, event.id not in told, _hypersensitive(term))
    for event in case.state.allergies:
        of = event.body
        if any(word in str(getattr(of, "to", "")).lower() for word in _THIS_DRUG):
            yield Harm(
                event, f"allergy to {getattr(of, 'to', '')}", _grade(getattr(of, "grade", None)), True, True
            )


def _grade(given: Any) -> int | None:
    return given if isinstance(given, int) else None


def _hypersensitive(term: str) -> bool:
    return any(word in term.lower() for word in _HYPERSENSITIVE)


@rule("advice.stop.hypersensitivity")
def hypersensitivity(case: Case) -> Iterator[Advice]:
    """A hypersensitivity reaction of grade 3 or more ends treatment for good; nothing clears it."""
    limit = case.limit("stop.hypersensitivity")
    for harm in harms(case):
        if harm.hypersensitive and harm.grade is not None and harm.grade >= case.line(limit).value:
            yield from_limit(
                "advice.stop.hypersensitivity",
                "Stop for good",
                limit,
                f"{harm.term}, grade {harm.grade}: do not give sodium thiosulfate again.",
                harm.shown,
                blocks_signing=True,
                alternatives=options(case, without_this_drug=True),
                clears="nothing; the alternatives stand beside it",
            )


@rule("advice.stop.adverse_event")
def grade_four(case: Case) -> Iterator[Advice]:
    """An adverse event of grade 4 that is not recorded as unrelated ends treatment for good, even once it is over."""
    limit = case.limit("stop.adverse_event")
    for harm in harms(case):
        severe = harm.grade is not None and harm.grade >= case.line(limit).value
        if severe and harm.related and not harm.hypersensitive:
            yield from_limit(
                "advice.stop.adverse_event",
                "Stop for good",
                limit,
                f"{harm.term}, grade {harm.grade}: do not give sodium thiosulfate again.",
                harm.shown,
                blocks_signing=True,
                alternatives=options(case, without_this_drug=True),
                clears="nothing; the alternatives stand beside it",
            )


@rule("advice.hold.adverse_event")
def harm(case: Case) -> Iterator[Advice]:
    """An open adverse event of grade 3 holds the next dose until grade 1; one without a grade is graded first."""
    hold = case.limit("hold.adverse_event")
    for found in harms(case):
        if ungraded(found):
            yield Advice(
                "advice.hold.adverse_event",
                "An adverse event without a grade",
                "caution",
                f"Consider grading '{found.term}' before the next dose.",
                "Holding and stopping go by the grade.",
                (found.shown,),
                ("grade",),
                hold.sources,
                blocks_signing=True,
                clears="its grade is recorded",
            )
        elif found.open and found.grade is not None and found.grade >= case.line(hold).value:
            yield from_limit(
                "advice.hold.adverse_event",
                "Hold for an adverse event",
                hold,
                hold.message,
                found.shown,
                blocks_signing=True,
                clears=OVER,
            )


OVER = "it is recorded as over, or as grade 1 or less; then the same dose"


def ungraded(harm: Harm) -> bool:
    """Whether a grade is needed and not there: for what is open, and for any hypersensitivity."""
    return harm.grade is None and (harm.open or harm.hypersensitive)


@rule("advice.premedication")
def premedication(case: Case) -> Iterator[Advice]:
    """After hypersensitivity below grade 3, an antihistamine with or without glucocorticoid comes before each later dose."""
    limit = case.limit("stop.hypersensitivity")
    for found in harms(case):
        if found.hypersensitive and found.grade is not None and found.grade < case.line(limit).value:
            yield Advice(
                "advice.premedication",
                "Hypersensitivity below grade 3",
                "caution",
                "Reported before each later dose: an antihistamine, with or without a glucocorticoid. Consider who stands by, "
                "and whether to go on.",
                limit.note or limit.message,
                (found.shown,),
                sources=("hold.hypersensitivity", "S35"),
                protocol="otoprotection label",
            )


@rule("advice.nausea")
def nausea(case: Case) -> Iterator[Advice]:
    """For nausea or vomiting a slower infusion or an antiemetic before it is reported."""
    for found in harms(case):
        if found.open and any(word in found.term.lower() for word in ("nausea", "vomit")):
            yield Advice(
                "advice.nausea",
                "Nausea",
                "note",
                "Reported: 30 to 60 min more for the infusion, a lower dose, or ondansetron 4 mg intravenously 30 min before "
                "(it lengthens QT). The letter names nausea as its only notable side effect.",
                "Nausea depends on the rate and passes; a dose that was slowed does not count as tolerated.",
                (found.shown,),
                sources=("S20b", "S21", "L53"),
                against=("K5",),
            )
            return


RULES = (hypersensitivity, grade_four, harm, premedication, nausea)
