"""The tables of the page: observations, doses, harm, other drugs, and every event with who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from resorb.course import Event
from resorb.course.asof import View
from resorb.course.correction import Override
from resorb.course.doses import Doses
from resorb.course.event import Replace
from resorb.course.fields import specs
from resorb.course.ledger import standing
from resorb.course.observed import AdverseEvent, Lab, Lesion, LesionGroup, Observation
from resorb.course.patient import Activity, Concomitant, Flare, Workup
from resorb.course.treatment import Administration, Stated, is_infusion
from resorb.evidence import Evidence
from resorb.report.distorted import DISTORTED, distortion
from resorb.report.said import NOT_GIVEN, quoted, regimen, said, told_regimen
from resorb.report.table import Table, columns
from resorb.report.timeline.scale import Scale
from resorb.report.timeline.seen import where


def when(event: Event, scale: Scale) -> str:
    """Return when an event happened, in the words of the record, with the order where that is all."""
    return scale.place(event).words if event.when.is_unknown else str(event.when)


def observations(view: View, scale: Scale, evidence: Evidence) -> Table:
    """Return what was seen, told and measured, by place and measure; words stay words."""
    found: list[tuple[str, ...]] = [
        (
            where(b), b.measure, said(b.value), when(e, scale), said(b.method, "not recorded"),
            _rated(b), quoted(b.quote), e.id,
        )
        for e, b in view.of(Observation)
    ]  # fmt: skip
    for e, body in view.of(Lab, Workup, Activity):
        name = _measured(body)
        value = said(body.value)
        doubted = isinstance(body, Lab) and name.lower() in DISTORTED
        if doubted and (why := distortion(e, view, evidence)):
            value += f" (sodium thiosulfate may distort it: {why})"
        method = getattr(body, "method", None) or getattr(body, "analyser", None)
        found.append(("whole body", name, value, when(e, scale), said(method), "", "", e.id))
    for e, change in view.of(Lesion, LesionGroup):
        found.append(_lesion(e, change, scale))
    head = columns(
        "where=Where", "measure=What", "value=Value or words", "when=When", "method=How", "rated_by=By",
        "quote*=Source’s words", "event=Event",
    )  # fmt: skip
    ranked = sorted(found, key=lambda row: (row[0] != "whole body", row[0]))
    return Table("What was seen, told and measured", head, tuple(ranked), "No observation is recorded.")


def _measured(body: Lab | Workup | Activity) -> str:
    if isinstance(body, Lab):
        return body.analyte
    return body.test if isinstance(body, Workup) else f"{body.disease}: {body.measure or 'activity'}"


def _rated(body: Observation) -> str:
    if body.rater is None and body.blinded is None:
        return "not recorded"
    blinded = {"yes": ", blinded", "no": ", not blinded"}.get(body.blinded or "", ", blinding not recorded")
    return said(body.rater, "rater not recorded") + blinded


def _lesion(event: Event, body: Lesion | LesionGroup, scale: Scale) -> tuple[str, ...]:
    name = body.lesion if isinstance(body, Lesion) else body.group
    count = f", number of lesions: {said(body.count)}" if isinstance(body, LesionGroup) else ""
    depth = f", depth: {body.depth.replace('_', ' ')}" if body.depth else ""
    fate = f", {said(body.fate, 'how not recorded')}" if body.change == "gone" else ""
    words = f"{body.change}{fate}{depth}{count}"
    return (
        name,
        "lesion" if isinstance(body, Lesion) else "lesions",
        words,
        when(event, scale),
        "",
        "",
        quoted(body.quote),
        event.id,
    )


def response(view: View, scale: Scale) -> Table:
    """Return the observations that the record itself calls response, in its words."""
    found = [
        (when(e, scale), where(b), said(b.value), said(b.method), _rated(b), quoted(b.quote), e.id)
        for e, b in view.of(Observation)
        if b.measure.lower() in ("response", "global impression", "overall response")
    ]
    head = columns(
        "when=When",
        "where=Where",
        "words=Reported",
        "method=How",
        "rated_by=By",
        "quote*=Source’s words",
        "event=Event",
    )
    empty = "No response is reported in words. Measured values stand in the observations."
    return Table("Response as reported", head, tuple(found), empty)


# --- doses --------------------------------------------------------------------------------------------


def dose_counts(given: Doses) -> Table:
    """Return how many doses were given and how many not, by each of the six ways."""
    names = {"given": "given", "partial": "given in part", **NOT_GIVEN}
    found = tuple((names[name], str(number)) for name, number in given.counts.items() if number)
    return Table(
        "Doses by what became of them",
        columns("became=What became of it", "number=Doses"),
        found,
        "No dose is recorded.",
    )


def doses(view: View, scale: Scale) -> Table:
    """Return every dose that was due, and every told span as one row without grams."""
    found = [
        _span(e, b) if isinstance(b, Stated) else _dose(e, b, scale)
        for e, b in view.of(Stated, Administration)
    ]
    head = columns(
        "when=When", "became=What became of it", "dose=Dose", "ordered=Ordered", "over=Over", "salt=Salt",
        "reaction=Reaction", "reason=Reason", "event=Event",
    )  # fmt: skip
    return Table("Doses", head, tuple(found), "No dose is recorded and no treatment is told.")


def _dose(event: Event, body: Administration, scale: Scale) -> tuple[str, ...]:
    given = body.status in ("given", "partial")
    grade = f"grade {body.reaction_grade}" if isinstance(body.reaction_grade, int) else ""
    reaction = ", ".join(part for part in (grade, body.reaction or "") if part)
    return (
        when(event, scale),
        {"given": "given", "partial": "given in part", **NOT_GIVEN}[body.status],
        said(body.dose) + ("" if is_infusion(body) else f", {body.route}")
        if given
        else "none given"
        if body.status != "not_recorded"
        else "not recorded",
        said(body.ordered),
        said(body.over) if given else "",
        said(body.salt) if given else "",
        (reaction or "not recorded") if given else "",
        body.reason or "",
        event.id,
    )


def _span(event: Event, body: Stated) -> tuple[str, ...]:
    until = body.until if body.until is not None and not body.until.is_unknown else "an end that is not told"
    start = body.start if not body.start.is_unknown else "a start that is not told"
    told = told_regimen(body) or "regimen not stated"
    return (
        f"{start} to {until}",
        f"stated, not recorded: {told}",
        "unknown",
        "unknown",
        "",
        "",
        "",
        "",
        event.id,
    )


def grams(given: Doses) -> str:
    """Return the grams given so far as one sentence: a lower bound where anything is not known."""
    total, written = given.cumulative, given.cumulative_as_written
    known = [f"{total} (pentahydrate)"] if total.value else []
    known += [f"{written} (salt not recorded)"] if written.value else []
    if not known and (given.unknown or not given.counts.get("given")):
        why = "; ".join(given.unknown) or "no dose is recorded"
        return f"Cumulative grams are unknown: {why}."
    if not known:
        return "The doses given are recorded as 0 g."
    if given.unknown:
        return f"At least {' and '.join(known)} given. The true total is unknown: {'; '.join(given.unknown)}."
    return f"{' and '.join(known)} given in all."


# --- harm, drugs, events ------------------------------------------------------------------------------


def harms(view: View, scale: Scale) -> Table:
    """Return the adverse events as recorded."""
    found = tuple(
        (
            when(e, scale), b.term, f"{b.grade}" if isinstance(b.grade, int) else "not recorded", said(b.outcome),
            said(b.resolved), said(b.relation), b.action or "not recorded", e.id,
        )
        for e, b in view.of(AdverseEvent)
    )  # fmt: skip
    head = columns(
        "when=When", "term=Event", "grade=CTCAE grade", "outcome=Outcome", "resolved=Resolved", "relation=Relation as recorded",
        "action=What was done", "event=Entry",
    )  # fmt: skip
    return Table("Adverse events", head, found, "No adverse event is recorded. That is not the same as none.")


def flares(view: View, scale: Scale) -> Table:
    """Return flares of the underlying disease; they are not assumed to be caused by the drug."""
    found = tuple(
        (when(e, scale), b.disease, b.status, said(b.basis), said(b.suspected_cause), quoted(b.quote), e.id)
        for e, b in view.of(Flare)
    )
    head = columns(
        "when=When", "disease=Disease", "status=How sure", "basis=Basis", "suspected_cause=Suspected cause",
        "quote*=Source’s words", "event=Entry",
    )  # fmt: skip
    return Table(
        "Flares of the underlying disease", head, found, "No flare is recorded. That is not the same as none."
    )


def drugs(view: View, scale: Scale) -> Table:
    """Return the other drugs, change by change."""
    found = tuple(
        (b.drug, b.change, when(e, scale), b.regimen or "not recorded", b.reason or "", e.id)
        for e, b in view.of(Concomitant)
    )
    head = columns("drug=Drug", "change=Change", "when=When", "regimen=Dose", "reason=Reason", "event=Entry")
    return Table("Other drugs", head, found, "No other drug is recorded. That is not the same as none.")


def overrides(view: View, scale: Scale) -> Table:
    """Return what somebody set aside, with the reason; advice beside it says whether that answers it."""
    found = tuple(
        (b.of, when(e, scale), b.reason or "not recorded", e.by or "not recorded", e.id)
        for e, b in view.of(Override)
    )
    head = columns("of=What was set aside", "when=When", "reason=Reason", "by=By", "event=Entry")
    return Table("Overrides", head, found, "No advice is recorded as set aside.")


def events(entries: tuple[Event, ...], view: View, scale: Scale) -> Table:
    """Return every entry as it was written, what became of it, and who recorded it when."""
    happened = {e.id for e in view.events} | {e.id for e in view.possibly}
    corrected = {getattr(e.body, "names", ""): e for e in entries if e.is_correction}
    stand = {e.id for e in standing(entries)}
    found = tuple(
        (
            e.id, e.kind.replace("_", " "), "" if e.is_correction else when(e, scale), _content(e), _now(e, corrected),
            e.recorded.words if e.recorded else "not recorded", e.by or "not recorded", e.note or "",
        )
        for e in entries
        if e.is_correction or e.id in happened or e.id not in stand
    )  # fmt: skip
    head = columns(
        "id=Entry", "kind=Kind", "when=When it happened", "content=What it says", "now=Now", "recorded=Recorded",
        "by=By", "note=Note",
    )  # fmt: skip
    return Table("Every entry", head, found, "The course has no entries.")


_CORRECTED = {"replace": "replaced", "retract": "retracted", "move": "moved to another course"}


def _now(event: Event, corrected: dict[str, Event]) -> str:
    by = corrected.get(event.id)
    return "stands" if by is None else f"{_CORRECTED[by.kind]} by {by.id}"


def _content(event: Event) -> str:
    parts = []
    if isinstance(event.body, Replace):
        new = event.body.event
        parts.append(f"should have been: {new.kind.replace('_', ' ')}, {new.when}; {_content(new)}")
    parts += _parts(event.body)
    quote = quoted(getattr(event.body, "quote", None))
    return "; ".join(parts) + (f" — {quote}" if quote else "")


def _parts(body: Any) -> Iterator[str]:
    """Yield each field that was written, in words; a regimen as a person reads it."""
    for spec in specs(type(body)):
        value = getattr(body, spec.name)
        if value is None or value == () or spec.name == "quote":
            continue
        if spec.holds == "records":
            yield f"{spec.key.replace('_', ' ')}: {' | '.join(', '.join(_parts(item)) for item in value)}"
        else:
            yield f"{spec.key.replace('_', ' ')}: {regimen(value) if spec.regimen else said(value)}"
