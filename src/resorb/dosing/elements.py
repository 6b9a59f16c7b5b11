"""Find every part of a dosing statement in a text, whatever order they come in.

`parse` and `scan` both stand on this: one insists that nothing is left over, the other looks for
islands. A part is only what its own words say; which phase it belongs to is for `phases.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from resorb.dosing.amounts import amounts_at, cap_at, diluent_at
from resorb.dosing.duration import LEADS, condition_at, doses_at, time_at
from resorb.dosing.element import Element, Tokens, is_number, numbers_at, word
from resorb.dosing.regimen import Diluent, Frequency
from resorb.dosing.schedule import (
    anchor_at,
    bare_dialysis_at,
    counted_at,
    every_at,
    offsets_at,
    often_at,
    q_at,
    weekdays_at,
)
from resorb.dosing.words import (
    ACCESS,
    ACCESS_NOUNS,
    DIALYSIS,
    DOWN,
    DRUGS,
    FLUIDS,
    INDICATIONS,
    MULTIPLES,
    NEXT,
    OFTEN,
    PRODUCTS,
    ROUTES,
    SALTS,
    TIME_UNITS,
    TWO_ROUTES,
    TWO_WAYS,
    UP,
    WEEKDAY_LETTERS,
    WEEKDAY_RUNS,
    WEEKDAYS,
)

Reader = Callable[[Tokens, int], list[Element]]

_LONGEST = max(len(name) for name in DRUGS)
_DRUG_STARTS = {name[0] for name in DRUGS}


def elements(tokens: Tokens) -> list[Element]:
    """Return the parts found, in order, none overlapping another."""
    found: list[Element] = []
    i = 0
    while i < len(tokens):
        here = _at(tokens, i)
        if here:
            found.extend(here)
            i = here[-1].last
        else:
            i += 1
    return found


def _at(tokens: Tokens, i: int) -> list[Element]:
    if is_number(tokens, i):
        readers: tuple[Reader, ...] = _NUMBER_READERS
    elif tokens[i].kind == "arrow":
        return [Element("then", None, i, i + 1)]
    else:
        readers = _READERS.get(tokens[i].text, ())
    for read in readers:
        here = read(tokens, i)
        if here:
            return here
    return []


def _multiplied_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `3 x 12.5 g weekly`: so many of this dose in a period; without a period it is not read."""
    count = numbers_at(tokens, i)
    if (
        count is None
        or count.low is None
        or count.high is not None
        or word(tokens, count.last) not in ("x", "×")
    ):
        return []
    amount = amounts_at(tokens, count.last + 1) if is_number(tokens, count.last + 1) else []
    if not amount or amount[0].kind != "dose":
        return []
    often = amount[1:] or often_at(tokens, amount[0].last) or _every_period(tokens, amount[0].last)
    if not often or often[0].kind != "frequency" or often[0].value.times != 1:
        return []
    per = often[0].value
    times = Element("frequency", Frequency(count.low, per.unit, per.period), often[0].first, often[0].last)
    return [amount[0]._replace(first=i), times]


def _every_period(tokens: Tokens, i: int) -> list[Element]:
    head, unit = word(tokens, i), TIME_UNITS.get(word(tokens, i + 1))
    if head in ("a", "per", "each", "every") and unit in ("d", "wk", "mo"):
        return [Element("frequency", Frequency(Decimal(1), unit), i, i + 2)]
    return []


def _water_of_crystal_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `5H2O` as the pentahydrate."""
    parts = [word(tokens, i + n) for n in range(4)]
    if parts == ["5", "h", "2", "o"] and tokens[i].end == tokens[i + 1].start:
        return [Element("salt", "pentahydrate", i, i + 4)]
    return []


def _name_at(tokens: Tokens, i: int) -> list[Element]:
    """Read the longest drug name that starts here."""
    if word(tokens, i) not in _DRUG_STARTS:
        return []
    for length in range(min(_LONGEST, len(tokens) - i), 0, -1):
        name = DRUGS.get(tuple(t.text for t in tokens[i : i + length]))
        if name:
            return [Element("drug", (name, word(tokens, i) if length == 1 else ""), i, i + length)]
    return []


def _product_at(tokens: Tokens, i: int) -> list[Element]:
    return [Element("product", PRODUCTS[(word(tokens, i),)], i, i + 1)]


def _route_at(tokens: Tokens, i: int) -> list[Element]:
    head = word(tokens, i)
    if head in ROUTES:
        return [Element("route", ROUTES[head], i, i + 1)]
    if head in ("intra", "sub") and word(tokens, i + 1) == "-":
        route = ROUTES.get(head + word(tokens, i + 2))
        return [Element("route", route, i, i + 3)] if route else []
    if head == "by" and word(tokens, i + 1) == "mouth":
        return [Element("route", "oral", i, i + 2)]
    if (
        head in ("into", "in")
        and word(tokens, i + 1) in ("the", "each")
        and word(tokens, i + 2)[:6] == "lesion"
    ):
        return [Element("route", "intralesional", i, i + 3)]
    return [Element("route_question", TWO_ROUTES[head], i, i + 1)] if head in TWO_ROUTES else []


def _access_at(tokens: Tokens, i: int) -> list[Element]:
    j = i + 1
    while word(tokens, j) in ACCESS_NOUNS and word(tokens, j) != "iv":
        j += 1
    return [Element("access", ACCESS[word(tokens, i)], i, j)]


def _titration_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `increase to`, `titrated up to`, `reduced from`, `tapered`."""
    head = word(tokens, i)
    way = "up" if head in UP else "down"
    j = i + 1
    while word(tokens, j) in ("up", "down", "the", "dose", "gradually"):
        way = word(tokens, j) if word(tokens, j) in ("up", "down") else way
        j += 1
    if word(tokens, j) == "to":
        return [Element("titration", way, i, j + 1)]
    if word(tokens, j) == "from":
        return [Element("from", way, i, j + 1)]
    return [Element("tapered", way, i, j)] if head in ("tapered", "tapering", "taper") else []


def _to_at(tokens: Tokens, i: int) -> list[Element]:
    return [Element("to", None, i, i + 1)] if is_number(tokens, i + 1) else []


def _next_at(tokens: Tokens, i: int) -> list[Element]:
    return [Element("then", None, i, i + 1)]


def _followed_at(tokens: Tokens, i: int) -> list[Element]:
    return [Element("then", None, i, i + 2)] if word(tokens, i + 1) == "by" else []


def _total_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `weekly total`, `total weekly dose`, `total`: the next amount is not a dose given each time."""
    j = i
    weekly = False
    while word(tokens, j) in ("weekly", "total", "per", "week", "dose", "of", ":", "=", "is"):
        weekly = weekly or word(tokens, j) in ("weekly", "week")
        j += 1
    heads = [t.text for t in tokens[i:j]]
    if "total" not in heads or not is_number(tokens, j):
        return []
    return [Element("total", weekly, i, j)]


def _no_dose_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `dose not stated`: an unknown that was written down is not a gap in the reading."""
    if word(tokens, i + 1) in ("unknown", "unstated"):
        return [Element("no_dose", None, i, i + 2)]
    if word(tokens, i + 1) == "not" and word(tokens, i + 2) in ("stated", "known", "reported", "given"):
        return [Element("no_dose", None, i, i + 3)]
    return []


def _undiluted_at(tokens: Tokens, i: int) -> list[Element]:
    return [Element("diluent", Diluent("none"), i, i + 1)]


def _salt_at(tokens: Tokens, i: int) -> list[Element]:
    return [Element("salt", SALTS[word(tokens, i)], i, i + 1)]


def _indication_at(tokens: Tokens, i: int) -> list[Element]:
    j = i + 1 if word(tokens, i) == "for" else i
    start = j
    while word(tokens, j) in INDICATIONS or (j > start and word(tokens, j) == ","):
        j += 1
    return [Element("indication", " ".join(t.text for t in tokens[start:j]), i, j)] if j > start else []


def _times_lead_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `x3/week`, where the sign stands before the count."""
    found = counted_at(tokens, i + 1)
    return [found[0]._replace(first=i)] if found and is_number(tokens, i + 1) else []


_NUMBER_READERS: tuple[Reader, ...] = (
    _water_of_crystal_at, _multiplied_at, amounts_at, counted_at, doses_at, time_at,
)  # fmt: skip


def _readers() -> dict[str, tuple[Reader, ...]]:
    """Return which readers a word may start, in the order they are tried."""
    table: dict[str, list[Reader]] = {}

    def on(words: object, *readers: Reader) -> None:
        for name in words:  # type: ignore[attr-defined]
            table.setdefault(name, []).extend(r for r in readers if r not in table.get(name, []))

    on(("weekly", "total", "per"), _total_at)
    on(("if", "once", "after", "when", "as", "provided"), condition_at)
    on(("after", "post", "following", "with", "during", "before", "pre", "at", "on", "end"), anchor_at)
    on(("q",), q_at)
    on(("every", "each", "alternate"), every_at)
    on(("single", "stat", "once"), doses_at)
    on(MULTIPLES, counted_at)
    on([*OFTEN, *TWO_WAYS, "bi"], often_at)
    on(("x", "×", "*"), _times_lead_at, doses_at)
    on(("for",), doses_at)
    on(("into", "in"), _route_at)
    on(LEADS | {"half", "a", "an", "fortnight"}, time_at)
    on(TIME_UNITS, offsets_at)
    on([*WEEKDAYS, *WEEKDAY_RUNS, *WEEKDAY_LETTERS], weekdays_at)
    on([*FLUIDS, "d", "normal", "isotonic", "sodium"], diluent_at)
    on({*ROUTES, "intra", "sub", "by", *TWO_ROUTES}, _route_at)
    on(DIALYSIS, bare_dialysis_at)
    on(("max", "maximum", "maximal", "cap", "capped", "not"), cap_at)
    on({name[0] for name in PRODUCTS}, _product_at)
    on(_DRUG_STARTS, _name_at)
    on(SALTS, _salt_at)
    on(ACCESS, _access_at)
    on(UP | DOWN, _titration_at)
    on(("to",), _to_at)
    on(NEXT, _next_at)
    on(("followed",), _followed_at)
    on(("dose",), _no_dose_at)
    on(("undiluted",), _undiluted_at)
    on(("between",), amounts_at)
    on({*INDICATIONS, "for"}, _indication_at)
    return {name: tuple(readers) for name, readers in table.items()}


_READERS = _readers()
