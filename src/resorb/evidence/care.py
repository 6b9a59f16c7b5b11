"""How complete a report is by the 13 items of the CARE checklist of 2013.

A reader would get wrong a report that was not read in full: its items are not missing, they are not
readable here, which is a third state beside there and not there.
"""

from __future__ import annotations

from dataclasses import dataclass

ITEMS = 13


@dataclass(frozen=True, slots=True)
class Care:
    """What one report tells of each CARE item, and where it was found or looked for."""

    id: str
    source: str
    read: str
    tag: str
    present: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_readable: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def summary(self) -> str:
        """The counts in words, never one score: an item not readable is neither there nor missing."""
        parts = (
            (self.present, "there"),
            (self.partly, "in part"),
            (self.missing, "missing"),
            (self.not_readable, "not readable here"),
        )
        told = ", ".join(f"{len(items)} {words}" for items, words in parts if items)
        return f"CARE 2013, {ITEMS} items: {told}"
