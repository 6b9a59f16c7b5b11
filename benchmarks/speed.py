"""How fast an order is read, and how long the whole command takes from nothing: one JSON line each.

python benchmarks/speed.py [runs]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

from resorb.dosing import parse

ORDERS = (
    "12.5 g IV over 30 min 3/wk",
    "12.5 g IV over 30 min three times weekly",
    "25 g IV over 60 min TIW",
    "10 g 3/wk for 2 wk, then 15 g 2/wk for 3 mo",
    "12.5 g IV over 30 min 3/wk; after 3 tolerated: 25 g over 60 min",
    "0.25 g/kg (max 12.5 g) IV over 30 min 3/wk",
    "25 g/1.73 m2 IV over 30 min each HD",
    "12.5 g, 25% 50 mL, IV over 30 min MWF",
    "12.5 mg IV over 30 min three times weekly",
    "12,5 g IV over 30 min 3/wk",
)
COMMAND = (sys.executable, "-c", "import sys; from resorb.cli import main; sys.exit(main())")
ORDER = ("check", "12.5 g IV over 30 min three times weekly", "--json")


def lines_per_second(seconds: float = 2.0) -> float:
    """Return how many orders one core reads in a second; no text is read twice with the same spelling."""
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        for text in ORDERS:
            parse(f"{text} {' ' * (done % 7)}")
            done += 1
    return done / spent


def start_up(runs: int) -> list[float]:
    """Return the seconds each whole process took, from start to exit."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([*COMMAND, *ORDER], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
        took.append(time.perf_counter() - start)
    return took


def main() -> int:
    """Print the two measurements; no verdict, because a busy machine is not a slow program."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    rate = lines_per_second()
    print(
        json.dumps({"measure": "order lines read a second, one core", "value": round(rate), "wanted": 5000})
    )
    took = start_up(runs)
    told = {"median": round(statistics.median(took), 3), "best": round(min(took), 3), "runs": runs}
    print(json.dumps({"measure": "resorb check, whole process, s", **told, "wanted": 0.15}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
