"""Each bad file gives its finding at its line, with what to do, and never a traceback."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from resorb.course import load, read
from resorb.finding import exit_code

BAD = Path(__file__).parents[2] / "examples" / "bad"

# file: the findings as (rule, line), and whether a course is left to look at
EXPECTED = {
    "alias-bomb": ([("yaml.anchor", 2), ("yaml.anchor", 4), ("yaml.alias", 4)], False),
    "correction-cycle": ([("course.correction-cycle", 8)], False),
    "correction-fork": ([("course.correction-fork", 11)], False),
    "correction-of-nothing": ([("course.correction-of-nothing", 4)], False),
    "decimal-comma": ([("course.number", 7)], True),
    "deep": ([("yaml.too-deep", 4)], False),
    "dose-without-unit": ([("course.unit-missing", 7)], True),
    "duplicate-id": ([("course.duplicate-id", 8)], False),
    "duplicate-key": ([("yaml.duplicate-key", 8)], False),
    "empty": ([("yaml.empty", 1)], False),
    "impossible-date": ([("course.time", 4), ("course.time", 7)], True),
    "latin-1": ([("yaml.not-utf-8", 6)], False),
    "link-to-nothing": ([("course.link", 4)], True),
    "many-faults": (
        [
            ("course.time", 4),
            ("course.choice", 6),
            ("course.unit-missing", 7),
            ("course.unknown-key", 8),
            ("course.unit-unknown", 12),
        ],
        True,
    ),
    "missed-yet-given": ([("course.dose-not-given", 4)], True),
    "missing-status": ([("course.missing-field", 4)], True),
    "no-time": ([("course.when-missing", 4)], True),
    "not-a-course": ([("course.format", 1)], False),
    "nothing-written": ([("course.nothing", 7)], True),
    "only-comments": ([("yaml.empty", 1)], False),
    "order-contradicted": ([("course.order-contradicted", 13)], False),
    "order-cycle": ([("course.order-cycle", 4)], False),
    "other-format": ([("course.format", 1)], False),
    "override-without-reason": ([("course.missing-field", 4)], True),
    "regimen-unread": ([("dosing.unread", 7)], True),
    "score-out-of-range": ([("course.range", 7)], True),
    "tab": ([("yaml.tab", 4)], False),
    "tag": ([("yaml.tag", 3)], False),
    "two-documents": ([("yaml.many-documents", 6)], False),
    "two-plans": ([("course.two-plans", 8)], True),
    "unknown-field": ([("course.unknown-key", 7)], True),
    "unknown-kind": ([("course.kind", 5)], True),
    "unknown-unit": ([("course.unit-unknown", 7), ("course.unit-unknown", 11)], True),
    "wrong-dimension": ([("course.unit-dimension", 7)], True),
}


def test_every_bad_file_is_in_the_table():
    assert sorted(path.stem for path in BAD.glob("*.yaml")) == sorted(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_fault_is_found_at_its_line(name):
    expected, course_left = EXPECTED[name]
    loaded = load(BAD / f"{name}.yaml")
    found = [(f.rule, f.where.line) for f in loaded.findings]
    assert list(dict.fromkeys(found))[: len(expected)] == expected
    assert (loaded.course is not None) == course_left
    assert exit_code(loaded.findings) == 1


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_finding_says_where_what_and_what_to_do(name):
    for finding in load(BAD / f"{name}.yaml").findings:
        assert str(finding).startswith(str(BAD / f"{name}.yaml:{finding.where.line}: "))
        assert finding.message and finding.remedy


def test_an_unknown_unit_names_close_known_ones():
    loaded = load(BAD / "unknown-unit.yaml")
    assert "g" in loaded.findings[0].remedy.removeprefix("Write one of: ").rstrip(".").split(", ")
    assert "mmol/L" in loaded.findings[1].remedy


def test_what_could_be_read_is_kept_and_what_could_not_is_named():
    course = load(BAD / "many-faults.yaml").course
    assert [event.kind for event in course.events] == ["note"]
    assert course.unread == ("line 4: administration", "line 9: lab")


def test_a_missing_file_is_a_finding():
    loaded = load(BAD / "no-such-file.yaml")
    assert loaded.course is None
    assert loaded.findings[0].rule == "yaml.unreadable"


def test_a_folder_is_a_finding():
    assert load(BAD).findings[0].rule == "yaml.unreadable"


HOSTILE = {
    "100,000 brackets": "[" * 100_000,
    "100,000 brackets on lines": "[\n" * 100_000,
    "brackets in an event": "resorb: course/1\nid: x\nevents:\n- " + "[\n" * 100_000,
    "1 MB of letters": "abc def\n" * 125_000,
    "1 MB of one key": "a: b\n" * 200_000,
    "1 MB of list items": "- a b c d e f g h i j k l m n o p q r s t u v w x y z\n" * 20_000,
    "1 MB of keys": "".join(f"key{i}: value\n" for i in range(70_000)),
    "1 MB of bytes": bytes(range(256)) * 4000,
    "1 MB in one line": "a: " + "x" * 1_000_000,
    "a quote that never ends": 'a: "' + "b\n" * 500_000,
    "3 MB": "# comment\n" * 300_000,
}


def test_a_long_chain_of_links_stays_cheap():
    chain = "".join(f"  - {{id: n{i}, after: n{i - 1}, kind: note, text: a}}\n" for i in range(1, 1000))
    started = time.perf_counter()
    loaded = read(
        "resorb: course/1\nid: x\nevents:\n  - {id: n0, kind: note, text: a}\n" + chain, name="chain"
    )
    assert loaded.findings == ()
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_hostile_input_is_refused_quickly(what):
    started = time.perf_counter()
    loaded = read(HOSTILE[what], name="hostile")
    assert time.perf_counter() - started < 2
    assert loaded.course is None
    assert loaded.findings
