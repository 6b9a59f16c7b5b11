"""`resorb advise`: one course in, advice out, or the go/no-go before an infusion."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from resorb.cli.arguments import NOTICE
from resorb.cli.body import evidence_for
from resorb.cli.check import versions
from resorb.cli.context import at_time, course_of, moment
from resorb.course import Course
from resorb.course.asof import AsOf
from resorb.evidence import Evidence
from resorb.finding import exit_code
from resorb.jsontext import dumps
from resorb.protocol.advice import Advice, GoNoGo, Input, Option, advise, go_no_go, monitoring

_MARKS = {"error": "STOP", "caution": "READ", "note": "note"}


def run(found: Namespace) -> int:
    """Print the advice, or each limit's answer; exit 1 where something says not to proceed."""
    course, faults = course_of(found.course)
    as_of, known_at = moment(found.as_of, "--as-of"), moment(found.known_at, "--known-at")
    at_time(course, as_of, known_at)
    evidence = evidence_for(found)
    printed, level = (_go if found.go_no_go else _advice)(course, evidence, as_of, known_at, found.json)
    print(printed)
    return 1 if level == "error" else exit_code(faults)


def _advice(
    course: Course, evidence: Evidence, as_of: AsOf, known_at: AsOf, as_json: bool
) -> tuple[str, str | None]:
    told = advise(course, evidence, as_of, known_at)
    watched = monitoring(course, evidence, as_of, known_at)
    level = told[0].level if told else None  # the gravest stands first
    if as_json:
        content = {
            "course": course.id,
            "advice": [a.as_json() for a in told],
            "monitoring": [w.as_json() for w in watched],
        }
        return dumps({**content, **versions(evidence)}), level
    lines = [line for advice in told for line in _lines(advice)]
    return "\n".join([*lines, *_options(told), NOTICE]), level


def _go(
    course: Course, evidence: Evidence, as_of: AsOf, known_at: AsOf, as_json: bool
) -> tuple[str, str | None]:
    answer = go_no_go(course, evidence, as_of, known_at)
    if as_json:
        return dumps({"course": course.id, **answer.as_json(), **versions(evidence)}), answer.level
    return "\n".join([*_sheet(answer), NOTICE]), answer.level


def _lines(advice: Advice) -> Iterator[str]:
    yield f"{_MARKS[advice.level]:8}  {advice.title}"
    yield f"          {advice.text}"
    yield f"          Why: {advice.reason}"
    if advice.inputs:
        yield f"          From: {'; '.join(_input(i) for i in advice.inputs)}"
    if advice.missing:
        yield f"          Missing: {', '.join(advice.missing)}"
    if advice.clears:
        yield f"          Clears when: {advice.clears}"
    against = f"; against: {', '.join(advice.against)}" if advice.against else ""
    yield f"          [{advice.rule}; {advice.protocol}; {'; '.join(advice.strength)}{against}]"


def _input(shown: Input) -> str:
    return f"{shown.name} {shown.value}" + (f" ({shown.when})" if shown.when else "")


def _options(told: tuple[Advice, ...]) -> Iterator[str]:
    """Yield the alternatives once, however many pieces of advice list them."""
    options = next((advice.alternatives for advice in told if advice.alternatives), ())
    if options:
        yield "Alternatives, in the order of the evidence; none is preferred"
    for option in options:
        yield from _option(option)


def _option(option: Option) -> Iterator[str]:
    yield f"  {option.name}: feasible here: {option.feasible} ({option.why})"
    if option.reported:
        dose = f"; {option.dose}" if option.dose else ""
        yield f"      for: {option.reported}{dose}"
    if option.against:
        yield f"      against: {option.against}"


def _sheet(answer: GoNoGo) -> Iterator[str]:
    yield f"Before the infusion, as of {answer.as_of}: {answer.answer.upper()}"
    for line in answer.lines:
        age = f", {line.age_days} days old" if line.age_days is not None else ""
        drawn = f", {line.drawn}" if line.drawn else ""
        value = f"{line.value}{age}{drawn}. " if line.inputs else ""
        yield f"{line.answer.upper():12}  {line.title}: {value}{line.text}"
        yield f"              [{line.limit}; {', '.join(line.sources)}]"
        if line.overridden:
            yield f"              {line.overridden}"
        if line.clears:
            yield f"              Clears when: {line.clears}"
