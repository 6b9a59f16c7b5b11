"""One line of the go/no-go: a limit, its answer, the value it was judged by, and what would clear it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from resorb.finding import Level
from resorb.protocol.advice.advice import Input, SetAside

Answer = Literal["hold", "cannot tell", "call", "treat"]

# The gravest first. What cannot be told is graver than a call: a call can end in treatment, but nothing
# is given on a value that nobody has.
ANSWERS: tuple[Answer, ...] = ("hold", "cannot tell", "call", "treat")
_LEVELS: dict[Answer, Level] = {"hold": "error", "cannot tell": "error", "call": "caution", "treat": "note"}


@dataclass(frozen=True, slots=True)
class Line:
    """The answer to one limit before one infusion.

    `limit` is the id of the limit or rule; `drawn` says when a sample was drawn against the last
    infusion; `clears` what would turn the answer. `for_good` marks what nothing clears; `weak` is the label
    that must stand beside an answer that rests on a weak source.
    """

    limit: str
    title: str
    answer: Answer
    text: str
    clears: str = ""
    inputs: tuple[Input, ...] = ()
    age_days: int | None = None
    drawn: str = ""
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ("opinion",)
    hard: bool = False
    for_good: bool = False
    weak: str = ""
    overridden: SetAside | None = None

    @property
    def value(self) -> str:
        """The values it was judged by, or that there are none."""
        return ", ".join(i.value for i in self.inputs) or "not recorded"

    def as_json(self) -> dict[str, Any]:
        """Return the line under its field names."""
        return {
            "limit": self.limit,
            "title": self.title,
            "answer": self.answer,
            "value": self.value if self.inputs else None,
            "age_days": self.age_days,
            "drawn": self.drawn,
            "text": self.text,
            "clears": self.clears,
            "inputs": [i.as_json() for i in self.inputs],
            "missing": list(self.missing),
            "sources": list(self.sources),
            "hard": self.hard,
            "for_good": self.for_good,
            "weak": self.weak,
            "overridden": self.overridden.as_json() if self.overridden else None,
        }


@dataclass(frozen=True, slots=True)
class GoNoGo:
    """The answers before an infusion. `answer` is the worst of the lines: one hold holds, and unknown is never treat."""

    as_of: str
    lines: tuple[Line, ...]

    @property
    def answer(self) -> Answer:
        """The worst answer of all lines."""
        return worst_answer(line.answer for line in self.lines)

    @property
    def level(self) -> Level:
        """The answer as a level: what holds or cannot be told is an error, do not proceed."""
        return _LEVELS[self.answer]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is asked for, each thing once."""
        return tuple(dict.fromkeys(name for line in self.lines for name in line.missing))

    def as_json(self) -> dict[str, Any]:
        """Return the whole under its field names."""
        return {
            "as_of": self.as_of,
            "answer": self.answer,
            "level": self.level,
            "lines": [line.as_json() for line in self.lines],
            "missing": list(self.missing),
        }


def worst_answer(answers: Iterable[Answer]) -> Answer:
    """Return the gravest of some answers; `cannot tell` when there are none."""
    found = set(answers)
    return next((answer for answer in ANSWERS if answer in found), "cannot tell")
