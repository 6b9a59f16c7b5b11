"""The examples in the documents run, and print what the page shows."""

from __future__ import annotations

import doctest
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from resorb.course import read

ROOT = Path(__file__).resolve().parents[2]
PYCON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


examples = _tool("examples")
PAGES = [page for page in examples.pages() if examples.FENCE.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_print_what_the_page_shows(page: Path) -> None:
    outcomes = examples.run_page(page.read_text(encoding="utf-8"))
    faults = [outcome.fault for outcome in outcomes if outcome.fault]
    assert not faults, "\n\n".join([*faults, "`make docs` puts what was printed into the page"])


def test_there_are_examples() -> None:
    assert {"README.md", "first-course.md"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", examples.pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = [one or two for one, two in LINK.findall(page.read_text(encoding="utf-8"))]
    local = [target.split("#")[0] for target in targets if "://" not in target and not target.startswith("#")]
    missing = [target for target in local if not (page.parent / target).exists()]
    assert not missing, f"{page}: no such file: {', '.join(missing)}"


@pytest.mark.parametrize("page", examples.pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_courses_on_a_page_load_without_a_finding(page: Path) -> None:
    for block in YAML.findall(page.read_text(encoding="utf-8")):
        if block.startswith("resorb: course/"):
            loaded = read(block, name=page.name)
            assert loaded.course is not None
            assert [str(finding) for finding in loaded.findings] == []


def test_a_wrong_output_is_noticed() -> None:
    right = examples.Step("echo hello", "hello", 0)
    assert right.accepts("hello\n")
    assert not right.accepts("hello \n")
    assert examples.Step("x", "a\n...\nd", 0).accepts("a\nb\nc\nd\n")
    assert not examples.Step("x", "a\n...\nd", 0).accepts("a\nb\nc\n")
    assert examples.Outcome(right, "hello\n", 1).fault


@pytest.mark.parametrize("page", examples.pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_on_a_page_prints_what_it_shows(page: Path) -> None:
    shown = page.read_text(encoding="utf-8")
    session = "\n".join(PYCON.findall(shown))
    courses = YAML.findall(shown)
    parsed = doctest.DocTestParser().get_doctest(
        session, {"text": courses[0] if courses else ""}, page.name, str(page), 0
    )
    said: list[str] = []
    failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(parsed, out=said.append).failed
    assert not failed, "".join(said)
