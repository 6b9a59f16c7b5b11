"""What digits can stand for: a number, more than one number, or none.

`12,5` and `12,500` are read differently in different countries, so they have readings and no value.
`12.5.0`, `012.5`, a zero and digits that are not 0-9 stand for no number this program would act on.
"""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"(?:0|[1-9]\d*)?(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_DOTTED_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3})+,\d+", re.ASCII)
_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_COMMA = re.compile(r"\d+,\d+", re.ASCII)
_LONGEST = 24


def number_in(raw: str) -> tuple[Decimal | None, tuple[Decimal, ...]]:
    """Return the value, or None and every value the digits could stand for; no value and none if unreadable.

    >>> number_in("12.5"), number_in("12,500"), number_in("12.5.0")
    ((Decimal('12.5'), ()), (None, (Decimal('12500'), Decimal('12.500'))), (None, ()))
    """
    raw = raw.replace("·", ".")
    if len(raw) > _LONGEST:
        return None, ()
    if _PLAIN.fullmatch(raw):
        if raw[-1] == "0" and _THREE_DECIMALS.fullmatch(raw):
            return None, (Decimal(raw), Decimal(raw.replace(".", "")))
        return Decimal(raw), ()
    if _GROUPED.fullmatch(raw):
        whole = Decimal(raw.replace(",", ""))
        once = raw.count(",") == 1 and "." not in raw
        return (None, (whole, Decimal(raw.replace(",", ".")))) if once else (whole, ())
    if _DOTTED_GROUPS.fullmatch(raw):
        return None, (Decimal(raw.replace(".", "").replace(",", ".")),)
    return None, (Decimal(raw.replace(",", ".")),) if _COMMA.fullmatch(raw) else ()


def grouped_by_point(raw: str) -> tuple[Decimal, ...]:
    """Return both readings of `12.345`, which is twelve thousand where a point groups digits; else none."""
    if not _THREE_DECIMALS.fullmatch(raw):
        return ()
    return (Decimal(raw), Decimal(raw.replace(".", "")))
