"""What the protocol says of a course, gathered once: advice, replay, deviations, go or no-go, monitoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from resorb.course import Course
from resorb.course.asof import AsOf, as_when, view
from resorb.course.ledger import known
from resorb.evidence import Evidence
from resorb.protocol.advice import GoNoGo, Watch, advise, go_no_go, monitoring
from resorb.protocol.deviation import Deviation, deviations
from resorb.protocol.replay import Moment, replay
from resorb.report.page import Advises


@dataclass(frozen=True, slots=True)
class Counsel:
    """What the protocol room said. None is not asked; empty is asked, and nothing found."""

    advice: Sequence[Advises] = ()
    moments: tuple[Moment, ...] | None = None
    deviated: tuple[Deviation, ...] | None = None
    go: GoNoGo | None = None
    watched: tuple[Watch, ...] | None = None


def counsel(course: Course, evidence: Evidence, as_of: AsOf = None, known_at: AsOf = None) -> Counsel:
    """Return what the protocol says of a course as of a time, by what was known at another.

    Replay and deviations hold only what had happened by then. A moment with anything later in it is left out.

    Raises:
        ValueError: A time is no time, or is on a clock the course cannot be put on.
    """
    happened = {event.id for event in view(course, as_of, known_at).events}
    then = replace(course, events=known(course, as_when(known_at))[0])
    return Counsel(
        advise(course, evidence, as_of, known_at),
        tuple(m for m in replay(then, evidence) if happened.issuperset(m.events)),
        tuple(d for d in deviations(then) if d.event in happened),
        go_no_go(course, evidence, as_of, known_at),
        monitoring(course, evidence, as_of, known_at),
    )
