"""Lay down the parts that start or bound a phase, or that only warn: windows, starts, doubts, asides.

What an aside means for the regimen is decided in `contradictions.py`, when every phase is known.
"""

from __future__ import annotations

from decimal import Decimal

from resorb.dosing.bench import Bench
from resorb.dosing.element import Element
from resorb.dosing.parts import Diluent, TimeSpan
from resorb.dosing.refusals import NOT_THE_DRUG, Doubt
from resorb.dosing.windows import Window


class Sidelines(Bench):
    """Handles what is neither an amount, a time, nor how often."""

    def _close(self) -> None:
        raise NotImplementedError

    def _on_refused(self, part: Element, following: Element | None) -> None:
        """Refuse an order for a named doubt; prose may tell what it likes."""
        why: Doubt = part.value
        if self.one_dose:
            self._say(why.rule, f"'{self._words(self._place(part))}' {why.why}", why.remedy, part)

    def _on_start(self, part: Element, following: Element | None) -> None:
        said = self._words(self._place(part))
        if self.done.start is None:
            self.done.start = said
        elif self.one_dose and said not in self.done.start:
            self._say("dosing.conflict", f"Two starts: '{self.done.start}' and '{said}'.",
                      "Write one start; give a later phase a duration before it.", part)  # fmt: skip

    def _on_clock(self, part: Element, following: Element | None) -> None:
        """Keep one time of day with the start; two may be two doses a day."""
        said = self._words(self._place(part))
        if "clock" in self.done.notes and self.one_dose:
            self._say("dosing.conflict", f"'{said}' is a second time of day: two doses a day, or an end.",
                      "Write how often, and one time of day at most.", part)  # fmt: skip
        self.done.notes.add("clock")
        self.done.start = f"{self.done.start} {said}" if self.done.start else said

    def _on_note(self, part: Element, following: Element | None) -> None:
        self.done.notes.add(part.value)

    def _on_repeat(self, part: Element, following: Element | None) -> None:
        """Refuse `once, repeat`: when the second dose is due is not said."""
        if self.one_dose and self.draft.values.get("n_doses") == 1:
            self._say("dosing.conflict", "A single dose, and its repetition: when, and how often, is not said.",
                      "Write how often and for how many doses, as in 'every 2 wk for 2 doses'.", part)  # fmt: skip

    def _on_vial(self, part: Element, following: Element | None) -> None:
        """Keep one vial beside grams as an aside; vials alone, or several, leave the dose unsaid."""
        self.done.vials.append(self._words(self._place(part)))
        if self.one_dose and (part.value != 1):
            self._say("dosing.container", f"'{self._words(self._place(part))}' counts containers and states no dose.",
                      "Write the dose in grams, as in '12.5 g'.", part)  # fmt: skip

    def _on_diluent(self, part: Element, following: Element | None) -> None:
        """Refuse `glucose 12.5 g`, where the fluid stands in the place of the drug."""
        fluid: Diluent = part.value
        before = self.tokens[part.first - 1].text if part.first else ""
        alone = (
            fluid.volume is None and fluid.fluid not in (None, "none", "diluent") and before not in _DILUTING
        )
        ahead = following is not None and following.kind == "dose" and following.first == part.last
        if self.one_dose and alone and ahead and self.draft.values.keys().isdisjoint(("drug", "dose")):
            self._on_refused(part._replace(value=NOT_THE_DRUG), following)
        self._set("diluent", fluid, part)

    # stretches of treatment

    def _on_window(self, part: Element, following: Element | None) -> None:
        window: Window = part.value
        if not self.one_dose:
            return
        if self.window or not self.draft.has_dose():
            self._open_window(window, part)
        elif window.first != 1 or self.done.phases:
            self._out_of_line(part)
        else:
            self._bound(window, part)
        self.window = window

    def _open_window(self, window: Window, part: Element) -> None:
        before = self.window
        if before and (before.unit != window.unit or before.last is None or window.first != before.last + 1):
            self._out_of_line(part)
        if not before and window.first != 1 and not self.done.phases:
            self._out_of_line(part)
        if before:
            self._close()
        self._bound(window, part)

    def _bound(self, window: Window, part: Element) -> None:
        if window.last is not None:
            self._set("duration", TimeSpan(Decimal(window.last - window.first + 1), window.unit), part)

    def _out_of_line(self, part: Element) -> None:
        self._say("dosing.window", f"'{self._words(self._place(part))}' does not follow on from what stands before it.",
                  "Start at week 1 and leave no gap, or write 'for 2 wk, then'.", part)  # fmt: skip

    def _on_subsequent(self, part: Element, following: Element | None) -> None:
        """Start the next phase where the one before has an end; else nobody knows when it does."""
        if self.one_dose and self.draft.values.keys().isdisjoint(("n_doses", "duration")):
            self._say("dosing.then", f"'{self._words(self._place(part))}': how many come before them is not said.",
                      "Write how many doses the first phase has, then 'then'.", part)  # fmt: skip
        if not self.draft.empty():
            self._close()

    def _on_same_dose(self, part: Element, following: Element | None) -> None:
        """Take `the same dose` as no dose of its own; a dose beside it would contradict it."""
        other = following is not None and following.kind == "dose"
        if self.one_dose and (other or self.draft.has_dose() or not self.done.phases):
            self._say("dosing.conflict", "'the same dose' stands where there is none before, or another beside it.",
                      "Write the dose.", part)  # fmt: skip

    def _on_infusion_all(self, part: Element, following: Element | None) -> None:
        """Keep the time of every infusion for the end, when all phases are known."""
        if self.one_dose and self.everywhere is not None:
            self._say("dosing.conflict", "The time of every infusion is stated twice.", "Write one.", part)
        self.everywhere = (part.value, self._place(part))


_DILUTING = ("in", "with", "of", "into", "diluted", ":", "+", "diluent", "fluid")
