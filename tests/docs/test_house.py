"""The house is in order: targets, headings, licence, and nothing of one machine in what is committed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACHINE = re.compile(
    r"/work/|/opt/pypi|/opt/wheels|/root/|/home/\w+/|--extra-index-url [^`]|--find-links [/h]|index-url *="
)
MACHINE_MAY = {"tests/docs/test_house.py", "tests/docs/test_requirements.py"}
BINARY = {".png", ".jpg", ".pdf", ".woff2"}


def committed() -> list[Path]:
    """Return what git holds; without git (an unpacked archive) the files of the folders that we write."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
        ).stdout
        return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    tops = ("src", "tests", "docs", "tools", "requirements", "safety", "examples", ".ci")
    return [path for top in tops for path in (ROOT / top).rglob("*") if path.is_file()]


def test_nothing_committed_names_one_machine() -> None:
    found = []
    for path in committed():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in BINARY or name in MACHINE_MAY:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{name}:{number}: {line.strip()[:100]}")
    assert not found


def test_every_target_has_a_line_of_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony
    helped = set(re.findall(r"^([a-z]+):.*## \S", text, re.MULTILINE))
    assert set(phony[1].split()) == helped
    assert {"demo", "test", "check", "verify", "conformance", "bench", "docs", "clean"} <= helped


def test_the_default_target_lists_the_targets() -> None:
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    for target in ("demo", "test", "check", "verify", "conformance", "bench", "docs", "clean"):
        assert re.search(rf"^  make {target} +\S", done.stdout, re.MULTILINE)


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    for section in range(1, 10):
        assert re.search(rf"^ +{section}\. [A-Z]", text, re.MULTILINE)


def test_the_changelog_says_what_changed_in_advice_and_evidence() -> None:
    latest = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## ")[1]
    assert {"Advice", "Evidence"} <= set(re.findall(r"^### (\w+)", latest, re.MULTILINE))


def test_the_first_screen_says_what_it_is_not() -> None:
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:45]
    words = " ".join(screen)
    for needed in ("off-label", "decides nothing", "**not**", "make demo", "make test", "resorb check"):
        assert needed in words, f"the README's first screen does not say {needed!r}"


@pytest.mark.parametrize("index", ["docs/README.md", "docs/decisions/README.md"])
def test_every_page_is_listed(index: str) -> None:
    page = ROOT / index
    text = page.read_text(encoding="utf-8")
    folders = {
        "docs/README.md": ("tutorial", "how-to", "reference", "explanation"),
        "docs/decisions/README.md": ("",),
    }
    listed = {(page.parent / target).resolve() for target in re.findall(r"\]\(([^)#\s]+)\)", text)}
    there = {
        path.resolve()
        for folder in folders[index]
        for path in (page.parent / folder).glob("*.md")
        if path.name != "README.md"
    }
    assert there <= listed, f"not listed in {index}: {sorted(path.name for path in there - listed)}"
