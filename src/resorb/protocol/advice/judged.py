"""The lines of the go/no-go for what is measured: blood, pressure, ECG, kidney."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.evidence import Limit
from resorb.protocol.advice.case import Case, Found, back, because, crosses, listed
from resorb.protocol.advice.drawn import hours_after_infusion, margin
from resorb.protocol.advice.labs import DISTORTED, drawn_of, older_than
from resorb.protocol.advice.line import Answer, Line, worst_answer


def measured_lines(case: Case) -> Iterator[Line]:
    """Yield the lines of everything that is measured."""
    week, today = _days(case, "go.lab_age"), _days(case, "go.pressure_age")
    yield _line(case, "sodium", "Sodium", ("hold.sodium",), week)
    yield _line(case, "potassium", "Potassium", ("hold.potassium.low", "caution.potassium.high"), week)
    yield _line(case, "bicarbonate", "Bicarbonate", ("escalation.bicarbonate", "hold.bicarbonate"), week)
    yield _chloride(case)
    systolic = ("caution.systolic.low", "caution.systolic.high", "hold.systolic.low")
    yield _line(case, "systolic pressure", "Blood pressure", systolic, today)
    yield _qtc(case)
    if not case.on_dialysis:
        yield _kidney(case)


def _days(case: Case, name: str) -> Decimal:
    value = case.evidence.values[name].value
    assert value is not None
    return value


def _line(case: Case, name: str, title: str, limits: tuple[str, ...], days: Decimal) -> Line:
    """Return the line of one value: held by the worst limit it crosses, untold when absent or old."""
    found, bounds = case.last(name), tuple(case.limit(limit) for limit in limits)
    over = tuple(
        limit for limit in bounds if any(f.value is not None and crosses(limit, f.value) for f in found)
    )
    answer = worst_answer([_answer(limit) for limit in over] or ["treat"])
    unknown = not found or any(f.value is None for f in found)
    old = any(older_than(f, days) for f in found)
    if unknown or old:
        answer = worst_answer((answer, "cannot tell"))
    return Line(
        over[0].id if over else bounds[0].id,
        title,
        answer,
        _text(name, over, bounds, found, days),
        _clears(name, answer, over, days),
        tuple(f.shown for f in found),
        found[-1].age_days if found else None,
        drawn_of(case, found[-1]) if found else "",
        (name,) if unknown or old else (),
        tuple(dict.fromkeys(s for limit in (over or bounds[:1]) for s in limit.sources)),
        hard=any(limit.hard for limit in over),
    )


def _answer(limit: Limit) -> Answer:
    return "hold" if limit.action == "hold" else "call"


def _text(
    name: str, over: tuple[Limit, ...], bounds: tuple[Limit, ...], found: tuple[Found, ...], days: Decimal
) -> str:
    if not found:
        return f"No {name} is recorded; a value nobody has is not a normal one."
    if any(f.value is None for f in found):
        return f"The last {name} is recorded in words only."
    said = " ".join(because(limit) for limit in over) or "Within its limits."
    unset = [limit for limit in bounds if limit.value is None]
    if unset and over:
        said += " No level for holding is set here."
    if any(f.age_days is None for f in found):
        return f"{said} How old it is cannot be said."
    if any(older_than(f, days) for f in found):
        limit = "the day of the infusion" if not days else f"the last {days} days"
        return f"{said} It is not of {limit} [site default, opinion]."
    return said


def _clears(name: str, answer: Answer, over: tuple[Limit, ...], days: Decimal) -> str:
    if answer == "treat":
        return ""
    when = "on the day" if not days else f"within {days} days"
    within = f" and is {listed(back(limit) for limit in over)}" if over else ""
    decides = "; or the prescriber decides and records it" if answer == "call" else ""
    return f"{name} is measured {when}{within}{decides}"


def _chloride(case: Case) -> Line:
    """Return the chloride trap: what was drawn too soon is not judged, and bicarbonate or pH decides instead."""
    found = [f for name in DISTORTED for f in case.last(name)]
    line, unknown = margin(case), case.limit("chloride.delay.unknown")
    bad = []
    for each in found:
        hours = hours_after_infusion(case, each.event)
        if hours is None or hours < case.line(line).to("h").value:
            bad.append(each)
    if not bad:
        text = (
            "Not judged by chloride or anion gap."
            if not found
            else "Drawn late enough to be read; bicarbonate still decides."
        )
        return Line(
            line.id,
            "Chloride and anion gap",
            "treat",
            text,
            inputs=tuple(f.shown for f in found),
            drawn=drawn_of(case, found[-1]) if found else "",
            sources=line.sources,
        )
    judged = any(
        f.value is not None and not older_than(f, _days(case, "go.lab_age"))
        for name in ("bicarbonate", "pH")
        for f in case.last(name)
    )
    return Line(
        line.id,
        "Chloride and anion gap",
        "treat" if judged else "cannot tell",
        f"{because(unknown if any(hours_after_infusion(case, f.event) is None for f in bad) else line)} "
        + (
            "Judged by measured bicarbonate or pH instead."
            if judged
            else "No recent measured bicarbonate or pH stands beside it."
        ),
        "" if judged else "bicarbonate or pH is measured",
        tuple(f.shown for f in bad),
        bad[-1].age_days,
        drawn_of(case, bad[-1]),
        () if judged else ("bicarbonate",),
        line.sources,
    )


def _qtc(case: Case) -> Line:
    """Return the line of the ECG: asked for once, and looked at again when long."""
    limits = (case.limit("caution.qtc"), case.limit("hold.qtc"))
    found = case.last("QTc")
    over = tuple(
        limit for limit in limits if any(f.value is not None and crosses(limit, f.value) for f in found)
    )
    known = (bool(found) and all(f.value is not None for f in found)) or bool(case.last("ECG"))
    answer = worst_answer([_answer(limit) for limit in over] or ["treat" if known else "call"])
    text = " ".join(because(limit) for limit in over) or (
        "No limit is crossed." if known else "No ECG is recorded."
    )
    return Line(
        over[0].id if over else limits[0].id,
        "ECG",
        answer,
        text,
        ""
        if answer == "treat"
        else f"an ECG is recorded{''.join(f', QTc {back(limit)}' for limit in over)}; or the prescriber decides and records it",
        tuple(f.shown for f in found),
        found[-1].age_days if found else None,
        missing=() if known else ("ECG",),
        sources=limits[0].sources,
    )


def _kidney(case: Case) -> Line:
    """Return the line of the kidney off dialysis: low or unknown eGFR is asked about."""
    limits = (case.limit("egfr.severe"), case.limit("egfr.electrolytes"))
    found = case.last("eGFR")
    over = tuple(
        limit for limit in limits if any(f.value is not None and crosses(limit, f.value) for f in found)
    )
    known = bool(found) and all(f.value is not None for f in found)
    return Line(
        over[0].id if over else limits[1].id,
        "Kidney",
        "call" if over or not known else "treat",
        because(over[0]) if over else "eGFR is 60 or more." if known else "No eGFR is recorded.",
        "the prescriber decides and records it" if over else "" if known else "eGFR is recorded",
        tuple(f.shown for f in found),
        found[-1].age_days if found else None,
        missing=() if known else ("eGFR",),
        sources=(over[0] if over else limits[1]).sources,
    )
