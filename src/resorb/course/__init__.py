"""The course: one patient's treatment as a ledger of dated events, each written once and never changed.

It reads and writes the course file, says what stands after corrections and what the recorded state was
as of any time; it judges nothing. It never imports evidence, rules, a clock or a network, and PyYAML
only when a file is read.
"""

from __future__ import annotations

from resorb.course.event import Event
from resorb.course.ledger import Course
from resorb.course.merge import merge
from resorb.course.readfile import Loaded, load, read
from resorb.course.schema import schema
from resorb.course.state import State, state
from resorb.course.tolerance import Tolerance
from resorb.course.when import When
from resorb.course.writefile import dump

__all__ = [
    "Course",
    "Event",
    "Loaded",
    "State",
    "Tolerance",
    "When",
    "dump",
    "load",
    "merge",
    "read",
    "schema",
    "state",
]
