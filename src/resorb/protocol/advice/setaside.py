"""What somebody set aside, and whether that answers it: a reason answers a caution, never a hard limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from resorb.protocol.advice.advice import Advice, Input, SetAside
from resorb.protocol.advice.case import Case
from resorb.protocol.rule import rule


def set_aside(case: Case, name: str, on: tuple[str, ...], *, hard: bool, unknown: bool) -> SetAside | None:
    """Return the last override of a rule or limit, and whether it answers it.

    An override answers what was known when it was made: `on` are the events the advice rests on, and one
    that does not certainly come before it is not answered. Nothing hard, and nothing unknown, is answered.
    """
    found = [(e, body) for e, body in case.of("override") if body.of == name]
    last = case.seen.order.latest([e.id for e, _ in found])
    for event, body in found:
        if event.id in last:
            answers = not hard and not unknown and case.certainly_after(event.id, on)
            when = "" if event.when.is_unknown else str(event.when)
            return SetAside(event.id, when, event.by or "", body.reason, answers)
    return None


def with_override(case: Case, advice: Advice) -> Advice:
    """Return advice marked with who set it aside, when and why; it stays where it was set aside in vain."""
    on = tuple(i.event for i in advice.inputs if i.event)
    said = set_aside(
        case, advice.rule, on, hard=advice.hard or advice.level == "error", unknown=bool(advice.missing)
    )
    if said is None:
        return advice
    waits = advice.blocks_signing and not said.answers
    return replace(advice, overridden=said, text=f"{advice.text} {said}", blocks_signing=waits)


def unknown_names(case: Case, known: frozenset[str]) -> Iterator[Advice]:
    """Yield advice on overrides that name no rule or limit there is."""
    for event, body in case.of("override"):
        if body.of not in known:
            yield Advice(
                "advice.override.unknown",
                "An override of nothing",
                "note",
                f"'{body.of}' is no rule or limit; what was set aside cannot be found. Consider correcting the entry to "
                "one of the names in the reference.",
                "An override counts for the rule it names, and for no other.",
                (Input("override", body.of, str(event.when), event.id),),
                ("the rule that was set aside",),
                ("opinion",),
            )


@rule("advice.override.unknown")
def override(case: Case) -> Iterator[Advice]:
    """An override names the rule or limit it sets aside; one that names nothing sets nothing aside."""
    from resorb.protocol.advice import names

    yield from unknown_names(case, names(case.evidence))


RULES = (override,)
