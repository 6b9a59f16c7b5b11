"""A release others can use: whole or not at all, the same bytes each time, valid, nothing from memory as a code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from resorb import evidence
from resorb.cli import main, release
from resorb.cli.release import export

EVIDENCE = evidence.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return export(tmp_path / "release", EVIDENCE)


def data(folder: Path) -> Path:
    return folder / f"evidence-{EVIDENCE.release.version}.json"


def test_the_release_holds_data_schema_citation_readme_and_checksums(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == {
        data(folder).name, "evidence.schema.json", "CITATION.cff", "README.md", "CHECKSUMS",
    }  # fmt: skip


def test_the_data_hold_to_the_schema_beside_them(folder: Path) -> None:
    content = json.loads(data(folder).read_text(encoding="utf-8"))
    jsonschema.validate(content, json.loads((folder / "evidence.schema.json").read_text(encoding="utf-8")))
    assert content["release"]["hash"] == EVIDENCE.release.hash


def test_checksums_agree_with_the_files(folder: Path) -> None:
    for line in (folder / "CHECKSUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_citation_names_version_licence_and_the_letter(folder: Path) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == EVIDENCE.release.version
    assert (cited["cff-version"], cited["type"], cited["license"]) == ("1.2.0", "dataset", "Apache-2.0")
    assert cited["references"][0]["doi"] == "10.12788/cutis.0071"


def test_no_code_without_a_reading_leaves(folder: Path) -> None:
    content = json.loads(data(folder).read_text(encoding="utf-8"))
    assert content["codes"]
    assert all(code.get("code") and code["tag"] in ("PAGE", "REPO", "ABS") for code in content["codes"])


def test_the_same_evidence_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = export(tmp_path / "again", EVIDENCE)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in again.iterdir()
    }


def test_a_folder_that_is_there_is_never_overwritten(capsys, folder: Path) -> None:  # type: ignore[no-untyped-def]
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert main(["evidence", "--export", str(folder)]) == 2
    assert "never overwritten" in capsys.readouterr().err
    assert before == {p.name: p.read_bytes() for p in folder.iterdir()}


def test_a_release_that_fails_leaves_nothing(monkeypatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    files = {"first.json": "{}", "no/such/place": "this one cannot be written"}
    monkeypatch.setattr(release, "release_files", lambda _: files)
    with pytest.raises(OSError):
        export(tmp_path / "out", EVIDENCE)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_one(capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert main(["evidence", "--export", str(tmp_path / "new" / "release")]) == 0
    assert EVIDENCE.release.version in capsys.readouterr().out
