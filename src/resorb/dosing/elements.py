"""Find every part of a dosing statement in a text, whatever order they come in.

`parse` and `scan` both stand on this: one insists that nothing is left over, the other looks for
islands. A part is only what its own words say; which phase it belongs to is for `assembler.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from resorb.dosing.amounts import amounts_at
from resorb.dosing.asides import (
    MONTH_NAMES,
    PHRASE_HEADS,
    date_at,
    dated_day_at,
    numbered_place_at,
    phrase_at,
    review_at,
    start_at,
    watched_at,
)
from resorb.dosing.condition import condition_at
from resorb.dosing.dialysis import anchor_at, bare_dialysis_at, intradialytic_at
from resorb.dosing.duration import LEADS, all_infusions_at, doses_at, minutes_sign_at, time_at
from resorb.dosing.element import Element, Tokens, word
from resorb.dosing.fluids import diluent_at, made_up_at
from resorb.dosing.names import DRUGS, INDICATIONS, PREMEDICATION, PRODUCTS, SALTS
from resorb.dosing.refusals import (
    account_at,
    as_what_at,
    divided_at,
    doses_on_a_day_at,
    fluid_next_at,
    flush_at,
    flush_behind_at,
    increment_at,
)
from resorb.dosing.schedule import (
    at_night_at,
    counted_at,
    every_at,
    offsets_at,
    often_at,
    per_period_at,
    q_at,
)
from resorb.dosing.several import cap_at, ladder_at, multiplied_at, step_at, total_at, total_behind_at
from resorb.dosing.statements import (
    SITES,
    VIALS,
    access_at,
    apply_at,
    companion_at,
    each_giving_at,
    indication_at,
    injected_site_at,
    name_at,
    next_at,
    no_dose_at,
    other_drug_at,
    product_at,
    push_at,
    repeat_at,
    route_at,
    salt_at,
    site_at,
    taken_at,
    titration_at,
    to_at,
    undiluted_at,
    vehicle_at,
    vials_at,
)
from resorb.dosing.weekdays import weekdays_at
from resorb.dosing.weight import BEFORE, weight_at, weight_before_at
from resorb.dosing.windows import (
    first_dose_label_at,
    first_session_at,
    subsequent_at,
    window_at,
)
from resorb.dosing.words import (
    ACCESS,
    DIALYSIS,
    DOWN,
    FLUIDS,
    GIVINGS,
    INTRADIALYTIC,
    MULTIPLES,
    NEXT,
    NUMBERS,
    OFTEN,
    ROUTES,
    TIME_UNITS,
    TWO_ROUTES,
    TWO_WAYS,
    UP,
    WEEKDAY_LETTERS,
    WEEKDAY_RUNS,
    WEEKDAYS,
)

Reader = Callable[[Tokens, int], list[Element]]


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
    token = tokens[i]
    if token.kind == "num":
        readers = () if _glued(tokens, i) else _NUMBER_READERS
    elif token.kind == "arrow":
        return [Element("then", None, i, i + 1)]
    else:
        readers = _READERS.get(token.text, ())
    for read in readers:
        here = read(tokens, i)
        if here:
            return here
    return []


_MAY_TOUCH = frozenset({"x", "iv", "q"} | LEADS)


def _glued(tokens: Tokens, i: int) -> bool:
    """Whether a letter or a point stands right against the digits: `l2.5 g` is not 2.5 g."""
    if i == 0 or tokens[i - 1].end != tokens[i].start:
        return False
    before = tokens[i - 1]
    return before.text in (".", "·", ",", "'") or (before.kind == "word" and before.text not in _MAY_TOUCH)


def _times_lead_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `x3/week`, where the sign stands before the count."""
    found = counted_at(tokens, i + 1)
    return [found[0]._replace(first=i)] if found else []


_RARE = GIVINGS | VIALS | {"cycle", "cycles", "ml", "l", "more"}


def _rare_at(tokens: Tokens, i: int) -> list[Element]:
    """Read what begins with a number and is seldom met; a look at the next words spares the readers."""
    if _RARE.isdisjoint((word(tokens, i + 1), word(tokens, i + 2), word(tokens, i + 3))):
        return []
    return flush_behind_at(tokens, i) or doses_on_a_day_at(tokens, i) or vials_at(tokens, i)


_NUMBER_READERS: tuple[Reader, ...] = (
    date_at, _rare_at, weight_before_at, multiplied_at, total_behind_at, ladder_at, amounts_at, counted_at, doses_at,
    time_at,
)  # fmt: skip


def _first(on: Callable[..., None]) -> None:
    """Enter the readers that come before all others: doubts, asides and stretches of treatment."""
    on(PHRASE_HEADS, phrase_at)
    on(("in", "as", "into", "divided", "split"), divided_at)
    on(("was", "were", "has", "have", "had", "received", "previously", "formerly"), account_at)
    on(("as", "base"), as_what_at)
    on(("then", "followed", "thereafter"), fluid_next_at)
    on(("flush", "flushed", "rinse"), flush_at)
    on([*FLUIDS, "normal", "sodium"], flush_behind_at)
    on(
        ("from", "starting", "start", "starts", "beginning", "commencing", "next", "today", "tomorrow", "on"),
        start_at,
    )
    on(MONTH_NAMES, date_at)
    on(WEEKDAYS, dated_day_at)
    on(("bed", "chair", "bay", "room", "station", "cubicle"), numbered_place_at)
    on(("review", "reviewed"), review_at)
    on(("monitor", "monitored", "monitoring", "observe", "vitals", "seen"), watched_at)
    on({"from", *TIME_UNITS}, window_at)
    on(("first",), first_session_at)
    on(("subsequent", "remaining", "later"), subsequent_at)
    on(("dose", "infusion"), first_dose_label_at)
    on(("each", "all"), all_infusions_at)
    on(("at",), at_night_at)
    on(("into", "in"), site_at)
    on(SITES, injected_site_at)
    on(
        ("gel", "lotion", "paste", "petrolatum", "paraffin", "emollient", "lanolin", "zinc", "zno"),
        vehicle_at,
    )
    on(("apply", "applied", "rub"), apply_at)
    on(("repeat",), repeat_at)
    on(("from",), vials_at)
    on(("neat",), undiluted_at)
    on(("to",), increment_at)
    on(("take", "taken", "drink", "swallow", "dissolved"), taken_at)


def _readers() -> dict[str, tuple[Reader, ...]]:
    """Return which readers a word may start, in the order they are tried."""
    table: dict[str, list[Reader]] = {}

    def on(words: Iterable[str], *readers: Reader) -> None:
        for name in words:
            table.setdefault(name, []).extend(r for r in readers if r not in table.get(name, []))

    _first(on)
    on(NUMBERS, *_NUMBER_READERS)
    on(("weekly", "total", "totalling", "totaling", "per", "for"), total_at)
    on(("total", "final", "made", "make", "diluted", "dilute"), made_up_at)
    on(("by",), step_at)
    on(("if", "once", "after", "when", "as", "provided"), condition_at)
    on(
        ("after", "post", "following", "with", "during", "before", "pre", "at", "towards", "on", "end"),
        anchor_at,
    )
    on(INTRADIALYTIC, intradialytic_at)
    on(("q",), q_at)
    on(("every", "each", "alternate"), every_at)
    on(MULTIPLES, counted_at)
    on(("single", "stat", "once", "first"), doses_at)
    on([*OFTEN, *TWO_WAYS, "bi", "tri"], often_at)
    on([f"q{run}" for run in WEEKDAY_RUNS], weekdays_at)
    on([*BEFORE, "x", "×", "*"], weight_at)
    on(("x", "×", "*"), _times_lead_at, time_at, doses_at)
    on(("for",), doses_at)
    on(("into", "in"), route_at)
    on(LEADS | {"half", "a", "an", "fortnight", "last", "final"}, time_at)
    on(("over",), minutes_sign_at)
    on(("a", "an", "per", "each", "/"), per_period_at)
    on(("each", "every", "per", "/", "a"), each_giving_at)
    on(TIME_UNITS, offsets_at)
    on([*WEEKDAYS, *WEEKDAY_RUNS, *WEEKDAY_LETTERS], weekdays_at)
    on([*FLUIDS, "d", "n", "normal", "isotonic", "sodium"], diluent_at)
    on({*ROUTES, "intra", "sub", "by", *TWO_ROUTES}, route_at)
    on(("push", "bolus"), push_at)
    on(DIALYSIS, bare_dialysis_at)
    on(("max", "maximum", "maximal", "cap", "capped", "not", "up"), cap_at)
    on({name[0] for name in PRODUCTS}, product_at)
    on(PREMEDICATION, other_drug_at)
    on(("with", "plus", "alongside"), companion_at)
    on({name[0] for name in DRUGS}, name_at)
    on(SALTS, salt_at)
    on(ACCESS, access_at)
    on(UP | DOWN | {"may", "can", "from"}, titration_at)
    on(("to",), to_at)
    on(NEXT | {"followed"}, next_at)
    on(("dose",), no_dose_at)
    on(("undiluted",), undiluted_at)
    on(("between",), amounts_at)
    on({*INDICATIONS, "for"}, indication_at)
    return {name: tuple(readers) for name, readers in table.items()}


_READERS = _readers()
