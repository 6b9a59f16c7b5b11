"""The hazard log is whole: every control names tests, and every test it names exists."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "safety" / "hazards.yaml"
SEVERITY = ("negligible", "minor", "serious", "critical", "catastrophic")
PROBABILITY = ("frequent", "probable", "occasional", "remote", "improbable")
KINDS = ("design", "guard", "information")
FIRST = {
    "H1": "power of ten",
    "H2": "taken as evidence",
    "H3": "Wrong salt",
    "H4": "stale weight",
    "H5": "value was missing",
}

HAZARDS: list[dict[str, Any]] = yaml.safe_load(LOG.read_text(encoding="utf-8"))["hazards"]
CONTROLS = [control for hazard in HAZARDS for control in hazard["controls"]]


@cache
def collected(file: str) -> frozenset[str]:
    """Return the ids of the tests in a file, and without their parameters."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-o",
            "addopts=",
            "--collect-only",
            "-q",
            "-p",
            "no:cacheprovider",
            file,
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    ids = {line.strip() for line in done.stdout.splitlines() if "::" in line}
    return frozenset(ids | {one.split("[")[0] for one in ids})


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard["id"])
def test_hazard_says_all_it_must(hazard: dict[str, Any]) -> None:
    assert {"id", "title", "cause", "harm", "severity", "before", "after", "controls", "left"} == set(hazard)
    assert hazard["severity"] in SEVERITY
    before, after = PROBABILITY.index(hazard["before"]), PROBABILITY.index(hazard["after"])
    assert before < after, "the controls make it no less probable"
    assert hazard["controls"], "no control"


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control["id"])
def test_control_names_tests_that_exist(control: dict[str, Any]) -> None:
    assert {"id", "kind", "does", "tests"} == set(control)
    assert control["kind"] in KINDS
    assert control["tests"], "a control that no test fails without is not a control"
    missing = [one for one in control["tests"] if one not in collected(one.split("::")[0])]
    assert not missing, f"{control['id']} names tests that do not exist: {', '.join(missing)}"


def test_ids_are_in_order_and_used_once() -> None:
    assert [hazard["id"] for hazard in HAZARDS] == [f"H{i}" for i in range(1, len(HAZARDS) + 1)]
    for hazard in HAZARDS:
        ids = [control["id"] for control in hazard["controls"]]
        assert ids == [f"{hazard['id']}.{i}" for i in range(1, len(ids) + 1)]


def test_the_first_hazards_are_there() -> None:
    titles = {hazard["id"]: hazard["title"] for hazard in HAZARDS}
    for hazard, words in FIRST.items():
        assert words in titles[hazard]
