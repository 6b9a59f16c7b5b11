"""What the record lacks: each with why it matters and the entry that would supply it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from resorb.course.asof import View
from resorb.course.fields import UNSTATED, NotKnown, specs
from resorb.course.latest import covariates, labs
from resorb.course.ledger import Course
from resorb.course.patient import Concomitant
from resorb.course.treatment import Agreement, Plan, PlanChange, Stated


@dataclass(frozen=True, slots=True)
class Missing:
    """Something not known: what, why it matters, what would supply it, and of which events it is asked."""

    what: str
    why: str
    supply: str
    events: tuple[str, ...] = ()


def missing(course: Course, view: View) -> tuple[Missing, ...]:
    """Return what the record lacks by the view's time, in a fixed order."""
    found: list[Missing] = []
    for ask in (_unread, _unclear, _regimen, _unstated, _undated, _patient, _workup, _agreement, _others):
        found += ask(course, view)
    return tuple(dict.fromkeys(found))


def _unread(course: Course, view: View) -> Iterator[Missing]:
    for place in course.unread:
        yield Missing(f"the entry at {place}", "it could not be read, so it counts nowhere", "correct it")


def _unclear(course: Course, view: View) -> Iterator[Missing]:
    if view.unclear:
        what = f"when {view.unclear} entr{'y was' if view.unclear == 1 else 'ies were'} recorded"
        yield Missing(what, "what was known at that time leaves them out", "recorded:")


_WHY = {
    "dose": "grams, volume, sodium and any comparison of doses rest on it",
    "regimen": "what is to be given is not known without it",
    "count": "whether disease spreads or shrinks by number cannot be told",
    "value": "nothing can be said of this measure",
    "planned_beforehand": "a stop that followed the result is weaker evidence than one that was planned",
    "blinded": "a rater who knows the treatment sees what is hoped for",
    "grade": "tolerance and hold rules go by the grade",
    "until": "how long treatment lasted is not known",
    "start": "when treatment began is not known",
    "timing": "chloride and the anion gap are unreliable within hours of an infusion",
    "rater": "a change of rater can look like a change of the lesion",
    "method": "values by different methods cannot be compared",
    "relation": "whether the drug is suspected decides on going on",
    "consent": "the use is off-label",
    "off_label_approval": "the use is off-label",
    "age": "dose limits and reference values depend on it",
}


# a field in the words of a clinic; one that is not here says itself
_WORDS = {
    "planned_beforehand": "whether it was planned beforehand",
    "blinded": "whether the rater was blinded to treatment",
    "count": "number of lesions",
    "rater": "who rated",
    "method": "how it was measured",
    "timing": "where in the day the sample was drawn",
    "relation": "relation to the drug",
    "consent": "consent to off-label use",
    "off_label_approval": "the site's off-label approval",
    "start": "beginning",
    "until": "end",
    "ordered": "ordered dose",
    "over": "infusion time",
    "ordered_over": "ordered infusion time",
    "status": "how sure or how it stood",
}
_KINDS = {
    "stated": "told treatment",
    "plan_change": "decision",
    "administration": "dose",
    "covariate": "recorded value",
    "lab": "laboratory value",
    "workup": "work-up",
    "concomitant": "other drug",
    "activity": "disease activity",
}


def _unstated(course: Course, view: View) -> Iterator[Missing]:
    """Everything that is explicitly not known, the same field of the same kind told together."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for event in view.events:
        for spec in specs(type(event.body)):
            given = getattr(event.body, spec.name)
            if is_unstated(given):
                groups.setdefault((event.kind, spec.name, spec.key, str(given)), []).append(event.id)
    for (kind, name, key, words), ids in groups.items():
        why = _WHY.get(name, "it is recorded as not known")
        what = f"{_WORDS.get(name, key.replace('_', ' '))} ({_listed(kind, ids)}): {words}"
        yield Missing(what, why, f"{kind}: {key}", tuple(ids))


def _listed(kind: str, ids: list[str]) -> str:
    """Return entries as a person names them, `decisions ‘stop’ and ‘restart’`, or how many there are."""
    named = _KINDS.get(kind, kind.replace("_", " "))
    if len(ids) < 3:
        several = "s" if len(ids) > 1 and not named.endswith("y") else ""
        return f"{named}{several} {' and '.join(f'‘{name}’' for name in ids)}"
    return f"{len(ids)} entries of {named}"


def is_unstated(given: Any) -> bool:
    """Whether a value says of itself that it is not known."""
    if isinstance(given, NotKnown):
        return True
    if isinstance(given, str):
        return given.lower() in UNSTATED
    return bool(getattr(given, "is_unknown", False))


def _regimen(course: Course, view: View) -> Iterator[Missing]:
    """A restart or a told span without its regimen, and doses without a plan."""
    for event, body in view.of(PlanChange, Stated):
        change = getattr(body, "change", "span")
        if body.regimen is None and change in ("restart", "escalate", "reduce", "space_out", "span"):
            yield Missing(f"regimen of ‘{event.id}’", _WHY["regimen"], f"{event.kind}: regimen", (event.id,))
    if not any(True for _ in view.of(Plan)):
        yield Missing("a plan", "orders cannot be checked against what was meant", "plan")


def _undated(course: Course, view: View) -> Iterator[Missing]:
    for event in view.events:
        if event.when.is_unknown and isinstance(event.body, PlanChange | Plan):
            why = "intervals on and off treatment cannot be measured without it"
            yield Missing(f"when ‘{event.id}’ happened", why, f"{event.kind}: when", (event.id,))


_PATIENT = {
    "weight": "the 60 kg rule and doses per kg rest on it",
    "eGFR": "thiosulfate and its sodium leave by the kidney; frequency and caution depend on it",
}
_LABS = {
    "calcium": "normal calcium and phosphate is the entry check for dystrophic calcinosis",
    "phosphate": "normal calcium and phosphate is the entry check for dystrophic calcinosis",
    "bicarbonate": "below 18 mmol/L the dose is not to be raised, and without it acidosis can hide",
    "sodium": "above 145 mmol/L a dose is withheld until it is normal",
    "potassium": "one product brings potassium, and a low one is a reason to hold",
    "PTH": "it helps to tell metastatic from dystrophic calcinosis",
    "ECG": "a long QT interval by low calcium is a risk here",
}


def _patient(course: Course, view: View) -> Iterator[Missing]:
    have = {reading.name for reading in covariates(view)}
    for name, why in _PATIENT.items():
        if name not in have:
            yield Missing(name, why, "covariate")


def _workup(course: Course, view: View) -> Iterator[Missing]:
    have = {reading.name for reading in labs(view)}
    for name, why in _LABS.items():
        if name not in have and not (name == "ECG" and "QTc" in have):
            yield Missing(name, why, "lab" if name not in ("ECG", "PTH") else "workup")


def _agreement(course: Course, view: View) -> Iterator[Missing]:
    agreed = [body for _, body in view.of(Agreement)]
    wanted = {
        "success": ("what success would be", "without it, any change can be called success afterwards"),
        "stop_date": ("an agreed stop date", "without it, stopping follows the result"),
        "consent": ("consent to off-label use", "the use is off-label"),
        "off_label_approval": ("the site's off-label approval", "the use is off-label"),
    }
    for name, (what, why) in wanted.items():
        if not any(getattr(body, name) is not None for body in agreed):
            yield Missing(what, why, f"agreement: {name}")


def _others(course: Course, view: View) -> Iterator[Missing]:
    if not any(True for _ in view.of(Concomitant)):
        why = "a change of another drug can explain a change of the calcinosis"
        yield Missing("other drugs", why, "concomitant")
