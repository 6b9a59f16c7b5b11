"""One page for one infusion: what the pharmacist makes up and the nurse gives, records and stops for.

`prepare` gives a frozen `Sheet` without HTML, `page` draws it on one side of A4, `sheet_schema` says what its JSON
holds. Where the dose is not one sure dose, the sheet prints no amount, no volume and no rate, and says what
is missing. It checks nothing itself: the order check and the go or no-go are handed to it.
"""

from __future__ import annotations

from resorb.report.sheet.page import page
from resorb.report.sheet.prepare import prepare
from resorb.report.sheet.schema import sheet_schema
from resorb.report.sheet.sheet import Sheet

__all__ = ["Sheet", "page", "prepare", "sheet_schema"]
