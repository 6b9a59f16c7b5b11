"""`resorb demo`: the case letter's course through everything there is, with nothing to set up."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from resorb.cli.arguments import NOTICE
from resorb.cli.report import is_pdf, report_of, save
from resorb.dosing import spoken
from resorb.evidence import load
from resorb.jsontext import dumps
from resorb.protocol.advice import Advice, advise
from resorb.protocol.order import Check, Order, check
from resorb.quantity import plain
from resorb.report import html

LETTER = Path(__file__).with_name("letter.yaml")
_LEGEND = "12.5 mg IV over 30 min three times weekly"
_REGIMEN = "12.5 g IV over 30 min three times weekly"


def run(found: Namespace) -> int:
    """Check the letter's two doses, run its course, write its report and print what a clinician needs."""
    evidence = load()
    checks = [check(Order.of(text), evidence) for text in (_REGIMEN, _LEGEND)]
    made, _ = report_of(str(LETTER), evidence)
    save(found.output, html(made, drawn_alone=is_pdf(found.output)))
    if found.json:
        print(
            dumps(
                {"report": made.as_json(), "checks": [c.as_json() for c in checks], "written": found.output}
            )
        )
    else:
        print("\n".join(_story(checks, found.output)))
    return 0


def _story(checks: list[Check], output: str) -> Iterator[str]:
    from resorb.cli.context import course_of

    course, _ = course_of(str(LETTER))
    yield "The case letter's course (Cutis, doi 10.12788/cutis.0071), as resorb reads it"
    yield ""
    yield "1. Its orders, checked"
    for each in checks:
        yield from _order_lines(each)
    yield ""
    yield "2. Its course: better, stopped, worse, restarted, better"
    for when in ("month 2", "month 8.5", None):
        yield from _course_lines(course, when)
    yield ""
    yield "3. Advice on it now (consider / reported; nothing is decided)"
    for advice in advise(course, load()):
        yield from _advice_lines(advice)
    yield ""
    yield f"The whole report, with the timeline, is in {output}: open it in a browser, or print it."
    yield NOTICE


def _order_lines(result: Check) -> Iterator[str]:
    verdict = "do not proceed" if result.stopped else "no error"
    yield f"   {spoken(result.regimen) if result.regimen else result.order.parse.text}: {verdict}"
    worst = next((f for f in result.findings if f.level == "error"), None)
    if worst:
        yield f"      {worst.message}"
        yield f"      {worst.remedy}"
    for phase in result.phases:
        volumes = ", ".join(
            f"{plain(v['volume_ml'])} mL of {plain(v['strength_mg_per_ml'])} mg/mL" for v in phase["volumes"]
        )
        yield f"      {plain(phase['rate_g_per_h'])} g/h; sodium {plain(phase['sodium_mmol']['drug'])} mmol a dose; {volumes}"


def _course_lines(course: Any, when: str | None) -> Iterator[str]:
    from resorb.course import state

    s = state(course, when)
    regimen = s.regimen.text if s.regimen else "none"
    yield f"   {when or 'at the end':12} {s.status.name}; regimen: {regimen}; missing: {len(s.missing)} things"


def _advice_lines(advice: Advice) -> Iterator[str]:
    yield f"   {advice.level:8} {advice.title}"
    yield f"            {advice.text}"
