"""The walk as a page: the phases and the moves between them, the answers, and every hold with its exit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from resorb.evidence import Evidence
from resorb.protocol.advice.line import ANSWERS
from resorb.protocol.walk.explore import ELSEWHERE, Seen, explore, moves
from resorb.protocol.walk.states import DIMENSIONS, State, states

HEAD = """# The states of a course

This page is written from a walk over the protocol, not drawn by hand: for every state of a small abstraction a course is built,
the go/no-go before an infusion is asked, and every move that is still open is followed. A test walks it again and fails where
this page says something else.

A state is one value of each:

{dimensions}

Everything else (consent, weight, kidney, pressure, ECG, the order) is in order in every state. {count} states are walked here;
`make verify` walks all {whole}.
"""


def page(evidence: Evidence, known: Mapping[State, Seen] | None = None) -> str:
    """Return the page in Markdown, from a walk of the smaller abstraction; `known` is one already done."""
    known = explore(states(), evidence) if known is None else known
    dimensions = "\n".join(f"- **{name}**: {'; '.join(values)}" for name, values in DIMENSIONS.items())
    head = HEAD.format(dimensions=dimensions, count=len(known), whole=sum(1 for _ in states(whole=True)))
    parts = [head, _graph(known), _answers(known), _holds(known)]
    return "\n".join(parts)


def transitions(known: Mapping[State, Seen]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the moves between phases, by the phase they leave and the one they reach."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for seen in known.values():
        for move in moves(seen, known):
            to = ELSEWHERE if move.to is None else move.to.phase
            if to != seen.state.phase or move.name == "give the dose":
                found.setdefault((seen.state.phase, to), {})[move.name] = None
    order = [*DIMENSIONS["phase"], ELSEWHERE]
    keys = sorted(found, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    return {key: tuple(found[key]) for key in keys}


def _graph(known: Mapping[State, Seen]) -> str:
    names = {phase: f"s{number}" for number, phase in enumerate((*DIMENSIONS["phase"], ELSEWHERE))}
    lines = ["## Phases and moves", "", "```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{phase}" as {name}' for phase, name in names.items()]
    lines += [f"    [*] --> {names['before treatment']}"]
    for (first, second), named in transitions(known).items():
        lines.append(f"    {names[first]} --> {names[second]}: {', '.join(named)}")
    lines += [f"    {names[ELSEWHERE]} --> [*]", "```", "", "The same as a table:", ""]
    rows = [(first, ", ".join(named), second) for (first, second), named in transitions(known).items()]
    return "\n".join(lines) + "\n" + _table(("from", "move", "to"), rows)


def _answers(known: Mapping[State, Seen]) -> str:
    rows = []
    for phase in DIMENSIONS["phase"]:
        here = [seen for seen in known.values() if seen.state.phase == phase]
        counts = [str(sum(1 for seen in here if seen.answer == answer)) for answer in reversed(ANSWERS)]
        rows.append((phase, str(len(here)), *counts))
    text = "## Answers before an infusion\n\nHow many states of each phase get which answer; the worst of all limits counts.\n"
    return f"{text}\n" + _table(("phase", "states", *reversed(ANSWERS)), rows)


def _holds(known: Mapping[State, Seen]) -> str:
    found: dict[tuple[str, str], str] = {}
    for seen in known.values():
        for line in seen.lines:
            if line.answer in ("hold", "cannot tell"):
                found.setdefault((line.answer, line.limit), line.clears)
    order = {answer: number for number, answer in enumerate(ANSWERS)}
    keys = sorted(found, key=lambda key: (order[key[0]], key[1]))  # type: ignore[index]
    rows = [(answer, f"`{limit}`", found[answer, limit]) for answer, limit in keys]
    text = "## Every hold and its exit\n\nWhat ends treatment for good has one exit: another treatment.\n"
    return f"{text}\n" + _table(("answer", "limit", "clears when"), rows)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(_rows(heads, rows)) + "\n"


def _rows(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(row) + " |"
