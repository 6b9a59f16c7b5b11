"""The example courses: each reads without a fault, and its recorded state is what a clinician would say."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from resorb.course import dump, load, read, schema, state
from resorb.course.writefile import course_tree
from resorb.jsontext import dumps
from resorb.quantity import Quantity
from resorb.yamlfile import plain_tree, read_file

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/course.yaml"))
SCHEMA = ROOT / "docs" / "reference" / "course.schema.json"


@cache
def course(name):
    loaded = load(ROOT / "examples" / name / "course.yaml")
    assert loaded.findings == ()
    return loaded.course


def test_the_five_examples_are_there():
    assert EXAMPLES == ["acidosis-hold", "dialysis-days", "letter", "never-started", "well-recorded"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_written_and_read_again_it_is_the_same(name):
    first = course(name)
    text = dump(first)
    assert read(text).course == first
    assert dump(read(text).course) == text


def test_the_schema_in_the_reference_is_fresh():
    fix = "python -m resorb.course.schema > docs/reference/course.schema.json"
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema(), f"run: {fix}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_is_valid_by_the_schema(name):
    tree = plain_tree(read_file(ROOT / "examples" / name / "course.yaml").node)
    assert faults(tree) == []
    assert faults(course_tree(course(name))) == []


def faults(tree):
    """Return the faults by kind of event: `oneOf` over all kinds is slow to fail and says little."""
    whole = schema()
    found = [e.json_path for e in Draft202012Validator(whole).iter_errors({**tree, "events": []})]
    for event in tree["events"]:
        one = {"$ref": f"#/$defs/{event['kind']}", "$defs": whole["$defs"]}
        found += [f"{event.get('id')}: {e.message}" for e in Draft202012Validator(one).iter_errors(event)]
    return found


@pytest.mark.parametrize("name", ["never-started", "letter"])
def test_a_whole_file_is_valid_by_the_schema(name):
    assert Draft202012Validator(schema()).is_valid(course_tree(course(name)))


@pytest.mark.parametrize("fault", ["colour", "status"])
def test_the_schema_refuses_what_the_reader_refuses(fault):
    event = {"when": "2024-03-01", "kind": "administration", "status": "given", "dose": "12.5 g"}
    wrong = event | {fault: "blue"}
    whole = {"resorb": "course/1", "id": "x", "events": [event]}
    validator = Draft202012Validator(schema())
    assert validator.is_valid(whole)
    assert not validator.is_valid(whole | {"events": [wrong]})


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_state_can_be_printed(name):
    assert json.loads(dumps(state(course(name)).as_json()))["status"]


# --- the letter ---------------------------------------------------------------------------------------


def test_letter_states_by_month():
    letter = course("letter")
    told = {when: state(letter, when).status.name for when in ("day -1", "month 3", "month 8", "month 9")}
    # at month 8 the stop may or may not have come; after it, the restart may or may not
    assert told == {
        "day -1": "not started",
        "month 3": "on treatment",
        "month 8": "unknown",
        "month 9": "unknown",
    }
    assert "restart" in state(letter, "month 9").status.why


def test_letter_whole_record():
    now = state(course("letter"))
    assert (now.status.name, now.status.phase) == ("on treatment", "treatment 2")
    assert now.regimen.event == "restart"
    assert now.regimen.regimen.phases[0].dose is None
    assert now.doses.cumulative == Quantity(Decimal(0), "g")
    assert len(now.doses.unknown) == 2
    assert now.next_due.when is None
    assert now.tolerated.count == 0
    assert now.lesions.new_regions == (
        "trunk",
        "tendons",
        "bony prominences",
        "supraclavicular soft tissue",
    )
    lacking = {m.what for m in now.missing}
    assert {
        "weight",
        "eGFR",
        "bicarbonate",
        "dose (decision ‘restart’): not stated",
        "when ‘restart’ happened",
    } <= lacking


def test_letter_before_the_stop_has_no_new_region():
    assert state(course("letter"), "month 6").lesions.new_regions == ()


# --- well recorded ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "status", "phase", "tolerated", "grams", "due"),
    [
        ("2024-03-01", "not started", "before treatment", 0, "0", None),
        ("2024-03-12", "on treatment", "treatment 1", 4, "50", "2024-03-13"),
        ("2024-03-20", "on treatment", "treatment 1", 0, "140", "2024-03-22"),
        ("2024-04-10", "on treatment", "treatment 1", 7, "315", "2024-04-12"),
        ("2024-06-01", "on treatment", "treatment 1", 25, "765", "2024-06-03"),
        ("2024-07-12", "stopped", "off treatment 1", 37, "1065", None),
        ("2024-09-01", "stopped", "off treatment 1", 0, "1065", None),
        ("2024-10-30", "on treatment", "treatment 2", 4, "1165", "2024-11-04"),
    ],
)
def test_well_recorded_by_date(as_of, status, phase, tolerated, grams, due):
    now = state(course("well-recorded"), as_of)
    assert (now.status.name, now.status.phase, now.tolerated.count) == (status, phase, tolerated)
    assert now.doses.cumulative == Quantity(Decimal(grams), "g")
    assert (now.next_due.when and now.next_due.when.words) == due


def test_well_recorded_has_each_of_the_six_kinds_of_not_given():
    counts = state(course("well-recorded")).doses.counts
    six = ("missed", "held", "refused", "no_show", "access_failure", "not_recorded")
    assert {name: counts[name] for name in six} == dict.fromkeys(six, 1)
    assert counts["partial"] == 1


def test_well_recorded_corrected_weight_and_what_was_known_when():
    well = course("well-recorded")
    before = state(well, "2024-03-04", "2024-02-28").covariate("weight")
    after = state(well, "2024-03-04", "2024-03-05").covariate("weight")
    assert (str(before.value), str(after.value)) == ("86 kg", "68 kg")


def test_well_recorded_lesions():
    now = state(course("well-recorded"))
    told = {x.name: (x.status, x.fate, x.into, x.new_since_start) for x in now.lesions.all}
    assert told["L2"] == ("merged", None, ("L5",), False)
    assert told["L5"] == ("present", None, (), False)
    assert told["L7"] == ("gone", "extruded", (), False)
    assert told["L6"] == ("present", None, (), True)
    assert now.lesions.new_regions == ("right buttock",)


def test_well_recorded_flare_was_suspected_and_then_excluded():
    well = course("well-recorded")
    assert [e.body.status for e in state(well, "2024-08-30").flares] == ["suspected"]
    assert [e.body.status for e in state(well, "2024-09-10").flares] == ["excluded"]


def test_well_recorded_drugs_by_date():
    well = course("well-recorded")
    drugs = {e.body.drug for e in state(well, "2024-05-01").concomitants}
    assert "ondansetron" in drugs
    assert "ondansetron" not in {e.body.drug for e in state(well, "2024-07-20").concomitants}


# --- the other three ----------------------------------------------------------------------------------


def test_acidosis_is_held_and_breaks_the_run():
    now = state(course("acidosis-hold"))
    assert now.status.name == "held"
    assert now.next_due.when is None
    assert now.tolerated.count == 0
    assert "bicarbonate 16 mmol/L" in now.tolerated.broken_by
    assert {e.id for e in now.open_harms} == {"ae-nausea", "ae-acidosis"}
    assert state(course("acidosis-hold"), "2024-09-20").tolerated.count == 4


def test_dialysis_days_decide_when_the_next_dose_is_due():
    now = state(course("dialysis-days"))
    assert now.next_due.when.words == "2024-02-17"  # a Saturday
    assert "Tue, Thu, Sat" in now.next_due.why
    # the dose without a reaction grade is not shown to be tolerated
    verdicts = {d.event: d.verdict for d in now.tolerated.doses}
    assert verdicts["dose-0203"] == "not shown"
    assert verdicts["dose-0208"] == "not tolerated"


def test_never_started():
    now = state(course("never-started"))
    assert (now.status.name, now.doses.last) == ("not started", None)
    assert [e.body.to for e in now.allergies] == ["sulfite"]
    assert now.next_due.when is None
