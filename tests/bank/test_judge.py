"""The bank's adapter: context becomes flags, and a broken program is never a stopped order."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from judge import flags, judge

ERROR = {"rule": "dose.low", "level": "error", "message": "too small"}


def _command(monkeypatch: pytest.MonkeyPatch, main: Callable[[list[str]], int]) -> None:
    monkeypatch.setitem(sys.modules, "resorb.cli", SimpleNamespace(main=main))


def _prints(code: int, *findings: dict[str, Any]) -> Callable[[list[str]], int]:
    def main(_arguments: list[str]) -> int:
        print(json.dumps({"findings": findings}))
        return code

    return main


def test_context_becomes_flags() -> None:
    order = {"id": "x", "text": "t", "weight": "58 kg", "egfr": 45, "structured": {"dose_value": 12.5}}
    assert flags(order) == ["--weight", "58 kg", "--egfr", "45", "--structured", '{"dose_value": 12.5}']


def test_findings_are_read_from_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    _command(monkeypatch, _prints(1, ERROR))
    assert judge({"id": "x", "text": "12.5 mg"}) == [ERROR]


def test_a_flag_the_command_does_not_know_is_no_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def main(_arguments: list[str]) -> int:
        print("usage: resorb check", file=sys.stderr)
        raise SystemExit(2)

    _command(monkeypatch, main)
    with pytest.raises(RuntimeError, match="x: exit 2, no findings in JSON: 'usage: resorb check"):
        judge({"id": "x", "text": "12.5 g"})


@pytest.mark.parametrize(("code", "findings"), [(0, [ERROR]), (1, [])])
def test_an_exit_code_that_does_not_follow_from_the_findings_is_refused(
    monkeypatch: pytest.MonkeyPatch, code: int, findings: list[dict[str, Any]]
) -> None:
    _command(monkeypatch, _prints(code, *findings))
    with pytest.raises(RuntimeError, match="does not follow"):
        judge({"id": "x", "text": "12.5 g"})
