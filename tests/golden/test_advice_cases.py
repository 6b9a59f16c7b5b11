"""Every rule of advice tried on three courses: one that calls for it, one that does not, one with the value missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from advice_cases import KINDS, Told, cases

from resorb.evidence import load as evidence
from resorb.protocol.advice import RULES, Advice, GoNoGo, advise, go_no_go

CASES = cases()
NAMES = [str(getattr(rule, "rule_name", "")) for rule in RULES]


def test_every_rule_has_its_three_cases_and_no_case_is_of_a_rule_that_is_not() -> None:
    wanted = {(name, kind) for name in NAMES for kind in KINDS}
    assert {(case.rule, case.kind) for case in CASES} == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}-{c.kind}")
def test_a_case_gets_what_it_says(case: Told) -> None:
    known = case.evidence(evidence())
    found = advise(case.course, known, case.as_of)
    go = go_no_go(case.course, known, case.as_of)
    assert case.expects, "a case says what is expected"
    for line in case.expects:
        fault = judged(line, found, go)
        assert not fault, f"{case.path.parent.name}/{case.path.name}: {line}: {fault}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}-{c.kind}")
def test_a_case_is_about_its_rule(case: Told) -> None:
    assert len(case.sentence.split()) > 2 and case.sentence.endswith((".", "?", ")")), case.sentence
    if case.kind == "calls":
        assert case.expects[0].startswith(case.rule)
    elif case.kind == "missing":
        asked = [e for e in case.expects if " asks " in e or e.startswith(("advice.", "go "))]
        assert asked, "a missing value is asked for, or what is said instead is named"


def judged(line: str, found: tuple[Advice, ...], go: GoNoGo) -> str:
    """Return what is wrong with an expectation; empty when it holds."""
    if line.startswith("site "):
        return ""
    if line.startswith("not "):
        return "it is there" if any(a.rule == line[4:] for a in found) else ""
    name, _, rest = line.partition(" ")
    if name == "go":
        return _go(rest, go)
    here = [a for a in found if a.rule == name]
    if not here:
        return f"not among {sorted({a.rule for a in found})}"
    verb, _, words = rest.partition(" ")
    tests = {
        "": lambda a: True,
        "says": lambda a: words.lower() in f"{a.title} {a.text}".lower(),
        "asks": lambda a: any(words.lower() in m.lower() for m in a.missing),
        "level": lambda a: a.level == words,
        "blocks": lambda a: a.blocks_signing,
    }
    return (
        "" if any(tests[verb](a) for a in here) else f"it says {[(a.level, a.text, a.missing) for a in here]}"
    )


def _go(rest: str, go: GoNoGo) -> str:
    verb, _, words = rest.partition(" ")
    if verb == "asks":
        return "" if any(words in m for m in go.missing) else f"it asks for {go.missing}"
    if verb == "says":
        return "" if any(words in line.text for line in go.lines) else "no line says so"
    return "" if go.answer == rest else f"it answers {go.answer}"
