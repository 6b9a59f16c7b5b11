"""A report from a course: everything the page shows, gathered from the rooms below and nothing judged."""

from __future__ import annotations

from collections.abc import Iterable

from resorb.course import Course, State, state
from resorb.course.asof import AsOf, as_when, view
from resorb.course.fields import NotKnown
from resorb.course.ledger import Subject, known
from resorb.evidence import Evidence
from resorb.finding import LEVELS, Finding
from resorb.quantity import Quantity, plain
from resorb.report import rows
from resorb.report.care import care
from resorb.report.change import change
from resorb.report.cite import cited, shown
from resorb.report.counsel import Counsel
from resorb.report.counselled import ANSWERS, against_plan, alternatives, next_infusion, watching
from resorb.report.cumulative import cumulative
from resorb.report.draft import Told, draft
from resorb.report.page import Advises, Cited, Lacking, Report, Shown, Versions
from resorb.report.recorded import state_rows
from resorb.report.replayed import NO_REPLAY, turns
from resorb.report.summary import summary
from resorb.report.timeline import timeline


def build(
    course: Course,
    evidence: Evidence,
    *,
    as_of: AsOf = None,
    known_at: AsOf = None,
    advice: Iterable[Advises] = (),
    counsel: Counsel | None = None,
    findings: Iterable[Finding] = (),
    made_on: str | None,
    version: str,
) -> Report:
    """Return the report of a course as of a time, by what was known at another (default: all of it).

    Findings, and what the protocol says (`counsel`, or plain `advice` alone), are shown as they are handed over.
    `made_on` is the caller's date: nothing here reads a clock.

    Raises:
        ValueError: A time is no time, is open-ended, or is on a clock the course cannot be put on.
    """
    recorded = state(course, as_of, known_at)
    seen = view(course, as_of, known_at)
    line = timeline(seen, course, evidence)
    given = counsel or Counsel(tuple(advice))
    told = tuple(shown(item, evidence) for item in given.advice)
    items = care(course, seen)
    who, short = patient(course.subject), summary(course, seen, recorded, line)
    loaded, changed = cumulative(seen, recorded.doses, evidence), change(seen, recorded)
    return Report(
        course=course.id,
        title=course.title or f"Course {course.id}",
        patient=who,
        source=course.source,
        versions=_versions(evidence, as_of, known_at, made_on, version),
        summary=short,
        timeline=line,
        state=recorded,
        state_rows=state_rows(recorded),
        advice=told,
        missing=lacking(recorded, told_by(told)),
        findings=tuple(sorted(findings, key=lambda f: LEVELS.index(f.level))),
        observations=rows.observations(seen, line.scale, evidence),
        response=rows.response(seen, line.scale),
        dose_counts=rows.dose_counts(recorded.doses),
        doses=rows.doses(seen, line.scale),
        grams=rows.grams(recorded.doses),
        harms=rows.harms(seen, line.scale),
        flares=rows.flares(seen, line.scale),
        drugs=rows.drugs(seen, line.scale),
        care=items,
        alternatives=alternatives(given.advice, evidence),
        overrides=rows.overrides(seen, line.scale),
        turns=turns(given.moments),
        replay_why=NO_REPLAY if given.moments is None else "",
        deviations=against_plan(given.deviated),
        next_infusion=next_infusion(given.go),
        go=ANSWERS[given.go.answer] if given.go else "not asked",
        watched=watching(given.watched),
        cumulative=loaded,
        change=changed,
        draft=draft(Told(course, seen, recorded, who, short, changed, loaded), items, evidence, version),
        sources=_sources(told, evidence),
        events=rows.events(known(course, as_when(known_at))[0], seen, line.scale),
    )


def _versions(evidence: Evidence, as_of: AsOf, known_at: AsOf, made_on: str | None, version: str) -> Versions:
    at, known = as_when(as_of), as_when(known_at)
    return Versions(
        version, str(evidence.release), made_on, str(at) if at else None, str(known) if known else None
    )


def patient(subject: Subject) -> str:
    """Return the patient as recorded: age and sex, and no name."""
    age = subject.age
    if isinstance(age, Quantity):
        unit = {"y": "years", "mo": "months"}.get(age.unit, age.unit)
        told = f"{plain(age.value)} {unit} when the course began"
    else:
        told = "age not recorded" if age is None else f"age {age.words if isinstance(age, NotKnown) else age}"
    sex = f"sex {subject.sex} as recorded" if subject.sex else "sex not recorded"
    label = f" ({subject.label})" if subject.label else ""
    return f"Patient{label}: {told}, {sex}."


def told_by(advice: tuple[Shown, ...]) -> dict[str, list[str]]:
    """Return what advice names as missing, with the titles of the advice that names it."""
    found: dict[str, list[str]] = {}
    for item in advice:
        for what in item.missing:
            found.setdefault(what, []).append(item.title)
    return found


def lacking(recorded: State, asked: dict[str, list[str]]) -> tuple[Lacking, ...]:
    """Return what the record lacks, then what advice asked for beside it; each thing once."""
    left = dict(asked)
    found = []
    for item in recorded.missing:
        by = tuple(
            title for what in [w for w in left if w.lower() == item.what.lower()] for title in left.pop(what)
        )
        found.append(Lacking(item.what, item.why, item.supply.replace("_", " "), by))
    found += [
        Lacking(what, f"advice rests on it: {'; '.join(titles)}", "an entry that records it", tuple(titles))
        for what, titles in left.items()
    ]
    return tuple(found)


def _sources(told: tuple[Shown, ...], evidence: Evidence) -> tuple[Cited, ...]:
    """Return the sources and claims that advice named, then the sources those claims come from."""
    ids = dict.fromkeys(c.id for item in told for c in (*item.sources, *item.against))
    beneath = dict.fromkeys(evidence.claims[name].source for name in ids if name in evidence.claims)
    return cited(tuple(dict.fromkeys((*ids, *beneath))), evidence, full=True)
