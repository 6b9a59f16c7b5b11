"""Read amounts: a dose and what it is per, a strength, a volume, a rate, a ladder of doses, a cap."""

from __future__ import annotations

from decimal import Decimal

from resorb.dosing.element import Asked, Element, Span, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.regimen import Diluent, Dose, Frequency, Infusion, TimeSpan
from resorb.dosing.words import DIALYSIS, DOSE_UNITS, FLUIDS, GIVINGS, TIME_UNITS
from resorb.quantity import UNITS, Quantity

_LAB = {"dl", "l", "litre", "liter"}
_EACH = GIVINGS | {"site", "sites", "lesion", "lesions", "nodule", "plaque", "area", "dose"}
_PERCENT = ("%", "percent")
_TO_FLUID = ("of", "in")


def amounts_at(tokens: Tokens, i: int) -> list[Element]:
    """Return what the number here and its unit say; nothing when it is no amount.

    `12.5 g/30 min` says two things, so there can be several elements; they follow each other.
    """
    between = word(tokens, i) == "between"
    span = numbers_at(tokens, i + 1, "and") if between else numbers_at(tokens, i)
    if span is None or _glued(tokens, i):
        return []
    ladder = _ladder(tokens, i, span)
    if ladder:
        return ladder
    j = span.last + (word(tokens, span.last) == "-")
    if word(tokens, j) in _PERCENT:
        return _percent(tokens, i, span, j + 1)
    unit = DOSE_UNITS.get(word(tokens, j))
    if unit is None:
        return []
    span, j = _second_end(tokens, span, j + 1, unit)
    return _after_unit(tokens, i, span, unit, j)


def _glued(tokens: Tokens, i: int) -> bool:
    """Whether a letter stands right against the digits: `l2.5 g` is not 2.5 g."""
    if i == 0 or tokens[i].kind != "num" or tokens[i - 1].end != tokens[i].start:
        return False
    before = tokens[i - 1]
    return before.text in (".", "·", ",") or (before.kind == "word" and before.text not in ("x", "iv"))


def _second_end(tokens: Tokens, span: Span, j: int, unit: str) -> tuple[Span, int]:
    """Read `12.5 g to 25 g` as a range; the unit must be the same at both ends."""
    if word(tokens, j) not in ("-", "to") or not is_number(tokens, j + 1) or span.high is not None:
        return span, j
    if _titrated_from(tokens, j):
        return span, j
    second = numbers_at(tokens, j + 1)
    if second is None or second.low is None or span.low is None or second.high is not None:
        return span, j
    if DOSE_UNITS.get(word(tokens, second.last)) != unit or second.low <= span.low:
        return span, j
    return Span(span.low, second.low, second.last + 1), second.last + 1


def _titrated_from(tokens: Tokens, j: int) -> bool:
    """Whether `from` stands before the first amount: then `to` names a next dose and no range."""
    return "from" in (word(tokens, j - 3), word(tokens, j - 4))


def _dose(tokens: Tokens, i: int, span: Span, unit: str, per: str | None, j: int) -> Element:
    if span.low is None:
        digits = "".join(t.text for t in tokens[i : span.last])
        return Element("dose", Asked(digits, span.readings, unit, per), i, j)
    return Element("dose", Dose(span.low, unit, span.high, per), i, j)  # type: ignore[arg-type]


def _after_unit(tokens: Tokens, i: int, span: Span, unit: str, j: int) -> list[Element]:
    if word(tokens, j) not in ("/", "per", "a", "each"):
        return [_plain_amount(tokens, i, span, unit, j)]
    slash = word(tokens, j) in ("/", "per")
    k = j + 1
    if slash:
        per, after = _per(tokens, k)
        if per:
            dose = _dose(tokens, i, span, unit, per, after)
            return [dose, *_per_time(tokens, after)]
        found = _strength_or_rate(tokens, i, span, unit, k)
        if found:
            return found
    every = _per_time(tokens, j)
    return [_plain_amount(tokens, i, span, unit, j), *every]


def _per(tokens: Tokens, k: int) -> tuple[str | None, int]:
    """Return what a dose is per (kg, m2, 1.73 m2) and the token after it."""
    at, first = k, word(tokens, k)
    if first in ("kg", "kilogram"):
        at = skip(tokens, k + 1, "body", "weight", "bw")
        return "kg", at
    indexed = first in ("1.73", "1·73")
    if indexed:
        at += 1
    if word(tokens, at) in ("m²", "sqm") or (
        word(tokens, at) == "square" and word(tokens, at + 1)[:3] == "met"
    ):
        return ("1.73m2" if indexed else "m2"), at + (2 if word(tokens, at) == "square" else 1)
    if word(tokens, at) == "m":
        power = skip(tokens, at + 1, "^")
        if word(tokens, power) == "2":
            return ("1.73m2" if indexed else "m2"), power + 1
    return None, k


def _strength_or_rate(tokens: Tokens, i: int, span: Span, unit: str, k: int) -> list[Element]:
    """Read `/mL`, `/50 mL`, `/h`, `/30 min` after a mass; nothing when none of these follows."""
    name = word(tokens, k)
    if is_number(tokens, k):
        return _in_so_much(tokens, i, span, unit, k)
    if name in _LAB or (DOSE_UNITS.get(name) == "mL" and span.low is None):
        return [Element("lab", None, i, k + 1)]
    both = f"{unit}/mL" if DOSE_UNITS.get(name) == "mL" else f"{unit}/{TIME_UNITS.get(name)}"
    if both in UNITS and span.low is not None and span.high is None:
        kind = "strength" if both.endswith("/mL") else "rate"
        return [Element(kind, Quantity(span.low, both), i, k + 1)]
    return [Element("lab", None, i, k + 1)] if DOSE_UNITS.get(name) == "mL" else []


def _in_so_much(tokens: Tokens, i: int, span: Span, unit: str, k: int) -> list[Element]:
    below = numbers_at(tokens, k)
    if below is None or below.low is None or below.low <= 0:
        return []
    name = word(tokens, below.last)
    if DOSE_UNITS.get(name) == "mL":
        dose = _dose(tokens, i, span, unit, None, k)
        volume = (Quantity(below.low, "mL"), None, "/")
        return [dose, Element("volume", volume, k, below.last + 1)]
    time = TIME_UNITS.get(name)
    if time in ("min", "h"):
        infusion = Infusion(TimeSpan(below.low, time, below.high))
        return [_dose(tokens, i, span, unit, None, k), Element("infusion", infusion, k, below.last + 1)]
    return []


def _per_time(tokens: Tokens, j: int) -> list[Element]:
    """Read `/day`, `per week`, `per session` and `/dose` after an amount."""
    if word(tokens, j) not in ("/", "per", "a", "each"):
        return []
    name = word(tokens, j + 1)
    unit = TIME_UNITS.get(name)
    if unit in ("d", "wk", "mo") and name not in ("w", "mo"):
        return [Element("frequency", Frequency(Decimal(1), unit), j, j + 2)]
    if name in DIALYSIS or (word(tokens, j + 2) in DIALYSIS):
        return []
    return [Element("filler", None, j, j + 2)] if name in _EACH else []


def _plain_amount(tokens: Tokens, i: int, span: Span, unit: str, j: int) -> Element:
    if unit not in ("mL", "L"):
        return _dose(tokens, i, span, unit, None, j)
    if span.low is None:
        return _dose(tokens, i, span, unit, None, j)
    low = Quantity(span.low, unit)
    high = None if span.high is None else Quantity(span.high, unit)
    fluid, after = fluid_at(tokens, skip(tokens, j, *_TO_FLUID))
    if fluid and high is None:
        return Element("diluent", Diluent(fluid, low), i, after)
    return Element("volume", (low, high, _lead(tokens, i)), i, j)


def _lead(tokens: Tokens, i: int) -> str:
    """Return the word that says what a volume is for: `in 100 mL`, `with 50 mL`; else nothing."""
    before = word(tokens, i - 1)
    return before if before in ("in", "into", "with", "to", "+", "of") else ""


def _percent(tokens: Tokens, i: int, span: Span, j: int) -> list[Element]:
    if span.low is None or span.high is not None:
        return []
    fluid, after = fluid_at(tokens, i)
    if fluid:
        volume, end = _volume_after(tokens, after)
        return [Element("diluent", Diluent(fluid, volume), i, end)]
    # `25 % w/v` is the usual weight-in-volume percent
    if word(tokens, j) == "w" and word(tokens, j + 1) == "/" and word(tokens, j + 2) in ("v", "w"):
        j += 3
    return [Element("strength", Quantity(span.low, "%"), i, j)]


def fluid_at(tokens: Tokens, i: int) -> tuple[str | None, int]:
    """Return the diluent named here (`0.9% saline`, `NS`, `D5W`, `glucose 5 %`) and the token after it."""
    before, j = _fluid_strength(tokens, i)
    j = skip(tokens, j, "normal", "isotonic", "sterile")
    if word(tokens, j) == "d" and word(tokens, j + 1) in ("5", "10") and word(tokens, j + 2) == "w":
        return f"glucose {word(tokens, j + 1)} %", j + 3
    salt_water = (word(tokens, j), word(tokens, j + 1)) == ("sodium", "chloride")
    name = "sodium chloride 0.9 %" if salt_water else FLUIDS.get(word(tokens, j))
    if name is None:
        return None, i
    if not name.endswith("%"):
        return name, skip(tokens, j + 1, "for", "injection", "injections") if name[0] == "w" else j + 1
    behind, end = _fluid_strength(tokens, j + (2 if salt_water else 1))
    if salt_water and not (before or behind or _diluting(tokens, i)):
        return None, i
    strength = before or behind
    return (f"{name.rsplit(' ', 2)[0]} {strength} %" if strength else name), end


def _fluid_strength(tokens: Tokens, j: int) -> tuple[str, int]:
    """Return the digits of a strength that names a fluid (0.9 %, 5 %) and the token after it."""
    if word(tokens, j) not in ("0.9", "0.45", "3", "5", "10") or word(tokens, j + 1) not in _PERCENT:
        return "", j
    end = skip(tokens, j + 2, "w", "v", "/") if word(tokens, j + 2) == "w" else j + 2
    return word(tokens, j), end


def _diluting(tokens: Tokens, i: int) -> bool:
    return word(tokens, i - 1) in ("in", "of", "with", "into") or DOSE_UNITS.get(word(tokens, i - 1)) in (
        "mL",
        "L",
    )


def diluent_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the diluent whose name stands here, with the volume behind it when there is one."""
    fluid, j = fluid_at(tokens, i)
    if fluid is None:
        return []
    volume, end = _volume_after(tokens, j)
    return [Element("diluent", Diluent(fluid, volume), i, end)]


def _volume_after(tokens: Tokens, j: int) -> tuple[Quantity | None, int]:
    span = numbers_at(tokens, j)
    if span and span.low is not None and span.high is None:
        unit = DOSE_UNITS.get(word(tokens, span.last))
        if unit in ("mL", "L") and word(tokens, span.last + 1) != "/":
            return Quantity(span.low, unit), span.last + 1
    return None, j


def _ladder(tokens: Tokens, i: int, first: Span) -> list[Element]:
    """Read `10 → 15 → 25 g`: doses one after the other, the last unit serving those without one."""
    steps: list[tuple[Span, str | None]] = []
    span: Span | None = first
    j = i
    while span is not None:
        unit = DOSE_UNITS.get(word(tokens, span.last))
        j = span.last + (1 if unit else 0)
        steps.append((span, unit))
        if word(tokens, j) != "→" or not is_number(tokens, j + 1):
            break
        span = numbers_at(tokens, j + 1)
    last_unit = steps[-1][1]
    if len(steps) < 2 or last_unit is None or any(s.low is None for s, _ in steps):
        return []
    doses = tuple(Dose(s.low, unit or last_unit, s.high) for s, unit in steps if s.low is not None)
    return [Element("ladder", doses, i, j)]


def cap_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `max 12.5 g`, `not to exceed 25 g`, `capped at 12.5 g`: the most one dose may come to."""
    phrase = _cap_words(tokens, i)
    if not phrase:
        return []
    j = skip(tokens, phrase, ".", ":", "dose", "single", "of", "at", "is", "per", "=")
    span = numbers_at(tokens, j)
    unit = DOSE_UNITS.get(word(tokens, span.last)) if span else None
    if span is None or unit is None or span.low is None or span.high is not None:
        return []
    end = span.last + 1
    if word(tokens, end) in ("/", "per") and word(tokens, end + 1) in GIVINGS:
        end += 2
    if word(tokens, end) in ("/", "per", "a"):
        return []
    return [Element("cap", Quantity(span.low, unit), i, end)]


def _cap_words(tokens: Tokens, i: int) -> int:
    head = word(tokens, i)
    if head in ("max", "maximum", "maximal", "cap", "capped"):
        return i + 1
    if (head, word(tokens, i + 1), word(tokens, i + 2)) == ("not", "to", "exceed"):
        return i + 3
    return 0
