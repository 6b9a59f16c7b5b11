"""One phase while it is being read, and what makes it whole when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from resorb.dosing.element import Asked
from resorb.dosing.parts import Anchor, Diluent, Dose, Frequency, Infusion, TimeSpan
from resorb.dosing.question import Question
from resorb.dosing.regimen import Phase
from resorb.dosing.words import ONE
from resorb.quantity import Quantity

DAILY = Frequency(ONE, "d")
BEFORE_A_DOSE = frozenset(["titration", "condition", "drug", "salt"])


@dataclass
class Draft:
    """What has been read of a phase. `asked` holds, by field, what must be asked back."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    ladder: tuple[Dose, ...] = ()
    made_up: Quantity | None = None
    asked: dict[str, Question] = field(default_factory=dict)
    asked_dose: Asked | None = None

    def has_dose(self) -> bool:
        """Whether the phase already says how much, or that this is unknown or asked back."""
        return bool(self.ladder) or "dose" in self.asked or not self.values.keys().isdisjoint(_DOSE)

    def empty(self) -> bool:
        """Whether nothing of the phase has been read but what may come before a dose."""
        return not self.has_dose() and not self.asked and self.values.keys() <= BEFORE_A_DOSE

    def said(self) -> bool:
        """Whether anything at all has been read."""
        return bool(self.values or self.ladder or self.asked or self.made_up)


_DOSE = ("dose", "dose_unstated")


def phases_of(draft: Draft, *, first: bool) -> Iterator[Phase]:
    """Yield the phase, or one for each step of a ladder.

    In the first phase a dose that is not stated is simply not there; in a later one it must be said,
    because silence there means the dose before.
    """
    values = dict(draft.values)
    values["also"] = tuple(values.get("also", ()))
    values["asked"] = tuple((name, question.text) for name, question in sorted(draft.asked.items()))
    _settle_volumes(values, draft.made_up)
    if first:
        values.pop("dose_unstated", None)
    # the last part of each session is within it
    if "infusion" in values and values["infusion"].last and values.get("anchor") == Anchor():
        values["anchor"] = Anchor("hd_session", "during")
    phase = Phase(**values, spans=draft.spans)
    if not draft.ladder:
        yield phase
    before: Dose | None = None
    for dose in draft.ladder:
        way = phase.titration if before is None else way_between(before, dose) or "up"
        yield replace(phase, dose=dose, titration=way)
        before = dose


def way_between(old: Any, new: Any) -> Literal["up", "down"] | None:
    """Return whether the second of two doses is more or less; None when they cannot be compared."""
    if not (isinstance(old, Dose) and isinstance(new, Dose)) or old.per != new.per:
        return None
    if old.quantity.dimension != new.quantity.dimension:
        return None
    return "up" if new.quantity >= old.quantity else "down"


def _settle_volumes(values: dict[str, Any], made_up: Quantity | None) -> None:
    """Decide what `in 100 mL` is: the drug's own volume when its strength is stated, else the diluent's."""
    diluent: Diluent | None = values.get("diluent")
    if diluent is not None and diluent.fluid == "diluent":
        values["diluent"] = diluent = replace(diluent, fluid=None)
    if made_up is not None:
        if "concentration" in values and "volume" not in values and diluent is None:
            values["volume"] = made_up
        elif diluent is None or diluent.volume is None:
            values["diluent"] = Diluent(diluent.fluid if diluent else None, made_up)
    if diluent is not None and values["diluent"] == Diluent():
        del values["diluent"]
    if "dose" not in values and "volume" in values and "dose_unstated" not in values:
        low, high = values.pop("volume"), values.pop("volume_max", None)
        values["dose"] = Dose(low.value, low.unit, high.value if high else None)


def same(old: Any, new: Any) -> bool:
    """Whether two statements of one field say the same in other terms: 12500 mg and 12.5 g."""
    if old == new:
        return True
    if type(old) is not type(new):
        return False
    if isinstance(old, Quantity):
        return old.same_as(new)
    if isinstance(old, Dose):
        ends = old.quantity.same_as(new.quantity) and old.quantity_max.same_as(new.quantity_max)
        return old.per == new.per and ends
    if isinstance(old, TimeSpan):
        return (old.minutes, old.minutes_max) == (new.minutes, new.minutes_max)
    return isinstance(old, Infusion) and old.last == new.last and same(old.time, new.time)


def merged(old: Frequency, new: Frequency) -> Frequency | None:
    """Return one frequency for two that agree: `3/wk (MWF)`, `once daily on Mon, Wed, Fri`; else None."""
    agree = old.per_week == new.per_week and old.per_week_max == new.per_week_max
    if old.weekdays and new.weekdays:
        return old if old == new else None
    if new.weekdays:
        return new if agree or old == DAILY else None
    if old.weekdays:
        return old if agree or new == DAILY else None
    return old if agree else None
