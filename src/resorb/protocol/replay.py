"""Replay: what the protocol would have said at each moment of a course, with what was known then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from resorb.course import Course, Event, When
from resorb.course.asof import View, view
from resorb.course.when import day
from resorb.evidence import Evidence
from resorb.protocol.advice import Advice, Answer, Case, advice_on, case_of
from resorb.protocol.advice.go import judge, of_its_day
from resorb.protocol.advice.line import worst_answer

_Key = tuple[str, str, str, bool, tuple[str, ...]]

# Events at which a reader looks even where they change no advice.
_TURNS = ("plan", "plan_change", "flare", "adverse_event", "observation", "stated", "agreement", "override")
_TIMELESS = ("note", "override")


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a course: what had just happened, and what that changed in the advice.

    `appeared` and `gone` are against the moment before; `standing` are the titles of what was said then
    and still is. `unknown` is everything advice asked for and nobody had. `known` says by which clock it is
    known: what was recorded by then, or only what had happened.
    """

    words: str
    events: tuple[str, ...]
    status: str
    go: Answer
    appeared: tuple[Advice, ...]
    gone: tuple[str, ...]
    standing: tuple[str, ...]
    unknown: tuple[str, ...]
    known: str

    def as_json(self) -> dict[str, Any]:
        """Return the moment under its field names."""
        return {
            "when": self.words,
            "events": list(self.events),
            "status": self.status,
            "go": self.go,
            "appeared": [advice.as_json() for advice in self.appeared],
            "gone": list(self.gone),
            "standing": list(self.standing),
            "unknown": list(self.unknown),
            "known": self.known,
        }


@dataclass(frozen=True, slots=True)
class _Stop:
    """A point to stop at: its words, the course as it is to be read there, and the events that are new."""

    words: str
    course: Course
    as_of: When | None
    known_at: date | None
    events: tuple[Event, ...]


def replay(course: Course, evidence: Evidence) -> tuple[Moment, ...]:
    """Return the moments of a course in order, each with only what changed since the one before.

    A calendar course whose entries tell when they were recorded is read as it was known on each day.
    Events without any date stand after the dated ones, in the order the record gives them.
    """
    moments: list[Moment] = []
    before: dict[_Key, Advice] = {}
    for stop in _stops(course):
        case = case_of(stop.course, evidence, stop.as_of, stop.known_at)
        found = advice_on(case)
        now = {_key(advice): advice for advice in found}
        moment = Moment(
            stop.words,
            tuple(event.id for event in stop.events),
            case.state.status.name,
            _go(case),
            tuple(advice for key, advice in now.items() if key not in before),
            tuple(dict.fromkeys(a.rule for k, a in before.items() if a.rule not in {b.rule for b in found})),
            tuple(dict.fromkeys(advice.title for key, advice in now.items() if key in before)),
            tuple(dict.fromkeys(name for advice in found for name in advice.missing)),
            _known(stop),
        )
        turned = any(event.kind in _TURNS for event in stop.events)
        if not moments or turned or moment.appeared or moment.gone or moment.status != moments[-1].status:
            moments.append(moment)
        before = now
    return tuple(moments)


def _key(advice: Advice) -> _Key:
    """Return what makes advice the same at two moments: a value that moved within it is no new advice."""
    return (
        advice.rule,
        advice.title,
        advice.level,
        advice.blocks_signing,
        tuple(i.name for i in advice.inputs),
    )


def _go(case: Case) -> Answer:
    """Return the answer for the next dose, apart from what is asked on its own day."""
    return worst_answer(line.answer for line in judge(case).lines if not of_its_day(line))


def _known(stop: _Stop) -> str:
    if stop.known_at is not None:
        return f"what had been recorded by {stop.known_at.isoformat()}"
    return "what had happened by then; when it was recorded is not told"


def _stops(course: Course) -> Iterator[_Stop]:
    seen = view(course)
    undated = [e for e in seen.events if seen.time(e).latest is None and e.kind not in _TIMELESS]
    # an event without a date may have happened at any dated moment; here it is taken up in its own place
    dated = _without(course, {event.id for event in undated})
    if course.clock == "calendar":
        yield from _days(dated, view(dated))
    else:
        yield from _by_clock(dated, view(dated))
    yield from _unordered(course, seen, undated)


def _days(course: Course, seen: View) -> Iterator[_Stop]:
    """Yield a stop for each day on which something had certainly happened, or was recorded."""
    told = bool(course.events) and all(
        e.recorded is not None and e.recorded.latest is not None for e in course.events
    )
    days: dict[int, list[Event]] = {}
    for event in course.events if told else seen.events:
        latest = _known_by(event, seen.time(event), told)
        if latest is not None:
            days.setdefault(ceil(latest) - 1, []).append(event)
    for number in sorted(days):
        on = date.fromordinal(max(1, min(number, date.max.toordinal())))
        yield _Stop(on.isoformat(), course, day(on), on if told else None, tuple(days[number]))


def _known_by(event: Event, at: When, told: bool) -> Fraction | None:
    """Return the moment by which an event had happened and, where that is told, was recorded."""
    written = event.recorded.latest if told and event.recorded is not None else None
    if at.clock != "calendar" or at.latest is None:
        return written if event.is_correction else None
    return at.latest if written is None else max(at.latest, written)


def _by_clock(course: Course, seen: View) -> Iterator[_Stop]:
    """Yield a stop for each moment on the course's clock by which something had certainly happened."""
    ends: dict[Fraction, list[Event]] = {}
    for event in seen.events:
        latest = seen.time(event).latest
        if latest is not None:
            ends.setdefault(latest, []).append(event)
    for latest in sorted(ends):
        words = _words([e for e in ends[latest] if seen.time(e).latest == latest])
        horizon = When(words, "course", latest - 1, latest)
        yield _Stop(words, course, horizon, None, tuple(ends[latest]))


def _words(events: list[Event]) -> str:
    """Return the time in the words most of the events use."""
    decided = [e for e in events if e.kind == "plan_change"] or events
    told = [e.when.words for e in decided if not e.when.is_unknown]
    return max(told, key=told.count) if told else "unknown"


def _unordered(course: Course, seen: View, undated: list[Event]) -> Iterator[_Stop]:
    """Yield a stop for each step in the stated order of the events without a date, the rest left out until then."""
    left = list(undated)
    while left:
        firsts = [e for e in left if not any(seen.order.certainly_before(o.id, e.id) for o in left)]
        turning = [e for e in firsts if e.kind == "plan_change"] or firsts
        now = turning if turning != firsts and len(firsts) == len(turning) else firsts
        left = [e for e in left if e not in now]
        hidden = {e.id for e in left}
        yield _Stop(_said(now), _without(course, hidden), None, None, tuple(now))


def _without(course: Course, hidden: set[str]) -> Course:
    """Return a course as if some of its events had not been written, nor any link to them."""
    kept = (e for e in course.events if e.id not in hidden)
    return replace(course, events=tuple(replace(e, when=_unlinked(e.when, hidden)) for e in kept))


def _unlinked(when: When, hidden: set[str]) -> When:
    after, before = (tuple(i for i in ids if i not in hidden) for ids in (when.after, when.before))
    return when.linked(after, before)


def _said(events: list[Event]) -> str:
    """Return a name for a step without a date: the decision taken, or what it followed."""
    decided = [str(getattr(e.body, "change", "")) for e in events if e.kind == "plan_change"]
    if decided:
        return f"at the {decided[0]} (no date)"
    after = list(dict.fromkeys(name for e in events for name in e.when.after))
    return f"after {', '.join(after)} (no date)" if after else "no date"
