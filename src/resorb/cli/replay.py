"""`resorb replay`: what would have been said at each moment of a course, and planned against given."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from resorb.cli.arguments import NOTICE
from resorb.cli.body import evidence_for
from resorb.cli.check import versions
from resorb.cli.context import course_of
from resorb.finding import exit_code
from resorb.jsontext import dumps
from resorb.protocol.deviation import Deviation, deviations
from resorb.protocol.replay import Moment, replay

_MARKS = {"error": "STOP", "caution": "READ", "note": "note"}


def run(found: Namespace) -> int:
    """Print each moment with what changed at it, then the deviations."""
    course, faults = course_of(found.course)
    evidence = evidence_for(found)
    moments, off_plan = replay(course, evidence), deviations(course)
    if found.json:
        content = {
            "course": course.id,
            "moments": [m.as_json() for m in moments],
            "deviations": [d.as_json() for d in off_plan],
        }
        print(dumps({**content, **versions(evidence)}))
    else:
        print("\n".join([*_story(moments), *_off_plan(off_plan), NOTICE]))
    return exit_code(faults)


def _story(moments: tuple[Moment, ...]) -> Iterator[str]:
    known: str | None = None
    for number, moment in enumerate(moments):
        yield f"{moment.words}   {moment.status}; next dose: {moment.go}"
        shown = ", ".join(moment.events[:6]) + (
            f" and {len(moment.events) - 6} more" if len(moment.events) > 6 else ""
        )
        yield f"    happened: {shown}"
        if number == 0 or moment.known.split(" by ")[0] != known:
            yield f"    known: {moment.known}"
        known = moment.known.split(" by ")[0]
        for advice in moment.appeared:
            yield f"    + {_MARKS[advice.level]:4}  {advice.title}: {advice.text}"
        if moment.standing:
            yield f"    still said: {'; '.join(moment.standing)}"
        if moment.gone:
            yield f"    - no longer said: {', '.join(moment.gone)}"
        if moment.unknown:
            yield f"    unknown: {', '.join(moment.unknown)}"


def _off_plan(found: tuple[Deviation, ...]) -> Iterator[str]:
    yield "Planned against given" if found else "Planned against given: nothing recorded deviates"
    for one in found:
        yield f"    {one.when}  {one.kind}: {one.planned} planned, {one.given}; {one.reason} ({one.event})"
