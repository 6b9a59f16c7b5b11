"""The cases of each rule: a course a clinician can read, with what is expected of it in its first lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from resorb.course import Course, load
from resorb.evidence import Evidence
from resorb.quantity import quantity

FOLDER = Path(__file__).with_name("courses")
KINDS = ("calls", "does_not", "missing")


@dataclass(frozen=True)
class Told:
    """One case: what a clinician reads first, the date it is read at, and what is expected."""

    rule: str
    kind: str
    sentence: str
    as_of: str
    expects: tuple[str, ...]
    path: Path

    @property
    def course(self) -> Course:
        """The course, which must load without a finding."""
        loaded = load(self.path)
        assert loaded.course is not None and not loaded.findings, [str(f) for f in loaded.findings]
        return loaded.course

    def evidence(self, shipped: Evidence) -> Evidence:
        """The evidence it is read by: the one shipped, with the level a site set where the case says so."""
        for line in self.expects:
            if line.startswith("site "):
                _, name, value, unit = line.split()
                return with_level(shipped, f"limit.{name}", f"{value} {unit}")
        return shipped


def with_level(evidence: Evidence, name: str, level: str) -> Evidence:
    """Return evidence in which a site has set the level of a limit that leaves it to the site."""
    changed = replace(evidence.limits[name], value=quantity(level))
    return replace(evidence, limits=evidence.limits.replaced({name: changed}))


def cases() -> tuple[Told, ...]:
    """Return every case there is, by rule and kind."""
    return tuple(_told(path) for path in sorted(FOLDER.glob("*/*.yaml")))


def _told(path: Path) -> Told:
    comments = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            break
        comments.append(line[2:])
    as_of = next(c.removeprefix("as of: ") for c in comments if c.startswith("as of: "))
    expects = tuple(c.removeprefix("expects: ") for c in comments if c.startswith("expects: "))
    return Told(path.parent.name, path.stem, comments[0], as_of, expects, path)
