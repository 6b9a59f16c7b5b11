"""Notes, overrides and corrections. A correction is a new event; nothing is ever rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resorb.course import fields as has


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract:
    """The named event was entered in error and never held.

    Where the head of an event is a correction, retracting it takes the event itself back; to undo only
    the correction, replace it with what stood before.
    """

    kind: ClassVar[str] = "retract"
    names: str = has.ref("The event, or the correction of it, that is taken back.", required=True)
    reason: str | None = has.text("Why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The named event belongs to another patient's course."""

    kind: ClassVar[str] = "move"
    names: str = has.ref("The event, or the correction of it, that is moved.", required=True)
    to_course: str = has.text("The id of the course it belongs to.", required=True)
    reason: str | None = has.text("Why.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A piece of advice or a rule that was set aside, with the reason. A reason is required."""

    kind: ClassVar[str] = "override"
    of: str = has.text("The id of the advice or rule.", required=True)
    reason: str = has.text("Why it was set aside.", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Text that no other kind holds."""

    kind: ClassVar[str] = "note"
    text: str = has.text("The note.", required=True)
    quote: str | None = has.text("The source's words.")
