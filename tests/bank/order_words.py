"""How clinicians word the parts of an order, and an order as the bank keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from random import Random
from typing import Any

Order = dict[str, Any]

LETTER_DOSES = tuple(Decimal(d) for d in ("10", "12.5", "15", "20", "25"))

# Ways to write one IV order: {dose} with its unit, the infusion {time}, and how {often}.
STYLES = (
    "{dose} IV over {time} {often}",
    "Sodium thiosulfate {dose} IV over {time} {often}",
    "sodium thiosulphate {dose} i.v. over {time} {often}",
    "Sodium thiosulfate {dose} IVPB over {time} {often}",
    "{dose} sodium thiosulfate IV over {time} {often}",
    "Sodium thiosulfate, {dose} intravenously over {time}, {often}",
    "sodium thiosulfate IV {dose} over {time} {often}",
    "Sodium thiosulfate {dose} IV in 100 mL NS over {time} {often}",
    "Sodium thiosulfate {dose} IV {often} over {time}",
)

THRICE = (
    "3/wk",
    "three times weekly",
    "TIW",
    "3x/week",
    "thrice weekly",
    "MWF",
    "3 times a week",
    "Mon/Wed/Fri",
)
TWICE = ("2/wk", "twice weekly", "BIW", "2x/week", "two times a week", "Tue/Fri")
ONCE = ("1/wk", "once weekly", "weekly", "every week", "once a week", "q1wk")


def digits(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def grams(value: Decimal) -> str:
    return f"{digits(value)} g"


def minutes(value: Decimal | int) -> str:
    return f"{digits(Decimal(value))} min"


def letter_minutes(dose: Decimal) -> Decimal:
    """Return the time that runs the dose at the letter's 25 g/h."""
    return dose / 25 * 60


def worded(rng: Random, dose: str, time: str, often: str) -> str:
    return rng.choice(STYLES).format(dose=dose, time=time, often=often)


def usual_often(rng: Random) -> str:
    return rng.choice((*THRICE, *TWICE, *ONCE))


def order(family: str, text: str, why: str, **more: Any) -> Order:
    """Return one generated order; context and `slip` or `expect` come in as `more`."""
    return {"text": text, "why": why, "origin": f"generated:{family}", **more}


def without_repeats(orders: Iterable[Order], taken: Sequence[str] = ()) -> list[Order]:
    """Return the orders whose text and context were not there before."""
    seen, kept = set(taken), []
    for one in orders:
        if (key := key_of(one)) not in seen:
            seen.add(key)
            kept.append(one)
    return kept


CONTEXT = ("weight", "product", "egfr", "dialysis", "tolerated", "structured")


def key_of(one: Order) -> str:
    """Return what makes an order the same order: its text and its context."""
    return repr((one["text"], [(name, one[name]) for name in CONTEXT if name in one]))
