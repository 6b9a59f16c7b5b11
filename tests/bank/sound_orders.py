"""Orders that must not be stopped: plain ones, worded in many ways. Cautions are allowed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from order_words import (
    LETTER_DOSES,
    ONCE,
    THRICE,
    TWICE,
    Order,
    digits,
    grams,
    letter_minutes,
    minutes,
    order,
    usual_often,
    worded,
)  # fmt: skip

STRENGTHS = {"hope-250": 250, "pedmark-125": 125, "ampoule-50": 500}
SPELT = ("{n} g", "{n}g", "{n} grams", "{n} gm", "{mg} mg")


def worded_plainly(rng: Random) -> Iterator[Order]:
    for dose in (*LETTER_DOSES, Decimal("17.5"), Decimal("22.5")):
        for often in (*THRICE, *TWICE, *ONCE):
            spelt = rng.choice(SPELT).format(n=digits(dose), mg=digits(dose * 1000))
            time = letter_minutes(dose) * rng.choice((1, 1, 2))
            text = worded(rng, spelt, minutes(time), often)
            yield order("worded_plainly", text, "an ordinary order at 25 g/h or slower")


def with_volume(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        for product, strength in STRENGTHS.items():
            said = f"{grams(dose)} ({digits(dose * 1000 / strength)} mL of {strength} mg/mL)"
            text = worded(rng, said, minutes(letter_minutes(dose)), rng.choice(THRICE))
            yield order("with_volume", text, "g, mL, mg/mL and product agree", product=product)


def volume_alone(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        for percent in (25, 50):
            said = f"{percent}% {digits(dose * 100 / percent)} mL"
            text = f"Sodium thiosulfate {said} IV over {minutes(letter_minutes(dose))} {usual_often(rng)}"
            yield order("volume_alone", text, f"strength and volume make {grams(dose)}")


def with_total(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        for times, words in ((2, TWICE), (3, THRICE)):
            text = worded(rng, grams(dose), minutes(letter_minutes(dose)), rng.choice(words))
            yield order("with_total", f"{text} ({grams(dose * times)}/wk)", "the weekly total agrees")


def for_so_long(rng: Random) -> Iterator[Order]:
    for span in (
        "for 12 weeks",
        "x 3 months",
        "for 6 mo",
        "for 10 wk",
        "x 8 weeks",
        "for 8 months",
        "for 1 year",
    ):
        dose = rng.choice(LETTER_DOSES)
        text = worded(rng, grams(dose), minutes(letter_minutes(dose)), rng.choice(THRICE))
        yield order("for_so_long", f"{text} {span}", "with a duration")


def in_steps(rng: Random) -> Iterator[Order]:
    for first, second in (("10", "12.5"), ("10", "15"), ("12.5", "20"), ("12.5", "25"), ("15", "25")):
        for link in (
            "; after 3 tolerated: ",
            "; after 4 tolerated: ",
            " for 2 weeks, then ",
            " x 4 wk then ",
        ):
            often = rng.choice(THRICE[:6])
            low, high = Decimal(first), Decimal(second)
            start = f"{grams(low)} IV over {minutes(letter_minutes(low))} {often}"
            more = f"{grams(high)} over {minutes(letter_minutes(high))}" + (
                "" if ";" in link else f" {often}"
            )
            yield order("in_steps", start + link + more, "a start and a step at 25 g/h")


def per_kilogram(rng: Random) -> Iterator[Order]:
    for per_kg, weight in (
        ("0.25", 30),
        ("0.25", 44),
        ("0.25", 48),
        ("0.2", 52),
        ("0.3", 36),
        ("0.4", 25),
        ("0.15", 66),
    ):
        for cap in ("", " (max 12.5 g)"):
            text = worded(rng, f"{per_kg} g/kg{cap}", "60 min", usual_often(rng))
            why = f"{digits(Decimal(per_kg) * weight)} g at this weight"
            yield order("per_kilogram", text, why, weight=f"{weight} kg")


def with_dialysis(rng: Random) -> Iterator[Order]:
    for dose in ("12.5 g", "25 g", "20 g", "25 g/1.73 m2"):
        for when in (
            "after each HD",
            "after haemodialysis",
            "each HD",
            "each dialysis session",
            "post-HD TIW",
        ):
            text = f"Sodium thiosulfate {dose} IV {when} over 60 min"
            yield order("with_dialysis", text, "tied to dialysis", dialysis="hd")


def on_the_skin(rng: Random) -> Iterator[Order]:
    for percent in (10, 15, 20, 25):
        for how in (
            "topical daily",
            "topically once daily for 6 months",
            "cream topically BID",
            "ointment topically daily",
        ):
            text = f"Sodium thiosulfate {percent}% {how}"
            yield order("on_the_skin", text, "published topical strength (T1, T4-T6)")


def into_the_lesion(rng: Random) -> Iterator[Order]:
    for strength in (150, 200, 250):
        for volume in ("0.1", "0.25", "0.5"):
            route = rng.choice(("intralesional", "intradermal"))
            often = rng.choice(("weekly for 4 weeks", "every 4 weeks", "monthly", "weekly"))
            text = f"Sodium thiosulfate {strength} mg/mL {volume} mL {route} {often}"
            yield order("into_the_lesion", text, "published strength, fraction of a mL (I1-I3)")


def as_structured(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        time = letter_minutes(dose)
        same = {"dose_value": float(dose), "dose_unit": "g", "freq_per_week": 3, "infusion_min": int(time)}
        text = worded(rng, grams(dose), minutes(time), rng.choice(THRICE))
        yield order("as_structured", text, "the structured order agrees", structured=same)


def sound_orders(rng: Random) -> Iterator[Order]:
    """Yield every generated order that must not be stopped."""
    for family in (
        worded_plainly, with_volume, volume_alone, with_total, for_so_long, in_steps, per_kilogram,
        with_dialysis, on_the_skin, into_the_lesion, as_structured,
    ):  # fmt: skip
        yield from family(rng)
