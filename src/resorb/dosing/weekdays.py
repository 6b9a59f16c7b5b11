"""Read named days: `MWF`, `M-W-F`, `Mon/Wed/Fri`, `Mondays, Wednesdays and Fridays`, `Mon-Fri`."""

from __future__ import annotations

from decimal import Decimal

from resorb.dosing.element import LONGEST_LIST, Element, Tokens, skip, word
from resorb.dosing.parts import WEEKDAYS as WEEK
from resorb.dosing.parts import Frequency
from resorb.dosing.words import WEEKDAY_LETTERS, WEEKDAY_PAIRS, WEEKDAY_RUNS, WEEKDAYS

_BETWEEN = (",", "/", "and", "&", "-", "+", ".")


def weekdays_at(tokens: Tokens, i: int) -> list[Element]:
    """Return the days named here as a frequency; a letter alone is no day.

    `Mon-Fri` is five days and `Mon-Wed-Fri` three; `Mon-Thu` can be two days or four and is asked back.
    """
    head = word(tokens, i)
    run = WEEKDAY_RUNS.get(head.removeprefix("q"))
    if run:
        return [_on_days(run, i, i + 1)]
    if head in WEEKDAYS:
        return _named(tokens, i)
    return _letters(tokens, i) if head in WEEKDAY_LETTERS else []


def _named(tokens: Tokens, i: int) -> list[Element]:
    first = WEEKDAYS[word(tokens, i)]
    days, j = [first], i + 1
    signs: set[str] = set()
    through = _through(tokens, j)
    if through:
        return [_from_to(first, WEEKDAYS[word(tokens, through)], i, through + 1)]
    while j < i + 2 * LONGEST_LIST:
        k = skip(tokens, j, *_BETWEEN)
        if word(tokens, k) not in WEEKDAYS:
            break
        signs.update(t.text for t in tokens[j:k])
        days.append(WEEKDAYS[word(tokens, k)])
        j = k + 1
    if len(days) == 2 and signs == {"-"}:
        return [_dashed(days[0], days[1], i, j)]
    # days joined by different signs ("Mon-Wed, Fri") would be a run and a day, and nobody said which
    mixed = "-" in signs and len(signs) > 1
    return [] if mixed else [_on_days(tuple(dict.fromkeys(days)), i, j)]


def _through(tokens: Tokens, j: int) -> int | None:
    """Return the place of the last day of `Monday to Friday`; None when no such words stand here."""
    if word(tokens, j) in ("to", "through", "thru", "until") and word(tokens, j + 1) in WEEKDAYS:
        return j + 1
    return None


def _dashed(first: str, last: str, i: int, j: int) -> Element:
    if (first, last) in (("Mon", "Fri"), ("Mon", "Sat"), ("Mon", "Sun"), ("Sat", "Sun")):
        return _from_to(first, last, i, j)
    said = (f"{first}-{last}", (f"{first} and {last}", f"{first} to {last}"))
    return Element("schedule_question", said, i, j)


def _from_to(first: str, last: str, i: int, j: int) -> Element:
    a, b = WEEK.index(first), WEEK.index(last)
    days = WEEK[a : b + 1] if a < b else WEEK[a:] + WEEK[: b + 1]
    return _on_days(days if first != last else (first,), i, j)


def _letters(tokens: Tokens, i: int) -> list[Element]:
    """Read `M/W/F` and `T-Th-S`, but only as one of the runs in use, and `Mo, We, Fr`: a letter alone names no day."""
    letters, j = [word(tokens, i)], i + 1
    while j < i + 8:
        k = skip(tokens, j, *_BETWEEN)
        if word(tokens, k) not in WEEKDAY_LETTERS:
            break
        letters.append(word(tokens, k))
        j = k + 1
    pairs = tuple(dict.fromkeys(WEEKDAY_PAIRS[name] for name in letters if name in WEEKDAY_PAIRS))
    run = pairs if len(pairs) == len(letters) > 1 else WEEKDAY_RUNS.get("".join(letters))
    dashed = len(letters) == 2 and word(tokens, i + 1) == "-"
    return [_on_days(run, i, j)] if run and not dashed else []


def _on_days(days: tuple[str, ...], first: int, last: int) -> Element:
    ordered = tuple(sorted(days, key=WEEK.index))
    return Element("frequency", Frequency(Decimal(len(ordered)), weekdays=ordered), first, last)
