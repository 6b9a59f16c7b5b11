"""Names that mean sodium thiosulfate, names that mean another drug, and analysers it deceives."""

from __future__ import annotations

from dataclasses import dataclass

from resorb.finding import Level


@dataclass(frozen=True, slots=True)
class Synonym:
    """Names that mean sodium thiosulfate; an ambiguous one must be asked back, never printed."""

    id: str
    names: tuple[str, ...]
    status: str
    tag: str
    sources: tuple[str, ...]
    also_means: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another drug whose name looks or sounds like this one, and why that is dangerous."""

    id: str
    names: tuple[str, ...]
    what: str
    why: str
    level: Level
    tag: str
    sources: tuple[str, ...]
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Analyser:
    """A blood gas or chemistry analyser, and how it reads chloride after an infusion."""

    id: str
    name: str
    chloride: str
    tag: str
    sources: tuple[str, ...]
    note: str = ""
