"""The letter's timeline as a drawing of its own, cut from the report that the command writes."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LETTER = ROOT / "examples" / "letter" / "course.yaml"


def letter() -> str:
    """Return the drawing as a whole SVG file with its styles inside."""
    page = _report()
    drawing = re.search(r"<svg\b.*?</svg>", page, re.DOTALL)
    styles = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    if drawing is None:
        raise ValueError("the letter's report holds no drawing")
    head, rest = drawing[0].split(">", 1)
    style = "\n".join(styles).replace("&", "&amp;").replace("<", "&lt;")
    return f'{head} xmlns="http://www.w3.org/2000/svg"><style>{style}</style>{rest}\n'


def _report() -> str:
    from contextlib import redirect_stdout
    from io import StringIO

    from resorb.cli import main

    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        out = Path(folder) / "letter.html"
        main(["report", str(LETTER), "-o", str(out)])
        return out.read_text(encoding="utf-8")
