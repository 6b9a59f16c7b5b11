"""What a record leaves open without saying so: a claim nobody weighed, a value in nobody, a skipped item."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from resorb.evidence.choices import CARE_ITEMS
from resorb.evidence.datafile import Record, Records, by_section
from resorb.finding import Finding

Faults = Iterator[Finding]
_WEIGHED = ("supports", "contradicted_by", "gap", "nothing_found")
_PLACED = ("limits", "products", "monitoring", "claims", "therapies", "measures", "codes")
_STATES = ("present", "partly", "missing", "not_readable")


def claims_weighed(records: Records) -> Faults:
    """Yield a claim with nothing beside it: it would read as if it were settled."""
    for record in by_section(records)["claims"]:
        if not any(field in record.data for field in _WEIGHED):
            what = "nothing stands beside it: no support, no contradiction, no gap."
            yield record.fault("id", what, f"Add one of {', '.join(_WEIGHED)}.")


def values_placed(records: Records) -> Faults:
    """Yield a value that does not say in whom, in how many, or where it stands."""
    for record in by_section(records)["values"]:
        for field in ("population", "locator"):
            if field not in record.data:
                yield record.fault(
                    "id", f"'{field}' is missing.", f"Add {field}, or say that none is stated."
                )
        if "n" not in record.data and "n_why" not in record.data:
            remedy = "Add `n`, or `n_why`: not stated, not visible, does not apply."
            yield record.fault("id", "it does not say in how many.", remedy)


def reports_placed(records: Records) -> Faults:
    """Yield a report without a place in its source, or without a number and a reason for that."""
    for record in by_section(records)["reports"]:
        if "locator" not in record.data:
            yield record.fault("id", "'locator' is missing.", "Say where in the source it stands.")
        if "n" not in record.data and "n_why" not in record.data:
            yield record.fault("id", "it does not say in how many.", "Add `n`, or `n_why`.")


def acting_records_placed(records: Records) -> Faults:
    """Yield a record that acts or is claimed, and does not say where in its source it stands."""
    for record in records:
        read = record.data.get("tag") != "OPINION"
        if record.section in _PLACED and read and "locator" not in record.data:
            yield record.fault("id", "'locator' is missing.", "Say where in the source it stands.")


def contradictions_placed(records: Records) -> Faults:
    """Yield a contradiction that does not say where each side stands."""
    for record in by_section(records)["contradictions"]:
        for side in ("a", "b"):
            if side in record.data and f"{side}_locator" not in record.data:
                yield record.fault("id", f"'{side}_locator' is missing.", "Say where that is stated.")


def care_covers_every_item(records: Records) -> Faults:
    """Yield a CARE record that skips an item, or calls one two things."""
    for record in by_section(records)["care"]:
        said = [item for state in _STATES for item in record.data.get(state, [])]
        skipped = [item for item in CARE_ITEMS if item not in said]
        twice = sorted({item for item in said if said.count(item) > 1})
        if skipped:
            what = f"it says nothing of {', '.join(skipped)}."
            yield record.fault("id", what, "Put each of the 13 items under one state.")
        if twice:
            yield record.fault("id", f"{', '.join(twice)} stands twice.", "Put each item under one state.")
        yield from _looked(record)


def _looked(record: Record) -> Faults:
    where = record.data.get("where", {})
    claimed = [item for state in ("partly", "missing") for item in record.data.get(state, [])]
    unplaced = [item for item in claimed if item not in where]
    if unplaced:
        what = f"it does not say where one looked for {', '.join(unplaced)}."
        yield record.fault("where", what, "Add the place, or call the item not readable.")


CHECKS: tuple[Callable[[Records], Faults], ...] = (
    claims_weighed,
    values_placed,
    reports_placed,
    acting_records_placed,
    contradictions_placed,
    care_covers_every_item,
)
