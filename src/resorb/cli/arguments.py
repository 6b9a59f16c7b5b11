"""Every command and its options, in one place; the reference is written from it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from importlib import import_module
from typing import Any, Protocol

from resorb import __version__


class _Commands(Protocol):
    def add_parser(self, name: str, **kwargs: Any) -> ArgumentParser: ...


class _Help(RawDescriptionHelpFormatter):
    """Help of one width everywhere; asking the terminal for its own would load the archive modules."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


NOTICE = "Advises clinicians and decides nothing. Intravenous sodium thiosulfate for calcinosis is off-label."


_KINDS = (
    "claims", "contradictions", "therapies", "reports", "limits", "values", "measures", "monitoring",
    "products", "codes", "protocols", "analysers", "synonyms", "look_alikes", "sources",
)  # fmt: skip


def parser(only: str = "") -> ArgumentParser:
    """Return the parser of the command line: of the one command named, or of all when it names none.

    A check does not pay for the options of the other commands.
    """
    top = ArgumentParser(
        prog="resorb",
        description="Run an off-label course of sodium thiosulfate the way a careful experiment is run.\n"
        + NOTICE,
        epilog="Exit codes: 0 fine, 1 a finding of level error, 2 unusable input.",
        formatter_class=_Help,
    )
    top.add_argument("--version", action="version", version=f"resorb {__version__}")
    commands = top.add_subparsers(dest="command", metavar="command", prog="resorb")
    top.set_defaults(command=None)
    for add in (_COMMANDS[only],) if only in _COMMANDS else _COMMANDS.values():
        add(commands)
    return top


def _lazily(name: str) -> Any:
    """Return a runner that loads its module only when the command runs."""

    def run(found: Namespace) -> int:
        return int(import_module(f"resorb.cli.{name}").run(found))

    return run


def _command(commands: _Commands, name: str, module: str, about: str, example: str) -> ArgumentParser:
    found = commands.add_parser(
        name,
        help=about,
        description=about,
        epilog=f"Example: {example}",
        formatter_class=_Help,
    )
    found.set_defaults(run=_lazily(module))
    found.add_argument("--json", action="store_true", help="print JSON for a machine to read")
    return found


def _of_a_course(p: ArgumentParser, *, known_at: bool = True) -> None:
    """Add what every command over a course takes."""
    p.add_argument("course", metavar="COURSE.yaml", help="the course file")
    p.add_argument(
        "--as-of",
        metavar="WHEN",
        help="a day (2024-03-01), a moment (2024-03-01T10:00) or a time on the course's clock (month 9)",
    )
    if known_at:
        p.add_argument("--known-at", metavar="DATE", help="only what had been recorded by this date")


def _with_site(p: ArgumentParser) -> None:
    """Add the site's own limits, for the commands that act on limits."""
    p.add_argument(
        "--site", metavar="FILE", help="a site's own limits: soft ones changed, hard ones tightened"
    )


def _check(commands: _Commands) -> None:
    p = _command(
        commands,
        "check",
        "check",
        "Check an order: units, salt, product, rate, frequency, route, patient. Nothing is corrected.",
        'resorb check "12.5 g IV over 30 min three times weekly" --product hope-250',
    )
    p.add_argument("text", metavar="TEXT", help="the order as written; '-' reads it from standard input")
    p.add_argument(
        "--course",
        metavar="FILE",
        help="a course file: weight, eGFR, dialysis, tolerated doses and holds are taken from it",
    )
    p.add_argument(
        "--as-of", metavar="WHEN", help="the date, or time on the course's clock, at which the course is read"
    )
    p.add_argument(
        "--weight", metavar="'58 kg'", help="body weight with its unit; 'about 60 kg' is understood"
    )
    p.add_argument("--bsa", metavar="'1.7 m2'", help="body surface, for a dose per m2 or 1.73 m2")
    p.add_argument(
        "--age",
        metavar="YEARS",
        help="age in years; under 18 the dose is held to the weight",
    )
    p.add_argument("--egfr", metavar="N", help="eGFR in mL/min/1.73m2")
    p.add_argument(
        "--dialysis", choices=("none", "hd", "pd"), help="haemodialysis, peritoneal dialysis, or none"
    )
    p.add_argument("--tolerated", metavar="N", help="consecutive tolerated doses shown so far")
    p.add_argument("--product", metavar="ID", help="the product to be used: its id, name, strength or NDC")
    p.add_argument(
        "--structured",
        metavar="JSON",
        help="the order as fields (dose_value, dose_unit, route …) or a file of them; compared with the text",
    )
    _with_site(p)
    p.add_argument(
        "--reason",
        default="",
        help="why the order leaves the protocol; recorded with the cautions that ask for one",
    )


def _report(commands: _Commands) -> None:
    p = _command(
        commands,
        "report",
        "report",
        "Write one document for one course: timeline, state, advice, what is missing.",
        "resorb report examples/letter/course.yaml -o letter.html",
    )
    _of_a_course(p)
    _with_site(p)
    p.add_argument(
        "-o",
        "--output",
        metavar="OUT.html",
        help="where to write the document; without it only --json is printed",
    )


def _demo(commands: _Commands) -> None:
    p = _command(
        commands,
        "demo",
        "demo",
        "Run the case letter's course through everything; needs nothing set up.",
        "resorb demo",
    )
    p.add_argument(
        "-o", "--output", metavar="OUT.html", default="letter-report.html", help="where to write the report"
    )


def _course(commands: _Commands) -> None:
    p = _command(
        commands,
        "course",
        "course",
        "Read a course file and print it in canonical form, or its recorded state.",
        "resorb course examples/letter/course.yaml --state",
    )
    _of_a_course(p)
    p.add_argument("--state", action="store_true", help="print the recorded state instead of the file")


def _evidence(commands: _Commands) -> None:
    p = _command(
        commands,
        "evidence",
        "evidence",
        "Find claims, reports, therapies and limits, with what supports and contradicts each beside it.",
        "resorb evidence warfarin",
    )
    _with_site(p)
    p.add_argument("query", metavar="QUERY", nargs="*", help="words or an id: L52, K1, warfarin, surgery")
    p.add_argument(
        "--kind",
        metavar="KIND",
        choices=_KINDS,
        help=f"only one kind, all of it: {', '.join(_KINDS)}",
    )
    p.add_argument(
        "--export", metavar="DIR", help="write a versioned release of the evidence to a new folder"
    )
    p.add_argument(
        "--picture", metavar="OUT.svg", help="draw grams a week against response, failures included"
    )


def _advise(commands: _Commands) -> None:
    p = _command(
        commands,
        "advise",
        "advise",
        "Advise on a course, or answer every limit before one infusion. Exit 1: something says not to proceed.",
        "resorb advise examples/acidosis-hold/course.yaml --as-of 2024-10-14 --go-no-go",
    )
    _of_a_course(p)
    _with_site(p)
    p.add_argument(
        "--go-no-go",
        action="store_true",
        help="one line for each limit before an infusion: treat, call, hold or cannot tell; give --as-of",
    )


def _replay(commands: _Commands) -> None:
    p = _command(
        commands,
        "replay",
        "replay",
        "Tell what would have been advised at each moment of a course, with what was known then.",
        "resorb replay examples/letter/course.yaml",
    )
    p.add_argument("course", metavar="COURSE.yaml", help="the course file")
    _with_site(p)


def _sheet(commands: _Commands) -> None:
    p = _command(
        commands,
        "sheet",
        "sheet",
        "Print the next infusion on one page: preparation, go or no-go, what to record. Exit 1: not to be prepared.",
        "resorb sheet examples/well-recorded/course.yaml --as-of 2024-03-04T08:00 --product hope-250 -o sheet.html",
    )
    _of_a_course(p)
    _with_site(p)
    p.add_argument("-o", "--output", metavar="SHEET.html", help="where to write the sheet (.html or .pdf)")
    p.add_argument(
        "--product", metavar="ID", help="the product to be used; without it no one volume is printed"
    )


_COMMANDS = {
    "check": _check,
    "report": _report,
    "demo": _demo,
    "course": _course,
    "evidence": _evidence,
    "advise": _advise,
    "replay": _replay,
    "sheet": _sheet,
}
