"""The letter's report: on, off, on, each with what is told and what is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from resorb.course import load
from resorb.evidence import load as load_evidence
from resorb.report import Report, build, html
from resorb.report.timeline import draw

LETTER = Path(__file__).resolve().parents[2] / "examples" / "letter" / "course.yaml"


@pytest.fixture(scope="module")
def letter() -> Report:
    loaded = load(LETTER)
    assert loaded.course is not None
    evidence = load_evidence()
    return build(loaded.course, evidence, findings=loaded.findings, made_on=None, version="0.1.0")


def test_treatment_is_on_off_on(letter: Report) -> None:
    ribbons = letter.timeline.marks("ribbon")
    assert [r.look.split()[0] for r in ribbons] == ["told", "off", "told"]
    assert "12.5 g over 30 min, 3 times weekly" in ribbons[0].label
    assert "once weekly, dose not stated" in ribbons[2].label
    assert ribbons[0].place.x2 == ribbons[1].place.x1 and ribbons[1].place.x2 == ribbons[2].place.x1


def test_not_one_dose_is_drawn_and_both_spans_are_hatched(letter: Report) -> None:
    assert not letter.timeline.marks("dose", "partial", "amount-unknown", "not-given")
    spans = letter.timeline.marks("hatch")
    assert [s.event for s in spans] == ["first-span", "second-span"]
    assert all("stated, not recorded" in s.label for s in spans)
    assert "dose not stated" in spans[1].label
    assert draw(letter.timeline).count('data-kind="dose"') == 0


def test_the_stop_has_its_reason_and_the_restart_has_no_date(letter: Report) -> None:
    stop, restart = letter.timeline.marks("decision")
    assert (stop.look, stop.label) == ("stop", "stopped: suspicion of a lupuslike flare")
    assert restart.place.part == "order"
    assert "dose not stated" in restart.label


def test_the_recurrence_is_worse_after_the_stop_and_before_the_restart(letter: Report) -> None:
    marks = {m.event: m for m in letter.timeline.marks("words", "fate")}
    assert marks["response-3mo"].look == "better"
    assert marks["recurrence"].look == "worse"
    assert marks["second-response"].look == "better"
    restart = letter.timeline.marks("decision")[1]
    assert marks["recurrence"].place.x2 < restart.place.x1 < marks["second-response"].place.x1
    for region in ("trunk", "tendons", "bony-prominences", "supraclavicular"):
        assert (marks[region].look, marks[region].label) == ("appears", "new")
    for region in ("legs", "arms", "clavicular", "neck"):
        assert marks[region].look == "present"


def test_the_flare_is_suspected_and_no_adverse_event(letter: Report) -> None:
    (flare,) = letter.timeline.marks("flare")
    assert flare.look == "suspected"
    assert not letter.timeline.marks("harm")


def test_grams_are_unknown_and_not_zero(letter: Report) -> None:
    assert letter.grams.startswith("Cumulative grams are unknown")
    assert "0 g" not in letter.grams
    assert [row["dose"] for row in letter.doses.as_json()] == ["unknown", "unknown"]


def test_adjectives_stay_quotations(letter: Report) -> None:
    rows = letter.response.as_json()
    assert rows[0]["words"] == "drastic diminution of the cutaneous calcification"
    assert rows[0]["quote"].startswith("“Drastic diminution")
    assert letter.as_json()["response"]["judged"] is None
    assert not letter.timeline.marks("point"), "the letter measured nothing"


def test_the_missing_dose_is_listed_with_why_and_what_would_supply_it(letter: Report) -> None:
    doses = [m for m in letter.missing if "dose" in m.what]
    assert doses
    assert all(m.why and m.supply for m in letter.missing)


def test_the_summary_tells_the_whole_course(letter: Report) -> None:
    told = " ".join(letter.summary)
    in_order = (
        "12.5 g intravenously, over 30 minutes, 3 times weekly",
        "drastic diminution",
        "stopped. Reason: suspicion of a lupuslike flare",
        "recurred with more widespread involvement",
        "newly: trunk, tendons, bony prominences, supraclavicular soft tissue",
        "restarted; once weekly, dose not stated",
        "reduction again",
    )
    places = [told.index(words) for words in in_order]
    assert places == sorted(places)


def test_care_says_what_the_record_holds(letter: Report) -> None:
    items = {item.name: item for item in letter.care}
    assert len(letter.care) == 13
    assert items["Patient information"].status == "present"
    assert items["Timeline"].status == "partly"
    assert items["Informed consent"].status == "absent"
    assert items["Discussion"].status == "absent"


def test_page_has_its_parts_in_order(letter: Report) -> None:
    found = re.findall(r'<h2 id="([a-z]+)"', html(letter))
    assert found == [
        "summary", "timeline", "state", "advice", "alternatives", "next", "monitoring", "replay", "missing", "findings",
        "observations", "doses", "harm", "drugs", "response", "care", "draft", "sources", "entries",
    ]  # fmt: skip


def at(as_of: str) -> Report:
    course = load(LETTER).course
    assert course is not None
    return build(course, load_evidence(), as_of=as_of, made_on=None, version="0.1.0")


def test_at_month_2_nothing_later_is_drawn() -> None:
    early = at("month 2")
    assert [r.look for r in early.timeline.marks("ribbon")] == ["told open"]
    assert not early.timeline.marks("words", "decision") or all(
        m.place.part == "before" for m in early.timeline.marks("words", "decision")
    )
    assert early.timeline.as_of is not None
    assert all(m.place.x2 <= early.timeline.as_of for m in early.timeline.marks("hatch", "ribbon"))


def test_at_month_9_whether_it_was_restarted_is_not_known() -> None:
    later = at("month 9")
    assert [r.look for r in later.timeline.marks("ribbon")] == ["told", "unknown open"]
    assert "off treatment, or changed since" in later.timeline.marks("ribbon")[1].label
    assert later.state.status.name == "unknown"
