"""`resorb sheet`: the next infusion of a course on one page, or why it is not to be prepared."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from decimal import Decimal

from resorb import __version__
from resorb.cli.arguments import NOTICE
from resorb.cli.body import evidence_for
from resorb.cli.check import _product
from resorb.cli.context import at_time, course_of, from_course, moment
from resorb.cli.report import save
from resorb.cli.unusable import unusable
from resorb.course import Course, State
from resorb.evidence import Evidence
from resorb.jsontext import dumps
from resorb.protocol.advice import go_no_go
from resorb.protocol.order import Check, Order, check
from resorb.quantity import Quantity
from resorb.report.sheet import Sheet, page, prepare


def run(found: Namespace) -> int:
    """Write the sheet, say where; end with 1 where no dose is to be prepared, with every reason."""
    if found.output is None and not found.json:
        raise unusable(
            "cli.output", "No output file is named.", "Add -o SHEET.html, or --json to print its data."
        )
    made = sheet_of(found.course, evidence_for(found), found.as_of, found.known_at, found.product)
    if found.output is not None:
        save(found.output, page(made))
    if found.json:
        print(dumps(made.as_json()))
    else:
        for reason in made.refused:
            print(f"error: do not prepare: {reason}")
        if made.missing:
            print(f"missing: {'; '.join(made.missing)}")
        print(f"Sheet written to {found.output}")
        print(NOTICE)
    return 1 if made.made is None else 0


def sheet_of(
    path: str, evidence: Evidence, as_of: str | None, known_at: str | None, product: str | None
) -> Sheet:
    """Return the sheet of a course file for the next infusion at a time."""
    course, _ = course_of(path)
    when, known = moment(as_of, "--as-of"), moment(known_at, "--known-at")
    recorded = at_time(course, when, known)
    checked = _checked(path, as_of, course, recorded, product, evidence)
    return prepare(
        course,
        recorded,
        checked,
        go_no_go(course, evidence, when, known),
        evidence,
        made_on=date.today().isoformat(),
        version=__version__,
    )


def _years(course: Course, recorded: State) -> Decimal | None:
    """Return the age, as a covariate or the head of the course has it."""
    reading = recorded.covariate("age")
    age = reading.value if reading else course.subject.age
    return age.to("y").value if isinstance(age, Quantity) else None


def _checked(
    path: str, as_of: str | None, course: Course, recorded: State, product: str | None, evidence: Evidence
) -> Check | None:
    """Return the check of the regimen in force with what the course knows, or None without one."""
    named = _product(product, evidence)  # an unknown product is refused whatever else is wrong
    if recorded.regimen is None:
        return None
    context, known = from_course(path, as_of, evidence)
    if (years := _years(course, recorded)) is not None:
        context["age_years"] = years
    return check(Order.of(recorded.regimen.text, product=named, **context), evidence, known)
