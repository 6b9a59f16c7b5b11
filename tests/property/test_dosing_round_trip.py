"""A regimen printed and read again is the same regimen, whatever it says."""

from __future__ import annotations

import unicodedata

from dosing_regimens import NUMBERS, doses, regimens
from hypothesis import given, settings
from hypothesis import strategies as st

from resorb.dosing import Dose, Regimen, canonical, parse, spoken
from resorb.quantity import plain


@given(regimens())
@settings(max_examples=250)
def test_canonical_text_reads_back_equal(regimen: Regimen) -> None:
    text = canonical(regimen)
    got = parse(text)
    assert [f for f in got.findings if f.level == "error"] == [], text
    assert got.regimen == regimen, text


@given(regimens())
@settings(max_examples=60)
def test_canonical_text_is_a_fixed_point(regimen: Regimen) -> None:
    text = canonical(regimen)
    again = parse(text).regimen
    assert again is not None
    assert canonical(again) == text


@given(
    regimens(),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from([" ", "  ", "\n", "\t", "\u00a0"]),
)
@settings(max_examples=80)
def test_case_and_blanks_change_nothing(regimen: Regimen, case: object, blank: str) -> None:
    text = canonical(regimen)
    changed = case(text).replace(" ", blank)  # type: ignore[operator]
    assert parse(changed).regimen == regimen, changed


@given(regimens())
@settings(max_examples=60)
def test_every_span_lies_in_the_text(regimen: Regimen) -> None:
    text = canonical(regimen)
    got = parse(text).regimen
    assert got is not None
    for phase in got.phases:
        for start, end in phase.spans.values():
            assert 0 <= start < end <= len(text)


@given(regimens())
@settings(max_examples=60)
def test_words_for_a_person_never_use_the_compact_forms(regimen: Regimen) -> None:
    text = spoken(regimen)
    assert "/wk" not in text
    assert "STS" not in text
    assert unicodedata.is_normalized("NFC", text)


@given(doses())
@settings(max_examples=80)
def test_a_dose_prints_by_the_ismp_rules(dose: Dose) -> None:
    for digits in str(dose).split()[0].split("-"):
        assert not digits.startswith(".")
        assert not ("." in digits and digits.endswith(("0", ".")))
        assert "e" not in digits.lower()


@given(NUMBERS)
@settings(max_examples=80)
def test_a_number_prints_as_itself(value: object) -> None:
    assert type(value)(plain(value)) == value  # type: ignore[call-arg, arg-type]
