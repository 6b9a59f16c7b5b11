"""Read what a dose is diluted in, and tell its percentage from the strength of the drug."""

from __future__ import annotations

from resorb.dosing.element import Element, Span, Tokens, numbers_at, skip, word
from resorb.dosing.parts import Diluent
from resorb.dosing.words import DOSE_UNITS, FLUIDS
from resorb.quantity import Quantity

_PERCENT = ("%", "percent")
# a percentage beside a fluid's name is the fluid's; these are never a strength of the drug, even without the name
_NEVER_A_STRENGTH = ("0.9", "0·9", "0.45")


def percent_at(tokens: Tokens, i: int, span: Span, j: int) -> list[Element]:
    """Return the fluid (`0.9% saline`) or the strength (`25 % w/v`) that a percentage names."""
    if not span.low or span.high is not None:
        return []
    fluid, after = fluid_at(tokens, i)
    if fluid:
        return [_with_volume(tokens, fluid, i, after)]
    if word(tokens, i) in _NEVER_A_STRENGTH:
        return []
    return [Element("strength", Quantity(span.low, "%"), i, _weight_in_volume(tokens, j))]


def _weight_in_volume(tokens: Tokens, j: int) -> int:
    said = (word(tokens, j), word(tokens, j + 1), word(tokens, j + 2))
    return j + 3 if said in (("w", "/", "v"), ("w", "/", "w")) else j


def fluid_at(tokens: Tokens, i: int) -> tuple[str | None, int]:
    """Return the diluent named here (`0.9% saline`, `NS`, `D5W`, `glucose 5 %`) and the token after it."""
    before, j = _fluid_strength(tokens, i)
    j = skip(tokens, j, "normal", "isotonic", "sterile")
    if word(tokens, j) == "d" and word(tokens, j + 1) in ("5", "10"):
        return f"glucose {word(tokens, j + 1)} %", j + 2 + (word(tokens, j + 2) == "w")
    name, after = _named(tokens, j)
    if name is None:
        return None, i
    if not name.endswith("%"):
        return name, after
    behind, end = _fluid_strength(tokens, after)
    salt_water = word(tokens, j) == "sodium"
    if salt_water and not (before or behind or _diluting(tokens, i)):
        return None, i
    strength = (before or behind).replace("·", ".")
    return (f"{name.rsplit(' ', 2)[0]} {strength} %" if strength else name), end


def _named(tokens: Tokens, j: int) -> tuple[str | None, int]:
    first, second = word(tokens, j), word(tokens, j + 1)
    if (first, second) == ("sodium", "chloride"):
        return "sodium chloride 0.9 %", j + 2
    if (first, second) == ("n", "/") and word(tokens, j + 2) in ("s", "saline"):
        return "sodium chloride 0.9 %", j + 3
    name = FLUIDS.get(first)
    if name == "water for injection":
        return name, skip(tokens, j + 1, "for", "injection", "injections")
    if name == "glucose 5 %" and (second, word(tokens, j + 2)) == ("in", "water"):
        return name, j + 3
    return name, j + 1


def _fluid_strength(tokens: Tokens, j: int) -> tuple[str, int]:
    """Return the digits of a strength beside a fluid (0.9 %, 5 %, 50 %) and the token after it."""
    if word(tokens, j + 1) not in _PERCENT or tokens[j].kind != "num" or tokens[j].value is None:
        return "", j
    return word(tokens, j), _weight_in_volume(tokens, j + 2)


def _diluting(tokens: Tokens, i: int) -> bool:
    """Whether sodium chloride stands where only a diluent can: after `in` or a volume."""
    before = word(tokens, i - 1)
    return before in ("in", "of", "with", "into") or DOSE_UNITS.get(before) in ("mL", "L")


_MAKING = ("made", "make", "dilute", "diluted")


def made_up_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `made up to` and `total volume`, behind which a volume is that of the whole bag."""
    if (word(tokens, i + 1), word(tokens, i + 2)) == ("up", "to"):
        return [Element("filler", None, i, i + 3)]
    if word(tokens, i) in ("total", "final") and word(tokens, i + 1) == "volume":
        return [Element("filler", None, i, i + 2)]
    return []


def of_the_bag(tokens: Tokens, i: int) -> bool:
    """Whether the words before a volume make it that of the bag and not of the drug: `in 100 mL`."""
    before, verb = word(tokens, i - 1), word(tokens, i - 2)
    if before == "to":
        return word(tokens, i - 3) in _MAKING if verb == "up" else verb in _MAKING or verb in ("add", "added")
    if before in ("in", "into", "with", "+"):
        return True
    while word(tokens, i - 1) in (":", "of", "="):
        i -= 1
    return word(tokens, i - 1) == "volume" and word(tokens, i - 2) in ("total", "final")


def diluent_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the diluent whose name stands here, with the volume behind it when there is one."""
    fluid, after = fluid_at(tokens, i)
    return [_with_volume(tokens, fluid, i, after)] if fluid else []


def _with_volume(tokens: Tokens, fluid: str, i: int, j: int) -> Element:
    span = numbers_at(tokens, j)
    if span and span.low and span.high is None:
        unit = DOSE_UNITS.get(word(tokens, span.last))
        if unit in ("mL", "L") and word(tokens, span.last + 1) != "/":
            return Element("diluent", Diluent(fluid, Quantity(span.low, unit)), i, span.last + 1)
    return Element("diluent", Diluent(fluid), i, j)
