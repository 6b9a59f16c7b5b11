"""The core reads no clock, no network, no random source and no environment: it is told.

Read from the syntax tree of every module in the core rooms, so that a call that no test happens to
make is found as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "resorb"
CORE = ("quantity", "finding", "jsontext", "yamlfile", "dosing", "course", "evidence", "protocol")

MODULES = {
    "random": "randomness is passed in as a generator",
    "secrets": "randomness is passed in as a generator",
    "uuid": "an identifier is assigned by whoever writes, not by the core",
    "socket": "the core knows no network",
    "ssl": "the core knows no network",
    "urllib": "the core knows no network",
    "http": "the core knows no network",
    "requests": "the core knows no network",
    "httpx": "the core knows no network",
    "subprocess": "the core starts no programs",
    "sqlite3": "the core knows no database",
    "time": "the core has no clock",
    "locale": "the same file must read the same on every machine",
    "getpass": "who is asking comes in as an argument",
    "platform": "the same file must read the same on every machine",
    "tempfile": "the core writes no files",
}
CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("os", "getenv"),
    ("os", "environ"),
    ("os", "urandom"),
    ("os", "getcwd"),
    ("Path", "cwd"),
    ("Path", "home"),
}
READS_OR_WRITES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "files"}

# Modules of the core that may touch files, and why.
LOADERS: dict[str, str] = {
    "yamlfile.py": "reads the file it is handed; this is what it is for",
    "evidence/body.py": "reads the evidence shipped beside it, which no caller can change",
    "evidence/compile.py": "the command that compiles the evidence; nothing imports it",
    "evidence/datafile.py": "reads the data files when they are compiled",
}


def modules() -> list[Path]:
    found = []
    for room in CORE:
        found += [SOURCE / f"{room}.py"] if (SOURCE / f"{room}.py").exists() else []
        found += sorted((SOURCE / room).rglob("*.py"))
    return found


def impurities(text: str, *, may_read_files: bool = False) -> Iterator[str]:
    """Yield what in the source reaches outside, one sentence each."""
    for node in ast.walk(ast.parse(text)):
        at = f"line {getattr(node, 'lineno', '?')}"
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
            if node.module in ("os", "pathlib"):
                yield from (
                    f"{at}: from {node.module} import {alias.name}"
                    for alias in node.names
                    if (node.module, alias.name) in CALLS
                )
        else:
            names = []
        for name in names:
            if (reason := MODULES.get(name.split(".")[0])) is not None:
                yield f"{at}: import {name} ({reason})"
        if isinstance(node, ast.Attribute):
            owner = node.value
            last = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (last, node.attr) in CALLS:
                yield f"{at}: {last}.{node.attr}"
        if isinstance(node, ast.Call) and not may_read_files:
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in READS_OR_WRITES:
                yield f"{at}: {name}() touches files; a loader does that, and is named in LOADERS"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_core_module_reaches_nothing_outside(path: Path) -> None:
    allowed = path.relative_to(SOURCE).as_posix() in LOADERS
    found = list(impurities(path.read_text(encoding="utf-8"), may_read_files=allowed))
    assert not found, f"{path}: " + "; ".join(found)


def test_every_core_room_is_looked_at() -> None:
    seen = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in modules()}
    assert seen == set(CORE)


def test_every_loader_exists_and_still_touches_files() -> None:
    for name in LOADERS:
        found = list(impurities((SOURCE / name).read_text(encoding="utf-8")))
        assert any("touches files" in one for one in found), (
            f"{name} no longer reads files: take it off the list"
        )


@pytest.mark.parametrize(
    "bad",
    [
        "import random",
        "from random import choice",
        "import time\ntime.time()",
        "from datetime import datetime\ndatetime.now()",
        "import datetime\nx = datetime.datetime.now",
        "import datetime\ndatetime.date.today()",
        "import os\nos.environ['HOME']",
        "from os import environ",
        "import os.path\nos.getenv('A')",
        "from urllib.request import urlopen",
        "import socket",
        "open('a')",
        "from pathlib import Path\nPath('a').read_text()",
        "from importlib import resources\nresources.files('resorb')",
        "from pathlib import Path\nPath.home()",
    ],
)
def test_the_scan_sees_it(bad: str) -> None:
    assert list(impurities(bad))


def test_the_scan_lets_pure_code_be() -> None:
    pure = "from datetime import date\n\ndef due(as_of: date) -> date:\n    return as_of\n"
    assert not list(impurities(pure))
