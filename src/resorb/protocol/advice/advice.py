"""What a piece of advice is: a rule's sentence for this course, with everything it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resorb.finding import Level


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a rule looked at: what, its value as recorded, and when it was recorded for."""

    name: str
    value: str
    when: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the input under its field names."""
        return {"name": self.name, "value": self.value, "when": self.when}


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice for one course at one time: something to consider, never a decision.

    `reason` is the rule in plain words; `missing` names what was not known; `sources` are ids in the
    evidence and `against` the ids of what speaks against it. `blocks_signing` says whether the next
    dose should wait for it.
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
            "against": list(self.against),
            "protocol": self.protocol,
            "blocks_signing": self.blocks_signing,
        }
