"""How many order lines a second one core reads, over the accepted lines of the golden table.

Run it from the repository root: `python benchmarks/dosing_speed.py`. A public reader of quantities is
timed on the same lines in the same run when it is installed. It does less (amounts and units only: no
route, frequency, phase, condition or refusal), so its figure is a scale and not a race.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from resorb.dosing import parse, scan

FORMS = Path(__file__).parents[1] / "tests" / "golden" / "dosing_forms.jsonl"
TARGET = 5000
TYPICAL = ["12.5 g IV over 30 min 3/wk",
           "Sodium thiosulfate 12.5 g IV over 30 minutes three times weekly",
           "10 g 3/wk for 2 wk, then 15 g 2/wk for 3 mo",
           "0.25 g/kg (max 12.5 g) IV after each haemodialysis session",
           "Sodium thiosulfate 25% inj 12.5 g/50 mL IVPB over 30 min q MWF"]  # fmt: skip


def lines() -> list[str]:
    """Return the texts of the golden table that are accepted."""
    forms = [json.loads(line) for line in FORMS.read_text("utf-8").splitlines()]
    return [form["text"] for form in forms if "canonical" in form]


def per_second(read: Callable[[str], object], texts: list[str], seconds: float = 2.0) -> float:
    """Return the best rate of several rounds, in texts per second of processor time."""
    for text in texts:
        read(text)
    best, spent = 0.0, 0.0
    while spent < seconds:
        start = time.process_time()
        for text in texts:
            read(text)
        took = time.process_time() - start
        best, spent = max(best, len(texts) / took), spent + took
    return best


def peer() -> Callable[[str], object] | None:
    """Return quantulum3's reader, when it is installed with what it needs."""
    try:
        from quantulum3 import parser  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    return lambda text: parser.parse(text)


def main() -> None:
    texts = lines()
    print(
        f"{len(texts)} accepted lines of the golden table, {len(TYPICAL)} typical orders; one core, best round"
    )
    print(
        f"  resorb.dosing.parse, golden lines   {per_second(parse, texts):9,.0f} lines/s (target {TARGET:,})"
    )
    print(f"  resorb.dosing.parse, typical orders {per_second(parse, TYPICAL):9,.0f} lines/s")
    print(f"  resorb.dosing.scan, golden lines    {per_second(scan, texts):9,.0f} lines/s")
    other = peer()
    if other is None:
        print("  quantulum3 (amounts only)           not installed")
    else:
        print(f"  quantulum3 (amounts only)           {per_second(other, texts):9,.0f} lines/s")


if __name__ == "__main__":
    main()
