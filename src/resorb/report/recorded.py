"""The recorded state and what is due, as rows a reader goes down in half a minute."""

from __future__ import annotations

from collections.abc import Iterator

from resorb.course import State
from resorb.report.rows import grams
from resorb.report.said import regimen, said
from resorb.report.table import Table, columns


def state_rows(given: State) -> Table:
    """Return the state row by row, each with what it rests on."""
    head = columns("what=What", "value=As recorded", "rests_on=Rests on")
    return Table("Recorded state", head, tuple(_rows(given)), "Nothing is recorded.")


def _rows(given: State) -> Iterator[tuple[str, str, str]]:
    status = given.status
    permanent = ", recorded as permanent" if status.permanent else ""
    yield "Treatment", f"{status.name}{permanent} ({status.phase})", _with(status.why, status.events)
    force = given.regimen
    told = "told by a source, not ordered in this record" if force and force.stated else ""
    yield (
        "Regimen in force",
        regimen(force.text) if force else "none, or not known",
        _with(told, (force.event,)) if force else given.regimen_why,
    )
    due = given.next_due
    yield "Next dose due", str(due.when) if due.when else "not known", due.why
    yield "Grams so far", grams(given.doses), ""
    last = given.doses.last
    yield (
        "Last dose given",
        f"{said(last.dose, 'amount not recorded')}, {last.when}" if last else "not known",
        last.event if last else "no dose is recorded, or their order is not known",
    )
    counted = given.tolerated
    yield (
        "Tolerated in a row",
        f"{counted.count} shown, {counted.needed} needed before a higher dose is considered",
        counted.broken_by or "as recorded; what is not recorded is not shown to be tolerated",
    )
    yield from _patient(given)


def _patient(given: State) -> Iterator[tuple[str, str, str]]:
    present = given.lesions.present
    count = f"{len(present)} recorded as present" if present else "none recorded"
    yield "Lesions and groups of lesions", count, ", ".join(x.name for x in present)
    new = given.lesions.new_regions
    yield "Regions new since treatment began", ", ".join(new) or "none recorded", ""
    for reading in (*given.covariates, *given.labs):
        age = f", {reading.age_days} days old" if reading.age_days is not None else ""
        also = "; another reading may be later" if reading.unordered else ""
        yield (
            f"Last {reading.name}",
            said(reading.value),
            _with(f"{reading.when}{age}{also}", (reading.event,)),
        )
    for event in given.allergies:
        yield (
            "Allergy",
            said(getattr(event.body, "to", None)),
            _with(said(getattr(event.body, "status", None)), (event.id,)),
        )
    for event in given.open_harms:
        yield "Adverse event not recorded as over", said(getattr(event.body, "term", None)), event.id
    for event in given.flares:
        body = event.body
        words = f"{getattr(body, 'disease', '')}: {getattr(body, 'status', '')}"
        yield "Flare", words, _with(str(event.when), (event.id,))
    if given.possibly:
        yield (
            "May or may not have happened by then",
            f"{len(given.possibly)} entries",
            ", ".join(given.possibly),
        )


def _with(words: str, ids: tuple[str, ...]) -> str:
    named = f"entry {', '.join(ids)}" if ids else ""
    return "; ".join(part for part in (words, named) if part)
