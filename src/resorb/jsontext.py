"""JSON text in which a `Decimal` keeps the digits that were written: 12.50 g never becomes 12.5000001.

The standard encoder turns decimals into binary floats or refuses them; this one writes their plain
digits. A float that is not finite has no JSON form and raises, so a NaN cannot reach a page.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from resorb.quantity import plain

# the standard encoder's own escaping, without an encoder built anew for every word
_quoted = json.encoder.encode_basestring


def dumps(value: Any, *, indent: int = 2) -> str:
    """Return the value as JSON text with keys in the order given."""
    return "".join(_pieces(value, "\n", " " * indent))


def _scalar(value: Any) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} has no JSON form")
        return plain(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} has no JSON form")
    if isinstance(value, str):
        return _quoted(value)
    return json.dumps(value)


def _pieces(value: Any, newline: str, step: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        items = [(f"{_quoted(str(key))}: ", inner) for key, inner in value.items()]
        yield from _bracketed("{", "}", items, newline, step)
    elif isinstance(value, list | tuple):
        yield from _bracketed("[", "]", [("", inner) for inner in value], newline, step)
    else:
        yield _scalar(value)


def _bracketed(
    opening: str, closing: str, items: list[tuple[str, Any]], newline: str, step: str
) -> Iterator[str]:
    if not items:
        yield opening + closing
        return
    for i, (key, inner) in enumerate(items):
        yield (opening if i == 0 else ",") + newline + step + key
        yield from _pieces(inner, newline + step, step)
    yield newline + closing
