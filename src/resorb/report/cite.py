"""Ids of sources and claims spelt out for a reader, and advice made ready to show."""

from __future__ import annotations

from collections.abc import Sequence

from resorb.evidence import Evidence, Source
from resorb.report.page import Advises, Cited, Shown

# how a fact was seen, in a reader's words; the last two are weak and may only caution
SEEN = {
    "PAGE": "read in the source",
    "ABS": "read in the abstract",
    "REPO": "from a public terminology",
    "DERIVED": "arithmetic",
    "OPINION": "site default, opinion",
    "AGG": "clinical judgement, source weak",
    "UNVERIFIED": "clinical judgement, source weak",
}


def cited(ids: Sequence[str], evidence: Evidence, *, full: bool = False) -> tuple[Cited, ...]:
    """Return each id with one line; an id that the evidence does not have is shown as it is."""
    return tuple(Cited(name, _line(name, evidence, full)) for name in ids)


def _line(name: str, evidence: Evidence, full: bool) -> str:
    if name in evidence.sources:
        source = evidence.sources[name]
        return _whole(source) if full else f"{source.short} ({source.kind})" if source.kind else source.short
    if name in evidence.claims:
        claim = evidence.claims[name]
        return f"{_stopped(claim.statement)} ({_line(claim.source, evidence, False)}; {SEEN[claim.tag]})"
    if name in evidence.contradictions:
        found = evidence.contradictions[name]
        other = f"against “{found.b}”" if found.b else "and nothing more"
        return f"“{found.a}” {other}: {_stopped(found.why)}"
    if name in evidence.limits:
        limit = evidence.limits[name]
        return f"{limit.message} ({', '.join(evidence.cite(limit.sources))}; {SEEN[limit.tag]})"
    return name


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _whole(source: Source) -> str:
    parts = (source.authors, source.title, source.reference, source.year, source.kind)
    kept = [part.strip().rstrip(".") for part in parts if part]
    return ". ".join(dict.fromkeys(kept)) + "."


def shown(advice: Advises, evidence: Evidence) -> Shown:
    """Return a piece of advice with its inputs as words and its sources spelt out."""
    inputs = tuple(
        (str(i.name), str(i.value), str(getattr(i, "when", None) or getattr(i, "date", None) or ""))
        for i in advice.inputs
    )
    return Shown(
        advice.rule, advice.title, advice.level, advice.text, advice.reason, inputs, tuple(advice.missing),
        cited(advice.sources, evidence), cited(advice.against, evidence), advice.blocks_signing,
        str(getattr(advice, "protocol", "")), tuple(getattr(advice, "strength", ())), str(getattr(advice, "clears", "")),
        bool(getattr(advice, "hard", False)), tuple(o.id for o in getattr(advice, "alternatives", ())),
        str(getattr(advice, "overridden", None) or ""),
    )  # fmt: skip
