"""Input that a command cannot use at all: said in one line, as JSON where a machine reads, exit 2."""

from __future__ import annotations

import sys

from resorb.finding import Finding
from resorb.jsontext import dumps


class Unusable(Exception):  # noqa: N818 - it is the input that is unusable, nothing went wrong here
    """Raised by a command for input it cannot use; `findings` say where, what, why and what to do."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings[0].message)
        self.findings = findings

    def say(self, *, as_json: bool) -> int:
        """Print the findings and return the exit code for unusable input."""
        if as_json:
            print(
                dumps({"error": self.findings[0].message, "findings": [f.as_json() for f in self.findings]})
            )
        for finding in self.findings:
            print(f"resorb: {finding}", file=sys.stderr)
        return 2


def unusable(rule: str, message: str, remedy: str) -> Unusable:
    """Return the exception for one fault."""
    return Unusable(Finding(rule, "error", message, remedy))
