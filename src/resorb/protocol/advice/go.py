"""Go or no-go before an infusion: every limit asked, the worst answer taken, unknown never taken for treat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from resorb.evidence.values import WEAK_LABEL
from resorb.protocol.advice import baseline, disease, dose, harm, patient
from resorb.protocol.advice.advice import Advice
from resorb.protocol.advice.case import Case, Found, crosses
from resorb.protocol.advice.course_line import (
    agreement_lines,
    child_lines,
    flare_lines,
    interval_line,
    order_line,
    other_line,
    platinum_line,
    status_line,
)
from resorb.protocol.advice.harm_line import harm_lines
from resorb.protocol.advice.judged import measured_lines
from resorb.protocol.advice.labs import older_than
from resorb.protocol.advice.line import Answer, GoNoGo, Line
from resorb.protocol.advice.regimen import is_local
from resorb.protocol.advice.schedule import access
from resorb.protocol.advice.setaside import set_aside

_Rule = Callable[[Case], Iterator[Advice]]

# Rules whose advice is a line as it stands: an error holds, a caution is a call.
_STANDING: tuple[tuple[str, _Rule], ...] = (
    ("Consent and approval", baseline.refused),
    ("Agreed stop date", baseline.stop_date),
    ("Calcium and phosphate", disease.metastatic),
    ("Sulfite", patient.sulfite),
    ("Line", patient.same_line),
    ("Line", access),
    ("QT drug", patient.qt_drug),
    ("Loop diuretic", patient.loop_diuretic),
    ("Drug that lowers calcium", patient.denosumab),
    ("Sodium and volume", patient.volume),
    ("Bone density", patient.bone),
    ("Heart", patient.ejection_fraction),
    ("Pregnancy", patient.pregnancy),
    ("Age", patient.neonate),
    ("Weight", patient.light),
    ("Hypersensitivity before", harm.premedication),
    ("Higher dose", dose.too_soon),
    ("Gap", dose.after_gap),
)


def judge(case: Case) -> GoNoGo:
    """Return every line for a case and, by them, the answer."""
    as_of = case.seen.horizon.words if case.seen.horizon else "the whole record"
    if any(True for _ in disease.other_disease(case)):
        return GoNoGo(as_of, (other_line(case),))
    if is_local(case):
        return GoNoGo(as_of, tuple(_answered(case, line) for line in _local_lines(case)))
    return GoNoGo(as_of, tuple(_answered(case, line) for line in _lines(case)))


def holding(case: Case) -> tuple[Line, ...]:
    """Return what still speaks against a dose, apart from the recorded hold itself and pressure of the day."""
    lines = (line for line in judge(case).lines if line.answer != "treat" and not of_its_day(line))
    return tuple(line for line in lines if line.limit != "course.status")


def of_its_day(line: Line) -> bool:
    """Whether a line can only be answered on the day of the infusion: the interval, and a pressure not yet taken."""
    untaken = line.limit.startswith("limit.caution.systolic") and line.answer == "cannot tell"
    return untaken or line.limit == "course.interval"


def _lines(case: Case) -> Iterator[Line]:
    yield status_line(case)
    yield from harm_lines(case)
    yield platinum_line(case)
    yield interval_line(case)
    yield order_line(case)
    yield from measured_lines(case)
    for title, rule in _STANDING:
        for advice in rule(case):
            yield _looked_at(case, _standing(title, advice))
    yield from flare_lines(case)
    yield from child_lines(case)
    if not case.started:
        yield from agreement_lines(case)


def _local_lines(case: Case) -> Iterator[Line]:
    yield status_line(case)
    yield from harm_lines(case)
    yield order_line(case)
    for advice in patient.sulfite(case):
        yield _standing("Sulfite", advice)


def _answered(case: Case, line: Line) -> Line:
    """Return a line with what somebody set aside; a call so answered may be treated, nothing else."""
    said = set_aside(
        case,
        line.limit,
        tuple(i.event for i in line.inputs if i.event),
        hard=line.hard or line.answer != "call",
        unknown=bool(line.missing),
    )
    if said is None:
        return line
    return replace(
        line, overridden=said, answer="treat" if said.answers and line.answer == "call" else line.answer
    )


def _standing(title: str, advice: Advice) -> Line:
    answer: Answer = "hold" if advice.level == "error" else "call"
    return Line(
        advice.rule,
        title,
        answer,
        advice.text,
        advice.clears or "the prescriber decides and records it",
        advice.inputs,
        missing=advice.missing,
        sources=advice.sources,
        hard=advice.hard,
        weak=WEAK_LABEL if WEAK_LABEL in advice.reason else "",
    )


# What a caution about a drug asks to be looked at; once it was, and is in order, the drug alone is no call.
_LOOKS = {
    "advice.drug.qt": "QTc",
    "advice.drug.loop_diuretic": "potassium",
    "advice.drug.denosumab": "calcium",
}


def _looked_at(case: Case, line: Line) -> Line:
    """Return the line of another drug as answered where what it asks for was measured and is in order."""
    name = _LOOKS.get(line.limit)
    found = case.last(name) if name else ()
    if not found or not all(_in_order(case, each) for each in found):
        return line
    seen = ", ".join(f"{each.name} {each.words}" for each in found)
    shown = (*line.inputs, *(each.shown for each in found))
    return replace(line, answer="treat", text=f"{line.text} Looked at: {seen}.", clears="", inputs=shown)


def _in_order(case: Case, found: Found) -> bool:
    """Whether a value is known, within its limits and, for blood, of the last week."""
    if found.value is None:
        return False
    if found.name == "QTc":
        return not crosses(case.limit("caution.qtc"), found.value)
    week = case.evidence.values["go.lab_age"].value
    if week is None or older_than(found, week):
        return False
    if found.name == "calcium":
        return disease.normal(found, case.evidence) is True
    return not crosses(case.limit("hold.potassium.low"), found.value)
