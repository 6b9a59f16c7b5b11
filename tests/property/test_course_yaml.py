"""What is written reads back: any tree of texts, through our own emitter and another YAML reader."""

from __future__ import annotations

import unicodedata

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from resorb.yamlfile import emit, plain_tree, read

characters = st.characters(
    exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t", exclude_characters="\ufffe\uffff"
)
text = st.one_of(
    st.text(characters, max_size=30),
    st.text(alphabet="ab :#-\n'\"|>&*!%@`[]{},?\\0", max_size=40),
    st.text(alphabet="word etc. ", min_size=80, max_size=200),
    st.sampled_from(
        ["12.50", "010", "12:30", "no", "~", "2024-03-01", "1e5", "0x1F", "<<", "=", "---", "a: b", ".5"]
    ),
).map(lambda t: unicodedata.normalize("NFC", t))
key = text.filter(lambda t: "\n" not in t and len(t) <= 100)
tree = st.recursive(
    text,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(key, inner, max_size=4)),
    max_leaves=12,
)


def whole(value: object) -> object:
    return {"top": value} if isinstance(value, str) else value


@given(tree)
@settings(max_examples=150, deadline=None)
def test_emitted_text_reads_back_equal(value):
    # a file always holds a mapping or list; a bare text is put under a key
    back = read(emit(whole(value)), name="x")
    assert back.findings == ()
    assert plain_tree(back.node) == whole(value)


@given(tree)
@settings(max_examples=150, deadline=None)
def test_another_reader_sees_the_same_texts(value):
    assert yaml.safe_load(emit({"top": value})) == {"top": value}


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_tree_or_findings_never_an_exception(noise):
    result = read(noise, name="noise")
    assert (result.node is None) == bool(result.findings)


@given(st.text(alphabet="ab:- \n\t#[]{}&*!|>'\"%@,?~", max_size=80))
@settings(max_examples=150, deadline=None)
def test_yaml_shaped_noise_never_raises(noise):
    read(noise, name="noise")
