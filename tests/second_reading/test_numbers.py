"""A second reading of each number that drives the order check agrees with the evidence.

Only the numbers are compared; the readings were taken from the texts, with the words they stand in.
Where the texts lie beside the checkout, the words are also looked up in them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from resorb import evidence, yamlfile
from resorb.quantity import plain

HERE = Path(__file__).parent
TEXTS = {"letter": "letter.txt", "decisions": "CLINIC.md", "facts": "FACTS.md"}
EVIDENCE = evidence.load()


def tables() -> Any:
    got = yamlfile.read_file(HERE / "readings.yaml")
    assert got.node is not None, "\n".join(map(str, got.findings))
    return yamlfile.plain_tree(got.node)


DATA = tables()
READINGS: list[dict[str, str]] = DATA["readings"]


def shipped(of: str) -> str:
    """Return the number the evidence holds, as `12.5 g`."""
    section, name, *field = of.split()
    record = getattr(EVIDENCE, section)[name]
    if section == "values":
        number = plain(getattr(record, field[0] if field else "value"))
        return number if record.unit == "1" else f"{number} {record.unit}"
    return str(getattr(record, field[0] if field else "value"))


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r["of"])
def test_both_readings_agree(reading: dict[str, str]) -> None:
    assert shipped(reading["of"]) == reading["read"], reading["words"]


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r["of"])
def test_the_number_stands_in_the_words_it_was_read_from(reading: dict[str, str]) -> None:
    digits = reading.get("spelled", reading["read"].split()[0])
    assert re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d]|\.\d)", reading["words"])


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_stand_in_the_text(text: str) -> None:
    root = next((p for p in HERE.parents if (p / "shared" / TEXTS[text]).exists()), None)
    if root is None:
        pytest.skip(f"{TEXTS[text]} does not lie beside this checkout; its words were not looked up")
    whole = " ".join((root / "shared" / TEXTS[text]).read_text(encoding="utf-8").split())
    missing = [r["words"] for r in READINGS if r["text"] == text and r["words"] not in whole]
    assert not missing


def test_every_limit_with_a_number_was_read_twice_or_says_why_not() -> None:
    read = {r["of"].split()[1] for r in READINGS} | {u["of"].split()[1] for u in DATA["unread"]}
    numbered = {limit.id for limit in EVIDENCE.limits.values() if limit.value is not None}
    assert numbered <= read, f"not read a second time: {sorted(numbered - read)}"


def test_every_value_that_code_reads_was_read_twice_or_is_settled() -> None:
    entries = (*READINGS, *DATA["unread"], *DATA["settled"])
    known = {entry["of"].split()[1] for entry in entries}
    used = set()
    for path in (HERE.parents[1] / "src" / "resorb").glob("[!e]*/**/*.py"):
        names = re.findall(r'["\']([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)["\']', path.read_text(encoding="utf-8"))
        used |= {name for name in names if name in EVIDENCE.values}
    assert {"letter.dose", "metastatic.product", "go.lab_age"} <= used, (
        "the search finds nothing: it proves nothing"
    )
    assert used <= known, f"not read a second time: {sorted(used - known)}"


def test_every_product_strength_and_pack_was_read_twice() -> None:
    read = {r["of"] for r in READINGS}
    for product in EVIDENCE.products:
        for field in ("strength", "pack_mass", "pack_volume"):
            assert f"products {product} {field}" in read


def test_unread_and_settled_records_exist() -> None:
    for entry in (*DATA["unread"], *DATA["settled"]):
        section, name = entry["of"].split()
        assert name in getattr(EVIDENCE, section)


def test_unread_limits_are_opinion_or_follow_from_words() -> None:
    for entry in DATA["unread"]:
        section, name = entry["of"].split()
        assert "opinion" in getattr(EVIDENCE, section)[name].sources, name


def test_saline_agrees_with_the_amount_per_bag() -> None:
    saline = EVIDENCE.values["sodium.diluent.saline"].value
    assert saline is not None
    assert saline * Decimal("0.1") == Decimal("15.4")
    assert saline * Decimal("0.25") == Decimal("38.5")
