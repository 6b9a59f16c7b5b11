"""Prints, as one JSON line, how the order check does on the order bank and how many orders a second.

python benchmarks/order_bank.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "bank")]

from run_bank import Order, bank, held_out, scores, verdicts  # noqa: E402


def measured(orders: list[Order]) -> dict[str, object]:
    """Return the share of each class treated as it asks, and whole checks a second on one core."""
    start = perf_counter()
    found = verdicts(orders)
    seconds = perf_counter() - start
    by_class = {name: {"n": s.n, "right": round(s.rate, 4)} for name, s in scores(found).items()}
    return {**by_class, "orders_per_second": round(len(orders) / seconds)}


def main() -> int:
    print(json.dumps({"bank": measured(bank()), "held_out": measured(held_out())}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
