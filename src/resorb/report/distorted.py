"""When a chloride or an anion gap cannot be relied on, because thiosulfate was in the sample."""

from __future__ import annotations

from fractions import Fraction

from resorb.course import Event, When
from resorb.course.asof import View
from resorb.course.patient import Covariate
from resorb.course.treatment import GIVEN, Administration, Stated
from resorb.evidence import Evidence

DISTORTED = ("chloride", "anion gap")
NONE = ("no", "none", "never", "not on dialysis", "off")


def distortion(event: Event, view: View, evidence: Evidence) -> str:
    """Return why a chloride or anion gap cannot be relied on, empty when nothing speaks against it.

    A sample within the evidence's margin after a dose, or at a time that leaves this open, is enough; a
    told treatment without doses leaves it open too. An analyser that the evidence calls unaffected is not
    doubted.
    """
    if _unaffected(event, evidence) or _drawn_before(event):
        return ""
    at = view.time(event)
    if at.earliest is None or at.latest is None:
        return "when the sample was drawn is not known"
    hours = margin_hours(view, evidence)
    for dose, body in view.of(Administration):
        end = view.put(body.ended) if body.ended else view.time(dose)
        if body.status not in GIVEN or end.clock != at.clock or end.latest is None or end.earliest is None:
            continue
        if at.latest > end.earliest and at.earliest < end.latest + Fraction(hours, 24):
            if at.latest - at.earliest > Fraction(1, 8) or end.latest - end.earliest > Fraction(1, 8):
                return f"how long after the dose of {dose.when} it was drawn is not known"
            return f"it was drawn less than {hours} h after a dose"
    told = any(
        at.earliest < (w.latest or at.latest) and at.latest > (w.earliest or at.earliest) for w in _told(view)
    )
    return "treatment is told for that time and its doses are not recorded" if told else ""


def margin_hours(view: View, evidence: Evidence) -> int:
    """Return for how many hours after a dose a value is doubted: longer on dialysis."""
    dialysis = [str(b.value).lower() for _, b in view.of(Covariate) if b.name.lower() == "dialysis"]
    anuric = any(words not in NONE for words in dialysis)
    limit = evidence.limits["limit.chloride.delay.anuric" if anuric else "limit.chloride.delay.normal"]
    assert limit.value is not None
    return int(limit.value.to("h").value)


def _told(view: View) -> list[When]:
    return [view.time(event) for event, _ in view.of(Stated) if view.time(event).clock is not None]


def _unaffected(event: Event, evidence: Evidence) -> bool:
    named = str(getattr(event.body, "analyser", None) or "").lower()
    return any(a.chloride == "unaffected" and a.name.lower() in named for a in evidence.analysers.values())


def _drawn_before(event: Event) -> bool:
    timing = str(getattr(event.body, "timing", None) or "").lower()
    return "before" in timing and ("infusion" in timing or "dose" in timing)
