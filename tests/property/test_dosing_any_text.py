"""Whatever is typed, `parse` and `scan` answer: no exception, no dose that was not written, no long wait."""

from __future__ import annotations

import json
import re
import time
from decimal import Decimal, InvalidOperation
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from resorb.dosing import canonical, parse, scan, spoken
from resorb.dosing.fillers import FILLERS
from resorb.dosing.words import DOSE_UNITS, NUMBERS, OFTEN, ROUTES, TIME_UNITS, WEEKDAYS

FORMS = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[1] / "golden" / "dosing_forms.jsonl").read_text("utf-8").splitlines()
]
SIGNS = (
    "12.5 25 0 1.73 0.9 12,5 12,500 12.500 .5 ½ 2 3 3-4 % / ( ) = - → ; : , . x × then after every each q for over in "
    "to from max total tolerated if once last HD dialysis increase up by kg m2 mg/mL NS D5W saline sodium thiosulfate "
    "chloride anhydrous weeks days between and or not half MWF T S M"
)
WORDS = {*DOSE_UNITS, *NUMBERS, *OFTEN, *ROUTES, *TIME_UNITS, *WEEKDAYS, *sorted(FILLERS)[::4]}
VOCABULARY = sorted(WORDS.union(str.split(SIGNS)))
SOUP = st.lists(st.sampled_from(VOCABULARY), max_size=25).map(" ".join)
ORDERS = ["12.5 g IV over 30 min 3/wk", "sodium thiosulfate 12.5 g IV over 30 min 3/wk; after 3 tolerated: 25 g over 60 min",
          "10 g 3/wk for 2 wk, then 15 g 2/wk for 3 mo", "0.25 g/kg (max 12.5 g) IV after HD",
          "12.5 g 250 mg/mL (50 mL) in 100 mL sodium chloride 0.9 % IV on Mon/Wed/Fri (weekly total 37.5 g)"]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, letters: str = "0123456789.,-/ gmkxlOI½'→(") -> str:
    """Return a good order with up to three characters inserted, deleted, changed or swapped."""
    text = draw(st.sampled_from(ORDERS))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text) - 2))
        how, new = draw(st.sampled_from("idcs")), draw(st.sampled_from(letters))
        kept = {"i": text[at], "d": "", "c": "", "s": text[at]}[how]
        put = {"i": new, "d": "", "c": new, "s": text[at + 1]}[how]
        text = text[:at] + put + kept + text[at + 1 + (how == "s") :]
    return text


def check(text: str) -> None:
    """Assert what holds of any answer."""
    got = parse(text)
    assert got.regimen is not None or got.findings
    for question in got.questions:
        assert not got.ok
        assert question.readings
    if got.regimen is None:
        assert not got.ok
        return
    printed = canonical(got.regimen)
    again = parse(printed)
    assert again.regimen == got.regimen, (text, printed)
    assert spoken(got.regimen)
    if got.ok:
        assert again.ok, (text, printed)


@given(st.text(max_size=80))
@example("\x00")
@example("٣ g")
@example("²g")
@example("1" * 30 + " g")
@example("12.5 g/" * 5)
@settings(max_examples=200)
def test_any_text_is_answered(text: str) -> None:
    check(text)
    scan(text)


@given(SOUP)
@settings(max_examples=400)
def test_soup_of_the_languages_own_words_is_answered(text: str) -> None:
    check(text)
    scan(text)


@given(st.sampled_from(FORMS), st.sampled_from(FORMS), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=300)
def test_two_halves_of_orders_are_answered(one: str, other: str, a: int, b: int) -> None:
    check(one[:a] + " " + other[b:])


@given(mutated())
@settings(max_examples=500)
def test_a_mutated_order_is_answered(text: str) -> None:
    check(text)


_RUN = re.compile(r"[0-9.,½]+")


def _written(text: str) -> set[Decimal]:
    """Return the numbers of a text by the plainest reading: maximal runs of digits and points."""
    found = set()
    for run in _RUN.findall(text):
        try:
            whole, half = (run[:-1] or "0", Decimal("0.5")) if run.endswith("½") else (run, Decimal(0))
            found.add(Decimal(whole.rstrip(".,")) + half)
        except InvalidOperation:
            continue
    return found


@given(mutated("0123456789., ½lOIo"))
@settings(max_examples=500)
def test_no_dose_is_read_whose_digits_are_not_in_the_text(text: str) -> None:
    got = parse(text)
    if not got.ok or got.regimen is None:
        return
    written = _written(text)
    for phase in got.regimen.phases:
        for value in (phase.dose.value, phase.dose.value_max) if phase.dose else ():
            assert value is None or value in written, (text, value)


@given(
    st.lists(
        st.sampled_from([*ORDERS, "She improved.", "Calcium was 9.1 mg/dL.", "At 3 months pain had gone."]),
        max_size=4,
    )
)
@settings(max_examples=60)
def test_scan_finds_the_doses_of_an_order_in_prose(pieces: list[str]) -> None:
    text = ". ".join("Give " + p.rstrip(".") for p in pieces) + "."
    found = [phase.dose for island in scan(text) for phase in island.regimen.phases if phase.dose]
    orders = [parse(p).regimen for p in pieces]
    wanted = [phase.dose for regimen in orders if regimen for phase in regimen.phases if phase.dose]
    assert found == wanted


@given(st.sampled_from(FORMS))
@settings(max_examples=300)
def test_what_parse_reads_scan_finds(text: str) -> None:
    got = parse(text)
    if not got.ok or got.regimen is None:
        return
    wanted = [phase.dose for phase in got.regimen.phases if phase.dose and phase.dose.unit != "kg"]
    found = [phase.dose for island in scan(text) for phase in island.regimen.phases if phase.dose]
    assert found == wanted


@given(st.sampled_from(FORMS))
@settings(max_examples=300)
def test_an_island_alone_is_the_same_island(text: str) -> None:
    for island in scan(text):
        (again,) = scan(island.text)
        assert again.regimen == island.regimen
        assert (again.start, again.end) == (0, len(island.text))


def _seconds(text: str, read: object) -> float:
    start = time.process_time()
    read(text)  # type: ignore[operator]
    return time.process_time() - start


def test_time_grows_with_the_length_and_no_faster() -> None:
    soup = (" ".join(VOCABULARY) + " ") * 4
    assert min(_seconds(soup[:4000], parse) for _ in range(5)) < 0.05
    for nasty in (
        "(" * 4000,
        "12.5 → " * 600,
        "on at " * 700,
        "of the " * 600,
        "1," * 2000,
        "M/" * 2000,
        "mon " * 1000,
    ):
        # up to 4,000 pieces in as many characters: still some ten microseconds each
        assert min(_seconds(nasty[:4000], parse) for _ in range(3)) < 0.2, nasty[:20]


def test_a_long_noise_is_scanned_in_time_that_grows_with_it() -> None:
    noise = (" ".join(VOCABULARY) + ". ") * (50_000 // len(" ".join(VOCABULARY)))
    for text in (noise, "(" * 50_000, "the " * 12_000, "12.5 " * 10_000, "M/" * 25_000):
        assert _seconds(text, scan) < 2
