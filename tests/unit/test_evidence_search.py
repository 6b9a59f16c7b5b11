"""`resorb evidence`: every L and K is found, what is named comes first, both sides stand there, nothing is pooled."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from resorb import evidence
from resorb.cli import main
from resorb.cli.arguments import parser
from resorb.evidence.answer_schema import answer_schema_text
from resorb.evidence.picture import _radius, _shape, svg, table
from resorb.evidence.search import SHOWN, close_ids, find

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = evidence.load()
LETTER = [f"L{i}" for i in range(1, 64)] + [f"K{i}" for i in range(1, 27)]
ROWS = [
    f"{letter}{i}"
    for letter, last in (("C", 19), ("V", 18), ("T", 10), ("I", 6), ("N", 8))
    for i in range(1, last + 1)
]
POOLED = "No pooled response rate of intravenous treatment can be given: the sources do not allow one"


def told(capsys, *words: str) -> str:  # type: ignore[no-untyped-def]
    assert main(["evidence", *words]) == 0
    return str(capsys.readouterr().out)


def as_json(capsys, *words: str) -> dict:  # type: ignore[no-untyped-def,type-arg]
    return dict(json.loads(told(capsys, *words, "--json")))


@pytest.mark.parametrize("name", LETTER)
def test_every_statement_and_contradiction_of_the_letter_is_found_first(capsys, name: str) -> None:  # type: ignore[no-untyped-def]
    printed = told(capsys, name)
    assert printed.startswith(f"{name}  ")
    record = (EVIDENCE.claims if name[0] == "L" else EVIDENCE.contradictions)[name]
    words = " ".join(printed.split())
    assert (record.statement if name[0] == "L" else record.a) in words


@pytest.mark.parametrize("row", ROWS)
def test_every_row_is_found_by_its_number_inside_a_range_too(row: str) -> None:
    first = find(EVIDENCE, [row])[0]
    assert first.rank == 0


def test_case_does_not_matter() -> None:
    assert find(EVIDENCE, ["l52"])[0].id == "L52"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("warfarin", {"L35", "K7", "therapy.warfarin", "interaction.warfarin"}),
        ("surgery", {"L38", "L42", "K6", "therapy.excision"}),
        ("dose", {"L52", "limit.dose.iv.high", "dose.acr_weekly"}),
        ("Arabshahi", {"S4", "dose.arabshahi"}),
        ("half-life", {"conflict.half_life", "half_life.texts", "half_life.anuric.unsourced"}),
        ("12.5 mg", {"K1"}),
        ("shock waves", {"therapy.shock_wave"}),
        ("LOINC sodium", {"code.sodium.loinc"}),
        ("DLQI", {"measure.dlqi", "dlqi.mcid"}),
        ("calcification aorta", {"V16"}),
    ],
)
def test_plain_words_find_what_they_are_about(query: str, wanted: set[str]) -> None:
    assert wanted <= {hit.id for hit in find(EVIDENCE, query.split())}


def test_one_does_not_find_ten() -> None:
    assert "K10" not in {hit.id for hit in find(EVIDENCE, ["K1"])}


def test_support_and_contradiction_stand_beside_a_claim(capsys) -> None:  # type: ignore[no-untyped-def]
    printed = told(capsys, "L42")
    assert "against  K6: " in printed
    assert "22 complete" in printed
    claim = next(c for c in as_json(capsys, "L42")["claims"] if c["id"] == "L42")
    assert {one["id"] for one in claim["contradiction"]} >= {"K6", "S66"}


def test_a_weak_record_says_so_wherever_it_stands(capsys) -> None:  # type: ignore[no-untyped-def]
    assert "source weak" in told(capsys, "C9")
    assert "[clinical judgement, source weak]" in " ".join(told(capsys, "L37").split())
    for section, records in as_json(capsys).items():
        for record in records if section in SHOWN else ():
            weak = record.get("tag") in ("UNVERIFIED", "AGG")
            assert (record.get("label") == "clinical judgement, source weak") is weak, record["id"]


@pytest.mark.parametrize(
    "words", [("--kind", "reports"), ("L37",), ("C17",), ("V4",), ("calciphylaxis",), ()]
)
def test_nothing_is_pooled_wherever_intravenous_reports_are_listed(capsys, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    assert POOLED in told(capsys, *words)


def test_json_holds_every_kind_and_says_why_nothing_is_pooled(capsys) -> None:  # type: ignore[no-untyped-def]
    answer = as_json(capsys, "diltiazem")
    for kind in ("claims", "reports", "therapies", "contradictions", "values", "limits", "sources"):
        assert isinstance(answer[kind], list)
    assert answer["pooled_iv_response_rate"]["value"] is None
    assert POOLED in answer["pooled_iv_response_rate"]["why"]
    therapy = next(t for t in answer["therapies"] if t["id"] == "therapy.diltiazem")
    assert therapy["feasible"] == dict.fromkeys(("localised", "small", "large", "diffuse", "inflamed"))


def test_json_without_a_query_is_all_of_it(capsys) -> None:  # type: ignore[no-untyped-def]
    answer = as_json(capsys)
    assert all(len(answer[kind]) == len(getattr(EVIDENCE, kind)) for kind in SHOWN)


def test_a_source_shows_its_strength_and_its_completeness(capsys) -> None:  # type: ignore[no-untyped-def]
    printed = told(capsys, "letter", "--kind", "sources")
    assert "GRADE    very low" in printed
    assert "CARE     CARE 2013, 13 items: 2 there, 6 in part, 5 missing" in printed
    assert "informed consent: missing. Looked for" in printed
    assert "not readable here" in told(capsys, "S4", "--kind", "sources")


def test_other_diseases_stand_apart_in_the_table(capsys) -> None:  # type: ignore[no-untyped-def]
    printed = told(capsys, "--kind", "reports")
    own, _, other = printed.partition("another disease; never a base rate")
    assert "\n  C1 " in own
    assert "\n  V4 " not in own
    assert "\n  V4 " in other


def test_a_query_that_finds_nothing_says_so_and_what_looks_like_it(capsys) -> None:  # type: ignore[no-untyped-def]
    printed = told(capsys, "diltiazm")
    assert "Nothing in the evidence holds 'diltiazm'" in printed
    assert "no evidence of absence" in printed
    assert "therapy.diltiazem" in printed
    assert as_json(capsys, "diltiazm")["close"] == ["therapy.diltiazem"]
    assert close_ids(EVIDENCE, ["L64"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), max_size=3))
def test_any_words_are_answered(words: list[str]) -> None:
    hits = find(EVIDENCE, words)
    assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)
    close_ids(EVIDENCE, words)


def test_the_kinds_of_the_command_are_those_of_the_search() -> None:
    for kind in SHOWN:
        assert parser().parse_args(["evidence", "--kind", kind]).kind == kind
    with pytest.raises(SystemExit):
        parser().parse_args(["evidence", "--kind", "rumours"])


def test_answers_hold_to_the_schema_in_the_reference(capsys) -> None:  # type: ignore[no-untyped-def]
    path = ROOT / "docs/reference/evidence-answer.schema.json"
    written = path.read_text(encoding="utf-8")
    assert written == answer_schema_text(), (
        "stale; run: python -m resorb.evidence.compile --answer-schema docs/reference/evidence-answer.schema.json"
    )
    validator = Draft202012Validator(json.loads(written))
    for words in ((), ("dose",), ("diltiazm",), ("letter",)):
        assert [e.message for e in validator.iter_errors(as_json(capsys, *words))] == []


# --- the picture


def test_every_intravenous_report_is_in_the_picture_and_in_the_table_beside_it() -> None:
    drawn = ET.fromstring(svg(EVIDENCE))
    space = "{http://www.w3.org/2000/svg}"
    titles = [t.text or "" for t in drawn.iter(f"{space}title")]
    for report in EVIDENCE.reports.values():
        if report.route == "IV":
            assert any(title.startswith(f"{report.id}: ") for title in titles), report.id
            assert f"| {report.id} |" in table(EVIDENCE)
    assert drawn.get("role") == "img"
    assert POOLED in (drawn.findtext(f"{space}desc") or "")


def test_marks_differ_without_colour_and_are_as_large_as_their_number() -> None:
    drawn = svg(EVIDENCE)
    colours = {"#333", "#111", "#fff", "#ccc", "#ddd", "#777"}
    assert set(re.findall(r"#[0-9a-f]{3,6}(?=\")", drawn)) <= colours
    shapes = [_shape(r, 0, 0, 5) for r in ("complete", "partial", "stable", "mixed", "none", "unknown")]
    assert len(set(shapes)) == 6
    assert _radius(1) < _radius(15) < _radius(422)


def test_the_picture_is_written_and_the_same_each_time(capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "evidence.svg"
    assert main(["evidence", "--picture", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == svg(EVIDENCE)
    assert main(["evidence", "--picture", str(tmp_path / "no" / "evidence.svg")]) == 2
    assert "Check the path" in capsys.readouterr().err


def test_the_picture_and_the_table_in_the_docs_are_those_of_the_evidence() -> None:
    folder = ROOT / "docs/explanation"
    fresh = (folder / "evidence-reports.svg").read_text(encoding="utf-8") == svg(EVIDENCE)
    assert fresh, "stale; run: resorb evidence --picture docs/explanation/evidence-reports.svg"
    assert table(EVIDENCE) in (folder / "evidence.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("L52",), ("dose",), ("--kind", "reports"), ("diltiazm",)])
def test_a_query_is_answered_at_once(words: tuple[str, ...]) -> None:
    """At most 0.3 s of processor time, start-up of the whole program included; the best of three."""
    code = "import sys; from resorb.cli import main; sys.exit(main(['evidence', *sys.argv[1:]]))"
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, *words], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert min(took) <= 0.3, took
