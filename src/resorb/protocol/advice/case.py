"""What the rules look at: the course, its recorded state and the evidence, with small ways to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from resorb.course import Course, Event, State
from resorb.evidence import Evidence, Limit
from resorb.protocol.advice.advice import Advice, Input
from resorb.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Case:
    """One course at one time. `events` are those that had certainly happened and were known."""

    course: Course
    state: State
    events: tuple[Event, ...]
    evidence: Evidence

    def of(self, kind: str) -> Iterator[tuple[Event, Any]]:
        """Yield the events of one kind with their bodies."""
        return ((e, e.body) for e in self.events if e.kind == kind)

    def quantity(self, name: str) -> tuple[Quantity | None, Input | None]:
        """Return the last recorded lab or covariate as a quantity, and as an input; None when unknown."""
        found = self.state.lab(name) or self.state.covariate(name)
        if found is None:
            return None, None
        shown = Input(name, str(found.value), str(found.when))
        return (found.value if isinstance(found.value, Quantity) else None), shown

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
        """Everything the conditions say, folded, for finding a named disease."""
        return " ; ".join(body.name.lower() for _, body in self.of("condition"))


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


def hours_between(earlier: Fraction, later: Fraction) -> Fraction:
    """Return the hours between two moments counted in days."""
    return (later - earlier) * 24


def from_limit(rule: str, title: str, limit: Limit, text: str, *inputs: Input, **more: Any) -> Advice:
    """Return advice whose reason and sources are those of a limit."""
    label = f" ({limit.label})" if limit.label else ""
    own = " [site default, opinion]" if limit.is_opinion else ""
    return Advice(
        rule,
        title,
        more.pop("level", limit.level),
        text,
        f"{limit.message}{label}{own}",
        inputs,
        sources=limit.sources,
        protocol=limit.applies_to.protocol or "letter",
        **more,
    )
