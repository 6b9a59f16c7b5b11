"""What the page shows, as one frozen value without any HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from resorb.course import State
from resorb.finding import Finding, Level
from resorb.report.care import Item
from resorb.report.change import Change
from resorb.report.cumulative import Cumulative
from resorb.report.draft import Draft
from resorb.report.replayed import Turn
from resorb.report.table import Table
from resorb.report.timeline import Timeline

INTENDED_USER = (
    "For the rheumatologist or dermatologist who prescribes, the pharmacist who verifies and the nurse who "
    "records. Not for patients."
)
OFF_LABEL = "Intravenous sodium thiosulfate for calcinosis cutis is off-label use."
DECIDES_NOTHING = "This document advises and decides nothing. It shows what was recorded and what was not."
NOT_BUILT = {
    "weigh": "whether it is working is judged by the weighing room, which is not built yet",
    "forecast": "what stopping or spacing out would do needs the forecasting room, which is not built yet",
}
NOT_JUDGED = (
    "bands are judged by the weighing room, which is not built yet; these are numbers and words as recorded"
)
NO_PREFERENCE = "In the order of the evidence, which is no order of preference. None is chosen."


class Advises(Protocol):
    """What the report needs of a piece of advice; the protocol room makes them."""

    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> Level: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def inputs(self) -> Sequence[Any]: ...  # noqa: D102
    @property
    def missing(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def sources(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def against(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def blocks_signing(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Cited:
    """A source or a claim as a reader sees it: its id, and one line."""

    id: str
    line: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of advice with its sources spelt out."""

    rule: str
    title: str
    level: Level
    text: str
    reason: str
    inputs: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]
    sources: tuple[Cited, ...]
    against: tuple[Cited, ...]
    blocks_signing: bool
    protocol: str = ""
    strength: tuple[str, ...] = ()
    clears: str = ""
    hard: bool = False
    alternatives: tuple[str, ...] = ()
    overridden: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the advice under the field names of the reference."""
        return {
            "rule": self.rule,
            "title": self.title,
            "level": self.level,
            "text": self.text,
            "reason": self.reason,
            "inputs": [{"name": n, "value": v, "when": w or None} for n, v, w in self.inputs],
            "missing": list(self.missing),
            "sources": [c.id for c in self.sources],
            "against": [c.id for c in self.against],
            "strength": list(self.strength),
            "protocol": self.protocol or None,
            "blocks_signing": self.blocks_signing,
            "clears": self.clears or None,
            "hard": self.hard,
            "alternatives": list(self.alternatives),
            "overridden": self.overridden or None,
        }


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something not known: what, why it matters, what would supply it, and which advice asks for it."""

    what: str
    why: str
    supply: str
    asked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """Which software and evidence made the document, when, and for which times."""

    software: str
    evidence: str
    made_on: str | None
    as_of: str | None
    known_at: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the page shows. Words for people; `state` and `timeline` as values of their rooms."""

    course: str
    title: str
    patient: str
    source: str | None
    versions: Versions
    summary: tuple[str, ...]
    timeline: Timeline
    state: State
    state_rows: Table
    advice: tuple[Shown, ...]
    missing: tuple[Lacking, ...]
    findings: tuple[Finding, ...]
    observations: Table
    response: Table
    dose_counts: Table
    doses: Table
    grams: str
    harms: Table
    flares: Table
    drugs: Table
    care: tuple[Item, ...]
    alternatives: Table
    overrides: Table
    turns: tuple[Turn, ...]
    replay_why: str
    deviations: Table
    next_infusion: Table
    go: str
    watched: Table
    cumulative: Cumulative
    change: Change
    draft: Draft
    sources: tuple[Cited, ...]
    events: Table

    def as_json(self) -> dict[str, Any]:
        """Return the report under the field names of `docs/reference/report.schema.json`."""
        from resorb.report.asjson import as_json

        return as_json(self)
