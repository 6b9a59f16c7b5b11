"""The cases of each rule of advice, as the tests run them: a course that calls for it, one that does not, one with a gap."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pages.markdown import first_paragraph

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "golden"
HEAD = """# Advice, case by case

Each rule of advice is tried on three short courses: one that calls for it, one that does not, and one in which the value is
missing. The courses are files under `tests/golden/courses`, run by the tests; each starts with what is expected of it.
"""
_TITLES = {"calls": "Calls for it", "does_not": "Does not", "missing": "With something missing"}


def page() -> str:
    """Return the page of cases, by rule in the order the rules are run."""
    from resorb.protocol.advice import RULES

    cases = {(case.rule, case.kind): case for case in _cases()}
    parts = [HEAD]
    for rule in RULES:
        name = str(getattr(rule, "rule_name", ""))
        parts.append(f"## `{name}`\n\n{first_paragraph(rule)}\n")
        parts.extend(_shown(kind, cases[name, kind]) for kind in _TITLES if (name, kind) in cases)
    return "\n".join(parts)


def _cases() -> tuple[Any, ...]:
    sys.path.insert(0, str(FOLDER))
    from advice_cases import cases

    return tuple(cases())


def _shown(kind: str, case: Any) -> str:
    events = [
        line.strip() for line in case.path.read_text(encoding="utf-8").splitlines() if line.startswith("  - ")
    ]
    expects = "; ".join(f"`{line}`" for line in case.expects)
    listed = "\n".join(events)
    return (
        f"**{_TITLES[kind]}.** {case.sentence}\n\nAs of {case.as_of}: {expects}\n\n```yaml\n{listed}\n```\n"
    )
