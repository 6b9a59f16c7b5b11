"""Rules, from the functions that carry a rule's name; the docstring is the rule in plain words."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

from pages.markdown import code, first_paragraph, table

HEAD = """# Rules

Each rule is one small function. Its sentence is the one a clinician would sign; a finding carries its name.
The numbers it acts on are in [limits](limits.md).
"""


def page() -> str:
    """Return the page of rules, by the module that holds them."""
    parts = [HEAD]
    for title, group in _groups():
        parts.append(f"## {title}\n\n" + table(("rule", "what it says"), group))
    return "\n".join(parts)


def _groups() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for module in _modules():
        rules = _rules(module)
        if rules:
            rows = [(code(name), first_paragraph(function)) for name, function in rules]
            yield first_paragraph(module).rstrip("."), rows


def _modules() -> Iterator[Any]:
    import resorb.protocol as room

    for found in sorted(pkgutil.walk_packages(room.__path__, "resorb.protocol."), key=lambda one: one.name):
        yield importlib.import_module(found.name)


def _rules(module: Any) -> list[tuple[str, Any]]:
    own = [
        function
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if hasattr(function, "rule_name") and function.__module__ == module.__name__
    ]
    own.sort(key=lambda function: inspect.getsourcelines(function)[1])
    return [(function.rule_name, function) for function in own]
