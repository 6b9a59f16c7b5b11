"""The controls of safety/hazards.yaml, each seen from outside: the command line, or a room's door.

A test here fails when its control is taken away. It asks what a person would see, not how it is done.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from resorb.cli import main
from resorb.course import load as load_course
from resorb.course import read, state
from resorb.course.ledger import known, standing
from resorb.evidence import load
from resorb.protocol.order import Order
from resorb.protocol.order import check as check_order
from resorb.quantity import quantity

ROOT = Path(__file__).resolve().parents[2]
LETTER = ROOT / "examples" / "letter" / "course.yaml"


class Seen:
    """What a command gave: its exit status and its JSON."""

    def __init__(self, status: int, printed: str) -> None:
        self.status = status
        self.printed = printed
        self.json: dict[str, Any] = json.loads(printed, parse_float=Decimal)

    def at(self, level: str) -> str:
        """All messages and remedies of a level, as one text."""
        return "\n".join(
            f"{one['message']} {one['remedy']}" for one in self.json["findings"] if one["level"] == level
        )

    @property
    def phases(self) -> list[dict[str, Any]]:
        return self.json["regimen"]["phases"] if self.json["regimen"] else []


@pytest.fixture
def check(capsys):
    def run(*arguments: str) -> Seen:
        status = main(["check", *arguments, "--json"])
        return Seen(status, capsys.readouterr().out)

    return run


# H1: a power of ten

PUBLISHED = ("10", "12.5", "15", "20", "25")
SLIPS = [
    f"{format((Decimal(dose) * Decimal(10) ** power).normalize(), 'f')} {unit}"
    for dose in PUBLISHED
    for power, unit in ((1, "g"), (2, "g"), (3, "g"), (-1, "g"), (-2, "g"), (0, "mg"), (1, "mg"), (0, "mcg"))
]


@pytest.mark.parametrize("dose", SLIPS)
def test_every_tenfold_slip_of_a_published_dose_is_stopped(check, dose):
    seen = check(f"{dose} IV over 60 min 3/wk")
    assert seen.status == 1
    stopped_by = {one["rule"] for one in seen.json["findings"] if one["level"] == "error"}
    assert [rule for rule in stopped_by if rule.startswith("order.dose.")], "stopped, but not for its dose"


@pytest.mark.parametrize("dose", PUBLISHED)
def test_a_published_dose_is_not_stopped(check, dose):
    assert check(f"{dose} g IV over 60 min 3/wk").status == 0


def test_the_thousandfold_slip_is_explained_and_not_mended(check):
    seen = check("12.5 mg IV over 30 min three times weekly")
    assert seen.status == 1
    assert "1000" in seen.at("error")
    assert "12.5 g" in seen.at("error")
    assert (seen.phases[0]["dose_value"], seen.phases[0]["dose_unit"]) == (Decimal("12.5"), "mg")


def test_a_dose_without_a_unit_is_no_dose(check):
    seen = check("12.5 IV over 30 min 3/wk")
    assert seen.status != 0
    assert not [phase for phase in seen.phases if phase["dose_value"] is not None]


# H2: an error in a source


def test_the_letters_own_figure_is_stopped(check):
    seen = check("intravenous sodium thiosulfate 12.5 mg 3 times weekly")
    assert seen.status == 1
    assert re.search(r"figure|legend", seen.at("error"))


def test_the_figures_dose_is_held_as_a_contradiction():
    found = [one for one in load().contradictions.values() if "12.5 mg" in f"{one.a} {one.b}"]
    assert found
    assert found[0].inside == "letter"
    assert found[0].a_locator
    assert found[0].b_locator


# H3: salt, strength, product


@pytest.mark.parametrize(
    "order",
    [
        "12.5 g, 50% 50 mL, IV over 30 min 3/wk",
        "12.5 g (250 mg/mL, 100 mL) IV over 30 min 3/wk",
        "12.5 g (125 mg/mL, 50 mL) IV over 30 min 3/wk",
    ],
)
def test_grams_millilitres_and_strength_must_agree(check, order):
    seen = check(order)
    assert seen.status == 1
    assert "mg/mL" in seen.at("error") or "%" in seen.at("error")


def test_no_single_volume_without_a_product(check):
    seen = check("12.5 g IV over 30 min 3/wk")
    assert len(seen.json["derived"]["volumes"]) > 1
    assert "product" in (seen.at("note") + seen.at("caution")).lower()
    one = check("12.5 g IV over 30 min 3/wk", "--product", "hope-250")
    assert len(one.json["derived"]["volumes"]) == 1


def test_anhydrous_grams_are_another_volume(check):
    def volume(order: str) -> Decimal:
        seen = check(order, "--product", "pedmarqsi-80")
        return Decimal(seen.json["derived"]["volumes"][0]["volume_ml"])

    assert volume("8 g anhydrous IV over 30 min 3/wk") == 100
    assert volume("12.5 g pentahydrate IV over 30 min 3/wk") == Decimal("99.5")


def test_grams_of_an_anhydrous_product_are_asked_about(check):
    unsaid = check("8 g IV over 30 min 3/wk", "--product", "pedmarqsi-80")
    assert re.search(r"does not say which grams", unsaid.at("caution"))
    said = check("8 g anhydrous IV over 30 min 3/wk", "--product", "pedmarqsi-80")
    assert not re.search(r"does not say which grams", said.at("caution"))


# H4: weight


def test_a_dose_per_kg_needs_a_weight(check):
    seen = check("0.25 g/kg IV over 30 min 3/wk")
    assert seen.json["derived"]["dose_g"] is None
    assert "weight" in seen.at("caution") + seen.at("error")
    assert check("0.25 g/kg IV over 30 min 3/wk", "--weight", "50 kg").json["derived"]["dose_g"] == Decimal(
        "12.5"
    )


def _weighed(days: int) -> list[str]:
    order = Order.of("0.25 g/kg IV over 30 min 3/wk", weight=quantity("50 kg"), weight_age_days=days)
    return [one.rule for one in check_order(order, load()).findings if one.level == "caution"]


def test_an_old_weight_is_cautioned():
    assert "order.weight.stale" in _weighed(400)
    assert "order.weight.stale" not in _weighed(1)


# H5: laboratory values

TREATED = """\
resorb: course/1
id: treated
subject: {label: study code, sex: female, age: 58 y}
events:
  - {id: plan, when: 2026-03-02, kind: plan, regimen: 12.5 g IV over 30 min 3/wk}
"""
DOSE = (
    "  - {id: d%d, when: 2026-03-%02d, kind: administration, status: given, dose: 12.5 g, ordered: 12.5 g, "
    "over: 30 min, ordered_over: 30 min, reaction_grade: 0, systolic_lowest: 118 mmHg}\n"
)
BICARBONATE = "  - {id: lab, when: 2026-03-08, kind: lab, analyte: bicarbonate, value: %s mmol/L}\n"
FOUR = "".join(DOSE % (number, day) for number, day in enumerate((2, 4, 6, 9), 1))


def _state(*events: str):
    loaded = read(TREATED + "".join(events))
    assert loaded.course is not None, loaded.findings
    return state(loaded.course, as_of="2026-03-10")


def test_a_missing_bicarbonate_is_said_and_not_taken_as_normal():
    assert "bicarbonate" in {one.what for one in _state(FOUR).missing}
    assert "bicarbonate" not in {one.what for one in _state(FOUR, BICARBONATE % "24").missing}


def test_a_low_bicarbonate_holds_back():
    assert _state(FOUR, BICARBONATE % "24").tolerated.count == 4
    held = _state(FOUR, BICARBONATE % "17").tolerated
    assert held.count < 4
    assert "bicarbonate 17 mmol/L" in held.broken_by


@pytest.mark.parametrize(
    ("lab", "status", "level", "says"),
    [
        ("", 0, "caution", "bicarbonate"),
        (BICARBONATE % "17", 1, "error", "icarbonate"),
        (BICARBONATE % "24", 0, "", ""),
    ],
)
def test_an_order_is_held_against_the_courses_bicarbonate(check, tmp_path, lab, status, level, says):
    (tmp_path / "course.yaml").write_text(TREATED + FOUR + lab, encoding="utf-8")
    course = ("--course", str(tmp_path / "course.yaml"), "--as-of", "2026-03-10")
    seen = check("25 g IV over 60 min 3/wk", "--weight", "72 kg", *course)
    assert seen.status == status
    assert says in (seen.at(level) if level else "")


# H6: another drug of similar name


@pytest.mark.parametrize(
    "name",
    [
        "sodium tetradecyl sulfate",
        "sodium nitrite",
        "sodium thiocyanate",
        "sodium sulfate",
        "sodium chloride",
    ],
)
def test_a_drug_of_similar_name_is_stopped(check, name):
    seen = check(f"{name} 12.5 g IV over 30 min 3/wk")
    assert seen.status == 1
    assert "sodium thiosulfate" in seen.at("error").lower() or name in seen.at("error").lower()


def test_the_drug_is_never_abbreviated_in_output(check):
    for order in ("12.5 g IV over 30 min 3/wk", "12.5 mg IV over 30 min 3/wk", "25 g IV over 60 min 3/wk"):
        assert not re.search(r"\bSTS\b", check(order).printed)


# H7: commas


@pytest.mark.parametrize(
    ("order", "readings"), [("12,5 g", ("12.5 g",)), ("12,500 mg", ("12.5 mg", "12500 mg"))]
)
def test_a_comma_is_asked_back(check, order, readings):
    seen = check(f"{order} IV over 30 min 3/wk")
    assert seen.status == 1
    assert not [phase for phase in seen.phases if phase["dose_value"] is not None]
    assert all(reading in seen.at("error") for reading in readings)


def test_printed_numbers_have_no_comma_and_no_trailing_zero(check):
    for order in ("12500 mg IV over 30 min 3/wk", "25.0 g IV over 60 min 3/wk", "125 g IV over 30 min 3/wk"):
        seen = check(order)
        texts = [seen.json["regimen"]["text"], seen.at("error"), seen.at("caution"), seen.at("note")]
        own = re.sub(r"'[^']*'", "", " ".join(texts))  # what was typed may be quoted as it was typed
        assert not re.search(r"\d,\d{3}\b|\d\.0\b|(?<![\d.])\.\d", own)


# H8: escalation


def test_25_g_without_tolerated_doses_is_cautioned(check):
    seen = check("25 g IV over 60 min 3/wk")
    assert seen.status == 0
    assert "tolerated" in seen.at("caution")


# H9: what a letter tells


def test_a_stated_span_gives_no_doses_and_no_grams():
    told = load_course(LETTER).course
    assert told is not None
    doses = state(told).as_json()["doses"]
    assert set(doses["counts"].values()) == {0}
    assert doses["cumulative"] is None
    assert doses["recorded"]["value"] == 0
    assert len(doses["cumulative_unknown"]) == 2


# H10: route and rate


@pytest.mark.parametrize("route", ["orally", "IM", "SC", "intrathecally", "intraperitoneally"])
def test_a_gram_dose_by_another_route_is_stopped(check, route):
    assert check(f"12.5 g {route} 3/wk").status == 1


def test_too_fast_is_stopped_and_no_time_is_cautioned(check):
    assert check("25 g IV over 10 min 3/wk").status == 1
    faster = check("12.5 g IV over 15 min 3/wk")
    assert (faster.status, "25 g/h" in faster.at("caution")) == (0, True)
    untimed = check("12.5 g IV 3/wk")
    assert untimed.status == 0
    assert "infusion time" in untimed.at("caution")


# H11: files


def test_a_key_written_twice_is_found():
    text = "resorb: course/1\nid: x\nevents:\n  - id: a\n    when: 2026-03-02\n    kind: administration\n"
    loaded = read(text + "    status: given\n    dose: 12.5 g\n    dose: 12.5 mg\n", name="x.yaml")
    assert loaded.course is None
    assert [str(f.where) for f in loaded.findings if f.level == "error"] == ["x.yaml:9"]


def test_digits_are_the_digits_typed():
    text = "resorb: course/1\nid: '010'\nevents:\n  - id: 12:30\n"
    text += "    when: 2026-03-02\n    kind: covariate\n    name: weight\n    value: 58.10 kg\n"
    loaded = read(text.replace("12:30", "'1230'"), name="x.yaml")
    assert loaded.course is not None
    assert loaded.course.id == "010"
    (event,) = loaded.course.events
    assert (event.id, event.body.value.value) == ("1230", Decimal("58.1"))
    assert not isinstance(event.body.value.value, float)


# H12: corrections

CORRECTED = """\
resorb: course/1
id: corrected
events:
  - {id: w, when: 2026-01-10, recorded: 2026-01-10, kind: covariate, name: weight, value: 85 kg}
  - id: w2
    recorded: 2026-03-01
    kind: replace
    names: w
    reason: digits transposed
    event: {when: 2026-01-10, kind: covariate, name: weight, value: 58 kg}
"""


@pytest.mark.parametrize(("on", "weight"), [(date(2026, 2, 1), "85 kg"), (date(2026, 3, 2), "58 kg")])
def test_a_correction_does_not_change_what_was_known_before_it(on, weight):
    course = read(CORRECTED).course
    assert course is not None
    then, unclear = known(course, on)
    assert not unclear
    assert [str(event.body.value) for event in standing(then)] == [weight]


# H13: children


def test_a_childs_dose_is_held_to_the_weight(check):
    order = "12.5 g IV over 30 min 3/wk"
    assert "per kg" in check(order, "--age", "1", "--weight", "8 kg").at("caution")
    assert "weight" in check(order + ", infant").at("caution")
    assert check("125 g IV over 300 min 3/wk", "--age", "5", "--weight", "20 kg").status == 1


# H14: rates by volume


def test_a_volume_rate_is_worked_out_in_grams(check):
    seen = check("12.5 g (50 mL of 250 mg/mL) IV at 600 mL/h 3/wk")
    assert seen.status == 1 and "2.5 g/min" in seen.at("error")
    assert check("12.5 g (50 mL of 250 mg/mL) IV over 30 min at 600 mL/h 3/wk").status == 1
    assert check("12.5 g (50 mL of 250 mg/mL) IV at 100 mL/h 3/wk").status == 0
