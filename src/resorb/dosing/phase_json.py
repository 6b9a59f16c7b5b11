"""A phase under the field names that every face of resorb uses; what is unknown is null, never left out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from resorb.quantity import Quantity

if TYPE_CHECKING:
    from resorb.dosing.regimen import Phase

_UNIT_WORDS = {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "y": "year"}


def phase_json(p: Phase, order: int, carried: tuple[str, ...]) -> dict[str, Any]:
    """Return the phase as JSON values. `freq_per_week` is rounded to six places, doses never."""
    return {
        "order": order,
        "drug": p.drug,
        "salt": p.salt,
        **_amount(p),
        "route": p.route,
        "access": p.access,
        **_timing(p),
        "weekly_total": p.total_week and p.total_week.as_json(),
        "titration": p.titration,
        "condition": p.condition and {"tolerated": p.condition.count, "tolerated_max": p.condition.count_max},
        "kind": p.kind,
        "asked": dict(p.asked),
        "carried": list(carried),
        "spans": {name: list(at) for name, at in p.spans.items()},
    }


def _amount(p: Phase) -> dict[str, Any]:
    dose, mix = p.dose, p.diluent
    return {
        "dose_value": dose and dose.value,
        "dose_value_max": dose and dose.value_max,
        "dose_unit": dose and dose.unit,
        "dose_per": dose and dose.per,
        "dose_max": p.cap and p.cap.as_json(),
        "dose_unstated": p.dose_unstated,
        "concentration": p.concentration and p.concentration.value,
        "concentration_unit": p.concentration and p.concentration.unit,
        "volume_ml": _ml(p.volume),
        "volume_ml_max": _ml(p.volume_max),
        "diluent": mix and {"fluid": mix.fluid, "volume_ml": _ml(mix.volume)},
    }


def _timing(p: Phase) -> dict[str, Any]:
    freq, infusion, span = p.frequency, p.infusion, p.duration
    return {
        "infusion_min": infusion and infusion.time.minutes,
        "infusion_min_max": infusion and infusion.time.minutes_max,
        "rate": p.rate and p.rate.as_json(),
        "freq_per_week": freq and round(freq.per_week, 6),
        "freq_per_week_max": freq and _rounded(freq.per_week_max),
        "weekdays": list(freq.weekdays) if freq else [],
        "schedule": p.offsets and {"unit": _UNIT_WORDS[p.offsets[0]], "at": list(p.offsets[1])},
        "anchor": p.anchor and p.anchor.event,
        "anchor_when": p.anchor and p.anchor.when,
        "duration_days": span and span.days,
        "duration_days_max": span and span.days_max,
        "duration_text_unit": span and _UNIT_WORDS[span.unit],
        "n_doses": p.n_doses,
    }


def _ml(volume: Quantity | None) -> Decimal | None:
    return None if volume is None else volume.to("mL").value


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)
