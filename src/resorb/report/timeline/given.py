"""The lane of doses: height is grams; what was not given has its own sign; a told span is never doses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from resorb.course import Event
from resorb.course.asof import View
from resorb.course.treatment import GIVEN, Administration, PlanChange, Stated, is_infusion
from resorb.quantity import Quantity
from resorb.report.said import NOT_GIVEN, quoted, said, sentence, short_regimen, told_regimen
from resorb.report.timeline.mark import Lane, Mark, Row
from resorb.report.timeline.scale import Place, Scale

EMPTY = "No dose is recorded, and no treatment is told."
KEY = (
    "Bar: given, height in grams. Bar in an open frame: partial, the frame is what was ordered. Dashed: amount not "
    "recorded. Hatched block: told by a source, its doses not recorded."
)


def given(view: View, scale: Scale) -> Lane:
    """Return the doses, the doses not given, and the told spans."""
    doses = [(e, b) for e, b in view.of(Administration) if b.status in GIVEN]
    bars = tuple(_bar(e, b, scale) for e, b in doses if is_infusion(b))
    local = tuple(_elsewhere(e, b, scale) for e, b in doses if not is_infusion(b))
    spans = tuple(_hatch(view, event, body, scale) for event, body in view.of(Stated))
    missed = tuple(_missed(e, body, scale) for e, body in view.of(Administration) if body.status not in GIVEN)
    rows = list(_rows(bars, spans, missed, local))
    return Lane("doses", "Doses", tuple(rows), EMPTY, KEY if rows else "")


def _rows(
    bars: tuple[Mark, ...], spans: tuple[Mark, ...], missed: tuple[Mark, ...], local: tuple[Mark, ...]
) -> Iterator[Row]:
    heights = [h for mark in bars for h in (mark.value, mark.of) if h is not None]
    if bars or spans:
        top = max(heights) if heights else None
        yield Row("grams each time", spans + bars, Decimal(0) if top else None, top, "g")
    if missed:
        yield Row("due, not given", missed)
    if local:
        yield Row("other routes, no part of the grams", local)


def _elsewhere(event: Event, body: Administration, scale: Scale) -> Mark:
    """Return a dose on or under the skin: never a bar beside infusions."""
    words = f"{said(body.dose, 'amount not recorded')} {body.route}"
    told = sentence(f"{event.when}: {words}, {body.status}", "Not an infusion: no part of the grams")
    return Mark("words", scale.place(event), told, words, event=event.id)


def grams(amount: object) -> Decimal | None:
    """Return an amount in grams; None when it is not known."""
    return amount.to("g").value if isinstance(amount, Quantity) else None


def _bar(event: Event, body: Administration, scale: Scale) -> Mark:
    value, ordered = grams(body.dose), grams(body.ordered)
    kind = "amount-unknown" if value is None else "partial" if body.status == "partial" else "dose"
    told = sentence(
        f"{event.when}: {said(body.dose, 'amount not recorded')} {body.status}",
        f"Ordered: {said(body.ordered)}" if kind == "partial" or body.ordered is None else "",
        f"Over {body.over}" if isinstance(body.over, Quantity) else "Infusion time not recorded",
        f"Salt: {body.salt}" if body.salt else "",
        f"Reaction: {body.reaction}" if body.reaction else "",
        f"Reason: {body.reason}" if body.reason else "",
    )
    of = (
        ordered
        if kind == "partial" and ordered is not None and value is not None and ordered > value
        else None
    )
    return Mark(kind, scale.place(event), told, value=value, of=of, event=event.id)


def _missed(event: Event, body: Administration, scale: Scale) -> Mark:
    name = NOT_GIVEN[body.status]
    reason = f"Reason: {body.reason}" if body.reason else "Reason not recorded"
    return Mark(
        "not-given",
        scale.place(event),
        sentence(f"{event.when}: {name}", reason),
        look=body.status,
        event=event.id,
    )


def _hatch(view: View, event: Event, body: Stated, scale: Scale) -> Mark:
    start = scale.spot(view.put(body.start), event)
    ended = body.until is not None and not body.until.is_unknown
    regimen = told_regimen(body) or "regimen not stated"
    end = f"until {body.until}" if ended else "end not told"
    begin = f"from {body.start}" if not body.start.is_unknown else "start not told"
    told = sentence(
        f"Told, not recorded: {regimen}, {begin}, {end}",
        "No dose is drawn because none is recorded; grams are unknown",
        quoted(body.quote),
    )
    until = (
        scale.spot(view.put(body.until), event).x2 if ended and body.until else _open_end(view, scale, start)
    )
    place = Place(start.x1, max(start.x2, until), start.part, str(event.when))
    label = f"stated, not recorded: {short_regimen(regimen)}" + (
        "" if ended or start.part == "order" else ", end not told"
    )
    return Mark("hatch", place, told, label, event=event.id)


def _open_end(view: View, scale: Scale, start: Place) -> float:
    """Return where a span whose end is not told is cut: at the next stop or hold, or where the record ends."""
    if start.part == "order":
        return start.x2
    stops = [scale.place(e).middle for e, b in view.of(PlanChange) if b.change in ("stop", "hold")]
    return min((x for x in stops if x > start.x2), default=scale.told_to)
