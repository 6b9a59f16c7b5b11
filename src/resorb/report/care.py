"""How much of a CARE 2013 case report the ledger already holds. A first version: it counts what is there.

It looks only for entries, never at how good they are. The checklist's own words are not copied.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from resorb.course import Course, Event
from resorb.course.asof import View
from resorb.course.observed import AdverseEvent, Attachment, Lab, Lesion, LesionGroup, Observation
from resorb.course.patient import Condition, Workup
from resorb.course.treatment import Administration, Agreement, Plan, PlanChange, Stated

Found = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """One of the 13 items: present, partly or absent; what the ledger holds of it, and in which events."""

    number: int
    name: str
    status: str
    says: str
    events: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the item under the field names of the reference."""
        return {
            "item": self.number,
            "name": self.name,
            "status": self.status,
            "says": self.says,
            "events": list(self.events),
        }


def care(course: Course, view: View) -> tuple[Item, ...]:
    """Return the 13 items in their order."""
    return tuple(
        Item(number, name, *look(course, view)) for number, (name, look) in enumerate(ITEMS, start=1)
    )


def _ids(view: View, *kinds: type[Any]) -> tuple[str, ...]:
    return tuple(event.id for event, _ in view.of(*kinds))


def _graded(parts: dict[str, tuple[str, ...]]) -> Found:
    """Return present when every part has an event, partly when some have; what lacks is named."""
    held = {name: ids for name, ids in parts.items() if ids}
    events = tuple(dict.fromkeys(i for ids in held.values() for i in ids))
    lacking = [name for name in parts if name not in held]
    if not held:
        return "absent", f"nothing of: {', '.join(parts)}", ()
    if lacking:
        return "partly", f"held: {', '.join(held)}; not held: {', '.join(lacking)}", events
    return "present", f"held: {', '.join(held)}", events


def _author(what: str) -> Callable[[Course, View], Found]:
    return lambda course, view: ("absent", f"{what} is written by the authors; a ledger does not hold it", ())


def _title(course: Course, view: View) -> Found:
    if course.title:
        return "partly", "the course has a title; a report's title also says that it is a case report", ()
    return "absent", "the course has no title", ()


def _patient(course: Course, view: View) -> Found:
    subject = course.subject
    known = ("course",) if subject.age is not None and subject.sex else ()
    status, says, events = _graded(
        {"age and sex": known, "diagnoses": _ids(view, Condition), "history": _history(view)}
    )
    return status, says, tuple(e for e in events if e != "course")


def _history(view: View) -> tuple[str, ...]:
    return tuple(e.id for e, body in view.of(Condition) if body.onset or body.status)


def _clinical(course: Course, view: View) -> Found:
    return _graded(
        {
            "lesions or regions": _ids(view, Lesion, LesionGroup),
            "findings before treatment": tuple(e.id for e in before(view)),
        }
    )


def before(view: View) -> list[Event]:
    """Return the observations that certainly came before every treatment."""
    first = [e.id for e, _ in view.of(Administration, Stated)]
    seen = [e for e, _ in view.of(Observation)]
    return [e for e in seen if first and all(view.order.certainly_before(e.id, i) for i in first)]


def _timeline(course: Course, view: View) -> Found:
    treated = _ids(view, Stated, Administration, Plan, PlanChange)
    if not treated:
        return "absent", "no treatment is recorded", ()
    vague = [e.id for e in view.events if e.id in treated and view.time(e).latest is None]
    if vague or _ids(view, Stated):
        lacking = [f"{len(vague)} treatment entries have no time"] if vague else []
        lacking += ["doses are told, not recorded"] if _ids(view, Stated) else []
        return "partly", f"drawn; {'; '.join(lacking)}", treated
    return "present", "drawn, with every treatment entry timed", treated


def _diagnosis(course: Course, view: View) -> Found:
    return _graded(
        {
            "laboratory or work-up": _ids(view, Lab, Workup),
            "imaging or photographs": _ids(view, Attachment),
            "diagnosis": _ids(view, Condition),
        }
    )


def _treatment(course: Course, view: View) -> Found:
    return _graded(
        {
            "regimen": tuple(e.id for e, b in view.of(Plan, PlanChange, Stated) if b.regimen),
            "doses given": _ids(view, Administration),
            "changes with reason": tuple(e.id for e, b in view.of(PlanChange) if b.reason),
        }
    )


def _outcome(course: Course, view: View) -> Found:
    seen = [(e.id, body) for e, body in view.of(Observation)]
    return _graded(
        {
            "outcomes told": tuple(i for i, _ in seen),
            "outcomes measured": tuple(i for i, b in seen if hasattr(b.value, "unit")),
            "adverse events": _ids(view, AdverseEvent),
            "adherence": _ids(view, Administration),
        }
    )


def _perspective(course: Course, view: View) -> Found:
    told = tuple(
        e.id for e, b in view.of(Observation) if "patient" in f"{b.method or ''} {b.rater or ''}".lower()
    )
    if told:
        return "partly", "symptoms as the patient told them; no account in the patient's own words", told
    return "absent", "nothing told by the patient is recorded", ()


def _consent(course: Course, view: View) -> Found:
    agreed = [(e.id, b) for e, b in view.of(Agreement) if b.consent]
    ids = tuple(i for i, _ in agreed)
    if any(b.consent == "yes" for _, b in agreed):
        return "partly", "consent to off-label treatment is recorded; consent to publication is not held", ids
    return "absent", "no consent is recorded", ids


ITEMS: tuple[tuple[str, Callable[[Course, View], Found]], ...] = (
    ("Title", _title),
    ("Key words", _author("the list of key words")),
    ("Abstract", _author("the abstract")),
    ("Introduction", _author("the introduction")),
    ("Patient information", _patient),
    ("Clinical findings", _clinical),
    ("Timeline", _timeline),
    ("Diagnostic assessment", _diagnosis),
    ("Therapeutic intervention", _treatment),
    ("Follow-up and outcomes", _outcome),
    ("Discussion", _author("the discussion")),
    ("Patient perspective", _perspective),
    ("Informed consent", _consent),
)
