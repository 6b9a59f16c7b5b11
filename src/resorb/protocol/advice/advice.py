"""What a piece of advice is: a rule's sentence for this course, with everything it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from resorb.finding import Level

Feasible = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a rule looked at: what, its value as recorded, and when it was recorded for."""

    name: str
    value: str
    when: str = ""
    event: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the input under its field names."""
        return {"name": self.name, "value": self.value, "when": self.when, "event": self.event}


@dataclass(frozen=True, slots=True)
class Option:
    """One alternative, as reported: when it is feasible for this extent, and what speaks for and against it.

    Options are listed in the order of the evidence, which is no order of preference; none is chosen.
    """

    id: str
    name: str
    kind: str
    dose: str
    reported: str
    feasible: Feasible
    why: str
    against: str
    sources: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the option under its field names."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "dose": self.dose,
            "reported": self.reported,
            "feasible": self.feasible,
            "why": self.why,
            "against": self.against,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class SetAside:
    """Advice that somebody set aside: who, when and why, and whether that answers it.

    `answers` is false for whatever no reason can answer: a hard limit, a value nobody has, and anything
    that was recorded after the advice was set aside.
    """

    event: str
    when: str
    by: str
    reason: str
    answers: bool

    def as_json(self) -> dict[str, Any]:
        """Return it under its field names."""
        return {
            "event": self.event,
            "when": self.when,
            "by": self.by,
            "reason": self.reason,
            "answers": self.answers,
        }

    def __str__(self) -> str:
        who = f" by {self.by}" if self.by else ""
        answer = "" if self.answers else "; that does not answer it"
        return f"Set aside{who} ({self.when or 'date not recorded'}): {self.reason}{answer}."


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice for one course at one time: something to consider, never a decision.

    `reason` is the rule in plain words; `missing` names what was not known; `sources` are ids in the
    evidence, `strength` what each of them is, and `against` the ids of what speaks against it.
    `blocks_signing` says whether the next dose should wait for it, `clears` what would end a hold, and
    `hard` that no reason sets it aside.
    """

    rule: str
    title: str
    level: Level
    text: str
    reason: str
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    protocol: str = "letter"
    blocks_signing: bool = False
    alternatives: tuple[Option, ...] = ()
    strength: tuple[str, ...] = ()
    clears: str = ""
    hard: bool = False
    overridden: SetAside | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the advice under the field names of the reference."""
        return {
            "rule": self.rule,
            "title": self.title,
            "level": self.level,
            "text": self.text,
            "reason": self.reason,
            "inputs": [i.as_json() for i in self.inputs],
            "missing": list(self.missing),
            "sources": list(self.sources),
            "strength": list(self.strength),
            "against": list(self.against),
            "protocol": self.protocol,
            "blocks_signing": self.blocks_signing,
            "clears": self.clears,
            "hard": self.hard,
            "alternatives": [o.as_json() for o in self.alternatives],
            "overridden": self.overridden.as_json() if self.overridden else None,
        }
