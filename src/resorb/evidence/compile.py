"""`python -m resorb.evidence.compile`: data files to `compiled.json`, or every fault and nothing written.

`--check` only says whether the file is up to date; `--format` rewrites the data files in canonical form;
`--schema FILE` also writes the JSON Schema, `--answer-schema FILE` that of `resorb evidence --json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from resorb import yamlfile
from resorb.evidence.body import COMPILED
from resorb.evidence.check import faults
from resorb.evidence.datafile import by_section, read_folder
from resorb.finding import Finding

DATA = Path(__file__).with_name("data")
COMMAND = "python -m resorb.evidence.compile"


def compiled(folder: Path = DATA) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the compiled text of a folder of data files, or None with every fault found."""
    data = read_folder(folder)
    found = (*data.findings, *faults(data.records)) if not data.findings else data.findings
    if found:
        return None, found
    content: dict[str, Any] = {
        name: [record.data for record in records] for name, records in by_section(data.records).items()
    }
    digest = hashlib.sha256(_canonical(content).encode()).hexdigest()
    content["release"] = {**data.release, "hash": digest}
    return _by_line(content), ()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _by_line(content: dict[str, Any]) -> str:
    """Return canonical JSON with one record a line, so that a change shows as one line."""
    parts = []
    for name in sorted(content):
        value = content[name]
        if isinstance(value, list):
            body = ",\n".join(_canonical(record) for record in value)
            parts.append(f'"{name}":[\n{body}\n]' if value else f'"{name}":[]')
        else:
            parts.append(f'"{name}":{_canonical(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def formatted(path: Path) -> str:
    """Return the canonical form of one data file.

    Raises:
        ValueError: The file cannot be read; nothing is reformatted.
    """
    got = yamlfile.read(path.read_bytes(), name=f"evidence/data/{path.name}")
    if got.node is None:
        raise ValueError("\n".join(str(finding) for finding in got.findings))
    return yamlfile.emit(yamlfile.plain_tree(got.node))


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 when done or up to date, 1 when stale or faulty."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Compile the evidence data files.")
    parser.add_argument("--check", action="store_true", help="only say whether compiled.json is up to date")
    parser.add_argument("--format", action="store_true", help="rewrite the data files in canonical form")
    parser.add_argument("--schema", type=Path, help="also write the JSON Schema here")
    parser.add_argument(
        "--answer-schema", type=Path, help="also write the schema of `resorb evidence --json`"
    )
    options = parser.parse_args(arguments)
    if options.format:
        for path in sorted(DATA.glob("**/*.yaml")):
            path.write_text(formatted(path), encoding="utf-8")
    text, found = compiled()
    if text is None:
        print("\n".join(str(finding) for finding in found), file=sys.stderr)
        return 1
    if options.schema:
        from resorb.evidence.schema import schema_text

        options.schema.write_text(schema_text(), encoding="utf-8")
    if options.answer_schema:
        from resorb.evidence.answer_schema import answer_schema_text

        options.answer_schema.write_text(answer_schema_text(), encoding="utf-8")
    return _check(text) if options.check else _write(text)


def _check(text: str) -> int:
    shipped = Path(COMPILED)
    fresh = shipped.exists() and shipped.read_text(encoding="utf-8") == text
    print("compiled.json is up to date." if fresh else f"compiled.json is stale. Run: {COMMAND}")
    return 0 if fresh else 1


def _write(text: str) -> int:
    Path(COMPILED).write_text(text, encoding="utf-8")
    print(f"Wrote {Path(COMPILED).name}: {len(text):,} characters.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
