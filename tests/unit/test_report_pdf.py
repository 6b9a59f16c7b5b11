"""A PDF is an extra: where it cannot be drawn, that is said and nothing is written."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from resorb.cli import main
from resorb.report import pdf
from resorb.report.pdf import NoPdf

ROOT = Path(__file__).resolve().parents[2]
LETTER = str(ROOT / "examples/letter/course.yaml")


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)


@pytest.mark.parametrize("command", ["report", "sheet"])
def test_without_the_extra_nothing_is_written(
    absent: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    target = tmp_path / "OUT.PDF"
    assert main([command, LETTER, "-o", str(target)]) == 2
    told = capsys.readouterr().err
    assert "nothing was written" in told and "resorb[pdf]" in told
    assert not list(tmp_path.iterdir())


def test_a_missing_library_of_the_system_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str) -> None:
        raise OSError("cannot load library 'pango'\nmore")

    monkeypatch.setattr("importlib.import_module", fails)
    with pytest.raises(NoPdf, match="pango"):
        pdf("<p>x</p>")


def test_the_page_is_drawn_and_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    class Drawer:
        def __init__(self, **given: object) -> None:
            asked.update(given)

        def write_pdf(self) -> bytes:
            return b"%PDF-1.7"

    monkeypatch.setitem(sys.modules, "weasyprint", SimpleNamespace(HTML=Drawer))
    assert pdf("<p>x</p>") == b"%PDF-1.7"
    assert asked["string"] == "<p>x</p>"
    with pytest.raises(ValueError, match="not fetched"):
        asked["url_fetcher"]("https://example.org/a.png")  # type: ignore[operator]


def test_a_pdf_has_the_look_inside_each_drawing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[str] = []

    class Drawer:
        def __init__(self, **given: str) -> None:
            seen.append(given["string"])

        def write_pdf(self) -> bytes:
            return b"%PDF-1.7"

    monkeypatch.setitem(sys.modules, "weasyprint", SimpleNamespace(HTML=Drawer))
    target = tmp_path / "letter.pdf"
    main(["report", LETTER, "-o", str(target)])
    assert target.read_bytes() == b"%PDF-1.7"
    svg = seen[0][seen[0].index("<svg") :]
    assert "<style>" in svg[: svg.index("</svg>")]
    assert "paint-order" not in svg[: svg.index("</svg>")]
