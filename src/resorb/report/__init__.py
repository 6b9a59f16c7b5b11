"""The report: one course as one document that a clinician brings to a meeting.

`counsel` asks the protocol, `build` gives a frozen `Report` (no HTML in it) whose `as_json` every face prints; `html`
makes the page, `pdf` a PDF of it where that is installed, `write` puts it in place whole or not at all, `schema` says
what the JSON holds; `sheet/` is the page for one infusion. It never imports the command line, a clock or a network, and
judges nothing: advice and findings are handed to it.
"""

from __future__ import annotations

from resorb.report.build import build
from resorb.report.counsel import counsel
from resorb.report.html import html
from resorb.report.page import Report
from resorb.report.pdf import pdf
from resorb.report.schema import schema
from resorb.report.write import write

__all__ = ["Report", "build", "counsel", "html", "pdf", "schema", "write"]
