"""YAML as text: nothing is converted, nothing is repaired, and faults have a line and a remedy."""

from __future__ import annotations

import pytest

from resorb.yamlfile import Listing, Table, Text, emit, plain_tree, read, read_file


def tree(text):
    got = read(text, name="x")
    assert got.findings == ()
    return plain_tree(got.node)


@pytest.mark.parametrize(
    "word",
    ["12.50", "010", "12:30", "no", "yes", "~", "null", "2024-03-01", "1e5", "0x1F", "1_000", ".5", "+1"],
)
def test_a_scalar_stays_the_text_that_was_written(word):
    assert tree(f"dose: {word}\n") == {"dose": word}


def test_lines_are_kept():
    node = read("a: 1\nb:\n  - x\n  - y: z\n", name="x").node
    assert isinstance(node, Table)
    listing = node.get("b")
    assert isinstance(listing, Listing)
    assert (listing.items[0], listing.items[1].line) == (Text("x", 3), 4)


def test_nothing_written_and_empty_text_can_be_told_apart():
    node = read('a:\nb: ""\n', name="x").node
    assert (node.get("a"), node.get("b")) == (Text("", 1), Text("", 2, quoted=True))


def test_text_is_brought_to_nfc():
    assert tree("a: Sjo\u0308gren\n") == {"a": "Sj\u00f6gren"}


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault():
    assert tree(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n") == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        (b"a: \xe9\n", "yaml.not-utf-8", 1),
        (b"a: 1\nb: \xff\n", "yaml.not-utf-8", 2),
        ("a: 1\nb: 2".encode("utf-16"), "yaml.not-utf-8", 1),
        ("a: 1\nb: \x07\n", "yaml.control-character", 2),
        ('a: 1\nb: "\\x07"\n', "yaml.control-character", 2),
        ("a: 1\nb: 2\na: 3\n", "yaml.duplicate-key", 3),
        ('a: 1\n"a": 3\n', "yaml.duplicate-key", 2),
        ("a: &x 1\n", "yaml.anchor", 1),
        ("a: *x\n", "yaml.alias", 1),
        ("a: !!int 1\n", "yaml.tag", 1),
        ("a: ! 1\n", "yaml.tag", 1),
        ("- [a]: 1\n", "yaml.key", 1),
        ("a: 1\n---\nb: 1\n", "yaml.many-documents", 2),
        ("a:\n\tb: 1\n", "yaml.tab", 2),
        ("a: b: c\n", "yaml.second-colon", 1),
        ("a: 'open\n", "yaml.syntax", 2),
        ("a: ]\n", "yaml.syntax", 1),
        ("", "yaml.empty", 1),
        (" \n\n", "yaml.empty", 1),
        ("# only this\n", "yaml.empty", 1),
        ("[" * 31, "yaml.too-deep", 1),
        ("a: " + "x" * 20_001, "yaml.long-line", 1),
        ("x" * 19_000 + "\n" + ("y" * 19_000 + "\n") * 6, "yaml.shapeless", 6),
        ("# " + "x" * 100 + "\n", "yaml.empty", 1),
    ],
)
def test_what_is_refused(text, rule, line):
    got = read(text, name="x")
    assert got.node is None
    assert (got.findings[0].rule, got.findings[0].where.line) == (rule, line)
    assert got.findings[0].remedy


def test_more_than_two_megabytes_are_refused_unread():
    assert read("a" * 2_000_001, name="x").findings[0].rule == "yaml.too-large"


def test_thirty_levels_are_read():
    assert read("[" * 30 + "]" * 30, name="x").findings == ()


def test_all_duplicates_are_told():
    found = read("a: 1\na: 2\nb: 3\nb: 4\n", name="x").findings
    assert [(f.rule, f.where.line) for f in found] == [("yaml.duplicate-key", 2), ("yaml.duplicate-key", 4)]
    assert "first on line 1" in found[0].message


def test_a_file_that_is_not_there(tmp_path):
    assert read_file(tmp_path / "none.yaml").findings[0].rule == "yaml.unreadable"


# --- writing ------------------------------------------------------------------------------------------


def test_what_another_reader_could_take_for_something_else_is_quoted():
    text = emit(
        {"a": "12.5 g", "b": "12.50", "c": "no", "d": "2024-03-01", "e": "month 3", "f": "k: v", "g": ""}
    )
    assert text == 'a: 12.5 g\nb: "12.50"\nc: "no"\nd: "2024-03-01"\ne: month 3\nf: "k: v"\ng: ""\n'


def test_lists_of_mappings_and_empty_ones():
    text = emit({"events": [{"id": "a", "after": ["b", "c"]}, {"id": "d"}], "none": [], "nor": {}})
    assert text == "events:\n  - id: a\n    after:\n      - b\n      - c\n  - id: d\nnone: []\nnor: {}\n"


def test_long_and_multiline_text_stands_in_a_block():
    long = "word " * 30 + "end"
    assert emit({"note": long}).startswith("note: >-\n  word")
    assert emit({"note": "one\ntwo\n"}) == "note: |\n  one\n  two\n"
    assert emit({"note": "one\ntwo"}) == "note: |-\n  one\n  two\n"


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\r", "\ud800", "\x7f", "\x85"])
def test_control_characters_cannot_be_written(bad):
    with pytest.raises(ValueError, match="control character"):
        emit({"a": f"x{bad}y"})


def test_what_could_not_be_read_back_is_not_written():
    deep: list[object] = []
    for _ in range(40):
        deep = [deep]
    with pytest.raises(ValueError, match="nesting"):
        emit(deep)
    with pytest.raises(ValueError, match="200 characters"):
        emit({"k" * 201: "v"})
