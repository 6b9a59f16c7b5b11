"""The lines of the go/no-go for harm: what ends treatment, what holds a dose, what is asked about."""

from __future__ import annotations

from collections.abc import Iterator

from resorb.protocol.advice import harm
from resorb.protocol.advice.case import Case
from resorb.protocol.advice.line import Line


def harm_lines(case: Case) -> Iterator[Line]:
    """Yield one line for each harm that bears on the next dose, or one that says there is none."""
    found = [line for each in harm.harms(case) if (line := _harm(case, each)) is not None]
    yield from found
    if not found:
        yield Line(
            "limit.hold.adverse_event",
            "Reactions and adverse events",
            "treat",
            "None is open above grade 1.",
            sources=case.limit("hold.adverse_event").sources,
        )


def _harm(case: Case, each: harm.Harm) -> Line | None:
    stop, hold = case.limit("stop.adverse_event"), case.limit("hold.adverse_event")
    never, ask = case.limit("stop.hypersensitivity"), case.limit("caution.adverse_event")
    if harm.ungraded(each):
        return Line(
            hold.id,
            f"{each.term}",
            "cannot tell",
            "It has no grade; holding and stopping go by the grade.",
            "its grade is recorded",
            (each.shown,),
            case.age_days(each.event),
            missing=("grade",),
            sources=hold.sources,
        )
    grade = each.grade or 0
    for limit, counts in ((never, each.hypersensitive), (stop, each.related)):
        if counts and grade >= case.line(limit).value:
            return Line(
                limit.id,
                each.term,
                "hold",
                limit.message,
                "nothing; the alternatives stand beside it",
                (each.shown,),
                case.age_days(each.event),
                sources=limit.sources,
                hard=True,
                for_good=True,
            )
    if each.open and grade >= case.line(hold).value:
        return Line(
            hold.id,
            each.term,
            "hold",
            hold.message,
            harm.OVER,
            (each.shown,),
            case.age_days(each.event),
            sources=hold.sources,
            hard=True,
        )
    if each.open and grade >= case.line(ask).value:
        return Line(
            ask.id,
            each.term,
            "call",
            ask.message,
            "it is recorded as over; or the prescriber decides and records it",
            (each.shown,),
            case.age_days(each.event),
            sources=ask.sources,
        )
    return None
