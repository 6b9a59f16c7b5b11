"""One envelope for every event, and the list of what an event can be.

The envelope says when it happened, when and by whom it was recorded; the body says what. Bodies stand
in `treatment`, `patient`, `observed` and `correction`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from resorb.course import fields as has
from resorb.course.correction import Move, Note, Override, Retract
from resorb.course.fields import Spec
from resorb.course.observed import AdverseEvent, Attachment, Lab, Lesion, LesionGroup, Observation
from resorb.course.patient import Activity, Allergy, Concomitant, Condition, Covariate, Flare, Workup
from resorb.course.treatment import Access, Administration, Agreement, Plan, PlanChange, Stated
from resorb.course.when import When
from resorb.finding import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """The named event was wrong; `event` is what should have been written, whole."""

    kind: ClassVar[str] = "replace"
    names: str = has.ref("The event, or the correction of it, that is replaced.", required=True)
    reason: str | None = has.text("Why.")
    event: Event


Body = (
    Condition | Covariate | Allergy | Concomitant | Activity | Flare | Access | Workup
    | Agreement | Plan | Stated | Administration | PlanChange
    | Observation | Lab | AdverseEvent | Lesion | LesionGroup | Attachment
    | Override | Note | Replace | Retract | Move
)  # fmt: skip

KINDS: dict[str, type[Body]] = {
    body.kind: body
    for body in (
        Condition, Covariate, Allergy, Concomitant, Activity, Flare, Access, Workup,
        Agreement, Plan, Stated, Administration, PlanChange,
        Observation, Lab, AdverseEvent, Lesion, LesionGroup, Attachment,
        Override, Note, Replace, Retract, Move,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the ledger.

    `when` is when it happened, `recorded` when it was written down (None: not told). For a `stated`
    span `when` is its start; for a correction it takes no part. `heads` names the
    corrections that made it what it is; `place` is its line in the file. Both take no part in equality.
    """

    id: str
    when: When
    body: Body
    recorded: When | None = None
    by: str | None = None
    note: str | None = None
    heads: tuple[str, ...] = field(default=(), compare=False)
    place: Where | None = field(default=None, compare=False)

    @property
    def kind(self) -> str:
        """What kind of event it is, by its name in files."""
        return self.body.kind

    @property
    def is_correction(self) -> bool:
        """Whether it corrects another event instead of telling something of its own."""
        return isinstance(self.body, Replace | Retract | Move)


# The keys every event may carry beside those of its kind, in the order they are written.
ENVELOPE: tuple[Spec, ...] = (
    Spec("id", "text", "Its name in this course, never changed; left out, one is assigned.", "id"),
    Spec("when", "when", "When it happened, as far as it is known.", "when"),
    Spec("after", "ids", "Events it is known to have followed.", "after"),
    Spec("before", "ids", "Events it is known to have preceded.", "before"),
    Spec("kind", "choice", "What kind of event it is.", "kind", required=True, choices=tuple(KINDS)),
    Spec("recorded", "when", "When it was written down; written by hand, this is a claim.", "recorded"),
    Spec("by", "text", "Who recorded it (a role or initials).", "by"),
)
CLOSING = Spec("note", "text", "A remark on this event.", "note")

# Kinds whose time is told otherwise (`stated` by its span) or matters little.
WHEN_OPTIONAL = frozenset({"stated", "note", "override", "replace", "retract", "move"})
