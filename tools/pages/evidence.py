"""Limits, products, names and sources, from the compiled evidence."""

from __future__ import annotations

from typing import Any

from pages.markdown import code, table

LIMITS = """# Limits

The lines an order or a patient may cross, with where each comes from. *Opinion* is a default of this
project without a published source. A site may change a soft limit, and only tighten a hard one. A tag of
UNVERIFIED or AGG raises nothing but a caution, labelled as such.

"""


def _evidence() -> Any:
    from resorb.evidence import load

    return load()


def _sources(record: Any) -> str:
    return ", ".join(record.sources)


def _line(limit: Any) -> str:
    words = ", ".join(limit.words)
    value = "" if limit.value is None else str(limit.value)
    return f"{limit.comparison} {value or words}".strip()


def _scope(scope: Any) -> str:
    dialysis = f"{scope.dialysis} dialysis" if scope.dialysis else ""
    access = f"{scope.access} vein" if scope.access else ""
    parts = (scope.protocol, "/".join(scope.routes), scope.population, dialysis, access)
    return ", ".join(part for part in parts if part)


def limits() -> str:
    """Return the page of limits, grouped by what they bound."""
    evidence = _evidence()
    groups: dict[str, list[Any]] = {}
    for limit in evidence.limits.values():
        groups.setdefault(limit.bounds, []).append(limit)
    parts = [LIMITS + f"Evidence version {evidence.release.version}.\n"]
    for bounds, group in groups.items():
        rows = [_limit(one) for one in group]
        heads = ("limit", "crossed when", "level", "", "where", "what it means", "tag", "sources")
        parts.append(f"## {bounds.replace('_', ' ')}\n\n" + table(heads, rows))
    return "\n".join(parts)


def _limit(one: Any) -> tuple[Any, ...]:
    hard = "hard" if one.hard else "soft"
    tag = "opinion" if one.is_opinion else one.tag
    return (
        *(code(one.id), _line(one), one.level, hard, _scope(one.applies_to)),
        *(one.message, tag, _sources(one)),
    )


def products() -> str:
    """Return the page of products."""
    rows = [
        (
            *(code(one.id), one.name, one.strength, one.salt, f"{one.pack_mass} in {one.pack_volume}"),
            *(one.potassium_chloride, one.boric_acid, " ".join(one.substitution), one.tag, _sources(one)),
        )
        for one in _evidence().products.values()
    ]
    heads = ("`--product`", "name", "strength", "salt", "pack", "potassium chloride", "boric acid")
    return (
        "# Products\n\nStrength counts the salt that is named beside it. They are not interchangeable.\n\n"
        + table((*heads, "before it replaces another", "tag", "sources"), rows)
    )


def names() -> str:
    """Return the page of names that are read, asked back, or refused."""
    evidence = _evidence()
    ours = [
        (", ".join(one.names), one.status, one.also_means, one.note) for one in evidence.synonyms.values()
    ]
    others = [(", ".join(one.names), one.what, one.level, one.why) for one in evidence.look_alikes.values()]
    return (
        "# Names\n\n## Read as sodium thiosulfate\n\n"
        + table(("names", "status", "also means", "note"), ours)
        + "\n## Other drugs of similar name\n\n"
        + table(("names", "what it is", "level", "why"), others)
    )


def sources() -> str:
    """Return the page of sources."""
    rows = [
        (code(one.id), one.authors, one.title, one.year, one.kind, one.reference)
        for one in _evidence().sources.values()
    ]
    return "# Sources\n\nThe keys that findings, limits and claims cite.\n\n" + table(
        ("key", "authors", "title", "year", "kind", "reference"), rows
    )
