"""What kind of thing each source is, in the words that stand beside it."""

from __future__ import annotations

from typing import Any

from resorb.evidence import Evidence

_WORDS = {
    "letter": "case letter, one patient",
    "case report": "case report",
    "series": "case series",
    "cohort": "cohort",
    "trial": "trial, often of another disease",
    "meta-analysis": "meta-analysis of another disease",
    "review": "review",
    "label": "product label, another use",
    "registry": "trial registry entry",
    "guide": "a hospital's or handbook's practice",
    "laboratory": "laboratory or animal work",
    "abstract": "abstract only",
    "substance record": "substance record",
    "press": "press or regulator's notice",
    "aggregator": "unsourced page: may only caution",
    "opinion": "no published source",
    "project": "arithmetic",
}


def strength(ids: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
    """Return for each cited id what stands behind it, as `L61: case letter, one patient`."""
    return tuple(f"{name}: {_of(name, evidence)}" for name in ids)


def _of(name: str, evidence: Evidence) -> str:
    if name in evidence.contradictions:
        return "a contradiction or gap in what was published"
    source: Any = name
    if name in evidence.claims:
        source = evidence.claims[name].source
    return _WORDS.get(evidence.sources[source].kind, "source") if source in evidence.sources else "source"
