"""What stands beside a record: each thing that supports or contradicts it, as one line with its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from resorb.evidence.body import Evidence
from resorb.evidence.fields import BY_SECTION
from resorb.evidence.values import WEAK_LABEL, may_act

# The field that says most of a record, by kind.
_SAYS = {
    "claims": "statement", "contradictions": "why", "limits": "message", "therapies": "response",
    "sources": "title", "values": "means", "measures": "what", "monitoring": "when", "products": "name",
    "analysers": "name", "protocols": "name", "codes": "concept", "look_alikes": "what", "designs": "why",
}  # fmt: skip

POOLED = (
    "No pooled response rate of intravenous treatment can be given: the sources do not allow one "
    "(outcomes visible in few, failures and unread reports beside them)."
)


@dataclass(frozen=True, slots=True)
class Line:
    """Another record in one line; `label` marks a weak one."""

    id: str
    section: str
    text: str
    label: str = ""

    def __str__(self) -> str:
        return f"{self.id}: {self.text}" + (f" [{self.label}]" if self.label else "")

    def as_json(self) -> dict[str, str]:
        """Return the line with its kind and id."""
        shown = {"id": self.id, "kind": self.section, "text": self.text}
        return {**shown, "label": self.label} if self.label else shown


def line(evidence: Evidence, name: str) -> Line:
    """Return the record of any kind as one line.

    Raises:
        KeyError: No record has that id.
    """
    section = _section_of(evidence, name)
    record: Any = getattr(evidence, section)[name]
    label = "" if may_act(getattr(record, "tag", "PAGE")) else WEAK_LABEL
    return Line(name, section, _text(section, record), label)


def lines(evidence: Evidence, names: tuple[str, ...]) -> tuple[Line, ...]:
    """Return several records as lines, in the order named."""
    return tuple(line(evidence, name) for name in names)


def contradictions_of(evidence: Evidence, name: str) -> Iterator[str]:
    """Yield contradictions that quote a source, so that they stand beside it unasked."""
    for key, record in evidence.contradictions.raw():
        if name in (record["a_source"], record.get("b_source")):
            yield key


def _text(section: str, record: Any) -> str:
    if section == "reports":
        many = "" if record.n is None else f"n {record.n}, "
        regimen = record.regimen or record.regimen_words or "regimen not stated"
        told = f"{many}{record.disease}, {regimen}: {record.response}. {record.outcome}"
        return f"another disease: {told}" if record.another_disease else told
    if section == "contradictions":
        but = f", but: {record.b}" if record.b else ""
        return f"{record.a}{but}. {record.why}"
    if section == "values":
        return f"{record.means}: {record} ({record.population})"
    if section == "sources":
        return f"{record.short}: {record.title}" if record.authors else str(record.short)
    if section == "therapies":
        return f"{record.name}: {record.response}"
    return str(getattr(record, _SAYS[section]))


@cache
def _sections(evidence: Evidence) -> dict[str, str]:
    return {name: section for section in BY_SECTION for name in getattr(evidence, section)}


def _section_of(evidence: Evidence, name: str) -> str:
    return _sections(evidence)[name]
