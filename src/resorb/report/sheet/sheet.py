"""What stands on the sheet, as one frozen value without any HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resorb.finding import Finding

DRUG = "sodium thiosulfate"
NOT_THESE = "NOT sodium tetradecyl sulfate, NOT sodium nitrite, NOT sodium thiocyanate: read the vial."


@dataclass(frozen=True, slots=True)
class Volume:
    """The volume of one product that holds the dose; `strength` names the salt that it counts."""

    product: str
    strength: str
    volume: str


@dataclass(frozen=True, slots=True)
class Made:
    """What is made up and given. It exists only where the order states one sure dose that nothing stops.

    `volumes` holds one row where the product or its strength is stated, else one for each known product,
    and none of those is chosen. What cannot be known is None, and a blank on the page.
    """

    dose: str
    dose_words: str
    basis: str
    volumes: tuple[Volume, ...]
    diluent: str | None
    total_ml: str | None
    time: str | None
    rate_g_per_h: str | None
    rate_ml_per_h: str | None
    sodium: str
    potassium: str | None

    @property
    def one_volume(self) -> bool:
        """Whether one volume is sure."""
        return len(self.volumes) == 1

    def as_json(self) -> dict[str, Any]:
        """Return it under its field names."""
        return {
            "dose": self.dose,
            "dose_in_words": self.dose_words,
            "basis": self.basis,
            "volumes": [
                {"product": v.product, "strength": v.strength, "volume": v.volume} for v in self.volumes
            ],
            "one_volume": self.one_volume,
            "diluent": self.diluent,
            "total_ml": self.total_ml,
            "infusion_time": self.time,
            "rate_g_per_h": self.rate_g_per_h,
            "rate_ml_per_h": self.rate_ml_per_h,
            "sodium": self.sodium,
            "potassium": self.potassium,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the go or no-go with its box: what was asked, the answer, the value, what settles it."""

    title: str
    answer: str
    value: str
    settles: str

    def as_json(self) -> dict[str, str]:
        """Return the line under its field names."""
        return {"title": self.title, "answer": self.answer, "value": self.value, "settles": self.settles}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet for one infusion. `made` is None where it is not to be prepared; `refused` then says why.

    `day` None: no date was asked for, so that no age of a value could be judged.
    """

    course: str
    title: str
    patient: str
    day: str | None
    order: str
    later: str
    made: Made | None
    refused: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    go: str
    asked: tuple[Asked, ...]
    pressure_times: tuple[str, ...]
    stop: tuple[tuple[str, str], ...]
    software: str
    evidence: str
    protocol: str
    made_on: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the sheet under the field names of `docs/reference/sheet.schema.json`."""
        return {
            "course": self.course,
            "title": self.title,
            "patient": self.patient,
            "day": self.day,
            "drug": DRUG,
            "order": self.order,
            "later": self.later or None,
            "prepare": self.made.as_json() if self.made else None,
            "refused": list(self.refused),
            "missing": list(self.missing),
            "findings": [finding.as_json() for finding in self.findings],
            "go": self.go,
            "asked": [line.as_json() for line in self.asked],
            "pressure_times": list(self.pressure_times),
            "stop": [{"do": do, "when": when} for do, when in self.stop],
            "versions": {
                "resorb": self.software,
                "evidence": self.evidence,
                "protocol": self.protocol,
                "made_on": self.made_on,
            },
        }
