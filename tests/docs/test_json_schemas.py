"""What the commands print with --json is what docs/reference says it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from resorb.cli import main

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"

ORDERS = [
    "12.5 g IV over 30 min three times weekly",
    "12.5 mg IV over 30 min three times weekly",
    "12,500 mg IV over 30 min 3/wk",
    "10 g 3/wk for 2 wk, then 15 g 2/wk for 3 mo",
    "12.5 g IV over 30 min 3/wk; after 3 tolerated: 25 g over 60 min",
    "0.25 g/kg (max 12.5 g) IV over 30 min 3/wk",
    "25 g/1.73 m2 IV over 30 min each HD",
    "12.5 g in 100 mL saline IV over 30 min MWF",
    "12.5 g, 25% 50 mL, IV over 30 min 3/wk (37.5 g/wk)",
    "10-15 g IV over 60 min 2/wk",
    "150 mg/mL intralesional, 0.5 mL weekly",
    "sodium tetradecyl sulfate 3 % 1 mL IV",
    "nothing that is an order",
    "\x00\x07☃",
]


def schema(name: str) -> dict[str, Any]:
    found = json.loads((REFERENCE / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return found


def faults(name: str, printed: str) -> list[str]:
    value = json.loads(printed)
    return [f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema(name)).iter_errors(value)]


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.schema.json")), ids=lambda path: path.name)
def test_schema_is_a_schema(path: Path) -> None:
    schema(path.name.removesuffix(".schema.json"))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("more", [(), ("--product", "hope-250", "--weight", "58 kg", "--tolerated", "4")])
def test_check(capsys, order: str, more: tuple[str, ...]) -> None:
    main(["check", order, *more, "--json"])
    assert faults("check", capsys.readouterr().out) == []


def test_every_order_of_the_bank(capsys) -> None:
    validator = Draft202012Validator(schema("check"))
    lines = [
        line for path in (ROOT / "tests" / "bank").glob("*.jsonl") for line in path.read_text().splitlines()
    ]
    for line in lines[::7]:
        main(["check", json.loads(line)["text"], "--json"])
        printed = capsys.readouterr().out
        assert validator.is_valid(json.loads(printed)), f"{line}\n{faults('check', printed)}"


COURSES = sorted((ROOT / "examples").glob("*/course.yaml"))


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("as_of", [None, "early"])
def test_course(capsys, path: Path, as_of: str | None) -> None:
    dated = "2024" if path.parent.name != "letter" else "month 2"
    main(["course", str(path), "--json", *(("--as-of", dated) if as_of else ())])
    assert faults("course-state", capsys.readouterr().out) == []


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.parent.name)
def test_report(capsys, path: Path) -> None:
    main(["report", str(path), "--json"])
    assert faults("report", capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "arguments",
    [("check", ""), ("check", "12.5 g IV", "--weight", "58"), ("check", "12.5 g IV", "--product", "no such")],
)
def test_unusable_input(capsys, arguments: tuple[str, ...]) -> None:
    assert main([*arguments, "--json"]) == 2
    assert faults("unusable", capsys.readouterr().out) == []
