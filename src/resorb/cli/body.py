"""Which evidence a command acts on: the one shipped, or the one with a site's own limits."""

from __future__ import annotations

from argparse import Namespace

from resorb.cli.unusable import Unusable
from resorb.evidence import Evidence, load


def evidence_for(found: Namespace) -> Evidence:
    """Return the evidence with the limits of `--site`, when that is given; any fault of that file is said."""
    path = getattr(found, "site", None)
    if path is None:
        return load()
    from datetime import date

    got = load().with_site(path, today=date.today().isoformat())
    if not isinstance(got, Evidence):
        raise Unusable(*got)
    return got
