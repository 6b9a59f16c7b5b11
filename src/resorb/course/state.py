"""The recorded state of a course as of a time. Recorded only: nothing here is judged or forecast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from resorb.course.asof import AsOf, View, as_when, view
from resorb.course.doses import PENTAHYDRATE_PER_ANHYDROUS, Doses, doses
from resorb.course.due import Due, next_due
from resorb.course.event import Event
from resorb.course.in_force import InForce, in_force
from resorb.course.latest import Reading, allergies, concomitants, covariates, flares, labs, open_harms
from resorb.course.ledger import Course
from resorb.course.lesion import Lesions, lesions
from resorb.course.missing import Missing, missing
from resorb.course.status import Status, status
from resorb.course.tolerance import Tolerance, Tolerated, tolerated
from resorb.course.when import When
from resorb.course.writefile import event_tree


@dataclass(frozen=True, slots=True)
class State:
    """What the record says at a time; `as_of` None is the whole record.

    `possibly` are the events that may or may not have happened by then; they count nowhere else, and
    where they would change the status it is unknown. `regimen_why` says why there is no regimen.
    """

    as_of: When | None
    known_at: When | None
    status: Status
    regimen: InForce | None
    regimen_why: str
    tolerated: Tolerated
    doses: Doses
    next_due: Due
    concomitants: tuple[Event, ...]
    allergies: tuple[Event, ...]
    covariates: tuple[Reading, ...]
    labs: tuple[Reading, ...]
    open_harms: tuple[Event, ...]
    flares: tuple[Event, ...]
    lesions: Lesions
    missing: tuple[Missing, ...]
    possibly: tuple[str, ...]

    def covariate(self, name: str) -> Reading | None:
        """Return the last reading of a covariate, or None."""
        return next((r for r in self.covariates if r.name == name), None)

    def lab(self, name: str) -> Reading | None:
        """Return the last value of an analyte, or None."""
        return next((r for r in self.labs if r.name == name), None)

    def as_json(self) -> dict[str, Any]:
        """Return the state under the field names of the reference."""
        return _json(self)


def state(
    course: Course,
    as_of: AsOf = None,
    known_at: AsOf = None,
    *,
    tolerance: Tolerance | None = None,
    pentahydrate_per_anhydrous: Decimal = PENTAHYDRATE_PER_ANHYDROUS,
) -> State:
    """Return the recorded state of a course as of a time, by what was known at another.

    Raises:
        ValueError: A time is no time, is open-ended, or is on a clock the course cannot be put on.
    """
    seen = view(course, as_of, known_at)
    now = status(seen)
    force, why = _regimen(seen, now)
    return State(
        as_of=seen.horizon,
        known_at=as_when(known_at),
        status=now,
        regimen=force,
        regimen_why=why,
        tolerated=tolerated(seen, _limits(tolerance or Tolerance(), force)),
        doses=doses(seen, pentahydrate_per_anhydrous),
        next_due=next_due(seen, now, force, why),
        concomitants=concomitants(seen),
        allergies=allergies(seen),
        covariates=covariates(seen),
        labs=labs(seen),
        open_harms=open_harms(seen),
        flares=flares(seen),
        lesions=lesions(seen),
        missing=missing(course, seen),
        possibly=tuple(event.id for event in seen.possibly),
    )


def _regimen(seen: View, now: Status) -> tuple[InForce | None, str]:
    if now.name == "stopped":
        return None, f"treatment is stopped: {now.why}"
    return in_force(seen)


def _limits(given: Tolerance, force: InForce | None) -> Tolerance:
    """Return the limits with the number of tolerated doses that the regimen itself asks for, if it does."""
    phases = force.regimen.phases if force and force.regimen else ()
    asked = [phase.condition.count_max or phase.condition.count for phase in phases if phase.condition]
    return replace(given, needed=asked[0]) if asked and asked[0] else given


# --- as JSON ------------------------------------------------------------------------------------------


def _json(given: State) -> dict[str, Any]:
    return {
        "as_of": given.as_of and given.as_of.words,
        "known_at": given.known_at and given.known_at.words,
        "status": given.status.name,
        "status_why": given.status.why,
        "status_events": list(given.status.events),
        "permanently_stopped": given.status.permanent,
        "phase": given.status.phase,
        "regimen": given.regimen and _force(given.regimen),
        "regimen_why": given.regimen_why,
        "tolerated": _tolerated(given.tolerated),
        "doses": _doses(given.doses),
        "next_due": {"when": given.next_due.when and given.next_due.when.words, "why": given.next_due.why},
        "concomitants": [event_tree(event) for event in given.concomitants],
        "allergies": [event_tree(event) for event in given.allergies],
        "covariates": [_reading(reading) for reading in given.covariates],
        "labs": [_reading(reading) for reading in given.labs],
        "open_adverse_events": [event_tree(event) for event in given.open_harms],
        "flares": [event_tree(event) for event in given.flares],
        "lesions": _lesions(given.lesions),
        "missing": [
            {"what": m.what, "why": m.why, "supply": m.supply, "events": list(m.events)}
            for m in given.missing
        ],
        "possibly_happened": list(given.possibly),
    }


def _force(force: InForce) -> dict[str, Any]:
    read = force.regimen.as_json() if force.regimen else None
    return {"text": force.text, "event": force.event, "stated_only": force.stated, "read": read}


def _tolerated(given: Tolerated) -> dict[str, Any]:
    judged = [{"event": d.event, "verdict": d.verdict, "why": list(d.why)} for d in given.doses]
    return {"count": given.count, "needed": given.needed, "broken_by": given.broken_by, "doses": judged}


def _doses(given: Doses) -> dict[str, Any]:
    last = given.last
    return {
        "counts": given.counts,
        # a reader of JSON must not take what was recorded for all that was given
        "cumulative": None if given.unknown else given.cumulative.as_json(),
        "recorded": given.cumulative.as_json(),
        "cumulative_salt": "pentahydrate",
        "cumulative_salt_not_recorded": given.cumulative_as_written.as_json(),
        "cumulative_unknown": list(given.unknown),
        "last": last
        and {"event": last.event, "when": last.when.words, "dose": last.dose and last.dose.as_json()},
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "value": str(reading.value),
        "when": reading.when.words,
        "event": reading.event,
        "method": reading.method,
        "age_days": reading.age_days,
        "unordered": reading.unordered,
    }


def _lesions(given: Lesions) -> dict[str, Any]:
    return {
        "all": [
            {
                "name": x.name,
                "group": x.group,
                "region": x.region,
                "depth": x.depth,
                "status": x.status,
                "since": x.since.words,
                "count": x.count if isinstance(x.count, int) else None,
                "fate": x.fate,
                "into": list(x.into),
                "target": x.target,
                "new_since_start": x.new_since_start,
            }
            for x in given.all
        ],
        "present": len(given.present),
        "new_regions": list(given.new_regions),
    }
