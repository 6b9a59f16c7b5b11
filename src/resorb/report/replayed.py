"""Replay as a reader goes down it: at each turn what would have been said, and what nobody knew then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resorb.finding import Level
from resorb.protocol.replay import Moment
from resorb.report.counselled import ANSWERS

NO_REPLAY = "the replay was not asked for when this document was made"


@dataclass(frozen=True, slots=True)
class Said:
    """Advice that came up at a turn. `text` is empty for a note whose rule has spoken before: its title says it."""

    rule: str
    level: Level
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One moment: what had happened, what would have been said, and what was asked for and not known.

    `unknown` is all of it; `asked` and `answered` are against the turn before.
    """

    when: str
    events: tuple[str, ...]
    status: str
    go: str
    said: tuple[Said, ...]
    gone: tuple[str, ...]
    unknown: tuple[str, ...]
    asked: tuple[str, ...]
    answered: tuple[str, ...]
    known: str

    def as_json(self) -> dict[str, Any]:
        """Return the turn under its field names."""
        return {
            "when": self.when,
            "events": list(self.events),
            "status": self.status,
            "go": self.go,
            "said": [{"rule": s.rule, "level": s.level, "title": s.title, "text": s.text or None} for s in self.said],
            "gone": list(self.gone),
            "unknown": list(self.unknown),
            "known": self.known,
        }  # fmt: skip


def turns(moments: tuple[Moment, ...] | None) -> tuple[Turn, ...]:
    """Return the moments as turns, each thing told in full once."""
    found: list[Turn] = []
    spoken: set[str] = set()
    for moment in moments or ():
        before = found[-1].unknown if found else ()
        found.append(_turn(moment, before, spoken))
        spoken |= {advice.rule for advice in moment.appeared}
    return tuple(found)


def _turn(moment: Moment, before: tuple[str, ...], spoken: set[str]) -> Turn:
    return Turn(
        moment.words,
        moment.events,
        moment.status,
        ANSWERS[moment.go],
        tuple(
            Said(a.rule, a.level, a.title, a.text if a.level != "note" or a.rule not in spoken else "")
            for a in moment.appeared
        ),
        moment.gone,
        moment.unknown,
        tuple(name for name in moment.unknown if name not in before),
        tuple(name for name in before if name not in moment.unknown),
        moment.known,
    )
