"""Plain search over ids, statements, drugs and sources; what is named exactly comes first.

All words have to be in a record, each as the beginning of a word there: `dose` finds doses. Nothing is
ranked by how well it suits anybody's opinion: within a rank the order is that of the data files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from resorb.evidence.body import Evidence

# The kinds in the order they are shown.
SHOWN = (
    "claims", "contradictions", "therapies", "reports", "limits", "values", "measures", "monitoring",
    "products", "codes", "protocols", "analysers", "synonyms", "look_alikes", "sources",
)  # fmt: skip

# Words that people use for one another; the statements are in our own words, so a reader's may differ.
_SAME = (
    ("surgery", "surgical", "excision", "operation"),
    ("ivig", "immunoglobulin"),
    ("eswl", "shock"),
    ("lithotripsy", "shock"),
    ("steroid", "corticosteroid", "triamcinolone", "glucocorticoid"),
    ("aluminum", "aluminium"),
    ("alendronate", "alendronic", "bisphosphonate"),
    ("hemodialysis", "haemodialysis", "dialysis"),
    ("renal", "kidney"),
    ("jdm", "juvenile dermatomyositis"),
    ("ssc", "systemic sclerosis"),
    ("scleroderma", "sclerosis"),
    ("sle", "lupus"),
    ("cua", "calciphylaxis"),
    ("itch", "pruritus"),
    ("vein", "intravenous", "iv"),
    ("acidosis", "acid", "bicarbonate"),
    ("hypotension", "pressure"),
    ("allergy", "hypersensitivity", "sulfite"),
    ("half-life", "half life"),
    ("clearance", "cleared"),
    ("thiosulphate", "thiosulfate"),
    ("child", "children", "paediatric", "pediatric"),
    ("tumor", "tumoral", "tumour"),
    ("calcium-channel", "diltiazem"),
    ("abatacept",),
)
_RANGE = re.compile(r"([a-z]+)(\d+)-[a-z]*(\d+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found: its kind, its id, and how: 0 by its id, 1 by its name, 2 in its text."""

    section: str
    id: str
    rank: int


def find(evidence: Evidence, words: Iterable[str], kinds: Iterable[str] = SHOWN) -> tuple[Hit, ...]:
    """Return every record that holds all the words, exact ids first; no words find everything."""
    wanted = [_Word(word) for text in words for word in text.casefold().split()]
    hits = [hit for section in kinds for hit in _in(evidence, section, wanted)]
    return tuple(sorted(hits, key=lambda hit: hit.rank))


def close_ids(evidence: Evidence, words: Iterable[str], kinds: Iterable[str] = SHOWN) -> tuple[str, ...]:
    """Return ids that look like what was asked, for a query that found nothing."""
    ids = {name.casefold(): name for section in kinds for name in getattr(evidence, section)}
    parts = {part: name for low, name in ids.items() for part in low.split(".")[1:]}
    found: dict[str, None] = {}
    for word in " ".join(words).casefold().split():
        for close in get_close_matches(word, [*ids, *parts], n=4, cutoff=0.6):
            found.setdefault(ids.get(close) or parts[close])
    return tuple(found)[:6]


class _Word:
    """One word of a query, with the words people use for it, and ids that are ranges (C5-C8 for C6)."""

    def __init__(self, word: str) -> None:
        self.word = word
        same = {other for group in _SAME if word in group for other in group} | {word}
        begins = "|".join(re.escape(w) for w in sorted(same))
        ends = r"(?!\d)" if word[-1].isdigit() else ""  # K1 is not K10
        self.begins = re.compile(
            rf"(?<![a-z0-9.])(?:{begins}){ends}" if word[0].isalnum() else re.escape(word)
        )

    def is_id(self, name: str) -> bool:
        if name[:1] != self.word[:1]:
            return False
        span = _RANGE.fullmatch(name)
        if span is None:
            return name == self.word
        return self.word in (name, *(f"{span[1]}{i}" for i in range(int(span[2]), int(span[3]) + 1)))

    def rank(self, name: str, title: str, text: str) -> int | None:
        if self.is_id(name):
            return 0
        if self.begins.search(title) or self.begins.search(name.replace(".", " ").replace("_", " ")):
            return 1
        return 2 if self.begins.search(text) else None


def _in(evidence: Evidence, section: str, wanted: list[_Word]) -> Iterator[Hit]:
    for name, record in getattr(evidence, section).raw():
        said = re.sub(r"[._]", " ", name)
        glance = f"{record} {said}".casefold()
        if not all(word.begins.search(glance) or word.is_id(name.casefold()) for word in wanted):
            continue  # a glance at all of it, field names too, spares most records the careful look
        low = name.casefold()
        title, text = _titles(record), " ".join(_texts(record)).casefold()
        ranks = [word.rank(low, title, text) for word in wanted]
        known = [rank for rank in ranks if rank is not None]
        if len(known) == len(ranks):
            exact = len(wanted) == 1 and known == [0]
            yield Hit(section, name, 0 if exact else max(known, default=2))


def _titles(record: dict[str, Any]) -> str:
    names = [record.get(field, "") for field in ("name", "concept", "code", "disease")]
    return " ".join([*names, *record.get("names", []), *record.get("aliases", [])]).casefold()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
