"""What a field of an event may hold. The kinds of event are written with these words, and the reader,
the writer and the JSON Schema all follow what they say; there is no second list of fields.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from typing import Any, Literal

from resorb.quantity import Quantity

Holds = Literal["text", "choice", "quantity", "value", "count", "when", "id", "ids", "words", "records"]

YES_NO = ("yes", "no", "unknown")

# What says that a value is not known; anything else is a value.
UNSTATED = ("not stated", "unknown", "not recorded", "not measured")


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A value that is explicitly not known, in the words used: never zero and never normal."""

    words: str = "not stated"

    def __str__(self) -> str:
        return self.words


Amount = Quantity | NotKnown | None
Value = Quantity | str | NotKnown | None
Count = int | NotKnown | None


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: its name in the file, what it holds, and the sentence that explains it.

    `dimensions` limits a quantity's unit (mass, time…); `low` and `high` limit a count; `named_by` is
    the sibling field that says which unit a value needs (a measure, an analyte); `regimen` marks text
    of the dosing language.
    """

    name: str
    holds: Holds
    help: str
    key: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    low: int = 0
    high: int = 1_000_000
    named_by: str = ""
    regimen: bool = False
    record: type | None = None


def _made(spec: dict[str, Any]) -> Any:
    empty: Any = () if spec["holds"] in ("ids", "words", "records") else None
    if spec.get("required"):
        return field(metadata={"spec": spec})
    return field(default=empty, metadata={"spec": spec})


def text(help: str, **more: Any) -> Any:
    """A line or a paragraph, kept as written."""
    return _made({"holds": "text", "help": help, **more})


def choice(help: str, *choices: str, **more: Any) -> Any:
    """One of a closed list of words."""
    return _made({"holds": "choice", "help": help, "choices": choices, **more})


def quantity(help: str, *dimensions: str, **more: Any) -> Any:
    """A number with its unit, or that it is not known."""
    return _made({"holds": "quantity", "help": help, "dimensions": dimensions, **more})


def value(help: str, named_by: str, **more: Any) -> Any:
    """A quantity, or words: which unit it needs depends on what was measured."""
    return _made({"holds": "value", "help": help, "named_by": named_by, **more})


def count(help: str, low: int = 0, high: int = 1_000_000, **more: Any) -> Any:
    """A whole number, or that it is not known."""
    return _made({"holds": "count", "help": help, "low": low, "high": high, **more})


def when(help: str, **more: Any) -> Any:
    """A time, as far as it is known."""
    return _made({"holds": "when", "help": help, **more})


def ref(help: str, **more: Any) -> Any:
    """The id of another event of the course."""
    return _made({"holds": "id", "help": help, **more})


def refs(help: str, **more: Any) -> Any:
    """The ids of other events of the course."""
    return _made({"holds": "ids", "help": help, **more})


def words(help: str, **more: Any) -> Any:
    """A list of short texts."""
    return _made({"holds": "words", "help": help, **more})


def records(help: str, record: type, **more: Any) -> Any:
    """A list of small records with fields of their own."""
    return _made({"holds": "records", "help": help, "record": record, **more})


def regimen(help: str, **more: Any) -> Any:
    """Text of the dosing language, kept as written and read when it is used."""
    return text(help, regimen=True, **more)


def specs(kind: type[Any]) -> tuple[Spec, ...]:
    """Return the fields of a kind of event, in the order they are written."""
    return tuple(_spec(entry) for entry in fields(kind) if "spec" in entry.metadata)


def _spec(entry: Field[Any]) -> Spec:
    given = dict(entry.metadata["spec"])
    key = given.pop("key", entry.name)
    return Spec(name=entry.name, key=key, **given)
