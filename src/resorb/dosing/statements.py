"""Read the parts that say neither how much nor how often: names, route, access, and what joins two phases."""

from __future__ import annotations

from resorb.dosing.element import Element, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.names import COMPANIONS, DRUGS, INDICATIONS, PRODUCTS, SALTS
from resorb.dosing.parts import Diluent
from resorb.dosing.words import ACCESS, ACCESS_NOUNS, DOWN, GIVINGS, PLACES, ROUTES, TWO_ROUTES, UP, words

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


def companion_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `with abatacept`: a treatment named beside the regimen, without a dose of its own."""
    j = skip(tokens, i + 1, "concomitant", "background", "ongoing")
    if word(tokens, j) not in COMPANIONS or is_number(tokens, j + 1):
        return []
    return [Element("companion", word(tokens, j), i, j + 1)]


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
    at = skip(
        tokens, i + 1, "the", "each", "a", "every", "digital", "calcified", "axillary", "painful", "largest"
    )
    if into and word(tokens, at)[:6] == "lesion":
        return [Element("route", "intralesional", i, at + 1)]
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
    named = name_at(tokens, j)
    if named and word(tokens, named[0].last) == "to":
        end = named[0].last
        return [Element("titration", way, i, j), *named, Element("filler", None, end, end + 1)]
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


def site_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `in the left thigh` as a place of injection; a lesion there, or what is diseased, is none."""
    j = skip(tokens, i + 1, "the", "a", "her", "his", "left", "right", "upper", "lower", "both", "outer")
    behind = word(tokens, i - 1)
    told = (
        behind in INDICATIONS
        or behind in PLACES
        or behind in ("calcified", "deposit", "deposits", "ulcer", "ulcers")
    )
    return (
        [Element("note", f"site {word(tokens, j)}", i, j + 1)]
        if word(tokens, j) in SITES and not told
        else []
    )


def injected_site_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `injection, left thigh` and `12.5 g to the thigh`, where the place stands for a route."""
    before = {word(tokens, k) for k in range(max(0, i - 5), i)}
    if before.isdisjoint(("injection", "injected", "inject", "inj", "to")) or not before.isdisjoint(PLACES):
        return []
    if word(tokens, i + 1) in PLACES or word(tokens, i + 1) in ("vein", "veins"):
        return []
    return [Element("note", f"site {word(tokens, i)}", i, i + 1)]


SITES = words(
    "thigh thighs abdomen belly buttock buttocks ear ears arm arms forearm deltoid muscle flank leg legs calf hip hips "
    "shoulder shoulders trunk chest breast face scalp hand hands foot feet elbow elbows knee knees finger fingers"
)
_BASES = words("zinc zno petrolatum paraffin lanolin")
_PREPARATIONS = words("gel lotion paste petrolatum paraffin emollient lanolin")


def vehicle_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a preparation for the skin; `zinc oxide 25%` states its own strength and not the drug's."""
    j = i + 1
    if word(tokens, i) in ("zinc", "zno"):
        oxide = word(tokens, i) == "zno" or word(tokens, j) in ("oxide", "paste")
        if not oxide:
            return []
        j += word(tokens, j) == "oxide"
    if word(tokens, i) in _BASES:
        if is_number(tokens, j) and word(tokens, j + 1) in ("%", "percent"):
            j += 2
        j += word(tokens, j) in _PREPARATIONS
    return [Element("note", "vehicle", i, j)]


def apply_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `apply`, `rub`: what one does with a preparation for the skin."""
    return [Element("note", "apply", i, i + 1)]


def repeat_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `repeat`, which behind a single dose asks for a second one."""
    return [Element("repeat", None, i, i + 1)]


def vials_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `1 vial`, `from one vial of`: how many containers; the grams must be stated too."""
    j = i + (word(tokens, i) == "from")
    span = numbers_at(tokens, j) if is_number(tokens, j) else None
    if span is None or not span.low or word(tokens, span.last) not in VIALS:
        return []
    return [Element("vial", 1 if span.low == 1 and span.high is None else 2, i, span.last + 1)]


VIALS = words("vial vials ampoule ampoules ampule ampules amp amps")


def indication_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `for calcinosis cutis`."""
    j = start = i + (word(tokens, i) == "for")
    while word(tokens, j) in INDICATIONS or (j > start and word(tokens, j) == ","):
        j += 1
    return [Element("indication", " ".join(t.text for t in tokens[start:j]), i, j)] if j > start else []


def each_giving_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `each infusion`, `per dose`, `per site`, `each lesion`: they say what the dose is already."""
    j = i + 1
    if word(tokens, j) in PLACES:
        return [Element("note", "per_place", i, j + 1)]
    return [Element("filler", None, i, j + 1)] if word(tokens, j) in GIVINGS else []


def taken_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `take in water`, `to be taken with juice` as by mouth."""
    j = skip(tokens, i + 1, "in", "with", "a", "glass", "of", "some")
    if word(tokens, j) not in ("water", "juice", "milk") or word(tokens, j + 1) == "for":
        return []
    return [Element("route", "oral", i, j + 1)]
