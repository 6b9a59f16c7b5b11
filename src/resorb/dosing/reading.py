"""The two ways to read: `parse` a whole text as one regimen, or `scan` prose for dosing statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from resorb.dosing.element import Element, Tokens
from resorb.dosing.elements import elements
from resorb.dosing.phases import Assembler, Assembly
from resorb.dosing.question import Question
from resorb.dosing.regimen import Phase, Regimen
from resorb.dosing.tokens import Token, tokens
from resorb.dosing.words import FILLERS, MISREAD_UNITS
from resorb.finding import Finding, Where, worst

LONGEST_ORDER = 4000
_PUNCTUATION = set(",.;:()[]='\"•@&!’“”")


@dataclass(frozen=True, slots=True)
class Parse:
    """What came of reading a whole text as one regimen.

    `regimen` is None when anything was left unread or contradicts itself; `partial` then holds what
    could be read, for explaining the fault and never for acting on. An amount that must be asked back
    leaves the dose of its phase None and a question here.
    """

    text: str
    regimen: Regimen | None
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    partial: Regimen | None = None
    indication: str | None = None
    product: str | None = None
    abbreviated: bool = False

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
    pieces = tokens(text)
    parts = elements(pieces)
    done = Assembler(text, pieces, parts, one_dose=True).run()
    faults = [*done.findings, *_unread(text, pieces, parts), *_digits(text, pieces, parts)]
    if not done.phases:
        faults.append(_nothing(text))
    faults.extend(_doseless(text, done, parts))
    return _parsed(text, done, faults)


def _parsed(text: str, done: Assembly, faults: list[Finding]) -> Parse:
    regimen = Regimen(tuple(done.phases)) if done.phases else None
    refused = any(
        f.level == "error" and f.rule not in ("dosing.ambiguous", "dosing.dose_missing") for f in faults
    )
    return Parse(
        text,
        None if refused else regimen,
        tuple(faults),
        tuple(done.questions),
        regimen if refused else None,
        done.indication,
        done.product,
        done.abbreviated,
    )


def scan(text: str) -> tuple[Island, ...]:
    """Return the dosing statements in prose, in order, each with its place in the text.

    A statement is an amount, or a frequency with a route, time or anchor beside it. Whose it is,
    whether it was given, and for which drug beyond the names known here is not decided.
    """
    return tuple(island for start, end in _sentences(text) for island in _islands(text, start, end))


def _islands(text: str, start: int, end: int) -> Iterator[Island]:
    pieces = [t._replace(start=t.start + start, end=t.end + start) for t in tokens(text[start:end])]
    parts = [p for p in elements(pieces) if p.kind not in ("lab", "filler") and not _weight(p)]
    done = Assembler(text, pieces, parts, one_dose=False).run()
    phases = tuple(p for p in done.phases if _says_something(p) or _asked_in(p, done.questions))
    if phases:
        places = [span for phase in phases for span in phase.spans.values()]
        first, last = min(a for a, _ in places), max(b for _, b in places)
        yield Island(first, last, text[first:last], Regimen(phases), tuple(done.questions))


def _weight(part: Element) -> bool:
    """Whether an amount is in kilograms: in prose that is the patient, never a dose."""
    return part.kind == "dose" and part.value.unit == "kg"


def _says_something(phase: Phase) -> bool:
    """Whether a phase is a dosing statement and not a stray number, a lab value or a dialysis schedule."""
    if phase.dose is not None:
        return True
    scheduled = phase.frequency is not None and phase.frequency.unit != "h"
    return (
        phase.infusion is not None or phase.concentration is not None or (scheduled and phase.anchor is None)
    )


def _asked_in(phase: Phase, questions: Sequence[Question]) -> bool:
    return any(span == q.span for q in questions for span in phase.spans.values())


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])|\n\s*\n")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE_END.finditer(text):
        yield start, stop.start()
        start = stop.end()
    yield start, len(text)


def _unread(text: str, pieces: Tokens, parts: Sequence[Element]) -> Iterator[Finding]:
    """Yield a finding for each run of words that is neither a part of the statement nor harmless."""
    covered = {i for part in parts if part.kind != "lab" for i in range(part.first, part.last)}
    run: list[Token] = []
    for i, token in enumerate(pieces):
        if i not in covered and not _harmless(pieces, i):
            run.append(token)
        elif run:
            yield _left_over(text, run)
            run = []
    if run:
        yield _left_over(text, run)


def _harmless(pieces: Tokens, i: int) -> bool:
    token = pieces[i]
    if token.kind == "line" or token.text in FILLERS or token.text in _PUNCTUATION:
        return True
    after = pieces[i + 1] if i + 1 < len(pieces) else None
    if token.text == "-":
        # a minus sign against the digits would make the dose negative; a dash between words is only a dash
        return not (
            after is not None and after.kind == "num" and after.start == token.end and _open(pieces, i)
        )
    return token.text == "/" and after is not None and after.kind == "word"


def _open(pieces: Tokens, i: int) -> bool:
    """Whether nothing stands against the dash on its left, so that it can only be a sign."""
    return i == 0 or pieces[i - 1].end < pieces[i].start or pieces[i - 1].text in ("(", "=")


_HINTS = {
    "about": "An order states an exact dose: leave out 'about'.",
    "prn": "This drug is not given as needed: state how often.",
    "up": "State the dose itself; for a limit write 'max'.",
}


def _left_over(text: str, run: list[Token]) -> Finding:
    start, end = run[0].start, run[-1].end
    said = " ".join(text[start:end].split())
    number = next((t for t in run if t.kind == "num"), None)
    unit = next((t.text for t in run if t.text in MISREAD_UNITS), None)
    where = Where(start=start, end=end)
    if unit and number:
        return Finding(
            "dosing.unit",
            "error",
            f"'{said}': '{unit}' is read as {MISREAD_UNITS[unit]}, so the amount is not known.",
            "Write the unit in full or as g, mg or mL.",
            where=where,
        )
    if number:
        return Finding(
            "dosing.unit_missing" if run[-1] is number else "dosing.unread",
            "error",
            f"'{said}' could not be read: the number has no unit or meaning this program knows.",
            "Give every number its unit (g, mg/mL, mL, min, /wk, wk); nothing was assumed.",
            where=where,
        )
    hint = next((_HINTS[t.text] for t in run if t.text in _HINTS), "Say it in the words of the dosing language, or leave it out of the order.")  # fmt: skip
    return Finding(
        "dosing.unread",
        "error",
        f"'{said}' could not be read, and an order is read whole or not at all.",
        hint,
        where=where,
    )


def _digits(text: str, pieces: Tokens, parts: Sequence[Element]) -> Iterator[Finding]:
    """Yield a note for digits that are read right here but wrong elsewhere: `.5 g`, `12.0 g`."""
    numbered = (
        pieces[i]
        for part in parts
        if part.kind in ("dose", "cap", "total")
        for i in range(part.first, part.last)
    )
    for token in numbered:
        if token.kind != "num" or token.value is None:
            continue
        where = Where(start=token.start, end=token.end)
        if token.text.startswith("."):
            yield Finding("dosing.digits", "caution", f"'{token.text}' has no zero before the point and is easily read as a whole number.",
                          f"Write 0{token.text}.", ("ISMP",), where)  # fmt: skip
        elif "." in token.text and token.text.endswith("0"):
            yield Finding("dosing.digits", "note", f"'{token.text}' has a trailing zero, easily read as ten times more.",
                          f"Write {token.value.normalize():f}.", ("ISMP",), where)  # fmt: skip


def _doseless(text: str, done: Assembly, parts: Sequence[Element]) -> Iterator[Finding]:
    """Yield an error when no phase says how much; 'dose not stated' is an answer, silence is not."""
    said = any(p.kind == "no_dose" for p in parts)
    asked = any(q.about == "dose" for q in done.questions)
    local = any(p.route in ("topical",) and p.concentration is not None for p in done.phases)
    if done.phases and not said and not asked and not local and all(p.dose is None for p in done.phases):
        yield Finding("dosing.dose_missing", "error", f"'{_short(text)}' does not say how much to give.",
                      "State the dose with its unit, as in '12.5 g'; write 'dose not stated' where a source does not tell.")  # fmt: skip


def _nothing(text: str) -> Finding:
    return Finding("dosing.nothing", "error", f"'{_short(text)}' holds no dose, route, time or frequency.",
                   "Write the order as in '12.5 g IV over 30 min 3/wk'.")  # fmt: skip


def _too_long(text: str) -> Finding:
    return Finding("dosing.too_long", "error", f"The text has {len(text)} characters; an order has at most {LONGEST_ORDER}.",
                   "Give the order itself; a letter is read with `resorb read`.")  # fmt: skip


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "…"
