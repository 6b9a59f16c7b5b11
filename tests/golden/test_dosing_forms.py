"""Every line of `dosing_forms.jsonl` is read as a pharmacist would, asked back, or refused.

Each line has a `text` and one of: `canonical` (what it says), `asked` (the readings offered, none taken),
`refused` (a rule that must be among the errors; empty when any error will do).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from resorb.dosing import canonical, parse, scan

FORMS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "dosing_forms.jsonl").read_text("utf-8").splitlines()
]


def _texts(kind: str) -> list[Any]:
    return [pytest.param(form["text"], form[kind], id=form["text"][:50]) for form in FORMS if kind in form]


@pytest.mark.parametrize(("text", "expected"), _texts("canonical"))
def test_it_is_read(text: str, expected: str) -> None:
    got = parse(text)
    assert got.ok, [str(finding) for finding in got.findings]
    assert got.regimen is not None
    assert canonical(got.regimen) == expected
    assert parse(expected).regimen == got.regimen


@pytest.mark.parametrize(("text", "readings"), _texts("asked"))
def test_it_is_asked_back(text: str, readings: list[str]) -> None:
    got = parse(text)
    assert not got.ok
    assert [reading for question in got.questions for reading in question.readings] == readings
    assert got.regimen is not None
    again = parse(canonical(got.regimen))
    assert again.regimen == got.regimen
    assert again.questions, "what was asked back is asked again"


@pytest.mark.parametrize(("text", "rule"), _texts("refused"))
def test_it_is_refused(text: str, rule: str) -> None:
    got = parse(text)
    errors = [finding for finding in got.findings if finding.level == "error"]
    assert not got.ok
    assert errors
    assert not got.questions or got.regimen is None
    assert not rule or rule in [finding.rule for finding in errors]
    assert all(finding.message and finding.remedy for finding in errors)


def test_every_spelling_is_listed_once() -> None:
    texts = [form["text"] for form in FORMS]
    assert sorted(set(texts)) == sorted(texts)
    assert len(FORMS) >= 250


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("15 g IV weekly from next Tuesday", "from next Tuesday"),
        ("15 g IV weekly, start date 2026-12-01", "start date 2026-12-01"),
        ("15 g IV weekly from 1 Dec 2026 at 08:30", "from 1 Dec 2026 08:30"),
        ("15 g IV weekly today", "today"),
        ("15 g IV every Tuesday", None),
        ("15 g IV starting Tue, Thu and Sat", None),
    ],
)
def test_a_start_is_kept_as_written_and_is_no_frequency(text: str, start: str | None) -> None:
    got = parse(text)
    assert got.ok
    assert got.start == start


@pytest.mark.parametrize("text", ["She was given 15 g IV weekly.", "He had 15 g IV in 3 doses."])
def test_what_an_order_may_not_say_is_still_found_in_a_letter(text: str) -> None:
    assert not parse(text).ok
    assert [str(phase.dose) for island in scan(text) for phase in island.regimen.phases] == ["15 g"]
