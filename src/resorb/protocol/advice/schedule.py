"""Rules on the calendar: what is due, doses missed or too close, dialysis days, grams so far."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from resorb.course import Event
from resorb.course.due import WEEKDAYS, weekdays_in
from resorb.course.treatment import GIVEN, NOT_GIVEN
from resorb.protocol.advice.advice import Advice, Input
from resorb.protocol.advice.case import Case, from_limit
from resorb.protocol.advice.regimen import planned
from resorb.protocol.rule import rule
from resorb.quantity import plain


@rule("advice.due")
def due(case: Case) -> Iterator[Advice]:
    """What is due next is said with its reason, or that it cannot be known."""
    expected = case.state.next_due
    if case.state.status.name == "on treatment" and expected.when is None:
        yield Advice(
            "advice.due",
            "When the next dose is due is unknown",
            "note",
            f"The next dose cannot be dated: {expected.why}.",
            "A date is never made up.",
            missing=("next dose",),
            sources=("opinion",),
        )


@rule("advice.due.late")
def late(case: Case) -> Iterator[Advice]:
    """A dose that is late is given when it can be, once: it is neither doubled nor made up for."""
    expected, now = case.state.next_due.when, case.seen.horizon
    if expected is None or now is None or now.earliest is None or expected.latest is None:
        return
    if expected.clock == now.clock and expected.latest <= now.earliest:
        yield Advice(
            "advice.due.late",
            "A dose is late, or was not recorded",
            "note",
            f"A dose was due {expected} and nothing is recorded for it. Consider recording what became of it: missed, held, "
            "refused, no-show, no access, or given. Then the next dose is one dose.",
            f"{case.state.next_due.why}. No source says how to make up for a missed dose; two in 24 h are never given.",
            (Input("due", str(expected)),),
            ("what became of the dose that was due",),
            ("opinion",),
        )


@rule("advice.missed")
def missed(case: Case) -> Iterator[Advice]:
    """Doses that were due and not given are counted with their reasons; none is made up for."""
    out = [(e, body) for e, body in case.of("administration") if body.status in NOT_GIVEN]
    if not out:
        return
    kinds = {kind: sum(1 for _, body in out if body.status == kind) for kind in NOT_GIVEN}
    unsaid = sum(1 for _, body in out if not body.reason)
    told = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.items() if count)
    yield Advice(
        "advice.missed",
        "Doses that were due and not given",
        "note",
        f"{told}. Consider asking why where no reason stands ({unsaid} of {len(out)}): access, time and nausea have "
        "different remedies. Missed doses are not made up for.",
        "Six things are told apart: missed, held, refused, no-show, access failure, not recorded.",
        tuple(
            Input(body.status.replace("_", " "), body.reason or "no reason recorded", str(e.when), e.id)
            for e, body in out[-3:]
        ),
        ("reason",) if unsaid else (),
        ("opinion",),
    )


@rule("advice.interval")
def interval(case: Case) -> Iterator[Advice]:
    """Two intravenous doses within 24 hours are never given; where they are recorded, it is said."""
    limit = case.limit("interval.one_in_24_h")
    for first, second in pairwise(doses_in_order(case)):
        gap = hours_apart(case, first, second)
        if gap is None or gap[1] >= 24:
            continue
        fresh = case.age_days(second) in (0, None)
        yield from_limit(
            "advice.interval",
            "Two doses within 24 hours",
            limit,
            f"{first.id} and {second.id} are less than 24 h apart. Consider checking both entries, and sodium and pressure "
            "if both were given.",
            Input("dose", first.id, str(first.when), first.id),
            Input("dose", second.id, str(second.when), second.id),
            level=limit.level if fresh else "note",
            clears="24 h after the second, and an entry that was wrong corrected",
        )


def doses_in_order(case: Case) -> list[Event]:
    """Return the doses given whose time is known, by when they were given."""
    given = [e for e, body in case.of("administration") if body.status in GIVEN]
    dated = [e for e in given if case.time(e).earliest is not None and case.time(e).latest is not None]
    return sorted(dated, key=lambda e: (case.time(e).earliest or Fraction(0), e.id))


def hours_apart(case: Case, first: Event, second: Event) -> tuple[Fraction, Fraction] | None:
    """Return the fewest and the most hours from one event to another; None when not known."""
    one, two = case.time(first), case.time(second)
    if one.clock != two.clock or one.earliest is None or one.latest is None:
        return None
    if two.earliest is None or two.latest is None:
        return None
    return (two.earliest - one.latest) * 24, (two.latest - one.earliest) * 24


@rule("advice.spacing")
def spacing(case: Case) -> Iterator[Advice]:
    """No report spaces out doses in a patient who responds: whoever does it measures more often, not less."""
    wanted = any(body.change == "space_out" for _, body in case.of("plan_change"))
    phase = planned(case)
    often = phase.frequency.most_per_week if phase and phase.frequency else None
    lowest = case.line(case.limit("frequency.iv.low")).value
    if wanted or (often is not None and often < lowest):
        yield Advice(
            "advice.spacing",
            "Doses further apart",
            "note",
            "Spacing out a patient who responds has not been reported; the letter's weekly doses were re-induction after "
            "relapse. Consider setting beforehand what would bring the old interval back, and measuring the same lesions.",
            "No human data show that dose or frequency matters, nor that they do not.",
            (Input("regimen", case.state.regimen.text, "", case.state.regimen.event),)
            if case.state.regimen
            else (),
            sources=("L19",),
            against=("K13",),
            missing=() if case.last("pain NRS") else ("a measure to watch",),
        )


@rule("advice.dialysis.days")
def dialysis_days(case: Case) -> Iterator[Advice]:
    """On dialysis a dose tied to the session needs the dialysis days, and other days are asked about."""
    phase = planned(case)
    if phase is None or (phase.anchor is None and not case.on_dialysis):
        return
    schedules = [
        (e.id, body.schedule)
        for e, body in case.of("covariate")
        if body.name.lower() == "dialysis" and body.schedule
    ]
    latest = case.seen.order.latest([name for name, _ in schedules])
    days = {day for name, text in schedules if name in latest for day in weekdays_in(text)}
    off = [e for e in doses_in_order(case) if days and _weekday(case, e) not in ("", *days)]
    if days and not off:
        return
    yield Advice(
        "advice.dialysis.days",
        "Dialysis days",
        "caution" if off else "note",
        f"{len(off)} doses are recorded on other days than {', '.join(sorted(days, key=WEEKDAYS.index))}. "
        "Consider asking whether they were meant so."
        if off
        else "The dialysis days are not recorded, so the next dose cannot be dated. Consider recording them as "
        "`schedule: Tue, Thu, Sat`.",
        "Dialysis takes thiosulfate, sodium and volume away; away from it they stay. Reported practice gives the dose in or "
        "after the last part of the session (calciphylaxis).",
        tuple(Input("dose", e.id, str(e.when), e.id) for e in off[-3:]),
        () if days else ("dialysis days",),
        ("S21", "S14"),
        ("rule.edinburgh",),
        protocol="calciphylaxis",
    )


def _weekday(case: Case, event: Event) -> str:
    at = case.time(event)
    return WEEKDAYS[at.first_day.weekday()] if at.first_day and at.first_day == at.last_day else ""


@rule("advice.access")
def access(case: Case) -> Iterator[Advice]:
    """A line that failed or was removed leaves no way to give the next dose until another is recorded."""
    last: dict[str, Event] = {}
    for event, body in case.of("access"):
        ids = [e.id for e, b in case.of("access") if b.device == body.device]
        if event.id in case.seen.order.latest(ids):
            last[body.device] = event
    gone = [e for e in last.values() if getattr(e.body, "change", "") in ("failed", "removed")]
    if last and len(gone) == len(last) and case.state.status.name != "stopped":
        yield Advice(
            "advice.access",
            "No working line",
            "caution",
            "Every line that is recorded has failed or was removed. Consider recording the next; undiluted 250 mg/mL is about "
            "2,000 mOsm/kg and needs a central vein or dilution.",
            "A dose that could not be given for want of a line is an access failure, not a missed dose.",
            tuple(Input("line", str(getattr(e.body, "device", "")), str(e.when), e.id) for e in gone),
            ("a working line",),
            ("opinion", "S34"),
            blocks_signing=True,
            clears="a line in use is recorded",
        )


@rule("advice.cumulative")
def cumulative(case: Case) -> Iterator[Advice]:
    """Grams are counted from doses recorded as given; told treatment is shown and not counted."""
    doses = case.state.doses
    if not doses.unknown:
        return
    grams = doses.cumulative.value
    counted = (
        f"At least {plain(grams)} g of the pentahydrate, by the doses recorded."
        if grams
        else "No dose is recorded."
    )
    yield Advice(
        "advice.cumulative",
        "Total grams are a lower bound" if grams else "Total grams are unknown",
        "note",
        f"{counted} The true total is unknown: {'; '.join(doses.unknown)}.",
        "A source that tells a regimen does not tell that each dose was given.",
        missing=("doses given",),
        sources=("opinion",),
    )


RULES = (due, late, missed, interval, spacing, dialysis_days, access, cumulative)
