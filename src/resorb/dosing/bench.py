"""The bench on which a statement is put together: what came of it so far, and how a part is laid down.

Nothing here knows what a part means; the handlers in `sidelines.py` and `assembler.py` do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from resorb.dosing.draft import Draft, same
from resorb.dosing.element import Element, Tokens
from resorb.dosing.parts import Infusion
from resorb.dosing.question import Question
from resorb.dosing.regimen import Phase
from resorb.dosing.windows import Window
from resorb.finding import Finding, Level, Where
from resorb.quantity import Quantity


@dataclass
class Assembly:
    """What came of the parts: phases, faults, questions, and the indication and product if named."""

    phases: list[Phase] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    indication: str | None = None
    product: str | None = None
    weight: Quantity | None = None
    abbreviated: bool = False
    start: str | None = None
    notes: set[str] = field(default_factory=set)
    vials: list[str] = field(default_factory=list)


class Bench:
    """Holds the phase being written and lays parts into it; a second, different statement is a fault."""

    def __init__(self, text: str, tokens: Tokens, parts: Sequence[Element], *, one_dose: bool) -> None:
        self.text, self.tokens, self.parts, self.one_dose = text, tokens, parts, one_dose
        self.draft = Draft()
        self.done = Assembly()
        self.total: bool | None = None
        self.changing: str | None = None
        self.skip_next = False
        self.window: Window | None = None
        self.everywhere: tuple[Infusion, tuple[int, int]] | None = None

    def _place(self, part: Element) -> tuple[int, int]:
        return self.tokens[part.first].start, self.tokens[part.last - 1].end

    def _words(self, span: tuple[int, int]) -> str:
        return " ".join(self.text[slice(*span)].split())

    def _say(self, rule: str, message: str, remedy: str, part: Element, level: Level = "error") -> None:
        start, end = self._place(part)
        self.done.findings.append(Finding(rule, level, message, remedy, where=Where(start=start, end=end)))

    def _put(self, name: str, value: Any, part: Element) -> None:
        self.draft.values[name] = value
        self.draft.spans[name] = self._place(part)

    def _again(self, name: str, part: Element) -> None:
        """Keep the place where a field is said a second time, in the same or other terms."""
        self.draft.spans.setdefault(f"{name}_again", self._place(part))

    def _set(self, name: str, value: Any, part: Element) -> None:
        old, asked = self.draft.values.get(name), self.draft.asked.get(name)
        if asked is not None and value in asked.readings:
            del self.draft.asked[name]
            self._put(name, value, part)
        elif asked is not None:
            self._conflict(name, part)
        elif old is None:
            self._put(name, value, part)
        elif same(old, value):
            self._again(name, part)
        else:
            self._conflict(name, part)

    def _conflict(self, name: str, part: Element) -> None:
        before = self._words(self.draft.spans.get(name, (0, 0)))
        self._say(
            "dosing.conflict",
            f"Two different statements of {_NAMES.get(name, name)}: '{before}' and '{self._words(self._place(part))}'. "
            "Which one is meant cannot be told, and the difference reaches the patient.",
            "Write one, or put 'then' between two phases.",
            part,
        )


_NAMES = {"frequency": "how often", "infusion": "the infusion time", "drug": "the drug", "volume": "the volume",
          "concentration": "the strength", "total_week": "the weekly total", "cap": "the maximum dose",
          "diluent": "the diluent", "n_doses": "the number of doses", "condition": "the condition",
          "anchor": "the tie to dialysis", "volume_max": "the volume"}  # fmt: skip
