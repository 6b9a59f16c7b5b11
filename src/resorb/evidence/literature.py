"""What was published: claims, contradictions, reports and alternatives.

A claim is what a source states, not what is true; what speaks against it stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one source in our own words, with what supports it, contradicts it or is missing."""

    id: str
    statement: str
    type: str
    source: str
    tag: str
    locator: str = ""
    supports: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    gap: str = ""
    note: str = ""
    nothing_found: str = ""
    population: str = ""
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both hold, each with its place; or a gap, where only `a` is there."""

    id: str
    kind: str
    a: str
    a_source: str
    why: str
    tag: str
    a_locator: str = ""
    b: str = ""
    b_source: str = ""
    b_locator: str = ""
    sources: tuple[str, ...] = ()
    resorb_does: str = ""
    b_tag: str = ""

    @property
    def inside(self) -> str:
        """The source that contradicts itself; empty when two sources disagree or something is missing."""
        return self.a_source if self.b and self.a_source == self.b_source else ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a publication reports of one regimen. `regimen` is in the dosing language, empty if not stated.

    `response` is complete, partial, stable, none, mixed or unknown; unknown means that the outcome was not
    visible in what was read, and counts for nothing.
    """

    id: str
    about: str
    disease: str
    route: str
    response: str
    group: str
    tag: str
    sources: tuple[str, ...]
    n: int | None = None
    regimen: str = ""
    regimen_words: str = ""
    regimen_tag: str = ""
    with_drugs: tuple[str, ...] = ()
    duration: str = ""
    outcome: str = ""
    time_to_response: str = ""
    adverse: str = ""
    after_stopping: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    locator: str = ""
    note: str = ""
    n_why: str = ""
    grams_per_week_low: Decimal | None = None
    grams_per_week_high: Decimal | None = None
    contradictions: tuple[str, ...] = ()

    @property
    def another_disease(self) -> bool:
        """Whether it is about another disease than calcinosis cutis: shown apart, never a base rate here."""
        return self.group != "calcinosis cutis"

    @property
    def failed(self) -> bool:
        """Whether the drug did not do what was hoped: counted with the successes, never left out."""
        return self.response == "none"


@dataclass(frozen=True, slots=True)
class Therapy:
    """An alternative: what is reported, when it is feasible, and the evidence against it.

    `suits` may drive feasibility. `said_to_suit` may not: it was read on a page without sources, or is
    from memory, and is shown as a hint only.
    """

    id: str
    name: str
    kind: str
    tag: str
    sources: tuple[str, ...]
    claim: str = ""
    dose: str = ""
    response: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    suits: tuple[str, ...] = ()
    suits_tag: str = ""
    against: str = ""
    note: str = ""
    dose_tag: str = ""
    said_to_suit: tuple[str, ...] = ()
    said_to_suit_tag: str = ""
    impractical_for: tuple[str, ...] = ()
    impractical_by: tuple[str, ...] = ()
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    advised_against: bool = False
    population: str = ""
    n: int | None = None
    locator: str = ""

    def feasible(self, lesion: str) -> bool | None:
        """Whether it is feasible for localised, small, large, diffuse or inflamed lesions; None: not known.

        A source that calls it impractical weighs more than one that calls it suited.
        """
        if self.advised_against or lesion in self.impractical_for:
            return False
        return True if lesion in self.suits else None
