"""How certain a source can make us that the drug does good, in the words of GRADE, and why.

A reader would get wrong what is graded: GRADE rates a body of evidence for one question. Here it is what
a source of this kind can add to one: does intravenous sodium thiosulfate shrink calcinosis cutis?
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Design:
    """A kind of source, the certainty it can give of an effect here, and why."""

    id: str
    certainty: str
    why: str
    tag: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """The certainty of one source, and why."""

    certainty: str
    why: str

    def __str__(self) -> str:
        return f"{self.certainty}: {self.why}"
