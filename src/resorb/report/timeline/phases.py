"""The lane of phases: on treatment, held, off, or not known, from decisions and told spans alone.

What is drawn is what was recorded. A plan without a dose recorded is a plan; a told span is hatched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from resorb.course import Event, When
from resorb.course.asof import View
from resorb.course.treatment import GIVEN, Administration, Plan, PlanChange, Stated
from resorb.report.said import CHANGES, quoted, said, sentence, short_regimen, told_regimen
from resorb.report.timeline.mark import Lane, Mark, Row
from resorb.report.timeline.scale import Place, Scale, ends, followers

EMPTY = "No plan, no told treatment and no decision is recorded."
NAMES = {
    "on": "ON TREATMENT",
    "told": "ON TREATMENT, as told",
    "planned": "PLANNED",
    "held": "HELD",
    "off": "OFF TREATMENT",
    "unknown": "NOT KNOWN",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A point at which treatment became something else: what, from where, and by which event."""

    look: str
    place: Place
    regimen: str
    event: str


def phases(view: View, scale: Scale) -> Lane:
    """Return the ribbons and the decisions between them."""
    turns = _with_looks(view, scale, _in_order(view, list(_turns(view, scale))))
    ribbons = tuple(_ribbons(view, scale, turns))
    decisions = tuple(_decisions(view, scale))
    rows = (Row("status", ribbons), Row("decisions", decisions))
    key = "Filled: on treatment with a plan recorded. Hatched: told by a source, not recorded. Open: off. Bars: held."
    return Lane("phases", "Treatment", tuple(r for r in rows if r.marks), EMPTY, key)


def _turns(view: View, scale: Scale) -> Iterator[Turn]:
    given = [e for e, b in view.of(Administration) if b.status in GIVEN]
    for event, body in view.of(Plan, PlanChange, Stated):
        place = scale.place(event)
        if isinstance(body, Stated):
            yield from _span(view, scale, event, body)
        elif isinstance(body, Plan):
            yield Turn("planned", place, told_regimen(body), event.id)
        elif body.change in ("hold", "stop"):
            yield Turn({"hold": "held", "stop": "off"}[body.change], place, "", event.id)
        else:
            yield Turn("planned", place, told_regimen(body), event.id)
    if given and not any(True for _ in view.of(Plan, Stated)):
        first = min(given, key=lambda e: scale.place(e).x1)
        yield Turn("on", scale.place(first), "no plan recorded", first.id)


def _with_looks(view: View, scale: Scale, turns: list[Turn]) -> list[Turn]:
    """Return the turns with what there is of each: doses recorded, treatment told, or a plan alone.

    A plan becomes treatment at its first recorded dose. A span told from a decision onwards says the same
    treatment again, and is left out.
    """
    given = sorted(
        (scale.place(e) for e, b in view.of(Administration) if b.status in GIVEN), key=lambda p: p.middle
    )
    told = [scale.spot(view.put(b.start), e).middle for e, b in view.of(Stated)]
    plans = {e.id for e, _ in view.of(Plan)}
    found: list[Turn] = []
    for i, turn in enumerate(turns):
        following = turns[i + 1] if i + 1 < len(turns) else None
        if turn.look != "planned":
            found += [] if _again(found, turn) else [turn]
            continue
        start, end = _edge(turn.place), _edge(following.place) if following else scale.width + 1
        first = next((place for place in given if start <= place.middle <= end), None)
        same = following is not None and following.look == "told" and following.regimen == turn.regimen
        if first is None:
            look = "told" if same or any(start <= x <= end for x in told) else "planned"
            found.append(replace(turn, look=look))
            continue
        if turn.event in plans and first.middle - start > 4 and not any(t.look == "on" for t in found):
            found.append(turn)
            turn = replace(turn, place=first)
        found.append(replace(turn, look="on"))
    return found


def _again(found: list[Turn], turn: Turn) -> bool:
    return bool(found) and found[-1].look == turn.look == "told" and found[-1].regimen == turn.regimen


def _span(view: View, scale: Scale, event: Event, body: Stated) -> Iterator[Turn]:
    start = scale.spot(view.put(body.start), event)
    yield Turn("told", start, told_regimen(body), event.id)
    if body.until is not None and not body.until.is_unknown and _begun(view.put(body.until), scale):
        yield Turn("unknown", scale.spot(view.put(body.until), event), "", event.id)


def _begun(when: When, scale: Scale) -> bool:
    """Whether a time can have come by the day the report is about."""
    low = ends(when, scale.clock)[0]
    return scale.horizon is None or low is None or low < scale.horizon


def _in_order(view: View, turns: list[Turn]) -> list[Turn]:
    """Return the turns from left to right; of two at one place the one known to follow comes last."""
    after = followers(view.order, {turn.event: None for turn in turns})

    def rank(turn: Turn) -> tuple[float, int, int]:
        return (turn.place.middle, -len(after[turn.event]), turn.look != "unknown")

    ranked = sorted(turns, key=rank)
    kept: list[Turn] = []
    for turn in ranked:
        # the end of a told span says nothing where a decision at that time says what followed
        if kept and turn.look == "unknown" and _meets(kept[-1], turn) and kept[-1].look in ("off", "held"):
            continue
        if kept and kept[-1].look == "unknown" and _meets(kept[-1], turn):
            kept.pop()
        kept.append(turn)
    return kept


def _meets(one: Turn, other: Turn) -> bool:
    return one.place.x2 >= other.place.x1 - 1 and one.place.part == other.place.part


def _ribbons(view: View, scale: Scale, turns: list[Turn]) -> Iterator[Mark]:
    for i, turn in enumerate(turns):
        following = turns[i + 1].place if i + 1 < len(turns) else None
        start, end = (
            _edge(turn.place),
            _edge(following) if following else max(scale.told_to, _edge(turn.place) + 6),
        )
        if end - start < 0.5:
            continue
        until = f"until {following.words}" if following else "to the end of what is recorded"
        told = sentence(
            NAMES[turn.look].capitalize(),
            turn.regimen,
            f"From {turn.place.words}, {until}",
            _edges(turn, following),
        )
        place = Place(start, end, turn.place.part, turn.place.words)
        label = NAMES[turn.look] + (f": {short_regimen(turn.regimen)}" if turn.regimen else "")
        look = turn.look if following else f"{turn.look} open"
        if not following and _may_have_changed(view):
            label, look = f"NOT KNOWN: {NAMES[turn.look].lower()}, or changed since", "unknown open"
            told = f"{told} Whether a later decision had been taken by then is not known."
        yield Mark("ribbon", place, told, label, look, event=turn.event)


def _may_have_changed(view: View) -> bool:
    return any(isinstance(e.body, PlanChange | Plan) for e in view.possibly)


def _edge(place: Place) -> float:
    """Return where a ribbon turns: the middle of what is possible, or the beginning of a slot."""
    return place.middle if place.part == "timed" else place.x1


def _edges(turn: Turn, following: Place | None) -> str:
    vague = [p for p in (turn.place, following) if p is not None and not p.is_exact]
    return "The edge is drawn in the middle of the time in which it can lie" if vague else ""


def _decisions(view: View, scale: Scale) -> Iterator[Mark]:
    for event, body in view.of(PlanChange):
        words = CHANGES[body.change]
        reason = f": {body.reason}" if body.reason else ": reason not recorded"
        regimen = told_regimen(body)
        told = sentence(
            f"{words.capitalize()} ({event.when})"
            if not event.when.is_unknown
            else f"{words.capitalize()} (time not told)",
            f"Reason: {said(body.reason)}",
            f"Regimen from then: {regimen}" if regimen else "",
            f"Planned beforehand: {said(body.planned_beforehand, 'not recorded')}",
            quoted(body.quote),
        )
        extra = f"; {short_regimen(regimen)}" if regimen and body.change not in ("hold", "stop") else ""
        yield Mark("decision", scale.place(event), told, words + reason + extra, body.change, event=event.id)
