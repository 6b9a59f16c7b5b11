"""From the data files a clinician writes to records, with every fault found.

Each field is read by the form the field table gives it. A fault names file, line, value and remedy;
any fault at all means that nothing is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from resorb import yamlfile
from resorb.evidence.choices import CHOICES, EXTRA_UNITS
from resorb.evidence.fields import BY_SECTION, SCOPE, Field, Kind
from resorb.evidence.table import number_with_unit
from resorb.finding import Finding, Where
from resorb.quantity import UNITS, number, plain

Faults = list[Finding]
HARM = "Nothing of the evidence was loaded, because advice built on it could be wrong."


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it will be compiled, with the place it and each of its fields came from."""

    section: str
    data: dict[str, Any]
    file: str
    line: int
    lines: dict[str, int]

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data["id"])

    def fault(self, field: str, what: str, remedy: str) -> Finding:
        """Return a fault of one field, at its line."""
        return fault(self.file, self.lines.get(field, self.line), f"{self.id}: {what}", remedy)


Records = tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """All records of a folder of data files and its release; unusable where there are findings."""

    records: Records
    release: dict[str, str]
    findings: tuple[Finding, ...]


def fault(file: str, line: int | None, what: str, remedy: str) -> Finding:
    """Return a fault in a data file, with why it matters."""
    return Finding("evidence.data", "error", f"{what} {HARM}", remedy, where=Where(file=file, line=line))


def read_folder(folder: Path) -> Data:
    """Return every record of the YAML files in a folder, sorted by file name."""
    faults: Faults = []
    records: list[Record] = []
    release: dict[str, str] = {}
    for path in sorted(folder.glob("**/*.yaml")):
        name = f"evidence/data/{path.relative_to(folder)}"
        got = yamlfile.read(path.read_bytes(), name=name)
        faults.extend(got.findings)
        if got.node is not None:
            _file(name, got.node, records, release, faults)
    if not release and not faults:
        faults.append(fault("evidence/data", None, "No file names the release.", "Add release.yaml."))
    return Data(tuple(records), release, tuple(faults))


def _file(
    name: str, node: yamlfile.Node, records: list[Record], release: dict[str, str], faults: Faults
) -> None:
    if not isinstance(node, yamlfile.Table):
        faults.append(fault(name, node.line, "The file is not a table.", "Start with `question:`."))
        return
    if node.get("question") is None:
        faults.append(fault(name, 1, "The file does not say which question it answers.", "Add `question:`."))
    for key, section in node.entries:
        if key.text == "release" and isinstance(section, yamlfile.Table):
            release.update({k.text: v.text for k, v in section.entries if isinstance(v, yamlfile.Text)})
        elif key.text in BY_SECTION and isinstance(section, yamlfile.Listing):
            kind = BY_SECTION[key.text]
            made = (_record(name, kind, item, faults) for item in section.items)
            records.extend(record for record in made if record)
        elif key.text != "question":
            known = ", ".join(BY_SECTION)
            remedy = f"Write a list under one of: {known}."
            faults.append(fault(name, key.line, f"'{key.text}' is not a list of a known kind.", remedy))


def _record(name: str, kind: Kind, node: yamlfile.Node, faults: Faults) -> Record | None:
    if not isinstance(node, yamlfile.Table):
        faults.append(fault(name, node.line, "A record is a table of fields.", "Write `id:` first."))
        return None
    before = len(faults)
    data = _fields(name, kind.fields, node, faults, kind.section)
    if len(faults) > before:
        return None
    return Record(kind.section, data, name, node.line, {key.text: key.line for key, _ in node.entries})


def _fields(
    name: str, fields: tuple[Field, ...], node: yamlfile.Table, faults: Faults, what: str
) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    for key, _ in node.entries:
        if key.text not in known:
            remedy = f"The fields of {what} are {', '.join(known)}."
            faults.append(fault(name, key.line, f"'{key.text}' is not a field of {what}.", remedy))
    data: dict[str, Any] = {}
    for field in fields:
        value = node.get(field.name)
        if value is not None:
            try:
                data[field.name] = _read(field.form, value)
            except ValueError as why:
                line = why.line if isinstance(why, _InsideError) else value.line
                faults.append(fault(name, line, f"{field.name}: {why}.", _remedy(field)))
        elif field.required:
            has = node.get("id")
            which = has.text if isinstance(has, yamlfile.Text) else what
            text = f"{which}: '{field.name}' is missing."
            faults.append(fault(name, node.line, text, f"Add it: {field.means}."))
    return data


def _remedy(field: Field) -> str:
    form, _, of = field.form.partition(":")
    if form in ("choice", "choices"):
        return f"Write one of: {', '.join(CHOICES[of])}."
    if form == "unit":
        return f"Write one of: {', '.join((*UNITS, *EXTRA_UNITS))}."
    return f"Write {field.means}."


class _InsideError(ValueError):
    """A fault in a table inside a field, with its own line."""

    def __init__(self, line: int, why: object) -> None:
        super().__init__(str(why))
        self.line = line


def _read(form: str, node: yamlfile.Node) -> Any:
    name, _, of = form.partition(":")
    if name in ("texts", "choices", "refs", "wholes"):
        if not isinstance(node, yamlfile.Listing) or not node.items:
            raise ValueError("a list with at least one item is expected")
        one = {"texts": "text", "choices": "choice", "refs": "ref", "wholes": "whole"}[name]
        return [_read(f"{one}:{of}" if of else one, item) for item in node.items]
    if name in _TABLES:
        if not isinstance(node, yamlfile.Table):
            raise ValueError("a table is expected")
        return _TABLES[name](node)
    if not isinstance(node, yamlfile.Text):
        raise ValueError("a single value is expected")
    return _SCALAR[name](node.text, of)


def _scope(node: yamlfile.Table) -> dict[str, Any]:
    faults: Faults = []
    data = _fields("", SCOPE, node, faults, "applies_to")
    if faults:
        raise ValueError(faults[0].message.removesuffix(HARM).strip().rstrip("."))
    return data


def _counts(node: yamlfile.Table) -> dict[str, str]:
    return _entries(node, "count", "whole")


def _by_item(node: yamlfile.Table) -> dict[str, str]:
    return _entries(node, "care_item", "text")


def _entries(node: yamlfile.Table, names: str, form: str) -> dict[str, str]:
    made = {}
    for key, value in node.entries:
        try:
            made[_choice(key.text, names)] = _read(form, value)
        except ValueError as why:
            raise _InsideError(key.line, why) from None
    return made


_TABLES: dict[str, Callable[[yamlfile.Table], Any]] = {
    "scope": _scope,
    "counts": _counts,
    "by_item": _by_item,
}


def _date(text: str, of: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(f"{text!r} is not a date such as 2026-03-01")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar") from None


def _text(text: str, of: str) -> str:
    if not text.strip():
        raise ValueError("it is empty; leave the field out when nothing is known")
    return text


def _choice(text: str, of: str) -> str:
    if text not in CHOICES[of]:
        from difflib import get_close_matches

        close = get_close_matches(text, CHOICES[of], n=1)
        what = of.replace("_", " ")
        raise ValueError(f"{text!r} is no {what} known here" + (f"; {close[0]!r} is" if close else ""))
    return text


def _unit(text: str, of: str) -> str:
    if text not in UNITS and text not in EXTRA_UNITS:
        raise ValueError(f"unit {text!r} is not in the closed set")
    return text


def _decimal(text: str, of: str) -> str:
    return plain(number(text))


def _whole(text: str, of: str) -> str:
    if not text.isascii() or not text.isdigit():
        raise ValueError(f"{text!r} is not a whole number")
    return str(int(text))


def _yes_no(text: str, of: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"{text!r} is neither yes nor no")
    return text == "yes"


def _quantity(text: str, of: str) -> str:
    given = number_with_unit(text)
    if of and given.dimension != of:
        raise ValueError(f"{text!r} is a {given.dimension}; a {of} is expected")
    return str(given)


_SCALAR: dict[str, Callable[[str, str], Any]] = {
    "text": _text,
    "ref": _text,
    "choice": _choice,
    "unit": _unit,
    "decimal": _decimal,
    "whole": _whole,
    "yes_no": _yes_no,
    "date": _date,
    "quantity": _quantity,
}


def by_section(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return the records of each kind, in file order."""
    sections: dict[str, list[Record]] = {name: [] for name in BY_SECTION}
    for record in records:
        sections[record.section].append(record)
    return sections
