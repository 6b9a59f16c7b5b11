"""At the bedside: when pressure is taken, and what to do when; every line from a limit or a claim."""

from __future__ import annotations

from decimal import Decimal

from resorb.evidence import Evidence

# Times are a suggestion: the sources ask for pressure throughout an infusion and name no minutes.
_EARLY = (5, 15)


def pressure_times(minutes: Decimal | None) -> tuple[str, ...]:
    """Return when to take the pressure: before, in the run, at its end, and half an hour later [opinion]."""
    end = int(minutes) if minutes is not None else None
    step = 15 if end is None or end <= 60 else 30
    during = [m for m in (*_EARLY, *range(_EARLY[-1] + step, 8 * step, step)) if m < (end or 60)]
    last = f"end ({end} min)" if end is not None else "end"
    return ("before", *(f"{m} min" for m in during[:6]), last, "30 min after")


def criteria(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """Return what to do, and when, the gravest first. A level the site has not set is a blank, not a guess."""
    limits = evidence.limits
    hold = limits["limit.hold.systolic.low"]
    level = (
        f"below {hold.value}"
        if hold.value is not None
        else "below the site’s level: ________ mmHg (none is published)"
    )
    low, high = limits["limit.caution.systolic.low"], limits["limit.caution.systolic.high"]
    return (
        (
            "STOP, for good",
            f"{limits['limit.stop.hypersensitivity'].message} {limits['limit.stop.adverse_event'].message}",
        ),
        ("STOP, withhold", limits["limit.hold.adverse_event"].message),
        ("STOP and CALL", f"Systolic pressure {level}. Hypotension depends on the rate."),
        ("SLOW and CALL", f"{evidence.claims['hold.hypotension'].statement} Write down the new rate and the time."),
        ("CALL first", f"Before the start: systolic pressure below {low.value} or above {high.value}."),
        ("CALL", "Nausea or vomiting: a slower infusion is reported; the prescriber decides. Record the grade."),
    )  # fmt: skip
