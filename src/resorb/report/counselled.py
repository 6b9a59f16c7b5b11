"""Tables of what the protocol said: alternatives side by side, the next infusion, what is watched, deviations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from resorb.evidence import Evidence
from resorb.protocol.advice import GoNoGo, Line, Option, Watch
from resorb.protocol.advice.strength import strength
from resorb.protocol.deviation import Deviation
from resorb.report.said import regimen
from resorb.report.table import Table, columns

FEASIBLE = {"yes": "feasible", "no": "not feasible", "unknown": "not known"}
ANSWERS = {"hold": "HOLD", "cannot tell": "CANNOT TELL", "call": "CALL", "treat": "nothing against"}


def alternatives(advice: Sequence[Any], evidence: Evidence) -> Table:
    """Return every alternative that advice names, each once, in the order of the evidence.

    The order is no order of preference; whether one is feasible is said of this patient's extent alone.
    """
    named = chain.from_iterable(getattr(item, "alternatives", ()) for item in advice)
    options = {option.id: option for option in named}
    head = columns(
        "name=Alternative", "dose=As reported", "reported=For: what is reported", "against=Against",
        "feasible=For this extent", "strength=Source and its strength", "id=Id",
    )  # fmt: skip
    rows = tuple(_option(option, evidence) for option in options.values())
    return Table("Alternatives side by side", head, rows, "No advice at this time names alternatives.")


def _option(option: Option, evidence: Evidence) -> tuple[str, ...]:
    return (
        f"{option.name} ({option.kind})",
        option.dose or "dose not found",
        option.reported or "no result found",
        option.against or "nothing in the evidence that ships with this version; that is not safety",
        f"{FEASIBLE[option.feasible]}: {option.why}",
        "; ".join(_sourced(name, evidence) for name in option.sources) or "no source",
        option.id,
    )


def _sourced(name: str, evidence: Evidence) -> str:
    (kind,) = strength((name,), evidence)
    short = evidence.sources[name].short if name in evidence.sources else ""
    certain = f", certainty {evidence.strength(name).certainty}" if name in evidence.sources else ""
    return f"{short + ', ' if short else ''}{kind.partition(': ')[2]}{certain} [{name}]"


def next_infusion(go: GoNoGo | None) -> Table:
    """Return each limit before the next infusion with its answer, the value, its age and what would clear it."""
    head = columns(
        "title=Asked", "answer=Answer", "value=Value", "age=Age", "text=Why", "clears=What would clear it", "limit=Limit",
    )  # fmt: skip
    rows = tuple(_line(line) for line in go.lines) if go else ()
    return Table("Before the next infusion", head, rows, "The limits before an infusion were not asked.")


def judged_by(line: Line) -> str:
    """Return the value a line was judged by as a person reads it: a regimen in words, never `3/wk`."""
    if not line.inputs:
        return "not recorded"
    return regimen(line.value) if line.limit == "course.regimen" else line.value


def _line(line: Line) -> tuple[str, ...]:
    age = "" if line.age_days is None else "today" if line.age_days == 0 else f"{line.age_days} d"
    drawn = line.drawn.removeprefix("drawn ") if line.drawn else ""
    text = line.text if line.overridden is None else f"{line.text} {line.overridden}"
    return (
        line.title, ANSWERS[line.answer], judged_by(line),
        "; ".join(part for part in (age, f"drawn {drawn}" if drawn else "") if part), text, line.clears, line.limit,
    )  # fmt: skip


STANDING = {"due": "DUE", "never recorded": "NEVER RECORDED", "cannot tell": "cannot tell"}


def watching(watched: tuple[Watch, ...] | None) -> Table:
    """Return what is watched, what is due first, with the last value, its age and whose practice asks for it."""
    head = columns(
        "what=What", "standing=Standing", "last=Last value", "age=Age", "due=Due", "why=Asked for", "protocol=Whose practice",
    )  # fmt: skip
    order = ("due", "never recorded", "cannot tell", "not due", "no interval published")
    ranked = sorted(watched or (), key=lambda w: order.index(w.standing))
    empty = "Monitoring was not asked." if watched is None else "The evidence asks for nothing to be watched."
    return Table("What is watched", head, tuple(_watch(w) for w in ranked), empty)


def _watch(watch: Watch) -> tuple[str, ...]:
    last = "; ".join(f"{i.value} ({i.when})" for i in watch.last)
    left = watch.due_in_days
    due = (
        "" if left is None else "now" if left == 0 else f"{-left} days ago" if left < 0 else f"in {left} days"
    )
    age = "" if watch.age_days is None else f"{watch.age_days} days"
    return (
        watch.what, STANDING.get(watch.standing, watch.standing), last or "none", age, due, watch.why, watch.protocol,
    )  # fmt: skip


def against_plan(found: tuple[Deviation, ...] | None) -> Table:
    """Return each way in which a recorded dose differed from the plan, with the reason the record gives."""
    head = columns(
        "when=When", "kind=What differed", "planned=Planned", "given=Given", "reason=Reason", "event=Entry"
    )
    rows = tuple((d.when, d.kind, d.planned, d.given, d.reason, d.event) for d in found or ())
    empty = (
        "Planned and given were not compared."
        if found is None
        else "No recorded dose differs from a recorded plan. Told doses, and doses without a plan, cannot be compared."
    )
    return Table("Planned against given", head, rows, empty)
