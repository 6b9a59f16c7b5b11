"""What no single field shows: records that contradict, rest on too little, or point at nothing.

Each check is a function from all records to faults; the list at the end is the order they run in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from resorb.evidence import complete, in_force, plausible, weak
from resorb.evidence.datafile import Record, Records, by_section
from resorb.evidence.fields import BY_SECTION, SCOPE, Field
from resorb.evidence.values import OPINION, WEAK_TAGS
from resorb.finding import Finding

Faults = Iterator[Finding]


def references_exist(records: Records) -> Faults:
    """Yield ids of other records that are not there."""
    ids = {name: {record.id for record in some} for name, some in by_section(records).items()}
    ids["*"] = set().union(*ids.values())
    for record in records:
        for name, target, of in _references(record):
            if target not in ids[of]:
                kind = "record" if of == "*" else of
                what = f"{name} names {target!r}, which is no {kind} here."
                yield record.fault(name, what, "Add that record, or correct the id.")


def _references(record: Record) -> Iterator[tuple[str, str, str]]:
    nested = record.data.get("applies_to", {})
    pairs = [(f, record.data, f.name) for f in BY_SECTION[record.section].fields]
    pairs += [(f, nested, "applies_to") for f in SCOPE]
    for field, data, name in pairs:
        for target in _targets(field, data):
            yield name, target, field.form.partition(":")[2]


def _targets(field: Field, data: dict[str, object]) -> list[str]:
    value = data.get(field.name)
    if value is None or field.form.partition(":")[0] not in ("ref", "refs"):
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def sources_carry_the_tag(records: Records) -> Faults:
    """Yield a fact that acts without a source that can bear it, or an opinion that does not say so."""
    weak = {r.id for r in records if r.section == "sources" and r.data["kind"] == "aggregator"} | {OPINION}
    for record in records:
        tag, named = record.data.get("tag"), _cited(record)
        if tag is None:
            continue
        if tag == "OPINION" and OPINION not in named:
            remedy = "Add `opinion` to its sources, or name the tag of the source."
            yield record.fault("tag", "it is tagged OPINION but does not name `opinion`.", remedy)
        if tag not in (*WEAK_TAGS, "OPINION") and not set(named) - weak:
            what = f"it is tagged {tag}, but no source that was read stands behind it."
            yield record.fault("sources", what, "Name the source with its place, or tag it OPINION.")


def _cited(record: Record) -> list[str]:
    one = record.data.get("source") or record.data.get("a_source")
    return [*record.data.get("sources", []), *([one] if one else [])]


def values_in_order(records: Records) -> Faults:
    """Yield a value outside its own interval, or with neither value nor interval."""
    for record in by_section(records)["values"]:
        known = [Decimal(record.data[name]) for name in ("low", "value", "high") if name in record.data]
        if not known:
            yield record.fault(
                "id", "it has neither a value nor a range.", "Add `value`, or `low` and `high`."
            )
        if known != sorted(known):
            what = "low, value and high are not in that order."
            yield record.fault("value", what, "Check the numbers and their unit.")


def limits_complete(records: Records) -> Faults:
    """Yield a limit whose comparison and value do not fit: `>` without a number, `missing` with one."""
    for record in by_section(records)["limits"]:
        how, has = record.data["comparison"], "value" in record.data
        if how in ("<", "<=", ">", ">=") and not has:
            yield record.fault("comparison", f"'{how}' needs a value.", "Add `value`, with its unit.")
        if how not in ("<", "<=", ">", ">=") and has:
            yield record.fault("value", f"'{how}' takes no value.", "Remove the value or compare with it.")
        if how == "is" and "words" not in record.data:
            yield record.fault("comparison", "'is' needs words.", "Add `words`.")


def one_name_one_meaning(records: Records) -> Faults:
    """Yield a name that stands for two products, or for this drug and another."""
    first: dict[str, Record] = {}
    for record in records:
        field = "aliases" if record.section == "products" else "names"
        for name in record.data.get(field, []):
            other = first.setdefault(name.casefold(), record)
            if other is not record:
                what = f"{name!r} also stands for {other.id} ({other.file}:{other.line})."
                yield record.fault(field, what, "A name has one meaning: remove it from one of the two.")


def one_default_protocol(records: Records) -> Faults:
    """Yield protocols when not exactly one of them is the default."""
    protocols = by_section(records)["protocols"]
    default = [record for record in protocols if record.data["is_default"]]
    for record in default[1:] if default else protocols[:1]:
        what = f"{len(default)} protocols are the default; exactly one must be."
        yield record.fault("is_default", what, "Write `is_default: yes` on one.")


def codes_well_formed(records: Records) -> Faults:
    """Yield a code that its system cannot hold, and two codes of one record."""
    from resorb.evidence.codes import fault_of

    for record in by_section(records)["codes"]:
        wrong = fault_of(record.data["system"], record.data["code"]) if "code" in record.data else ""
        if wrong:
            yield record.fault("code", f"{wrong}.", "Copy it from the source again.")


CHECKS: tuple[Callable[[Records], Faults], ...] = (
    in_force.unique_ids,
    in_force.dates_in_order,
    references_exist,
    sources_carry_the_tag,
    *weak.CHECKS,
    values_in_order,
    limits_complete,
    *plausible.CHECKS,
    in_force.one_limit_in_force,
    one_name_one_meaning,
    one_default_protocol,
    codes_well_formed,
    *complete.CHECKS,
)


def faults(records: Records) -> tuple[Finding, ...]:
    """Return every fault that shows only across records."""
    return tuple(found for check in CHECKS for found in check(records))
