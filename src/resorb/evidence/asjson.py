"""Records as a machine reads them: every field that is known, with what stands beside it written out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from resorb.evidence.beside import lines
from resorb.evidence.body import Evidence
from resorb.evidence.choices import CHOICES
from resorb.evidence.fields import BY_SECTION, SCOPE
from resorb.evidence.limits import Scope
from resorb.evidence.table import decoded
from resorb.evidence.values import WEAK_LABEL, WEAK_TAGS
from resorb.quantity import Quantity

# The fields that hold counts or text by a name, kept as tables.
_TABLES = ("counts", "where")


def record_json(evidence: Evidence, section: str, name: str) -> dict[str, Any]:
    """Return one record with the field names of the data files; absent fields stay absent."""
    table = getattr(evidence, section)
    if name in table.changed():
        value = table[name]
        shown = {f.name: getattr(value, f.name) for f in BY_SECTION[section].fields}
        shown = {
            **{k: v for k, v in shown.items() if v not in (None, "", ())},
            "site": getattr(value, "site", ""),
        }
    else:
        shown = decoded(table.raw_of(name), BY_SECTION[section].fields)
    made = {field: _plain(field, value) for field, value in shown.items() if value != ""}
    if made.get("tag") in WEAK_TAGS:
        made["label"] = WEAK_LABEL
    return {**made, **_MORE.get(section, _nothing)(evidence, table[name])}


def _plain(field: str, value: Any) -> Any:
    if isinstance(value, Quantity):
        return value.as_json()
    if isinstance(value, Scope):
        parts = {f.name: getattr(value, f.name) for f in SCOPE}
        return {name: _plain(name, part) for name, part in parts.items() if part not in (None, "", ())}
    if isinstance(value, tuple):
        return dict(value) if field in _TABLES else list(value)
    return value if isinstance(value, bool | int | Decimal) else str(value)


def _nothing(evidence: Evidence, record: Any) -> dict[str, Any]:
    return {}


def _claim(evidence: Evidence, record: Any) -> dict[str, Any]:
    return {
        "support": [one.as_json() for one in lines(evidence, record.supports)],
        "contradiction": [one.as_json() for one in lines(evidence, record.contradicted_by)],
    }


def _report(evidence: Evidence, record: Any) -> dict[str, Any]:
    return {"another_disease": record.another_disease, "failed": record.failed}


def _therapy(evidence: Evidence, record: Any) -> dict[str, Any]:
    return {
        "feasible": {lesion: record.feasible(lesion) for lesion in CHOICES["suits"]},
        "support": [one.as_json() for one in lines(evidence, record.evidence_for)],
        "contradiction": [one.as_json() for one in lines(evidence, record.evidence_against)],
    }


def _source(evidence: Evidence, record: Any) -> dict[str, Any]:
    strength = evidence.strength(record.id)
    care = evidence.care.get(f"care.{record.id}")
    told = {"certainty": strength.certainty, "certainty_why": strength.why}
    return told if care is None else {**told, "care": _care(care)}


def _care(care: Any) -> dict[str, Any]:
    states = ("present", "partly", "missing", "not_readable")
    return {"read": care.read, **{s: list(getattr(care, s)) for s in states}, "where": dict(care.where)}


_MORE: dict[str, Callable[[Evidence, Any], dict[str, Any]]] = {
    "claims": _claim,
    "reports": _report,
    "therapies": _therapy,
    "sources": _source,
}
