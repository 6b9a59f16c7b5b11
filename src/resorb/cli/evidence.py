"""`resorb evidence`: what is known, with what supports and contradicts it beside it; a release; a picture."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

from resorb.cli.arguments import NOTICE
from resorb.cli.body import evidence_for
from resorb.cli.unusable import unusable
from resorb.evidence import Evidence, may_act
from resorb.evidence.beside import POOLED, Line, contradictions_of, lines
from resorb.evidence.search import SHOWN, Hit, close_ids, find

_SHOWN_OF_A_KIND = 12
_WIDTH = 100


def run(found: Namespace) -> int:
    """Answer a query, or write a release or a picture."""
    evidence = evidence_for(found)
    if found.export:
        return _exported(found, evidence)
    if found.picture:
        return _pictured(found, evidence)
    kinds = (found.kind,) if found.kind else SHOWN
    hits = find(evidence, found.query, kinds)
    if found.json:
        _print_json(found, evidence, hits, kinds)
    else:
        told = list(_answer(found, evidence, hits, kinds))
        print("\n".join(_with_pooled(evidence, told)))
    return 0


# --- as JSON


def _print_json(found: Namespace, evidence: Evidence, hits: tuple[Hit, ...], kinds: tuple[str, ...]) -> None:
    from resorb import __version__
    from resorb.evidence.asjson import record_json
    from resorb.jsontext import dumps

    answer: dict[str, Any] = {"query": " ".join(found.query), "found": len(hits)}
    for section in SHOWN:
        answer[section] = [record_json(evidence, h.section, h.id) for h in hits if h.section == section]
    answer["pooled_iv_response_rate"] = {"value": None, "why": POOLED}
    if not hits:
        answer["close"] = list(close_ids(evidence, found.query, kinds))
    answer["versions"] = {"resorb": __version__, "evidence": str(evidence.release)}
    print(dumps({**answer, "notice": NOTICE}))


# --- as text


def _answer(
    found: Namespace, evidence: Evidence, hits: tuple[Hit, ...], kinds: tuple[str, ...]
) -> Iterator[str]:
    if not hits:
        yield from _nothing(found, evidence, kinds)
        return
    if not found.query and not found.kind:
        yield from _overview(evidence)
        return
    for hit in hits:
        if hit.rank == 0:
            yield from _told(evidence, hit)
    rest = [hit for hit in hits if hit.rank]
    for section in SHOWN:
        yield from _section(found, evidence, section, [hit for hit in rest if hit.section == section])
    yield f"Evidence {evidence.release}. {NOTICE}"


def _with_pooled(evidence: Evidence, told: list[str]) -> list[str]:
    """Return the lines, and under them that nothing is pooled, wherever they list intravenous reports."""
    ids = "|".join(name for name, record in evidence.reports.raw() if record["route"] == "IV")
    listed = re.compile(rf"(?<![\w-])(?:{ids})(?::|  )")
    return [*told, f"* {POOLED}"] if any(map(listed.search, told)) else told


def _nothing(found: Namespace, evidence: Evidence, kinds: tuple[str, ...]) -> Iterator[str]:
    what = " ".join(found.query)
    yield f"Nothing in the evidence holds {what!r}. That is no evidence of absence."
    close = close_ids(evidence, found.query, kinds)
    if close:
        yield f"Ids that look like it: {', '.join(close)}."
    yield "Try one plain word (a drug, a disease, dose, nausea), or an id such as L52, K1, C17, S66."


def _overview(evidence: Evidence) -> Iterator[str]:
    yield f"Evidence {evidence.release}"
    for section in SHOWN:
        table = getattr(evidence, section)
        names = list(table)
        yield f"  {section.replace('_', ' '):15} {len(names):4}   {names[0]} … {names[-1]}"
    yield f"* {POOLED}"
    yield "Ask with words or an id: resorb evidence warfarin; resorb evidence L52; --kind reports lists them all."


def _section(found: Namespace, evidence: Evidence, section: str, hits: list[Hit]) -> Iterator[str]:
    if not hits:
        return
    yield section.replace("_", " ").upper()
    shown = hits if found.kind else hits[:_SHOWN_OF_A_KIND]
    if section == "reports":
        yield from _table(evidence, [hit.id for hit in shown])
    else:
        for hit in shown:
            yield from _told(evidence, hit)
    if len(shown) < len(hits):
        yield f"  … and {len(hits) - len(shown)} more: --kind {section} shows all"
    yield ""


def _told(evidence: Evidence, hit: Hit) -> Iterator[str]:
    record = getattr(evidence, hit.section)[hit.id]
    yield from _TELL.get(hit.section, _plainly)(evidence, record)
    yield ""


def _wrapped(text: str, indent: str = "    ") -> Iterator[str]:
    yield from wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)


def _labelled(name: str, text: str) -> Iterator[str]:
    """Yield a line with a name in front, later lines set under its text."""
    if text:
        yield from wrap(text, _WIDTH, initial_indent=f"    {name:9}", subsequent_indent=" " * 13)


def _beside(name: str, some: tuple[Line, ...]) -> Iterator[str]:
    for i, one in enumerate(some):
        yield from _labelled(name if i == 0 else "", str(one))


def _place(record: Any) -> str:
    who = getattr(record, "source", "") or ", ".join(getattr(record, "sources", ()))
    place = getattr(record, "locator", "")
    in_whom = getattr(record, "population", "")
    many = getattr(record, "n", None)
    tag = getattr(record, "tag", "")
    weak = "" if may_act(tag) else ": source weak"
    parts = [who, place, in_whom, "" if many is None else f"n {many}", f"{tag}{weak}"]
    return " · ".join(part for part in parts if part)


def _claim(evidence: Evidence, claim: Any) -> Iterator[str]:
    yield f"{claim.id}  claim ({claim.type}) · {_place(claim)}"
    yield from _wrapped(claim.statement)
    yield from _beside("for", lines(evidence, claim.supports))
    yield from _beside("against", lines(evidence, claim.contradicted_by))
    yield from _labelled("gap", claim.gap)
    yield from _labelled("looked", claim.nothing_found)
    yield from _labelled("note", claim.note)


def _contradiction(evidence: Evidence, one: Any) -> Iterator[str]:
    kind = "gap" if one.kind == "gap" else f"contradiction ({one.kind})"
    inside = f", inside one source: {one.inside}" if one.inside else ""
    yield f"{one.id}  {kind}{inside} · {one.tag}"
    yield from _labelled("says", f"{one.a} [{one.a_source}, {one.a_locator or 'place not noted'}]")
    if one.b:
        tag = f", {one.b_tag}" if one.b_tag else ""
        yield from _labelled("but", f"{one.b} [{one.b_source}, {one.b_locator or 'place not noted'}{tag}]")
    yield from _labelled("why", one.why)
    yield from _labelled("resorb", one.resorb_does)
    if one.sources:
        yield from _labelled("see also", ", ".join(one.sources))


def _therapy(evidence: Evidence, one: Any) -> Iterator[str]:
    against = " · ADVISED AGAINST" if one.advised_against else ""
    yield f"{one.id}  {one.name} ({one.kind}){against} · {_place(one)}"
    weak = f" [{one.dose_tag}: source weak]" if one.dose_tag in ("AGG", "UNVERIFIED") else ""
    yield from _labelled("dose", one.dose + weak if one.dose else "not found")
    yield from _labelled("response", one.response)
    yield from _labelled("counts", ", ".join(f"{name} {n}" for name, n in one.counts))
    yield from _labelled("feasible", ", ".join(one.suits) or "not known from a source that was read")
    if one.impractical_for:
        by = ", ".join(one.impractical_by)
        yield from _labelled("not for", f"{', '.join(one.impractical_for)} ({by})")
    if one.said_to_suit:
        hint = ", ".join(one.said_to_suit)
        yield from _labelled("hint", f"{hint} ({one.said_to_suit_tag}: source weak, drives nothing)")
    yield from _labelled("against", one.against)
    yield from _beside("for", lines(evidence, one.evidence_for))
    yield from _beside("against", lines(evidence, one.evidence_against))
    yield from _labelled("note", one.note)


def _report(evidence: Evidence, one: Any) -> Iterator[str]:
    apart = "another disease · " if one.another_disease else ""
    yield f"{one.id}  report · {apart}{_place(one)}"
    yield from _wrapped(f"{one.about[:1].upper()}{one.about[1:]}; {one.disease}; {one.route}.")
    yield from _labelled(
        "regimen", "; ".join(x for x in (one.regimen, one.regimen_words) if x) or "not stated"
    )
    if one.with_drugs:
        yield from _labelled("with", ", ".join(one.with_drugs))
    yield from _labelled("lasted", one.duration)
    yield from _labelled("response", f"{one.response}. {one.outcome}")
    yield from _labelled("seen", one.time_to_response)
    yield from _labelled("harm", one.adverse or "not stated")
    yield from _labelled("stopped", one.after_stopping)
    yield from _beside("against", lines(evidence, one.contradictions))
    yield from _labelled("note", one.note)


def _source(evidence: Evidence, one: Any) -> Iterator[str]:
    yield f"{one.id}  source ({one.kind}) · {one.short}"
    if one.authors:
        yield from _wrapped(one.title)
    yield from _labelled("where", one.reference)
    yield from _labelled("GRADE", str(evidence.strength(one.id)))
    care = evidence.care.get(f"care.{one.id}")
    if care is not None:
        yield from _labelled("CARE", f"{care.summary} ({care.read})")
        for item, place in care.where:
            yield from _labelled("", f"{item}: {_state(care, item)}. {place}")
    yield from _beside("see", lines(evidence, tuple(contradictions_of(evidence, one.id))[:8]))
    yield from _labelled("note", one.note)


def _state(care: Any, item: str) -> str:
    words = {
        "present": "there",
        "partly": "in part",
        "missing": "missing",
        "not_readable": "not readable here",
    }
    return next((words[state] for state in words if item in getattr(care, state)), "")


def _limit(evidence: Evidence, one: Any) -> Iterator[str]:
    line = f"{one.comparison} {one.value or ', '.join(one.words)}".strip()
    hard = "hard" if one.hard else "soft"
    yield f"{one.id}  limit: {one.bounds.replace('_', ' ')} {line} · {one.level}, {hard} · {_place(one)}"
    yield from _wrapped(one.message)
    yield from _labelled("do", one.remedy)
    yield from _labelled("site", one.site)
    yield from _labelled("weak", one.label)
    yield from _labelled("note", one.note)


def _value(evidence: Evidence, one: Any) -> Iterator[str]:
    span = f" ({one.low} to {one.high})" if one.value is not None and one.low is not None else ""
    weak = "" if one.may_act else ", drives nothing"
    yield f"{one.id}  {one}{span} · {_place(one)}{weak}"
    yield from _wrapped(one.means)
    yield from _labelled("from", ", ".join(one.inputs))
    yield from _labelled("note", one.note)


def _plainly(evidence: Evidence, one: Any) -> Iterator[str]:
    from resorb.evidence.beside import line

    yield f"{one.id}  {_place(one)}"
    told, name = line(evidence, one.id).text, getattr(one, "name", "")
    yield from _wrapped(told if told.startswith(name) else f"{name}: {told}")
    for field in ("system", "code", "change_that_matters", "reliability", "what", "gap", "why", "note"):
        yield from _labelled(field.split("_")[0], str(getattr(one, field, "")))


_TELL: dict[str, Callable[[Evidence, Any], Iterator[str]]] = {
    "claims": _claim,
    "contradictions": _contradiction,
    "therapies": _therapy,
    "reports": _report,
    "sources": _source,
    "limits": _limit,
    "values": _value,
}


def _table(evidence: Evidence, names: list[str]) -> Iterator[str]:
    """Yield reports as rows, calcinosis cutis first, other diseases under a line of their own."""
    heads = ("id", "n", "route", "regimen", "response", "disease")
    some = [evidence.reports[name] for name in names]
    for apart, title in ((False, ""), (True, "another disease; never a base rate for calcinosis cutis:")):
        rows = [_row(one) for one in some if one.another_disease == apart]
        if rows:
            if title:
                yield f"  {title}"
            yield from _aligned([heads, *rows])


def _row(one: Any) -> tuple[str, ...]:
    regimen = one.regimen or one.regimen_words or "not stated"
    many = "" if one.n is None else str(one.n)
    weak = "" if may_act(one.tag) else " (weak)"
    return (one.id, many, one.route, regimen, f"{one.response}{weak}", one.disease)


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    most = (8, 4, 13, 44, 15, 60)
    cut = [[_cut(cell, width) for cell, width in zip(row, most, strict=True)] for row in rows]
    widths = [max(len(row[i]) for row in cut) for i in range(len(most))]
    for row in cut:
        yield "  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


# --- release and picture


def _exported(found: Namespace, evidence: Evidence) -> int:
    from resorb.cli.release import export

    try:
        folder = export(Path(found.export), evidence)
    except (OSError, ValueError) as why:
        raise unusable("cli.export", f"The release was not written: {why}.", "Give a new folder.") from None
    print(f"Wrote evidence {evidence.release.version} to {folder}: data, schema, citation, checksums.")
    return 0


def _pictured(found: Namespace, evidence: Evidence) -> int:
    from resorb.evidence.picture import svg

    try:
        Path(found.picture).write_text(svg(evidence), encoding="utf-8")
    except OSError as why:
        raise unusable("cli.picture", f"{found.picture}: {why.strerror}.", "Check the path.") from None
    print(f"Wrote {found.picture}. {POOLED}", file=sys.stderr)
    return 0
