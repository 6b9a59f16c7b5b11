"""The report: one course as one document that a clinician brings to a meeting.

`build` gives a frozen `Report` (no HTML in it) whose `as_json` every face prints; `html` makes the page,
`write` puts it in place whole or not at all, `schema` says what the JSON holds. It never imports the
command line, a clock or a network, and judges nothing: advice and findings are handed to it.
"""

from __future__ import annotations

from resorb.report.build import build
from resorb.report.html import html
from resorb.report.page import Report
from resorb.report.schema import schema
from resorb.report.write import write

__all__ = ["Report", "build", "html", "schema", "write"]
