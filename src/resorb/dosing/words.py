"""The words the dosing language knows, each for one thing. A word that is not here is not guessed at.

Tables only: what follows from a word is in the modules that read doses, times and schedules.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from resorb.dosing.regimen import Route


def _all(words: str, value: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), value)


NUMBERS: dict[str, Decimal] = {
    word: Decimal(i)
    for i, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
} | {"twenty-four": Decimal(24), "thirty": Decimal(30), "forty": Decimal(40), "forty-five": Decimal(45),
     "fifty": Decimal(50), "sixty": Decimal(60), "ninety": Decimal(90)}  # fmt: skip

ORDINALS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "other": 2, "alternate": 2}
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
    | _all("litre litres liter liters", "L")
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
    "qod": (1, 2, "d"), "bid": (2, 1, "d"), "bd": (2, 1, "d"), "tid": (3, 1, "d"), "tds": (3, 1, "d"),
    "qid": (4, 1, "d"), "qds": (4, 1, "d"), "weekly": (1, 1, "wk"), "qw": (1, 1, "wk"), "qwk": (1, 1, "wk"),
    "qow": (1, 2, "wk"), "qowk": (1, 2, "wk"), "biw": (2, 1, "wk"), "tiw": (3, 1, "wk"), "qiw": (4, 1, "wk"),
    "fortnightly": (1, 2, "wk"), "monthly": (1, 1, "mo"), "yearly": (1, 1, "y"), "annually": (1, 1, "y"),
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
WEEKDAY_RUNS: dict[str, tuple[str, ...]] = {
    "mwf": ("Mon", "Wed", "Fri"),
    "tts": ("Tue", "Thu", "Sat"),
    "tths": ("Tue", "Thu", "Sat"),
    "tthsa": ("Tue", "Thu", "Sat"),
    "tuthsa": ("Tue", "Thu", "Sat"),
    "tuthsat": ("Tue", "Thu", "Sat"),
    "tth": ("Tue", "Thu"),
    "tuth": ("Tue", "Thu"),
    "mf": ("Mon", "Fri"),
    "mth": ("Mon", "Thu"),
}
WEEKDAY_LETTERS = {"m": "Mon", "w": "Wed", "f": "Fri", "t": "Tue", "th": "Thu", "tu": "Tue", "s": "Sat",
                   "sa": "Sat", "mo": "Mon", "we": "Wed", "fr": "Fri"}  # fmt: skip

ROUTES: dict[str, Route] = {
    **dict.fromkeys(["iv", "ivpb", "ivi", "intravenous", "intravenously"], "IV"),
    **dict.fromkeys(["oral", "orally", "po"], "oral"),
    **dict.fromkeys(["topical", "topically", "cutaneous", "cutaneously"], "topical"),
    **dict.fromkeys(["intralesional", "intralesionally"], "intralesional"),
    **dict.fromkeys(["intradermal", "intradermally"], "intradermal"),
    **dict.fromkeys(["sc", "sq", "subq", "subcut", "subcutaneous", "subcutaneously"], "SC"),
    **dict.fromkeys(["im", "intramuscular", "intramuscularly"], "IM"),
    **dict.fromkeys(["intraperitoneal", "intraperitoneally"], "intraperitoneal"),
    **dict.fromkeys(["intrathecal", "intrathecally"], "intrathecal"),
}
# Letters that name two routes; only the writer knows which.
TWO_ROUTES = {"il": ("intralesional", "intralymphatic"), "id": ("intradermal", "identification"),
              "ip": ("intraperitoneal", "inpatient"), "it": ("intrathecal", "intratumoral")}  # fmt: skip

DIALYSIS = set(["hd", "haemodialysis", "hemodialysis", "dialysis", "haemodialyses", "hemodialyses", "dialyses", "hdf", "haemodiafiltration", "hemodiafiltration"])  # fmt: skip
SESSIONS = set(["session", "sessions", "treatment", "treatments", "run", "runs", "day", "days"])
GIVINGS = set(["dose", "doses", "infusion", "infusions", "injection", "injections", "application", "applications", "administration", "administrations", "treatment", "treatments", "session", "sessions", "time", "times", "cycle", "cycles"])  # fmt: skip

FLUIDS: dict[str, str] = {
    **_all("saline ns nss nacl", "sodium chloride 0.9 %"),
    **_all("dextrose glucose", "glucose 5 %"),
    **_all("swfi wfi water", "water for injection"),
    "diluent": "diluent",
}

SALTS: dict[str, Literal["pentahydrate", "anhydrous"]] = {
    "pentahydrate": "pentahydrate",
    "pentahydrat": "pentahydrate",
    "anhydrous": "anhydrous",
    "anhydrate": "anhydrous",
}

# Names of the drug, and of what is taken for it; the longest name wins. What a look-alike means for
# an order is decided in `protocol`, from the evidence: here a name is only recognised.
DRUGS: dict[tuple[str, ...], str] = {
    tuple(name.split()): drug
    for drug, names in {
        "sodium thiosulfate": "sodium thiosulfate|sodium thiosulphate|sodium thiosulfat|thiosulfate|thiosulphate"
        "|sodium hyposulfite|natriumthiosulfat|na 2 s 2 o 3|na₂s₂o₃|na thiosulfate|na thiosulphate|sts",
        "sodium tetradecyl sulfate": "sodium tetradecyl sulfate|sodium tetradecyl sulphate|tetradecyl sulfate"
        "|tetradecyl sulphate|sodium tetradecyl|sotradecol|fibro vein|fibrovein|fibro - vein|std",
        "sodium nitrite": "sodium nitrite|nitrite|nano 2",
        "sodium nitrite and sodium thiosulfate kit": "nithiodote",
        "sodium thiocyanate": "sodium thiocyanate|thiocyanate|sodium sulfocyanate",
        "sodium nitroprusside": "sodium nitroprusside|nitroprusside",
        "sodium chloride": "sodium chloride",
        "sodium sulfate": "sodium sulfate|sodium sulphate",
        "sodium sulfite": "sodium sulfite|sodium sulphite|sodium thiosulfite|sodium thiosulphite",
        "sodium metabisulfite": "sodium metabisulfite|sodium metabisulphite|sodium bisulfite|sodium bisulphite",
        "sodium phosphate": "sodium phosphate",
        "sodium bicarbonate": "sodium bicarbonate",
        "sodium stibogluconate": "sodium stibogluconate|stibogluconate",
        "sodium aurothiomalate": "sodium aurothiomalate|aurothiomalate|gold sodium thiomalate",
        "sodium aurothiosulfate": "gold sodium thiosulfate|sodium aurothiosulfate|gold thiosulfate",
        "potassium thiosulfate": "potassium thiosulfate|potassium thiosulphate",
        "ammonium thiosulfate": "ammonium thiosulfate|ammonium thiosulphate",
        "calcium thiosulfate": "calcium thiosulfate|calcium thiosulphate",
        "magnesium thiosulfate": "magnesium thiosulfate|magnesium thiosulphate",
        "magnesium sulfate": "magnesium sulfate|magnesium sulphate",
        "thiotepa": "thiotepa",
        "thiopental": "thiopental|thiopentone|sodium thiopental|thiopental sodium|sodium thiopentone",
        "streptomycin": "streptomycin",
        "sodium valproate": "sodium valproate",
        "sodium polystyrene sulfonate": "sodium polystyrene sulfonate",
        "edetate": "edetate disodium|disodium edetate|sodium edetate|edta|edetate calcium disodium",
    }.items()
    for name in names.split("|")
}
PRODUCTS: dict[tuple[str, ...], str] = {("pedmark",): "pedmark-125", ("pedmarqsi",): "pedmarqsi-80"}

ACCESS: dict[str, Literal["central", "peripheral"]] = {
    **dict.fromkeys(["central", "centrally", "picc", "port", "portacath", "cvc", "permcath"], "central"),
    **dict.fromkeys(["peripheral", "peripherally", "cannula"], "peripheral"),
}
ACCESS_NOUNS = set(["line", "vein", "venous", "catheter", "access", "cannula", "iv", "port"])

UP = set(["increase", "increased", "increasing", "escalate", "escalated", "escalating", "raise", "raised", "raising", "titrate", "titrated", "titrating", "uptitrate", "uptitrated", "advance", "advanced", "advancing", "up"])  # fmt: skip
DOWN = set(["decrease", "decreased", "decreasing", "reduce", "reduced", "reducing", "lower", "lowered", "lowering", "taper", "tapered", "tapering", "cut"])  # fmt: skip
NEXT = set(["then", "thereafter", "afterwards", "afterward", "subsequently", "followed", "finally", "later"])

INDICATIONS = set(["calcinosis", "calciphylaxis", "cutis", "dystrophic", "calcification", "calcifications", "universalis", "tumoral", "tumoural", "pruritus"])  # fmt: skip

# Words of an order that change nothing in it; anything else left over refuses the whole text.
FILLERS = set(
    [
        "please",
        "give",
        "given",
        "giving",
        "infuse",
        "infused",
        "infusing",
        "inject",
        "injected",
        "administer",
        "administered",
        "administering",
        "start",
        "started",
        "starting",
        "begin",
        "began",
        "commence",
        "commencing",
        "receive",
        "received",
        "dose",
        "doses",
        "dosage",
        "dosing",
        "of",
        "the",
        "a",
        "an",
        "and",
        "via",
        "by",
        "as",
        "is",
        "to",
        "be",
        "at",
        "with",
        "using",
        "use",
        "patient",
        "pt",
        "injection",
        "solution",
        "sterile",
        "usp",
        "ph",
        "eur",
        "infusion",
        "infusions",
        "intermittent",
        "slow",
        "slowly",
        "piggyback",
        "order",
        "rx",
        "sig",
        "first",
        "initially",
        "initial",
        "regimen",
        "drug",
        "treatment",
        "therapy",
        "course",
        "each",
        "apply",
        "applied",
        "application",
        "applications",
        "cream",
        "ointment",
        "gel",
        "layer",
        "thick",
        "thin",
        "zinc",
        "oxide",
        "compounded",
        "lesion",
        "lesions",
        "lesional",
        "site",
        "sites",
        "plaque",
        "plaques",
        "nodule",
        "nodules",
        "base",
        "into",
        "on",
        "affected",
        "area",
        "areas",
        "every",
        "total",
        "equivalent",
        "equals",
        "i",
        "e",
        "ie",
        "running",
        "run",
        "in",
        "long",
        "term",
        "vial",
        "vials",
        "ampoule",
        "ampoules",
        "amp",
        "prescription",
        "current",
        "new",
        "diluted",
        "dilute",
        "mixed",
        "made",
        "prepared",
        "further",
        "concentration",
        "strength",
        "volume",
        "on",
        "doctor",
        "physician",
        "indication",
        "iv",
    ]
)
