"""docs/reference is what the code and the evidence say today."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("tools_reference", ROOT / "tools" / "reference.py")
assert spec and spec.loader
reference = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = reference
spec.loader.exec_module(reference)


@pytest.mark.parametrize("name", list(reference.PAGES))
def test_page_is_fresh(name: str) -> None:
    written = (reference.REFERENCE / name).read_text(encoding="utf-8")
    assert written == reference.page(name), f"docs/reference/{name} is stale: run `make docs`"


def test_every_generated_page_is_one_of_ours() -> None:
    marked = {
        path.name
        for path in reference.REFERENCE.glob("*.md")
        if path.read_text(encoding="utf-8").startswith(reference.MADE)
    }
    assert marked == {name for name in reference.PAGES if name.endswith(".md")}


def test_every_rule_says_what_a_clinician_would_sign() -> None:
    from pages import rules

    listed = [row for _, group in rules._groups() for row in group]
    assert listed
    silent = [name for name, sentence in listed if len(sentence.split()) < 5 or not sentence.endswith(".")]
    assert not silent, f"no sentence in the docstring of: {', '.join(silent)}"
    names = [name for name, _ in listed]
    assert len(names) == len(set(names)), "two rules of one name"
