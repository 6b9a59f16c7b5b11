"""Write docs/reference from the code and the evidence, so that it cannot say something else.

python tools/reference.py           write the pages
python tools/reference.py --check   only say which differ; exit status 1 when one does
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT / "tools"))

MADE = "<!-- Written by `make docs`. Change the code or the evidence, not this page. -->\n\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    heads = list(heads)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return " ".join(text.split()).replace("|", "\\|")


def units() -> str:
    """Return the page of the closed unit set."""
    from resorb.quantity import SPELLINGS, UNITS, Quantity, number

    read: dict[str, list[str]] = {}
    for spelling, unit in SPELLINGS.items():
        read.setdefault(unit, []).append(spelling)
    rows = [
        (f"`{unit}`", Quantity(number("1"), unit).dimension, ", ".join(f"`{s}`" for s in read.get(unit, [])))
        for unit in UNITS
    ]
    return (
        "# Units\n\nThe units resorb knows. Anything else is refused, never read as the nearest one.\n"
        "Spellings in the last column are read and never printed.\n\n"
        + table(("unit", "of", "also read"), rows)
    )


def event_kinds() -> str:
    """Return the page of event kinds, from the field table that the reader and the schema follow."""
    from resorb.course.event import KINDS

    parts = [
        "# Event kinds\n\nWhat an entry of a course can be. Beside its own fields every event may have\n"
        "`id`, `when` (when it happened), `recorded` (when it was written down), `by` and `note`.\n\n"
        "See [how to write a course file](../how-to/write-a-course-file.md).\n"
    ]
    for name, kind in KINDS.items():
        parts.append(f"## {name}\n\n{_first_paragraph(kind)}\n\n" + _fields(kind))
        for spec in _specs(kind):
            if spec.record is not None:
                parts.append(f"Each of `{spec.key or spec.name}`:\n\n" + _fields(spec.record))
    return "\n".join(parts)


def _specs(kind: type) -> Any:
    from resorb.course.fields import specs

    return specs(kind)


def _fields(kind: type) -> str:
    rows = [(f"`{s.key or s.name}`", _holds(s), "yes" if s.required else "", s.help) for s in _specs(kind)]
    return table(("field", "holds", "required", "means"), rows)


def _holds(spec: Any) -> str:
    if spec.choices:
        return ", ".join(f"`{choice}`" for choice in spec.choices)
    if spec.holds == "quantity":
        return f"quantity ({' or '.join(spec.dimensions)})" if spec.dimensions else "quantity"
    if spec.holds == "count":
        high = "" if spec.high >= 1_000_000 else f" to {spec.high}"
        return f"whole number, {spec.low}{high or ' or more'}"
    words = {"text": "regimen" if spec.regimen else "text", "value": f"value, by `{spec.named_by}`"}
    return words.get(spec.holds, {"id": "id of an event", "ids": "ids of events"}.get(spec.holds, spec.holds))


def _first_paragraph(thing: Any) -> str:
    text = (thing.__doc__ or "").strip().split("\n\n")[0]
    return " ".join(text.split())


PAGES: dict[str, Callable[[], str]] = {
    "units.md": units,
    "event-kinds.md": event_kinds,
}


def page(name: str) -> str:
    """Return the text that a page should have."""
    return MADE + PAGES[name]().rstrip("\n") + "\n"


def main() -> int:
    """Write the pages, or with --check say which differ."""
    options = argparse.ArgumentParser(description="Write docs/reference from the code and the evidence.")
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page differs")
    check = options.parse_args().check
    wanted = {REFERENCE / name: page(name) for name in PAGES}
    stale = {
        path: text
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    told = "is not what the code says; run `make docs`" if check else "written"
    for path, text in stale.items():
        print(f"{path.relative_to(ROOT)}: {told}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
