"""Response by region: pairs of recorded numbers with their change, words with their direction, and no verdict.

Bands are judged by the weighing room. What stands here was recorded: two numbers and their difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from resorb.course import Event, State
from resorb.course.asof import View
from resorb.course.measures import measure_named
from resorb.course.observed import Lesion, LesionGroup, Observation
from resorb.course.treatment import Administration, Stated
from resorb.quantity import Quantity, plain, rounded
from resorb.report.said import quoted, said
from resorb.report.table import Table, columns
from resorb.report.timeline.direction import direction
from resorb.report.timeline.seen import where

SCTC = (
    "±25 % is the change of a hand radiograph over a year (Scleroderma Clinical Trials Consortium); elsewhere it is a resorb "
    "convention, and the smallest detectable change is unknown."
)
PAIN = "For pain two conventions are shown side by side: 2 points, and 30 %."
ADJECTIVE = "A word such as “drastic” stays a quotation: it gives a direction and no size."
CONVENTIONS = (SCTC, PAIN, ADJECTIVE)

SIZES = ("diameter", "thickness", "area", "lesion volume", "lesion count")
_POINTS = {"better": "better", "worse": "worse", "": "none told"}


@dataclass(frozen=True, slots=True)
class Change:
    """Response as recorded: number pairs, words, fates of lesions.

    `mixed` is None where there are no two sizes to compare: unknown, not "no".
    """

    pairs: Table
    words: Table
    fates: Table
    mixed: bool | None
    pattern: str


@dataclass(frozen=True, slots=True)
class _Series:
    """One measure of one thing in one order, from first to last."""

    place: str
    region: str
    measure: str
    readings: tuple[tuple[Event, Observation], ...]

    @property
    def values(self) -> list[Decimal]:
        unit = self._first.unit
        return [_quantity(b).to(unit).value for _, b in self.readings]

    @property
    def _first(self) -> Quantity:
        return _quantity(self.readings[0][1])

    @property
    def comparable(self) -> str:
        """Why first and last cannot be compared; empty when they can."""
        (first, one), (last, other) = self.readings[0], self.readings[-1]
        if first.id == last.id:
            return "only one value"
        if one.method != other.method:
            return f"measured differently ({one.method or 'not recorded'}; {other.method or 'not recorded'})"
        return ""

    @property
    def difference(self) -> Decimal | None:
        return None if self.comparable else self.values[-1] - self.values[0]


def change(view: View, state: State) -> Change:
    """Return what the record holds of response, by region and measure."""
    regions = {lesion.name: lesion.region or "" for lesion in state.lesions.all}
    found = list(_series(view, regions))
    mixed, pattern = _pattern(view, state, found)
    return Change(_pairs(view, found), _words(view, regions), _fates(state), mixed, pattern)


def _quantity(body: Observation) -> Quantity:
    assert isinstance(body.value, Quantity)
    return body.value


def _series(view: View, regions: dict[str, str]) -> Iterator[_Series]:
    groups: dict[tuple[str, str, str], list[tuple[Event, Observation]]] = {}
    for event, body in view.of(Observation):
        if isinstance(body.value, Quantity) and view.time(event).earliest is not None:
            groups.setdefault((where(body), body.measure, body.value.dimension), []).append((event, body))
    for (place, measure, _), listed in groups.items():
        listed.sort(key=lambda pair: view.time(pair[0]).earliest or 0)
        region = regions.get(place, "") or (listed[0][1].region or "" if place != "whole body" else "")
        yield _Series(place, region, measure, tuple(listed))


def _pairs(view: View, found: list[_Series]) -> Table:
    head = columns(
        "where=Where", "measure=Measure", "first=First", "between=Lowest to highest", "last=Last",
        "change=Change from first to last", "convention=Convention", "events=Entries",
    )  # fmt: skip
    ranked = sorted(found, key=lambda s: (s.place != "whole body", s.region, s.place))
    rows = tuple(_pair(view, s) for s in ranked)
    return Table(
        "Numbers, first and last", head, rows, "No response was measured: there is no number to compare."
    )


def _pair(view: View, series: _Series) -> tuple[str, ...]:
    (first, one), (last, other) = series.readings[0], series.readings[-1]
    values = series.values
    where_ = series.place if series.region in ("", series.place) else f"{series.place} ({series.region})"
    spread = f"{_number(one, min(values))} to {_number(one, max(values))} ({len(values)} values)"
    pair = len(values) > 1
    return (
        where_, series.measure, f"{said(one.value)} ({first.when}{_before(view, first)})",
        spread if len(values) > 2 else "",
        f"{said(other.value)} ({last.when})" if pair else "no later value", _change(series),
        convention(series.measure, one.method or "", series.place) if pair else "",
        f"{first.id}, {last.id}" if pair else first.id,
    )  # fmt: skip


def _number(body: Observation, value: Decimal) -> str:
    unit = _quantity(body).unit
    return plain(value) if unit == "1" else f"{plain(value)} {unit}"


def _before(view: View, event: Event) -> str:
    """Say where a first value stands against the first treatment; only one from before is a baseline."""
    treated = [e.id for e, _ in view.of(Administration, Stated)]
    if not treated:
        return ", no treatment recorded"
    if all(view.order.certainly_before(event.id, name) for name in treated):
        return ", before treatment"
    return ", not before treatment"


def _change(series: _Series) -> str:
    given = series.difference
    if given is None:
        return f"not worked out: {series.comparable}"
    first = series.values[0]
    signed = f"{'+' if given > 0 else '−' if given < 0 else ''}{_number(series.readings[0][1], abs(given))}"
    if not given:
        return "none"
    share = (
        "" if not first else f", {'+' if given > 0 else '−'}{plain(rounded(abs(given / first) * 100, 0))} %"
    )
    raters = {series.readings[0][1].rater, series.readings[-1][1].rater}
    return signed + share + ("; another rater" if len(raters) > 1 else "")


def convention(measure: str, method: str, place: str) -> str:
    """Return by which convention a band would be judged for a measure; never the band itself."""
    if "pain" in measure.lower():
        return "2 points, and 30 %"
    known = measure_named(measure)
    if known is not None and known.is_number and measure not in SIZES:
        return "none of resorb’s; the scale’s own"
    if "radiograph" in method.lower() and "hand" in f"{method} {place}".lower():
        return "±25 % over a year (SCTC)"
    return "±25 %: resorb convention; smallest detectable change unknown"


def _words(view: View, regions: dict[str, str]) -> Table:
    head = columns(
        "where=Where", "measure=What", "words=In the record’s words", "direction=Direction", "when=When",
        "quote*=Source’s words", "event=Entry",
    )  # fmt: skip
    rows = tuple(
        (
            where(b), b.measure, f"“{said(b.value)}”", _POINTS[direction(b.measure, said(b.value))], str(e.when)
            if not e.when.is_unknown else f"time not told{', after ' + ', '.join(e.when.after) if e.when.after else ''}",
            quoted(b.quote), e.id,
        )
        for e, b in view.of(Observation)
        if isinstance(b.value, str)
    )  # fmt: skip
    return Table("Words: a direction, and no size", head, rows, "No change is told in words.")


def _fates(state: State) -> Table:
    head = columns(
        "region=Region", "there=Recorded as there", "gone=Gone, and how", "new=New since treatment began"
    )
    regions: dict[str, list[Any]] = {}
    for lesion in state.lesions.all:
        regions.setdefault(lesion.region or "region not stated", []).append(lesion)
    rows = tuple((region, *_fate(listed)) for region, listed in regions.items())
    return Table(
        "Lesions by region; of those gone only “resorbed” is response", head, rows, "No lesion is recorded."
    )


def _fate(listed: list[Any]) -> tuple[str, str, str]:
    gone = [f"{x.name}: {x.fate or x.status}" for x in listed if x.status not in ("present", "unknown")]
    there = [x.name + (f" ({said(x.count)})" if x.group else "") for x in listed if x.status == "present"]
    unclear = [f"{x.name}: not known" for x in listed if x.status == "unknown"]
    new = [x.name for x in listed if x.new_since_start]
    return ", ".join((*there, *unclear)) or "none", ", ".join(gone) or "none", ", ".join(new) or "none"


def _pattern(view: View, state: State, found: list[_Series]) -> tuple[bool | None, str]:
    """Say whether recorded sizes and new regions point both ways over the same stretch of time."""
    sized = [s for s in found if s.measure in SIZES and s.difference is not None]
    down = [s for s in sized if s.difference is not None and s.difference < 0]
    up = [s for s in sized if s.difference is not None and s.difference > 0]
    fresh = [name for s in down for name in _appeared(view, state, s)]
    smaller = ", ".join(dict.fromkeys(s.place for s in down))
    if down and (up or fresh):
        against = [f"larger: {', '.join(dict.fromkeys(s.place for s in up))}"] if up else []
        against += [f"new: {', '.join(dict.fromkeys(fresh))}"] if fresh else []
        return True, f"Mixed: smaller: {smaller}, while {'; '.join(against)}."
    if not sized:
        return (
            None,
            "Whether response is mixed cannot be told by size: no size was measured twice by one method.",
        )
    same = ", ".join(dict.fromkeys(s.place for s in (down or up))) or "none"
    way = "smaller" if down else "larger" if up else "unchanged"
    return False, f"Not mixed by the sizes recorded: {way}: {same}; no new region in that time."


def _appeared(view: View, state: State, series: _Series) -> Iterator[str]:
    """Yield regions that certainly became involved after a series began and before it ended."""
    first, last = series.readings[0][0].id, series.readings[-1][0].id
    new = set(state.lesions.new_regions)
    for event, body in view.of(Lesion, LesionGroup):
        between = view.order.certainly_before(first, event.id) and not view.order.certainly_before(
            last, event.id
        )
        if body.change == "appears" and (body.region or "") in new and between:
            yield str(body.region)
