"""Lines an order or a patient may cross, and where each holds.

A reader would get wrong whose line it is: a limit of another protocol is shown, not obeyed, unless it
says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from resorb.evidence.values import WEAK_LABEL, may_act
from resorb.finding import Level
from resorb.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a limit holds. An empty part holds everywhere; `protocol` names whose practice it is."""

    protocol: str = ""
    routes: tuple[str, ...] = ()
    population: str = ""
    dialysis: str = ""
    access: str = ""
    egfr_from: Quantity | None = None
    egfr_below: Quantity | None = None

    def covers(
        self, *, route: str | None = None, population: str | None = None, dialysis: bool | None = None
    ) -> bool:
        """Whether the limit holds for such an order. What is not known (None) is not excluded."""
        on_dialysis = None if dialysis is None else ("on" if dialysis else "off")
        return (
            (route is None or not self.routes or route in self.routes)
            and (population is None or self.population in ("", population))
            and (on_dialysis is None or self.dialysis in ("", on_dialysis))
        )


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Limit:
    """A line an order or a patient may cross: what it bounds, where the line is, and what that means.

    `value` is None where no level is published (the site sets one), where the limit is about something
    missing, or where `words` name what it is about. `at_dose` narrows it to doses at or above that dose.
    Doses are grams of the pentahydrate.
    """

    id: str
    bounds: str
    comparison: str
    level: Level
    hard: bool
    message: str
    tag: str
    sources: tuple[str, ...]
    value: Quantity | None = None
    words: tuple[str, ...] = ()
    at_dose: Quantity | None = None
    applies_to: Scope = EVERYWHERE
    action: str = "warn"
    remedy: str = ""
    blocks_signing: bool = False
    site_lowest: Quantity | None = None
    site_highest: Quantity | None = None
    locator: str = ""
    note: str = ""
    in_force_from: str = ""
    until: str = ""
    site: str = ""

    @property
    def site_may(self) -> str:
        """What a site may do with it: a hard limit only `tighten`, any other `change`."""
        return "tighten" if self.hard else "change"

    @property
    def label(self) -> str:
        """The words that must stand beside a caution from a weak source; empty for any other."""
        return "" if may_act(self.tag) else WEAK_LABEL

    @property
    def is_opinion(self) -> bool:
        """Whether it is a site default without a published source for the number."""
        return self.tag == "OPINION"

    @property
    def side(self) -> str:
        """Which side of the value is over the line: `<` or `>`; empty where the limit is not a number."""
        return next((sign for sign in "<>" if sign in self.comparison), "")

    def crossed_by(self, given: Quantity) -> bool:
        """Whether such a quantity crosses the line; never when no level is set.

        Raises:
            ValueError: The quantity is of another dimension than the line.
        """
        line = self.value
        if line is None:
            return False
        if self.side == "<":
            return given < line or (given <= line and self.comparison.endswith("="))
        return given > line or (given >= line and self.comparison.endswith("="))

    def tightened_by(self, other: Quantity) -> bool:
        """Whether a site's own level is at least as strict as this one: more orders cross it, not fewer."""
        if self.value is None:
            return True
        return other >= self.value if self.side == "<" else other <= self.value
