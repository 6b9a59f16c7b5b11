"""The pinned requirements name no place to fetch from, and every line is held by a hash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "requirements").iterdir())
PLACE = re.compile(
    r"https?:|ftp:|file:/|git\+|@ |^\s*-[if]\b|--(extra-)?index|--find-links|--trusted-host|(^|\s)/\w"
)
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+) \\$")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_address_of_an_index_is_committed(path: Path) -> None:
    found = [line for line in path.read_text(encoding="utf-8").splitlines() if PLACE.search(line)]
    assert not found


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".txt"], ids=lambda path: path.name)
def test_every_requirement_is_pinned_with_hashes(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if not line or line.startswith(("#", " ")):
            continue
        assert PIN.match(line), f"{path.name}:{number + 1}: {line!r} is not `name==version \\`"
        assert lines[number + 1].startswith("    --hash=sha256:"), f"{path.name}:{number + 1} has no hash"


def _pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {match[1]: match[2] for line in text.splitlines() if (match := PIN.match(line))}


def test_dev_pins_the_same_core() -> None:
    core, dev = _pins("core.txt"), _pins("dev.txt")
    assert core
    assert {name: dev.get(name) for name in core} == core


def test_core_is_small() -> None:
    assert set(_pins("core.txt")) == {"jinja2", "markupsafe", "pyyaml", "setuptools"}
