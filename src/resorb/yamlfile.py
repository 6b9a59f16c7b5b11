"""YAML in and out with every scalar kept as the text that was written.

A YAML loader turns `12.50` into a float, `12:30` and `010` into integers, `no` into false, and keeps the
last of two equal keys. None of that may happen to a dose, so this reads PyYAML's pure-Python event
stream (the C parser crashes on deep nesting) into a small tree of texts with their lines, refuses what
a clinical file never needs (aliases, tags, duplicate keys, deep nesting), and writes with its own emitter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from resorb.finding import Finding, Where

_ONE_COURSE = "Keep one course a file."
MAX_BYTES = 2_000_000
MAX_DEPTH = 30
MAX_EVENTS = 200_000
MAX_LINE = 20_000
MAX_RUN = 100_000  # characters with nothing in them that YAML could take apart
MAX_FINDINGS = 100
MAX_KEY = 200
MAX_ITEMS = 10_000  # in one list: some doses a day for a lifetime
MAX_KEYS = 2_000  # in one mapping
MAX_TEXTS = 1_000  # plain texts in one list: a long list is one of events


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as written. `quoted` is false for plain text, so `key:` and `key: ""` can be told apart."""

    text: str
    line: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of nodes."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping in the order written; its keys are texts and differ from one another."""

    entries: tuple[tuple[Text, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """Return the node under a key, or None."""
        return next((node for name, node in self.entries if name.text == key), None)


Node = Text | Listing | Table
Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file gave: its tree, or None where nothing of it can be trusted, and every fault found."""

    node: Node | None
    findings: tuple[Finding, ...]


def read_file(path: str | Path) -> Read:
    """Return the tree of a file; a file that is missing or cannot be opened is a finding."""
    name = str(path)
    try:
        with Path(path).open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as fault:
        return _refused(name, None, "yaml.unreadable", f"{fault.strerror or fault}.", "Check the path.")
    return read(data, name=name)


def read(text: bytes | str, *, name: str = "text") -> Read:
    """Return the tree of a YAML text, with its faults as findings; never raises for bad content.

    The tree is None when any fault was found: a file with two `dose` keys has no single meaning.
    """
    checked = _checked(text, name)
    if isinstance(checked, Read):
        return checked
    return _Builder(name).build(checked)


def plain_tree(node: Node) -> Tree:
    """Return the tree as dicts, lists and strings, without lines."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Listing):
        return [plain_tree(item) for item in node.items]
    return {key.text: plain_tree(value) for key, value in node.entries}


# --- what is refused before a parser sees it ---------------------------------------------------------


def _finding(name: str, line: int | None, rule: str, message: str, remedy: str) -> Finding:
    return Finding(rule, "error", message, remedy, where=Where(file=name, line=line))


def _refused(name: str, line: int | None, rule: str, message: str, remedy: str) -> Read:
    return Read(None, (_finding(name, line, rule, message, remedy),))


_LATIN_1 = (
    "Letters such as é or µ would be read wrongly, so nothing was read.",
    "Save the file as UTF-8 (in most editors: Save as, encoding UTF-8).",
)


def _checked(text: bytes | str, name: str) -> str | Read:
    """Return the text in NFC, or why it is refused whole."""
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES:,} bytes, far beyond one patient's course."
        return _refused(name, None, "yaml.too-large", message, _ONE_COURSE)
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            return _not_utf8(fault.object, fault, name)
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    bad = _CONTROL.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        message = f"The text holds the control character U+{ord(bad.group()):04X}: it is not plain text."
        return _refused(name, line, "yaml.control-character", message, "Remove it, or export as plain text.")
    if not text.strip():
        return _refused(name, 1, "yaml.empty", "The file is empty.", "Start from one of the examples.")
    return _shapeless(text, name) or text


# Cc without tab, line feed and carriage return; surrogates; and the two that are never characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _not_utf8(data: bytes, fault: UnicodeDecodeError, name: str) -> Read:
    line = data.count(b"\n", 0, fault.start) + 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        looks = "The file is UTF-16, not UTF-8."
    elif b"\x00" in data:
        looks = "The file is not text (it holds NUL bytes)."
    else:
        looks = f"Byte 0x{data[fault.start]:02X} is not UTF-8; the file looks like Latin-1 (Windows-1252)."
    return _refused(name, line, "yaml.not-utf-8", f"{looks} {_LATIN_1[0]}", _LATIN_1[1])


def _shapeless(text: str, name: str) -> Read | None:
    """Return a refusal for text that is one endless run: a parser would only grind through it."""
    run = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            message = f"The line is {len(line):,} characters long; no line of a course is over {MAX_LINE:,}."
            return _refused(name, number, "yaml.long-line", message, "Is this a course file?")
        run = 0 if _STRUCTURE.search(line) else run + len(line)
        if run > MAX_RUN:
            message = f"There are {MAX_RUN:,} characters here without a key or a list item."
            return _refused(name, number, "yaml.shapeless", message, "Is this a course file?")
    return None


_STRUCTURE = re.compile(r":(\s|$)|^\s*- |[\[\]{}]")


# --- events to nodes ---------------------------------------------------------------------------------


class _Stop(Exception):  # noqa: N818 - not an error: the reading ends here, with the findings so far
    """Reading ends: going on would cost much and say nothing new."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read; a mapping's items alternate key and value."""

    mapping: bool
    line: int
    items: list[Node] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)


class _Builder:
    """Nodes from events, one pass, with the faults met on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.stack: list[_Open] = []
        self.top: Node | None = None

    def build(self, text: str) -> Read:
        import yaml

        try:
            for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
                if count > MAX_EVENTS:
                    self._stop(event, "yaml.too-many", f"more than {MAX_EVENTS:,} parts", _ONE_COURSE)
                self._take(yaml, event)
        except _Stop:
            pass
        except yaml.MarkedYAMLError as fault:
            self.findings.append(_syntax(self.name, fault))
        except (yaml.YAMLError, ValueError, OverflowError) as fault:
            self._fault(None, "yaml.syntax", f"This is not YAML: {fault}.", "Correct it and try again.")
        if self.top is None and not self.findings:
            self._fault(1, "yaml.empty", "The file holds only comments.", "Start from one of the examples.")
        return Read(None if self.findings else self.top, tuple(self.findings))

    def _fault(self, line: int | None, rule: str, message: str, remedy: str) -> None:
        self.findings.append(_finding(self.name, line, rule, message, remedy))
        if len(self.findings) >= MAX_FINDINGS:
            raise _Stop

    def _stop(self, event: Any, rule: str, what: str, remedy: str) -> None:
        self._fault(event.start_mark.line + 1, rule, f"The file has {what}; reading stopped here.", remedy)
        raise _Stop

    def _take(self, yaml: Any, event: Any) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        self._refuse_marks(yaml, event, line)
        if isinstance(event, yaml.ScalarEvent):
            self._place(self._scalar(event, line))
        elif isinstance(event, yaml.AliasEvent):
            self._place(Text("", line))
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self.stack) >= MAX_DEPTH:
                self._stop(
                    event, "yaml.too-deep", f"nesting deeper than {MAX_DEPTH}", "A course needs about five."
                )
            self.stack.append(_Open(isinstance(event, yaml.MappingStartEvent), line))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._place(_closed(self.stack.pop()))
        elif isinstance(event, yaml.DocumentStartEvent) and self.top is not None:
            self._stop(event, "yaml.many-documents", "more than one document (---)", _ONE_COURSE)

    def _refuse_marks(self, yaml: Any, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            message = f"'*{event.anchor}' copies another part of the file; a course is read as written."
            self._fault(line, "yaml.alias", message, "Write the value out.")
            return
        if getattr(event, "anchor", None):
            message = f"'&{event.anchor}' marks a part to be copied; a course is read as written."
            self._fault(line, "yaml.anchor", message, "Remove it and write each value out.")
        if getattr(event, "tag", None):
            message = f"'{event.tag}' is a YAML type tag; every value here is text."
            self._fault(line, "yaml.tag", message, "Remove the tag, or put the text in quotes.")

    def _scalar(self, event: Any, line: int) -> Text:
        text = unicodedata.normalize("NFC", event.value)
        bad = _CONTROL.search(text) or ("\r" in text and re.search("\r", text))
        if bad:
            message = f"The text holds the control character U+{ord(bad.group()):04X} as an escape."
            self._fault(line, "yaml.control-character", message, "Remove it.")
        return Text(text, line, event.style is not None)

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.top = node
            return
        inside = self.stack[-1]
        if inside.mapping and len(inside.items) % 2 == 0:
            self._check_key(inside, node)
        inside.items.append(node)
        if len(inside.items) > _most(inside, node):
            what = f"{len(inside.items):,} parts in one list or mapping"
            self._fault(node.line, "yaml.too-many", f"There are {what}; reading stopped here.", _ONE_COURSE)
            raise _Stop

    def _check_key(self, inside: _Open, key: Node) -> None:
        if not isinstance(key, Text):
            self._fault(key.line, "yaml.key", "A key must be a word, not a list.", "Write `name: value`.")
        elif key.text in inside.keys:
            first = inside.keys[key.text]
            message = f"'{key.text}' stands twice (first on line {first}); which one holds is unclear."
            self._fault(key.line, "yaml.duplicate-key", message, "Keep one of the two.")
        else:
            inside.keys[key.text] = key.line


def _most(inside: _Open, node: Node) -> int:
    if inside.mapping:
        return 2 * MAX_KEYS
    return MAX_TEXTS if isinstance(node, Text) else MAX_ITEMS


def _closed(opened: _Open) -> Node:
    if not opened.mapping:
        return Listing(tuple(opened.items), opened.line)
    pairs = zip(opened.items[::2], opened.items[1::2], strict=True)
    return Table(tuple((key, value) for key, value in pairs if isinstance(key, Text)), opened.line)


def _syntax(name: str, fault: Any) -> Finding:
    mark = fault.problem_mark or fault.context_mark
    problem = fault.problem or fault.context or "it does not hold together"
    if "'\\t'" in problem:
        message = "A tab stands where the line's indentation is read; tabs have no fixed width."
        return _finding(name, mark.line + 1, "yaml.tab", message, "Indent with spaces.")
    if problem == "mapping values are not allowed here":
        message = "A second ': ' stands here, and YAML reads it as another key."
        remedy = "Put the text after the key in double quotes, or correct the indentation."
        return _finding(name, mark.line + 1, "yaml.second-colon", message, remedy)
    message = f"This is not YAML: {problem}."
    remedy = "Check the indentation, and put text that holds ': ' or starts with a sign in double quotes."
    return _finding(name, mark.line + 1 if mark else None, "yaml.syntax", message, remedy)


# --- writing -----------------------------------------------------------------------------------------


def emit(tree: Tree) -> str:
    """Return YAML text that reads back as the same tree, in this or any other YAML reader.

    Text another reader could take for a number, a date or a truth value is put in quotes; long text
    stands in a block. Empty lists and mappings are written `[]` and `{}`.

    Raises:
        ValueError: A key or text cannot be written (control characters, a key over 200 characters),
            or the nesting is deeper than this module reads back.
    """
    lines = list(_emit(tree, 0, 0))
    return "\n".join(lines) + "\n"


def _emit(tree: Tree, indent: int, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise ValueError(f"nesting deeper than {MAX_DEPTH} cannot be read back")
    pad = " " * indent
    if isinstance(tree, str):
        head, rest = _scalar(tree, indent)
        yield pad + head
        yield from rest
    elif isinstance(tree, Mapping):
        yield from _emit_table(tree, indent, depth) if tree else [pad + "{}"]
    else:
        yield from _emit_list(tree, indent, depth) if tree else [pad + "[]"]


def _emit_table(tree: Mapping[str, Tree], indent: int, depth: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in tree.items():
        name = f"{pad}{_key(key)}:"
        if isinstance(value, str):
            head, rest = _scalar(value, indent + 2)
            yield f"{name} {head}"
            yield from rest
        elif not value:
            yield f"{name} {'{}' if isinstance(value, Mapping) else '[]'}"
        else:
            yield name
            yield from _emit(value, indent + 2, depth + 1)


def _emit_list(tree: Sequence[Tree], indent: int, depth: int) -> Iterator[str]:
    pad = " " * indent
    for item in tree:
        first, *rest = _emit(item, indent + 2, depth + 1)
        yield f"{pad}- {first[indent + 2 :]}"
        yield from rest


def _key(text: str) -> str:
    if len(text) > MAX_KEY or "\n" in text:
        raise ValueError(f"a key must be one line of at most {MAX_KEY} characters")
    return _inline(text)


def _scalar(text: str, indent: int) -> tuple[str, list[str]]:
    """Return what stands on the key's own line and the lines of a block below it."""
    text = unicodedata.normalize("NFC", text)
    pad = " " * indent if indent else "  "
    if "\n" in text and _LITERAL.fullmatch(text):
        body = text.removesuffix("\n")
        return ("|" if text.endswith("\n") else "|-"), [
            pad + line if line else "" for line in body.split("\n")
        ]
    if len(text) > 90 and _FOLDABLE.fullmatch(text):
        return ">-", [pad + line for line in _wrapped(text, 100 - len(pad))]
    return _inline(text), []


# A block keeps its text when the first and last line hold something, no line starts the block with a
# space, and nothing in it is a character that only an escape can carry.
_PRINT = "[^\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_LITERAL = re.compile(rf"(?![ \n])(?:{_PRINT}|\n)*(?<![ \n])\n?", re.DOTALL)
_FOLDABLE = re.compile(rf"(?:(?!\s){_PRINT})+(?: (?:(?!\s){_PRINT})+)+")
_PLAIN = re.compile(rf"(?![-+.0-9][-+.0-9_:,eExXoOa-fA-FTtZz ]*$)[^\W_](?:(?!\s){_PRINT}| (?! |#))*")
_WORDS = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"])


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _inline(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    bare = _PLAIN.fullmatch(text) and not re.search(r":( |$)| $", text) and text.lower() not in _WORDS
    return text if bare else f'"{_escaped(text)}"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character) or _code(character) for character in text)


def _code(character: str) -> str:
    if _CONTROL.match(character) or character == "\r":
        raise ValueError(f"control character U+{ord(character):04X} cannot be written")
    return f"\\u{ord(character):04X}" if character in "\u2028\u2029\ufeff\xa0" else character
