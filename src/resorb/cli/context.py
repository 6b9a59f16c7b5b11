"""What an order check takes from a course: weight, kidney, tolerated doses, and what forbids a dose."""

from __future__ import annotations

from typing import Any

from resorb.cli.unusable import Unusable, unusable
from resorb.course import Course, State, load, state
from resorb.course.asof import AsOf
from resorb.course.latest import Reading
from resorb.evidence import Evidence
from resorb.finding import Finding
from resorb.protocol.advice import Advice, advise
from resorb.protocol.advice.case import dialysis_said
from resorb.quantity import Quantity

_BINDING = ("advice.stop", "advice.hold", "advice.platinum", "advice.disease", "advice.allergy", "advice.labs",
            "advice.order", "advice.agreement.refused", "advice.age.neonate", "advice.dose.too_soon")  # fmt: skip


def course_of(path: str) -> tuple[Course, tuple[Finding, ...]]:
    """Return the course of a file with its findings, or raise for a file without a usable ledger."""
    loaded = load(path)
    if loaded.course is None:
        raise Unusable(*(loaded.findings or (Finding("cli.course", "error", f"{path} holds no course."),)))
    return loaded.course, loaded.findings


def moment(text: str | None, flag: str) -> AsOf:
    """Return the time a flag names, or raise with what was expected."""
    from resorb.course.when import read_when

    if text is None:
        return None
    try:
        return read_when(text)
    except ValueError as problem:
        raise unusable(
            "cli.time", f"{flag}: {problem}.", "Give a day such as 2024-03-01, or a time such as 'month 9'."
        ) from None


def at_time(course: Course, as_of: AsOf, known_at: AsOf = None) -> State:
    """Return the recorded state, or raise where the time cannot be put on the course's clock."""
    try:
        return state(course, as_of, known_at)
    except ValueError as problem:
        raise unusable("cli.time", f"{problem}.", "Use the clock the course is written in.") from None


def from_course(
    path: str, as_of: str | None, evidence: Evidence
) -> tuple[dict[str, Any], tuple[Finding, ...]]:
    """Return the context for an order that a course gives, and what in the course speaks against a dose."""
    course, faults = course_of(path)
    when = moment(as_of, "--as-of")
    recorded = at_time(course, when)
    context = {
        "weight": _number(recorded.covariate("weight")),
        "weight_age_days": _age(recorded, "weight"),
        "egfr": getattr(_number(recorded.covariate("eGFR")), "value", None),
        "dialysis": _dialysis(recorded),
        "tolerated": recorded.tolerated.count,
        "last_dose": recorded.doses.last.dose if recorded.doses.last else None,
        "bicarbonate": _number(recorded.lab("bicarbonate")),
    }
    against = tuple(_binding(a) for a in advise(course, evidence, when) if a.rule.startswith(_BINDING))
    errors = tuple(f for f in faults if f.level == "error")
    return {k: v for k, v in context.items() if v is not None}, (*errors, *_status(recorded), *against)


def _number(reading: Reading | None) -> Quantity | None:
    return reading.value if reading and isinstance(reading.value, Quantity) else None


def _age(recorded: State, name: str) -> int | None:
    reading = recorded.covariate(name)
    return reading.age_days if reading else None


def _dialysis(recorded: State) -> str | None:
    """Return which dialysis; None where nothing is recorded or the words are not known: never the likelier one."""
    reading = recorded.covariate("dialysis")
    words = str(reading.value).lower() if reading else ""
    said = dialysis_said(words)
    if said is None:
        return None
    return ("pd" if "periton" in words or words.startswith(("pd", "capd")) else "hd") if said else "none"


def _status(recorded: State) -> tuple[Finding, ...]:
    """Return why no dose is due: treatment is recorded as held or stopped."""
    status = recorded.status
    if status.permanent:
        return (Finding("order.course.stopped", "error", f"The course records a permanent stop: {status.why}.",
                        "Do not give; a new course needs a new decision, recorded.", ("opinion",)),)  # fmt: skip
    if status.name in ("held", "stopped"):
        return (Finding("order.course.held", "caution", f"The course is {status.name}: {status.why}.",
                        "Record the resume or restart, with its reason, before the dose.", ("opinion",),
                        blocks_signing=True),)  # fmt: skip
    return ()


def _binding(advice: Advice) -> Finding:
    """Return advice that bears on the next dose as a finding beside the order's own."""
    return Finding(advice.rule, advice.level, f"{advice.title}. {advice.text}", advice.reason, advice.sources,
                   blocks_signing=advice.blocks_signing)  # fmt: skip
