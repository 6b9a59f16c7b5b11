"""The timeline: a course's events as marks on one axis, and those marks as SVG.

`timeline(view, …)` gives frozen marks, rows and lanes with their places, and `draw` turns them into SVG
text. It never imports the page, a chart library or a clock.
"""

from resorb.report.timeline.lanes import timeline
from resorb.report.timeline.mark import Lane, Mark, Row, Timeline
from resorb.report.timeline.style import HALO, STYLE
from resorb.report.timeline.svg import draw, sheets

__all__ = ["HALO", "STYLE", "Lane", "Mark", "Row", "Timeline", "draw", "sheets", "timeline"]
