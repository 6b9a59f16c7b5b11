"""A fault in a data file is refused with file, line and remedy, and then nothing loads at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from resorb.evidence.compile import DATA, compiled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def change(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` in a data file; return the line it stood on."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}: the test would prove nothing"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


FAULTS = {
    "unknown unit": ("constants.yaml", "unit: g/mol", "unit: gr/mol", "closed set"),
    "dose without unit": ("limits.yaml", "value: 2.5 g", 'value: "2.5"', "unit may have slipped"),
    "unit slip, a thousandfold": ("limits.yaml", "value: 2.5 g", "value: 2.5 mg", "unit may have slipped"),
    "unit slip, tenfold": ("limits.yaml", "value: 50 g", "value: 500 g", "unit may have slipped"),
    "unknown level": ("limits.yaml", "level: error", "level: warning", "'warning'"),
    "unknown field": ("limits.yaml", "bounds: dose", "bound: dose", "not a field"),
    "unknown tag": ("constants.yaml", "tag: PAGE", "tag: SEEN", "'SEEN'"),
    "a number as binary would round it": ("constants.yaml", '"248.18"', '"2.4818e2"', "plain decimal"),
    "a word where yes or no is meant": (
        "limits.yaml",
        'hard: "yes"',
        "hard: definitely",
        "neither yes nor no",
    ),
    "a fact without source": (
        "constants.yaml",
        "    sources:\n      - S40\n",
        "",
        "'sources' is missing",
    ),
    "a claim without source": ("letter_claims.yaml", "    source: letter\n", "", "'source' is missing"),
    "an unknown source": ("letter_claims.yaml", "source: letter", "source: leter", "no sources here"),
    "a claim that rests on nothing there": ("letter_claims.yaml", "- K4", "- K99", "no record here"),
    "a weak fact that stops an order": ("limits.yaml", "tag: OPINION", "tag: UNVERIFIED", "may only raise"),
    "a weak product": ("products.yaml", "tag: PAGE", "tag: AGG", "may not permit"),
    "opinion passed off as read": (
        "limits.yaml",
        "    tag: OPINION\n    sources:\n      - opinion\n",
        "    tag: PAGE\n    sources:\n      - opinion\n",
        "no source that was read",
    ),
    "arithmetic on a weak value": ("constants.yaml", "tag: PAGE", "tag: UNVERIFIED", "computed from"),
    "low above high": ("doses.yaml", 'low: "3"', 'low: "5"', "not in that order"),
    "two default protocols": ("protocols.yaml", 'is_default: "no"', 'is_default: "yes"', "exactly one"),
    "one name, two drugs": ("names.yaml", "- thiotepa", "- thiosulfate", "also stands for"),
    "two records under one id": ("limits.yaml", "id: limit.dose.iv.low", "id: limit.dose.iv.high", "one id"),
    "two keys": ("limits.yaml", "bounds: dose\n", "bounds: dose\n    bounds: gap\n", "stands twice"),
    "a comparison without a value": ("limits.yaml", "    value: 2.5 g\n", "", "needs a value"),
}


@pytest.mark.parametrize(("name", "old", "new", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_refused_with_place_and_remedy(
    folder: Path, name: str, old: str, new: str, says: str
) -> None:
    line = change(folder, name, old, new)
    text, faults = compiled(folder)
    assert text is None, "something was loaded from faulty data"
    told = [f for f in faults if says in f.message]
    assert told, [str(f) for f in faults]
    for fault in told:
        assert fault.where is not None
        assert fault.remedy
        assert fault.level == "error"
        assert fault.where.line
    files = {f.where.file for f in told if f.where}
    assert any(file and file.endswith(name) for file in files)
    if says not in ("one id", "computed from"):  # these point at another record than the one changed
        assert min(abs(f.where.line - line) for f in told if f.where and f.where.line) <= 12


def test_two_limits_for_one_question_are_two_values_in_force(folder: Path) -> None:
    path = folder / "limits.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: limit.dose.iv.high\n")
    block = text[start : text.index("  - id:", start + 5)]
    path.write_text(
        text + block.replace("iv.high", "iv.high.again").replace("25 g", "30 g"), encoding="utf-8"
    )
    result, faults = compiled(folder)
    assert result is None
    assert any("two limits are in force" in f.message and "limits.yaml:" in f.message for f in faults)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    change(folder, "limits.yaml", "level: error", "level: fatal")
    change(folder, "constants.yaml", "unit: g/mol", "unit: gr/mol")
    _, faults = compiled(folder)
    assert {f.where.file for f in faults if f.where} == {
        "evidence/data/limits.yaml",
        "evidence/data/constants.yaml",
    }


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    text, faults = compiled(tmp_path)
    assert text is None
    assert faults[0].remedy
