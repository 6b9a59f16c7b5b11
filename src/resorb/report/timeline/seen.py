"""Lanes of what was seen and told: lesions and regions, then pain, itch and function.

A number is drawn at its height on its row's own scale. Words are drawn as words; an arrow says which way
they point and never how far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from resorb.course import Event
from resorb.course.asof import View
from resorb.course.measures import measure_named
from resorb.course.observed import Lesion, LesionGroup, Observation
from resorb.course.patient import Activity
from resorb.quantity import Quantity
from resorb.report.said import quoted, said, sentence
from resorb.report.timeline.direction import direction
from resorb.report.timeline.mark import Lane, Mark, Row
from resorb.report.timeline.scale import Scale, ends

# measures of how the patient is, not of a deposit
SYMPTOMS = (
    "pain",
    "burn",
    "itch",
    "prurit",
    "sleep",
    "function",
    "dress",
    "dlqi",
    "haq",
    "quality",
    "patient",
    "fatigue",
)
WHOLE = ("whole", "whole body", "patient", "")
FATE = {"appears": "new", "merges": "merged", "splits": "split", "gone": "gone"}
KEY = (
    "Arrow down: the words say better. Arrow up: worse. Dot: a number, or words with no direction. Plus: newly recorded. "
    "A grey line joins what was measured; between the dots nothing is known."
)


def lesions(view: View, scale: Scale) -> Lane:
    """Return one row for each lesion, group and region, with what became of it and what was measured."""
    seen = [(e, b) for e, b in view.of(Observation) if not is_symptom(b)]
    rows: dict[str, list[Mark]] = {}
    for event, body in view.of(Lesion, LesionGroup):
        rows.setdefault(_named(body), []).append(_fate(event, body, scale))
    numbers = [(e, b) for e, b in seen if isinstance(b.value, Quantity)]
    for event, body in seen:
        if not isinstance(body.value, Quantity):
            rows.setdefault(where(body), []).append(words_mark(event, body.measure, body, scale))
    found = [Row(name, tuple(marks)) for name, marks in _whole_first(rows)]
    measured = list(series(((where(b), b.measure, e, b.value) for e, b in numbers), scale))
    return Lane(
        "lesions",
        "Lesions and regions",
        tuple(_interleaved(found, measured)),
        "No lesion or region is recorded.",
        KEY,
    )


def symptoms(view: View, scale: Scale) -> Lane:
    """Return one row for each symptom or function, as a number or in the words used."""
    seen = [(e, b) for e, b in view.of(Observation) if is_symptom(b)]
    rows: dict[str, list[Mark]] = {}
    for event, body in seen:
        if not isinstance(body.value, Quantity):
            rows.setdefault(body.measure, []).append(
                words_mark(event, body.measure, body, scale, body.measure)
            )
    told = [Row(name, tuple(marks)) for name, marks in rows.items()]
    numbers = (
        (where(b) if b.region not in WHOLE and where(b) != "whole body" else "", b.measure, e, b.value)
        for e, b in seen
        if isinstance(b.value, Quantity)
    )
    return Lane(
        "symptoms",
        "Pain, itch, function",
        (*series(numbers, scale), *told),
        "No symptom or function is recorded.",
    )


def activity(view: View, scale: Scale) -> tuple[Row, ...]:
    """Return rows of the activity of the underlying disease."""
    numbers = [
        (b.disease, b.measure or "activity", e, b.value)
        for e, b in view.of(Activity)
        if isinstance(b.value, Quantity)
    ]
    rows: dict[str, list[Mark]] = {}
    for event, body in view.of(Activity):
        if not isinstance(body.value, Quantity):
            rows.setdefault(f"{body.disease} activity", []).append(
                words_mark(event, body.measure or "activity", body, scale)
            )
    return (*series(numbers, scale), *(Row(name, tuple(marks)) for name, marks in rows.items()))


def is_symptom(body: Observation) -> bool:
    """Whether an observation is of how the patient is rather than of a deposit."""
    name = body.measure.lower()
    whole = body.lesion is None and body.lesion_group is None
    return whole and any(part in name for part in SYMPTOMS) and "calcinosis" not in name


def where(body: Observation) -> str:
    """Return what an observation is of: the lesion, the group, the region, or the whole body."""
    return (
        body.lesion
        or body.lesion_group
        or (body.region if body.region not in (None, "whole") else None)
        or "whole body"
    )


def _named(body: Lesion | LesionGroup) -> str:
    return body.lesion if isinstance(body, Lesion) else body.group


def _whole_first(rows: dict[str, list[Mark]]) -> list[tuple[str, list[Mark]]]:
    """Return rows with the whole body first and the others in the order they were first seen."""
    return sorted(rows.items(), key=lambda item: (item[0] != "whole body", min(m.place.x1 for m in item[1])))


def _interleaved(told: list[Row], measured: list[Row]) -> Iterator[Row]:
    """Yield each lesion's row followed by the rows of its measures."""
    left = list(measured)
    for row in told:
        own = [m for m in left if m.label.startswith(f"{row.label}: ")]
        left = [m for m in left if m not in own]
        if own and all(mark.look == "present" for mark in row.marks):
            own[0] = replace(own[0], marks=(*own[0].marks, *row.marks))
        else:
            yield row
        yield from own
    yield from left


def _fate(event: Event, body: Lesion | LesionGroup, scale: Scale) -> Mark:
    of = getattr(body, "of", ())
    into = getattr(body, "into", ())
    count = getattr(body, "count", None)
    told = sentence(
        f"{_named(body)}: {FATE[body.change]} ({event.when if not event.when.is_unknown else scale.place(event).words})",
        f"Of {', '.join(of)}" if of else "",
        f"Into {', '.join(into)}" if into else "",
        f"Fate: {said(body.fate)}" if body.change == "gone" else "",
        f"Depth: {body.depth.replace('_', ' ')}" if body.depth else "",
        f"Number of lesions: {said(count)}" if isinstance(body, LesionGroup) else "",
        quoted(body.quote),
    )
    before = body.change == "appears" and _at_start(event, scale)
    label = "present" if before else FATE[body.change]
    label += f": {said(body.fate, 'how not recorded')}" if body.change == "gone" else ""
    return Mark("fate", scale.place(event), told, label, "present" if before else body.change, event=event.id)


def _at_start(event: Event, scale: Scale) -> bool:
    """Whether a lesion was there before treatment, as far as can be known; then it is not a new one."""
    if scale.place(event).part == "before":
        return True
    high = ends(scale.times[event.id], scale.clock)[1]
    return scale.zero is not None and high is not None and high <= scale.zero + 1


def words_mark(event: Event, measure: str, body: Observation | Activity, scale: Scale, row: str = "") -> Mark:
    """Return an observation told in words, with the way they point."""
    words = said(body.value)
    place = scale.place(event)
    told = sentence(
        f"{measure}: {words} ({place.words})",
        f"Method: {body.method}" if isinstance(body, Observation) and body.method else "",
        quoted(body.quote) if isinstance(body, Observation) else "",
    )
    label = words if row == measure or measure in ("response", "activity") else f"{measure}: {words}"
    return Mark("words", place, told, label, direction(measure, words), event=event.id)


Reading = tuple[str, str, Event, Quantity | object]


def series(readings: Iterable[Reading], scale: Scale) -> Iterator[Row]:
    """Yield one row for each subject, measure and dimension; readings of one row share a unit."""
    groups: dict[tuple[str, str, str], list[tuple[Event, Quantity]]] = {}
    for subject, measure, event, value in readings:
        assert isinstance(value, Quantity)
        groups.setdefault((subject, measure, value.dimension), []).append((event, value))
    for (subject, measure, _), listed in groups.items():
        unit = listed[0][1].unit
        points = tuple(_point(subject, measure, e, v, v.to(unit).value, scale) for e, v in listed)
        low, high = bounds(measure, unit, [p.value for p in points if p.value is not None])
        yield Row(f"{subject}: {measure}" if subject else measure, points, low, high, unit)


def _point(subject: str, measure: str, event: Event, value: Quantity, height: Decimal, scale: Scale) -> Mark:
    body = event.body
    place = scale.place(event)
    told = sentence(
        f"{subject + ', ' if subject else ''}{measure}: {value} ({place.words})",
        f"Method: {body.method}" if getattr(body, "method", None) else "",  # type: ignore[union-attr]
        f"Rater: {body.rater}" if isinstance(body, Observation) and body.rater else "",
        quoted(getattr(body, "quote", None)),
    )
    return Mark("point", place, told, said(Quantity(value.value, "1")), value=height, event=event.id)


def bounds(measure: str, unit: str, values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the ends of a row's scale: those of a known score, else from zero to above the highest."""
    known = measure_named(measure)
    if unit == "1" and known and known.low is not None and known.high is not None:
        return known.low, known.high
    top = max(values)
    return min(Decimal(0), *values), top if top > 0 else Decimal(1)
