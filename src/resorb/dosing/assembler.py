"""Put the parts of a statement together into phases, and say where they contradict each other.

A part goes to the phase being written; `then`, an arrow, "increase to" or a condition starts the next.
Two different doses, frequencies or drugs in one phase are a fault, never a choice made here.
"""

from __future__ import annotations

from dataclasses import replace

from resorb.dosing.bench import Assembly
from resorb.dosing.draft import Draft, merged, phases_of, same, way_between
from resorb.dosing.element import Asked, Element
from resorb.dosing.parts import Anchor, Dose, Frequency, Infusion
from resorb.dosing.question import Question, of_count, of_number, of_route, of_schedule
from resorb.dosing.regimen import Phase
from resorb.dosing.sidelines import Sidelines
from resorb.dosing.words import ONE

WEEKLY = Frequency(ONE)


class Assembler(Sidelines):
    """Takes the parts one after the other; `one_dose` refuses a second dose, else it starts a phase."""

    def run(self) -> Assembly:
        """Return the assembly of all parts."""
        for at, part in enumerate(self.parts):
            if self.skip_next:
                self.skip_next = False
                continue
            following = self.parts[at + 1] if at + 1 < len(self.parts) else None
            getattr(self, f"_on_{part.kind}", self._on_field)(part, following)
        self._close()
        self._time_everywhere()
        if self.one_dose and {"apply", "vehicle"} <= self.done.notes:
            # what is applied in petrolatum goes on the skin and nowhere else
            self.done.phases = [_on_skin(p) for p in self.done.phases]
        return self.done

    def _time_everywhere(self) -> None:
        """Give `all infusions over 60 min` to every phase that states no time of its own."""
        if self.everywhere is None:
            return
        infusion, span = self.everywhere
        phases = self.done.phases
        if any(p.infusion is not None and not same(p.infusion, infusion) for p in phases):
            part = next(p for p in self.parts if p.kind == "infusion_all")
            self._say("dosing.conflict", "One infusion time is stated for all infusions, and another for some.",
                      "Write the time with each phase.", part)  # fmt: skip
        self.done.phases = [_timed(p, infusion, span) for p in phases]

    def _with_next(self, name: str, following: Element) -> None:
        """Take the next part as belonging to this field."""
        self.draft.spans[name] = (self.draft.spans[name][0], self._place(following)[1])
        self.skip_next = True

    def _on_field(self, part: Element, following: Element | None) -> None:
        self._set({"strength": "concentration"}.get(part.kind, part.kind), part.value, part)

    def _on_filler(self, part: Element, following: Element | None) -> None:
        return

    _on_lab = _on_filler

    # names and notes

    def _on_drug(self, part: Element, following: Element | None) -> None:
        name, short = part.value
        self.done.abbreviated = self.done.abbreviated or short == "sts"
        self._set("drug", name, part)

    def _on_other_drug(self, part: Element, following: Element | None) -> None:
        said = self._words(self._place(part))
        self._say("dosing.premedication", f"'{said}' is another drug, and one order states one drug.",
                  f"Order {said} by itself, and leave it out of this text.", part)  # fmt: skip

    def _on_companion(self, part: Element, following: Element | None) -> None:
        self._say("dosing.companion", f"'{part.value}' is named beside the regimen and is no part of this order.",
                  f"Order {part.value} by itself.", part, "note")  # fmt: skip

    def _on_push(self, part: Element, following: Element | None) -> None:
        self.done.notes.add("push")
        self._say("dosing.push", "An injection by push runs as fast as the hand; hypotension is rate-dependent.",
                  "State the time it is to take, as in 'over 15 min'.", part, "caution")  # fmt: skip

    def _on_product(self, part: Element, following: Element | None) -> None:
        if self.one_dose and self.done.product not in (None, part.value):
            self._say("dosing.conflict", "Two different products in one order.", "Name one.", part)
        self.done.product = part.value
        self.draft.spans["product"] = self._place(part)

    def _on_weight(self, part: Element, following: Element | None) -> None:
        if self.done.weight is not None and not self.done.weight.same_as(part.value):
            self._say("dosing.conflict", f"Two different weights: {self.done.weight} and {part.value}.",
                      "Write the one that is right.", part)  # fmt: skip
        self.done.weight = part.value

    def _on_indication(self, part: Element, following: Element | None) -> None:
        self.done.indication = part.value

    # what starts a phase

    def _on_then(self, part: Element, following: Element | None) -> None:
        if following is None and "offsets" in self.draft.values and "frequency" in self.draft.values:
            freq = self.draft.values.pop("frequency")
            span = self.draft.spans.pop("frequency")
            self._close()
            self.draft.values["frequency"] = freq
            self.draft.spans.update(frequency=span, then=self._place(part))
        elif not self.draft.empty():
            self._close()

    def _on_titration(self, part: Element, following: Element | None) -> None:
        if self.draft.has_dose():
            self._close()
        self._put("titration", part.value, part)

    def _on_from(self, part: Element, following: Element | None) -> None:
        """Refuse `reduced from 25 g to 12.5 g` in an order: what is to be given now is not said."""
        if self.one_dose:
            said = (
                f"'{self._words(self._place(part))}' tells of a change, and 'from' a dose that may be over."
            )
            self._say(
                "dosing.change",
                said,
                "Write the dose to give now; for steps to come, as in '5 → 12.5 g'.",
                part,
            )
        if self.draft.has_dose():
            self._close()
        self.draft.spans["change"] = self._place(part)
        self.changing = part.value

    def _on_to(self, part: Element, following: Element | None) -> None:
        if self.changing and self.draft.has_dose():
            old: Dose | None = self.draft.values.get("dose")
            self._close()
            way = way_between(old, following.value if following else None)
            if way or self.changing != "either":
                self._put("titration", way or self.changing, part)

    def _on_tapered(self, part: Element, following: Element | None) -> None:
        self._put("titration", part.value, part)

    def _on_condition(self, part: Element, following: Element | None) -> None:
        named = following is not None and following.kind in ("titration", "then", "dose")
        starts = named or self.tokens[part.last - 1].text == ":"
        if starts and not self.draft.empty():
            self._close()
        self._set("condition", part.value, part)
        self.skip_next = starts and following is not None and following.kind == "then"

    def _on_step(self, part: Element, following: Element | None) -> None:
        self._say("dosing.step", f"'{self._words(self._place(part))}' is a step: the doses in between are not written.",
                  "Write each dose, as in '12.5 → 15 → 17.5 g'.", part)  # fmt: skip

    # what must be asked back

    def _ask(self, name: str, question: Question, part: Element) -> None:
        if name in self.draft.values or self.draft.asked.get(name, question).text != question.text:
            self._conflict(name, part)
        else:
            self.draft.asked[name] = question
            self.draft.spans.setdefault(name, question.span)

    def _on_schedule_question(self, part: Element, following: Element | None) -> None:
        self._ask("frequency", of_schedule(part.value, self._place(part)), part)

    def _on_route_question(self, part: Element, following: Element | None) -> None:
        """Ask about IT and IL; "it" is a word, and in prose only capitals are letters of a route."""
        place = self._place(part)
        said = self._words(place)
        if said in ("it", "It"):
            return
        if self.draft.values.get("route") in part.value:
            self._again("route", part)
        elif self.one_dose or said.isupper():
            self._ask("route", of_route(said, part.value, place), part)

    def _on_bare_count(self, part: Element, following: Element | None) -> None:
        """Take `weekly x 4` as four doses; `3/wk x 4` may be four doses or four weeks."""
        often: Frequency | None = self.draft.values.get("frequency")
        if part.value == 1 or (often and often.times == 1 and often.times_max is None):
            self._set("n_doses", part.value, part)
        elif often:
            self._ask("n_doses", of_count(part.value, often.unit, self._place(part)), part)
        else:
            said = self._words(self._place(part))
            self._say("dosing.unread", f"'{said}' may be a number of doses, or how often, and how often is not stated.",
                      f"Write 'for {part.value} doses' or '{part.value}/wk'.", part)  # fmt: skip

    # amounts and times

    def _on_dialysis(self, part: Element, following: Element | None) -> None:
        if not following or following.kind != "anchor":
            self._set("anchor", Anchor(), part)

    def _on_anchor(self, part: Element, following: Element | None) -> None:
        """Keep the more telling of two ties: `over the last 30 min of dialysis, each session`."""
        old: Anchor | None = self.draft.values.get("anchor")
        if old is None or old.when == "each":
            self._put("anchor", part.value, part)
        elif part.value.when != "each":
            self._set("anchor", part.value, part)
        else:
            self._again("anchor", part)

    def _on_no_dose(self, part: Element, following: Element | None) -> None:
        self._put("dose_unstated", True, part)

    def _on_ladder(self, part: Element, following: Element | None) -> None:
        if self.draft.has_dose():
            self._second_dose(part)
            return
        self.draft.ladder = part.value
        self.draft.spans["dose"] = self._place(part)

    def _on_volume(self, part: Element, following: Element | None) -> None:
        low, high, of_the_bag = part.value
        if of_the_bag:
            if self.draft.made_up is not None and not self.draft.made_up.same_as(low):
                self._set("volume", self.draft.made_up, part)
                self._set("volume", low, part)
            self.draft.made_up = low
            self.draft.spans.setdefault("made_up", self._place(part))
            return
        bag = self.draft.made_up or getattr(self.draft.values.get("diluent"), "volume", None)
        apart = (
            self.tokens[part.first - 1].text not in ("(", "[", "=", "/")
            and "concentration" not in self.draft.values
        )
        strength = following is not None and following.kind == "strength"
        if self.one_dose and bag is not None and (self._given(part) or (apart and not strength)):
            said = f"'{self._words(self._place(part))}' is given of a bag of {bag}: a part of the dose?"
            self._say("dosing.part_of_bag", said, "Write the dose that is given, in grams.", part)  # fmt: skip
        self._set("volume", low, part)
        if high is not None:
            self._set("volume_max", high, part)

    def _given(self, part: Element) -> bool:
        """Whether a verb of giving stands right before this amount."""
        at = part.first - 1
        while at > 0 and self.tokens[at].text in ("only", "the", "of", "a", ":", "first"):
            at -= 1
        return at >= 0 and self.tokens[at].text in _GIVING

    def _on_frequency(self, part: Element, following: Element | None) -> None:
        old: Frequency | None = self.draft.values.get("frequency")
        one = merged(old, part.value) if old else None
        if one is not None:
            self.draft.values["frequency"] = one
            self._again("frequency", part)
        else:
            self._set("frequency", part.value, part)

    def _on_weekly_dose(self, part: Element, following: Element | None) -> None:
        """Take `weekly dose 37.5 g` beside a dose as its weekly total, else as a dose once a week."""
        if self.draft.has_dose():
            self.total = True
        else:
            self._on_frequency(part, following)

    def _on_total(self, part: Element, following: Element | None) -> None:
        self.total = part.value

    def _on_dose(self, part: Element, following: Element | None) -> None:
        if self._is_total(part, following):
            return
        if isinstance(part.value, Asked):
            self._on_asked(part)
        elif not self.draft.has_dose():
            self._put("dose", part.value, part)
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
        if not (weekly or said):
            called = self._words(self._place(part))
            self._say("dosing.total", f"'{called}' is called a total, but not of what: a week, a course?",
                      "Write the weekly total as in '(37.5 g/wk)', or leave it out.", part)  # fmt: skip
            return True
        self._set("total_week", part.value.quantity, part)
        if weekly and following is not None:
            self._with_next("total_week", following)
        return True

    def _apart(self, part: Element) -> bool:
        """Whether brackets, an equals sign or a comma set this amount apart from the dose."""
        at = part.first - 1
        while at > 0 and self.tokens[at].text in ("to", "the", "of"):
            at -= 1
        return at >= 0 and self.tokens[at].text in _APART

    def _on_asked(self, part: Element) -> None:
        asked: Asked = part.value
        place = self._place(part)
        old: Dose | None = self.draft.values.get("dose")
        if not asked.readings:
            self._say("dosing.number", f"'{self._words(place)}' is no amount: zero, or digits that make no number.",
                      "Write the number in plain digits, as in '12.5 g'.", part)  # fmt: skip
        elif not self.draft.has_dose():
            self.draft.asked_dose = asked
            self._ask("dose", of_number(asked, place), part)
        elif old is not None and _may_be(asked, old):
            self._again("dose", part)
        else:
            self._second_dose(part)

    def _dose_again(self, part: Element, following: Element | None) -> None:
        old: Dose | None = self.draft.values.get("dose")
        new: Dose = part.value
        joined = self.tokens[part.first - 1].text in ("and", "plus", "+", "&") if part.first else False
        if joined and self.one_dose:
            self._second_dose(part)
            return
        if self._answers(new) or (old is not None and same(old, new)):
            self._again("dose", part)
            return
        salt = following.value if following is not None and following.kind == "salt" else None
        other_terms = old is not None and (
            old.per != new.per or old.quantity.dimension != new.quantity.dimension or salt
        )
        if other_terms and self._apart(part):
            self.draft.values.setdefault("also", []).append((new, salt))
            self.draft.spans.setdefault("also", self._place(part))
            if salt is not None and following is not None:
                self._with_next("also", following)
        else:
            self._second_dose(part)

    def _answers(self, new: Dose) -> bool:
        """Take `12,500 mg (12.5 g)` as 12.5 g: the second amount says which reading of the first is meant."""
        asked = self.draft.asked_dose
        if asked is None or not _may_be(asked, new):
            return False
        del self.draft.asked["dose"]
        self.draft.values["dose"] = new
        return True

    def _second_dose(self, part: Element) -> None:
        if not self.one_dose:
            self._close()
            getattr(self, f"_on_{part.kind}")(part, None)
            return
        before = self._words(self.draft.spans.get("dose", (0, 0)))
        self._say(
            "dosing.two_doses",
            f"Two different doses in one order: '{before}' and '{self._words(self._place(part))}'. Either could be given.",
            "Write one dose, or 'then' (or 'after 4 tolerated:') between two phases.",
            part,
        )

    def _close(self) -> None:
        draft, self.draft = self.draft, Draft()
        if draft.said():
            for question in draft.asked.values():
                self.done.questions.append(question)
                self.done.findings.append(question.finding())
            self.done.phases.extend(phases_of(draft, first=not self.done.phases))
        self.changing = None if draft.ladder else self.changing


def _on_skin(phase: Phase) -> Phase:
    named = phase.route is None and not phase.asks("route") and phase.concentration and phase.dose is None
    return replace(phase, route="topical") if named else phase


def _timed(phase: Phase, infusion: Infusion, span: tuple[int, int]) -> Phase:
    spans = {"infusion": span, **phase.spans}
    return phase if phase.infusion else replace(phase, infusion=infusion, spans=spans)


def _may_be(asked: Asked, dose: Dose) -> bool:
    """Whether a dose is one of the readings of what was asked back."""
    return any(r > 0 and same(Dose(r, asked.unit, None, asked.per), dose) for r in asked.readings)


_GIVING = (
    "give",
    "giving",
    "given",
    "infuse",
    "infused",
    "administer",
    "administered",
    "inject",
    "run",
    "use",
    "take",
)
_APART = ("(", "[", "=", ",", ";", "ie", "is", "equals", "equivalent")
