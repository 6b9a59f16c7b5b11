"""The commands over a course, on every example and every bad file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli_check import EXAMPLES, run

GOOD = sorted(p for p in EXAMPLES.glob("*/course.yaml"))
BAD = sorted((EXAMPLES / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", GOOD, ids=lambda p: p.parent.name)
def test_every_example_is_read_reported_and_judged(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    code, printed, err = run("report", str(path), "-o", str(out), "--json")
    assert code == 0 and not err
    told = json.loads(printed)
    for key in ("state", "advice", "missing", "response", "care", "weigh", "forecast"):
        assert key in told
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") or page.startswith("<!DOCTYPE html>")
    assert "NaN" not in page and "off-label" in page
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("path", BAD, ids=lambda p: p.stem)
def test_every_bad_file_ends_with_1_or_2_a_place_and_a_remedy(path: Path, tmp_path: Path) -> None:
    code, printed, err = run("report", str(path), "-o", str(tmp_path / "x.html"), "--json")
    assert code in (1, 2)
    assert "Traceback" not in printed + err
    found = [f for f in json.loads(printed)["findings"] if f["level"] == "error"]
    assert found and all(f["remedy"] for f in found)
    assert all(f["where"]["file"].endswith(path.name) for f in found)
    if code == 2:
        assert not (tmp_path / "x.html").exists()


def test_the_demo_needs_nothing_and_says_where_the_report_is(tmp_path: Path) -> None:
    out = tmp_path / "letter.html"
    code, printed, err = run("demo", "-o", str(out))
    assert code == 0 and not err
    assert out.exists() and str(out) in printed
    for words in ("1000 times", "25 g/h", "off-label", "dose not stated", "stopped"):
        assert words in printed


def test_the_demos_course_is_the_example(tmp_path: Path) -> None:
    packaged = Path(__import__("resorb.cli").cli.__file__).with_name("letter.yaml")
    assert packaged.read_bytes() == (EXAMPLES / "letter" / "course.yaml").read_bytes()


def test_nothing_is_left_when_the_report_cannot_be_written(tmp_path: Path) -> None:
    code, _, err = run(
        "report", str(EXAMPLES / "letter" / "course.yaml"), "-o", str(tmp_path / "no" / "x.html")
    )
    assert code == 2 and "nothing was written" in err
    assert not list(tmp_path.iterdir())
