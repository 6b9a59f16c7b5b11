"""All lanes of one course on one axis."""

from __future__ import annotations

from fractions import Fraction

from resorb.course import Course, Event
from resorb.course.asof import View
from resorb.course.observed import AdverseEvent, Lab, Lesion, LesionGroup, Observation
from resorb.course.patient import Activity, Concomitant, Covariate, Flare, Workup
from resorb.course.treatment import Administration, Plan, PlanChange, Stated
from resorb.evidence import Evidence
from resorb.report.timeline.beside import drugs, harms, is_drawn, labs
from resorb.report.timeline.given import given
from resorb.report.timeline.mark import Lane, Timeline
from resorb.report.timeline.phases import phases
from resorb.report.timeline.scale import Scale, ends, from_zero, scale
from resorb.report.timeline.seen import lesions, symptoms
from resorb.report.timeline.ticks import ticks

DRAWN = (
    Administration, Plan, PlanChange, Stated, Observation, Lab, Lesion, LesionGroup, AdverseEvent, Flare,
    Activity, Concomitant, Workup, Covariate,
)  # fmt: skip


def timeline(view: View, course: Course, evidence: Evidence) -> Timeline:
    """Return every lane; `view` is what had happened by the report's time."""
    drawn = [e for e, b in view.of(*DRAWN) if not isinstance(b, Covariate) or is_drawn(b)]
    axis = scale(view, drawn, course.clock)
    axis = from_zero(axis, _zero(view, drawn, axis))
    lanes = (
        phases(view, axis),
        given(view, axis),
        lesions(view, axis),
        symptoms(view, axis),
        labs(view, axis, evidence),
        drugs(view, axis),
        harms(view, axis),
    )
    marks, unit = ticks(axis)
    counted = f"{unit} since {_start_words(course, axis)}" if unit and axis.zero is not None else ""
    title = f"Timeline: {course.title or course.id}"
    return Timeline(axis, marks, counted, lanes, title, describe(lanes), _as_of(view, axis))


def describe(lanes: tuple[Lane, ...]) -> str:
    """Return the treatment from left to right in words, for who does not see the drawing."""
    ribbons = [m.label for row in lanes[0].rows for m in row.marks if m.kind == "ribbon"]
    counts = [f"{lane.title}: {sum(len(row.marks) for row in lane.rows)} marks" for lane in lanes]
    told = "; then ".join(ribbons) if ribbons else "no treatment is recorded"
    return f"From left to right: {told}. {'; '.join(counts)}. The same content stands in a table after the drawing."


def _zero(view: View, drawn: list[Event], axis: Scale) -> Fraction | None:
    """Return the day the axis counts from: day 0 where there is one, else the first treatment with a date."""
    if axis.clock == "course":
        return Fraction(0)
    if view.zero is not None:
        return Fraction(view.zero.toordinal())
    treated = [e for e in drawn if isinstance(e.body, Administration | Stated)]
    treated = treated or [e for e in drawn if isinstance(e.body, Plan)]
    starts = [low for e in treated if (low := ends(axis.times[e.id], axis.clock)[0]) is not None]
    return min(starts, default=None)


def _start_words(course: Course, axis: Scale) -> str:
    if axis.clock == "course" or axis.zero is None:
        return "day 0"
    return "day 0" if course.clock_zero else "first treatment"


def _as_of(view: View, axis: Scale) -> float | None:
    if view.horizon is None or axis.stretch("timed") is None:
        return None
    _, high = ends(view.horizon, axis.clock)
    return None if high is None else axis.x(high)
