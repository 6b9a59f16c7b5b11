"""`resorb report`: one course in, one document out."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from resorb import __version__
from resorb.cli.arguments import NOTICE
from resorb.cli.body import evidence_for
from resorb.cli.context import at_time, course_of, moment
from resorb.cli.unusable import unusable
from resorb.course.asof import AsOf
from resorb.evidence import Evidence
from resorb.finding import Finding, exit_code
from resorb.jsontext import dumps
from resorb.report import Report, build, counsel, html, write
from resorb.report.pdf import GET_IT, NoPdf, pdf


def run(found: Namespace) -> int:
    """Write the document, say where, and end with 1 when the course file has an error."""
    if found.output is None and not found.json:
        raise unusable(
            "cli.output", "No output file is named.", "Add -o OUT.html, or --json to print the report's data."
        )
    when, known = moment(found.as_of, "--as-of"), moment(found.known_at, "--known-at")
    made, findings = report_of(found.course, evidence_for(found), when, known)
    if found.output is not None:
        save(found.output, html(made, drawn_alone=is_pdf(found.output)))
    if found.json:
        print(dumps(made.as_json()))
    else:
        for finding in findings:
            print(f"{finding.level}: {finding}")
        print(f"Report written to {found.output}")
        print(NOTICE)
    return exit_code(findings)


def report_of(
    path: str, evidence: Evidence, as_of: AsOf = None, known_at: AsOf = None
) -> tuple[Report, tuple[Finding, ...]]:
    """Return the report of a course file with the file's findings."""
    course, findings = course_of(path)
    at_time(course, as_of, known_at)
    said = counsel(course, evidence, as_of, known_at)
    made = build(
        course,
        evidence,
        as_of=as_of,
        known_at=known_at,
        counsel=said,
        findings=findings,
        made_on=date.today().isoformat(),
        version=__version__,
    )
    return made, findings


def is_pdf(output: str) -> bool:
    """Whether a file's name asks for a PDF."""
    return output.lower().endswith(".pdf")


def save(output: str, text: str) -> None:
    """Write a document, as HTML or, where the name ends in .pdf, as PDF; nothing is written by halves."""
    try:
        write(Path(output), pdf(text) if is_pdf(output) else text)
    except NoPdf as absent:
        raise unusable("cli.pdf", f"{output}: {absent}; nothing was written.", GET_IT) from None
    except OSError as problem:
        reason = problem.strerror or "it cannot be written"
        raise unusable(
            "cli.output",
            f"{output}: {reason}; nothing was written.",
            "Name a file in a folder you can write to.",
        ) from None
