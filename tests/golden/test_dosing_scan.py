"""Every sentence of `dosing_prose.jsonl` yields the dosing statements a reader finds in it, and no others.

`phases` holds what each phase itself states (nothing carried over); an empty list is a sentence with
no dosing in it: a lab value, a size, a weight, a dialysis schedule, a time point.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from resorb.dosing import Phase, parse, scan
from resorb.quantity import plain

LINES = (Path(__file__).parent / "dosing_prose.jsonl").read_text("utf-8").splitlines()
SENTENCES: list[dict[str, Any]] = [json.loads(line) for line in LINES]


def _range(low: Decimal, high: Decimal | None) -> str:
    return plain(round(low, 6)) + ("" if high is None else f"-{plain(round(high, 6))}")


def told(phase: Phase) -> dict[str, str]:
    """Return what a phase states, in the short names of the file."""
    often, infusion = phase.frequency, phase.infusion
    facts = {
        "drug": phase.drug,
        "dose": phase.dose and str(phase.dose),
        "conc": phase.concentration and str(phase.concentration),
        "route": phase.route,
        "freq": often and _range(often.per_week, often.per_week_max),
        "inf": infusion and _range(infusion.time.minutes, infusion.time.minutes_max),
        "anchor": phase.anchor and phase.anchor.when,
        "dur": phase.duration and plain(phase.duration.days),
        "n": phase.n_doses and str(phase.n_doses),
        "tit": phase.titration,
        "kind": phase.condition and phase.kind,
    }
    return {name: str(value) for name, value in facts.items() if value}


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s["text"][:50] for s in SENTENCES])
def test_a_sentence_says(sentence: dict[str, Any]) -> None:
    found = scan(sentence["text"])
    assert [told(phase) for island in found for phase in island.regimen.phases] == sentence["phases"]
    asked = [reading for island in found for question in island.questions for reading in question.readings]
    assert asked == sentence.get("asked", [])
    for island in found:
        assert island.text == sentence["text"][island.start : island.end]


def test_a_letter_yields_the_islands_of_its_sentences_at_their_places() -> None:
    letter = " ".join(sentence["text"] for sentence in SENTENCES)
    found = scan(letter)
    assert [told(p) for island in found for p in island.regimen.phases] == [
        told(p) for s in SENTENCES for island in scan(s["text"]) for p in island.regimen.phases
    ]
    assert all(island.text == letter[island.start : island.end] for island in found)


def test_prose_is_no_order() -> None:
    negated = "We did not give sodium thiosulfate 25 g because her bicarbonate was 14 mmol/L."
    assert not parse(negated).ok


def test_the_set_is_large_enough_to_mean_something() -> None:
    assert len(SENTENCES) >= 60
    assert sum(1 for sentence in SENTENCES if not sentence["phases"]) >= 15
