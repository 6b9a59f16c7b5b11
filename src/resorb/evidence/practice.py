"""Named practices: their regimen, and what they watch."""

from __future__ import annotations

from dataclasses import dataclass

from resorb.evidence.limits import EVERYWHERE, Scope
from resorb.evidence.values import WEAK_LABEL, may_act
from resorb.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What is watched, and when, in a named practice. `every` is None when the source names no interval."""

    id: str
    what: str
    when: str
    tag: str
    sources: tuple[str, ...]
    every: Quantity | None = None
    before_doses: tuple[int, ...] = ()
    applies_to: Scope = EVERYWHERE
    note: str = ""
    locator: str = ""

    @property
    def label(self) -> str:
        """The words that must stand beside what a weak source asks for; empty for any other."""
        return "" if may_act(self.tag) else WEAK_LABEL


@dataclass(frozen=True, slots=True)
class Protocol:
    """A named practice: the regimen it starts with, how it escalates, and the claims it rests on."""

    id: str
    name: str
    disease: str
    is_default: bool
    tag: str
    sources: tuple[str, ...]
    start: str = ""
    escalation: str = ""
    escalate_after: str = ""
    stop: str = ""
    restart: str = ""
    claims: tuple[str, ...] = ()
    note: str = ""
