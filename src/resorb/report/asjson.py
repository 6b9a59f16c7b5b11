"""A report as JSON: the same content as the page, under field names that stay."""

from __future__ import annotations

from typing import Any

from resorb.report.change import CONVENTIONS
from resorb.report.page import NOT_BUILT, NOT_JUDGED, Report
from resorb.report.timeline import Mark, Row, Timeline


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as dicts and lists. What is not known is null or said in words, never zero."""
    versions = report.versions
    return {
        "course": {
            "id": report.course,
            "title": report.title,
            "patient": report.patient,
            "source": report.source,
        },
        "as_of": versions.as_of,
        "known_at": versions.known_at,
        "made_on": versions.made_on,
        "version": versions.software,
        "evidence": versions.evidence,
        "summary": list(report.summary),
        "state": report.state.as_json(),
        "advice": [advice.as_json() for advice in report.advice],
        "missing": [
            {"what": m.what, "why": m.why, "supply": m.supply, "asked_by": list(m.asked_by)}
            for m in report.missing
        ],
        "findings": [finding.as_json() for finding in report.findings],
        "alternatives": report.alternatives.as_json(),
        "overrides": report.overrides.as_json(),
        "replay": {
            "turns": [turn.as_json() for turn in report.turns],
            "why": report.replay_why or None,
            "deviations": report.deviations.as_json(),
        },
        "next_infusion": {"answer": report.go, "lines": report.next_infusion.as_json()},
        "monitoring": report.watched.as_json(),
        "cumulative": report.cumulative.as_json(),
        "response": {
            "reported": report.response.as_json(),
            "numbers": report.change.pairs.as_json(),
            "words": report.change.words.as_json(),
            "lesions": report.change.fates.as_json(),
            "mixed": report.change.mixed,
            "pattern": report.change.pattern,
            "conventions": list(CONVENTIONS),
            "judged": None,
            "why": NOT_JUDGED,
        },
        "care": [item.as_json() for item in report.care],
        "case_report": report.draft.as_json(),
        "weigh": None,
        "forecast": None,
        "why": dict(NOT_BUILT),
        "observations": report.observations.as_json(),
        "doses": report.doses.as_json(),
        "grams": report.grams,
        "adverse_events": report.harms.as_json(),
        "flares": report.flares.as_json(),
        "other_drugs": report.drugs.as_json(),
        "sources": [{"id": c.id, "line": c.line} for c in report.sources],
        "timeline": _timeline(report.timeline),
        "events": report.events.as_json(),
    }


def _timeline(given: Timeline) -> dict[str, Any]:
    return {
        "counted": given.counted or None,
        "description": given.description,
        "parts": [
            {"part": s.part, "x1": round(s.x1, 1), "x2": round(s.x2, 1)} for s in given.scale.stretches
        ],
        "lanes": [
            {
                "id": lane.id,
                "title": lane.title,
                "empty": None if lane.rows else lane.empty,
                "rows": [_row(row) for row in lane.rows],
            }
            for lane in given.lanes
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "label": row.label,
        "unit": row.unit or None,
        "low": row.low,
        "high": row.high,
        "marks": [_mark(mark) for mark in row.marks],
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "kind": mark.kind,
        "look": mark.look or None,
        "event": mark.event or None,
        "told": mark.told,
        "value": mark.value,
        "of": mark.of,
        "part": mark.place.part,
        "when": mark.place.words,
        "x1": round(mark.place.x1, 1),
        "x2": round(mark.place.x2, 1),
    }
