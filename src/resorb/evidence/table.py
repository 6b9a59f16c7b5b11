"""Records by id, made into values only when asked for.

A whole `resorb check` must start in a blink, so nothing is decoded that nobody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Generic, TypeVar

from resorb.evidence.fields import SCOPE, Field, Kind
from resorb.evidence.limits import Scope
from resorb.quantity import Quantity, quantity

T = TypeVar("T")


class Table(Mapping[str, T], Generic[T]):
    """Values by id, in the order of the data files. Records are read when the first is asked for."""

    __slots__ = ("_held", "_kind", "_made", "_own", "_records")

    def __init__(self, kind: Kind, records: Callable[[], list[dict[str, Any]]]) -> None:
        self._kind = kind
        self._records = records
        self._held: dict[str, dict[str, Any]] | None = None
        self._made: dict[str, T] = {}
        self._own: tuple[str, ...] = ()

    @property
    def _raw(self) -> dict[str, dict[str, Any]]:
        if self._held is None:
            self._held = {record["id"]: record for record in self._records()}
        return self._held

    def __getitem__(self, name: str) -> T:
        """Return the value with that id.

        Raises:
            KeyError: There is none; the message names the closest ids.
        """
        if name not in self._made:
            if name not in self._raw:
                raise KeyError(self._unknown(name))
            self._made[name] = self._kind.made_by()(**decoded(self._raw[name], self._kind.fields))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, name: object) -> bool:
        return name in self._raw

    def raw(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each record as it stands in the compiled file, undecoded, for a search over all of them."""
        yield from self._raw.items()

    def raw_of(self, name: str) -> dict[str, Any]:
        """Return one record as it stands in the compiled file."""
        return self._raw[name]

    def changed(self) -> tuple[str, ...]:
        """Return the ids whose value a site has put in place of the compiled one."""
        return self._own

    def replaced(self, values: Mapping[str, T]) -> Table[T]:
        """Return a table in which these values stand for theirs, or are added; this one stays."""
        raw = {**self._raw, **{name: self._raw.get(name, {"id": name}) for name in values}}
        made: Table[T] = Table(self._kind, lambda: list(raw.values()))
        made._made = {**self._made, **values}
        made._own = (*self._own, *values)
        return made

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches

        close = get_close_matches(name, self._raw, n=3, cutoff=0.5)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        return f"no {self._kind.section} record {name!r}{hint}"


def decoded(record: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    """Return the fields of a record as exact values; a field that is absent keeps its default."""
    return {f.name: _DECODE[f.form.partition(":")[0]](record[f.name]) for f in fields if f.name in record}


def number_with_unit(text: str) -> Quantity:
    """Return the quantity of a data file: `12.5 g`; a bare number is a count."""
    return quantity(text if " " in text else f"{text} 1")


def _same(value: Any) -> Any:
    return value


_DECODE: dict[str, Callable[[Any], Any]] = {
    "text": _same,
    "unit": _same,
    "choice": _same,
    "ref": _same,
    "yes_no": _same,
    "texts": tuple,
    "choices": tuple,
    "refs": tuple,
    "decimal": Decimal,
    "whole": int,
    "wholes": lambda items: tuple(int(item) for item in items),
    "quantity": number_with_unit,
    "date": _same,
    "by_item": lambda items: tuple(items.items()),
    "counts": lambda counts: tuple((name, int(n)) for name, n in counts.items()),
    "scope": lambda scope: Scope(**decoded(scope, SCOPE)),
}
