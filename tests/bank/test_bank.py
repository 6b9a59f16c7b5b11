"""The order bank: is it sound itself, and does the order check reach its targets on it?"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import generate
import run_bank
from order_words import CONTEXT, key_of
from run_bank import TARGETS, Verdict, bank, fresh, held_out, met, miss, scores, verdicts

LEAST = {"erroneous": (300, 120), "legitimate": (300, 120), "caution": (150, 70)}
EVERY = [*bank(), *held_out(), *fresh()]


def test_ids_are_unique() -> None:
    ids = [one["id"] for one in EVERY]
    assert len(set(ids)) == len(ids)


def test_no_order_is_there_twice() -> None:
    keys = [key_of(one) for one in EVERY]
    assert sorted(k for k in set(keys) if keys.count(k) > 1) == []


def _well_formed(one: dict[str, Any]) -> bool:
    known = {"id", "text", "class", "why", "origin", "slip", "expect", *CONTEXT}
    return (
        set(one) <= known
        and one["class"] in TARGETS
        and bool(one["text"].strip() and one["why"].strip())
        and ("slip" in one) == (one["class"] == "erroneous")
        and ("expect" in one) == (one["class"] == "caution")
        and (one["origin"] == "hand" or one["origin"].startswith("generated:"))
    )


def test_every_order_says_what_it_is_for() -> None:
    assert [one for one in EVERY if not _well_formed(one)] == []


@pytest.mark.parametrize("name", LEAST)
def test_the_bank_is_large_enough(name: str) -> None:
    orders = [one for one in bank() if one["class"] == name]
    by_hand = [one for one in orders if one["origin"] == "hand"]
    assert (len(orders) >= LEAST[name][0], len(by_hand) >= LEAST[name][1]) == (True, True)


def test_the_held_out_part_is_large_enough_and_all_by_hand() -> None:
    assert len(held_out()) >= 100
    assert {one["origin"] for one in held_out()} == {"hand"}
    assert {one["class"] for one in held_out()} == set(TARGETS)


def test_the_fresh_part_is_large_enough_and_all_by_hand() -> None:
    per_class = {name: sum(one["class"] == name for one in fresh()) for name in TARGETS}
    assert per_class == {"erroneous": 60, "legitimate": 80, "caution": 40}
    assert {one["origin"] for one in fresh()} == {"hand"}


@pytest.mark.parametrize("row", ["C1", "C2", "C3", "C4", "C5-C8", "T1", "T4", "T5", "T6", "I1", "I2", "I3"])
def test_every_published_regimen_that_can_be_ordered_is_legitimate(row: str) -> None:
    assert any(re.match(rf"{row}\b", one["why"]) for one in bank() if one["class"] == "legitimate")


@pytest.mark.parametrize("dose", ["10", "12.5", "15", "20", "25"])
@pytest.mark.parametrize("slip", ["x 10", "/ 10"])
def test_every_dose_is_slipped_both_ways_in_many_forms(dose: str, slip: str) -> None:
    wanted = f"{dose} g {slip}"
    assert sum(one["why"].startswith(wanted) for one in bank() if one.get("slip") == "tenfold") >= 10


@pytest.mark.parametrize("name", generate.CLASSES)
def test_the_generated_lines_are_fresh(name: str) -> None:
    stored = (generate.HERE / f"{name}.jsonl").read_text(encoding="utf-8")
    assert stored == generate.text_of(name), "run python tests/bank/generate.py"


def _said(order_class: str, *levels: str, usual: frozenset[str] = frozenset()) -> Verdict:
    findings = [{"rule": f"rule-{level}", "level": level, "message": ""} for level in levels]
    return Verdict({"class": order_class}, findings, usual)


def test_a_class_is_right_only_as_it_asks() -> None:
    assert _said("erroneous", "error").right and not _said("erroneous", "caution").right
    assert _said("legitimate", "caution").right and not _said("legitimate", "error").right
    assert _said("caution", "caution").right and not _said("caution", "caution", "error").right
    assert not _said("caution", "note").right


def test_what_every_order_is_told_is_no_caution() -> None:
    assert not _said("caution", "caution", usual=frozenset({"rule-caution"})).right


def test_a_check_that_stops_everything_fails_the_bank() -> None:
    found = [Verdict(one, [{"rule": "no", "level": "error", "message": ""}], frozenset()) for one in bank()]
    reached = {name: met(score) for name, score in scores(found).items()}
    assert reached == {"erroneous": True, "tenfold": True, "legitimate": False, "caution": False}


@pytest.fixture(scope="module")
def found() -> list[Verdict]:
    return verdicts(bank())


@pytest.fixture(scope="module")
def found_held_out() -> list[Verdict]:
    return verdicts(held_out())


@pytest.fixture(scope="module")
def found_fresh() -> list[Verdict]:
    return verdicts(fresh())


@pytest.mark.parametrize("name", [*TARGETS, "tenfold"])
def test_the_check_reaches_its_target(name: str, found: list[Verdict]) -> None:
    score = scores(found)[name]
    assert met(score), "\n".join([run_bank.shown(score), *map(miss, score.missed)])


@pytest.mark.parametrize("name", [*TARGETS, "tenfold"])
def test_the_check_reaches_its_target_on_wordings_held_out(name: str, found_held_out: list[Verdict]) -> None:
    score = scores(found_held_out)[name]
    assert met(score, spare=1), "\n".join([run_bank.shown(score), *map(miss, score.missed)])


@pytest.mark.parametrize("name", ["erroneous", "tenfold"])
def test_every_error_is_stopped_in_the_fresh_wordings(name: str, found_fresh: list[Verdict]) -> None:
    """The false stops of this part are a measurement, written in the README, not yet a target."""
    score = scores(found_fresh)[name]
    assert met(score), "\n".join([run_bank.shown(score), *map(miss, score.missed)])
