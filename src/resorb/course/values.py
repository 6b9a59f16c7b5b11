"""One value from the words in a file, or the fault in them with what to write instead."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import get_close_matches

from resorb.course.fields import UNSTATED, NotKnown, Spec
from resorb.course.measures import Measure, measure_named
from resorb.quantity import SPELLINGS, UNITS, Quantity, number, unit_named


class Fault(ValueError):  # noqa: N818 - it is a fault in content, and becomes a finding
    """A value that cannot be read: its rule, what is wrong, and what to write."""

    def __init__(self, rule: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.remedy = rule, message, remedy


def read_choice(text: str, spec: Spec) -> str:
    """Return one of the field's words; hyphens and spaces are as good as underscores."""
    folded = text.strip().lower().replace("-", "_").replace(" ", "_")
    for option in spec.choices:
        if folded == option.lower():
            return option
    near = get_close_matches(folded, spec.choices, n=1)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    remedy = f"{hint}Write one of: {', '.join(spec.choices)}."
    raise Fault("course.choice", f"'{spec.key}' is '{text}', which is none of its words.", remedy)


def read_count(text: str, spec: Spec) -> int | NotKnown:
    """Return a whole number within the field's limits, or that it is not known."""
    if text.lower() in UNSTATED:
        return NotKnown(text.lower())
    if not re.fullmatch(r"\d{1,7}", text) or not spec.low <= int(text) <= spec.high:
        limits = f"from {spec.low} to {spec.high}" if spec.high < 1_000_000 else f"of at least {spec.low}"
        message = f"'{spec.key}' is '{text}'; it is a whole number {limits}."
        raise Fault("course.count", message, "Write the number, or `unknown`.")
    return int(text)


def read_quantity(text: str, spec: Spec) -> Quantity | NotKnown:
    """Return a number with a unit of the field's dimensions, or that it is not known."""
    if text.lower() in UNSTATED:
        return NotKnown(text.lower())
    found = _quantity(text, spec.key, spec.dimensions)
    return _not_negative(found, spec.key)


def _not_negative(found: Quantity, what: str) -> Quantity:
    if found.value < 0:
        raise Fault("course.negative", f"'{what}' is {found}; it cannot be below zero.", "Correct it.")
    return found


def read_value(text: str, spec: Spec, named: str | None) -> Quantity | str | NotKnown:
    """Return a quantity where the text starts with a digit, else the words; a score needs no unit."""
    if text.lower() in UNSTATED:
        return NotKnown(text.lower())
    if not re.match(r"[-+]?\.?\d", text):
        return text
    measure = measure_named(named) if named else None
    what = f"'{named}'" if named else f"'{spec.key}'"
    if measure and measure.is_number and re.fullmatch(r"[-+]?[\d.,]+", text):
        text = f"{text} 1"
    found = _quantity(text, what.strip("'"), measure.dimensions if measure else ())
    return found if measure is None else _in_range(found, measure)


def _in_range(found: Quantity, measure: Measure) -> Quantity:
    low, high = measure.low, measure.high
    if (low is not None and found.value < low) or (high is not None and found.value > high):
        limits = f"from {low} to {high}" if high is not None else f"{low} or more"
        raise Fault("course.range", f"{measure.name} is {found}; it runs {limits}.", "Correct the value.")
    return found if measure.may_be_negative else _not_negative(found, measure.name)


_PARTS = re.compile(r"([-+]?[\d.,_]*\d[\d.,_]*)\s*(.*)", re.DOTALL)


def _quantity(text: str, what: str, dimensions: tuple[str, ...]) -> Quantity:
    match = _PARTS.fullmatch(text)
    if match is None:
        message = f"'{what}' is '{text}', which is no number with a unit."
        raise Fault("course.number", message, f"Write it like {_example(dimensions)}, or `not stated`.")
    digits, name = match[1], match[2].strip()
    value = _number(digits, text, what)
    if not name:
        message = f"'{what}' is '{text}' without a unit; no unit is ever assumed."
        raise Fault("course.unit-missing", message, f"Write the unit, as in {_example(dimensions)}.")
    unit = unit_named(name)
    if unit is None:
        raise Fault(
            "course.unit-unknown",
            f"'{what}' is '{text}'; the unit '{name}' is not known.",
            _near(name, dimensions),
        )
    found = Quantity(value, unit)
    if dimensions and found.dimension not in dimensions:
        message = f"'{what}' is '{text}', a {found.dimension}; {' or '.join(dimensions)} is needed here."
        raise Fault("course.unit-dimension", message, f"Write it like {_example(dimensions)}.")
    return found


def _number(digits: str, text: str, what: str) -> Decimal:
    try:
        return number(digits)
    except ValueError:
        message = f"'{what}' is '{text}'; '{digits}' can be read in more than one way."
        raise Fault("course.number", message, "Write plain digits with a decimal point, as 12.5.") from None


_EXAMPLES = {
    "mass": "12.5 g", "volume": "50 mL", "time": "30 min", "pressure": "118 mmHg", "length": "14 mm",
    "mass rate": "25 g/h", "concentration": "22 mmol/L", "number": "6", "angle": "35 deg", "area": "120 mm2",
    "indexed clearance": "74 mL/min/1.73m2", "mass concentration": "9.4 mg/dL", "activity": "140 U/L",
}  # fmt: skip


def _example(dimensions: tuple[str, ...]) -> str:
    return next((f"`{_EXAMPLES[d]}`" for d in dimensions if d in _EXAMPLES), "`12.5 g`")


def _near(name: str, dimensions: tuple[str, ...]) -> str:
    """Return a remedy naming close known units, those of the needed dimension first."""
    fitting = [u for u in UNITS if not dimensions or Quantity(Decimal(1), u).dimension in dimensions]
    spelt = [*fitting, *(s for s, u in SPELLINGS.items() if u in fitting)]
    folded = {unit.lower(): SPELLINGS.get(unit, unit) for unit in spelt}
    near = [folded[found] for found in get_close_matches(name.lower(), folded, n=3, cutoff=0.5)]
    offered = list(dict.fromkeys(near)) or [unit for unit in fitting if unit != "1"][:6]
    return f"Write one of: {', '.join(offered)}."
