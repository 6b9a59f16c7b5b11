"""The two ways to read: `parse` a whole text as one regimen, or `scan` prose for dosing statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from resorb.dosing.assembler import Assembler
from resorb.dosing.bench import Assembly
from resorb.dosing.canonical import canonical
from resorb.dosing.contradictions import contradictions
from resorb.dosing.element import Element
from resorb.dosing.elements import elements
from resorb.dosing.leftover import digits, letters, unread
from resorb.dosing.question import Question
from resorb.dosing.regimen import Phase, Regimen
from resorb.dosing.spoken import often_words
from resorb.dosing.tokens import Pieces, tokens
from resorb.finding import Finding, worst
from resorb.quantity import Quantity

LONGEST_ORDER = 4000
_STILL_A_REGIMEN = ("dosing.ambiguous", "dosing.dose_missing")


@dataclass(frozen=True, slots=True)
class Parse:
    """What came of reading a whole text as one regimen.

    `regimen` is None when anything was left unread or contradicts itself; `partial` then holds what
    could be read, for explaining the fault and never for acting on. What must be asked back (an
    amount, how often, a route) leaves that field of its phase None, the words in the phase's `asked`,
    and a question here. `weight` is the patient's and `start`
    the day or time of day to begin, word for word, where the text states them.
    """

    text: str
    regimen: Regimen | None
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    partial: Regimen | None = None
    indication: str | None = None
    product: str | None = None
    abbreviated: bool = False
    weight: Quantity | None = None
    start: str | None = None

    @property
    def ok(self) -> bool:
        """Whether a regimen was read and nothing about it is an error."""
        return self.regimen is not None and worst(self.findings) != "error"


@dataclass(frozen=True, slots=True)
class Island:
    """A dosing statement found in prose: its place, its phases, and what must be asked back."""

    start: int
    end: int
    text: str
    regimen: Regimen
    questions: tuple[Question, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the island with its regimen under the common field names."""
        return {"start": self.start, "end": self.end, "text": self.text, "regimen": self.regimen.as_json(),
                "questions": [q.as_json() for q in self.questions]}  # fmt: skip


def parse(text: str) -> Parse:
    """Read the whole text as one regimen, or refuse and say what could not be read.

    Never raises for content. A text that names no dose is refused unless it says "dose not stated".

    >>> parse("12.5 g IV over 30 min three times weekly").regimen.phases[0].frequency.per_week
    Decimal('3')
    >>> parse("12.5 g intravenous-ish").regimen is None
    True
    """
    if len(text) > LONGEST_ORDER:
        return Parse(text[:80], None, (_too_long(text),))
    return _printable(_once(text))


def _printable(read: Parse) -> Parse:
    """Refuse a regimen that would not read back as itself; one phase with nothing asked always does."""
    regimen = read.regimen
    if regimen is None or (len(regimen.phases) == 1 and not regimen.phases[0].asked):
        return read
    if _once(canonical(regimen)).regimen == regimen:
        return read
    said = f"'{_short(read.text)}' was read in a way that cannot be written down again, so it may be read wrongly."
    fault = Finding(
        "dosing.unprintable", "error", said, "Write it in plainer words, one phase after the other."
    )
    return replace(read, regimen=None, partial=regimen, findings=(*read.findings, fault))


def _once(text: str) -> Parse:
    pieces = tokens(text)
    parts = elements(pieces)
    done = Assembler(text, pieces, parts, one_dose=True).run()
    faults = [*done.findings, *unread(text, pieces, parts), *digits(pieces, parts)]
    if not done.phases:
        faults.append(_nothing(text))
    faults.extend(_doseless(text, done, parts))
    faults.extend(fault for phase in done.phases for fault in _cycle(phase))
    faults.extend(_vials(done))
    faults.extend(letters(text, pieces))
    if done.phases:
        faults.extend(contradictions(Regimen(tuple(done.phases)), frozenset(done.notes)))
    return _parsed(text, done, faults)


def _parsed(text: str, done: Assembly, faults: list[Finding]) -> Parse:
    regimen = Regimen(tuple(done.phases)) if done.phases else None
    refused = any(f.level == "error" and f.rule not in _STILL_A_REGIMEN for f in faults)
    return Parse(
        text,
        None if refused else regimen,
        tuple(faults),
        tuple(done.questions),
        regimen if refused else None,
        done.indication,
        done.product,
        done.abbreviated,
        done.weight,
        done.start,
    )


def _doseless(text: str, done: Assembly, parts: Sequence[Element]) -> Iterator[Finding]:
    """Yield an error when no phase says how much; 'dose not stated' is an answer, silence is not."""
    said = any(p.kind == "no_dose" for p in parts)
    told = any(p.dose is not None or p.asks("dose") for p in done.phases)
    on_skin = any(p.route == "topical" and p.concentration is not None for p in done.phases)
    if done.phases and not (said or told or on_skin):
        yield Finding(
            "dosing.dose_missing",
            "error",
            f"'{_short(text)}' does not say how much to give.",
            "State the dose with its unit, as in '12.5 g'; write 'dose not stated' where a source does not tell.",
        )


def _vials(done: Assembly) -> Iterator[Finding]:
    """Yield an error when an order counts a vial and states no grams."""
    grams = any(p.dose is not None and p.dose.unit in ("g", "mg") for p in done.phases)
    if done.vials and not grams:
        yield Finding("dosing.container", "error", f"'{done.vials[0]}' counts containers and states no dose.",
                      "Write the dose in grams, as in '12.5 g'.")  # fmt: skip


def _cycle(phase: Phase) -> Iterator[Finding]:
    """Yield an error for `for 5 days every month`: a course that is repeated has no form here."""
    often, span = phase.frequency, phase.duration
    if often and span and often.longest_period_days > (span.days_max or span.days):
        yield Finding(
            "dosing.cycle",
            "error",
            f"{span} of '{often_words(often)}' ends before the second dose: a course that is repeated, or a slip.",
            "Write one course, as in '12.5 g 1/d for 5 d', and each repetition as an order of its own.",
        )


def _nothing(text: str) -> Finding:
    said = f"'{_short(text)}' holds no dose, route, time or frequency."
    return Finding("dosing.nothing", "error", said, "Write the order as in '12.5 g IV over 30 min 3/wk'.")


def _too_long(text: str) -> Finding:
    said = f"The text has {len(text)} characters; an order has at most {LONGEST_ORDER}."
    return Finding(
        "dosing.too_long", "error", said, "Give the order itself; a letter is read with `resorb read`."
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "…"


def scan(text: str) -> tuple[Island, ...]:
    """Return the dosing statements in prose, in order, each with its place in the text.

    A statement is an amount, or a frequency with a route, time or anchor beside it. Whose it is,
    whether it was given, and for which drug beyond the names known here is not decided. Time grows with
    the length and no faster: about 2 s for a megabyte of prose, up to 15 s for a megabyte of noise.
    """
    return tuple(island for start, end in _sentences(text) for island in _islands(text, start, end))


def _islands(text: str, start: int, end: int) -> Iterator[Island]:
    pieces = Pieces(t._replace(start=t.start + start, end=t.end + start) for t in tokens(text[start:end]))
    parts = [p for p in elements(pieces) if p.kind not in ("lab", "filler") and not _weight(p)]
    done = Assembler(text, pieces, parts, one_dose=False).run()
    phases = tuple(p for p in done.phases if _says_something(p))
    if phases:
        places = [span for phase in phases for span in phase.spans.values()]
        first, last = min(a for a, _ in places), max(b for _, b in places)
        yield Island(first, last, text[first:last], Regimen(phases), tuple(done.questions))


def _weight(part: Element) -> bool:
    """Whether an amount is in kilograms: in prose that is the patient, never a dose."""
    return part.kind == "dose" and part.value.unit == "kg"


def _says_something(phase: Phase) -> bool:
    """Whether a phase is a dosing statement and not a stray number, a lab value or a dialysis schedule."""
    if phase.dose is not None or phase.asks("dose"):
        return True
    scheduled = phase.frequency is not None and phase.frequency.unit != "h"
    return (
        phase.infusion is not None or phase.concentration is not None or (scheduled and phase.anchor is None)
    )


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])|\n\s*\n")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE_END.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)
