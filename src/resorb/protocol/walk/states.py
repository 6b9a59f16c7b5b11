"""The abstraction: what of a course decides the next step, in a few named values each, and a course for every state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from resorb.course import Course, Event, read
from resorb.course.ledger import Subject
from resorb.quantity import quantity

AS_OF = "2024-03-01T09:00"

# Each value with the entries that make it; the doses are apart, because their number depends on `tolerated`.
_PHASES: dict[str, tuple[str, ...]] = {
    "before treatment": (),
    "treatment at 12.5 g": (),
    "treatment at 25 g": (
        "id: up, when: 2024-02-28, kind: plan_change, change: escalate, regimen: 25 g IV over 60 min 3/wk",
    ),
    "held": ("id: hold, when: 2024-02-28, kind: plan_change, change: hold, reason: see the values",),
    "stopped": ("id: stop, when: 2024-02-28, kind: plan_change, change: stop, reason: suspected flare",),
    "restarted": (
        "id: stop, when: 2024-02-27T15:00, kind: plan_change, change: stop, reason: suspected flare",
        "id: restart, when: 2024-02-29, kind: plan_change, change: restart, reason: recurrence, "
        "regimen: 12.5 g IV over 30 min 1/wk",
    ),
    "stopped for good": (
        "id: stop, when: 2024-02-28, kind: plan_change, change: stop, reason: reaction, permanent: 'yes'",
    ),
}
_TOLERATED = {"0": ("20",), "1 to 3": ("22", "24"), "4 or more": ("20", "22", "24", "27")}
_LABS: dict[str, tuple[str, str, str, str] | None] = {
    "normal": ("2024-02-29", "140", "4.1", "24"),
    "sodium high": ("2024-02-29", "149", "4.1", "24"),
    "potassium low": ("2024-02-29", "140", "2.7", "24"),
    "bicarbonate low": ("2024-02-29", "140", "4.1", "16"),
    "old": ("2024-02-01", "140", "4.1", "24"),
    "not measured": None,
}
_REACTIONS: dict[str, str] = {
    "none": "",
    "grade 2, open": "term: headache, grade: 2, outcome: ongoing",
    "grade 3, open": "term: vomiting, grade: 3, outcome: ongoing",
    "not graded": "term: dizziness, outcome: ongoing",
    "grade 4": "term: hypotension, grade: 4, outcome: resolved",
    "hypersensitivity 3": "term: anaphylaxis, grade: 3, outcome: resolved",
}
_ACCESS = {"line in use": "in_use", "line failed": "failed"}
_DIALYSIS = {
    "off dialysis": "value: none",
    "on dialysis": "value: haemodialysis, schedule: 'Mon, Wed, Fri'",
}

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "phase": tuple(_PHASES),
    "tolerated": tuple(_TOLERATED),
    "labs": tuple(_LABS),
    "reaction": tuple(_REACTIONS),
    "access": tuple(_ACCESS),
    "dialysis": tuple(_DIALYSIS),
}


@dataclass(frozen=True, slots=True, order=True)
class State:
    """One state of the abstraction: a value of each dimension."""

    phase: str
    tolerated: str
    labs: str
    reaction: str
    access: str
    dialysis: str

    @property
    def possible(self) -> bool:
        """Whether a course can be in it: before the first dose nothing was tolerated and nothing reacted."""
        return self.phase != "before treatment" or (self.tolerated == "0" and self.reaction == "none")


def states(*, whole: bool = False) -> Iterator[State]:
    """Yield every state; unless the whole is asked for, failed lines and dialysis only where all else is in order.

    The smaller walk crosses phase, tolerated doses, blood and reaction fully; access and dialysis come one at a time.
    """
    for values in product(*DIMENSIONS.values()):
        state = State(*values)
        plain = (state.access, state.dialysis) == ("line in use", "off dialysis")
        calm = (state.labs, state.reaction) == ("normal", "none")
        if state.possible and (whole or plain or calm):
            yield state


_COMMON = (
    "id: cc, when: 2024-01-02, kind: condition, name: diffuse dystrophic calcinosis cutis, status: severe",
    "id: agreed, when: 2024-01-02, kind: agreement, consent: 'yes', off_label_approval: 'yes', success: less pain, "
    "stop_date: 2025-01-01",
    "id: calcium, when: 2024-01-02, kind: workup, test: calcium, value: 2.3 mmol/L",
    "id: phosphate, when: 2024-01-02, kind: workup, test: phosphate, value: 1.1 mmol/L",
    "id: qtc, when: 2024-01-02, kind: workup, test: QTc, value: 420 ms",
    "id: weight, when: 2024-02-20, kind: covariate, name: weight, value: 70 kg",
    "id: egfr, when: 2024-02-20, kind: covariate, name: eGFR, value: 90 mL/min/1.73m2",
    "id: pressure, when: 2024-03-01T08:30, kind: covariate, name: systolic pressure, value: 124 mmHg",
    "id: plan, when: 2024-02-19, kind: plan, regimen: 12.5 g IV over 30 min 3/wk",
)


def course_of(state: State) -> Course:
    """Return a course in a state, with everything that the abstraction leaves out in order."""
    entries = (
        *_COMMON,
        *_PHASES[state.phase],
        *_doses(state),
        *_labs(state.labs),
        *_reaction(state.reaction),
        f"id: line, when: 2024-02-19, kind: access, device: port, change: {_ACCESS[state.access]}",
        f"id: dialysis, when: 2024-01-02, kind: covariate, name: dialysis, {_DIALYSIS[state.dialysis]}",
    )
    subject = Subject(sex="female", age=quantity("52 y"))
    return Course(id="walk", subject=subject, events=tuple(_event(entry) for entry in entries))


def _doses(state: State) -> Iterator[str]:
    if state.phase == "before treatment":
        return
    shown = "" if state.tolerated == "0" else "reaction_grade: 0, systolic_lowest: 118 mmHg, "
    for number, day in enumerate(_TOLERATED[state.tolerated], 1):
        yield (
            f"id: dose-{number}, when: 2024-02-{day}T10:00, kind: administration, status: given, dose: 12.5 g, "
            f"ordered: 12.5 g, over: 30 min, ordered_over: 30 min, {shown}salt: pentahydrate"
        )


def _labs(name: str) -> Iterator[str]:
    drawn = _LABS[name]
    if drawn is not None:
        for analyte, value in zip(("sodium", "potassium", "bicarbonate"), drawn[1:], strict=True):
            yield f"id: {analyte}, when: {drawn[0]}T07:00, kind: lab, analyte: {analyte}, value: {value} mmol/L"


def _reaction(name: str) -> Iterator[str]:
    if _REACTIONS[name]:
        yield f"id: reaction, when: 2024-02-27, kind: adverse_event, {_REACTIONS[name]}"


@cache
def _event(entry: str) -> Event:
    """Return one event from its line, read once: the same lines make many states."""
    found = read(f"resorb: course/1\nid: walk\nevents:\n  - {{{entry}}}\n")
    assert found.course is not None and not found.findings, [str(f) for f in found.findings]
    return found.course.events[0]
