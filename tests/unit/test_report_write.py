"""A written report is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from resorb.report import write


def test_it_replaces_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    write(target, "old")
    write(target, "ünew – text\n")
    assert target.read_bytes() == "ünew – text\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["out.html"]


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    target = tmp_path / "out.html"
    write(target, "old")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(*((os, "fsync") if broken == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="no space"):
        write(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.html"]


def test_text_that_cannot_be_encoded_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write(tmp_path / "out.html", "x" * 100_000 + "\ud800")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write(tmp_path / "none" / "out.html", "x")


def test_it_has_the_permissions_of_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    write(tmp_path / "out.html", "x")
    assert (tmp_path / "out.html").stat().st_mode == (tmp_path / "plain").stat().st_mode
