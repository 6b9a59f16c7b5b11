"""Read words whose meaning reaches the dose and is not certain, so that they refuse the order by name.

Each reader covers only the words that make the doubt; the amounts beside them are still read, so that
`scan` finds what a letter tells. In an order such a part is an error with the way to write it.
"""

from __future__ import annotations

from typing import NamedTuple

from resorb.dosing.element import Element, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.fluids import fluid_at
from resorb.dosing.words import DIALYSIS, DOSE_UNITS, GIVINGS, SESSIONS, TIME_UNITS, WEEKDAYS, words


class Doubt(NamedTuple):
    """What an order is refused for: the rule, why it matters, and what to write instead."""

    rule: str
    why: str
    remedy: str


DIVIDED = Doubt("dosing.divided", "tells of an amount divided among infusions, so one infusion's dose is not written.",
                "Write the dose of one infusion and how often, as in '12.5 g IV 3/wk'.")  # fmt: skip
SHARE = Doubt("dosing.share", "is a share of a dose, and not the strength of a solution.",
              "Write the dose itself in grams, as in '12.5 g'.")  # fmt: skip
ACCOUNT = Doubt("dosing.account", "tells what was given, and an order tells what to give.",
                "Record past treatment in a course; for an order leave the account out.")  # fmt: skip
OF_WHAT = Doubt("dosing.salt", "leaves open which form the grams are of; 12.5 g of the ion are 27.7 g of pentahydrate.",
                "Write the grams of the pentahydrate or of the anhydrous salt, and say which.")  # fmt: skip
A_DAY = Doubt("dosing.doses", "may be several doses on one day, or one on each of several.",
              "Write how often, as in 'on Mon' or '1/d', and for how many doses in all.")  # fmt: skip
CYCLES = Doubt("dosing.cycle", "counts cycles, and a cycle is not a dose.",
               "Write how many doses, as in 'for 6 doses', or for how long.")  # fmt: skip
NO_PHASE = Doubt("dosing.then", "stands where the next dose is expected, and is none.",
                 "Say a flush as 'flush with 50 mL saline'; write 'before HD' or 'after HD' for dialysis.")  # fmt: skip
CONTENT = Doubt("dosing.container", "is what a container holds; how many are given is not said.",
                "Write the dose itself, as in '12.5 g'.")  # fmt: skip
LATER = Doubt("dosing.start", "may be in so long a time, or within it.",
              "Write 'for' before a duration; a start as a date, as in 'start 2026-11-03'.")  # fmt: skip

INCREMENT = Doubt(
    "dosing.change", "adds to a dose that is not written here.", "Write the dose to give now, in grams."
)
COURSE = Doubt(
    "dosing.total", "is the amount of a whole course.", "Write the dose of one infusion and how often."
)
WATCHED = Doubt("dosing.watched", "is watched so often; how often the dose is given is another matter.",
                "Write how often the dose is given right behind it, and leave the watching out.")  # fmt: skip
NOT_THE_DRUG = Doubt("dosing.fluid", "is a fluid, and stands where the drug should.",
                     "Name the drug; write the fluid behind the dose, as in 'in 100 mL saline'.")  # fmt: skip

_EQUAL = ("equal", "divided", "separate", "split", "equally", "individual", "up", "to")
_CYCLE = ("cycle", "cycles")
_THIOSULFATE = words("thiosulfate thiosulphate ion anion base salt s2o3")
_GIVEN = words(
    "given treated administered infused injected started commenced begun prescribed received on receiving"
)
_SALTED = ("sodium", "na", "natrium", "potassium")


def doubt(what: Doubt, first: int, last: int) -> list[Element]:
    """Return the part that refuses an order for this reason."""
    return [Element("refused", what, first, last)]


def divided_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `in 3 doses`, `as 2 infusions`, `divided into two doses`, `divided doses`; `as one infusion` is one."""
    head = word(tokens, i)
    if head in ("divided", "split"):
        j = skip(tokens, i + 1, "equally", "into", "in", "over", "among", "across", "between")
        return doubt(DIVIDED, i, j)
    j = skip(tokens, i + 1, *_EQUAL)
    if not is_number(tokens, j):
        return doubt(DIVIDED, i, j + 1) if j > i + 1 and word(tokens, j) in GIVINGS else []
    span = numbers_at(tokens, j, "or")
    if span is None or not span.low:
        return []
    k = skip(tokens, span.last, *_EQUAL, "single")
    if word(tokens, k) not in GIVINGS or word(tokens, k) in ("time", "times"):
        return []
    whole = span.low == 1 and span.high is None
    return [Element("filler", None, i, k + 1)] if whole else doubt(DIVIDED, i, k + 1)


def doses_on_a_day_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `2 doses on Mon` and `2 cycles`, which count what cannot be told."""
    span = numbers_at(tokens, i)
    if span is None or not span.low:
        return []
    j = skip(tokens, span.last, "more")
    if word(tokens, j) in _CYCLE:
        return doubt(CYCLES, i, j + 1)
    if span.low < 2 or word(tokens, j) not in GIVINGS or word(tokens, i - 1) in ("x", "×", "for"):
        return []
    k = skip(tokens, j + 1, "on", "every", "each")
    return doubt(A_DAY, i, j + 1) if k > j + 1 and word(tokens, k) in WEEKDAYS else []


def account_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `was given`, `has received`, `had` as an account; `had 8 months of treatment` in brackets is an aside."""
    head, after = word(tokens, i), skip(tokens, i + 1, "been", "also", "already", "previously", "then")
    if head in ("previously", "formerly"):
        after, head = i + 1, word(tokens, i + 1)
    past = _past_treatment(tokens, i, after + (word(tokens, after) in ("had", "received", "completed")))
    if past:
        return [Element("filler", None, i, past)]
    if head in ("was", "were"):
        if is_number(tokens, after):
            return doubt(ACCOUNT, i, after)
        return doubt(ACCOUNT, i, after + 1) if word(tokens, after) in _GIVEN else []
    if head in ("has", "have"):
        told = word(tokens, after) in _GIVEN or word(tokens, after) in ("had", "completed", "taken")
        return doubt(ACCOUNT, i, after + told) if told or word(tokens, i + 1) == "been" else []
    return doubt(ACCOUNT, i, i + 1)


def _past_treatment(tokens: Tokens, i: int, j: int) -> int:
    """Return the place after `previously had 8 months of treatment` in brackets; 0 when it is not that."""
    if word(tokens, i - 1) not in ("(", "["):
        return 0
    span = numbers_at(tokens, j)
    if span is None or TIME_UNITS.get(word(tokens, span.last)) not in ("d", "wk", "mo", "y"):
        return 0
    k = skip(tokens, span.last + 1, "of")
    done = word(tokens, k) in ("treatment", "therapy") and word(tokens, k + 1) in (")", "]")
    return k + 1 if done else 0


def as_what_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `as thiosulfate`, `as the ion`, `base equivalent`: grams of what is not said."""
    if word(tokens, i) == "as":
        j = skip(tokens, i + 1, "the", "free", "a")
        end = j + 1
        if word(tokens, j) not in _THIOSULFATE or word(tokens, end) in _SALTED:
            return []
        return doubt(OF_WHAT, i, end)
    free = word(tokens, i - 1) in ("free", "of") or word(tokens, i - 1) in DOSE_UNITS
    told = free or word(tokens, i + 1) in ("equivalent", "equivalents")
    return doubt(OF_WHAT, i, i + 1) if told else []


def share_behind(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the percentage at `i`, which ends before `j`, is a share: `50% of 25 g`, `at 50% dose`, `by 50%`."""
    if word(tokens, j) in (
        "of",
        "dose",
        "doses",
        "dosage",
        "strength",
        "reduction",
        "reduced",
        "less",
        "more",
    ):
        return True
    before = word(tokens, i - 1)
    return before in ("by", "to") or (
        before == "at" and word(tokens, j) not in ("concentration", "solution", "w")
    )


def fluid_next_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a flush as harmless (`followed by 50 mL saline`), and refuse `then saline 50 mL` and `then dialysis`."""
    followed = word(tokens, i) == "followed"
    if followed and word(tokens, i + 1) != "by":
        return []
    j = skip(tokens, i + 1 + followed, "a", "an", "with", ",", "by")
    if word(tokens, j) in DIALYSIS and word(tokens, j + 1) not in SESSIONS:
        return doubt(NO_PHASE, i, j + 1)
    end = fluid_alone(tokens, j)
    if not end:
        return []
    named = word(tokens, end) in _FLUSH or word(tokens, j) in _FLUSH
    if not (named or followed):
        return doubt(NO_PHASE, i, end)
    return [Element("filler", None, i, _flush_time(tokens, end + (word(tokens, end) in _FLUSH)))]


_FLUSH = words("flush flushes flushed rinse rinsed")


_FLUSHED = words("the line lines cannula lumen catheter after with of a using : well and before")


def flush_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `flush with 50 mL saline` whole: its fluid dilutes nothing."""
    j = skip(tokens, i + 1, *_FLUSHED)
    end = fluid_alone(tokens, j)
    if not end and is_number(tokens, j) and word(tokens, j - 1) in ("with", "of", "using"):
        return doubt(NO_PHASE, i, j)
    return [Element("filler", None, i, _flush_time(tokens, end) if end else i + 1)]


def flush_behind_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `50 mL saline flush` and `saline flush 50 mL`: the word that tells stands behind the fluid."""
    end = fluid_alone(tokens, i)
    if not end or word(tokens, end) not in _FLUSH:
        return []
    behind = _volume(tokens, end + 1)
    return [Element("filler", None, i, _flush_time(tokens, behind or end + 1))]


def _volume(tokens: Tokens, j: int) -> int:
    span = numbers_at(tokens, j) if is_number(tokens, j) else None
    if span is None or not span.low or DOSE_UNITS.get(word(tokens, span.last)) not in ("mL", "L"):
        return 0
    return 0 if word(tokens, span.last + 1) == "/" else span.last + 1


def fluid_alone(tokens: Tokens, j: int) -> int:
    """Return the place after `50 mL of saline` or `saline 50 mL`; 0 when no fluid stands here."""
    start = _volume(tokens, j)
    if start and word(tokens, start) in _FLUSH and word(tokens, start + 1) not in ("of", "with"):
        return start
    at = skip(tokens, start, "of", *(_FLUSH if start else ())) if start else j
    at = skip(tokens, at, "sodium") if word(tokens, at + 1) != "chloride" else at
    fluid, after = fluid_at(tokens, at)
    if not fluid:
        return 0
    return after if start else (_volume(tokens, after) or after)


def _flush_time(tokens: Tokens, j: int) -> int:
    """Return the place after `over 60 min` or `before and after` behind a flush."""
    if word(tokens, j) != "over":
        k = skip(tokens, j, "before", "and", "after", "pre", "post", "each", "infusion", "dose")
        return k if k == len(tokens) or word(tokens, k) in (",", ".", ";", ")") else j
    span = numbers_at(tokens, j + 1)
    timed = span is not None and TIME_UNITS.get(word(tokens, span.last)) in ("min", "h")
    return span.last + 1 if span and timed else j


def increment_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `to the dose` behind an amount that is added, so that the dose itself is not written."""
    j = skip(tokens, i + 1, "the", "her", "his", "current", "previous", "existing", "usual", "last")
    added = any(
        word(tokens, k) in ("add", "adding", "added", "plus", "extra") for k in range(max(0, i - 12), i)
    )
    return doubt(INCREMENT, i, j + 1) if added and word(tokens, j) in ("dose", "doses", "dosage") else []


def amount_doubt(tokens: Tokens, i: int, j: int) -> list[Element]:
    """Return what makes the amount of tokens `i` to `j` no dose of one infusion: vials behind it, a course."""
    if word(tokens, j) in _HOLDERS:
        return doubt(CONTENT, j, j + 1)
    k = skip(tokens, j, "for", "the", "a", "per", "over", "whole", "entire", "full", "/")
    if k > j and word(tokens, k) == "course" and word(tokens, k + 1) != "of":
        return doubt(COURSE, j, k + 1)
    return []


def pack_behind(tokens: Tokens, i: int, j: int) -> bool:
    """Whether the amount behind a preparation is the size of its pack (`ointment 60 g`) and nothing applied."""
    named = word(tokens, i - 1) in _PREPARATIONS and word(tokens, j - 1) in ("g", "gram", "grams")
    return named and tokens[i].kind == "num" and (tokens[i].value or 0) >= _SMALLEST_PACK


_HOLDERS = words("vial vials ampoule ampoules ampule ampules bottle bottles")
_PREPARATIONS = words("cream ointment gel lotion paste tube")
_SMALLEST_PACK = 15
