"""The course in plain words: who, what was given, what was decided and why, what was told, what is unknown."""

from __future__ import annotations

from collections.abc import Iterator

from resorb.course import Course, Event, State
from resorb.course.asof import View
from resorb.course.observed import AdverseEvent, LesionGroup, Observation
from resorb.course.patient import Condition, Flare
from resorb.course.treatment import Plan, PlanChange, Stated
from resorb.report.rows import grams
from resorb.report.said import CHANGES, quoted, said, told_regimen
from resorb.report.timeline import Timeline

MOST = 24


def summary(course: Course, view: View, state: State, line: Timeline) -> tuple[str, ...]:
    """Return a few sentences for a reader with a minute; every one of them is in the record."""
    if not view.events:
        return ("Nothing is recorded by this time.",)
    found = [*_conditions(view), *_turns(view, line), *_harm(view), grams(state.doses), _now(view, state)]
    if state.missing:
        number = len(state.missing)
        told = "1 thing that matters is" if number == 1 else f"{number} things that matter are"
        found.append(f"{told} not recorded: see What is missing.")
    return tuple(text for text in found if text)


def _conditions(view: View) -> Iterator[str]:
    named = []
    for _, body in view.of(Condition):
        extra = ", ".join(part for part in (body.status or "", said(body.regions, "")) if part)
        named.append(f"{body.name} ({extra})" if extra else body.name)
    if named:
        yield f"Recorded diagnoses: {'; '.join(named)}."


def _turns(view: View, line: Timeline) -> Iterator[str]:
    """Yield treatment, decisions and reported responses in the order in which they are drawn."""
    told = []
    for event, body in view.of(Plan, PlanChange, Stated, Observation):
        if isinstance(body, Observation) and body.measure != "response":
            continue
        if isinstance(body, Stated) and _follows_restart(view, event, body):
            continue
        told.append((line.scale.place(event).middle, _sentence(view, event)))
    told.sort(key=lambda pair: pair[0])
    yield from (text for _, text in told[:MOST])
    if len(told) > MOST:
        yield f"{len(told) - MOST} later decisions and responses stand in the list of entries."


def _follows_restart(view: View, event: Event, body: Stated) -> bool:
    """Whether a told span says again what the restart before it says."""
    changes = [(e, b) for e, b in view.of(PlanChange) if b.change in ("restart", "resume")]
    return any(e.id in event.when.after and b.regimen == body.regimen for e, b in changes)


def _sentence(view: View, event: Event) -> str:
    body = event.body
    when = _when(view, event)
    if isinstance(body, Observation):
        new = _new_regions(view, event) if "spread" in said(body.value).lower() else ""
        where = f" ({body.region})" if body.region not in (None, "whole") else ""
        return f"{when}, reported{where}: {quoted(said(body.value))}{new}."
    if isinstance(body, Stated):
        until = (
            f"until {body.until}" if body.until is not None and not body.until.is_unknown else "end not told"
        )
        start = f"From {body.start}" if not body.start.is_unknown else "From an unknown time"
        return f"{start}, {until}: {told_regimen(body) or 'regimen not stated'} (told by the source, doses not recorded)."
    if isinstance(body, Plan):
        return f"{when}, planned: {told_regimen(body)}."
    assert isinstance(body, PlanChange)
    regimen = f"; {told_regimen(body)}" if told_regimen(body) else ""
    return f"{when}, {CHANGES[body.change]}{regimen}. Reason: {said(body.reason, 'not recorded')}."


def _when(view: View, event: Event) -> str:
    if not event.when.is_unknown:
        words = str(event.when)
        return words[0].upper() + words[1:]
    links = event.when.after
    return (
        f"After {', '.join(_named(view, i) for i in links)} (time not told)"
        if links
        else "At a time that is not told"
    )


def _named(view: View, identity: str) -> str:
    """Return a decision by what it was, and any other entry by its id."""
    for event, body in view.of(PlanChange):
        if event.id == identity:
            return f"the {body.change.replace('_', ' ')}"
    return f"entry ‘{identity}’"


def _new_regions(view: View, event: Event) -> str:
    after = set(event.when.after)
    new = [b.group for e, b in view.of(LesionGroup) if b.change == "appears" and after & set(e.when.after)]
    return f", newly: {', '.join(new)}" if new else ""


def _harm(view: View) -> Iterator[str]:
    flares = [f"{b.disease} ({b.status}, {e.when})" for e, b in view.of(Flare)]
    if flares:
        yield f"Flares of disease: {'; '.join(flares)}."
    told: dict[str, list[int | None]] = {}
    for _, harm in view.of(AdverseEvent):
        told.setdefault(harm.term, []).append(harm.grade if isinstance(harm.grade, int) else None)
    harms = [_graded(term, grades) for term, grades in told.items()]
    yield (
        f"Adverse events: {'; '.join(harms)}."
        if harms
        else "No adverse event is recorded, which is not the same as none."
    )


def _graded(term: str, grades: list[int | None]) -> str:
    known = [grade for grade in grades if grade is not None]
    times = f", {len(grades)} times" if len(grades) > 1 else ""
    highest = (
        f"{'highest ' if len(grades) > 1 else ''}CTCAE grade {max(known)}" if known else "grade not recorded"
    )
    left = len(grades) - len(known)
    unknown = f", grade not recorded {left} times" if known and left else ""
    return f"{term}{times} ({highest}{unknown})"


_STATUS = {
    "on treatment": "treatment is under way",
    "held": "treatment is on hold",
    "stopped": "treatment is stopped",
    "not started": "treatment has not started",
    "unknown": "whether treatment is under way is unknown",
}


def _now(view: View, state: State) -> str:
    due = f" Next dose due: {state.next_due.when}." if state.next_due.when else ""
    decided = [b for e, b in view.of(PlanChange) if e.id in state.status.events]
    if decided and state.status.name != "unknown":
        rests = f"the last decision is that it was {CHANGES[decided[-1].change]}"
    else:
        rests = state.status.why
    return f"By the record, {_STATUS[state.status.name]}: {rests}.{due}"
