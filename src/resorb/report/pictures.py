"""Files that are made from the report: the letter's timeline for the README, and the JSON Schemas.

python -m resorb.report.pictures           write them (run in the repository)
python -m resorb.report.pictures --check   only say which differ; exit status 1 when one does
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from resorb.course import load
from resorb.course.asof import view
from resorb.evidence import load as load_evidence
from resorb.jsontext import dumps
from resorb.report.schema import schema
from resorb.report.sheet import sheet_schema
from resorb.report.timeline import draw, timeline
from resorb.report.write import write

LETTER = "examples/letter/course.yaml"


def pictures(root: Path) -> Mapping[str, str]:
    """Return each file's path and the text it should have.

    Raises:
        ValueError: The letter's course cannot be read.
    """
    course = load(root / LETTER).course
    if course is None:
        raise ValueError(f"{LETTER} holds no course that can be drawn")
    drawing = draw(timeline(view(course), course, load_evidence()), alone=True)
    return {
        "docs/pictures/letter-timeline.svg": drawing,
        "docs/reference/report.schema.json": dumps(schema()) + "\n",
        "docs/reference/sheet.schema.json": dumps(sheet_schema()) + "\n",
    }


def main(arguments: list[str], root: Path) -> int:
    """Write the files, or with --check say which differ."""
    check = "--check" in arguments
    stale = 0
    for name, text in pictures(root).items():
        path = root / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{name}: {'is stale; run python -m resorb.report.pictures' if check else 'written'}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path, text)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path()))
