"""Writes the generated lines of the order bank; the hand-written lines are left as they are.

    python tests/bank/generate.py           # write
    python tests/bank/generate.py --check   # exit 1 when a file is stale

Deterministic: one fixed seed for each class, no clock.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from caution_orders import caution_orders
from order_words import Order, key_of, without_repeats
from sound_orders import sound_orders
from wrong_orders import wrong_orders

HERE = Path(__file__).resolve().parent
SEED = 20124  # any number; changing it changes every sampled wording

Family = Callable[[Random], Iterator[Order]]
CLASSES: dict[str, tuple[str, Family]] = {
    "erroneous": ("E", wrong_orders),
    "legitimate": ("L", sound_orders),
    "caution": ("C", caution_orders),
}
FIELDS = ("id", "class", "text", "weight", "product", "egfr", "dialysis", "tolerated", "structured")
LAST = ("slip", "expect", "why", "origin")


def read(path: Path) -> list[Order]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def by_hand(name: str) -> list[Order]:
    return [one for one in read(HERE / f"{name}.jsonl") if one["origin"] == "hand"]


def generated(name: str, hand: list[Order]) -> list[Order]:
    """Return the generated orders of a class, without those already there by hand."""
    letter, family = CLASSES[name]
    fresh = without_repeats(family(Random(SEED)), [key_of(one) for one in hand])
    return [{**one, "id": f"{letter}-g{n:03d}", "class": name} for n, one in enumerate(fresh, start=1)]


def line(one: Order) -> str:
    ordered = {name: one[name] for name in (*FIELDS, *LAST) if name in one}
    return json.dumps(ordered, ensure_ascii=False)


def text_of(name: str) -> str:
    """Return what the file of a class should hold: its hand-written lines, then the generated ones."""
    hand = by_hand(name)
    return "".join(line(one) + "\n" for one in (*hand, *generated(name, hand)))


def main(arguments: list[str]) -> int:
    stale = 0
    for name in CLASSES:
        path, wanted = HERE / f"{name}.jsonl", text_of(name)
        if "--check" in arguments:
            fresh = path.read_text(encoding="utf-8") == wanted
            stale += not fresh
            print(f"{path.name}: {'fresh' if fresh else 'stale: run python tests/bank/generate.py'}")
        else:
            path.write_text(wanted, encoding="utf-8")
            print(f"{path.name}: {wanted.count(chr(10))} orders")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
