"""Facts from memory or from a page without sources never permit, loosen or recommend: each door is tried.

The last tests do not look at the data but at what comes out: with every weak number scrambled, no order
passes that was stopped, and nothing but a labelled caution changes.
"""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from resorb import evidence
from resorb.course import load as load_course
from resorb.evidence import Evidence, may_act
from resorb.evidence.body import COMPILED, from_compiled
from resorb.evidence.values import TAGS, WEAK_LABEL, WEAK_TAGS
from resorb.finding import Finding
from resorb.protocol.advice import advise
from resorb.protocol.order import Order, check

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = evidence.load()
CONTENT = json.loads(Path(COMPILED).read_text(encoding="utf-8"))
ORDERS = [
    "12.5 g IV over 30 min 3/wk",
    "25 g IV over 60 min 3/wk",
    "12.5 mg IV over 30 min 3/wk",
    "25 g IV over 15 min 5/wk",
    "50 g IV over 60 min weekly",
    "5 g IV 2/wk",
    "12.5 g PO 3/wk",
    "25 % topical 1/d",
    "150 mg/mL intralesional, 0.5 mL weekly",
    "25 g/1.73m2 IV each HD",
    "0.25 g/kg (max 12.5 g) IV over 30 min 3/wk",
    "12.5 g in 1000 mL saline IV over 60 min 3/wk",
]
COURSES = sorted((ROOT / "examples").glob("*/course.yaml"))


def weak_records() -> list[tuple[str, dict[str, Any]]]:
    return [
        (section, record)
        for section, records in CONTENT.items()
        if isinstance(records, list)
        for record in records
        if record.get("tag") in WEAK_TAGS
    ]


def test_there_are_weak_records_of_every_kind_that_may_be_weak() -> None:
    kinds = {section for section, _ in weak_records()}
    assert {"limits", "values", "monitoring", "claims", "contradictions", "reports", "codes"} <= kinds


def test_exactly_two_tags_may_not_act() -> None:
    assert [tag for tag in TAGS if not may_act(tag)] == ["UNVERIFIED", "AGG"]


@pytest.mark.parametrize(
    ("section", "record"), weak_records(), ids=lambda x: x if isinstance(x, str) else x["id"]
)
def test_no_door_is_open_to_a_weak_record(section: str, record: dict[str, Any]) -> None:
    assert section not in ("products", "protocols", "synonyms", "care", "designs")
    if section == "limits":
        assert record["level"] == "caution"
        assert not record["hard"]
        assert record.get("action", "warn") in ("warn", "ask")
        assert EVIDENCE.limits[record["id"]].label == WEAK_LABEL
    if section == "monitoring":
        assert "every" not in record
        assert "before_doses" not in record
    if section == "therapies":
        assert "suits" not in record
    if section == "codes":
        assert "code" not in record


def test_no_protocol_measure_or_feasibility_rests_on_a_weak_record() -> None:
    weak = {record["id"] for _, record in weak_records()}
    for protocol in EVIDENCE.protocols.values():
        assert not weak & {*protocol.claims, protocol.escalate_after, protocol.stop, protocol.restart}
    for measure in EVIDENCE.measures.values():
        assert not weak & set(measure.changes)
    for therapy in EVIDENCE.therapies.values():
        assert not weak & set(therapy.impractical_by)
        assert may_act(therapy.suits_tag or therapy.tag) or not therapy.suits


def test_a_hint_from_a_weak_source_makes_nothing_feasible() -> None:
    hinted = [t for t in EVIDENCE.therapies.values() if t.said_to_suit]
    assert hinted
    for therapy in hinted:
        for lesion in set(therapy.said_to_suit) - set(therapy.suits):
            assert therapy.feasible(lesion) is not True, therapy.id


def test_nothing_derived_is_more_certain_than_what_it_is_derived_from() -> None:
    weak = {v.id for v in EVIDENCE.values.values() if not v.may_act}
    for value in EVIDENCE.values.values():
        if weak & set(value.inputs):
            assert not value.may_act, value.id


# --- what comes out


def scrambled() -> Evidence:
    """Return the evidence with every weak number seven times as large and every weak hint turned round."""
    content = copy.deepcopy(CONTENT)
    for section, records in content.items():
        for record in records if isinstance(records, list) else ():
            if record.get("tag") in WEAK_TAGS:
                for field in ("value", "low", "high"):
                    if field in record and section in ("values", "limits"):
                        number, _, unit = record[field].partition(" ")
                        record[field] = f"{Decimal(number) * 7} {unit}".strip()
            if "said_to_suit" in record:
                record["said_to_suit"] = ["localised", "small", "large", "diffuse", "inflamed"]
            if record.get("dose_tag") in WEAK_TAGS:
                record["dose"] = "9 kg"
    return from_compiled(content)


def silent() -> Evidence:
    """Return the evidence with every weak limit crossed by nothing."""
    gone = {
        x.id: replace(x, value=None, words=("nothing at all",))
        for x in EVIDENCE.limits.values()
        if not may_act(x.tag)
    }
    assert gone
    return replace(EVIDENCE, limits=EVIDENCE.limits.replaced(gone))


def acting(findings: Any) -> list[Any]:
    """Return what acts: everything but cautions that carry the label of a weak source."""
    return [f for f in findings if WEAK_LABEL not in str(f)]


def labelled(findings: Any) -> list[Any]:
    return [f for f in findings if WEAK_LABEL in str(f)]


@pytest.mark.parametrize("text", ORDERS)
@pytest.mark.parametrize("other", [scrambled, silent], ids=["scrambled", "silent"])
def test_an_order_is_judged_the_same_whatever_the_weak_facts_say(text: str, other: Any) -> None:
    with_weak, without = (check(Order.of(text), e) for e in (EVIDENCE, other()))
    assert acting(with_weak.findings) == acting(without.findings)
    assert with_weak.phases == without.phases
    for finding in labelled(with_weak.findings):
        assert isinstance(finding, Finding)
        assert finding.level == "caution"


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("other", [scrambled, silent], ids=["scrambled", "silent"])
def test_advice_on_a_course_is_the_same_whatever_the_weak_facts_say(path: Path, other: Any) -> None:
    course = load_course(path).course
    assert course is not None
    with_weak, without = (advise(course, e) for e in (EVIDENCE, other()))
    assert acting(map(str, _plain(with_weak))) == acting(map(str, _plain(without)))
    # the note on a hold repeats the cautions that are open, each with its label
    said = [a for a in with_weak if WEAK_LABEL in str(a.as_json()) and a.rule != "advice.resume"]
    assert all(a.level == "caution" for a in said)


def _plain(advice: Any) -> list[Any]:
    """Return each advice as data; what alternatives print of a weak dose is no advice."""
    shown = [copy.deepcopy(one.as_json()) for one in advice]
    for one in shown:
        if one["rule"] == "advice.resume":  # it names every caution that is open, and labels the weak ones
            assert one["text"].count("furosemide") == 0 or WEAK_LABEL in one["text"]
            one.update(text="", inputs=[])
        for option in one.get("alternatives", one.get("options", [])):
            option["dose"] = ""
    return shown
