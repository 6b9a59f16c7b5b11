"""Findings: their places, their levels, what they stop."""

from __future__ import annotations

from typing import Any

import pytest

from resorb.finding import Finding, Where, exit_code, worst


def test_a_place_prints_only_what_is_known() -> None:
    assert str(Where("a.yaml", 3)) == "a.yaml:3"
    assert str(Where("a.yaml")) == "a.yaml"
    assert str(Where(start=0, end=4)) == "characters 0-4"
    assert str(Where()) == ""
    assert Where("a.yaml", 3).as_json() == {"file": "a.yaml", "line": 3}


def test_every_error_blocks_signing_and_a_caution_only_when_it_says_so() -> None:
    assert Finding("r", "error", "m").blocks_signing
    assert not Finding("r", "caution", "m").blocks_signing
    assert Finding("r", "caution", "m", blocks_signing=True).blocks_signing


def test_a_level_is_one_of_three() -> None:
    level: Any = "warning"
    with pytest.raises(ValueError, match="warning"):
        Finding("r", level, "m")


def test_the_worst_level_decides_the_exit_code() -> None:
    note, caution, error = Finding("r", "note", "m"), Finding("r", "caution", "m"), Finding("r", "error", "m")
    assert worst([]) is None
    assert worst([note, caution]) == "caution"
    assert worst([note, error, caution]) == "error"
    assert [exit_code(f) for f in ([], [note, caution], [error])] == [0, 0, 1]


def test_a_finding_prints_its_place_message_and_remedy() -> None:
    placed = Finding("r", "note", "Wrong.", "Mend it.").at(Where("f.yaml", 7))
    assert str(placed) == "f.yaml:7: Wrong. Mend it."
    assert placed.as_json() == {"rule": "r", "level": "note", "message": "Wrong.", "remedy": "Mend it.", "sources": [],
                                "blocks_signing": False, "where": {"file": "f.yaml", "line": 7}}  # fmt: skip
