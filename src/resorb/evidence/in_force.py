"""Which of several records holds on a day: two may follow each other, never overlap.

Dates are `YYYY-MM-DD`, so their order as text is their order in time. An absent one is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from resorb.evidence.datafile import Record, Records, by_section
from resorb.finding import Finding

_NEVER_ENDS = "9999-12-31"
DATED = ("values", "limits")


def spell(data: Mapping[str, Any]) -> tuple[str, str]:
    """Return the first and the last day a record holds."""
    return data.get("in_force_from", ""), data.get("until", _NEVER_ENDS)


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether there is a day on which both hold."""
    (a_from, a_until), (b_from, b_until) = spell(one), spell(other)
    return a_from <= b_until and b_from <= a_until


def _day(one: Record, other: Record) -> str:
    """Return words for a day on which both are in force."""
    first = max(spell(one.data)[0], spell(other.data)[0])
    return f"from {first}" if first else "always"


def unique_ids(records: Records) -> Iterator[Finding]:
    """Yield two records under one id: two values in force at once, and no way to tell which holds."""
    for one, other in _pairs(records, lambda record: (record.section, record.id)):
        if one.section not in DATED:
            what = f"two records are in force under one id (the other is {one.file}:{one.line})."
            yield other.fault("id", what, "Keep one, or give the second its own id.")
        elif overlap(one.data, other.data):
            twin = f"{one.file}:{one.line}"
            what = f"two records are in force under one id, {_day(one, other)} (the other is {twin})."
            yield other.fault(
                "id", what, "Keep one, or end the first with `until` the day before the second."
            )


def one_limit_in_force(records: Records) -> Iterator[Finding]:
    """Yield two limits that answer one question: same thing, same side, same reach, same consequence."""
    for one, other in _pairs(by_section(records)["limits"], _question):
        if one.id != other.id and overlap(one.data, other.data):
            twin = f"{one.id}, {one.file}:{one.line}"
            what = f"two limits are in force for one question, {_day(one, other)} (the other is {twin})."
            yield other.fault("id", what, "Keep one, or say in `applies_to` or `until` where each holds.")


def dates_in_order(records: Records) -> Iterator[Finding]:
    """Yield a record that ends before it begins: it would never hold."""
    for record in records:
        first, last = spell(record.data)
        if first > last:
            what = f"it holds from {first} until {last}, which is before."
            yield record.fault("until", what, "Correct one of the two dates.")


def _question(record: Record) -> str:
    d = record.data
    scope = sorted((k, str(v)) for k, v in d.get("applies_to", {}).items())
    side = d["comparison"].rstrip("=")
    return str((d["bounds"], side, d["level"], d.get("action"), d.get("at_dose"), d.get("words"), scope))


def _pairs(records: Iterable[Record], of: Any) -> Iterator[tuple[Record, Record]]:
    groups: dict[Any, list[Record]] = {}
    for record in records:
        groups.setdefault(of(record), []).append(record)
    for group in groups.values():
        yield from combinations(group, 2)
