"""The words the dosing language knows, each for one thing. A word that is not here is not guessed at.

Tables only: what follows from a word is in the modules that read doses, times and schedules.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from resorb.dosing.parts import Route


def words(listed: str) -> frozenset[str]:
    """Return the words of a list written with blanks between them."""
    return frozenset(listed.split())


def _all(listed: str, value: str) -> dict[str, str]:
    return dict.fromkeys(listed.split(), value)


def _route(listed: str, route: Route) -> dict[str, Route]:
    return dict.fromkeys(listed.split(), route)


_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS: dict[str, Decimal] = {name: Decimal(i) for i, name in enumerate(_COUNTED.split())} | {
    name: Decimal(30 + 10 * i)
    for i, name in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}

ONE = Decimal(1)
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "other": 2, "alternate": 2}
MULTIPLES = {"once": Decimal(1), "twice": Decimal(2), "thrice": Decimal(3)}

# What a dose may be counted in. `%`, mg/mL and rates are read as such, never as a dose.
DOSE_UNITS = (
    _all("g gm gms grm gram grams gramme grammes", "g")
    | _all("mg mgs milligram milligrams milligramme milligrammes", "mg")
    | _all("mcg mcgs ug µg μg microgram micrograms microgramme microgrammes", "mcg")
    | _all("kg kgs kilogram kilograms", "kg")
    | _all("mmol mmols millimole millimoles millimol", "mmol")
    | _all("meq meqs milliequivalent milliequivalents", "mEq")
    | _all("ml mls cc ccs millilitre millilitres milliliter milliliters", "mL")
    | _all("l litre litres liter liters", "L")
    | _all("unit units iu", "unit")
)
# Read as something else by somebody: asked back, never taken for grams.
MISREAD_UNITS = {"gr": "grains or grams", "grs": "grains or grams", "grain": "grains", "grains": "grains",
                 "u": "units"}  # fmt: skip

TIME_UNITS = (
    _all("min mins minute minutes", "min")
    | _all("h hr hrs hour hours", "h")
    | _all("d day days", "d")
    | _all("wk wks week weeks w", "wk")
    | _all("mo mos mth mths month months", "mo")
    | _all("y yr yrs year years", "y")
)

# One word that says how often: (times, period, unit of the period).
OFTEN: dict[str, tuple[int, int, str]] = {
    "daily": (1, 1, "d"), "nightly": (1, 1, "d"), "qd": (1, 1, "d"), "od": (1, 1, "d"), "qday": (1, 1, "d"),
    "nocte": (1, 1, "d"), "qod": (1, 2, "d"), "bid": (2, 1, "d"), "bd": (2, 1, "d"), "tid": (3, 1, "d"), "tds": (3, 1, "d"),
    "qid": (4, 1, "d"), "qds": (4, 1, "d"), "weekly": (1, 1, "wk"), "qw": (1, 1, "wk"), "qwk": (1, 1, "wk"),
    "qweek": (1, 1, "wk"), "qow": (1, 2, "wk"), "qowk": (1, 2, "wk"), "eow": (1, 2, "wk"), "eod": (1, 2, "d"),
    "biw": (2, 1, "wk"), "tiw": (3, 1, "wk"), "qiw": (4, 1, "wk"), "qmonth": (1, 1, "mo"), "fortnightly": (1, 2, "wk"),
    "monthly": (1, 1, "mo"), "yearly": (1, 1, "y"), "annually": (1, 1, "y"),
    "hourly": (1, 1, "h"), "quarterly": (1, 3, "mo"),
}  # fmt: skip
# "3 times weekly": the period alone.
PERIODS = {"daily": "d", "weekly": "wk", "monthly": "mo", "yearly": "y", "hourly": "h"} | TIME_UNITS
PERIODS.pop("w", None)
# Means two different schedules to two readers; both are offered and neither is taken.
TWO_WAYS = {
    "biweekly": ("2 times a week", "once every 2 weeks"),
    "semiweekly": ("2 times a week", "once every 2 weeks"),
    "bimonthly": ("2 times a month", "once every 2 months"),
    "triweekly": ("3 times a week", "once every 3 weeks"),
}

WEEKDAYS = (
    _all("mon mons monday mondays", "Mon")
    | _all("tue tues tuesday tuesdays", "Tue")
    | _all("wed weds wednesday wednesdays", "Wed")
    | _all("thu thur thurs thursday thursdays", "Thu")
    | _all("fri fris friday fridays", "Fri")
    | _all("sat sats saturday saturdays", "Sat")
    | _all("sun suns sunday sundays", "Sun")
)
# Days written as letters, whole: `s` alone may be Saturday or Sunday and `t` Tuesday or Thursday.
_MWF, _TTS, _TT = ("Mon", "Wed", "Fri"), ("Tue", "Thu", "Sat"), ("Tue", "Thu")
WEEKDAY_RUNS: dict[str, tuple[str, ...]] = {
    "mwf": _MWF,
    **dict.fromkeys(["tts", "tths", "tthsa", "tthsat", "tuths", "tuthsa", "tuthsat"], _TTS),
    **dict.fromkeys(["tth", "tuth"], _TT),
}
WEEKDAY_LETTERS = words("m w f t th tu s sa sat mo we fr su")
WEEKDAY_PAIRS = {"mo": "Mon", "tu": "Tue", "we": "Wed", "th": "Thu", "fr": "Fri", "sa": "Sat", "su": "Sun"}

ROUTES: dict[str, Route] = (
    _route("iv ivpb ivi intravenous intravenously", "IV")
    | _route("oral orally po", "oral")
    | _route("topical topically cutaneous cutaneously cream ointment", "topical")
    | _route("intralesional intralesionally", "intralesional")
    | _route("intradermal intradermally", "intradermal")
    | _route("sc sq subq subcut subcutaneous subcutaneously", "SC")
    | _route("im intramuscular intramuscularly", "IM")
    | _route("intraperitoneal intraperitoneally", "intraperitoneal")
    | _route("intrathecal intrathecally", "intrathecal")
)
# Letters that name two routes; only the writer knows which.
TWO_ROUTES = {"il": ("intralesional", "intralymphatic"), "id": ("intradermal", "identification"),
              "ip": ("intraperitoneal", "inpatient"), "it": ("intrathecal", "intratumoral")}  # fmt: skip

DIALYSIS = words(
    "hd haemodialysis hemodialysis dialysis haemodialyses hemodialyses dialyses hdf "
    "haemodiafiltration hemodiafiltration"
)
INTRADIALYTIC = words("intradialytic intradialytically")
SESSIONS = words("session sessions treatment treatments run runs day days")
GIVINGS = words(
    "dose doses infusion infusions injection injections application applications "
    "administration administrations treatment treatments session sessions time times"
)
PLACES = words("site sites lesion lesions nodule nodules plaque plaques area areas")

FLUIDS: dict[str, str] = {
    **_all("saline ns nss nacl", "sodium chloride 0.9 %"),
    **_all("dextrose glucose", "glucose 5 %"),
    **_all("swfi wfi water", "water for injection"),
    "diluent": "diluent",
}

ACCESS: dict[str, Literal["central", "peripheral"]] = {
    **dict.fromkeys(["central", "centrally", "picc", "port", "portacath", "cvc", "permcath"], "central"),
    **dict.fromkeys(["peripheral", "peripherally", "cannula"], "peripheral"),
}
ACCESS_NOUNS = words("line vein venous catheter access cannula iv port")

UP = words(
    "increase increased increasing escalate escalated escalating raise raised raising "
    "titrate titrated titrating uptitrate uptitrated advance advanced advancing"
)
DOWN = words(
    "decrease decreased decreasing reduce reduced reducing lower lowered lowering taper tapered tapering cut"
)
NEXT = words("then thereafter afterwards afterward subsequently finally later")
