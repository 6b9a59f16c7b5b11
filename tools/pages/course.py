"""Event kinds, from the field table that the reader, the writer and the schema follow."""

from __future__ import annotations

from typing import Any

from pages.markdown import first_paragraph, table

HEAD = """# Event kinds

What an entry of a course can be. Beside its own fields every event may have `id`, `when` (when it
happened), `recorded` (when it was written down), `by` and `note`.

See [how to write a course file](../how-to/write-a-course-file.md).
"""


def page() -> str:
    """Return the page of event kinds."""
    from resorb.course.event import KINDS
    from resorb.course.fields import specs

    parts = [HEAD]
    for name, kind in KINDS.items():
        parts.append(f"## {name}\n\n{first_paragraph(kind)}\n\n" + _fields(specs(kind)))
        for spec in specs(kind):
            if spec.record is not None:
                parts.append(f"Each of `{spec.key or spec.name}`:\n\n" + _fields(specs(spec.record)))
    return "\n".join(parts)


def _fields(specs: Any) -> str:
    rows = [(f"`{s.key or s.name}`", _holds(s), "yes" if s.required else "", s.help) for s in specs]
    return table(("field", "holds", "required", "means"), rows)


def _holds(spec: Any) -> str:
    if spec.choices:
        return ", ".join(f"`{choice}`" for choice in spec.choices)
    if spec.holds == "quantity":
        return f"quantity ({' or '.join(spec.dimensions)})" if spec.dimensions else "quantity"
    if spec.holds == "count":
        high = "" if spec.high >= 1_000_000 else f" to {spec.high}"
        return f"whole number, {spec.low}{high or ' or more'}"
    words = {"text": "regimen" if spec.regimen else "text", "value": f"value, by `{spec.named_by}`"}
    return words.get(spec.holds, {"id": "id of an event", "ids": "ids of events"}.get(spec.holds, spec.holds))
