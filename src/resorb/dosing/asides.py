"""Read what stands beside an order and changes nothing in it: a start, a time of day, a bed, a review.

A date or time of day is kept as the start, word for word; it is never how often, and a date that ends
something (`until 3 Nov 2026`) is not read here, so that it refuses the order.
"""

from __future__ import annotations

from resorb.dosing.element import Element, Tokens, is_number, numbers_at, skip, word
from resorb.dosing.refusals import WATCHED, doubt
from resorb.dosing.words import DOSE_UNITS, MULTIPLES, OFTEN, TIME_UNITS, WEEKDAYS, words

MONTH_NAMES = words(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october oct "
    "nov november dec december"
)
_ENDS = words(
    "until till to through thru stop stops ending ends end by before up review finish dob born expires -"
)
_STARTS = words("from starting start starts started beginning begin commencing commence next date")
_STEPS = words("next on this coming the of date : =")


def start_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `from next Monday`, `starting 3 Nov 2026`, `today`; a list of days is how often and no start."""
    if word(tokens, i) in ("today", "tomorrow"):
        return [Element("start", None, i, i + 1)]
    j = skip(tokens, i + 1, *_STEPS)
    end = _date(tokens, j)
    if end:
        return [Element("start", None, j, end)._replace(first=i)]
    day = word(tokens, j)
    dated = _date(tokens, skip(tokens, j + 1, ",", "the")) if day in WEEKDAYS else 0
    if dated:
        return [Element("start", None, i, dated)]
    if word(tokens, i) == "on" or day not in WEEKDAYS or (len(day) > 5 and day.endswith("days")):
        return []
    k = skip(tokens, j + 1, ",", "/", "and", "&", "-", "to", "through", "thru", "until")
    return [] if word(tokens, k) in WEEKDAYS else [Element("start", None, i, j + 1)]


def dated_day_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `Monday 3 Nov 2026` as one day, where `Monday` alone is every week."""
    end = _date(tokens, skip(tokens, i + 1, ",", "the"))
    return [Element("start", None, i, end)] if end and word(tokens, i - 1) not in _ENDS else []


def date_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a date that stands alone: ISO, day/month/year with four digits, `3 Nov 2026`."""
    if word(tokens, i + 1) not in _DATED:
        return []
    end = _date(tokens, i)
    if (
        end
        and word(tokens, i - 1) not in _ENDS
        and not (word(tokens, i - 1) == "on" and word(tokens, i - 2) in _ENDS)
    ):
        return [Element("start", None, i, end)]
    clock = _clock(tokens, i)
    if (
        clock
        and word(tokens, i - 1) not in _ENDS
        and word(tokens, i - 1) not in ("dilute", "diluted", "dilution", "ratio")
    ):
        return [Element("clock", None, i, clock)]
    return []


_DATED = MONTH_NAMES | {"-", "/", ":", "st", "nd", "rd", "th"} | {str(n) for n in range(1, 32)}


def _digits(tokens: Tokens, j: int, low: int, high: int) -> bool:
    text = word(tokens, j)
    return text.isascii() and text.isdigit() and len(text) <= 4 and low <= int(text) <= high


def _year(tokens: Tokens, j: int) -> bool:
    return len(word(tokens, j)) == 4 and _digits(tokens, j, 1990, 2099)


def _date(tokens: Tokens, j: int) -> int:
    """Return the place after a date with a year of four digits; 0 when none stands here."""
    sign = word(tokens, j + 1)
    if sign in ("-", "/") and word(tokens, j + 3) == sign and tokens[j].end == tokens[j + 1].start:
        iso = (
            sign == "-"
            and _year(tokens, j)
            and _digits(tokens, j + 2, 1, 12)
            and _digits(tokens, j + 4, 1, 31)
        )
        day_first = _digits(tokens, j, 1, 31) and _digits(tokens, j + 2, 1, 12) and _year(tokens, j + 4)
        return j + 5 if iso or day_first else 0
    if word(tokens, j) in MONTH_NAMES and _digits(tokens, j + 1, 1, 31):
        k = skip(tokens, j + 2, "st", "nd", "rd", "th", ",")
        return k + 1 if _year(tokens, k) else 0
    if _digits(tokens, j, 1, 31):
        k = skip(tokens, j + 1, "st", "nd", "rd", "th", "of")
        return k + 2 if word(tokens, k) in MONTH_NAMES and _year(tokens, k + 1) else 0
    return 0


def _clock(tokens: Tokens, j: int) -> int:
    """Return the place after `09:00`, written without blanks and with four digits."""
    if word(tokens, j + 1) != ":" or len(word(tokens, j)) != 2 or len(word(tokens, j + 2)) != 2:
        return 0
    close = tokens[j].end == tokens[j + 1].start and tokens[j + 1].end == tokens[j + 2].start
    if not close or not _digits(tokens, j, 0, 23) or not _digits(tokens, j + 2, 0, 59):
        return 0
    return j + 3 + (word(tokens, j + 3) in ("h", "hrs", "am", "pm") and word(tokens, j + 4) != "/")


_ROOMS = words("bed chair bay room station cubicle")


def numbered_place_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `bed 3`, `chair 4`; a number with a unit or a sign behind it is something else."""
    j = skip(tokens, i + 1, "no", "number", "#", ".", ":")
    behind = word(tokens, j + 1)
    numbered = _digits(tokens, j, 1, 99) and tokens[j].kind == "num"
    if numbered and not (
        behind in DOSE_UNITS or behind in TIME_UNITS or behind in ("/", "x", "×", "-", "times", "%")
    ):
        return [Element("filler", None, i, j + 1)]
    return [Element("filler", None, i, i + 1)]


def review_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `review in clinic at 3 months`: when she is seen, and never how long she is treated."""
    j = skip(
        tokens,
        i + 1,
        "in",
        "clinic",
        "outpatients",
        "opd",
        "at",
        "after",
        "with",
        "me",
        "us",
        "again",
        "her",
        "him",
    )
    span = (
        numbers_at(tokens, j)
        if is_number(tokens, j) and word(tokens, j - 1) in ("at", "after", "in")
        else None
    )
    if span and span.low and TIME_UNITS.get(word(tokens, span.last)) in ("d", "wk", "mo", "y"):
        j = span.last + 1
    # "review weekly" says how often she is seen, and "review, then 25 g" makes the dose wait for it
    alone = j >= len(tokens) or (
        word(tokens, j) in _STOPS and word(tokens, j + 1) not in ("then", "and", "before")
    )
    return [Element("filler", None, i, j)] if alone else []


_STOPS = (",", ".", ";", ")", "|", "•")


def watched_at(tokens: Tokens, i: int) -> list[Element]:
    """Refuse `monitor weekly`: how often something is watched is not how often the dose is given."""
    j = skip(tokens, i + 1, "vitals", "bp", "of", "the", "line", "with", ":", "signs")
    timed = (
        word(tokens, j) in OFTEN or word(tokens, j) in MULTIPLES or word(tokens, j) in ("every", "each", "q")
    )
    return (
        doubt(WATCHED, i, j)
        if timed or (is_number(tokens, j) and word(tokens, j + 1) in ("/", "x", "times"))
        else []
    )


_PHRASES: dict[str, tuple[tuple[str, ...], ...]] = {}
for _said in (
    "thank you", "thanks", "for seeing", "for referring", "many thanks", "i would", "we would", "if you could", "you could",
    "be so kind", "day unit", "day ward", "day case", "day centre", "under dressing", "under a dressing", "under occlusion",
    "under film", "standing order", "short infusion", "short iv infusion", "short intravenous infusion", "this lady",
    "this gentleman", "this patient", "this woman", "this man", "study drug", "study medication", "trial drug",
    "index finger", "middle finger", "ring finger", "little finger", "index fingertip", "middle fingertip", "ring fingertip",
    "little fingertip", "big toe", "little toe", "great toe", "the same dose", "same dose",
):  # fmt: skip
    _PHRASES[_said.split()[0]] = (*_PHRASES.get(_said.split()[0], ()), tuple(_said.split()[1:]))
PHRASE_HEADS = frozenset(_PHRASES)


def phrase_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a phrase that is harmless only as a whole: `thank you`, `standing order`, `ring finger`, `same dose`."""
    for rest in _PHRASES[word(tokens, i)]:
        if all(word(tokens, i + 1 + n) == name for n, name in enumerate(rest)):
            kind = "same_dose" if "same" in (word(tokens, i), *rest) else "filler"
            return [Element(kind, None, i, i + 1 + len(rest))]
    return []
