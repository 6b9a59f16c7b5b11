"""Orders that may go ahead only after reading: one reason for caution each, and nothing wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from order_words import (
    LETTER_DOSES,
    THRICE,
    Order,
    grams,
    letter_minutes,
    minutes,
    order,
    usual_often,
    worded,
)

TOO_FAST = "faster than 25 g/h"
READY = {"weight": "80 kg", "tolerated": 4}


def _one(family: str, text: str, expect: str, **context: object) -> Order:
    return order(family, text, expect, expect=expect, **context)


def large(rng: Random) -> Iterator[Order]:
    for dose in ("27.5", "28", "30", "32", "35", "37.5", "40", "42.5", "45", "49"):
        text = worded(rng, f"{dose} g", "120 min", usual_often(rng))
        yield _one("large", text, "more than 25 g a dose", **READY)


def often(rng: Random) -> Iterator[Order]:
    for each in (
        "4/wk",
        "5/wk",
        "6/wk",
        "daily",
        "every other day",
        "four times weekly",
        "4x/week",
        "once daily",
    ):
        for dose in LETTER_DOSES[:2]:
            text = worded(rng, grams(dose), minutes(letter_minutes(dose)), each)
            yield _one("often", text, "more than 3 a week")


def fast(rng: Random) -> Iterator[Order]:
    for dose, times in (("10", (10, 20)), ("12.5", (10, 12, 20, 25)), ("15", (15, 20)), ("20", (15, 40))):
        for time in times:
            yield _one("fast", worded(rng, f"{dose} g", minutes(time), rng.choice(THRICE)), TOO_FAST)
    for time in (20, 45):
        yield _one("fast", worded(rng, "25 g", minutes(time), rng.choice(THRICE)), TOO_FAST, **READY)


def small(rng: Random) -> Iterator[Order]:
    for dose in ("2.6", "3", "3.2", "4", "5", "6", "6.25", "7.5", "8", "9", "9.5", "9.9"):
        yield _one("small", worded(rng, f"{dose} g", "30 min", usual_often(rng)), "below 10 g")


def seldom(rng: Random) -> Iterator[Order]:
    for each in (
        "every 2 weeks",
        "every other week",
        "q2wk",
        "monthly",
        "every 3 weeks",
        "every 4 weeks",
        "q4wk",
    ):
        for dose in LETTER_DOSES[1:3]:
            text = worded(rng, grams(dose), minutes(letter_minutes(dose)), each)
            yield _one("seldom", text, "less often than weekly")


def untimed(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES[:3]:
        for name in ("Sodium thiosulfate", "sodium thiosulphate"):
            for each in (rng.choice(THRICE), usual_often(rng)):
                yield _one("untimed", f"{name} {grams(dose)} IV {each}", "infusion time missing")


def too_soon(rng: Random) -> Iterator[Order]:
    for tolerated in (0, 1, 2):
        text = worded(rng, "25 g", "60 min", rng.choice(THRICE))
        yield _one(
            "too_soon", text, "25 g without tolerated doses shown", weight="80 kg", tolerated=tolerated
        )
    for _ in range(5):
        text = worded(rng, "25 g", "60 min", usual_often(rng))
        yield _one("too_soon", text, "25 g without tolerated doses shown", weight="80 kg")


def light(rng: Random) -> Iterator[Order]:
    for weight in ("41", "45", "50", "54", "57.5", "59", "59.9", "60"):
        text = worded(rng, "25 g", "60 min", rng.choice(THRICE))
        yield _one("light", text, "25 g at or below 60 kg", weight=f"{weight} kg", tolerated=4)


def drowned(rng: Random) -> Iterator[Order]:
    for volume in ("900 mL", "1000 mL", "1 L"):
        for fluid in ("NS", "D5W"):
            text = f"Sodium thiosulfate 12.5 g IV in {volume} {fluid} over 60 min {rng.choice(THRICE)}"
            yield _one("drowned", text, "900 mL or more of diluent off dialysis", dialysis="none")


def weak_kidneys(rng: Random) -> Iterator[Order]:
    for egfr in (8, 12, 18, 21, 25, 28):
        dose = rng.choice(LETTER_DOSES[:3])
        text = worded(rng, grams(dose), minutes(letter_minutes(dose)), usual_often(rng))
        yield _one("weak_kidneys", text, "eGFR below 30 off dialysis", egfr=egfr, dialysis="none")


def abbreviated(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES[:4]:
        for form in ("STS {dose} IV over {time} {often}", "{dose} STS IV over {time} {often}"):
            text = form.format(dose=grams(dose), time=minutes(letter_minutes(dose)), often=rng.choice(THRICE))
            expect = '"STS" also means sodium tetradecyl sulfate'
            yield _one("abbreviated", text, expect)


def salt_unsaid(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES[:4]:
        text = worded(rng, grams(dose), minutes(letter_minutes(dose)), rng.choice(THRICE))
        expect = "anhydrous-labelled product, salt form of the dose not said"
        yield _one("salt_unsaid", text, expect, product="pedmarqsi-80")


def undiluted(rng: Random) -> Iterator[Order]:
    for how in (
        "undiluted into a peripheral vein",
        "undiluted via a peripheral line",
        "undiluted, peripheral vein,",
    ):
        for dose in (Decimal(10), Decimal("12.5")):
            time = minutes(letter_minutes(dose))
            text = f"Sodium thiosulfate {grams(dose)} IV {how} over {time} {rng.choice(THRICE)}"
            yield _one("undiluted", text, "undiluted into a peripheral vein")


def caution_orders(rng: Random) -> Iterator[Order]:
    """Yield every generated order that deserves a caution and no stop."""
    for family in (
        large, often, fast, small, seldom, untimed, too_soon, light, drowned, weak_kidneys, abbreviated,
        salt_unsaid, undiluted,
    ):  # fmt: skip
        yield from family(rng)
