"""Whether treatment is under way, by what was recorded and not by what is usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from resorb.course.asof import View
from resorb.course.event import Event
from resorb.course.treatment import GIVEN, Administration, PlanChange, Stated
from resorb.course.when import certainly_before

Name = Literal["not started", "on treatment", "held", "stopped", "unknown"]
_MEANS: dict[str, Name] = {
    "hold": "held",
    "stop": "stopped",
    "resume": "on treatment",
    "restart": "on treatment",
}


@dataclass(frozen=True, slots=True)
class Status:
    """The status with its reason, the events it rests on, and how many times treatment was started.

    `permanent` is true when the last word is a stop recorded as permanent.
    """

    name: Name
    why: str
    events: tuple[str, ...] = ()
    permanent: bool = False
    starts: int = 0

    @property
    def phase(self) -> str:
        """A label for the stretch of the course: before treatment, treatment 1, off treatment 1…"""
        if self.name == "not started" or not self.starts:
            return "before treatment"
        if self.name == "stopped":
            return f"off treatment {self.starts}"
        return f"treatment {self.starts}" + (" (held)" if self.name == "held" else "")


def status(view: View) -> Status:
    """Return the recorded status.

    A decision (hold, stop, resume, restart) stands until another decision, or until a dose is given
    that certainly follows it. Where something that may or may not have happened yet would change the
    answer, the answer is `unknown`.
    """
    now = _status(view)
    open_ones = [e for e in view.possibly if _bears_on_status(e)]
    undecided = tuple(e.id for e in open_ones if _status(view.had(e)).name != now.name)
    if not undecided:
        return now
    why = f"whether {' and '.join(undecided)} had happened by then is not known"
    return Status("unknown", why, undecided, starts=now.starts)


def _status(view: View) -> Status:
    decisions = [e for e, body in view.of(PlanChange) if body.change in _MEANS]
    doses = exposures(view)
    starts = _starts(decisions, doses)
    latest = [e for e in decisions if e.id in view.order.latest([d.id for d in decisions])]
    if not starts:
        return _before_a_dose(latest)
    if not latest:
        return _by_doses(view, doses, "doses are recorded or told", starts)
    decided = _by_decisions(latest, starts)
    later = [d for d in doses if all(view.order.certainly_before(e.id, d.id) for e in latest)]
    if later and decided.name != "on treatment":
        return _by_doses(view, later, f"a dose follows '{decided.name}' and no decision to go on", starts)
    return decided


def _before_a_dose(latest: list[Event]) -> Status:
    """A plan may be held or stopped before its first dose; otherwise nothing has started."""
    decided = _by_decisions(latest, 0) if latest else None
    if decided is not None and decided.name != "on treatment":
        return decided
    return Status("not started", "no dose is recorded or told", tuple(e.id for e in latest))


def _bears_on_status(event: Event) -> bool:
    if isinstance(event.body, PlanChange):
        return event.body.change in _MEANS
    return isinstance(event.body, Stated) or getattr(event.body, "status", "") in GIVEN


def exposures(view: View) -> list[Event]:
    """Return the doses really given and the told spans of treatment that had begun."""
    return [e for e, body in view.of(Administration, Stated) if getattr(body, "status", "given") in GIVEN]


def _starts(decisions: list[Event], doses: list[Event]) -> int:
    """Count the starts: the first, and each recorded restart."""
    restarts = len([e for e in decisions if getattr(e.body, "change", "") == "restart"])
    return restarts + 1 if doses else restarts


def _by_decisions(latest: list[Event], starts: int) -> Status:
    names = {_MEANS[str(getattr(e.body, "change", ""))] for e in latest}
    ids = tuple(e.id for e in latest)
    if len(names) > 1:
        return Status("unknown", f"the order of {' and '.join(ids)} is not known", ids, starts=starts)
    permanent = any(getattr(e.body, "permanent", None) == "yes" for e in latest)
    reasons = [str(r) for e in latest if (r := getattr(e.body, "reason", None))]
    return Status(names.pop(), "; ".join(reasons) or f"recorded in {', '.join(ids)}", ids, permanent, starts)


def _by_doses(view: View, doses: list[Event], why: str, starts: int) -> Status:
    given = [e for e in doses if isinstance(e.body, Administration)]
    if not given and all(_over(view, e) for e in doses):
        ids = tuple(e.id for e in doses)
        return Status(
            "unknown", "a told span of treatment ended, and what followed is not told", ids, starts=starts
        )
    last = view.order.latest([e.id for e in doses])
    return Status("on treatment", why, last, starts=starts)


def _over(view: View, event: Event) -> bool:
    until = getattr(event.body, "until", None)
    if until is None or until.is_unknown:
        return False
    return view.horizon is None or certainly_before(view.put(until), view.horizon)
