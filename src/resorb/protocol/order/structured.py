"""Rules on the two tellings of one order: the free text a person reads and the fields a pump reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from resorb.evidence import Evidence
from resorb.finding import Finding
from resorb.protocol.order.order import Seen
from resorb.protocol.rule import rule
from resorb.quantity import Quantity, number, plain, unit_named

_WORDS = {"drug": "drug", "route": "route", "freq_per_week": "doses a week", "infusion_min": "infusion time in minutes",
          "duration_days": "duration in days", "n_doses": "number of doses", "salt": "salt form",
          "dose_per": "what the dose is per", "anchor": "anchor", "concentration": "strength",
          "freq_per_week_max": "most doses a week", "infusion_min_max": "longest infusion time",
          "dose_value_max": "highest dose", "weekdays": "weekdays", "rate": "rate"}  # fmt: skip
_DOSE = ("dose_value", "dose_unit")
_NOT_COMPARED = ("kind", "order", "spans", "note", "duration_text_unit", "concentration_unit", "carried", "tags",
                 "titration", "indication")  # fmt: skip
_NEAR = Decimal("0.001")


@rule("order.text.disagrees")
def disagrees(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """The free text and the structured order say the same; where they differ, nobody knows which runs."""
    fields = seen.order.structured
    if not fields or seen.number > 1:
        return
    told = seen.phase.as_json()
    yield from _dose(seen, fields)
    for name, value in fields.items():
        if name in (*_DOSE, *_NOT_COMPARED) or value is None or value == []:
            continue
        if name not in _WORDS:
            yield _finding("order.text.unread", "caution", f"The field '{name}' is not known here and was not compared.",
                           "Compare it by eye.")  # fmt: skip
        elif not _same(name, value, told, fields):
            yield from _difference(name, value, told[name])


def _difference(name: str, value: Any, said: Any) -> Iterator[Finding]:
    if said is None or said == []:
        yield _finding("order.text.silent", "caution", f"The structured order gives the {_WORDS[name]} as {value}; "
                       "the text does not say it.", "Write it in the text too.")  # fmt: skip
    else:
        yield _finding("order.text.disagrees", "error", f"The text and the structured order differ in the {_WORDS[name]}: "
                       f"{_plain(said)} in the text, {value} in the fields.", "Correct the one that is wrong.")  # fmt: skip


def _dose(seen: Seen, fields: Mapping[str, Any]) -> Iterator[Finding]:
    value, unit = fields.get("dose_value"), fields.get("dose_unit")
    if value is None and unit is None:
        return
    fielded = _quantity(value, unit)
    if fielded is None:
        yield _finding("order.text.unread", "error", f"The structured dose '{value} {unit}' is not a number with a known unit.",
                       "Correct the structured order.")  # fmt: skip
        return
    dose = seen.phase.dose
    same = (
        dose is not None and dose.quantity.dimension == fielded.dimension and dose.quantity.same_as(fielded)
    )
    if not same:
        in_text = str(dose.quantity) if dose else "no dose"
        yield _finding("order.text.disagrees", "error", "The text and the structured order differ in the dose: "
                       f"{in_text} in the text, {fielded} in the fields.", "Correct the one that is wrong.")  # fmt: skip


def _quantity(value: Any, unit: Any) -> Quantity | None:
    known = unit_named(str(unit)) if unit is not None else None
    try:
        return Quantity(number(str(value)), known) if known else None
    except ValueError:
        return None


def _same(name: str, value: Any, told: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    said = told[name]
    if name == "concentration":
        ours, theirs = (
            _quantity(said, told["concentration_unit"]),
            _quantity(value, fields.get("concentration_unit")),
        )
        return (
            ours is not None
            and theirs is not None
            and ours.dimension == theirs.dimension
            and ours.same_as(theirs)
        )
    if isinstance(said, Decimal | int):
        try:
            return abs(Decimal(said) - number(str(value))) <= _NEAR * max(Decimal(1), abs(Decimal(said)))
        except ValueError:
            return False
    if isinstance(said, str) and isinstance(value, str):
        return said.casefold() == value.casefold()
    return bool(said == value)


def _plain(said: Any) -> str:
    return plain(said) if isinstance(said, Decimal) else str(said)


def _finding(name: str, level: Any, message: str, remedy: str) -> Finding:
    return Finding(name, level, message, remedy, ("opinion",))


RULES = (disagrees,)
