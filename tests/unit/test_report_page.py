"""The page and its JSON: escaped, self-contained, the same every time, unknown never a number."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from resorb.course import Course, load, read
from resorb.evidence import load as load_evidence
from resorb.finding import Finding, Level
from resorb.jsontext import dumps
from resorb.report import Report, build, html, schema
from resorb.report.pictures import main, pictures


@dataclass(frozen=True)
class Input:
    name: str
    value: str
    when: str = ""


@dataclass(frozen=True)
class Advice:
    """What the report needs of a piece of advice, and nothing of the room that makes it."""

    rule: str
    title: str
    level: Level
    text: str
    reason: str
    inputs: tuple[Input, ...] = ()
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    blocks_signing: bool = False


ROOT = Path(__file__).resolve().parents[2]
COURSES = sorted((ROOT / "examples").glob("*/course.yaml"))
VOID = {"meta", "br", "hr", "img", "link", "input"}
EMPTY = "resorb: course/1\nid: empty\nevents: []\n"
ONE = (
    "resorb: course/1\nid: one\nevents:\n"
    "  - {id: d1, when: 2026-03-02, kind: administration, status: given, dose: 12.5 g}\n"
)
ADVICE = Advice(
    "advice.test", "Look at this", "caution", "Consider looking.", "Because.",
    inputs=(Input("weight", "58 kg", "2026-03-01"),), missing=("eGFR",), sources=("S20", "letter"), blocks_signing=True,
)  # fmt: skip


def course(text: str) -> Course:
    found = read(text).course
    assert found is not None
    return found


def report(given: Course, **more: object) -> Report:
    return build(given, load_evidence(), made_on="2026-11-22", version="0.1.0", **more)  # type: ignore[arg-type]


def from_file(path: Path) -> Report:
    loaded = load(path)
    assert loaded.course is not None
    return report(loaded.course, findings=loaded.findings, advice=(ADVICE,))


class Page(HTMLParser):
    """Reads a page strictly: every element closed in order; ids, links and sources are collected."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.named: set[str] = set()
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.collect(attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.collect(attrs)

    def collect(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            assert not name.startswith("on"), f"{name} would run a script"
            assert name != "style", "one stylesheet, no style attributes"
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "xlink:href", "action", "data"):
                self.references.append(value or "")
            if name in ("aria-labelledby", "aria-describedby"):
                self.named |= set((value or "").split())

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(
    scope="module",
    params=[*COURSES, EMPTY, ONE],
    ids=lambda p: getattr(p, "parent", Path(str(p)[17:26])).name,
)
def made(request: pytest.FixtureRequest) -> Report:
    given = request.param
    return from_file(given) if isinstance(given, Path) else report(course(given), advice=(ADVICE,))


def test_page_is_whole_and_stands_alone(made: Report) -> None:
    text = html(made)
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert page.named <= set(page.ids)
    assert all(ref.startswith("#") and ref[1:] in page.ids for ref in page.references)
    assert "script" not in page.tags
    assert page.tags.count("style") == 1
    assert not re.search(r"url\((?!#)", text), "nothing is fetched"
    assert "@import" not in text
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in text


def test_unknown_is_never_a_number(made: Report) -> None:
    text = html(made)
    assert not re.search(r"\b(NaN|nan|None(?! is| was)|inf|Infinity|undefined)\b", Page(text).text)
    assert not re.search(r'="[^"]*\b(nan|inf|None)\b[^"]*"', text)


def test_json_keeps_its_schema(made: Report) -> None:
    told = json.loads(dumps(made.as_json()))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(told, schema())
    assert told["weigh"] is None and told["forecast"] is None
    assert told["why"]["weigh"] and told["why"]["forecast"]
    assert told["response"]["judged"] is None and told["response"]["why"]


def test_same_course_same_bytes(made: Report) -> None:
    assert html(made) == html(made)
    assert dumps(made.as_json()) == dumps(made.as_json())


@pytest.mark.parametrize("path", COURSES, ids=lambda p: p.parent.name)
def test_built_twice_it_is_the_same(path: Path) -> None:
    assert html(from_file(path)) == html(from_file(path))


@pytest.mark.parametrize("path", COURSES, ids=lambda p: p.parent.name)
def test_every_mark_has_words_in_the_drawing_and_in_the_table(path: Path) -> None:
    made = from_file(path)
    page = Page(html(made))
    squeezed = " ".join(page.text.split())
    for mark in made.timeline.marks():
        assert mark.told.strip()
        assert squeezed.count(" ".join(mark.told.split())) >= 2, mark.told
    assert html(made).count("data-kind=") >= len(made.timeline.marks())


def test_a_lane_is_one_tab_stop_and_a_mark_is_none() -> None:
    text = html(from_file(ROOT / "examples/letter/course.yaml"))
    drawing = text[text.index("<svg") : text.index("</svg>")]
    assert drawing.count('tabindex="0"') == 7
    assert len(re.findall(r'<g tabindex="0" role="group" aria-labelledby=', drawing)) == 7


NASTY = "</title><script>alert(1)</script> & \"quoted\" 'text'"


def test_everything_from_a_course_is_escaped() -> None:
    import yaml

    words = yaml.safe_dump(NASTY, width=1000).strip().removesuffix("\n...")
    fields = (
        f"  - {{id: a, when: 2026-03-02, kind: observation, measure: {words}, value: {words}, region: {words},"
        f" quote: {words}, method: {words}, rater: {words}}}\n"
        f"  - {{id: b, when: 2026-03-02, kind: plan_change, change: stop, reason: {words}, quote: {words}}}\n"
        f"  - {{id: c, when: 2026-03-02, kind: concomitant, drug: {words}, change: start, regimen: {words}}}\n"
        f"  - {{id: d, when: 2026-03-02, kind: adverse_event, term: {words}, action: {words}}}\n"
        f"  - {{id: e, when: 2026-03-02, kind: flare, disease: {words}, status: suspected, basis: {words}}}\n"
        f"  - {{id: f, when: 2026-03-02, kind: lab, analyte: {words}, value: 4 mmol/L}}\n"
        f"  - {{id: g, when: 2026-03-02, kind: lesion_group, group: {words}, change: appears, quote: {words}}}\n"
        f"  - {{id: h, kind: stated, from: 2026-01, until: 2026-02, regimen: {words}, quote: {words}}}\n"
        f"  - {{id: i, kind: note, text: {words}, by: {words}, note: {words}}}\n"
    )
    made = report(
        course(
            f"resorb: course/1\nid: n\ntitle: {words}\nsource: {words}\nsubject:\n  label: {words}\nevents:\n{fields}"
        ),
        findings=(Finding("x.y", "error", NASTY, NASTY),),
        advice=(
            Advice(
                "x",
                NASTY,
                "note",
                NASTY,
                NASTY,
                inputs=(Input(NASTY, NASTY),),
                missing=(NASTY,),
                against=(NASTY,),
            ),
        ),
    )
    text = html(made)
    assert len(made.timeline.marks()) >= 8
    page = Page(text)
    assert "script" not in page.tags
    assert "<script" not in text.lower()
    assert page.text.count("alert(1)") > 30, "it is shown, as text"


def test_advice_is_shown_with_all_it_stands_on() -> None:
    text = " ".join(Page(html(report(course(ONE), advice=(ADVICE,)))).text.split())
    for words in (
        "Look at this",
        "Read before proceeding",
        "Consider looking.",
        "weight: 58 kg (2026-03-01)",
        "Missing: eGFR",
        "Galway",
    ):
        assert words in text
    assert "To be settled before the next dose is signed" in text


def test_what_advice_lacks_is_listed_once_as_missing() -> None:
    made = report(course(ONE), advice=(ADVICE, ADVICE))
    assert [m.what for m in made.missing].count("eGFR") == 1
    assert any(m.asked_by for m in made.missing if m.what == "eGFR")


def test_page_says_what_it_is_and_is_not() -> None:
    text = " ".join(Page(html(report(course(ONE), as_of="2026-04-01", known_at="2026-05-01"))).text.split())
    for words in (
        "off-label",
        "decides nothing",
        "Not for patients",
        "resorb 0.1.0",
        "2026-04-01",
        "2026-05-01",
        str(load_evidence().release),
    ):
        assert words in text


def test_the_letters_sts_never_leaves_the_program() -> None:
    text = Page(html(from_file(ROOT / "examples/letter/course.yaml"))).text
    assert not re.search(r"\bSTS\b", text)
    assert "3/wk" not in text
    assert "3 times weekly" in text


def test_corrected_entries_stay_visible() -> None:
    made = report(course(
        "resorb: course/1\nid: c\nevents:\n"
        "  - {id: w, when: 2026-01-10, kind: covariate, name: weight, value: 85 kg}\n"
        "  - {id: w2, kind: replace, names: w, reason: digits transposed, recorded: 2026-03-01, by: MK, event: "
        "{when: 2026-01-10, kind: covariate, name: weight, value: 58 kg}}\n"
    ))  # fmt: skip
    rows = {row["id"]: row for row in made.events.as_json()}
    assert rows["w"]["now"] == "replaced by w2"
    assert "85 kg" in rows["w"]["content"] and "58 kg" in rows["w2"]["content"]
    assert (rows["w2"]["by"], rows["w2"]["recorded"]) == ("MK", "2026-03-01")
    assert [m.label for m in made.timeline.marks("point")] == ["58"]


def test_a_time_on_the_wrong_clock_is_the_callers_error() -> None:
    with pytest.raises(ValueError, match="clock"):
        report(course(ONE), as_of="month 9")


def test_made_files_are_fresh() -> None:
    for name, text in pictures(ROOT).items():
        path = ROOT / name
        assert path.exists() and path.read_text(encoding="utf-8") == text, (
            f"{name} is stale: run `python -m resorb.report.pictures`"
        )


def test_made_files_are_written_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "examples/letter").mkdir(parents=True)
    source = (ROOT / "examples/letter/course.yaml").read_text(encoding="utf-8")
    (tmp_path / "examples/letter/course.yaml").write_text(source, encoding="utf-8")
    assert main(["--check"], tmp_path) == 1
    assert "stale" in capsys.readouterr().out
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0


def test_records_inside_an_entry_are_words() -> None:
    made = report(
        course(
            "resorb: course/1\nid: c\nevents:\n"
            "  - {id: d, when: 2026-03-02, kind: administration, status: given, dose: 12.5 g, pauses: "
            "[{from: 2026-03-02T10:00, until: 2026-03-02T10:20, reason: nausea}]}\n"
        )
    )
    (row,) = made.events.as_json()
    assert "pauses: from: 2026-03-02T10:00, until: 2026-03-02T10:20, reason: nausea" in row["content"]
