"""Read amounts: a dose and what it is per, a strength, a volume, a rate."""

from __future__ import annotations

from resorb.dosing.element import Asked, Element, Span, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.fluids import fluid_at, of_the_bag, percent_at
from resorb.dosing.parts import Diluent, Dose, Frequency, Infusion, Per, TimeSpan
from resorb.dosing.refusals import CONTENT, SHARE, amount_doubt, doubt, pack_behind, share_behind
from resorb.dosing.words import DIALYSIS, DOSE_UNITS, GIVINGS, ONE, PLACES, TIME_UNITS, words
from resorb.quantity import UNITS, Quantity

_LAB = {"dl", "l", "litre", "liter"}
_EACH = GIVINGS | PLACES
_CONTAINERS = words("vial vials ampoule ampoules ampule ampules amp amps bottle syringe")
_PER_TIME = {"d": "d", "wk": "wk", "mo": "mo"}


def amounts_at(tokens: Tokens, i: int) -> list[Element]:
    """Return what the number here and its unit say; nothing when it is no amount.

    `12.5 g/30 min` says two things, so there can be several elements; they follow each other.
    """
    between = word(tokens, i) == "between"
    span = numbers_at(tokens, i + 1, "and") if between else numbers_at(tokens, i)
    if span is None:
        return []
    j = span.last + (word(tokens, span.last) == "-")
    if word(tokens, j) in ("%", "percent"):
        if share_behind(tokens, i, j + 1):
            return doubt(SHARE, i, j + 1)
        return percent_at(tokens, i, span, j + 1)
    unit = DOSE_UNITS.get(word(tokens, j))
    if unit is None:
        return []
    span, j = _second_end(tokens, span, j + 1, unit)
    return _after_unit(tokens, i, span, unit, j)


def _second_end(tokens: Tokens, span: Span, j: int, unit: str) -> tuple[Span, int]:
    """Read `12.5 g to 25 g` as a range; the unit must be the same at both ends."""
    if word(tokens, j) not in ("-", "to") or not is_number(tokens, j + 1) or span.high is not None:
        return span, j
    # after "from", `to` names a next dose and no range
    if "from" in (word(tokens, j - 3), word(tokens, j - 4)):
        return span, j
    second = numbers_at(tokens, j + 1)
    if second is None or second.low is None or span.low is None or second.high is not None:
        return span, j
    if DOSE_UNITS.get(word(tokens, second.last)) != unit or second.low <= span.low:
        return span, j
    return Span(span.low, second.low, second.last + 1), second.last + 1


def dose_of(tokens: Tokens, i: int, span: Span, unit: str, per: Per | None, j: int) -> Element:
    """Return the dose, or what must be asked back or cannot be a dose: two readings, zero, no number."""
    readings = span.readings
    if span.low is not None and span.low > 0:
        readings = tokens[i].thousands() if unit in ("mg", "mcg") and span.high is None else ()
        if not readings:
            return Element("dose", Dose(span.low, unit, span.high, per), i, j)
    first = i + (word(tokens, i) == "between")
    digits = " ".join(t.text for t in tokens[first : span.last])
    return Element("dose", Asked(digits, readings, unit, per), i, j)


def _after_unit(tokens: Tokens, i: int, span: Span, unit: str, j: int) -> list[Element]:
    if word(tokens, j) in ("/", "per"):
        if word(tokens, j + 1) in _CONTAINERS:
            dose = dose_of(tokens, i, span, unit, None, j)
            return [dose, *doubt(CONTENT, j, j + 2)] if unit not in ("mL", "L") else []
        if unit == "mg" and word(tokens, j + 1) in ("g", "gram") and span.low and span.high is None:
            share = Quantity(span.low / 10, "%")
            return [Element("strength", share, i, j + 1), Element("note", "w/w", j + 1, j + 2)]
        per, after = _per(tokens, j + 1)
        if per:
            return [dose_of(tokens, i, span, unit, per, after), *_per_time(tokens, after)]
        found = _strength_or_rate(tokens, i, span, unit, j + 1)
        if found:
            return found
    plain = _plain_amount(tokens, i, span, unit, j)
    doubtful = amount_doubt(tokens, i, j) if plain and plain[-1].last == j and plain[0].kind == "dose" else []
    if doubtful:
        return [*plain, *doubtful]
    if pack_behind(tokens, i, j):
        return [Element("filler", None, i, j)]
    return [*plain, *_per_time(tokens, j)] if plain and plain[-1].last == j else plain


def _per(tokens: Tokens, k: int) -> tuple[Per | None, int]:
    """Return what a dose is per (kg, m2, 1.73 m2) and the token after it."""
    if word(tokens, k) in ("kg", "kilogram"):
        return "kg", skip(tokens, k + 1, "of", "body", "weight", "bw")
    indexed = word(tokens, k) in ("1.73", "1·73")
    at = _square_metre(tokens, k + indexed)
    if at is None:
        return None, k
    return ("1.73m2" if indexed else "m2"), skip(tokens, at, "bsa", "body", "surface", "area")


def _square_metre(tokens: Tokens, at: int) -> int | None:
    """Return the token after `m2`, `m²`, `m^2`, `sqm`, `square metres`; None when it is none of them."""
    name = word(tokens, at)
    if name in ("m²", "sqm"):
        return at + 1
    if name in ("square", "sq") and word(tokens, at + 1) in ("m", "metre", "metres", "meter", "meters"):
        return at + 2
    if name == "m":
        power = at + 1 + (word(tokens, at + 1) == "^")
        return power + 1 if word(tokens, power) in ("2", "²") else None
    return None


def _strength_or_rate(tokens: Tokens, i: int, span: Span, unit: str, k: int) -> list[Element]:
    """Read `/mL`, `/50 mL`, `/h`, `/30 min` after a mass; nothing when none of these follows."""
    name = word(tokens, k)
    if is_number(tokens, k):
        return _in_so_much(tokens, i, span, unit, k)
    per_volume = DOSE_UNITS.get(name) == "mL"
    both = f"{unit}/mL" if per_volume else f"{unit}/{TIME_UNITS.get(name)}"
    if both in UNITS and span.low and span.high is None:
        kind = "strength" if per_volume else "rate"
        return [Element(kind, Quantity(span.low, both), i, k + 1)]
    return [Element("lab", None, i, k + 1)] if name in _LAB or per_volume else []


def _in_so_much(tokens: Tokens, i: int, span: Span, unit: str, k: int) -> list[Element]:
    below = numbers_at(tokens, k)
    if below is None or not below.low:
        return []
    name = word(tokens, below.last)
    if DOSE_UNITS.get(name) == "mL" and below.high is None:
        dose = dose_of(tokens, i, span, unit, None, k - 1)
        fluid, after = fluid_at(tokens, skip(tokens, below.last + 1, "of"))
        if fluid:
            return [dose, Element("diluent", Diluent(fluid, Quantity(below.low, "mL")), k - 1, after)]
        volume = (Quantity(below.low, "mL"), None, False)
        return [dose, Element("volume", volume, k - 1, below.last + 1)]
    time = TIME_UNITS.get(name)
    if time in ("min", "h"):
        infusion = Infusion(TimeSpan(below.low, time, below.high))
        dose = dose_of(tokens, i, span, unit, None, k - 1)
        return [dose, Element("infusion", infusion, k - 1, below.last + 1)]
    return []


def _per_time(tokens: Tokens, j: int) -> list[Element]:
    """Read `/day`, `per week`, `per session` and `/dose` after an amount."""
    if word(tokens, j) not in ("/", "per", "a", "each"):
        return []
    name = word(tokens, j + 1)
    unit = _PER_TIME.get(TIME_UNITS.get(name, ""))
    if unit and name not in ("w", "mo"):
        return [Element("frequency", Frequency(ONE, unit), j, j + 2)]
    if name in DIALYSIS or word(tokens, j + 2) in DIALYSIS:
        return []
    if name in PLACES:
        return [Element("note", "per_place", j, j + 2)]
    return [Element("filler", None, j, j + 2)] if name in _EACH else []


def _plain_amount(tokens: Tokens, i: int, span: Span, unit: str, j: int) -> list[Element]:
    """Return the dose, or for millilitres the volume; a range of diluent is not read, since none was chosen."""
    if unit not in ("mL", "L") or not span.low:
        return [dose_of(tokens, i, span, unit, None, j)]
    low = Quantity(span.low, unit)
    high = None if span.high is None else Quantity(span.high, unit)
    fluid, after = fluid_at(tokens, skip(tokens, j, "of", "in"))
    in_bag = of_the_bag(tokens, i)
    if high and (fluid or in_bag):
        return []
    if fluid:
        return [Element("diluent", Diluent(fluid, low), i, after)]
    return [Element("volume", (low, high, in_bag), i, j)]
