"""A fault in content, as a value.

The caller being wrong raises an exception; the content being wrong (an order, a course file, an
evidence file) returns findings, all of them, each saying where, what, why it matters and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

Level = Literal["error", "caution", "note"]

LEVELS: tuple[Level, ...] = ("error", "caution", "note")


@dataclass(frozen=True, slots=True)
class Where:
    """The place a finding is about: a file and line, a span of characters in a text, or both."""

    file: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        if self.file is not None:
            return self.file if self.line is None else f"{self.file}:{self.line}"
        if self.start is not None:
            return f"characters {self.start}-{self.end}"
        return ""

    def as_json(self) -> dict[str, Any]:
        """Return only what is known of the place."""
        known = {"file": self.file, "line": self.line, "start": self.start, "end": self.end}
        return {name: value for name, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with what to do about it.

    `level` says whether to proceed: error (do not), caution (only after reading), note. Separately
    `blocks_signing` says whether a signature must wait; every error blocks signing.
    """

    rule: str
    level: Level
    message: str
    remedy: str = ""
    sources: tuple[str, ...] = ()
    where: Where | None = None
    blocks_signing: bool = False

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"level {self.level!r} is none of {', '.join(LEVELS)}")
        if self.level == "error" and not self.blocks_signing:
            object.__setattr__(self, "blocks_signing", True)

    def at(self, where: Where) -> Finding:
        """Return the same finding at a place."""
        return replace(self, where=where)

    def as_json(self) -> dict[str, Any]:
        """Return the finding with the field names every command prints."""
        return {
            "rule": self.rule,
            "level": self.level,
            "message": self.message,
            "remedy": self.remedy,
            "sources": list(self.sources),
            "blocks_signing": self.blocks_signing,
            "where": self.where.as_json() if self.where else None,
        }

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where and str(self.where) else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


def worst(findings: Iterable[Finding]) -> Level | None:
    """Return the gravest level among the findings; None when there are none."""
    found = {finding.level for finding in findings}
    return next((level for level in LEVELS if level in found), None)


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 1 when any finding is an error, else 0: cautions and notes never stop a command."""
    return 1 if worst(findings) == "error" else 0
