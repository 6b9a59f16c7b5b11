"""A site's own limits reach every command that acts on limits, and a faulty file reaches none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli_check import EXAMPLES, run

SITE = """resorb: site/1
site: Example hospital
limits:
  - limit: limit.rate.iv.too_fast
    value: 0.4 g/min
    who: B. Example, pharmacy
    when: 2026-03-01
    why: Our pumps and our veins.
"""
LOOSE = SITE.replace("0.4 g/min", "2 g/min")
COURSE = str(EXAMPLES / "well-recorded" / "course.yaml")


@pytest.fixture
def site(tmp_path: Path) -> str:
    path = tmp_path / "site.yaml"
    path.write_text(SITE)
    return str(path)


def test_a_tightened_limit_stops_the_letters_order_and_says_whose_it_is(site: str) -> None:
    order = "12.5 g IV over 30 min three times weekly"
    assert run("check", order)[0] == 0
    code, out, _ = run("check", order, "--site", site, "--json")
    stopped = [f for f in json.loads(out)["findings"] if f["level"] == "error"]
    assert code == 1
    assert [f["rule"] for f in stopped] == ["order.rate.too_fast"]
    assert "B. Example" in json.dumps(stopped)


@pytest.mark.parametrize("words", [
    ("check", "12.5 g IV over 30 min 3/wk"), ("report", COURSE), ("advise", COURSE), ("replay", COURSE),
    ("evidence", "limit.rate.iv.too_fast"), ("sheet", COURSE, "--as-of", "2024-05-20"),
])  # fmt: skip
def test_a_loosened_hard_limit_is_refused_by_every_command(words: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(LOOSE)
    code, out, err = run(*words, "--site", str(path), "--json")
    assert code == 2
    assert "site.yaml:5" in err and json.loads(out)["findings"]
