"""A case report in the shape of CARE 2013, drafted from the record alone; every gap stands in it as a gap.

A reader would get wrong that this is a report: it is what the ledger can fill in, for authors to finish. The
checklist's own words are not copied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from resorb.course import Course, State
from resorb.course.asof import View
from resorb.course.observed import AdverseEvent, Attachment, Lab, Lesion, LesionGroup, Observation
from resorb.course.patient import Allergy, Concomitant, Condition, Covariate, Flare, Workup
from resorb.course.treatment import Administration, Agreement, Plan, PlanChange, Stated
from resorb.evidence import Evidence
from resorb.quantity import Quantity
from resorb.report.care import Item, before
from resorb.report.change import Change
from resorb.report.cumulative import Cumulative
from resorb.report.said import NOT_GIVEN, quoted, said, told_regimen

DRUG = "sodium thiosulfate"
UNDATED = (
    "Dates stand as recorded. Take them out, and whatever names the patient, before anything is published."
)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the 13 items with what the record gives for it; a gap is a line in square brackets."""

    number: int
    name: str
    status: str
    lines: tuple[str, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is not recorded for this item."""
        return tuple(line[len(_GAP) : -1] for line in self.lines if line.startswith(_GAP))

    def as_json(self) -> dict[str, Any]:
        """Return the item under its field names."""
        return {
            "item": self.number,
            "name": self.name,
            "status": self.status,
            "text": list(self.lines),
            "gaps": list(self.gaps),
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """The 13 items, how complete they are, and which evidence and protocol the advice beside them rests on."""

    sections: tuple[Section, ...]
    completeness: str
    versions: str

    def as_json(self) -> dict[str, Any]:
        """Return the draft under its field names."""
        return {
            "completeness": self.completeness,
            "versions": self.versions,
            "items": [section.as_json() for section in self.sections],
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What a draft is written from: the course at a time and what the report worked out of it."""

    course: Course
    view: View
    state: State
    patient: str
    summary: tuple[str, ...]
    change: Change
    cumulative: Cumulative


def draft(told: Told, items: tuple[Item, ...], evidence: Evidence, version: str) -> Draft:
    """Return the case report as far as the record fills it."""
    sections = tuple(
        Section(item.number, item.name, item.status, tuple(write(told)))
        for item, write in zip(items, _WRITE, strict=True)
    )
    counts = Counter(item.status for item in items)
    held = ", ".join(f"{counts[name]} {name}" for name in ("present", "partly", "absent") if counts[name])
    gaps = sum(len(section.gaps) for section in sections)
    default = next((p.name for p in evidence.protocols.values() if p.is_default), "none")
    return Draft(
        sections,
        f"CARE 2013, {len(items)} items: {held}; {gaps} gaps named. Counted by what is there, not by how good it is.",
        f"Evidence {evidence.release}; protocol: {default}, as in resorb {version}.",
    )


_GAP = "[not recorded: "


def gap(what: str) -> str:
    """Return a gap as it stands in the text."""
    return f"{_GAP}{what}]"


def _title(told: Told) -> Iterator[str]:
    disease = next((b.name for _, b in told.view.of(Condition) if "calcinosis" in b.name.lower()), None)
    treated = any(True for _ in told.view.of(Administration, Stated))
    if disease is None:
        yield gap("a diagnosis of calcinosis for the title")
    else:
        yield f"{DRUG.capitalize() if treated else 'Planned ' + DRUG} in {disease}: a case report"


def _key_words(told: Told) -> Iterator[str]:
    names = dict.fromkeys(b.name for _, b in told.view.of(Condition))
    yield "; ".join((DRUG, *names, "case report"))


def _abstract(told: Told) -> Iterator[str]:
    yield gap("why this case is worth telling")
    yield told.patient
    yield from _decisions(told)
    yield told.change.pattern
    yield gap("what the authors conclude")


def _introduction(told: Told) -> Iterator[str]:
    yield "The use is off-label."
    yield gap("what is known, and what this case adds; the authors write it")


def _patient(told: Told) -> Iterator[str]:
    yield told.patient
    for _, b in told.view.of(Condition):
        onset = f", onset {b.onset}" if b.onset is not None else ""
        yield f"{b.name}: {b.status or gap('how it stood')}{onset or '; ' + gap('onset')}"
    others = [
        f"{b.drug} ({b.change}{', ' + b.regimen if b.regimen else ''})" for _, b in told.view.of(Concomitant)
    ]
    yield f"Other drugs: {'; '.join(others)}." if others else gap("other drugs")
    allergies = [f"{b.to} ({said(b.status)})" for _, b in told.view.of(Allergy)]
    yield f"Allergies: {'; '.join(allergies)}." if allergies else gap("allergies")
    measured = [f"{b.name} {said(b.value)} ({e.when})" for e, b in told.view.of(Covariate)]
    yield f"Recorded: {'; '.join(measured)}." if measured else gap("weight and kidney function")


def _findings(told: Told) -> Iterator[str]:
    places = [
        f"{b.region or getattr(b, 'group', '') or 'region not stated'}" + (f", {b.depth.replace('_', ' ')}" if b.depth else "")
        for _, b in told.view.of(Lesion, LesionGroup)
        if b.change == "appears"
    ]  # fmt: skip
    yield f"Lesions: {'; '.join(dict.fromkeys(places))}." if places else gap("lesions or regions")
    first = [_seen(e.body, str(e.when)) for e in before(told.view)]
    yield f"Before treatment: {'; '.join(first)}." if first else gap("findings before treatment")
    if not any(isinstance(getattr(e.body, "value", None), Quantity) for e in before(told.view)):
        yield gap("a measure of the deposits before treatment")


def _seen(body: Any, when: str) -> str:
    value = f"“{body.value}”" if isinstance(body.value, str) else said(body.value)
    return f"{body.measure} {value} ({when})"


def _timeline(told: Told) -> Iterator[str]:
    yield "The timeline of this report, and in words:"
    yield from _decisions(told)
    undated = [e.id for e, _ in told.view.of(PlanChange, Stated, Plan) if told.view.time(e).latest is None]
    if undated:
        yield gap(f"the time of {', '.join(undated)}")


def _decisions(told: Told) -> Iterator[str]:
    """Yield the summary's sentences on treatment and response, which are in the order of the course."""
    inside = ("From ", "planned:", "Reason:", "reported")
    yield from (s for s in told.summary if any(word in s for word in inside))


def _diagnosis(told: Told) -> Iterator[str]:
    tests = [
        f"{b.analyte if isinstance(b, Lab) else b.test} {said(b.value)} ({e.when})"
        for e, b in told.view.of(Workup, Lab)
    ]
    if tests:
        rest = f"; and {len(tests) - 20} more, in the observations" if len(tests) > 20 else ""
        yield f"Laboratory and work-up: {'; '.join(tests[:20])}{rest}."
    have = {r.name for r in told.state.labs}
    yield from (gap(name) for name in ("calcium", "phosphate", "PTH") if name not in have)
    pictures = [f"{b.shows or b.file} ({e.when})" for e, b in told.view.of(Attachment)]
    yield f"Imaging and photographs: {'; '.join(pictures)}." if pictures else gap("imaging or photographs")
    yield gap("how other causes were excluded")


def _treatment(told: Told) -> Iterator[str]:
    for e, b in told.view.of(Plan):
        yield f"Planned ({e.when}): {told_regimen(b)}."
    for _, b in told.view.of(Stated):
        span = f"from {b.start} to {b.until or 'an end that is not told'}"
        yield f"Told, {span}: {told_regimen(b) or gap('regimen')}; doses not recorded."
    for e, b in told.view.of(PlanChange):
        when = str(e.when) if not e.when.is_unknown else gap("when")
        regimen = told_regimen(b) or "no regimen with it"
        yield f"{b.change.replace('_', ' ').capitalize()} ({when}): {regimen}; reason: {b.reason or gap('reason')}"
    given = [b for _, b in told.view.of(Administration) if b.status in ("given", "partial")]
    yield (
        f"{len(given)} doses recorded as given. {told.cumulative.words}" if given else gap("the doses given")
    )
    if not any(b.product for b in given):
        yield gap("product and strength")
    if given and not any(isinstance(b.over, Quantity) for b in given):
        yield gap("infusion times")


def _outcome(told: Told) -> Iterator[str]:
    pairs = told.change.pairs.as_json()
    for row in (r for r in pairs if r["last"] != "no later value"):
        yield f"{row['where']}, {row['measure']}: {row['first']}; {row['last']}; change {row['change']}."
    if not pairs:
        yield gap("any outcome as a number")
    for row in told.change.words.as_json():
        yield f"{row['where']}, {row['measure']}: {row['words']} ({row['when']})."
    yield told.change.pattern
    harms = [f"{b.term} (grade {said(b.grade)}, {said(b.outcome)})" for _, b in told.view.of(AdverseEvent)]
    yield f"Adverse events: {'; '.join(harms)}." if harms else gap("adverse events, or that there were none")
    for e, b in told.view.of(Flare):
        yield f"Flare of {b.disease}: {b.status} ({e.when})."
    missed = [f"{n} {NOT_GIVEN[k]}" for k, n in told.state.doses.counts.items() if n and k in NOT_GIVEN]
    recorded = any(told.state.doses.counts.values())
    yield (
        f"Adherence: {', '.join(missed) or 'no dose recorded as not given'}."
        if recorded
        else gap("adherence")
    )


def _discussion(told: Told) -> Iterator[str]:
    lacking = len(told.state.missing)
    if lacking:
        things = "1 thing that matters" if lacking == 1 else f"{lacking} things that matter"
        yield f"The record lacks {things}: see what is missing, in this report."
    blinded = [b for _, b in told.view.of(Observation) if b.blinded == "yes"]
    yield (
        f"{len(blinded)} of the observations were rated blinded."
        if blinded
        else "No observation is recorded as blinded."
    )
    yield gap("strengths, limits, literature and conclusion; the authors write them")


def _perspective(told: Told) -> Iterator[str]:
    by_patient = [
        f"{b.measure}: {said(b.value)}{' ' + quoted(b.quote) if b.quote else ''}"
        for _, b in told.view.of(Observation)
        if "patient" in f"{b.method or ''} {b.rater or ''}".lower()
    ]
    if by_patient:
        rest = f"; and {len(by_patient) - 8} more" if len(by_patient) > 8 else ""
        yield f"As told by the patient to the record: {'; '.join(by_patient[:8])}{rest}."
    yield gap("the patient’s own account")


def _consent(told: Told) -> Iterator[str]:
    agreed = [b for _, b in told.view.of(Agreement)]
    consents = [b.consent for b in agreed if b.consent]
    yield (
        f"Consent to off-label treatment: {consents[-1]}."
        if consents
        else gap("consent to off-label treatment")
    )
    success = [b.success for b in agreed if b.success]
    yield f"What success would be was agreed: “{success[-1]}”." if success else gap("what success would be")
    yield gap("consent to publication")


_WRITE: tuple[Callable[[Told], Iterator[str]], ...] = (
    _title, _key_words, _abstract, _introduction, _patient, _findings, _timeline, _diagnosis, _treatment, _outcome,
    _discussion, _perspective, _consent,
)  # fmt: skip
