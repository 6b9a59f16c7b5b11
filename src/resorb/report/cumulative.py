"""What was given so far and week by week: grams, thiosulfate and sodium of the drug, and why the rest is unknown.

A reader would get wrong that these are totals: where anything is unknown they are the known part, and
sodium of a diluent is never in them, because no dose records its diluent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise
from math import floor
from typing import Any

from resorb.course import Event
from resorb.course.asof import View
from resorb.course.doses import Doses
from resorb.course.treatment import GIVEN, Administration, Stated, is_infusion
from resorb.evidence import Chemistry, Evidence
from resorb.quantity import Quantity, plain, rounded
from resorb.report.table import Table, columns

SALTS = ("pentahydrate", "anhydrous")
NO_DILUENT = "the sodium of diluents is not recorded with the doses and is in none of these numbers"


@dataclass(frozen=True, slots=True)
class Load:
    """The known part of some infusions. `grams` are of the pentahydrate; None: nothing is known, which is not zero."""

    grams: Fraction | None
    thiosulfate_mmol: Fraction | None
    sodium_mmol: Fraction | None
    unknown: tuple[str, ...]

    @property
    def words(self) -> str:
        """The known part in words: `at least` where anything is unknown."""
        if self.grams is None or self.thiosulfate_mmol is None or self.sodium_mmol is None:
            return "unknown"
        least = "at least " if self.unknown else ""
        sodium, ions = digits(self.sodium_mmol), digits(self.thiosulfate_mmol)
        return f"{least}{digits(self.grams, 2)} g pentahydrate: sodium {sodium} mmol, thiosulfate {ions} mmol"

    def as_json(self) -> dict[str, Any]:
        """Return the load under its field names; numbers rounded for reading, null for what is unknown."""
        return {
            "grams": _rounded(self.grams, 2),
            "thiosulfate_mmol": _rounded(self.thiosulfate_mmol, 1),
            "sodium_mmol": _rounded(self.sodium_mmol, 1),
            "complete": not self.unknown,
            "unknown": list(self.unknown),
        }


@dataclass(frozen=True, slots=True)
class Cumulative:
    """All infusions together, and week by week from the first dated one."""

    total: Load
    weeks: Table
    diluent: str = NO_DILUENT

    @property
    def words(self) -> str:
        """The total as a sentence."""
        if self.total.grams is None:
            return f"Grams and sodium so far are unknown: {'; '.join(self.total.unknown)}."
        rest = f" The rest is unknown: {'; '.join(self.total.unknown)}." if self.total.unknown else ""
        return f"Known of the drug: {self.total.words}.{rest} Further, {self.diluent}."

    def as_json(self) -> dict[str, Any]:
        """Return it under its field names."""
        return {
            "total": self.total.as_json(),
            "sodium_of_diluent_mmol": None,
            "why": self.diluent,
            "weeks": self.weeks.as_json(),
        }


def cumulative(view: View, given: Doses, evidence: Evidence) -> Cumulative:
    """Return what is known of the infusions so far; told spans give reasons, never grams."""
    infusions = [(e, b) for e, b in view.of(Administration) if is_infusion(b)]
    total = load((b for _, b in infusions), evidence.chemistry, given.unknown)
    if total.grams is None and not total.unknown:
        total = Load(None, None, None, ("no dose is recorded",))
    return Cumulative(total, _weeks(view, infusions, evidence.chemistry))


def load(bodies: Iterable[Any], chemistry: Chemistry, unknown: Iterable[str] = ()) -> Load:
    """Return the known part of some doses, and why it may be short."""
    given = [b for b in bodies if b.status in GIVEN]
    amounts = [b for b in given if isinstance(b.dose, Quantity)]
    sure = [b for b in amounts if b.salt in SALTS]
    reasons = (*unknown, *_unsalted([b for b in amounts if b.salt not in SALTS], chemistry))
    if not sure:
        return Load(None, None, None, reasons)
    grams = sum((chemistry.as_pentahydrate(_grams(b), str(b.salt)) for b in sure), Fraction(0))
    return Load(grams, chemistry.thiosulfate_mmol(grams), chemistry.sodium_mmol(grams), reasons)


def _grams(body: Administration) -> Fraction:
    return Fraction(body.dose.to("g").value) if isinstance(body.dose, Quantity) else Fraction(0)


def _unsalted(bodies: list[Any], chemistry: Chemistry) -> Iterator[str]:
    """Yield what doses would bring whose salt is not recorded, by either salt."""
    if bodies:
        grams = sum((_grams(b) for b in bodies), Fraction(0))
        one, other = (digits(chemistry.sodium_mmol(chemistry.as_pentahydrate(grams, salt))) for salt in SALTS)
        doses = "1 dose" if len(bodies) == 1 else f"{len(bodies)} doses"
        yield (
            f"the salt of {doses} ({digits(grams, 2)} g) is not recorded: {one} mmol of sodium if pentahydrate, "
            f"{other} mmol if anhydrous"
        )


def _weeks(view: View, infusions: list[tuple[Event, Any]], chemistry: Chemistry) -> Table:
    head = columns(
        "week=Week", "from=From", "given=Given", "not_given=Not given", "grams=Grams (pentahydrate)",
        "sodium=Sodium of the drug", "thiosulfate=Thiosulfate", "unknown=Not known",
    )  # fmt: skip
    found: dict[int, list[tuple[Event, Any]]] = {}
    dated = [(e, b) for e, b in infusions if view.time(e).earliest is not None]
    starts = [floor(view.time(e).earliest or 0) for e, _ in dated]
    for (event, body), start in zip(dated, starts, strict=True):
        found.setdefault((start - min(starts)) // 7, []).append((event, body))
    rows = tuple(
        chain.from_iterable(
            _since(last, n, found[n], chemistry) for last, n in pairwise([-1, *sorted(found)])
        )
    )
    told = any(True for _ in view.of(Stated))
    empty = (
        "By week: unknown. Treatment is told without its doses."
        if told
        else "By week: no dated infusion is recorded."
    )
    return Table("Week by week, from the first recorded infusion", head, rows, empty)


def _since(
    last: int, number: int, doses: list[tuple[Event, Any]], chemistry: Chemistry
) -> Iterator[tuple[str, ...]]:
    """Yield a week with doses, after one row for all the weeks before it in which none is recorded."""
    if number - last > 1:
        span = f"{last + 2}" if number - last == 2 else f"{last + 2} to {number}"
        yield span, "", "none recorded", "", "", "", "", ""
    yield _week(number, doses, chemistry)


def _week(number: int, doses: list[tuple[Event, Any]], chemistry: Chemistry) -> tuple[str, ...]:
    given = [b for _, b in doses if b.status in GIVEN]
    lacking = tuple(_lacking([b for _, b in doses]))
    known = load(given, chemistry, lacking)
    least = "≥ " if known.unknown else ""
    cells = (
        ("unknown", "unknown", "unknown")
        if known.grams is None
        else (
            f"{least}{digits(known.grams, 2)} g",
            f"{least}{digits(known.sodium_mmol)} mmol",
            f"{least}{digits(known.thiosulfate_mmol)} mmol",
        )
    )
    if not given and not lacking:
        cells = ("none given", "none given", "none given")
    not_given = len(doses) - len(given)
    return (
        str(number + 1), str(doses[0][0].when).partition("T")[0], str(len(given)) if given else "none",
        str(not_given) if not_given else "", *cells, "; ".join(known.unknown),
    )  # fmt: skip


def _lacking(bodies: list[Any]) -> Iterator[str]:
    amounts = sum(b.status in GIVEN and not isinstance(b.dose, Quantity) for b in bodies)
    if amounts:
        yield f"amount of {amounts}"
    unrecorded = sum(b.status == "not_recorded" for b in bodies)
    if unrecorded:
        yield f"whether {unrecorded} was given"


def _rounded(value: Fraction | None, places: int) -> Decimal | None:
    return None if value is None else rounded(Decimal(value.numerator) / Decimal(value.denominator), places)


def digits(value: Fraction | None, places: int = 1) -> str:
    """Return a number rounded for reading, without trailing zeros; `unknown` for None."""
    told = _rounded(value, places)
    return "unknown" if told is None else plain(told)
