"""Read the parts that say neither how much nor how often: names, route, access, and what joins two phases."""

from __future__ import annotations

from resorb.dosing.element import Element, Tokens, is_number, word
from resorb.dosing.names import DRUGS, INDICATIONS, PRODUCTS, SALTS
from resorb.dosing.parts import Diluent
from resorb.dosing.words import ACCESS, ACCESS_NOUNS, DOWN, GIVINGS, PLACES, ROUTES, TWO_ROUTES, UP

_LONGEST_NAME = max(len(name) for name in DRUGS)


def name_at(tokens: Tokens, i: int) -> list[Element]:
    """Read the longest drug name that starts here."""
    for length in range(min(_LONGEST_NAME, len(tokens) - i), 0, -1):
        name = DRUGS.get(tuple(t.text for t in tokens[i : i + length]))
        if name:
            return [Element("drug", (name, word(tokens, i) if length == 1 else ""), i, i + length)]
    return []


def other_drug_at(tokens: Tokens, i: int) -> list[Element]:
    """Read the name of a drug that is given beside an infusion."""
    return [Element("other_drug", None, i, i + 1)]


def product_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a brand that fixes strength and salt."""
    return [Element("product", PRODUCTS[(word(tokens, i),)], i, i + 1)]


def salt_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `pentahydrate`, `anhydrous`."""
    return [Element("salt", SALTS[word(tokens, i)], i, i + 1)]


def route_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `IV`, `intra-lesional`, `by mouth`, `into the lesion`; letters of two routes are asked back."""
    head = word(tokens, i)
    if head in ROUTES:
        return [Element("route", ROUTES[head], i, i + 1)]
    if head in ("intra", "sub") and word(tokens, i + 1) == "-":
        route = ROUTES.get(head + word(tokens, i + 2))
        return [Element("route", route, i, i + 3)] if route else []
    if head == "by" and word(tokens, i + 1) == "mouth":
        return [Element("route", "oral", i, i + 2)]
    into = head in ("into", "in") and word(tokens, i + 1) in ("the", "each")
    if into and word(tokens, i + 2)[:6] == "lesion":
        return [Element("route", "intralesional", i, i + 3)]
    return [Element("route_question", TWO_ROUTES[head], i, i + 1)] if head in TWO_ROUTES else []


def push_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `push` and `bolus`."""
    return [Element("push", None, i, i + 1)]


def access_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `central line`, `PICC`, `peripheral IV`."""
    j = i + 1
    while word(tokens, j) in ACCESS_NOUNS:
        j += 1
    if word(tokens, j - 1) == "iv" and word(tokens, i) in ("peripheral", "peripherally"):
        return [Element("access", "peripheral", i, j - 1), Element("route", "IV", j - 1, j)]
    return [Element("access", ACCESS[word(tokens, i)], i, j)]


def titration_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `increase to`, `may be raised to`, `titrated up to`, `reduced from`, `tapered`."""
    head, j = word(tokens, i), i + 1
    if head == "from":
        return [Element("from", "either", i, j)] if is_number(tokens, j) else []
    if head in ("may", "can") and word(tokens, j) == "be":
        head, j = word(tokens, j + 1), j + 2
    if head not in UP and head not in DOWN:
        return []
    way = "up" if head in UP else "down"
    for _ in range(4):
        if word(tokens, j) in ("up", "down", "the", "dose", "gradually"):
            way = word(tokens, j) if word(tokens, j) in ("up", "down") else way
            j += 1
    if word(tokens, j) in ("to", "from"):
        return [Element("titration" if word(tokens, j) == "to" else "from", way, i, j + 1)]
    return [Element("tapered", way, i, j)] if head in ("tapered", "tapering", "taper") else []


def to_at(tokens: Tokens, i: int) -> list[Element]:
    """Read the `to` of `from 5 g to 12.5 g`."""
    return [Element("to", None, i, i + 1)] if is_number(tokens, i + 1) else []


def next_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `then`, `thereafter`, `followed by`."""
    if word(tokens, i) != "followed":
        return [Element("then", None, i, i + 1)]
    return [Element("then", None, i, i + 2)] if word(tokens, i + 1) == "by" else []


def no_dose_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `dose not stated`: an unknown that was written down is not a gap in the reading."""
    if word(tokens, i + 1) in ("unknown", "unstated"):
        return [Element("no_dose", None, i, i + 2)]
    if word(tokens, i + 1) == "not" and word(tokens, i + 2) in ("stated", "known", "reported", "given"):
        return [Element("no_dose", None, i, i + 3)]
    return []


def undiluted_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `undiluted`, which is a statement about the diluent."""
    return [Element("diluent", Diluent("none"), i, i + 1)]


def indication_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `for calcinosis cutis`."""
    j = start = i + (word(tokens, i) == "for")
    while word(tokens, j) in INDICATIONS or (j > start and word(tokens, j) == ","):
        j += 1
    return [Element("indication", " ".join(t.text for t in tokens[start:j]), i, j)] if j > start else []


def each_giving_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `each infusion`, `per dose`, `per site`, `each lesion`: they say what the dose is already."""
    j = i + 1
    return [Element("filler", None, i, j + 1)] if word(tokens, j) in GIVINGS | PLACES else []
