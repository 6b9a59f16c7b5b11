"""Read how long: an infusion in minutes or hours, a phase in days to years, a number of doses.

What a time belongs to is decided by its unit and the word before it; a time point ("at 3 months",
"20 min before") is nobody's duration and is left unread.
"""

from __future__ import annotations

from decimal import Decimal

from resorb.dosing.element import Element, Span, Tokens, numbers_at, skip, word
from resorb.dosing.regimen import Anchor, Condition, Infusion, TimeSpan
from resorb.dosing.words import DIALYSIS, GIVINGS, TIME_UNITS

LEADS = {"over", "for", "during", "within", "x", "×", "lasting", "across", "/", "in", "*", "through"}
_POINTS = {"at", "after", "by", "until", "till", "before", "since", "from", "ago", "age", "aged", "every", "q",
           "each", "within", "week", "month", "day", "post", "beyond"}  # fmt: skip
_COURSE = {"more", "further", "additional", "consecutive", "successive", "full", "total", "next"}
_AFTER_TIME = {
    "before",
    "prior",
    "after",
    "later",
    "ago",
    "pre",
    "earlier",
    "beforehand",
    "old",
    "post",
    "history",
}


def _time(tokens: Tokens, j: int) -> tuple[TimeSpan, int] | None:
    """Read a length of time at a place: `30 min`, `half an hour`, `1 h 30 min`, `a fortnight`."""
    head = word(tokens, j)
    if head in ("half", "½") and _hours(tokens, skip(tokens, j + 1, "an", "a", "-")):
        return TimeSpan(Decimal(30), "min"), skip(tokens, j + 1, "an", "a", "-") + 1
    if (
        head in ("a", "an", "one")
        and word(tokens, j + 1) == "half"
        and _hours(tokens, skip(tokens, j + 2, "-"))
    ):
        return TimeSpan(Decimal(30), "min"), skip(tokens, j + 2, "-") + 1
    if head == "fortnight" or (head in ("a", "one") and word(tokens, j + 1) == "fortnight"):
        return TimeSpan(Decimal(2), "wk"), j + (1 if head == "fortnight" else 2)
    if head in ("a", "an") and word(tokens, j + 1) in TIME_UNITS:
        return TimeSpan(Decimal(1), TIME_UNITS[word(tokens, j + 1)]), j + 2
    span = numbers_at(tokens, j, "or")
    return _counted(tokens, span) if span else None


def _hours(tokens: Tokens, j: int) -> bool:
    return TIME_UNITS.get(word(tokens, j)) == "h"


def _counted(tokens: Tokens, span: Span) -> tuple[TimeSpan, int] | None:
    if span.low is None or span.low <= 0:
        return None
    k = skip(tokens, span.last, "-")
    if word(tokens, k) == "/" and word(tokens, k + 1) == "2" and span.low == 1 and _hours(tokens, k + 2):
        return TimeSpan(Decimal(30), "min"), k + 3
    k = k if word(tokens, k) not in _COURSE else k + 1
    unit = TIME_UNITS.get(word(tokens, k))
    if unit is None:
        return None
    minutes = numbers_at(tokens, k + 1) if unit == "h" and span.high is None else None
    if minutes and minutes.low is not None and TIME_UNITS.get(word(tokens, minutes.last)) == "min":
        return TimeSpan(span.low * 60 + minutes.low, "min"), minutes.last + 1
    return TimeSpan(span.low, unit, span.high), k + 1


def time_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the infusion time or the duration that starts here, with or without its leading word."""
    lead = word(tokens, i) if word(tokens, i) in LEADS else ""
    j = i + 1 if lead else i
    j = skip(tokens, j, "the", "about", "approximately") if lead else j
    j = (
        skip(tokens, j, "a", "total", "of", "period")
        if lead and word(tokens, j + 1) in ("total", "period")
        else j
    )
    last = bool(lead) and word(tokens, j) in ("last", "final")
    read = _time(tokens, j + 1 if last else j)
    if read is None:
        return []
    span, end = read
    if span.unit in ("min", "h"):
        return _infusion(tokens, i, span, end, lead, last)
    return [] if last else _duration(tokens, i, span, end, lead)


def _infusion(tokens: Tokens, i: int, span: TimeSpan, end: int, lead: str, last: bool) -> list[Element]:
    k = skip(tokens, end, "-", "long")
    after = word(tokens, k)
    if after in _AFTER_TIME or (not lead and word(tokens, i - 1) in _POINTS):
        return []
    if after in ("infusion", "infusions"):
        end = k + 1
    found = [Element("infusion", Infusion(span, last), i, end)]
    k = skip(tokens, end, "of", "the", "each", "every")
    if (last or word(tokens, end) == "of") and word(tokens, k) in DIALYSIS:
        close = k + 2 if word(tokens, k + 1) in ("session", "sessions", "treatment") else k + 1
        found.append(Element("anchor", Anchor("hd_session", "during"), end, close))
    return found


def _duration(tokens: Tokens, i: int, span: TimeSpan, end: int, lead: str) -> list[Element]:
    after = word(tokens, end)
    if after in _AFTER_TIME or after == "-" or lead in ("/", "within", "in"):
        named = after == "-" and word(tokens, end + 1) in ("course", "treatment", "trial")
        if not (named and not lead):
            return []
        end += 2
    if not lead and word(tokens, i - 1) in _POINTS:
        return []
    end = skip(tokens, end, "more", "longer") if lead else end
    end = end + 1 if word(tokens, end) in ("course",) else end
    return [Element("duration", span, i, end)]


def doses_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a number of doses: `x 4 doses`, `for 4 sessions`, `single dose`, `once only`."""
    head = word(tokens, i)
    if head in ("single", "stat") or (head == "once" and word(tokens, i + 1) == "only"):
        end = i + 2 if word(tokens, i + 1) in GIVINGS or head == "once" else i + 1
        return [Element("n_doses", 1, i, end)]
    j = i + 1 if head in ("x", "×", "for") else i
    span = numbers_at(tokens, j)
    if (
        span is None
        or span.low is None
        or span.high is not None
        or span.low != int(span.low)
        or span.low <= 0
    ):
        return []
    k = skip(tokens, span.last, "consecutive", "successive", "in", "more")
    if word(tokens, k) in GIVINGS and word(tokens, k) not in ("time", "times"):
        return [Element("n_doses", int(span.low), i, k + 1)]
    if j > i and head in ("x", "×") and span.low == 1 and word(tokens, span.last) not in ("/", "per", "a"):
        return [Element("n_doses", 1, i, span.last)]
    return []


def condition_at(tokens: Tokens, i: int) -> list[Element]:
    """Read what must come first: `after 3 tolerated`, `once 3 to 4 treatments are tolerated`, `if tolerated`."""
    if word(tokens, i) == "as" and word(tokens, i + 1) == "tolerated":
        return [Element("condition", Condition(), i, i + 2)]
    if word(tokens, i) not in ("after", "once", "when", "if", "provided"):
        return []
    j = skip(tokens, i + 1, "the", "first", "well", "at", "least")
    span = numbers_at(tokens, j, "or")
    if span and span.low is not None:
        j = span.last
    j = skip(tokens, j, "well", *GIVINGS, "are", "is", "have", "has", "been", "were", "was", "consecutive")
    end = _tolerated(tokens, j)
    if end is None or (span and span.low is None):
        return []
    return [Element("condition", _counted_condition(span), i, end)] if _whole(span) else []


def _tolerated(tokens: Tokens, j: int) -> int | None:
    if word(tokens, j) == "tolerated":
        return skip(tokens, j + 1, *GIVINGS, "well", ":")
    if word(tokens, j) in ("go", "went", "goes") and word(tokens, j + 1) == "well":
        return j + 2
    return None


def _whole(span: Span | None) -> bool:
    numbers = () if span is None else (span.low, span.high)
    return all(n is None or (n == int(n) and n > 0) for n in numbers)


def _counted_condition(span: Span | None) -> Condition:
    if span is None or span.low is None:
        return Condition()
    return Condition(int(span.low), None if span.high is None else int(span.high))
