"""What the timeline shows, before it is drawn: marks in rows in lanes, each with words of its own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from resorb.report.timeline.scale import Place, Scale

# every kind of mark there is; `svg.py` has a drawing for each
KINDS = (
    "ribbon", "decision", "dose", "partial", "amount-unknown", "not-given", "hatch",
    "point", "words", "fate", "harm", "flare", "bar", "reference", "warning",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign. `told` is all of it in words; `label` is what is printed beside it, empty for none.

    `value` is its height in the row's unit, `of` the ordered amount of a partial dose, `look` which of
    its kind's shapes it has. A mark without a value has no height: it is never drawn as zero.
    """

    kind: str
    place: Place
    told: str
    label: str = ""
    look: str = ""
    value: Decimal | None = None
    of: Decimal | None = None
    event: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of mark")


@dataclass(frozen=True, slots=True)
class Row:
    """Marks that share a line. `low` and `high` are the ends of its scale; None where it has none."""

    label: str
    marks: tuple[Mark, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""

    @property
    def is_numeric(self) -> bool:
        """Whether heights in it mean numbers."""
        return self.high is not None


@dataclass(frozen=True, slots=True)
class Lane:
    """Rows under one heading; `empty` says what is missing when there are none."""

    id: str
    title: str
    rows: tuple[Row, ...]
    empty: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: its place, its words, and whether it counts from the start or is a date."""

    x: float
    label: str
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """All lanes on their common axis."""

    scale: Scale
    ticks: tuple[Tick, ...]
    counted: str
    lanes: tuple[Lane, ...]
    title: str
    description: str
    as_of: float | None = None

    def marks(self, *kinds: str) -> tuple[Mark, ...]:
        """Return the marks of some kinds, of all kinds when none is named."""
        every = (m for lane in self.lanes for row in lane.rows for m in row.marks)
        return tuple(m for m in every if not kinds or m.kind in kinds)
