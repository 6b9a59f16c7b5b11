"""Run the examples in the documents, and compare what they print with what the page shows.

An example is a fenced block marked `console`: a line that starts with `$ ` is a command, the lines under
it are what it prints, and a line `...` stands for any lines. `console exit=1` expects that exit status.
A page's blocks run one after another in one empty folder that holds a copy of `examples/`.

    python tools/examples.py           run, and say what differs
    python tools/examples.py --write   and put what was printed into the page, where no `...` stands
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```console(?: exit=(\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a page, what the page shows for it, and the exit status it names."""

    command: str
    shown: str
    status: int

    def accepts(self, printed: str) -> bool:
        """Whether the output is what the page shows, a line `...` standing for any lines."""
        pattern = "".join(
            "(?:.*\n)*?" if line.strip() == "..." else re.escape(line) + "\n"
            for line in self.shown.splitlines()
        )
        return re.fullmatch(pattern, printed) is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running one step gave."""

    step: Step
    printed: str
    status: int

    @property
    def fault(self) -> str | None:
        """What differs from the page, or None."""
        if self.status != self.step.status:
            told = f"exit status {self.status}, the page says {self.step.status}"
        elif not self.step.accepts(self.printed):
            told = f"the page shows\n{self.step.shown}\nbut it printed"
        else:
            return None
        return f"$ {self.step.command}\n{told}\n{self.printed}"


def pages() -> list[Path]:
    """Return every document that may hold examples."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def steps(block: str, status: int) -> list[Step]:
    """Return the commands of one block with what is shown under each."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.startswith("> ") and found and not found[-1][1]:
            found[-1] = (found[-1][0] + "\n" + line[2:], [])
        elif found:
            found[-1][1].append(line)
    last = len(found) - 1
    return [
        Step(command, "\n".join(shown), status if i == last else 0)
        for i, (command, shown) in enumerate(found)
    ]


def run_page(text: str) -> list[Outcome]:
    """Run a page's blocks in order, in an empty folder, and return what each command gave."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        environment = _environment(folder)
        work = [step for match in FENCE.finditer(text) for step in steps(match[2], int(match[1] or 0))]
        return [_run(step, folder, environment) for step in work]


def _environment(folder: Path) -> dict[str, str]:
    programs = folder / ".bin"
    programs.mkdir()
    start = "import sys; from resorb.cli import main; sys.exit(main())"
    (programs / "resorb").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n', encoding="utf-8"
    )
    (programs / "resorb").chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }


def _run(step: Step, folder: Path, environment: dict[str, str]) -> Outcome:
    done = subprocess.run(
        ["bash", "-c", step.command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
        encoding="utf-8",
    )
    printed = done.stdout.replace(str(folder) + "/", "")
    return Outcome(step, "".join(line.rstrip() + "\n" for line in printed.splitlines()), done.returncode)


def rewritten(text: str, outcomes: list[Outcome]) -> str:
    """Return the page with what was printed, except under commands whose output is cut with `...`."""
    queue = list(outcomes)

    def block(match: re.Match[str]) -> str:
        lines: list[str] = []
        for step in steps(match[2], 0):
            outcome = queue.pop(0)
            lines += ["$ " + step.command.replace("\n", "\n> ")]
            cut = any(line.strip() == "..." for line in step.shown.splitlines())
            lines += (step.shown if cut else outcome.printed).splitlines()
        status = f" exit={match[1]}" if match[1] else ""
        return f"```console{status}\n" + "".join(line + "\n" for line in lines) + "```"

    return FENCE.sub(block, text)


def main() -> int:
    """Run every page; return 1 when one differs."""
    differs = False
    for page in pages():
        text = page.read_text(encoding="utf-8")
        outcomes = run_page(text) if FENCE.search(text) else []
        faults = [fault for outcome in outcomes if (fault := outcome.fault)]
        for fault in faults:
            print(f"{page.relative_to(ROOT)}: {fault}")
        if faults and "--write" in sys.argv:
            page.write_text(rewritten(text, outcomes), encoding="utf-8")
        differs = differs or bool(faults)
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
