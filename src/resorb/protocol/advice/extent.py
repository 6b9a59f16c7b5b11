"""How wide the calcinosis is, by the words of the record: never worked out from a count."""

from __future__ import annotations

from resorb.protocol.advice.case import Case

WIDE = ("diffuse", "widespread", "generalised", "generalized", "universalis", "extensive")
NARROW = ("localised", "localized", "circumscripta", "single", "solitary", "one lesion", "few lesions")
_TAGS = {
    "diffuse": WIDE,
    "localised": NARROW,
    "small": ("small", "tiny", "microcalcification", "papules"),
    "large": ("large", "bulky", "tumorous", "sheet"),
    "inflamed": ("inflam", "ulcer", "discharging"),
}


def says(case: Case, words: tuple[str, ...]) -> bool:
    """Whether the conditions say one of some words."""
    return any(word in case.words for word in words)


def extent(case: Case) -> tuple[str, ...]:
    """Return the words of the evidence that fit this patient: diffuse, localised, small, large, inflamed."""
    return tuple(tag for tag, words in _TAGS.items() if says(case, words))
