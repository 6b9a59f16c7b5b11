"""What was last recorded of the patient: covariates and laboratory values, drugs, harm, flares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Any

from resorb.course.asof import View
from resorb.course.event import Event
from resorb.course.fields import Value
from resorb.course.measures import measure_named
from resorb.course.observed import AdverseEvent, Lab
from resorb.course.patient import Allergy, Concomitant, Covariate, Flare, Workup
from resorb.course.when import When, certainly_before


@dataclass(frozen=True, slots=True)
class Reading:
    """The last recorded value of a covariate or analyte, when, and how old it is at the view's time.

    `age_days` is whole days, at least so many; None when the view has no time or the reading no date.
    `unordered` is true when another reading may be later: then neither is certainly the last.
    """

    name: str
    value: Value
    when: When
    event: str
    method: str | None = None
    age_days: int | None = None
    unordered: bool = False


def covariates(view: View) -> tuple[Reading, ...]:
    """Return the last reading of each covariate."""
    return _readings(view, [(e, b.name, b.value, b.method) for e, b in view.of(Covariate)])


def labs(view: View) -> tuple[Reading, ...]:
    """Return the last value of each analyte, those of the baseline work-up among them."""
    drawn: list[tuple[Event, str, Value, str | None]] = [
        (e, b.analyte, b.value, b.analyser) for e, b in view.of(Lab)
    ]
    baseline = [(e, b.test, b.value, b.method) for e, b in view.of(Workup)]
    return _readings(view, drawn + baseline)


def _readings(view: View, found: Iterable[tuple[Event, str, Value, str | None]]) -> tuple[Reading, ...]:
    by_name: dict[str, list[tuple[Event, str, Value, str | None]]] = {}
    for item in found:
        by_name.setdefault(named(item[1]), []).append(item)
    return tuple(_reading(view, name, items) for name, items in by_name.items())


def named(name: str) -> str:
    """Return the one name of a measure, or the name as written where it is not a known measure."""
    measure = measure_named(name)
    return measure.name if measure else " ".join(name.split())


def _reading(view: View, name: str, items: list[tuple[Event, str, Value, str | None]]) -> Reading:
    latest = view.order.latest([event.id for event, *_ in items])
    event, _, value, method = next(item for item in reversed(items) if item[0].id in latest)
    return Reading(name, value, event.when, event.id, method, _age(view, event), len(latest) > 1)


def _age(view: View, event: Event) -> int | None:
    at = view.time(event)
    if view.horizon is None or view.horizon.latest is None or at.latest is None:
        return None
    return floor(view.horizon.latest - at.latest) if at.clock == view.horizon.clock else None


def _last_of(view: View, events: list[Event]) -> list[Event]:
    latest = view.order.latest([event.id for event in events])
    return [event for event in events if event.id in latest]


def concomitants(view: View) -> tuple[Event, ...]:
    """Return the last entry of each other drug that is being taken, or may be."""
    by_drug = _grouped(view, Concomitant, "drug")
    last = [event for events in by_drug.values() for event in _last_of(view, events)]
    return tuple(e for e in last if getattr(e.body, "change", "") != "stop")


def allergies(view: View) -> tuple[Event, ...]:
    """Return the allergies recorded and not excluded since."""
    by_what = _grouped(view, Allergy, "to")
    last = [event for events in by_what.values() for event in _last_of(view, events)]
    return tuple(e for e in last if getattr(e.body, "status", None) != "excluded")


def flares(view: View) -> tuple[Event, ...]:
    """Return the last word on the flare of each disease: suspected, confirmed or excluded."""
    by_disease = _grouped(view, Flare, "disease")
    return tuple(event for events in by_disease.values() for event in _last_of(view, events))


def open_harms(view: View) -> tuple[Event, ...]:
    """Return the adverse events that are not recorded as over by the view's time."""
    return tuple(event for event, body in view.of(AdverseEvent) if not _over(view, body))


def _over(view: View, body: AdverseEvent) -> bool:
    if body.resolved is None or body.resolved.is_unknown:
        return body.outcome in ("resolved", "sequelae", "fatal")
    if view.horizon is None:
        return True
    resolved = view.put(body.resolved)
    return certainly_before(resolved, view.horizon) or resolved.latest == view.horizon.latest


def _grouped(view: View, kind: type[Any], name: str) -> dict[str, list[Event]]:
    groups: dict[str, list[Event]] = {}
    for event, body in view.of(kind):
        groups.setdefault(" ".join(str(getattr(body, name)).lower().split()), []).append(event)
    return groups
