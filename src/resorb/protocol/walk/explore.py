"""What the protocol answers in each state, and the moves that lead on from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from resorb.evidence import Evidence
from resorb.protocol.advice import Answer, Line, go_no_go
from resorb.protocol.walk.states import AS_OF, State, course_of

ELSEWHERE = "another treatment"
_GIVEN = ("treat", "call")
_NEXT = {"0": "1 to 3", "1 to 3": "4 or more", "4 or more": "4 or more"}
_UNDER_WAY = ("treatment at 12.5 g", "treatment at 25 g", "restarted")


@dataclass(frozen=True, slots=True)
class Seen:
    """One state with its answer and the lines that are not `treat`."""

    state: State
    answer: Answer
    lines: tuple[Line, ...]

    @property
    def for_good(self) -> bool:
        """Whether something ends treatment for good."""
        return any(line.for_good for line in self.lines)

    @property
    def in_the_way(self) -> tuple[Line, ...]:
        """What holds or cannot be told, apart from a recorded hold or stop itself.

        A stopped course has no regimen in force; the restart brings one.
        """
        apart = ("course.status", "course.regimen") if self.state.phase == "stopped" else ("course.status",)
        lines = (line for line in self.lines if line.limit not in apart)
        return tuple(line for line in lines if line.answer in ("hold", "cannot tell"))


@dataclass(frozen=True, slots=True)
class Move:
    """A step that the protocol leaves open: its name and the state after it; None is leaving this course."""

    name: str
    to: State | None


def explore(some: Iterator[State], evidence: Evidence) -> dict[State, Seen]:
    """Return each state with the answer the protocol gives a course that is in it."""
    return {state: _seen(state, evidence) for state in some}


def _seen(state: State, evidence: Evidence) -> Seen:
    found = go_no_go(course_of(state), evidence, AS_OF)
    return Seen(state, found.answer, tuple(line for line in found.lines if line.answer != "treat"))


def moves(seen: Seen, known: Mapping[State, Seen]) -> Iterator[Move]:
    """Yield what can be done next; a move to a state whose own answer forbids it is not among them."""
    state = seen.state
    if state.phase == "stopped for good" or seen.for_good:
        if state.phase != "stopped for good":
            yield Move("stop for good", replace(state, phase="stopped for good"))
        yield Move("consider the alternatives", None)
        return
    yield from _clearing(state)
    yield from _giving(seen, known)
    yield from _deciding(seen)


def _clearing(state: State) -> Iterator[Move]:
    """Yield what takes a reason away: measure, wait until it is over, grade it, place a line."""
    if state.labs != "normal":
        yield Move("measure again, normal", replace(state, labs="normal"))
    if state.reaction in ("grade 2, open", "grade 3, open"):
        yield Move("it is over", replace(state, reaction="none"))
    if state.reaction == "not graded":
        for grade in ("none", "grade 2, open", "grade 3, open", "grade 4"):
            yield Move("grade it", replace(state, reaction=grade))
    if state.access == "line failed":
        yield Move("place a line", replace(state, access="line in use"))


def _giving(seen: Seen, known: Mapping[State, Seen]) -> Iterator[Move]:
    state = seen.state
    if seen.answer not in _GIVEN:
        return
    after = "treatment at 12.5 g" if state.phase == "before treatment" else state.phase
    yield Move("give the dose", replace(state, phase=after, tolerated=_NEXT[state.tolerated]))
    higher = replace(state, phase="treatment at 25 g")
    shown = state.phase == "treatment at 12.5 g" and state.tolerated == "4 or more"
    if shown and higher in known and known[higher].answer in _GIVEN:
        yield Move("raise to 25 g", higher)


def _deciding(seen: Seen) -> Iterator[Move]:
    """Yield the decisions: hold, resume, stop, restart."""
    state = seen.state
    if state.phase == "before treatment":
        yield Move("consider the alternatives", None)
    if state.phase in _UNDER_WAY:
        yield Move("hold", replace(state, phase="held"))
        yield Move("stop", replace(state, phase="stopped"))
    if state.phase == "treatment at 25 g":
        yield Move("go back to 12.5 g", replace(state, phase="treatment at 12.5 g"))
    if state.phase == "held":
        yield Move("stop", replace(state, phase="stopped"))
        if not seen.in_the_way:
            yield Move("resume the same dose", replace(state, phase="treatment at 12.5 g"))
    if state.phase == "stopped":
        yield Move("consider the alternatives", None)
        if not seen.in_the_way:
            yield Move("restart", replace(state, phase="restarted"))
