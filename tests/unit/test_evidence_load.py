"""The door and the values: loaded once, found by id, exact."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

from resorb import evidence
from resorb.quantity import Quantity, quantity, rounded

EVIDENCE = evidence.load()
CHEMISTRY = EVIDENCE.chemistry


def test_loading_twice_gives_the_same_evidence() -> None:
    assert evidence.load() is evidence.load()


def test_loading_imports_no_yaml_and_no_literature() -> None:
    code = (
        "import sys; from resorb import evidence; evidence.load().limits['limit.dose.iv.low'];"
        "heavy = {'yaml', 'jsonschema', 'resorb.yamlfile', 'resorb.evidence.literature'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_unknown_id_names_the_closest() -> None:
    with pytest.raises(KeyError, match=r"limit\.dose\.iv\.low"):
        EVIDENCE.limits["limit.dose.iv.lo"]


def test_the_release_names_version_and_content() -> None:
    assert EVIDENCE.release.version
    assert len(EVIDENCE.release.hash) == 64


def test_an_opinion_is_cited_as_one() -> None:
    assert "without a published source" in EVIDENCE.cite(("opinion",))[0]


@pytest.mark.parametrize(
    ("name", "given", "crossed"),
    [
        ("limit.dose.iv.too_low", "2.5 g", True),
        ("limit.dose.iv.too_low", "2500 mg", True),
        ("limit.dose.iv.too_low", "12.5 mg", True),
        ("limit.dose.iv.too_low", "2.51 g", False),
        ("limit.dose.iv.too_high", "50 g", True),
        ("limit.dose.iv.too_high", "49.9 g", False),
        ("limit.dose.iv.low", "10 g", False),
        ("limit.dose.iv.low", "9.99 g", True),
        ("limit.dose.iv.high", "25 g", False),
        ("limit.dose.iv.high", "25.1 g", True),
        ("limit.weight.60kg", "60 kg", True),
        ("limit.weight.60kg", "60.1 kg", False),
        ("limit.hold.sodium", "145 mmol/L", False),
        ("limit.hold.sodium", "146 mmol/L", True),
        ("limit.escalation.bicarbonate", "18 mmol/L", False),
        ("limit.escalation.bicarbonate", "17.9 mmol/L", True),
        ("limit.rate.iv.fast", "25 g/h", False),
        ("limit.hold.bicarbonate", "5 mmol/L", False),  # no level is published: the site sets one
    ],
)
def test_a_limit_is_crossed_on_its_own_side_only(name: str, given: str, crossed: bool) -> None:
    assert EVIDENCE.limits[name].crossed_by(quantity(given)) is crossed


def test_a_level_the_site_sets_is_judged_once_it_is_set() -> None:
    low = dataclasses.replace(EVIDENCE.limits["limit.hold.bicarbonate"], value=quantity("15 mmol/L"))
    high = dataclasses.replace(EVIDENCE.limits["limit.hold.qtc"], value=quantity("500 ms"))
    assert low.crossed_by(quantity("14 mmol/L"))
    assert not low.crossed_by(quantity("15 mmol/L"))
    assert high.crossed_by(quantity("501 ms"))


def test_a_limit_of_mass_is_not_compared_with_a_volume() -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        EVIDENCE.limits["limit.dose.iv.high"].crossed_by(quantity("25 mL"))


def test_every_tenfold_slip_of_a_usual_dose_is_over_a_hard_line() -> None:
    low, high = EVIDENCE.limits["limit.dose.iv.too_low"], EVIDENCE.limits["limit.dose.iv.too_high"]
    assert low.hard
    assert high.hard
    assert low.level == high.level == "error"
    for grams in range(10, 26):
        assert low.crossed_by(Quantity(Decimal(grams) / 10, "g")), grams
        assert high.crossed_by(Quantity(Decimal(grams) * 10, "g")), grams


@pytest.mark.parametrize(
    ("name", "other", "tighter"),
    [
        ("limit.dose.iv.too_low", "5 g", True),
        ("limit.dose.iv.too_low", "1 g", False),
        ("limit.dose.iv.too_high", "40 g", True),
        ("limit.dose.iv.too_high", "75 g", False),
        ("limit.chloride.delay.normal", "8 h", True),
        ("limit.chloride.delay.normal", "2 h", False),
    ],
)
def test_a_hard_limit_is_tightened_only_towards_more_stops(name: str, other: str, tighter: bool) -> None:
    limit = EVIDENCE.limits[name]
    assert limit.site_may == "tighten"
    assert limit.tightened_by(quantity(other)) is tighter


def test_a_limit_for_intravenous_doses_says_nothing_of_topical_ones() -> None:
    scope = EVIDENCE.limits["limit.dose.iv.low"].applies_to
    assert scope.covers(route="IV", population="adult", dialysis=False)
    assert scope.covers()
    assert not scope.covers(route="topical")
    assert not scope.covers(route="IV", dialysis=True)
    assert not scope.covers(population="child")


def test_the_letters_dose_in_each_product() -> None:
    volumes = {
        p.id: rounded(Decimal(float(CHEMISTRY.volume_ml(Fraction("12.5"), p.strength, p.salt))), 1)
        for p in EVIDENCE.products.values()
    }
    assert volumes == {
        "hope-250": Decimal("50.0"),
        "pedmark-125": Decimal("100.0"),
        "ampoule-50": Decimal("25.0"),
        "pedmarqsi-80": Decimal("99.5"),
    }


def test_sodium_thiosulfate_and_potassium_of_the_letters_doses() -> None:
    assert round(float(CHEMISTRY.sodium_mmol(Fraction("12.5"))), 1) == 100.7
    assert round(float(CHEMISTRY.thiosulfate_mmol(Fraction(25))), 2) == 100.73
    potassium = CHEMISTRY.potassium_mmol(EVIDENCE.products["hope-250"], Fraction(100))
    assert potassium is not None
    assert round(float(potassium), 2) == 5.90
    assert CHEMISTRY.potassium_mmol(EVIDENCE.products["pedmark-125"], Fraction(100)) is None


def test_the_printed_factor_is_the_exact_one_rounded() -> None:
    printed = EVIDENCE.values["factor.anhydrous_to_pentahydrate"].value
    assert printed == Decimal(str(round(float(CHEMISTRY.factor), 4)))
    assert CHEMISTRY.as_pentahydrate(Fraction(8), "anhydrous") == 8 * CHEMISTRY.factor
    assert CHEMISTRY.as_pentahydrate(Fraction(8), "pentahydrate") == 8


def test_derived_constants_follow_from_their_inputs() -> None:
    values = EVIDENCE.values
    per_gram = 2000 / float(CHEMISTRY.pentahydrate), 2000 / float(CHEMISTRY.anhydrous)
    assert round(per_gram[0], 2) == float(values["sodium.per_gram_pentahydrate"].value or 0)
    assert round(per_gram[1], 2) == float(values["sodium.per_gram_anhydrous"].value or 0)
    rate = values["letter.dose"].quantity.value / values["letter.infusion_time"].quantity.to("h").value
    faster = (
        values["letter.escalated.dose"].value
        / values["letter.escalated.infusion_time"].quantity.to("h").value
    )  # type: ignore[operator]
    assert rate == faster == values["letter.rate"].value


def test_a_range_has_no_single_value() -> None:
    tolerated = EVIDENCE.values["letter.tolerated"]
    assert str(tolerated) == "3 to 4"
    with pytest.raises(ValueError, match="range"):
        _ = tolerated.quantity
