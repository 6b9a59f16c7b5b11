"""Check one order against every rule, and say what follows from it by arithmetic."""

from __future__ import annotations

from itertools import chain
from typing import Any, NamedTuple

from resorb.dosing import Regimen
from resorb.evidence import Evidence
from resorb.finding import LEVELS, Finding, worst
from resorb.protocol.order import dose, drug, patient, product, rate, route, schedule, structured
from resorb.protocol.order.amount import seen as seen_in
from resorb.protocol.order.derived import derived, unknown
from resorb.protocol.order.order import Order, Seen
from resorb.protocol.order.slip import Suggestion, suggestions

RULES = tuple(
    chain.from_iterable(m.RULES for m in (drug, dose, structured, product, route, rate, schedule, patient))
)
_FAR_OFF = ("order.dose.too_low", "order.dose.too_high", "order.dose.volume", "order.dose.unit")


class Check(NamedTuple):
    """What came of checking an order. `regimen` is None when the text was not read as one."""

    order: Order
    findings: tuple[Finding, ...]
    phases: tuple[dict[str, Any], ...]
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def regimen(self) -> Regimen | None:
        """The regimen that was read."""
        return self.order.parse.regimen

    @property
    def stopped(self) -> bool:
        """Whether any finding says not to proceed."""
        return worst(self.findings) == "error"

    def as_json(self) -> dict[str, Any]:
        """Return the check as the command prints it; `derived` is of the first phase, then all phases."""
        parse = self.order.parse
        return {
            "text": parse.text,
            "regimen": parse.regimen.as_json() if parse.regimen else None,
            "partial": parse.partial.as_json() if parse.partial else None,
            "questions": [q.as_json() for q in parse.questions],
            "findings": [f.as_json() for f in self.findings],
            "suggestions": [s.as_json() for s in self.suggestions],
            "derived": self._derived(),
        }

    def _derived(self) -> dict[str, Any]:
        if self.phases:
            return {**self.phases[0], "phases": list(self.phases)}
        return {**unknown(1, "the order is stopped"), "phases": []}


def check(order: Order, evidence: Evidence, known: tuple[Finding, ...] = ()) -> Check:
    """Return every finding on an order, the gravest first, and what follows from it by arithmetic.

    `known` are findings on the course the order belongs to; they stand beside the order's own.

    An order that could not be read whole is still explained as far as it was read. Nothing is derived
    from an order that is stopped: a volume printed beside it could be drawn up.
    """
    phases = seen_in(order, evidence)
    found = [*order.parse.findings, *known]
    for each in phases:
        found.extend(_with_reason(f, order.reason) for rule in RULES for f in rule(each, evidence))
    return Check(
        order,
        tuple(sorted(dict.fromkeys(found), key=lambda f: LEVELS.index(f.level))),
        () if worst(found) == "error" else tuple(derived(each, evidence) for each in phases),
        _suggested(phases, found, evidence),
    )


def _suggested(phases: tuple[Seen, ...], found: list[Finding], evidence: Evidence) -> tuple[Suggestion, ...]:
    if not any(f.rule in _FAR_OFF for f in found):
        return ()
    return tuple(s for each in phases for s in suggestions(each, evidence))


def _with_reason(finding: Finding, reason: str) -> Finding:
    """Return a caution that waits for a reason as answered when one is given; an error is never answered."""
    if finding.level != "caution" or not finding.blocks_signing or not reason:
        return finding
    message = f"{finding.message} Reason given: {reason}"
    return Finding(finding.rule, finding.level, message, finding.remedy, finding.sources, finding.where)
