"""A fault in a data file is refused with file, line and remedy, and then nothing loads at all."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest

from resorb import yamlfile
from resorb.evidence.body import from_compiled
from resorb.evidence.compile import DATA, compiled

READ_ONCE = cache(yamlfile.read)


@pytest.fixture(autouse=True)
def unchanged_files_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "read", READ_ONCE)


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
    "mg for g, with the unit that was meant": (
        "doses.yaml",
        'value: "12.5"\n    unit: g\n',
        'value: "12.5"\n    unit: mg\n',
        "12.5 g would fit: was mg written for g?",
    ),
    "a tenfold of a clearance": ("kinetics.yaml", 'value: "1.86"', 'value: "18.6"', "unit may have slipped"),
    "a pack that does not hold what it says": (
        "products.yaml",
        "pack_volume: 50 mL",
        "pack_volume: 20 mL",
        "a unit or a digit slipped",
    ),
    "an unknown code system": (
        "codes.yaml",
        "system: Mondo",
        "system: Mondoo",
        "no code system known here; 'Mondo' is",
    ),
    "a code whose digit slipped": ("codes.yaml", '"6595006"', '"6595007"', "the check digit of"),
    "a code from memory": (
        "codes.yaml",
        "system: SNOMED CT\n    tag: UNVERIFIED",
        'system: SNOMED CT\n    code: "6595006"\n    tag: UNVERIFIED',
        "may not be shipped",
    ),
    "a claim that nobody weighed": (
        "letter_claims.yaml",
        "    supports:\n      - S132\n    gap:",
        "    note:",
        "nothing stands beside it",
    ),
    "a value in nobody": ("constants.yaml", "    population: any\n", "", "'population' is missing"),
    "a value in nobody knows how many": ("constants.yaml", "    n_why: does not apply\n", "", "in how many"),
    "a contradiction without a place": (
        "contradictions.yaml",
        "    b_locator: legend of figure 2\n",
        "",
        "'b_locator' is missing",
    ),
    "a therapy that a weak source makes feasible": (
        "therapies.yaml",
        "said_to_suit:",
        "suits_tag: AGG\n    suits:",
        "may not make a therapy feasible",
    ),
    "monitoring that a weak source makes due": (
        "monitoring.yaml",
        "tag: AGG",
        "every: 6 mo\n    tag: AGG",
        "may not make monitoring due",
    ),
    "a protocol on a weak claim": (
        "protocols.yaml",
        "- hold.escalation",
        "- precaution.volume",
        "rests on precaution.volume",
    ),
    "a CARE record that skips an item": (
        "care.yaml",
        "      - informed consent\n",
        "",
        "says nothing of informed consent",
    ),
    "a CARE record that does not say where one looked": (
        "care.yaml",
        "informed consent: ",
        "title_: ",
        "'title_' is no care item",
    ),
    "a day that is none": (
        "limits.yaml",
        "bounds: dose\n",
        "bounds: dose\n    until: 2026-02-30\n",
        "no day of the calendar",
    ),
    "an end before the beginning": (
        "limits.yaml",
        "bounds: dose\n",
        "bounds: dose\n    in_force_from: 2026-02-02\n    until: 2026-02-01\n",
        "which is before",
    ),
    "two keys": ("limits.yaml", "bounds: dose\n", "bounds: dose\n    bounds: gap\n", "stands twice"),
    "a comparison without a value": ("limits.yaml", "    value: 2.5 g\n", "", "needs a value"),
}


# These point at the record, or at another one, rather than at the line that was changed.
ELSEWHERE = ("one id", "computed from", "in how many", "says nothing of informed consent")


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
    if says not in ELSEWHERE:
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


def versions(folder: Path, first: str, second: str) -> Path:
    """Write one value twice under its id, each with the dates given."""
    path = folder / "doses.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: letter.dose\n")
    block = text[start : text.index("  - id:", start + 5)]
    later = block.replace('value: "12.5"', 'value: "13"')
    whole = text.replace(block, block + first)
    path.write_text(whole + later + second, encoding="utf-8")
    return path


def test_two_values_in_force_on_one_date_are_refused_with_the_first_such_day(folder: Path) -> None:
    versions(folder, "    until: 2026-06-30\n", "    in_force_from: 2026-06-30\n")
    result, faults = compiled(folder)
    assert result is None
    told = next(f for f in faults if "under one id" in f.message)
    assert "from 2026-06-30" in told.message
    assert "doses.yaml:3" in told.message
    assert "until" in told.remedy


def test_two_values_that_follow_each_other_are_both_kept_and_chosen_by_day(folder: Path) -> None:
    versions(folder, "    until: 2026-06-30\n", "    in_force_from: 2026-07-01\n")
    text, faults = compiled(folder)
    assert not faults, [str(f) for f in faults]
    content = json.loads(text or "")
    values = {
        on: from_compiled(content, on).values["letter.dose"].value for on in ("2026-06-30", "2026-07-01", "")
    }
    assert {on: str(v) for on, v in values.items()} == {"2026-06-30": "12.5", "2026-07-01": "13", "": "13"}


def test_two_limits_for_one_question_may_follow_each_other(folder: Path) -> None:
    path = folder / "limits.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: limit.dose.iv.high\n")
    block = text[start : text.index("  - id:", start + 5)]
    later = block.replace("25 g", "20 g").rstrip("\n") + "\n    in_force_from: 2027-01-01\n"
    path.write_text(text.replace(block, block + "    until: 2026-12-31\n" + later), encoding="utf-8")
    got, faults = compiled(folder)
    assert not faults, [str(f) for f in faults]
    content = json.loads(got or "")
    assert str(from_compiled(content, "2026-05-01").limits["limit.dose.iv.high"].value) == "25 g"
    assert str(from_compiled(content, "2027-05-01").limits["limit.dose.iv.high"].value) == "20 g"


def test_a_record_that_does_not_hold_on_a_day_is_not_there(folder: Path) -> None:
    versions(folder, "    until: 2026-06-30\n", "    in_force_from: 2026-08-01\n")
    text, _ = compiled(folder)
    with pytest.raises(KeyError):
        from_compiled(json.loads(text or ""), "2026-07-15").values["letter.dose"]


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
