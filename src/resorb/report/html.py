"""A report as one HTML document: no script, no link to anything outside, good on paper and in grey."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from resorb.report.change import CONVENTIONS
from resorb.report.draft import UNDATED
from resorb.report.page import (
    DECIDES_NOTHING,
    INTENDED_USER,
    NO_PREFERENCE,
    NOT_BUILT,
    NOT_JUDGED,
    OFF_LABEL,
    Report,
)
from resorb.report.timeline import HALO, STYLE, draw, sheets

TEMPLATES = Path(__file__).with_name("templates")
LEVEL_WORDS = {"error": "Do not proceed", "caution": "Read before proceeding", "note": "Note"}

CONTENTS = (
    ("timeline", "Timeline"), ("state", "State and what is due"), ("advice", "Advice"), ("alternatives", "Alternatives"),
    ("next", "Go or no-go"), ("monitoring", "Monitoring"), ("replay", "Replay"), ("missing", "What is missing"),
    ("findings", "Findings"), ("observations", "Observations"), ("doses", "Doses, grams, sodium"),
    ("harm", "Adverse events, flares"), ("drugs", "Other drugs"), ("response", "Response"), ("care", "CARE"),
    ("draft", "Case report draft"), ("sources", "Sources"), ("entries", "Entries"),
)  # fmt: skip


def html(report: Report, *, drawn_alone: bool = False) -> str:
    """Return the whole document. Everything that came from a course is escaped.

    `drawn_alone` puts the style into each drawing too, for a renderer that styles a drawing by itself (the PDF).
    """
    page = environment().get_template("report.html.j2")
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return page.render(
        report=report,
        style=Markup(style + STYLE),  # ours, from files; nothing of a course is in it
        drawings=_drawings(report, drawn_alone),
        level_words=LEVEL_WORDS,
        not_built=NOT_BUILT,
        not_judged=NOT_JUDGED,
        off_label=OFF_LABEL,
        intended_user=INTENDED_USER,
        decides_nothing=DECIDES_NOTHING,
        no_preference=NO_PREFERENCE,
        conventions=CONVENTIONS,
        undated=UNDATED,
        contents=CONTENTS,
    )


def environment() -> Environment:
    """Return the way templates are read: everything is escaped, and a name that is not there is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _drawings(report: Report, alone: bool) -> list[dict[str, Any]]:
    """Return each sheet's SVG, whose every text `draw` has escaped."""
    drawn = [
        (sheet, draw(sheet, sheet=i, alone=alone)) for i, sheet in enumerate(sheets(report.timeline), start=1)
    ]
    return [
        {"svg": Markup(svg.replace(HALO, "") if alone else svg), "title": sheet.title} for sheet, svg in drawn
    ]
