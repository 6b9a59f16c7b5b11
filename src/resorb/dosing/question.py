"""What must be asked back: a number or a word that two careful readers would read differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resorb.dosing.element import Asked
from resorb.finding import Finding, Where
from resorb.quantity import plain


@dataclass(frozen=True, slots=True)
class Question:
    """A part of a text that was not taken, with the ways it can be read; no way is preferred."""

    about: str
    text: str
    readings: tuple[str, ...]
    span: tuple[int, int]
    why: str

    def finding(self) -> Finding:
        """Return the question as an error: nothing proceeds until the writer answers."""
        ways = " or ".join(f"'{r}'" for r in self.readings)
        return Finding(
            "dosing.ambiguous",
            "error",
            f"'{self.text}' can be read as {ways}. {self.why}",
            f"Write the {self.about} so that it has one reading; none was assumed.",
            where=Where(start=self.span[0], end=self.span[1]),
        )

    def as_json(self) -> dict[str, Any]:
        """Return the question and its readings."""
        return {
            "about": self.about,
            "text": self.text,
            "readings": list(self.readings),
            "span": list(self.span),
        }


def of_number(asked: Asked, span: tuple[int, int]) -> Question:
    """Return the question for digits with a comma, a blank or three decimals."""
    per = f"/{asked.per}" if asked.per else ""
    readings = tuple(f"{plain(r)} {asked.unit}{per}" for r in dict.fromkeys(asked.readings))
    why = "A comma or a group of three digits is a decimal sign to half of the world and a thousands sign to the rest."
    return Question("dose", f"{asked.text} {asked.unit}{per}", readings, span, why)


def of_schedule(said: tuple[str, tuple[str, ...]], span: tuple[int, int]) -> Question:
    """Return the question for `biweekly` and `3 weekly`."""
    text, readings = said
    return Question("frequency", text, readings, span, "Both are in use, and they differ severalfold.")


def of_count(count: int, unit: str, span: tuple[int, int]) -> Question:
    """Return the question for `3/wk x 4`."""
    readings = (f"for {count} doses", f"for {count} {unit}")
    return Question("number of doses", f"x {count}", readings, span, "Neither doses nor weeks are named.")


def of_route(text: str, readings: tuple[str, ...], span: tuple[int, int]) -> Question:
    """Return the question for route letters such as IL and IP."""
    return Question("route", text, readings, span, "The letters stand for more than one thing.")
