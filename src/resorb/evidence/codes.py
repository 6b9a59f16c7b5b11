"""Codes of diseases, drugs, signs and laboratory tests, each in the form of its system.

A reader would get wrong that an absent code is a gap in our reading: none was seen in a table or on a
page, so none is given. Many systems carry a check digit; a code with a wrong one is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One concept in one code system; `code` is empty where none was read."""

    id: str
    concept: str
    system: str
    tag: str
    sources: tuple[str, ...]
    code: str = ""
    locator: str = ""
    note: str = ""


_SHAPES = {
    "Mondo": r"MONDO:\d{7}", "SNOMED CT": r"\d{6,18}", "ORPHA": r"\d{1,6}", "MeSH": r"[CD]\d{6,9}",
    "UMLS": r"C\d{7}", "NCIt": r"C\d{3,6}", "ICD-10-CM": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "ICD-10": r"[A-Z]\d\d(\.\d)?", "ICD-9-CM": r"\d{3}(\.\d{1,2})?", "RxNorm": r"\d{1,8}",
    "UNII": r"[0-9A-Z]{10}", "CAS": r"\d{2,7}-\d\d-\d", "ATC": r"[A-Z]\d\d[A-Z]{2}\d\d",
    "ATCvet": r"Q[A-Z]\d\d[A-Z]{2}\d\d", "DrugBank": r"DB\d{5}", "HCPCS": r"[A-Z]\d{4}",
    "NDC": r"\d{4,5}-\d{3,4}(-\d{1,2})?", "SPL": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "PubChem": r"\d{1,9}", "HPO": r"HP:\d{7}", "LOINC": r"\d{1,5}-\d",
}  # fmt: skip


def fault_of(system: str, code: str) -> str:
    """Return what is wrong with a code of that system; empty when nothing is."""
    if not re.fullmatch(_SHAPES[system], code):
        return f"{code!r} does not look like a code of {system}"
    digits = re.sub(r"\D", "", code)
    check = {"LOINC": _mod_10, "SNOMED CT": _verhoeff, "CAS": _cas}.get(system)
    if check and not check(digits):
        return f"the check digit of {code!r} is wrong, so a digit of this {system} code slipped"
    return ""


def _mod_10(digits: str) -> bool:
    """Whether the last digit is LOINC's: every second one doubled, their digits summed."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _cas(digits: str) -> bool:
    """Whether the last digit is the sum of the others, each times its place from the right."""
    return sum(i * int(d) for i, d in enumerate(reversed(digits))) % 10 == int(digits[-1])


def _turned(digit: int, place: int) -> int:
    for _ in range(place % 8):
        digit = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[digit]
    return digit


def _verhoeff(digits: str) -> bool:
    """Whether the last digit is Verhoeff's, which catches every single slip and every swap."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = _dihedral(check, _turned(int(digit), place))
    return check == 0


def _dihedral(a: int, b: int) -> int:
    """Return the product of two symmetries of a pentagon: 0 to 4 turns, 5 to 9 flips."""
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5
