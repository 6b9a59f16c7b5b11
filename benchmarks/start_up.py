"""How long a whole `resorb check` takes from nothing, beside the Python it stands on, in one run.

python benchmarks/start_up.py [runs]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

CHECK = "from resorb.cli import main; raise SystemExit(main())"
YARDSTICK = "import argparse, dataclasses, decimal, fractions, json, re"
ORDER = ("check", "12.5 g IV over 30 min three times weekly", "--json")


def took(code: str) -> float:
    """Return the seconds of one whole process, from start to exit."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, *ORDER], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - start


def main() -> None:
    """Print best and median of both, run in turn; no verdict, because a busy machine is not a slow program."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    pairs = [(took(CHECK), took(YARDSTICK)) for _ in range(runs)]
    for name, times in zip(
        ("resorb check", "the standard modules alone"), zip(*pairs, strict=True), strict=True
    ):
        told = {"best": round(min(times), 3), "median": round(statistics.median(times), 3), "runs": runs}
        print(json.dumps({"measure": f"{name}, whole process, s", **told}))
    print(json.dumps({"wanted": 0.15, "ratio": round(statistics.median(a / b for a, b in pairs), 2)}))


if __name__ == "__main__":
    main()
