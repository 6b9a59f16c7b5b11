"""What a rule is: a small function with a name, whose docstring is the sentence a clinician would sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from resorb.evidence import Limit
from resorb.finding import Finding, Level

Function = TypeVar("Function", bound=Callable[..., object])


def rule(name: str) -> Callable[[Function], Function]:
    """Name a rule; the name is what findings carry and what the reference lists."""

    def named(function: Function) -> Function:
        function.rule_name = name  # type: ignore[attr-defined]
        return function

    return named


def crossed(name: str, limit: Limit, what: str, remedy: str = "", level: Level | None = None) -> Finding:
    """Return the finding for a limit that was crossed: what was found, then what the limit means."""
    label = f" ({limit.label})" if limit.label else ""
    own = f" [{limit.site}]" if limit.site else " [site default, opinion]" if limit.is_opinion else ""
    return Finding(
        name,
        level or limit.level,
        f"{what.strip()} {limit.message}{label}{own}".strip(),
        remedy or limit.remedy,
        limit.sources,
        blocks_signing=limit.blocks_signing,
    )
