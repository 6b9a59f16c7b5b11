"""Lesions over time: which are there, where, what became of the others, and which regions are new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resorb.course.asof import View
from resorb.course.event import Event
from resorb.course.fields import Count
from resorb.course.observed import Lesion, LesionGroup
from resorb.course.patient import Condition
from resorb.course.status import exposures
from resorb.course.when import When


@dataclass(frozen=True, slots=True)
class LesionState:
    """One lesion, or a group told together: where it is and what became of it.

    `status` is present, gone, merged, split, or unknown when the order of what happened to it is not
    known. `count` is how many a group holds (a lesion is one); NotKnown or None is not known.
    """

    name: str
    group: bool
    region: str | None
    depth: str | None
    status: str
    since: When
    count: Count
    fate: str | None = None
    into: tuple[str, ...] = ()
    target: bool = False
    new_since_start: bool = False


@dataclass(frozen=True, slots=True)
class Lesions:
    """All lesions recorded so far, and the regions that certainly became involved after the first dose."""

    all: tuple[LesionState, ...]
    new_regions: tuple[str, ...]

    @property
    def present(self) -> tuple[LesionState, ...]:
        """Those that are there."""
        return tuple(lesion for lesion in self.all if lesion.status == "present")

    def by_region(self) -> dict[str, tuple[LesionState, ...]]:
        """Return the lesions that are there by region; a region that is not told is `not stated`."""
        regions = dict.fromkeys(lesion.region or "not stated" for lesion in self.present)
        return {r: tuple(x for x in self.present if (x.region or "not stated") == r) for r in regions}


def lesions(view: View) -> Lesions:
    """Return the lesions as recorded by the view's time."""
    histories: dict[tuple[bool, str], list[Event]] = {}
    for event, body in view.of(Lesion, LesionGroup):
        histories.setdefault(_key(body), []).append(event)
        for name in body.into if isinstance(body, Lesion) else ():
            histories.setdefault((False, name), [])
    absorbed = {
        part: body.lesion for _, body in view.of(Lesion) if body.change == "merges" for part in body.of
    }
    origins = {part: event for event, body in view.of(Lesion) for part in body.into}
    first = _first_exposures(view)
    states = tuple(
        _state(view, key, events or [origins[key[1]]], absorbed, first) for key, events in histories.items()
    )
    return Lesions(states, _new_regions(view, states))


def _key(body: Lesion | LesionGroup) -> tuple[bool, str]:
    return (False, body.lesion) if isinstance(body, Lesion) else (True, body.group)


def _first_exposures(view: View) -> list[str]:
    return [event.id for event in exposures(view)]


def _state(
    view: View, key: tuple[bool, str], events: list[Event], absorbed: dict[str, str], first: list[str]
) -> LesionState:
    group, name = key
    latest = view.order.latest([e.id for e in events])
    last: Any = next(e.body for e in events if e.id == latest[-1])
    began = events[0]
    status, into = _status(last, latest, name, events)
    if not group and name in absorbed and status == "present" and absorbed[name] != name:
        status, into = "merged", (absorbed[name],)
    bodies: list[Any] = [e.body for e in reversed(events)]
    return LesionState(
        name=name,
        group=group,
        region=_latest(bodies, "region"),
        depth=_latest(bodies, "depth"),
        status=status,
        since=began.when,
        count=_latest(bodies, "count") if group else 1,
        fate=(getattr(last, "fate", None) or "unknown") if status == "gone" else None,
        into=into,
        target=any(getattr(body, "target", None) == "yes" for body in bodies),
        new_since_start=_is_appearance(began)
        and any(view.order.certainly_before(dose, began.id) for dose in first),
    )


def _is_appearance(event: Event) -> bool:
    """Whether a lesion came up by this entry: a merger, or a part of a split lesion, is not new."""
    return getattr(event.body, "change", "") == "appears"


def _status(
    last: Any, latest: tuple[str, ...], name: str, events: list[Event]
) -> tuple[str, tuple[str, ...]]:
    changes = {str(getattr(e.body, "change", "")) for e in events if e.id in latest}
    if len(changes) > 1:
        return "unknown", ()
    if last.change == "gone":
        return "gone", ()
    if last.change == "splits" and name not in last.into:
        is_parent = getattr(last, "lesion", None) == name
        return ("split", last.into) if is_parent else ("present", ())
    return "present", ()


def _latest(bodies: list[Any], name: str) -> Any:
    """Return what was last recorded of it; a part of a split lesion keeps the whole one's region."""
    return next((got for body in bodies if (got := getattr(body, name, None)) is not None), None)


def _new_regions(view: View, states: tuple[LesionState, ...]) -> tuple[str, ...]:
    """Return regions where all lesions appeared after the first dose; those known before are not new."""
    before = {_folded(s.region) for s in states if s.region and not s.new_since_start}
    before |= {_folded(region) for _, body in view.of(Condition) for region in body.regions}
    after = [s.region for s in states if s.region and s.new_since_start and _folded(s.region) not in before]
    return tuple(dict.fromkeys(after))


def _folded(region: str) -> str:
    return " ".join(region.lower().split())
