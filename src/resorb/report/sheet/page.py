"""The sheet as one HTML page of A4: black on white, big boxes, room to write."""

from __future__ import annotations

from markupsafe import Markup

from resorb.report.html import TEMPLATES, environment
from resorb.report.page import OFF_LABEL
from resorb.report.sheet.sheet import DRUG, NOT_THESE, Sheet

SETTLED = "nothing against"


def page(sheet: Sheet) -> str:
    """Return the whole document. Everything that came from a course is escaped."""
    return environment().get_template("sheet.html.j2").render(
        sheet=sheet,
        style=Markup((TEMPLATES / "sheet.css").read_text(encoding="utf-8")),  # ours; nothing of a course is in it
        drug=DRUG,
        not_these=NOT_THESE,
        off_label=OFF_LABEL,
        open_lines=[line for line in sheet.asked if line.answer != SETTLED],
        settled_lines=[line for line in sheet.asked if line.answer == SETTLED],
    )  # fmt: skip
