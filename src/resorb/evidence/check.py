"""What no single field shows: records that contradict, rest on too little, or point at nothing.

Each check is a function from all records to faults; the list at the end is the order they run in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from resorb.evidence.datafile import Record, by_section
from resorb.evidence.fields import BY_SECTION, SCOPE, Field
from resorb.evidence.table import number_with_unit
from resorb.evidence.values import OPINION, WEAK_TAGS
from resorb.finding import Finding

Records = tuple[Record, ...]
Faults = Iterator[Finding]

# bound -> unit a limit on it is written in, and the span outside which a unit slip is near certain
_PLAUSIBLE: dict[str, tuple[str, str, str]] = {
    "dose": ("g", "0.5", "100"),
    "rate_per_hour": ("g/h", "1", "100"),
    "rate_per_minute": ("g/min", "0.05", "5"),
    "doses_per_week": ("1", "0.1", "14"),
    "doses_in_24_h": ("1", "1", "4"),
    "infusion_time": ("min", "5", "480"),
    "diluent_volume": ("mL", "20", "2000"),
    "tolerated_doses": ("1", "1", "20"),
    "gap": ("wk", "1", "52"),
    "weight": ("kg", "20", "150"),
    "weight_age": ("d", "1", "730"),
    "egfr": ("mL/min/1.73m2", "5", "120"),
    "age": ("mo", "1", "1200"),
    "bicarbonate": ("mmol/L", "5", "35"),
    "sodium": ("mmol/L", "120", "160"),
    "potassium": ("mmol/L", "1", "8"),
    "systolic_pressure": ("mmHg", "60", "250"),
    "left_ventricular_ejection": ("%", "10", "80"),
    "qtc": ("ms", "350", "600"),
    "chloride_sample_delay": ("h", "1", "72"),
    "days_from_platinum": ("d", "1", "60"),
    "hypersensitivity_grade": ("1", "1", "5"),
    "adverse_event_grade": ("1", "1", "5"),
    "hypokalaemia_grade": ("1", "1", "5"),
    "strength": ("mg/mL", "10", "600"),
    "injected_volume": ("mL", "0.05", "20"),
    "volume_disagreement": ("1", "0.001", "0.2"),
}

# Kinds whose every record permits or sets something; a weak fact may be none of these.
_PERMITTING = ("products", "protocols")


def unique_ids(records: Records) -> Faults:
    """Yield two records under one id: two values in force at once, and no way to tell which holds."""
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        other = first.setdefault((record.section, record.id), record)
        if other is not record:
            what = f"two records are in force under one id (the other is {other.file}:{other.line})."
            yield record.fault("id", what, "Keep one, or give the second its own id.")


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


def weak_facts_only_caution(records: Records) -> Faults:
    """Yield a fact tagged UNVERIFIED or AGG that would stop, permit or set anything."""
    for record in records:
        if record.data.get("tag") not in WEAK_TAGS:
            continue
        tag = record.data["tag"]
        if record.section in _PERMITTING:
            yield record.fault("tag", f"a fact tagged {tag} may not permit anything.", "Find its source.")
        if record.section == "limits" and (
            record.data["level"] != "caution"
            or record.data["hard"]
            or record.data.get("action", "warn") not in ("warn", "ask")
        ):
            what = f"a fact tagged {tag} may only raise a labelled caution."
            yield record.fault("level", what, "Write `level: caution`, `hard: no` and no other action.")


def derived_rests_on_facts(records: Records) -> Faults:
    """Yield a DERIVED value computed from a weak one: arithmetic makes nothing more certain."""
    tags = {record.id: record.data.get("tag") for record in records}
    for record in records:
        bad = [name for name in record.data.get("inputs", []) if tags.get(name) in WEAK_TAGS]
        if bad and record.data["tag"] not in WEAK_TAGS:
            what = f"it is computed from {', '.join(bad)}, tagged {tags[bad[0]]}."
            yield record.fault("inputs", what, f"Tag it {tags[bad[0]]} too.")


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


def limits_plausible(records: Records) -> Faults:
    """Yield a limit in another unit than its kind is written in, or so far off that a unit slipped."""
    for record in by_section(records)["limits"]:
        text = record.data.get("value")
        if text is None or record.data["bounds"] not in _PLAUSIBLE:
            continue
        unit, low, high = _PLAUSIBLE[record.data["bounds"]]
        given = number_with_unit(text)
        lowest, highest = number_with_unit(f"{low} {unit}"), number_with_unit(f"{high} {unit}")
        if given.dimension != lowest.dimension or not lowest <= given <= highest:
            what = (
                f"{record.data['bounds']} {text} is outside {lowest} to {highest}: the unit may have slipped."
            )
            yield record.fault("value", what, f"Write it in {unit}, and check the source.")


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


def one_limit_in_force(records: Records) -> Faults:
    """Yield two limits that answer one question: same thing, same side, same reach, same consequence."""
    first: dict[str, Record] = {}
    for record in by_section(records)["limits"]:
        d = record.data
        side = d["comparison"].rstrip("=")
        scope = sorted((k, str(v)) for k, v in d.get("applies_to", {}).items())
        key = str((d["bounds"], side, d["level"], d.get("action"), d.get("at_dose"), d.get("words"), scope))
        other = first.setdefault(key, record)
        if other is not record:
            twin = f"{other.id}, {other.file}:{other.line}"
            what = f"two limits are in force for one question (the other is {twin})."
            yield record.fault("id", what, "Keep one, or say in `applies_to` where each holds.")


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


CHECKS: tuple[Callable[[Records], Faults], ...] = (
    unique_ids,
    references_exist,
    sources_carry_the_tag,
    weak_facts_only_caution,
    derived_rests_on_facts,
    values_in_order,
    limits_complete,
    limits_plausible,
    one_limit_in_force,
    one_name_one_meaning,
    one_default_protocol,
)


def faults(records: Records) -> tuple[Finding, ...]:
    """Return every fault that shows only across records."""
    return tuple(found for check in CHECKS for found in check(records))
