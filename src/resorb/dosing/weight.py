"""Read the patient's weight where an order states it: `wt 58 kg`, `child 30 kg`, `0.25 g/kg x 58 kg`.

Kilograms without such a word are read as a dose, which the order check then stops: a weight is never
guessed from its size.
"""

from __future__ import annotations

from resorb.dosing.element import Element, Tokens, is_number, numbers_at, skip, word
from resorb.quantity import Quantity

BEFORE = ("weight", "wt", "body", "dry", "weighs", "weighing", "bw", "bodyweight", "child", "infant", "patient", "pt", "adult",
          "man", "woman", "girl", "boy", "male", "female")  # fmt: skip
BEHIND = ("patient", "pt", "child", "infant", "adult", "man", "woman", "girl", "boy", "male", "female", "weight", "bw",
          "body", "bodyweight")  # fmt: skip
_TIMES = ("x", "×", "*")
_KG = frozenset(["kg", "kgs", "kilogram", "kilograms"])


def weight_at(tokens: Tokens, i: int) -> list[Element]:
    """Read the weight behind its word, or behind the sign of `0.25 g/kg x 58 kg`."""
    if word(tokens, i) in _TIMES and word(tokens, i - 1) != "kg":
        return []
    j = skip(tokens, i + 1, ":", "=", "is", "of", "weight", "wt", "weighing", ",", "(", "body")
    return _kilograms(tokens, i, j)


def weight_before_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `30 kg child` and `58 kg body weight`: the word that tells stands behind."""
    if _KG.isdisjoint((word(tokens, i + 1), word(tokens, i + 2), word(tokens, i + 3))):
        return []
    found = _kilograms(tokens, i, i)
    if not found:
        return []
    end = found[0].last
    return found if word(tokens, skip(tokens, end, "-", "(")) in BEHIND else []


def _kilograms(tokens: Tokens, i: int, j: int) -> list[Element]:
    span = numbers_at(tokens, j) if is_number(tokens, j) else None
    if span is None or span.low is None or span.high is not None:
        return []
    k = skip(tokens, span.last, "-")
    if word(tokens, k) not in _KG or word(tokens, k + 1) in ("/", "per"):
        return []
    return [Element("weight", Quantity(span.low, "kg"), i, k + 1)]
