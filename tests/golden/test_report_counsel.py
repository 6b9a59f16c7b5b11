"""The five courses with what the protocol says: alternatives, go or no-go, replay, monitoring, the draft."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from resorb.course import load
from resorb.evidence import load as load_evidence
from resorb.report import Report, build, counsel, html
from resorb.report.counsel import Counsel

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("letter", "well-recorded", "acidosis-hold", "dialysis-days", "never-started")
EVIDENCE = load_evidence()


@cache
def made(name: str, as_of: str | None = None, known_at: str | None = None) -> Report:
    course = load(EXAMPLES / name / "course.yaml").course
    assert course is not None
    said = counsel(course, EVIDENCE, as_of, known_at)
    return build(
        course, EVIDENCE, as_of=as_of, known_at=known_at, counsel=said, made_on=None, version="0.1.0"
    )


def test_every_alternative_stands_once_and_none_is_chosen() -> None:
    rows = made("letter").alternatives.as_json()
    assert [row["id"] for row in rows] == list(EVIDENCE.therapies)
    assert all(row["reported"] and row["against"] and row["feasible"] and row["strength"] for row in rows)
    shown = " ".join(str(cell) for row in rows for cell in row.values()).lower()
    assert "recommend" not in shown and "prefer" not in shown and "first choice" not in shown
    assert "checked" not in html(made("letter")).partition('id="alternatives"')[2].partition("</section>")[0]


def test_local_treatment_is_not_feasible_for_the_letters_extent() -> None:
    rows = {row["id"]: row for row in made("letter").alternatives.as_json()}
    assert str(rows["therapy.topical"]["feasible"]).startswith("not feasible")
    assert str(rows["therapy.intravenous"]["feasible"]).startswith("feasible")


def test_the_letter_replayed_stops_at_its_turns() -> None:
    turns = made("letter").turns
    assert [t.when for t in turns] == [
        "before day 0", "day 0", "about month 3", "about month 8", "after stop (no date)", "at the restart (no date)",
        "after restart (no date)",
    ]  # fmt: skip
    assert [t.status for t in turns][2:4] == ["on treatment", "stopped"]
    stopped = {said.rule for said in turns[3].said}
    assert {"advice.flare", "advice.relapse"} <= stopped
    assert "advice.regimen.dose_missing" in {said.rule for said in turns[5].said}
    assert "dose" in turns[5].unknown
    assert all(turn.go != "nothing against" for turn in turns), "nobody ever had the values"


def test_a_report_as_of_a_time_replays_nothing_later() -> None:
    early = made("letter", "month 4").turns
    assert [t.when for t in early] == ["before day 0", "day 0", "about month 3"]


def test_known_at_replays_and_compares_only_what_was_recorded() -> None:
    whole, early = made("well-recorded"), made("well-recorded", "2024-04-01", "2024-04-01")
    assert 0 < len(early.turns) < len(whole.turns)
    assert len(early.deviations.rows) < len(whole.deviations.rows)
    assert all(row["when"] is not None and row["when"] < "2024-04-02" for row in early.deviations.as_json())


def test_a_note_is_told_in_full_once() -> None:
    told: dict[str, int] = {}
    for turn in made("well-recorded").turns:
        for said in turn.said:
            if said.level == "note" and said.text:
                told[said.rule] = told.get(said.rule, 0) + 1
    assert told
    turns = made("well-recorded").turns
    first = {s.rule: t.when for t in reversed(turns) for s in t.said}
    for turn in turns:
        assert all(not s.text or turn.when == first[s.rule] for s in turn.said if s.level == "note")


def test_every_deviation_has_a_reason_or_says_there_is_none() -> None:
    rows = made("well-recorded").deviations.as_json()
    assert rows
    assert all(row["planned"] and row["given"] and row["reason"] for row in rows)


def test_the_letter_has_nothing_to_compare_and_says_why() -> None:
    assert not made("letter").deviations.rows
    assert "cannot be compared" in made("letter").deviations.empty


def test_go_or_no_go_is_the_gravest_line() -> None:
    held = made("acidosis-hold")
    assert held.go == "HOLD"
    assert "HOLD" in {row["answer"] for row in held.next_infusion.as_json()}
    assert made("letter").go == "CANNOT TELL"


def test_what_is_due_comes_first() -> None:
    standing = [row["standing"] for row in made("well-recorded", "2024-05-19").watched.as_json()]
    order = ["DUE", "NEVER RECORDED", "cannot tell", "not due", "no interval published"]
    assert standing == sorted(standing, key=lambda name: order.index(str(name)))


def test_overrides_are_shown() -> None:
    overrides = made("acidosis-hold").overrides.as_json()
    assert overrides and all(row["reason"] for row in overrides)


@pytest.mark.parametrize("name", NAMES)
def test_the_draft_has_13_items_in_order_and_names_its_gaps(name: str) -> None:
    draft = made(name).draft
    assert [s.number for s in draft.sections] == list(range(1, 14))
    assert [s.name for s in draft.sections] == [item.name for item in made(name).care]
    assert all(section.lines for section in draft.sections)
    assert "consent to publication" in draft.sections[12].gaps
    assert f"{sum(len(s.gaps) for s in draft.sections)} gaps named" in draft.completeness
    assert str(EVIDENCE.release) in draft.versions and "protocol" in draft.versions


def test_the_letters_draft_invents_nothing() -> None:
    items = {section.name: section for section in made("letter").draft.sections}
    assert {"calcium", "phosphate", "PTH"} <= set(items["Diagnostic assessment"].gaps)
    assert "the doses given" in items["Therapeutic intervention"].gaps
    assert "any outcome as a number" in items["Follow-up and outcomes"].gaps
    told = " ".join(items["Follow-up and outcomes"].lines)
    assert "“drastic diminution of the cutaneous calcification”" in told
    assert "104" not in " ".join(line for s in items.values() for line in s.lines)


def test_the_letters_response_is_words_with_a_direction() -> None:
    change = made("letter").change
    assert not change.pairs.rows and change.mixed is None
    assert {row["direction"] for row in change.words.as_json()} == {"better", "worse", "none told"}


def test_the_well_recorded_response_shows_its_numbers() -> None:
    rows = {(r["where"], r["measure"]): r for r in made("well-recorded").change.pairs.as_json()}
    pain = next(row for (_, measure), row in rows.items() if measure == "pain NRS")
    assert pain["convention"] == "2 points, and 30 %"
    assert any("before treatment" in str(row["first"]) for row in rows.values())


@pytest.mark.parametrize("name", NAMES)
def test_sodium_is_never_zero_for_unknown(name: str) -> None:
    total = made(name).as_json()["cumulative"]["total"]
    if total["grams"] is None:
        assert total["sodium_mmol"] is None and total["unknown"]
    else:
        assert total["sodium_mmol"] > 0


def test_without_counsel_each_section_says_why_it_is_empty() -> None:
    course = load(EXAMPLES / "letter" / "course.yaml").course
    assert course is not None
    bare = build(course, EVIDENCE, counsel=Counsel(), made_on=None, version="0.1.0")
    page = html(bare)
    assert bare.as_json()["replay"]["why"] and "Not here: the replay was not asked for" in page
    assert bare.go == "not asked"
    assert bare.watched.empty == "Monitoring was not asked."
