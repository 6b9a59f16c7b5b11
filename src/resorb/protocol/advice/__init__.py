"""Advice on a course as of a date: what to consider, why, on what, what is missing, what speaks against it.

`advise` runs every rule, the gravest first; `go_no_go` asks every limit before one infusion; `monitoring`
lists what is watched. Nothing is decided and nothing preselected. Never imports forecast or weigh, and
reads no clock.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from resorb.course import Course, State, Tolerance, state
from resorb.course.asof import AsOf, view
from resorb.evidence import Evidence
from resorb.finding import LEVELS
from resorb.protocol.advice import (
    baseline,
    candidacy,
    disease,
    dose,
    go,
    harm,
    labs,
    local,
    patient,
    schedule,
    setaside,
    turn,
    watch,
)
from resorb.protocol.advice.advice import Advice, Input, Option, SetAside
from resorb.protocol.advice.case import Case, Index
from resorb.protocol.advice.line import Answer, GoNoGo, Line
from resorb.protocol.advice.strength import strength
from resorb.protocol.advice.watch import Watch
from resorb.protocol.order import RULES as ORDER_RULES

RULES = tuple(
    rule
    for module in (
        disease,
        candidacy,
        baseline,
        patient,
        harm,
        labs,
        dose,
        schedule,
        turn,
        local,
        watch,
        setaside,
    )
    for rule in module.RULES
)

__all__ = [
    "RULES",
    "Advice",
    "Answer",
    "Case",
    "GoNoGo",
    "Input",
    "Line",
    "Option",
    "SetAside",
    "Watch",
    "advice_on",
    "advise",
    "case_of",
    "go_no_go",
    "monitoring",
]


def advise(
    course: Course, evidence: Evidence, as_of: AsOf = None, known_at: AsOf = None
) -> tuple[Advice, ...]:
    """Return the advice on a course as of a time, by what was known at another.

    Where the record is of another disease, that is all that is said.

    Raises:
        ValueError: A time is no time, or is on a clock the course cannot be put on.
    """
    return advice_on(case_of(course, evidence, as_of, known_at))


def advice_on(case: Case) -> tuple[Advice, ...]:
    """Return the advice on a case, the gravest first; where it is another disease, that alone."""
    other = tuple(disease.other_disease(case))
    found = other or tuple(advice for rule in RULES for advice in rule(case))
    told = (replace(with_, strength=strength(with_.sources, case.evidence)) for with_ in found)
    marked = tuple(setaside.with_override(case, advice) for advice in told)
    return tuple(sorted(marked, key=lambda advice: LEVELS.index(advice.level)))


def go_no_go(course: Course, evidence: Evidence, as_of: AsOf, known_at: AsOf = None) -> GoNoGo:
    """Return treat, call, hold or cannot tell for each limit before an infusion at a time, and the worst of them.

    Without a time no age can be said, and what rests on an age cannot be told.

    Raises:
        ValueError: A time is no time, or is on a clock the course cannot be put on.
    """
    return go.judge(case_of(course, evidence, as_of, known_at))


def monitoring(course: Course, evidence: Evidence, as_of: AsOf, known_at: AsOf = None) -> tuple[Watch, ...]:
    """Return what is watched, when it was last measured, when it is due again, and why."""
    return watch.watched(case_of(course, evidence, as_of, known_at))


def case_of(course: Course, evidence: Evidence, as_of: AsOf = None, known_at: AsOf = None) -> Case:
    """Return what the rules look at: the course at a time with the evidence that is handed over."""
    seen = view(course, as_of, known_at)
    return Case(course, _recorded(course, evidence, as_of, known_at), seen, evidence, Index.of(seen.events))


def _recorded(course: Course, evidence: Evidence, as_of: AsOf, known_at: AsOf) -> State:
    """Return the recorded state, counted by the limits of the evidence rather than the course's own defaults."""
    factor = evidence.values["factor.anhydrous_to_pentahydrate"].value
    assert factor is not None
    tolerance = _tolerance(evidence)
    return state(course, as_of, known_at, tolerance=tolerance, pentahydrate_per_anhydrous=factor)


def _tolerance(evidence: Evidence) -> Tolerance:
    limits, given = evidence.limits, Tolerance()
    needed, grade = (
        limits["limit.escalation.tolerated"].value,
        limits["limit.escalation.reaction_grade"].value,
    )
    floor, gap = limits["limit.escalation.bicarbonate"].value, limits["limit.escalation.gap"].value
    pressure = limits["limit.hold.systolic.low"].value
    return Tolerance(
        needed=int(needed.value) if needed else given.needed,
        highest_grade=int(grade.value) if grade else given.highest_grade,
        systolic_floor=pressure or given.systolic_floor,
        bicarbonate_floor=floor or given.bicarbonate_floor,
        gap_days=int(gap.to("d").value) if gap else given.gap_days,
    )


@lru_cache(maxsize=8)
def names(evidence: Evidence) -> frozenset[str]:
    """Return every name an override may set aside: rules of advice and of orders, and limits."""
    rules = {str(getattr(rule, "rule_name", "")) for rule in (*RULES, *ORDER_RULES)}
    return frozenset(rules | set(evidence.limits))
