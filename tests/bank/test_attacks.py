"""Orders that once passed with another meaning than a careful reader gives them: none may again."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from run_bank import HERE, PLAIN

from resorb.cli import main

ATTACKS = [json.loads(line) for line in (HERE / "fresh_attacks.jsonl").read_text("utf-8").splitlines()]
CONTEXT = ("weight", "product", "egfr", "dialysis", "tolerated", "age", "bsa")


def _checked(order: dict[str, Any], text: str) -> tuple[int, dict[str, Any]]:
    said = [word for name in CONTEXT if name in order for word in (f"--{name}", str(order[name]))]
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(["check", text, "--json", *said])
    answer: dict[str, Any] = json.loads(out.getvalue())
    return code, answer


def _reading(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the phases as read, without the places in the text they were read from."""
    return [{k: v for k, v in one.items() if k != "spans"} for one in answer["regimen"]["phases"]]


def _cautions(answer: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in answer["findings"] if finding["level"] == "caution"}


@pytest.mark.parametrize("order", ATTACKS, ids=lambda one: str(one["id"]))
def test_no_order_passes_with_another_meaning(order: dict[str, Any]) -> None:
    """Stopped, or read as `reads` says; a `caution` must say something the plain order is not told."""
    code, answer = _checked(order, order["text"])
    if code != 0:
        return
    if order["class"] == "caution":
        bare = {key: value for key, value in order.items() if key == "product"}
        told = _cautions(answer) - _cautions(_checked(bare, PLAIN)[1])
        assert told, order["why"]
        return
    assert "reads" in order, f"{order['read']}: {order['why']}"
    assert _reading(answer) == _reading(_checked(order, order["reads"])[1]), order["why"]
