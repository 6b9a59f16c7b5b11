"""The values the evidence is made of: frozen, exact, each with its source and tag.

`fields.py` says of every field what it holds; the data files, the loader and the JSON Schema follow it.
A reader would get wrong: a value that exists here need not be allowed to act. Ask `may_act`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from resorb.finding import Level
from resorb.quantity import Quantity, plain

ACTING_TAGS = ("PAGE", "ABS", "REPO", "DERIVED", "OPINION")
WEAK_TAGS = ("UNVERIFIED", "AGG")
TAGS = ACTING_TAGS + WEAK_TAGS
WEAK_LABEL = "clinical judgement, source weak"
OPINION = "opinion"


def may_act(tag: str) -> bool:
    """Whether a fact so tagged may permit, stop or set anything; a weak one may only caution."""
    return tag in ACTING_TAGS


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was read: a letter, a label, a trial; or the site's own opinion."""

    id: str
    title: str
    kind: str
    year: str = ""
    authors: str = ""
    reference: str = ""
    note: str = ""

    @property
    def short(self) -> str:
        """The source as one line for a person: authors or title, then the year."""
        name = self.authors or self.title
        return f"{name}, {self.year}" if self.year else name


@dataclass(frozen=True, slots=True)
class Value:
    """One number with unit, interval, population and source. `value` is None when only a range is known."""

    id: str
    means: str
    unit: str
    tag: str
    sources: tuple[str, ...]
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    population: str = ""
    n: int | None = None
    locator: str = ""
    note: str = ""
    inputs: tuple[str, ...] = ()

    @property
    def may_act(self) -> bool:
        """Whether a rule may act on it."""
        return may_act(self.tag)

    @property
    def quantity(self) -> Quantity:
        """The value as an exact quantity.

        Raises:
            ValueError: Only a range is known, or the unit (mL/min/kg, g/mol) is one no order is written in.
        """
        if self.value is None:
            raise ValueError(f"{self.id} is a range, {self}: it has no single value")
        return Quantity(self.value, self.unit)

    def __str__(self) -> str:
        known = [plain(part) for part in (self.low, self.high) if part is not None]
        digits = plain(self.value) if self.value is not None else " to ".join(known)
        return digits if self.unit == "1" else f"{digits} {self.unit}"


@dataclass(frozen=True, slots=True)
class Product:
    """A product of sodium thiosulfate as it is sold; `strength` is of the salt that `salt` names."""

    id: str
    name: str
    aliases: tuple[str, ...]
    strength: Quantity
    salt: str
    pack_mass: Quantity
    pack_volume: Quantity
    tag: str
    sources: tuple[str, ...]
    potassium_chloride: Quantity | None = None
    boric_acid: Quantity | None = None
    ph: str = ""
    ndc: str = ""
    licence: str = ""
    substitution: tuple[str, ...] = ()
    locator: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a limit holds. An empty part holds everywhere; `protocol` names whose practice it is."""

    protocol: str = ""
    routes: tuple[str, ...] = ()
    population: str = ""
    dialysis: str = ""
    access: str = ""
    egfr_from: Quantity | None = None
    egfr_below: Quantity | None = None

    def covers(
        self, *, route: str | None = None, population: str | None = None, dialysis: bool | None = None
    ) -> bool:
        """Whether the limit holds for such an order. What is not known (None) is not excluded."""
        on_dialysis = None if dialysis is None else ("on" if dialysis else "off")
        return (
            (route is None or not self.routes or route in self.routes)
            and (population is None or self.population in ("", population))
            and (on_dialysis is None or self.dialysis in ("", on_dialysis))
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """A line an order or a patient may cross: what it bounds, where the line is, and what that means.

    `value` is None where no level is published (the site sets one), where the limit is about something
    missing, or where `words` name what it is about. `at_dose` narrows it to doses at or above that dose.
    Doses are grams of the pentahydrate.
    """

    id: str
    bounds: str
    comparison: str
    level: Level
    hard: bool
    message: str
    tag: str
    sources: tuple[str, ...]
    value: Quantity | None = None
    words: tuple[str, ...] = ()
    at_dose: Quantity | None = None
    applies_to: Scope = Scope()
    action: str = "warn"
    remedy: str = ""
    blocks_signing: bool = False
    site_lowest: Quantity | None = None
    site_highest: Quantity | None = None
    locator: str = ""
    note: str = ""

    @property
    def site_may(self) -> str:
        """What a site may do with it: a hard limit only `tighten`, any other `change`."""
        return "tighten" if self.hard else "change"

    @property
    def label(self) -> str:
        """The words that must stand beside a caution from a weak source; empty for any other."""
        return "" if may_act(self.tag) else WEAK_LABEL

    @property
    def is_opinion(self) -> bool:
        """Whether it is a site default without a published source for the number."""
        return self.tag == "OPINION"

    def crossed_by(self, given: Quantity) -> bool:
        """Whether such a quantity crosses the line; never when no level is set.

        Raises:
            ValueError: The quantity is of another dimension than the line.
        """
        if self.value is None:
            return False
        return {
            "<": given < self.value,
            "<=": given <= self.value,
            ">": given > self.value,
            ">=": given >= self.value,
        }[self.comparison]

    def tightened_by(self, other: Quantity) -> bool:
        """Whether a site's own level is at least as strict as this one: more orders cross it, not fewer."""
        if self.value is None:
            return True
        return other >= self.value if self.comparison in ("<", "<=") else other <= self.value


@dataclass(frozen=True, slots=True)
class Synonym:
    """Names that mean sodium thiosulfate; an ambiguous one must be asked back, never printed."""

    id: str
    names: tuple[str, ...]
    status: str
    tag: str
    sources: tuple[str, ...]
    also_means: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another drug whose name looks or sounds like this one, and why that is dangerous."""

    id: str
    names: tuple[str, ...]
    what: str
    why: str
    level: Level
    tag: str
    sources: tuple[str, ...]
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Analyser:
    """A blood gas or chemistry analyser, and how it reads chloride after an infusion."""

    id: str
    name: str
    chloride: str
    tag: str
    sources: tuple[str, ...]
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Therapy:
    """An alternative: what is reported, when it is feasible, and the evidence against it."""

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


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What is watched, and when, in a named practice. `every` is None when the source names no interval."""

    id: str
    what: str
    when: str
    tag: str
    sources: tuple[str, ...]
    every: Quantity | None = None
    before_doses: tuple[int, ...] = ()
    applies_to: Scope = Scope()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Protocol:
    """A named practice: the regimen it starts with, how it escalates, and the claims it rests on."""

    id: str
    name: str
    disease: str
    is_default: bool
    tag: str
    sources: tuple[str, ...]
    start: str = ""
    escalation: str = ""
    escalate_after: str = ""
    stop: str = ""
    restart: str = ""
    claims: tuple[str, ...] = ()
    note: str = ""
