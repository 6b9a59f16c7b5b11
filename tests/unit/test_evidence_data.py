"""The evidence as shipped: fresh, canonical, complete, and nothing weak allowed to act."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from resorb import evidence, yamlfile
from resorb.evidence import compile as compiling
from resorb.evidence.choices import EXTRA_UNITS
from resorb.evidence.fields import KINDS, SCOPE
from resorb.evidence.schema import schema, schema_text
from resorb.evidence.values import TAGS, WEAK_LABEL
from resorb.quantity import UNITS

ROOT = Path(__file__).resolve().parents[2]
CONTENT = json.loads(Path(compiling.COMPILED).read_text(encoding="utf-8"))
RECORDS = [(kind.section, record) for kind in KINDS for record in CONTENT[kind.section]]
EVIDENCE = evidence.load()
READ_ONCE = cache(yamlfile.read)


@pytest.fixture(autouse=True)
def files_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "read", READ_ONCE)


def test_the_compiled_file_is_what_the_data_files_say() -> None:
    text, faults = compiling.compiled()
    assert not faults, "\n".join(map(str, faults))
    stale = Path(compiling.COMPILED).read_text(encoding="utf-8") != text
    assert not stale, f"compiled.json is stale. Run: {compiling.COMMAND}"


@pytest.mark.parametrize("path", sorted(compiling.DATA.glob("**/*.yaml")), ids=lambda p: p.name)
def test_data_files_are_in_canonical_form(path: Path) -> None:
    same = path.read_text(encoding="utf-8") == compiling.formatted(path)
    assert same, f"{path.name} is not canonical. Run: {compiling.COMMAND} --format"


def test_the_schema_in_the_docs_is_the_one_the_field_table_gives() -> None:
    path = ROOT / "docs/reference/evidence.schema.json"
    fresh = path.read_text(encoding="utf-8") == schema_text()
    assert fresh, (
        f"the schema is stale. Run: {compiling.COMMAND} --schema docs/reference/evidence.schema.json"
    )


def test_the_compiled_file_holds_to_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(CONTENT, schema())


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.section)
def test_the_field_table_names_exactly_the_fields_of_the_dataclass(kind) -> None:  # type: ignore[no-untyped-def]
    by_hand = {("limits", "site")}  # set from a site's file, never from a data file
    made = [f for f in dataclasses.fields(kind.made_by()) if (kind.section, f.name) not in by_hand]
    assert [f.name for f in kind.fields] == [f.name for f in made]
    without_default = [f.name for f in made if f.default is dataclasses.MISSING]
    assert [f.name for f in kind.fields if f.required] == without_default


def test_the_scope_fields_are_those_of_the_table() -> None:
    assert [f.name for f in SCOPE] == [f.name for f in dataclasses.fields(evidence.Scope)]


def test_every_record_becomes_a_value() -> None:
    for kind in KINDS:
        table = getattr(EVIDENCE, kind.section)
        assert len(list(table.values())) == len(table) == len(CONTENT[kind.section])


@pytest.mark.parametrize(("section", "record"), RECORDS, ids=lambda x: x if isinstance(x, str) else x["id"])
def test_every_fact_has_a_known_tag_and_a_source_that_exists(section: str, record: dict) -> None:  # type: ignore[type-arg]
    if section == "sources":
        return
    assert record["tag"] in TAGS
    named = record.get("sources") or [record.get("source") or record["a_source"]]
    assert named
    assert all(name in EVIDENCE.sources for name in named)


def test_units_are_of_the_closed_set() -> None:
    assert {value.unit for value in EVIDENCE.values.values()} <= {*UNITS, *EXTRA_UNITS}


def test_weak_facts_only_caution_and_say_that_they_are_weak() -> None:
    weak = [limit for limit in EVIDENCE.limits.values() if not evidence.may_act(limit.tag)]
    assert weak, "the weak cautions are gone: this test would prove nothing"
    for limit in weak:
        assert (limit.level, limit.hard, limit.action, limit.label) == ("caution", False, "warn", WEAK_LABEL)
    for section in ("products", "protocols"):
        assert all(evidence.may_act(record.tag) for record in getattr(EVIDENCE, section).values())


def test_there_are_exactly_four_products_in_this_order() -> None:
    assert list(EVIDENCE.products) == ["hope-250", "pedmark-125", "ampoule-50", "pedmarqsi-80"]


def test_each_pack_holds_what_its_strength_says() -> None:
    for product in EVIDENCE.products.values():
        milligrams = product.strength.to("mg/mL").value * product.pack_volume.to("mL").value
        assert milligrams == product.pack_mass.to("mg").value, product.id


@pytest.mark.parametrize(("letter", "last"), [("L", 63), ("K", 26)])
def test_every_statement_and_contradiction_of_the_letter_is_there(letter: str, last: int) -> None:
    table = EVIDENCE.claims if letter == "L" else EVIDENCE.contradictions
    assert [name for name in table if name[0] == letter and name[1:].isdigit()] == [
        f"{letter}{i}" for i in range(1, last + 1)
    ]


def test_every_claim_of_the_letter_has_its_place() -> None:
    assert all(c.locator for c in EVIDENCE.claims.values() if c.id.startswith("L"))


def test_the_thousandfold_is_a_contradiction_inside_one_source_with_both_places() -> None:
    k1 = EVIDENCE.contradictions["K1"]
    assert (k1.kind, k1.a, k1.b, k1.inside) == ("unit", "12.5 g", "12.5 mg", "letter")
    assert k1.a_locator
    assert k1.b_locator
    assert "K1" in EVIDENCE.claims["L51"].contradicted_by


def test_the_default_protocol_is_the_letters() -> None:
    assert [p.id for p in EVIDENCE.protocols.values() if p.is_default] == ["letter"]


def test_compiling_writes_what_the_check_calls_fresh(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(compiling, "COMPILED", str(tmp_path / "compiled.json"))
    assert compiling.main([]) == 0
    assert compiling.main(["--check"]) == 0
    (tmp_path / "compiled.json").write_text("{}")
    assert compiling.main(["--check"]) == 1
    assert "Run:" in capsys.readouterr().out
