"""Orders that must be stopped: one known slip in an otherwise plain order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from order_words import (
    LETTER_DOSES,
    THRICE,
    Order,
    digits,
    grams,
    letter_minutes,
    minutes,
    order,
    usual_often,
    worded,
)

TENFOLD_FORMS = (
    "{d} g IV over {t} min 3/wk",
    "Sodium thiosulfate {d} g IV over {t} min three times weekly",
    "sodium thiosulphate {d}g i.v. over {t} minutes thrice weekly",
    "SODIUM THIOSULFATE {d} G IVPB OVER {t} MIN M-W-F",
    "{d} grams sodium thiosulfate IV over {t} min TIW",
    "Sodium thiosulfate {mg} mg IV over {t} minutes 3x/week",
    "Sodium thiosulfate {d} gm in 100 mL NS IV over {t} min once weekly for 12 weeks",
    "Sodium thiosulfate {d} g IV over the last {t} min of each HD",
    "12.5 g IV over 30 min 3/wk; after 3 tolerated: {d} g over {t} min",
    "Sodium thiosulfate {d} g IV over {t} min TIW for 2 weeks, then 12.5 g over 30 min BIW",
    "Sodium thiosulfate {z} g IV over {t} min twice weekly",
    "Sodium thiosulfate {d} g IV three times weekly",
)


def tenfold() -> Iterator[Order]:
    """Yield every letter-range dose, ten times too large and too small, in every form."""
    for dose in LETTER_DOSES:
        for factor, said in ((Decimal(10), "x 10"), (Decimal("0.1"), "/ 10")):
            for form in TENFOLD_FORMS:
                wrong = dose * factor
                d = digits(wrong)
                text = form.format(
                    d=d,
                    z=d + ("0" if "." in d else ".0"),
                    mg=digits(wrong * 1000),
                    t=digits(letter_minutes(dose)),
                )
                yield order("tenfold", text, f"{grams(dose)} {said}", slip="tenfold")


def powers(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        for power in (2, 3, -2, -3):
            wrong = dose.scaleb(power)
            for _ in range(2):
                text = worded(rng, grams(wrong), minutes(letter_minutes(dose)), usual_often(rng))
                yield order("powers", text, f"{grams(dose)} x 10^{power}", slip=f"10^{power}")


def units(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        for unit in ("mg", "mcg", "mL", "kg", "units"):
            for _ in range(2):
                text = worded(rng, f"{digits(dose)} {unit}", minutes(letter_minutes(dose)), usual_often(rng))
                yield order("units", text, f"{unit} for g", slip="unit")


def without_unit(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        text = worded(rng, digits(dose), minutes(letter_minutes(dose)), usual_often(rng))
        yield order("without_unit", text, "no unit", slip="missing_unit")


def strengths(rng: Random) -> Iterator[Order]:
    """Yield doses whose volume belongs to a strength that is half, double or a tenth of the one written."""
    for dose in LETTER_DOSES:
        for strength in (80, 125, 250, 500):
            volume = (
                dose * 1000 / strength * rng.choice((Decimal("0.5"), Decimal(2), Decimal(10), Decimal("0.1")))
            )
            said = f"{grams(dose)} ({digits(volume)} mL of {strength} mg/mL)"
            text = worded(rng, said, minutes(letter_minutes(dose)), rng.choice(THRICE))
            yield order("strengths", text, "g, mL and mg/mL disagree", slip="strength")


def weekly_totals(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        for times, often in ((1, "weekly"), (2, "twice weekly"), (3, "three times weekly")):
            wrong = dose * times * rng.choice((Decimal("0.5"), Decimal(2), Decimal(10)))
            text = (
                f"{worded(rng, grams(dose), minutes(letter_minutes(dose)), often)} ({digits(wrong)} g/week)"
            )
            yield order("weekly_totals", text, f"total is {grams(dose * times)}", slip="weekly_total")


def rates_and_times(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        for rate in (10, 50):
            text = f"Sodium thiosulfate {grams(dose)} IV over {minutes(letter_minutes(dose))} at {rate} g/h "
            yield order(
                "rates_and_times", text + rng.choice(THRICE), "the time makes it 25 g/h", slip="rate_time"
            )


def several_a_day(rng: Random) -> Iterator[Order]:
    often = (
        "BID",
        "q12h",
        "TID",
        "twice daily",
        "every 12 hours",
        "q8h",
        "3 times a day",
        "2/d",
        "every 6 hours",
    )
    for dose in LETTER_DOSES[:3]:
        for each in often:
            text = worded(rng, grams(dose), minutes(letter_minutes(dose)), each)
            yield order("several_a_day", text, "more than one dose in 24 h", slip="daily")


def too_fast(rng: Random) -> Iterator[Order]:
    for dose, time in (
        ("10", 3),
        ("10", 5),
        ("12.5", 3),
        ("12.5", 5),
        ("15", 5),
        ("15", 8),
        ("20", 5),
        ("20", 11),
    ):
        text = worded(rng, f"{dose} g", minutes(time), rng.choice(THRICE))
        yield order("too_fast", text, "faster than 1.67 g/min", slip="rate")


def too_much_or_little(rng: Random) -> Iterator[Order]:
    for dose in ("50", "55", "62.5", "70", "80", "99"):
        text = worded(rng, f"{dose} g", minutes(Decimal(dose) * 3), usual_often(rng))
        yield order("too_much", text, "50 g or more", slip="high")
    for dose in ("0.1", "0.5", "0.75", "1.8", "2", "2.4"):
        yield order(
            "too_little", worded(rng, f"{dose} g", "30 min", usual_often(rng)), "2.5 g or less", slip="low"
        )


def other_routes(rng: Random) -> Iterator[Order]:
    for route in ("PO", "orally", "IM", "SC", "subcut", "intrathecally", "intraperitoneally", "by mouth"):
        for dose in (Decimal("12.5"), Decimal(25)):
            text = f"Sodium thiosulfate {grams(dose)} {route} {usual_often(rng)}"
            yield order("other_routes", text, "a gram dose by this route", slip="route")


def other_drugs(rng: Random) -> Iterator[Order]:
    names = ("Sodium tetradecyl sulfate", "Sodium nitrite", "Sodium thiocyanate", "Sodium sulfite",
             "Sodium bisulfite", "Sodium chloride", "Potassium thiosulfate", "Thiopental sodium")  # fmt: skip
    for name in names:
        text = f"{name} 12.5 g IV over 30 min {usual_often(rng)}"
        yield order("other_drugs", text, "another drug with a similar name", slip="drug")


def per_kilogram(rng: Random) -> Iterator[Order]:
    for per_kg, weight in (
        ("2.5", 62),
        ("2", 45),
        ("1", 55),
        ("0.9", 80),
        ("0.03", 60),
        ("0.025", 75),
        ("0.01", 90),
    ):
        text = worded(rng, f"{per_kg} g/kg", "60 min", usual_often(rng))
        why = f"{digits(Decimal(per_kg) * weight)} g at this weight"
        yield order("per_kilogram", text, why, slip="per_kg", weight=f"{weight} kg")


def against_structure(rng: Random) -> Iterator[Order]:
    for dose in LETTER_DOSES:
        time = letter_minutes(dose)
        right = {"dose_value": float(dose), "dose_unit": "g", "freq_per_week": 3, "infusion_min": int(time)}
        for wrong in ({"dose_value": float(dose * 2)}, {"dose_unit": "mg"}, {"freq_per_week": 1}):
            text = worded(rng, grams(dose), minutes(time), rng.choice(THRICE))
            why = f"structured order says {next(iter(wrong.items()))}"
            yield order("against_structure", text, why, slip="structured", structured={**right, **wrong})


def wrong_orders(rng: Random) -> Iterator[Order]:
    """Yield every generated order that must be stopped."""
    yield from tenfold()
    for family in (
        powers, units, without_unit, strengths, weekly_totals, rates_and_times, several_a_day, too_fast,
        too_much_or_little, other_routes, other_drugs, per_kilogram, against_structure,
    ):  # fmt: skip
        yield from family(rng)
