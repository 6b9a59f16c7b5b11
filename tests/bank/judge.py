"""The one place where the bank meets the order check: an order in, its findings out."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

Finding = dict[str, Any]
Order = dict[str, Any]


def flags(order: Order) -> list[str]:
    """Return the context of an order as flags of `resorb check`."""
    said: list[str] = []
    for name in ("weight", "product", "egfr", "dialysis", "tolerated"):
        if name in order:
            said += [f"--{name}", str(order[name])]
    if "structured" in order:
        said += ["--structured", json.dumps(order["structured"])]
    return said


def judge(order: Order) -> list[Finding]:
    """Return the findings of `resorb check` for one order.

    An answer that is not JSON is a broken program, never a stopped order: a flag the command does not
    know must not count as an error caught.

    Raises:
        RuntimeError: The command printed no JSON, or its exit code and findings disagree.
    """
    code, printed, complaint = _check(order)
    try:
        findings: list[Finding] = json.loads(printed)["findings"]
    except (ValueError, KeyError, TypeError) as err:
        raise RuntimeError(
            f"{order['id']}: exit {code}, no findings in JSON: {complaint or printed!r}"
        ) from err
    if (code != 0) != any(finding["level"] == "error" for finding in findings):
        raise RuntimeError(f"{order['id']}: exit {code} does not follow from {findings}")
    return findings


def _check(order: Order) -> tuple[int, str, str]:
    from resorb.cli import main

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(["check", order["text"], "--json", *flags(order)])
        except SystemExit as stop:
            code = stop.code
    return code if isinstance(code, int) else int(code is not None), out.getvalue(), err.getvalue()
