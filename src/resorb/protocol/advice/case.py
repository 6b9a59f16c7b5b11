"""What the rules look at: the course, its recorded state and the evidence, with small ways to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor
from typing import Any

from resorb.course import Course, Event, State, When
from resorb.course.asof import View
from resorb.course.latest import named
from resorb.evidence import Evidence, Limit
from resorb.protocol.advice.advice import Advice, Input
from resorb.quantity import Quantity, plain

# Under which field each kind of event names what was measured.
_NAMES = {"lab": "analyte", "workup": "test", "covariate": "name", "observation": "measure"}
_NO_DIALYSIS = ("no", "none", "off", "not", "never", "stopped", "ended")
_DIALYSIS = ("haemo", "hemo", "hd", "periton", "pd", "capd", "yes", "on", "dialysis")
_EXCLUDED = ("excluded", "ruled out")


@dataclass(frozen=True, slots=True)
class Found:
    """A last recorded value; `value` is None where the record has words instead of a number."""

    name: str
    value: Quantity | None
    words: str
    event: Event
    age_days: int | None

    @property
    def shown(self) -> Input:
        """The value as an input."""
        return Input(self.name, self.words, str(self.event.when), self.event.id)


@dataclass(frozen=True, slots=True)
class Index:
    """The events that count, by kind, and those that measure something, by the one name of what they measure."""

    kinds: Mapping[str, list[tuple[Event, Any]]]
    measured: Mapping[str, dict[str, tuple[Event, Any]]]

    @classmethod
    def of(cls, events: Iterable[Event]) -> Index:
        """Return the index of some events."""
        kinds: dict[str, list[tuple[Event, Any]]] = {}
        measured: dict[str, dict[str, tuple[Event, Any]]] = {}
        for event in events:
            kinds.setdefault(event.kind, []).append((event, event.body))
            field = _NAMES.get(event.kind)
            if field:
                name = named(str(getattr(event.body, field)))
                value = getattr(event.body, "value", None)
                measured.setdefault(name, {})[event.id] = (event, value)
            before = getattr(event.body, "systolic_before", None)
            if before is not None:
                measured.setdefault("systolic pressure", {})[event.id] = (event, before)
        return cls(kinds, measured)


@dataclass(frozen=True, slots=True)
class Case:
    """One course at one time. `events` are those that had certainly happened and were known."""

    course: Course
    state: State
    seen: View
    evidence: Evidence
    index: Index

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that count."""
        return self.seen.events

    def of(self, kind: str) -> Iterator[tuple[Event, Any]]:
        """Yield the events of one kind with their bodies."""
        return iter(self.index.kinds.get(kind, ()))

    def last(self, name: str) -> tuple[Found, ...]:
        """Return the last recorded values of something measured: several where their order is not known."""
        items = self.index.measured.get(name, {})
        return tuple(self._found(name, *items[i]) for i in self.seen.order.latest(items))

    def _found(self, name: str, event: Event, value: Any) -> Found:
        quantity = value if isinstance(value, Quantity) else None
        return Found(name, quantity, str(value), event, self.age_days(event))

    def age_days(self, event: Event) -> int | None:
        """Return how many whole days ago an event was, at least; None when that cannot be said."""
        at, now = self.seen.time(event), self.seen.horizon
        if now is None or now.latest is None or at.latest is None or at.clock != now.clock:
            return None
        return floor(now.latest - at.latest)

    def quantity(self, name: str) -> tuple[Quantity | None, Input | None]:
        """Return the last recorded value as a quantity, and as an input; None when unknown."""
        found = self.last(name)
        return (found[-1].value, found[-1].shown) if found else (None, None)

    def worst(self, name: str, limit: Limit) -> Found | None:
        """Return a last value that crosses a limit, where the order of several is not known any of them."""
        return next((f for f in self.last(name) if f.value is not None and crosses(limit, f.value)), None)

    def limit(self, name: str) -> Limit:
        """Return a limit by the end of its id: `hold.sodium`."""
        return self.evidence.limits[f"limit.{name}"]

    def line(self, limit: Limit) -> Quantity:
        """Return where a limit lies; only for limits that have a level."""
        assert limit.value is not None, limit.id
        return limit.value

    @property
    def started(self) -> bool:
        """Whether any dose, or any told treatment, is recorded."""
        return self.state.status.name != "not started"

    @property
    def words(self) -> str:
        """What the record says of the calcinosis itself, folded: extent, severity and kind are read from nothing else.

        Diffuse systemic sclerosis is no diffuse calcinosis, and a metastatic cancer no metastatic one. A
        diagnosis recorded as excluded is none.
        """
        told = ((body.name.lower(), (body.status or "").lower()) for _, body in self.of("condition"))
        kept = (
            both for both in told if "calci" in both[0] and not any(word in both[1] for word in _EXCLUDED)
        )
        return " ; ".join(" ".join(filter(None, both)) for both in kept)

    @property
    def on_dialysis(self) -> bool | None:
        """Whether the patient is on dialysis; None when nothing says so, or not in words that are known."""
        said = {dialysis_said(found.words) for found in self.last("dialysis")}
        return True if True in said else False if said == {False} else None

    @property
    def anuric(self) -> bool:
        """Whether the kidneys are known to pass nothing: on dialysis, or without urine."""
        dry = any("anuri" in f.words.lower() for f in self.last("urine output"))
        return dry or self.on_dialysis is True

    @property
    def age_years(self) -> Quantity | None:
        """The age, as the head of the course or a covariate has it."""
        found = self.quantity("age")[0]
        stated = self.course.subject.age
        return found or (stated if isinstance(stated, Quantity) else None)

    def certainly_after(self, event: str, others: Iterable[str]) -> bool:
        """Whether an event certainly followed all of others."""
        return all(self.seen.order.certainly_before(other, event) for other in others)

    def time(self, event: Event) -> When:
        """Return when an event happened, as far as it is known."""
        return self.seen.time(event)


def crosses(limit: Limit, given: Quantity) -> bool:
    """Whether a value crosses a limit, taking mmol/L and mEq/L of a single charge as one number."""
    line = limit.value
    if line is None:
        return False
    if given.dimension != line.dimension:
        if {given.unit, line.unit} <= {"mmol/L", "mEq/L"}:
            return limit.crossed_by(Quantity(given.value, line.unit))
        return False
    return limit.crossed_by(given)


def back(limit: Limit) -> str:
    """Return what lies on the right side of a limit: `145 mmol/L or less`."""
    if limit.value is None:
        return ""
    strict = limit.comparison.endswith("=")
    words = {"<": ("or more", "above"), ">": ("or less", "below")}[limit.side]
    return f"{words[1]} {limit.value}" if strict else f"{limit.value} {words[0]}"


def because(limit: Limit) -> str:
    """Return a limit's sentence with the label that must stand beside it."""
    label = f" ({limit.label})" if limit.label else ""
    own = f" [{limit.site}]" if limit.site else " [site default, opinion]" if limit.is_opinion else ""
    return f"{limit.message}{label}{own}"


def from_limit(rule: str, title: str, limit: Limit, text: str, *inputs: Input, **more: Any) -> Advice:
    """Return advice whose reason and sources are those of a limit."""
    return Advice(
        rule,
        title,
        more.pop("level", limit.level),
        text,
        because(limit),
        inputs,
        sources=limit.sources,
        protocol=limit.applies_to.protocol or "letter",
        hard=limit.hard,
        **more,
    )


def number(value: Quantity) -> str:
    """Return a quantity's digits."""
    return plain(value.value)


def listed(names: Iterable[str]) -> str:
    """Return names as a person lists them: a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def dialysis_said(words: str) -> bool | None:
    """Return what words for dialysis say, by the first of them; None for words that are not known."""
    first = words.lower().replace(",", " ").split()
    if not first or first[0] in _NO_DIALYSIS:
        return False if first else None
    return True if first[0].startswith(_DIALYSIS) else None
