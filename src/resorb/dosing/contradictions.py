"""Say where a whole regimen contradicts itself: what no single part shows and no careful reader would give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from resorb.dosing.draft import same, way_between
from resorb.dosing.parts import Frequency, TimeSpan
from resorb.dosing.regimen import Phase, Regimen
from resorb.dosing.words import words
from resorb.finding import Finding
from resorb.quantity import Quantity, plain

_ONE_MORE = Decimal(1)
# a month is at least 28 days and at most 31 to whoever counts doses, a year 364 to 366
_DAYS = {"d": (1, 1), "wk": (7, 7), "mo": (28, 31), "y": (364, 366)}
_LONGEST_PUSH = 15
_HIGHEST = {"%": Decimal(50), "mg/mL": Decimal(500), "g/mL": Decimal("0.5"), "mg/g": Decimal(500)}
_ON_SKIN = 2


def contradictions(regimen: Regimen, notes: frozenset[str]) -> Iterator[Finding]:
    """Yield an error for each contradiction; `notes` are asides such as "gel" or "thigh"."""
    carried = regimen.carried()
    yield from _ways([phase for phase, _ in carried])
    for phase, kept in carried:
        yield from _cap(phase)
        yield from _strength(phase)
        if "frequency" not in kept:
            yield from _count(phase)
            yield from _days(phase)
        yield from _manner(phase, notes)


def _ways(done: Sequence[Phase]) -> Iterator[Finding]:
    """Yield an error for `reduce to` a larger dose and `increase to` a smaller one."""
    for before, after in pairwise(done):
        way = way_between(before.dose, after.dose)
        if (
            after.titration
            and way
            and way != after.titration
            and before.dose != after.dose
            and not same(before.dose, after.dose)
        ):
            word = "increase" if after.titration == "up" else "reduction"
            yield _conflict(
                f"From {before.dose} to {after.dose} is no {word}.",
                "Write the dose or the verb that is meant.",
            )


def _conflict(message: str, remedy: str, rule: str = "dosing.conflict") -> Finding:
    return Finding(rule, "error", message, remedy)


def _cap(p: Phase) -> Iterator[Finding]:
    if not (p.cap and p.dose) or p.dose.per or p.cap.dimension != p.dose.quantity.dimension:
        return
    if p.dose.quantity_max > p.cap:
        yield _conflict(f"{p.dose} is above the maximum beside it, {p.cap}.", "Write the dose that is meant.")


def _strength(p: Phase) -> Iterator[Finding]:
    highest = _HIGHEST.get(p.concentration.unit) if p.concentration else None
    if p.concentration is None or highest is None:
        return
    most = highest * _ON_SKIN if p.route == "topical" else highest
    if p.concentration.value > most:
        yield _conflict(
            f"{p.concentration} is no strength of this drug: {Quantity(most, p.concentration.unit)} is the most it could be.",
            "Write the strength on the label, as in '250 mg/mL'; for a part of a dose write the grams.",
            "dosing.strength",
        )


def _count(p: Phase) -> Iterator[Finding]:
    """Yield an error when a number of doses is not what the frequency and the duration come to."""
    if p.n_doses is None or p.frequency is None:
        return
    if p.duration is None:
        if p.n_doses == 1 and len(p.frequency.weekdays) != 1:
            yield _conflict("A single dose is ordered, and also how often to give it.",
                            "Write one of the two, or 'then' between a first dose and what follows.")  # fmt: skip
        return
    fewest, most = _expected(p.frequency, p.duration)
    if not fewest - _ONE_MORE <= p.n_doses <= most + _ONE_MORE:
        many = plain(round(fewest, 1)) + (
            "" if round(most, 1) == round(fewest, 1) else f" to {plain(round(most, 1))}"
        )
        yield _conflict(f"{p.n_doses} doses are written, and {p.duration} at this frequency is {many}.",
                        "Write the number of doses or the duration that is meant.")  # fmt: skip


def _expected(often: Frequency, span: TimeSpan) -> tuple[Decimal, Decimal]:
    """Return the fewest and most doses that fit, by the shortest and longest month."""
    low, high = _DAYS.get(span.unit, (1, 1))
    longest = span.value_max or span.value
    # once a month for three months is three doses, however long the months
    by_period = often.unit == span.unit and often.period_max is None
    if by_period:
        most = often.times_max or often.times
        return span.value * often.times / often.period, longest * most / often.period
    return span.value * low * often.per_week / 7, longest * high * often.most_per_week / 7


def _days(p: Phase) -> Iterator[Finding]:
    """Yield an error when named days within one week are not as many as the doses a week."""
    if (
        not (p.offsets and p.frequency)
        or p.offsets[0] != "d"
        or p.frequency.unit != "wk"
        or p.frequency.period != 1
    ):
        return
    days = p.offsets[1]
    if days[-1] - days[0] < 7 and not p.frequency.times <= len(days) <= (
        p.frequency.times_max or p.frequency.times
    ):
        yield _conflict(f"{len(days)} days are named, and {plain(p.frequency.times)} doses a week ordered.",
                        "Write as many days as doses, or how often alone.")  # fmt: skip


def _manner(p: Phase, notes: frozenset[str]) -> Iterator[Finding]:
    if (
        "push" in notes
        and p.infusion
        and (p.infusion.time.minutes_max or p.infusion.time.minutes) > _LONGEST_PUSH
    ):
        yield _conflict(f"A push and {p.infusion.time} contradict each other: a push takes minutes.",
                        "Leave out 'push' or 'bolus' when the dose is infused.")  # fmt: skip
    if p.route == "IV" and notes & {"vehicle", "w/w", "apply"}:
        yield _conflict(
            "A preparation for the skin is not infused.", "Write the preparation or the route that is meant."
        )
    if p.route == "IV" and "per_place" in notes:
        yield _conflict("A dose per lesion is not given into a vein.", "Write the route that is meant.")
    yield from _site(p, notes)


def _site(p: Phase, notes: frozenset[str]) -> Iterator[Finding]:
    for note in sorted(n for n in notes if n.startswith("site ")):
        place = note.removeprefix("site ")
        if p.route is None or (p.route == "IV" and place in NO_VEIN):
            yield _conflict(
                f"'in the {place}' names no route: into the muscle, under the skin and into a lesion are other drugs' ways.",
                "State the route, as in 'IV' or 'intralesional'.",
                "dosing.site",
            )


NO_VEIN = words(
    "thigh thighs abdomen buttock buttocks ear ears flank belly muscle deltoid back trunk chest breast breasts face hip hips"
)
