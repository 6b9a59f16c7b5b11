"""`resorb course`: read a course file, say every fault, print it canonically or its recorded state."""

from __future__ import annotations

import sys
from argparse import Namespace

from resorb.cli.context import at_time, course_of, moment
from resorb.course import dump
from resorb.course.missing import Missing
from resorb.finding import exit_code
from resorb.jsontext import dumps


def run(found: Namespace) -> int:
    """Print the course or its state; findings go to standard error, or into the JSON."""
    course, findings = course_of(found.course)
    recorded = at_time(course, moment(found.as_of, "--as-of"), moment(found.known_at, "--known-at"))
    if found.json:
        print(
            dumps(
                {
                    "course": course.id,
                    "state": recorded.as_json(),
                    "findings": [f.as_json() for f in findings],
                }
            )
        )
    else:
        for finding in findings:
            print(f"{finding.level}: {finding}", file=sys.stderr)
        print(
            "\n".join(_state_lines(recorded)) if found.state else dump(course),
            end="\n" if found.state else "",
        )
    return exit_code(findings)


def _state_lines(recorded: object) -> list[str]:
    from resorb.course import State

    assert isinstance(recorded, State)
    s = recorded
    told = " (told by a source, not ordered here)" if s.regimen and s.regimen.stated else ""
    regimen = f"{s.regimen.text}{told}" if s.regimen else f"unknown: {s.regimen_why}"
    lines = [
        f"Status      {s.status.name}: {s.status.why}",
        f"Regimen     {regimen}",
        f"Doses       {s.doses.counts['given']} given, {s.doses.counts['partial']} in part; {s.doses.cumulative} recorded"
        + ("; the true total is unknown" if s.doses.unknown else ""),
        f"Tolerated   {s.tolerated.count} in a row, {s.tolerated.needed} asked for before a higher dose",
        f"Next due    {s.next_due.when or 'unknown'}: {s.next_due.why}",
        f"Regions     {', '.join(s.lesions.by_region()) or 'none recorded'}",
        f"New since start  {', '.join(s.lesions.new_regions) or 'none recorded'}",
        f"Missing     {len(s.missing)} things",
    ]
    return [*lines, *(_missing_line(m) for m in s.missing)]


def _missing_line(m: Missing) -> str:
    return f"  - {m.what}: {m.why} (supply: {m.supply})"
