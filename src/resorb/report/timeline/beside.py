"""Lanes of what ran beside the treatment: laboratory values, other drugs, adverse events and flares."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.course import Event
from resorb.course.asof import View
from resorb.course.measures import measure_named
from resorb.course.observed import AdverseEvent, Lab
from resorb.course.patient import Concomitant, Covariate, Flare, Workup
from resorb.evidence import Evidence
from resorb.quantity import Quantity, plain
from resorb.report.distorted import DISTORTED, distortion
from resorb.report.said import quoted, said, sentence
from resorb.report.timeline.mark import Lane, Mark, Row
from resorb.report.timeline.scale import Place, Scale
from resorb.report.timeline.seen import activity, series

NUMERIC_COVARIATES = ("weight", "eGFR")
# what a limit bounds, and the analyte whose row it is drawn in; the value stays in the evidence
LIMIT_OF = {"sodium": "sodium", "bicarbonate": "bicarbonate", "eGFR": "egfr"}
LAB_KEY = (
    "Dashed line: a limit in the evidence. Triangle with “!”: sodium thiosulfate may distort this value."
)
DRUG_KEY = "Bar: from start to stop as recorded. Open end: stop or start not told."
HARM_KEY = "Flare, square: filled is confirmed, half filled suspected, open excluded. Adverse event, circle with its grade."


def labs(view: View, scale: Scale, evidence: Evidence) -> Lane:
    """Return one row for each analyte, weight and eGFR, with the limits that the evidence sets."""
    readings: list[tuple[str, str, Event, Quantity | object]] = []
    worded: dict[str, list[Mark]] = {}
    for event, name, value in _readings(view):
        if isinstance(value, Quantity):
            readings.append(("", _canonical(name), event, value))
        else:
            told = sentence(f"{name}: {said(value)} ({scale.place(event).words})")
            worded.setdefault(name, []).append(
                Mark("words", scale.place(event), told, said(value), event=event.id)
            )
    rows = [_with_lines(row, view, scale, evidence) for row in series(readings, scale)]
    rows += [Row(name, tuple(marks)) for name, marks in worded.items()]
    return Lane(
        "labs",
        "Laboratory, weight",
        (*rows, *activity(view, scale)),
        "No laboratory value is recorded.",
        LAB_KEY if rows else "",
    )


def is_drawn(body: Covariate) -> bool:
    """Whether a covariate has a row of its own: weight and eGFR have, on which limits rest."""
    return _canonical(body.name) in NUMERIC_COVARIATES


def _canonical(name: str) -> str:
    known = measure_named(name)
    return known.name if known else name


def _readings(view: View) -> Iterator[tuple[Event, str, object]]:
    for event, body in view.of(Lab, Workup, Covariate):
        if isinstance(body, Lab):
            yield event, body.analyte, body.value
        elif isinstance(body, Workup):
            yield event, body.test, body.value
        elif is_drawn(body):
            yield event, body.name, body.value


def _with_lines(row: Row, view: View, scale: Scale, evidence: Evidence) -> Row:
    """Return the row with its limits as lines, a scale that holds them, and its warnings."""
    lines = tuple(_lines(row, scale, evidence))
    warnings = tuple(_warnings(row, view, evidence))
    heights = [m.value for m in (*row.marks, *lines) if m.value is not None]
    room = (max(heights) - min(heights)) / 6 or max(heights) / 10 or Decimal(1)
    low, high = max(Decimal(0), min(heights) - room), max(heights) + room
    return Row(
        row.label,
        (*lines, *row.marks, *warnings),
        low.quantize(Decimal("0.1")),
        high.quantize(Decimal("0.1")),
        row.unit,
    )


def _lines(row: Row, scale: Scale, evidence: Evidence) -> Iterator[Mark]:
    bounds = LIMIT_OF.get(row.label)
    seen: set[Decimal] = set()
    for limit in evidence.limits.values() if bounds else ():
        if (
            limit.bounds != bounds
            or limit.value is None
            or limit.value.unit != row.unit
            or limit.value.value in seen
        ):
            continue
        seen.add(limit.value.value)
        told = f"Limit {limit.comparison} {limit.value}: {limit.message} ({', '.join(evidence.cite(limit.sources))})"
        place = Place(0, scale.width, "timed", "throughout")
        yield Mark(
            "reference",
            place,
            told,
            f"{limit.comparison} {plain(limit.value.value)}",
            value=limit.value.value,
        )


def _warnings(row: Row, view: View, evidence: Evidence) -> Iterator[Mark]:
    if row.label not in DISTORTED:
        return
    by_id = {e.id: e for e, _ in view.of(Lab, Workup)}
    for mark in row.marks:
        why = distortion(by_id[mark.event], view, evidence) if mark.event in by_id else ""
        if why:
            yield Mark(
                "warning",
                mark.place,
                f"Sodium thiosulfate may distort this {row.label}: {why}.",
                value=mark.value,
                event=mark.event,
            )


def drugs(view: View, scale: Scale) -> Lane:
    """Return one row for each other drug, from its start to its stop as far as they are told."""
    named: dict[str, list[tuple[Event, Concomitant]]] = {}
    for event, body in view.of(Concomitant):
        named.setdefault(body.drug, []).append((event, body))
    rows = tuple(Row(drug, tuple(_drug(listed, scale))) for drug, listed in named.items())
    return Lane(
        "drugs",
        "Other drugs",
        rows,
        "No other drug is recorded. That is not the same as none.",
        DRUG_KEY if rows else "",
    )


def _drug(listed: list[tuple[Event, Concomitant]], scale: Scale) -> Iterator[Mark]:
    ordered = sorted(listed, key=lambda item: scale.place(item[0]).middle)
    for i, (event, body) in enumerate(ordered):
        place = scale.place(event)
        told = sentence(
            f"{body.drug}: {body.change} ({place.words})",
            body.regimen or "",
            f"Reason: {body.reason}" if body.reason else "",
        )
        if body.change == "stop":
            if i == 0:
                yield Mark(
                    "bar",
                    Place(0, place.middle, place.part, place.words),
                    told,
                    "start not told; stopped",
                    "open-start",
                    event=event.id,
                )
            continue
        end = scale.place(ordered[i + 1][0]).middle if i + 1 < len(ordered) else scale.told_to
        begin = 0.0 if body.change == "ongoing" and i == 0 else place.middle
        look = "open-end" if i + 1 == len(ordered) else ""
        look = "open-both" if begin == 0.0 and look else look
        yield Mark(
            "bar",
            Place(begin, max(end, begin + 6), place.part, place.words),
            told,
            body.regimen or ("changed" if body.change == "change" else "dose not recorded"),
            look,
            event=event.id,
        )


def harms(view: View, scale: Scale) -> Lane:
    """Return flares of the disease and adverse events; a flare is not assumed to be caused by the drug."""
    flares: dict[str, list[Mark]] = {}
    for event, body in view.of(Flare):
        told = sentence(
            f"Flare of {body.disease}: {body.status} ({event.when})",
            f"Basis: {body.basis}" if body.basis else "Basis not recorded",
            f"Suspected cause: {body.suspected_cause}" if body.suspected_cause else "",
            quoted(body.quote),
        )
        mark = Mark(
            "flare",
            scale.place(event),
            told,
            f"{body.status} flare: {body.disease}",
            body.status,
            event=event.id,
        )
        flares.setdefault("flares", []).append(mark)
    events: dict[str, list[Mark]] = {}
    for event, harm in view.of(AdverseEvent):
        events.setdefault(harm.term, []).append(_harm(event, harm, scale))
    rows = [Row(name, tuple(marks)) for name, marks in (*flares.items(), *events.items())]
    return Lane(
        "harms",
        "Flares, adverse events",
        tuple(rows),
        "No adverse event and no flare is recorded. That is not the same as none.",
        HARM_KEY if rows else "",
    )


def _harm(event: Event, harm: AdverseEvent, scale: Scale) -> Mark:
    grade = str(harm.grade) if isinstance(harm.grade, int) else "?"
    told = sentence(
        f"{harm.term} ({event.when})",
        f"CTCAE grade {grade}" if grade != "?" else "CTCAE grade not recorded",
        f"Outcome: {said(harm.outcome)}" + (f", {harm.resolved}" if harm.resolved else ""),
        f"Relation as recorded: {said(harm.relation)}",
        f"Done: {harm.action}" if harm.action else "",
    )
    return Mark(
        "harm",
        scale.place(event),
        told,
        f"{harm.term}, grade {grade if grade != '?' else 'not recorded'}",
        grade,
        event=event.id,
    )
