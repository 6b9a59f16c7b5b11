"""The protocol walked over its states: none is dead, every hold has an exit, no path crosses a hard limit.

The smaller walk runs here; with RESORB_EFFORT (`make verify`) the whole abstraction is walked.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from resorb.evidence import load
from resorb.protocol.advice import advise
from resorb.protocol.walk import DIMENSIONS, Seen, State, explore, moves, page, states
from resorb.protocol.walk.states import AS_OF, course_of

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "state-diagram.md"
# What no path may cross, said here by its own words and not by the rules: the oracle of the walk.
HARD_LABS = {"sodium high", "potassium low"}
HARD_REACTIONS = {"grade 3, open", "grade 4", "hypersensitivity 3"}
FOR_GOOD = {"grade 4", "hypersensitivity 3"}
UNKNOWN = {"labs": {"not measured", "old"}, "reaction": {"not graded"}}


@pytest.fixture(scope="module")
def known(effort: int) -> dict[State, Seen]:
    return explore(states(whole=effort > 1), load())


def test_the_abstraction_is_walked_in_full_where_it_matters(known: dict[State, Seen]) -> None:
    crossed = {(s.phase, s.tolerated, s.labs, s.reaction) for s in known if s.phase != "before treatment"}
    wanted = 6 * len(DIMENSIONS["tolerated"]) * len(DIMENSIONS["labs"]) * len(DIMENSIONS["reaction"])
    assert len(crossed) == wanted
    assert {s.access for s in known} == set(DIMENSIONS["access"])
    assert {s.dialysis for s in known} == set(DIMENSIONS["dialysis"])


def test_no_state_is_dead(known: dict[State, Seen]) -> None:
    dead = [state for state, seen in known.items() if not any(True for _ in moves(seen, known))]
    assert dead == []


def test_from_every_state_there_is_a_way_to_a_dose_or_it_ended_for_good(known: dict[State, Seen]) -> None:
    """Follow the moves backwards from the states in which a dose may be given."""
    before: dict[State, set[State]] = {}
    for state, seen in known.items():
        for move in moves(seen, known):
            if move.to is not None:
                before.setdefault(move.to, set()).add(state)
    reached = {state for state, seen in known.items() if seen.answer in ("treat", "call")}
    waiting = list(reached)
    while waiting:
        for state in before.get(waiting.pop(), ()):
            if state not in reached:
                reached.add(state)
                waiting.append(state)
    ended = {s for s in known if s.phase == "stopped for good" or s.reaction in FOR_GOOD}
    assert set(known) - reached == ended


def test_every_hold_says_what_clears_it_and_clearing_it_clears_it(known: dict[State, Seen]) -> None:
    for state, seen in known.items():
        for line in seen.lines:
            assert line.clears, (state, line)
            assert line.for_good == (line.limit.startswith("limit.stop.") or "for good" in line.text), (
                state,
                line,
            )
    for state, seen in known.items():
        if state.labs == "sodium high":
            cleared = known[_with(state, labs="normal")]
            assert "limit.hold.sodium" in {x.limit for x in seen.lines}
            assert "limit.hold.sodium" not in {x.limit for x in cleared.lines}
        if state.reaction == "grade 3, open":
            assert "limit.hold.adverse_event" in {x.limit for x in seen.lines}
            assert "limit.hold.adverse_event" not in {
                x.limit for x in known[_with(state, reaction="none")].lines
            }


def test_no_path_crosses_a_hard_limit(known: dict[State, Seen]) -> None:
    for state, seen in known.items():
        named = {move.name for move in moves(seen, known)}
        hard = state.labs in HARD_LABS or state.reaction in HARD_REACTIONS
        if hard or state.phase in ("held", "stopped", "stopped for good"):
            assert seen.answer == "hold", state
            assert not named & {"give the dose", "raise to 25 g"}, state
        if state.labs in UNKNOWN["labs"] or state.reaction in UNKNOWN["reaction"]:
            assert seen.answer in ("hold", "cannot tell") and "give the dose" not in named, state
        if state.reaction in FOR_GOOD or state.phase == "stopped for good":
            assert named <= {"stop for good", "consider the alternatives"}, state
        if hard:
            assert not named & {"resume the same dose", "restart"}, state


def test_a_higher_dose_is_reached_only_over_four_tolerated_doses_and_known_bicarbonate(
    known: dict[State, Seen],
) -> None:
    for state, seen in known.items():
        if "raise to 25 g" in {move.name for move in moves(seen, known)}:
            assert state.tolerated == "4 or more" and state.labs == "normal"
        if state.phase == "treatment at 25 g" and (
            state.tolerated != "4 or more" or state.labs == "bicarbonate low"
        ):
            assert seen.answer != "treat", state


def test_the_longest_way_is_short(known: dict[State, Seen]) -> None:
    """A way out that takes many steps is none in a clinic."""
    start = State("before treatment", "0", "not measured", "none", "line in use", "off dialysis")
    steps, here = 0, {start}
    while not any(known[s].answer == "treat" for s in here) and steps < 5:
        here = {m.to for s in here for m in moves(known[s], known) if m.to is not None}
        steps += 1
    assert steps == 1


def test_advice_agrees_with_the_walk_where_all_is_in_order(known: dict[State, Seen]) -> None:
    calm = [s for s in known if (s.labs, s.reaction, s.access) == ("normal", "none", "line in use")]
    for state in calm:
        errors = [a.rule for a in advise(course_of(state), load(), AS_OF) if a.level == "error"]
        assert errors == (["advice.stopped.permanent"] if state.phase == "stopped for good" else []), state


def test_the_page_is_what_the_walk_finds(known: dict[State, Seen], effort: int) -> None:
    written = PAGE.read_text(encoding="utf-8")
    wanted = page(load(), known if effort == 1 else None)
    assert written.endswith(wanted.rstrip("\n") + "\n"), "run: python tools/pages/state_diagram.py"


def _with(state: State, **values: str) -> State:
    from dataclasses import replace

    return replace(state, **values)
