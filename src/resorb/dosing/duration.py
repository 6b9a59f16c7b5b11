"""Read how long: an infusion in minutes or hours, a phase in days to years, a number of doses.

What a time belongs to is decided by its unit and the word before it; a time point ("at 3 months",
"20 min before") is nobody's duration and is left unread.
"""

from __future__ import annotations

from decimal import Decimal

from resorb.dosing.condition import condition_at
from resorb.dosing.dialysis import anchor_at, past_session
from resorb.dosing.element import Element, Span, Tokens, numbers_at, skip, word
from resorb.dosing.parts import Anchor, Infusion, TimeSpan
from resorb.dosing.refusals import LATER, doubt
from resorb.dosing.words import DIALYSIS, GIVINGS, TIME_UNITS, words

LEADS = words("over for during within x × lasting across / in * through")
_RUNNING = words("over during lasting across")
_POINTS = words(
    "at after by until till before since from ago age aged every q each within week month "
    "day post beyond start starting begin beginning"
)
_COURSE = words("more further additional consecutive successive full total next")
_AFTER_TIME = words("before prior after later ago pre earlier beforehand old post history following")
_HALF_HOUR = TimeSpan(Decimal(30), "min")
# British prescriptions count days, weeks and months as parts of a week or a year: 2/52 is two weeks
_PARTS_OF = {"7": "d", "52": "wk", "12": "mo"}
# and minutes and hours as parts of an hour or a day: over 30/60, over 1/24
_PARTS_OF_A_DAY = {"60": "min", "24": "h"}


def time_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the infusion time or the duration that starts here, with or without its leading word."""
    lead = word(tokens, i) if word(tokens, i) in LEADS else ""
    j = i + 1 if lead else i
    if lead:
        j += lead == "over" and word(tokens, j) == ":"
        j = skip(tokens, j, "the", "next", "first", "about", "approximately")
        j += word(tokens, j) in ("a", "an") and word(tokens, j + 1) in ("further", "additional")
        j = skip(tokens, j, "another", "further", "additional")
        j = _at_least(tokens, j) if lead == "for" else j
        j = skip(tokens, j, "a", "total", "of", "period") if word(tokens, j + 1) in ("total", "period") else j
    last = word(tokens, j) in ("last", "final")
    read = _last_hour(tokens, j + 1) if last else _time(tokens, j)
    read = read or _part_of(tokens, j, lead)
    if read is None:
        return []
    span, end = read
    if span.unit in ("min", "h"):
        return _infusion(tokens, i, span, end, lead, last)
    return [] if last else _duration(tokens, i, span, end, lead)


def _at_least(tokens: Tokens, j: int) -> int:
    """Return the place after `at least`, `≥`, `>=`: a duration's lower bound is the duration ordered."""
    if (word(tokens, j), word(tokens, j + 1)) in (("at", "least"), (">", "=")):
        return j + 2
    return j + (word(tokens, j) in ("≥", "⩾", "minimum"))


def _last_hour(tokens: Tokens, j: int) -> tuple[TimeSpan, int] | None:
    if _hours(tokens, j):
        return TimeSpan(Decimal(1), "h"), j + 1
    return _time(tokens, j)


def _time(tokens: Tokens, j: int) -> tuple[TimeSpan, int] | None:
    """Read a length of time at a place: `30 min`, `half an hour`, `1 h 30 min`, `a fortnight`."""
    head = word(tokens, j)
    article = head in ("a", "an", "one")
    half = j + 1 if article and word(tokens, j + 1) == "half" else j
    if word(tokens, half) in ("half", "½"):
        k = skip(tokens, half + 1, "an", "a", "-")
        return (_HALF_HOUR, k + 1) if _hours(tokens, k) else None
    if word(tokens, j + article) == "fortnight":
        return TimeSpan(Decimal(2), "wk"), j + article + 1
    quarter = j + article if word(tokens, j + article) == "quarter" else -1
    if quarter >= 0 and _hours(tokens, skip(tokens, quarter + 1, "of", "an", "hour") - 1):
        return TimeSpan(Decimal(15), "min"), skip(tokens, quarter + 1, "of", "an", "hour")
    if head in ("a", "an") and word(tokens, j + 1) in TIME_UNITS:
        return TimeSpan(Decimal(1), TIME_UNITS[word(tokens, j + 1)]), j + 2
    span = numbers_at(tokens, j, "or")
    return _counted(tokens, span) if span else None


def _hours(tokens: Tokens, j: int) -> bool:
    return TIME_UNITS.get(word(tokens, j)) == "h"


def _counted(tokens: Tokens, span: Span) -> tuple[TimeSpan, int] | None:
    if not span.low:
        return None
    k = skip(tokens, span.last, "-")
    if word(tokens, k) == "/" and word(tokens, k + 1) == "2" and span.low == 1 and span.high is None:
        return (_HALF_HOUR, k + 3) if _hours(tokens, k + 2) else None
    k += word(tokens, k) in _COURSE
    unit = TIME_UNITS.get(word(tokens, k))
    if unit is None:
        return None
    return _and_minutes(tokens, span, unit, k + 1) or (TimeSpan(span.low, unit, span.high), k + 1)


def _and_minutes(tokens: Tokens, span: Span, unit: str, k: int) -> tuple[TimeSpan, int] | None:
    """Read the minutes of `1 h 30 min`, `1 hour and 30 minutes`, `1h30`."""
    if unit != "h" or span.high is not None or span.low is None or span.low != int(span.low):
        return None
    minutes = numbers_at(tokens, skip(tokens, k, "and"))
    if minutes is None or not minutes.low or minutes.high is not None or minutes.low >= 60:
        return None
    end = minutes.last
    named = TIME_UNITS.get(word(tokens, end)) == "min"
    against = end == k + 1 and tokens[k].start == tokens[k - 1].end and len(tokens[k].text) == 2
    if not named and not against:
        return None
    return TimeSpan(span.low * 60 + minutes.low, "min"), end + named


def _part_of(tokens: Tokens, j: int, lead: str) -> tuple[TimeSpan, int] | None:
    """Read `for 3/12`, `over 30/60`: a fraction is a time only behind its word."""
    if lead not in ("for", "x", "×", "over") or word(tokens, j + 1) != "/" or word(tokens, j + 3) == "/":
        return None
    span = numbers_at(tokens, j)
    known = _PARTS_OF_A_DAY if lead == "over" else {**_PARTS_OF, **(_PARTS_OF_A_DAY if lead == "for" else {})}
    unit = known.get(word(tokens, j + 2))
    return (TimeSpan(span.low, unit), j + 3) if unit and span and span.low and span.last == j + 1 else None


def _infusion(tokens: Tokens, i: int, span: TimeSpan, end: int, lead: str, last: bool) -> list[Element]:
    k = skip(tokens, end, "-", "long")
    after = word(tokens, k)
    if lead not in _RUNNING and after in _AFTER_TIME:
        return []
    if not lead and word(tokens, i - 1) in _POINTS:
        return []
    if lead in ("in", "within") and word(tokens, i - 1) in _POINTS:
        return []
    end = k + 1 if after in ("infusion", "infusions") else end
    if not lead and after == "each" and (k + 1 >= len(tokens) or word(tokens, k + 1) in (",", ".", ";", ")")):
        return [Element("infusion_all", Infusion(span, last), i, k + 1)]
    found = [Element("infusion", Infusion(span, last), i, end)]
    k = skip(tokens, end, "of", "the", "each", "every")
    if (last or word(tokens, end) == "of") and word(tokens, k) in DIALYSIS:
        found.append(Element("anchor", Anchor("hd_session", "during"), end, past_session(tokens, k)))
    return found


def minutes_sign_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `over 30'`: a prime is minutes only behind `over`."""
    span = numbers_at(tokens, i + 1)
    if span is None or not span.low or word(tokens, span.last) != "'":
        return []
    return [Element("infusion", Infusion(TimeSpan(span.low, "min", span.high)), i, span.last + 1)]


def _duration(tokens: Tokens, i: int, span: TimeSpan, end: int, lead: str) -> list[Element]:
    after = word(tokens, end)
    named = not lead and after == "-" and word(tokens, end + 1) in ("course", "treatment", "trial")
    # "for 3 wk after each HD" lasts 3 weeks; "3 weeks after" is a time point
    tied = bool(lead) and bool(anchor_at(tokens, end) or condition_at(tokens, end))
    point = after in _AFTER_TIME and not tied
    if lead in ("within", "in") and after not in _AFTER_TIME:
        return doubt(LATER, i, end)
    if (point or after == "-" or lead in ("/", "within", "in")) and not named:
        return []
    if not lead and word(tokens, i - 1) in ("in", "within"):
        return doubt(LATER, i, end)
    if not lead and word(tokens, i - 1) in _POINTS:
        return []
    end = end + 2 if named else end
    end = skip(tokens, end, "more", "longer") if lead else end
    return [Element("duration", span, i, end + (word(tokens, end) == "course"))]


def all_infusions_at(tokens: Tokens, i: int) -> list[Element]:
    """Read `each over 60 min` and `all infusions over 60 min`, which hold for every phase."""
    j = i + 1 + (word(tokens, i + 1) in ("infusion", "infusions", "dose", "doses"))
    if word(tokens, i) == "all" and j == i + 1:
        return []
    j = skip(tokens, j, "to", "be", "given", "infused", "run", "is", "are")
    found = time_at(tokens, j) if word(tokens, j) == "over" else []
    if len(found) != 1 or found[0].kind != "infusion":
        return []
    return [found[0]._replace(kind="infusion_all", first=i)]


def doses_at(tokens: Tokens, i: int) -> list[Element]:
    """Read a number of doses: `x 4 doses`, `for 4 sessions`, `single dose`, `first 3 doses`, `once only`."""
    head = word(tokens, i)
    if head in ("single", "stat", "first") and word(tokens, i + 1) in GIVINGS:
        return [Element("n_doses", 1, i, i + 2)]
    if head in ("single", "stat"):
        return [Element("n_doses", 1, i, i + 1)]
    if head == "once":
        return [Element("n_doses", 1, i, i + 1 + (word(tokens, i + 1) == "only"))]
    j = i + 1 if head in ("x", "×", "for", "first") else i
    span = numbers_at(tokens, j)
    if span is None or not span.low or span.high is not None or span.low != int(span.low):
        return []
    k = skip(tokens, span.last, "consecutive", "successive", "in", "more", "single")
    if word(tokens, k) in GIVINGS and word(tokens, k) not in ("time", "times"):
        in_total = (word(tokens, k + 1), word(tokens, k + 2)) == ("in", "total")
        return [Element("n_doses", int(span.low), i, k + 3 if in_total else k + 1)]
    bare = head in ("x", "×") and word(tokens, span.last) not in ("/", "per", "a", "-")
    return [Element("bare_count", int(span.low), i, span.last)] if bare and tokens[j].kind == "num" else []
