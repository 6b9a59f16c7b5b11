"""Runs every order of the bank through the order check and prints what it stopped, cautioned and missed.

python tests/bank/run_bank.py            # exit 1 when a target is missed
python tests/bank/run_bank.py --rules    # also: which rules answered which slip or expectation
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

from generate import CLASSES, read  # noqa: E402
from judge import judge  # noqa: E402

Order = dict[str, Any]
Finding = dict[str, Any]
Judge = Callable[[Order], list[Finding]]

# The letter's order. What is said about it too ("product not stated") answers no particular caution.
PLAIN = "Sodium thiosulfate 12.5 g IV over 30 min 3 times weekly"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One order with its findings; `usual` are the rules the plain order raises as well."""

    order: Order
    findings: list[Finding]
    usual: frozenset[str]

    @property
    def stopped(self) -> bool:
        return any(f["level"] == "error" for f in self.findings)

    @property
    def cautioned(self) -> bool:
        return any(f["level"] == "caution" and f["rule"] not in self.usual for f in self.findings)

    @property
    def right(self) -> bool:
        """Whether the order was treated as its class asks."""
        if self.order["class"] == "erroneous":
            return self.stopped
        return not self.stopped and (self.order["class"] == "legitimate" or self.cautioned)


@dataclass(frozen=True, slots=True)
class Score:
    """What the check did with the orders of one class."""

    name: str
    verdicts: tuple[Verdict, ...]

    @property
    def n(self) -> int:
        return len(self.verdicts)

    @property
    def missed(self) -> tuple[Verdict, ...]:
        return tuple(v for v in self.verdicts if not v.right)

    @property
    def rate(self) -> float:
        """The share of orders treated as their class asks; 1 of none."""
        return 1 - len(self.missed) / self.n if self.n else 1.0


TARGETS = {"erroneous": 0.99, "legitimate": 0.98, "caution": 0.95}


def usual_rules(by: Judge) -> frozenset[str]:
    plain = by({"id": "plain", "text": PLAIN})
    return frozenset(f["rule"] for f in plain if f["level"] == "caution")


def verdicts(orders: Iterable[Order], by: Judge = judge) -> list[Verdict]:
    """Return one verdict an order, in their order."""
    usual = usual_rules(by)
    return [Verdict(one, by(one), usual) for one in orders]


def scores(found: Iterable[Verdict]) -> dict[str, Score]:
    """Return the score of each class, and of the ten-fold slips among the errors."""
    found = list(found)
    kept = {name: tuple(v for v in found if v.order["class"] == name) for name in TARGETS}
    kept["tenfold"] = tuple(v for v in found if v.order.get("slip") == "tenfold")
    return {name: Score(name, group) for name, group in kept.items()}


def bank() -> list[Order]:
    return [one for name in CLASSES for one in read(HERE / f"{name}.jsonl")]


def held_out() -> list[Order]:
    return read(HERE / "held_out.jsonl")


def fresh() -> list[Order]:
    """Return the orders written after the rules, for one first run on unseen wordings (see the README)."""
    return read(HERE / "fresh.jsonl")


def met(score: Score, *, spare: int = 0) -> bool:
    """Whether a class reaches its target; `spare` misses are allowed in a part too small for a rate.

    No ten-fold slip is ever spared.
    """
    if score.name == "tenfold":
        return not score.missed
    return score.rate >= TARGETS[score.name] or len(score.missed) <= spare


def shown(score: Score) -> str:
    """Return one line a class: how many, how many stopped and cautioned, and the rate that counts."""
    stopped = sum(v.stopped for v in score.verdicts)
    cautioned = sum(v.cautioned and not v.stopped for v in score.verdicts)
    share = f"{100 * score.rate:.1f} % right"
    return f"{score.name:11} n {score.n:4}  stopped {stopped:4}  cautioned {cautioned:4}  {share}"


def miss(verdict: Verdict) -> str:
    """Return an order that was treated wrongly, with what was asked and what was said."""
    order = verdict.order
    context = {
        k: v for k, v in order.items() if k not in ("id", "text", "class", "why", "origin", "slip", "expect")
    }
    asked = order.get("expect") or order["why"]
    said = "; ".join(f"{f['level']} {f['rule']}: {f['message']}" for f in verdict.findings) or "nothing"
    return f"  {order['id']} {order['text']!r} {context or ''}\n      asked: {asked}\n      said:  {said}"


def answers(found: Iterable[Verdict]) -> str:
    """Return which rules answered which slip or expectation: a right stop may have a wrong reason."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for v in found:
        level = "error" if v.order["class"] == "erroneous" else "caution"
        idea = v.order.get("slip") or v.order.get("expect") or v.order["class"]
        tally[idea].update(
            {f["rule"] for f in v.findings if f["level"] == level and f["rule"] not in v.usual}
        )
    return "\n".join(f"  {idea}: {dict(rules.most_common())}" for idea, rules in sorted(tally.items()))


def report(title: str, found: list[Verdict], *, spare: int = 0, rules: bool = False) -> bool:
    """Print the scores and every miss of one part; return whether every target is met."""
    print(title)
    fine = True
    for score in scores(found).values():
        fine &= met(score, spare=spare)
        print(f"  {shown(score)}  {'ok' if met(score, spare=spare) else 'TARGET MISSED'}")
    for verdict in found:
        if not verdict.right:
            print(miss(verdict))
    if rules:
        print(answers(found))
    return fine


def main(arguments: list[str]) -> int:
    rules = "--rules" in arguments
    fine = report("Order bank", verdicts(bank()), rules=rules)
    fine &= report("Held out", verdicts(held_out()), spare=1, rules=rules)
    fine &= report("Fresh", verdicts(fresh()), rules=rules)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
