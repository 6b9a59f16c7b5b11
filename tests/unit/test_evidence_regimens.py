"""Every published regimen in the evidence is in the dosing language, in its canonical form."""

from __future__ import annotations

import pytest

from resorb import dosing, evidence

EVIDENCE = evidence.load()


def regimens() -> list[tuple[str, str]]:
    reports = [(r.id, r.regimen) for r in EVIDENCE.reports.values() if r.regimen]
    protocols = [
        (p.id, text) for p in EVIDENCE.protocols.values() for text in (p.start, p.escalation) if text
    ]
    return reports + protocols


@pytest.mark.parametrize(("name", "text"), regimens())
def test_every_regimen_is_in_the_dosing_language_and_canonical(name: str, text: str) -> None:
    parsed = dosing.parse(text)
    assert parsed.regimen is not None, (name, [str(f) for f in parsed.findings])
    assert dosing.canonical(parsed.regimen) == text


def test_the_letters_escalation_waits_for_as_many_treatments_as_the_limit_says() -> None:
    protocol = EVIDENCE.protocols["letter"]
    regimen = dosing.parse(protocol.escalation).regimen
    limit = EVIDENCE.limits[protocol.escalate_after]
    assert regimen is not None
    assert limit.value is not None
    condition = regimen.phases[1].condition
    assert condition is not None
    assert condition.count == limit.value.value


def test_another_drug_in_the_dosing_language_is_in_the_list_of_look_alikes() -> None:
    known = {name for drug in EVIDENCE.look_alikes.values() for name in drug.names}
    for name in ("sodium tetradecyl sulfate", "sodium nitrite", "sodium thiocyanate", "sodium chloride"):
        read = dosing.parse(f"{name} 12.5 g IV over 30 min 3/wk")
        assert read.regimen is not None
        assert read.regimen.phases[0].drug in known


@pytest.mark.parametrize("name", [n for drug in EVIDENCE.look_alikes.values() for n in drug.names])
def test_no_look_alike_is_ever_read_as_this_drug(name: str) -> None:
    read = dosing.parse(f"{name} 12.5 g IV over 30 min 3/wk")
    drugs = [phase.drug for phase in read.regimen.phases] if read.regimen else []
    assert "sodium thiosulfate" not in drugs
    assert None not in drugs, "another drug's name was passed over"
