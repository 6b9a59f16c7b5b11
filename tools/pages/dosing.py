"""Units, and what the dosing language makes of what people write."""

from __future__ import annotations

from pages.markdown import code, table

FORMS: dict[str, tuple[str, ...]] = {
    "How often": (
        "12.5 g IV over 30 min 3/wk",
        "12.5 g IV over 30 min three times weekly",
        "12.5 g IV over 30 min thrice weekly",
        "12.5 g IV over 30 min 3x/week",
        "12.5 g IV over 30 min TIW",
        "15 g IV over 45 min BIW",
        "12.5 g IV over 30 min MWF",
        "12.5 g IV over 30 min once weekly",
        "12.5 g IV over 30 min q2wk",
        "12.5 g IV over 30 min every other week",
        "25 g IV over 60 min after haemodialysis",
        "25 g IV over the last 60 min of each HD",
    ),
    "How much": (
        "12500 mg IV over 30 min 3/wk",
        "0.25 g/kg (max 12.5 g) IV over 30 min 3/wk",
        "25 g/1.73 m2 IV over 30 min each HD",
        "10-15 g IV over 60 min 2/wk",
        "8 g anhydrous IV over 30 min 3/wk",
        "12.5 g IV over 30 min 3/wk (37.5 g/wk)",
    ),
    "Strength, volume, diluent": (
        "12.5 g (250 mg/mL, 50 mL) IV over 30 min 3/wk",
        "12.5 g, 25% 50 mL, IV over 30 min 3/wk",
        "12.5 g in 100 mL saline IV over 30 min 3/wk",
    ),
    "More than one phase": (
        "10 g 3/wk for 2 wk, then 15 g 2/wk for 3 mo",
        "12.5 g IV over 30 min 3/wk; after 3 tolerated: 25 g over 60 min",
        "10 → 15 → 25 g IV over 60 min 3/wk",
    ),
    "Asked back": (
        "12,5 g IV over 30 min 3/wk",
        "12,500 mg IV over 30 min 3/wk",
    ),
    "Refused": (
        "12.5 IV over 30 min 3/wk",
        "12.5 g IV, not more than 3 times weekly",
        "a vial three times weekly",
        "12.5 g IV over half an hour or so",
    ),
}

HEAD = """# Forms of the dosing language

What people write, and what resorb makes of it. The middle column is the canonical form, the one spelling
used in files; it parses back to the same regimen. Each line is read by the parser when this page is made.
Why it refuses: [the dosing language](../explanation/dosing-language.md).
"""


def forms() -> str:
    """Return the page of forms, each read by the parser now."""
    parts = [HEAD]
    for title, texts in FORMS.items():
        parts.append(
            f"## {title}\n\n" + table(("written", "read as", "for a person"), [_row(text) for text in texts])
        )
    return "\n".join(parts)


def _row(text: str) -> tuple[str, str, str]:
    from resorb.dosing import canonical, parse, spoken

    got = parse(text)
    asked = [f"Asked back: {' or '.join(question.readings)}?" for question in got.questions]
    faults = [f.message for f in got.findings if f.level == "error" and f.rule != "dosing.ambiguous"]
    read = "no regimen" if got.regimen is None else code(canonical(got.regimen))
    told = " ".join([*asked, *faults])
    return code(text), read, told or (spoken(got.regimen) if got.regimen else "")


def units() -> str:
    """Return the page of the closed unit set."""
    from resorb.quantity import SPELLINGS, UNITS, Quantity, number

    read: dict[str, list[str]] = {}
    for spelling, unit in SPELLINGS.items():
        read.setdefault(unit, []).append(spelling)
    rows = [
        (f"`{unit}`", Quantity(number("1"), unit).dimension, ", ".join(f"`{s}`" for s in read.get(unit, [])))
        for unit in UNITS
    ]
    return (
        "# Units\n\nThe units resorb knows. Anything else is refused, never read as the nearest one.\n"
        "Spellings in the last column are read and never printed.\n\n"
        + table(("unit", "of", "also read"), rows)
    )
