"""Rules on how often: more than once in 24 hours, more or less than published, totals that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from resorb.dosing import Frequency, often_words
from resorb.evidence import Evidence
from resorb.finding import Finding
from resorb.protocol.order.amount import mass, said
from resorb.protocol.order.dose import agree
from resorb.protocol.order.order import Seen
from resorb.protocol.rule import crossed, rule
from resorb.quantity import plain, rounded


def doses_in_a_day(frequency: Frequency) -> Fraction:
    """Return the most doses that fall in 24 hours; 0 for a schedule by the week or longer."""
    times = Fraction(frequency.times_max or frequency.times)
    if frequency.unit == "h":
        return times * 24 / Fraction(frequency.period)
    if frequency.unit == "d":
        return times / Fraction(frequency.period) if frequency.period <= 1 else times
    return Fraction(0)


@rule("order.frequency.more_than_daily")
def more_than_daily(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """No more than one intravenous dose is given in 24 hours."""
    frequency = seen.phase.frequency
    if seen.systemic and frequency is not None and _exceeds_a_day(frequency):
        limit = evidence.limits["limit.interval.one_in_24_h"]
        yield crossed("order.frequency.more_than_daily", limit, f"{seen.label}'{often_words(frequency)}':")


def _exceeds_a_day(frequency: Frequency) -> bool:
    """Whether two doses fall within 24 hours, also when more than 7 are asked of a week."""
    return doses_in_a_day(frequency) > 1 or (frequency.unit != "d" and frequency.most_per_week > 7)


@rule("order.frequency.missing")
def missing(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """An order says how often, or that it is for a single dose."""
    phase = seen.phase
    asked = any(q.about == "frequency" for q in seen.order.parse.questions)
    if phase.frequency or phase.anchor or phase.offsets or phase.n_doses == 1 or asked:
        return
    if phase.dose is not None or phase.concentration is not None:
        yield Finding(
            "order.frequency.missing",
            "caution",
            f"{seen.label}How often is not stated.",
            "State it, as in '3/wk', or 'single dose'.",
            ("opinion",),
        )


@rule("order.frequency.high")
def high(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """More than 3 times weekly goes beyond every report for calcinosis, and is allowed with a reason."""
    limit = evidence.limits["limit.frequency.iv.high"]
    frequency = seen.phase.frequency
    if not seen.systemic or frequency is None or seen.order.on_dialysis or _exceeds_a_day(frequency):
        return
    if frequency.most_per_week > _line(limit.value):
        yield crossed("order.frequency.high", limit, f"{seen.label}'{often_words(frequency)}':")


@rule("order.frequency.five_a_week")
def five_a_week(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Five or more a week is not judged without weight and eGFR, by which the practice that allows it goes."""
    limit = evidence.limits["limit.frequency.iv.five_a_week"]
    frequency, order = seen.phase.frequency, seen.order
    if not seen.systemic or frequency is None or _exceeds_a_day(frequency):
        return
    if frequency.most_per_week >= _line(limit.value) and (order.weight is None or order.egfr is None):
        yield crossed("order.frequency.five_a_week", limit, f"{seen.label}'{often_words(frequency)}':")


@rule("order.frequency.by_egfr")
def by_egfr(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Calciphylaxis practice caps the frequency by eGFR; it is shown beside the letter's, and not followed."""
    egfr, frequency = seen.order.egfr, seen.phase.frequency
    if not seen.systemic or egfr is None or frequency is None or seen.order.on_dialysis:
        return
    for name in ("egfr_normal", "egfr_low"):
        limit = evidence.limits[f"limit.frequency.calciphylaxis.{name}"]
        scope = limit.applies_to
        inside = (scope.egfr_from is None or egfr >= scope.egfr_from.value) and (
            scope.egfr_below is None or egfr < scope.egfr_below.value
        )
        if inside and frequency.most_per_week > _line(limit.value):
            yield crossed(
                "order.frequency.by_egfr",
                limit,
                f"{seen.label}'{often_words(frequency)}' at eGFR {plain(egfr)}.",
            )


@rule("order.frequency.low")
def low(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """Less often than once weekly has no report, and is allowed with a reason."""
    limit = evidence.limits["limit.frequency.iv.low"]
    frequency = seen.phase.frequency
    if seen.systemic and frequency is not None and frequency.per_week < _line(limit.value):
        yield crossed("order.frequency.low", limit, f"{seen.label}'{often_words(frequency)}':")


def _line(value: object) -> Decimal:
    return Decimal(getattr(value, "value", 0))


@rule("order.total.disagrees")
def total_disagrees(seen: Seen, evidence: Evidence) -> Iterator[Finding]:
    """A weekly total written beside the order equals the dose times its frequency."""
    total, frequency = seen.phase.total_week, seen.phase.frequency
    if total is None or total.dimension != "mass" or seen.phase.dose is None:
        return
    dose = seen.phase.dose
    if frequency is None or dose.per or dose.quantity.dimension != "mass":
        yield Finding("order.total.unchecked", "caution", f"{seen.label}The weekly total {total} cannot be checked: "
                      "the frequency or the dose in grams is missing.", "State how often.", ("opinion",))  # fmt: skip
        return
    sums = _sums(mass(dose.quantity), mass(dose.quantity_max), frequency)
    if not any(agree(mass(total), each, evidence) for each in sums):
        yield Finding(
            "order.total.disagrees",
            "error",
            f"{seen.label}{dose} {often_words(frequency)} is {said(sums[0])} a week, not {total}.",
            "Correct the dose, the frequency or the total; which one is wrong cannot be told.",
            ("opinion",),
        )


def _sums(low: Fraction, high: Fraction, frequency: Frequency) -> tuple[Fraction, ...]:
    rates = (Fraction(frequency.per_week), Fraction(frequency.most_per_week))
    return tuple(dict.fromkeys(grams * rate for grams in (low, high) for rate in rates))


def per_week(seen: Seen) -> Decimal | None:
    """Return the doses a week when it is one number; None for a range or an unstated frequency."""
    frequency = seen.phase.frequency
    if frequency is None or frequency.per_week_max is not None:
        return None
    return rounded(frequency.per_week, 6)


RULES = (more_than_daily, missing, high, five_a_week, by_egfr, low, total_disagrees)
