"""Put the parts of a statement together into phases, and say where they contradict each other.

A part goes to the phase being written; `then`, an arrow, "increase to" or a condition starts the next.
Two different doses, frequencies or drugs in one phase are a fault, never a choice made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from resorb.dosing.element import Asked, Element, Tokens
from resorb.dosing.question import Question, of_number, of_route, of_schedule
from resorb.dosing.regimen import Anchor, Diluent, Dose, Frequency, Phase
from resorb.finding import Finding, Where
from resorb.quantity import Quantity

WEEKLY = Frequency(Decimal(1))
DAILY = Frequency(Decimal(1), "d")


@dataclass
class Draft:
    """One phase while it is being read. `asked` is true once its dose must be asked back."""

    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    ladder: tuple[Dose, ...] = ()
    made_up: Quantity | None = None
    asked: bool = False

    def has_dose(self) -> bool:
        """Whether the phase already says how much, or that this is unknown or asked back."""
        return self.asked or bool(self.ladder) or "dose" in self.values or "no_dose" in self.values

    def empty(self) -> bool:
        """Whether nothing of the phase has been read but what may come before a dose."""
        return not self.has_dose() and not (self.values.keys() - {"titration", "condition", "drug", "salt"})


@dataclass
class Assembly:
    """What came of the parts: phases, faults, questions, and the indication and product if named."""

    phases: list[Phase] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    indication: str | None = None
    product: str | None = None
    abbreviated: bool = False


class Assembler:
    """Takes the parts one after the other; `one_dose` refuses a second dose, else it starts a phase."""

    def __init__(self, text: str, tokens: Tokens, parts: Sequence[Element], *, one_dose: bool) -> None:
        self.text, self.tokens, self.parts, self.one_dose = text, tokens, parts, one_dose
        self.draft = Draft()
        self.done = Assembly()
        self.total: bool | None = None
        self.rising: str | None = None
        self.skip_next = False

    def run(self) -> Assembly:
        """Return the assembly of all parts."""
        for at, part in enumerate(self.parts):
            if self.skip_next:
                self.skip_next = False
                continue
            following = self.parts[at + 1] if at + 1 < len(self.parts) else None
            getattr(self, f"_on_{part.kind}", self._on_field)(part, following)
        self._close()
        return self.done

    def _place(self, part: Element) -> tuple[int, int]:
        return self.tokens[part.first].start, self.tokens[part.last - 1].end

    def _fault(self, rule: str, message: str, remedy: str, part: Element) -> None:
        where = Where(start=self._place(part)[0], end=self._place(part)[1])
        self.done.findings.append(Finding(rule, "error", message, remedy, where=where))

    def _words(self, part: Element) -> str:
        start, end = self._place(part)
        return " ".join(self.text[start:end].split())

    def _set(self, name: str, value: Any, part: Element) -> None:
        old = self.draft.values.get(name)
        if old is None:
            self.draft.values[name] = value
            self.draft.spans[name] = self._place(part)
        elif old != value and not _same(old, value):
            before = " ".join(self.text[slice(*self.draft.spans.get(name, (0, 0)))].split())
            self._fault(
                "dosing.conflict",
                f"Two different statements of {_NAMES.get(name, name)}: '{before}' and '{self._words(part)}'. "
                "Which one is meant cannot be told, and the difference reaches the patient.",
                "Write one, or put 'then' between two phases.",
                part,
            )

    def _on_field(self, part: Element, following: Element | None) -> None:
        self._set({"strength": "concentration"}.get(part.kind, part.kind), part.value, part)

    def _on_filler(self, part: Element, following: Element | None) -> None:
        return

    _on_lab = _on_filler

    def _on_dialysis(self, part: Element, following: Element | None) -> None:
        if not following or following.kind != "anchor":
            self._set("anchor", _EACH_SESSION, part)

    def _on_drug(self, part: Element, following: Element | None) -> None:
        name, short = part.value
        self.done.abbreviated = self.done.abbreviated or short == "sts"
        self._set("drug", name, part)

    def _on_product(self, part: Element, following: Element | None) -> None:
        self.done.product = part.value
        self.draft.spans["product"] = self._place(part)

    def _on_indication(self, part: Element, following: Element | None) -> None:
        self.done.indication = part.value

    def _on_no_dose(self, part: Element, following: Element | None) -> None:
        self.draft.values["no_dose"] = True

    def _on_then(self, part: Element, following: Element | None) -> None:
        if following is None and "offsets" in self.draft.values and "frequency" in self.draft.values:
            freq = self.draft.values.pop("frequency")
            span = self.draft.spans.pop("frequency")
            self._close()
            self.draft.values["frequency"], self.draft.spans["frequency"] = freq, span
        elif not self.draft.empty():
            self._close()

    def _on_titration(self, part: Element, following: Element | None) -> None:
        if self.draft.has_dose():
            self._close()
        self.draft.values["titration"] = part.value

    def _on_from(self, part: Element, following: Element | None) -> None:
        if self.draft.has_dose():
            self._close()
        self.rising = part.value

    def _on_to(self, part: Element, following: Element | None) -> None:
        if self.rising and self.draft.has_dose():
            self._close()
            self.draft.values["titration"] = self.rising

    def _on_tapered(self, part: Element, following: Element | None) -> None:
        self.draft.values["titration"] = part.value

    def _on_condition(self, part: Element, following: Element | None) -> None:
        starts = following is not None and following.kind in ("titration", "then", "dose")
        if starts and not self.draft.empty():
            self._close()
        self._set("condition", part.value, part)
        self.skip_next = starts and following is not None and following.kind == "then"

    def _on_total(self, part: Element, following: Element | None) -> None:
        self.total = part.value

    def _on_schedule_question(self, part: Element, following: Element | None) -> None:
        self._ask(of_schedule(part.value, self._place(part)))

    def _on_route_question(self, part: Element, following: Element | None) -> None:
        if "route" not in self.draft.values:
            self._ask(of_route(self._words(part), part.value, self._place(part)))

    def _ask(self, question: Question) -> None:
        self.done.questions.append(question)
        self.done.findings.append(question.finding())

    def _on_ladder(self, part: Element, following: Element | None) -> None:
        if self.draft.has_dose():
            self._second_dose(part)
            return
        self.draft.ladder = part.value
        self.draft.spans["dose"] = self._place(part)

    def _on_volume(self, part: Element, following: Element | None) -> None:
        low, high, lead = part.value
        if lead in ("in", "into", "with", "to", "+"):
            if self.draft.made_up is not None and not self.draft.made_up.same_as(low):
                self._set("volume", self.draft.made_up, part)
                self._set("volume", low, part)
            self.draft.made_up = low
            self.draft.spans.setdefault("made_up", self._place(part))
            return
        self._set("volume", low, part)
        if high is not None:
            self._set("volume_max", high, part)

    def _on_frequency(self, part: Element, following: Element | None) -> None:
        old = self.draft.values.get("frequency")
        new = part.value
        if old is not None:
            merged = _merged(old, new)
            if merged is not None:
                self.draft.values["frequency"] = merged
                return
        self._set("frequency", new, part)

    def _on_dose(self, part: Element, following: Element | None) -> None:
        if self._is_total(part, following):
            return
        if isinstance(part.value, Asked):
            self._asked(part)
        elif not self.draft.has_dose():
            self.draft.values["dose"] = part.value
            self.draft.spans["dose"] = self._place(part)
        else:
            self._dose_again(part, following)

    def _is_total(self, part: Element, following: Element | None) -> bool:
        weekly = following is not None and following.kind == "frequency" and following.value == WEEKLY
        has_both = self.draft.has_dose() and bool(self.draft.values.keys() & {"frequency", "anchor"})
        said, self.total = self.total, None
        if isinstance(part.value, Asked) or part.value.value_max or part.value.per:
            return False
        if said is None and not (has_both and weekly and self._apart(part)):
            return False
        if said is False and not weekly:
            self._fault(
                "dosing.total",
                f"'{self._words(part)}' is called a total, but not of what: a week, a course?",
                "Write the weekly total as in '(37.5 g/wk)', or leave it out.",
                part,
            )
            return True
        self._set("total_week", part.value.quantity, part)
        self.skip_next = weekly
        return True

    def _apart(self, part: Element) -> bool:
        """Whether brackets, an equals sign or a comma set this amount apart from the dose."""
        before = self.tokens[part.first - 1].text if part.first else ""
        return before in ("(", "[", "=", ",", ";", "i", "e", "is")

    def _asked(self, part: Element) -> None:
        asked: Asked = part.value
        dose = self.draft.values.get("dose")
        if dose is not None and any(Dose(r, asked.unit).quantity.same_as(dose.quantity)
                                    for r in asked.readings if _kind(asked.unit) == dose.quantity.dimension):  # fmt: skip
            return
        if dose is None:
            self.draft.asked = True
            self.draft.spans["dose"] = self._place(part)
        self._ask(of_number(asked, self._place(part)))

    def _dose_again(self, part: Element, following: Element | None) -> None:
        old: Dose | None = self.draft.values.get("dose")
        new: Dose = part.value
        if old is not None and _same(old, new):
            return
        salt = following.value if following is not None and following.kind == "salt" else None
        other_terms = old is not None and (
            old.per != new.per or old.quantity.dimension != new.quantity.dimension or salt
        )
        if other_terms and self._apart(part):
            self.draft.values.setdefault("also", []).append((new, salt))
            self.skip_next = salt is not None
        else:
            self._second_dose(part)

    def _second_dose(self, part: Element) -> None:
        if not self.one_dose:
            self._close()
            getattr(self, f"_on_{part.kind}")(part, None)
            return
        before = " ".join(self.text[slice(*self.draft.spans.get("dose", (0, 0)))].split())
        self._fault(
            "dosing.two_doses",
            f"Two different doses in one order: '{before}' and '{self._words(part)}'. Either could be given.",
            "Write one dose, or 'then' (or 'after 4 tolerated:') between two phases.",
            part,
        )

    def _close(self) -> None:
        draft, self.draft = self.draft, Draft()
        if draft.values or draft.ladder or draft.asked or draft.made_up:
            self.done.phases.extend(_phases(draft))
        self.rising = None if draft.ladder else self.rising


def _phases(draft: Draft) -> list[Phase]:
    values = dict(draft.values)
    values.pop("no_dose", None)
    values["also"] = tuple(values.get("also", ()))
    _settle_volumes(values, draft.made_up)
    phase = Phase(**values, spans=draft.spans)
    if not draft.ladder:
        return [phase]
    steps = []
    for before, dose in zip((None, *draft.ladder), draft.ladder, strict=False):
        steps.append(replace(phase, dose=dose))
        if before is not None:
            steps[-1] = replace(steps[-1], titration="up" if dose.value >= before.value else "down")
    return steps


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
    if "dose" not in values and "volume" in values:
        low, high = values.pop("volume"), values.pop("volume_max", None)
        values["dose"] = Dose(low.value, low.unit, high.value if high else None)


def _kind(unit: str) -> str:
    return Quantity(Decimal(1), unit).dimension


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, Quantity) and isinstance(new, Quantity):
        return old.same_as(new)
    if isinstance(old, Dose) and isinstance(new, Dose):
        return (
            old.per == new.per
            and old.quantity.same_as(new.quantity)
            and old.quantity_max.same_as(new.quantity_max)
        )
    return False


def _merged(old: Frequency, new: Frequency) -> Frequency | None:
    """Return one frequency for two that agree: `3/wk (MWF)`, `once daily on Mon, Wed, Fri`; else None."""
    if new.weekdays and not old.weekdays and (old.per_week == new.per_week or old == DAILY):
        return new
    if old.weekdays and (old.per_week == new.per_week or new == DAILY):
        return old
    same = old.per_week == new.per_week and old.per_week_max == new.per_week_max
    return old if same and not (old.weekdays and new.weekdays) else None


_NAMES = {"frequency": "how often", "infusion": "the infusion time", "drug": "the drug", "volume": "the volume",
          "concentration": "the strength", "total_week": "the weekly total", "cap": "the maximum dose",
          "diluent": "the diluent", "n_doses": "the number of doses", "condition": "the condition"}  # fmt: skip
_EACH_SESSION = Anchor()
