"""A table of words: what a page prints and what JSON lists, from the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in JSON, its heading, and whether its cells are a source's own words."""

    key: str
    heading: str
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under headings; `empty` is what is said when there are none. Unknown is a word, not a gap."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of '{self.caption}' has not one cell for each heading")

    def as_json(self) -> list[dict[str, Any]]:
        """Return one object a row, by the columns' names; an empty cell is null."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, (cell or None for cell in row), strict=True)) for row in self.rows]


def columns(*named: str) -> tuple[Column, ...]:
    """Return columns from `key=Heading`; a key that ends in `*` holds quotations."""
    found = (text.partition("=") for text in named)
    return tuple(Column(key.rstrip("*"), heading, key.endswith("*")) for key, _, heading in found)
