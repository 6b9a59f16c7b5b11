"""The figures an order comes to, and the words in which a slip is explained."""

from __future__ import annotations

from decimal import Decimal

import pytest

from resorb.evidence import load
from resorb.protocol.order import Check, Order, check

LETTER = "12.5 g IV over 30 min three times weekly"


def judged(text: str, **context: object) -> Check:
    return check(Order.of(text, **context), load())


def test_the_letters_order_comes_to_its_figures() -> None:
    derived = judged(LETTER).as_json()["derived"]
    assert derived["rate_g_per_h"] == 25
    assert derived["sodium_mmol"] == {"drug": Decimal("100.7"), "diluent": None, "total": Decimal("100.7")}
    assert derived["thiosulfate_mmol"] == Decimal("50.4")
    assert derived["per_week"]["dose_g"] == Decimal("37.5")
    volumes = {v["product"]: v["volume_ml"] for v in derived["volumes"]}
    assert volumes == {"hope-250": 50, "pedmark-125": 100, "ampoule-50": 25, "pedmarqsi-80": Decimal("99.5")}


def test_a_product_gives_one_volume_and_its_potassium() -> None:
    derived = judged("25 g IV over 60 min 3/wk", product=load().products["hope-250"]).as_json()["derived"]
    assert [v["volume_ml"] for v in derived["volumes"]] == [100]
    assert derived["potassium_mmol"] == Decimal("5.90")


def test_a_stated_strength_gives_one_volume() -> None:
    derived = judged("12.5 g (125 mg/mL) IV over 30 min 3/wk").as_json()["derived"]
    assert [v["volume_ml"] for v in derived["volumes"]] == [100]


@pytest.mark.parametrize(
    ("fluid", "sodium"), [("100 mL saline", "15.4"), ("250 mL NS", "38.5"), ("250 mL D5W", "0")]
)
def test_the_diluents_sodium_is_counted_apart(fluid: str, sodium: str) -> None:
    derived = judged(f"12.5 g in {fluid} IV over 30 min 3/wk").as_json()["derived"]
    assert derived["sodium_mmol"]["diluent"] == Decimal(sodium)
    assert derived["sodium_mmol"]["total"] == Decimal("100.7") + Decimal(sodium)


def test_the_letters_two_doses_run_at_one_rate() -> None:
    rates = {judged(t).as_json()["derived"]["rate_g_per_h"] for t in (LETTER, "25 g IV over 60 min 3/wk")}
    assert rates == {25}


def test_the_legends_thousandfold_is_explained_and_not_corrected() -> None:
    result = judged("12.5 mg IV over 30 min three times weekly")
    told = next(f for f in result.findings if f.rule == "order.dose.too_low")
    assert "1000 times below the letter's 12.5 g" in told.message
    assert "figure legend" in told.message
    assert "12.5 g IV over 30 min 3/wk" in told.remedy and "Nothing was changed" in told.remedy
    assert result.regimen is not None and result.regimen.phases[0].dose is not None
    assert str(result.regimen.phases[0].dose) == "12.5 mg"


@pytest.mark.parametrize(("text", "meant"), [
    ("125 g IV over 30 min 3/wk", "12.5 g"),
    ("1.25 g IV over 30 min 3/wk", "12.5 g"),
    ("250 g IV over 60 min 1/wk", "25 g"),
    ("25 mcg IV over 60 min 1/wk", "25 g"),
])  # fmt: skip
def test_a_slip_names_the_dose_that_may_have_been_meant(text: str, meant: str) -> None:
    result = judged(text)
    assert result.stopped
    assert meant in {s.dose for s in result.suggestions}


def test_nothing_is_worked_out_for_an_order_that_is_stopped() -> None:
    derived = judged("125 g IV over 30 min 3/wk").as_json()["derived"]
    assert derived["volumes"] == [] and derived["dose_g"] is None and derived["why"]


def test_a_cap_is_the_orders_own_and_is_kept() -> None:
    from resorb.quantity import quantity

    derived = judged("0.25 g/kg (max 12.5 g) IV over 30 min 2/wk", weight=quantity("70 kg")).as_json()[
        "derived"
    ]
    assert derived["dose_g"] == Decimal("12.5")


def test_an_ambiguous_number_is_asked_back_with_its_readings() -> None:
    result = judged("12,500 mg IV over 30 min 3/wk").as_json()
    assert result["regimen"] is None or result["regimen"]["phases"][0]["dose_value"] is None
    assert result["questions"][0]["readings"] == ["12500 mg", "12.5 mg"]
    assert any(f["level"] == "error" for f in result["findings"])


def test_a_reason_answers_a_caution_that_asks_for_one_and_never_an_error() -> None:
    low = judged("2 g IV over 30 min 3/wk", reason="palliative")
    assert low.stopped
