"""What `resorb advise` and `resorb replay` print with --json is what their schemas say, for every example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from resorb.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/course.yaml"))
COMMANDS = {"advise": ("advise",), "go-no-go": ("advise", "--go-no-go"), "replay": ("replay",)}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_json_is_what_the_schema_says(name: str, example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads((ROOT / "docs" / "reference" / f"{name}.schema.json").read_text(encoding="utf-8"))
    status = main([*COMMANDS[name], str(example), "--json"])
    printed = json.loads(capsys.readouterr().out)
    faults = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema).iter_errors(printed)]
    assert not faults and status in (0, 1)
    assert "off-label" in printed["notice"] and printed["versions"]["evidence"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--as-of", "yesterday"), "--as-of"),
        (("--as-of", "month 3"), "clock"),
        (("--known-at", "soon"), "--known-at"),
    ],
)
def test_a_time_that_is_none_is_refused_in_one_line(
    arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    course = str(ROOT / "examples" / "acidosis-hold" / "course.yaml")
    assert main(["advise", course, *arguments]) == 2
    told = capsys.readouterr().err
    assert says in told and "Traceback" not in told


@pytest.mark.parametrize("command", ["advise", "replay"])
@pytest.mark.parametrize(
    "bad", sorted((ROOT / "examples" / "bad").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_bad_file_never_ends_in_a_traceback(
    command: str, bad: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(bad)]) in (1, 2)
    assert "Traceback" not in capsys.readouterr().err
