"""What a fact from memory or from a page without sources may not do: permit, loosen, recommend, set.

It may raise a caution that is labelled. Each check here closes one door by which it could do more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from resorb.evidence.datafile import Record, Records, by_section
from resorb.evidence.values import WEAK_TAGS
from resorb.finding import Finding

Faults = Iterator[Finding]

# Kinds whose every record permits or sets something.
_PERMITTING = ("products", "protocols", "synonyms", "care", "designs")

# Values the software computes with: conversions, and the letter's own order.
ACTED_ON = (
    "molar_mass.pentahydrate", "molar_mass.anhydrous", "molar_mass.potassium_chloride", "sodium.per_mole",
    "factor.anhydrous_to_pentahydrate", "sodium.diluent.saline", "letter.dose", "calcinosis.iv.dose.lowest",
    "calcinosis.iv.dose.highest",
)  # fmt: skip


def permit_nothing(records: Records) -> Faults:
    """Yield a weak product, protocol or name, and a weak value that doses are computed with."""
    for record in _weak(records):
        if record.section in _PERMITTING or record.id in ACTED_ON:
            tag = record.data["tag"]
            yield record.fault("tag", f"a fact tagged {tag} may not permit anything.", "Find its source.")


def only_caution(records: Records) -> Faults:
    """Yield a limit tagged UNVERIFIED or AGG that would stop, permit or set anything."""
    for record in _weak(by_section(records)["limits"]):
        d = record.data
        if d["level"] != "caution" or d["hard"] or d.get("action", "warn") not in ("warn", "ask"):
            what = f"a fact tagged {d['tag']} may only raise a labelled caution."
            yield record.fault("level", what, "Write `level: caution`, `hard: no` and no other action.")


def set_no_interval(records: Records) -> Faults:
    """Yield monitoring that a weak source would make due."""
    for record in _weak(by_section(records)["monitoring"]):
        for field in ("every", "before_doses"):
            if field in record.data:
                what = f"a fact tagged {record.data['tag']} may not make monitoring due."
                yield record.fault(field, what, f"Remove {field}; say it in `when`.")


def never_feasible(records: Records) -> Faults:
    """Yield a therapy that a weak source would make feasible."""
    for record in by_section(records)["therapies"]:
        d = record.data
        tag = d.get("suits_tag", d["tag"])
        if tag in WEAK_TAGS and "suits" in d:
            what = f"`suits` rests on a fact tagged {tag}, which may not make a therapy feasible."
            yield record.fault("suits", what, "Write it under `said_to_suit`, which drives nothing.")
        if "said_to_suit" in d and "said_to_suit_tag" not in d:
            what = "`said_to_suit` does not say how it was read."
            yield record.fault("said_to_suit", what, "Add `said_to_suit_tag`.")


def ship_no_code(records: Records) -> Faults:
    """Yield a code from memory: it would leave the program as if it had been read."""
    for record in _weak(by_section(records)["codes"]):
        if "code" in record.data:
            what = f"a code tagged {record.data['tag']} may not be shipped."
            yield record.fault(
                "code", what, "Remove the code until it has been read in a table or on a page."
            )


def rest_nothing_on_weak(records: Records) -> Faults:
    """Yield a protocol or measure that names a weak fact as its ground."""
    tags = _tags(records)
    for record in records:
        for field in _GROUNDS.get(record.section, ()):
            named = record.data.get(field, [])
            for name in named if isinstance(named, list) else [named]:
                if tags.get(name) in WEAK_TAGS:
                    what = f"{field} rests on {name}, tagged {tags[name]}."
                    yield record.fault(field, what, "Remove it, or find its source.")


_GROUNDS = {
    "protocols": ("claims", "escalate_after", "stop", "restart"),
    "measures": ("changes",),
    "therapies": ("impractical_by",),
}


def derived_rests_on_facts(records: Records) -> Faults:
    """Yield a DERIVED value computed from a weak one: arithmetic makes nothing more certain."""
    tags = _tags(records)
    for record in records:
        bad = [name for name in record.data.get("inputs", []) if tags.get(name) in WEAK_TAGS]
        if bad and record.data["tag"] not in WEAK_TAGS:
            what = f"it is computed from {', '.join(bad)}, tagged {tags[bad[0]]}."
            yield record.fault("inputs", what, f"Tag it {tags[bad[0]]} too.")


def _weak(records: Any) -> Iterator[Record]:
    return (record for record in records if record.data.get("tag") in WEAK_TAGS)


def _tags(records: Records) -> dict[str, Any]:
    return {record.id: record.data.get("tag") for record in records}


CHECKS: tuple[Callable[[Records], Faults], ...] = (
    permit_nothing,
    only_caution,
    set_no_interval,
    never_feasible,
    ship_no_code,
    rest_nothing_on_weak,
    derived_rests_on_facts,
)
