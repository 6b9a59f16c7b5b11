"""Advice on a course as of a date: what to consider, why, on what, what is missing, what speaks against it.

`advise(course, evidence, as_of)` runs every rule and returns advice, the gravest first; nothing is
decided and nothing preselected. Never imports forecast or weigh, and reads no clock.
"""

from __future__ import annotations

from resorb.course import Course, state
from resorb.course.asof import AsOf, view
from resorb.evidence import Evidence
from resorb.finding import LEVELS
from resorb.protocol.advice import entry, hold, treat
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case

RULES = (*entry.RULES, *hold.RULES, *treat.RULES)

__all__ = ["RULES", "Advice", "Input", "advise"]


def advise(
    course: Course, evidence: Evidence, as_of: AsOf = None, known_at: AsOf = None
) -> tuple[Advice, ...]:
    """Return the advice on a course as of a time, by what was known at another.

    Where the record is of another disease, that is all that is said.

    Raises:
        ValueError: A time is no time, or is on a clock the course cannot be put on.
    """
    factor = evidence.values["factor.anhydrous_to_pentahydrate"].value
    assert factor is not None
    recorded = state(course, as_of, known_at, pentahydrate_per_anhydrous=factor)
    case = Case(course, recorded, view(course, as_of, known_at).events, evidence)
    other = tuple(entry.other_disease(case))
    found = other or tuple(advice for rule in RULES for advice in rule(case))
    return tuple(sorted(found, key=lambda advice: LEVELS.index(advice.level)))
