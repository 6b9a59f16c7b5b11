"""`resorb check`: one order in, findings and arithmetic out."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from resorb import __version__
from resorb.cli.arguments import NOTICE
from resorb.cli.body import evidence_for
from resorb.cli.unusable import unusable
from resorb.dosing import parse, spoken
from resorb.evidence import Evidence, Product
from resorb.finding import Finding, exit_code
from resorb.jsontext import dumps
from resorb.protocol.order import Check, Order, check
from resorb.quantity import Quantity, number, plain, quantity

_LONGEST = 20_000
_OLDEST = 120


def run(found: Namespace) -> int:
    """Check the order and print what came of it."""
    evidence = evidence_for(found)
    order, known = _order(found, evidence)
    result = check(order, evidence, known)
    if found.json:
        print(dumps({**result.as_json(), **versions(evidence)}))
    else:
        print("\n".join(_lines(result)))
    return exit_code(result.findings)


def versions(evidence: Evidence) -> dict[str, Any]:
    """Return what every answer carries: software, evidence and what it is for."""
    return {"versions": {"resorb": __version__, "evidence": str(evidence.release)}, "notice": NOTICE}


def _order(found: Namespace, evidence: Evidence) -> tuple[Order, tuple[Finding, ...]]:
    """Return the order with its context, and what a course says against giving a dose at all."""
    read = parse(_text(found.text))
    named = _product(found.product, evidence) or (evidence.products[read.product] if read.product else None)
    weight, about = _weight(found.weight)
    given: dict[str, Any] = {
        "weight": weight,
        "about_weight": about,
        "bsa": _quantity(found.bsa, "--bsa", "area"),
        "age_years": _age(found.age),
        "egfr": _number(found.egfr, "--egfr"),
        "dialysis": found.dialysis,
        "tolerated": _count(found.tolerated),
    }
    given = {name: value for name, value in given.items() if value is not None}
    told = {"weight": read.weight} if read.weight is not None else {}
    known: tuple[Finding, ...] = ()
    if found.course:
        from resorb.cli.context import from_course

        recorded, known = from_course(found.course, found.as_of, evidence)
        given = {**recorded, **given}
    given = {**told, **given}
    fields = _structured(found.structured)
    return Order(read, product=named, structured=fields, reason=found.reason, **given), known


def _text(text: str) -> str:
    body = sys.stdin.read(_LONGEST + 1) if text == "-" else text
    if not body.strip():
        raise unusable(
            "cli.order", "The order is empty.", "Give the order as in '12.5 g IV over 30 min 3/wk'."
        )
    if len(body) > _LONGEST:
        raise unusable(
            "cli.order", f"The order has more than {_LONGEST} characters.", "Give one order, not a document."
        )
    return body


def _weight(text: str | None) -> tuple[Quantity | None, bool]:
    if text is None:
        return None, False
    body = text.strip()
    for sign in ("about", "approximately", "approx.", "approx", "ca.", "~", "≈"):
        if body.lower().startswith(sign):
            return _quantity(body[len(sign) :], "--weight", "mass"), True
    return _quantity(body, "--weight", "mass"), False


def _quantity(text: str | None, flag: str, dimension: str) -> Quantity | None:
    if text is None:
        return None
    try:
        value = quantity(text)
    except ValueError as problem:
        raise unusable(
            "cli.quantity", f"{flag}: {problem}.", "Give number and unit, as in '58 kg' or '1.7 m2'."
        ) from None
    if value.dimension != dimension:
        raise unusable(
            "cli.quantity", f"{flag}: {value} is no {dimension}.", "Give it as in '58 kg' or '1.7 m2'."
        )
    return value


def _number(text: str | None, flag: str) -> Decimal | None:
    if text is None:
        return None
    try:
        value = number(text)
    except ValueError as problem:
        raise unusable("cli.number", f"{flag}: {problem}.", "Give a plain number, as in 45.") from None
    if value < 0:
        raise unusable("cli.number", f"{flag}: {plain(value)} is negative.", "Give a number of 0 or more.")
    return value


def _age(text: str | None) -> Decimal | None:
    value = _number(text, "--age")
    if value is not None and value > _OLDEST:
        raise unusable("cli.number", f"--age: {plain(value)} years is no age.", "Give the age in years.")
    return value


def _count(text: str | None) -> int | None:
    value = _number(text, "--tolerated")
    if value is not None and value != int(value):
        raise unusable("cli.number", f"--tolerated: {plain(value)} is no whole number.", "Count the doses.")
    return None if value is None else int(value)


def _product(text: str | None, evidence: Evidence) -> Product | None:
    """Return the product named by id, alias, strength or NDC; an unknown one is never replaced."""
    if text is None:
        return None
    wanted = " ".join(text.split()).casefold()
    for product in evidence.products.values():
        names = (
            product.id,
            product.name,
            product.ndc,
            *product.aliases,
            str(product.strength),
            plain(product.strength.value),
        )
        if wanted in (name.casefold() for name in names if name):
            return product
    known = ", ".join(evidence.products)
    raise unusable(
        "cli.product",
        f"--product: '{text}' is no product known here.",
        f"Use one of {known}; see docs/reference.",
    )


def _structured(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    import json

    body = text
    if not text.lstrip().startswith("{"):
        from pathlib import Path

        try:
            body = Path(text).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise unusable(
                "cli.structured", f"--structured: {problem}.", "Give a JSON object, or a file holding one."
            ) from None
    try:
        value = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise unusable(
            "cli.structured",
            "--structured is no JSON.",
            'Give an object as in {"dose_value": 12.5, "dose_unit": "g"}.',
        ) from None
    if not isinstance(value, dict):
        raise unusable(
            "cli.structured", "--structured is no JSON object.", 'Give fields as in {"dose_value": 12.5}.'
        )
    return value


_MARKS = {"error": "STOP", "caution": "READ", "note": "note"}


def _lines(result: Check) -> Iterator[str]:
    if result.regimen:
        yield f"Order     {spoken(result.regimen)}"
    else:
        yield f"Order     not read: {' '.join(result.order.parse.text.split())[:100]}"
    yield f"Verdict   {_verdict(result)}"
    for finding in result.findings:
        yield f"{_MARKS[finding.level]:9} {finding.message}"
        if finding.remedy:
            yield f"          -> {finding.remedy}"
        if finding.sources:
            yield f"          [{finding.rule}; {', '.join(finding.sources)}]"
    for phase in result.phases:
        yield from _derived_lines(phase, len(result.phases))
    yield NOTICE


def _verdict(result: Check) -> str:
    if result.stopped:
        return "do not proceed: read every line marked STOP"
    waiting = sum(f.level == "caution" for f in result.findings)
    return f"no error found; {waiting} to read first" if waiting else "no error found"


def _derived_lines(phase: dict[str, Any], count: int) -> Iterator[str]:
    if phase["dose_g"] is None:
        return
    which = f"phase {phase['phase']}: " if count > 1 else ""
    yield (
        f"Per dose  {which}{plain(phase['dose_g'])} g pentahydrate"
        + (f", {plain(phase['rate_g_per_h'])} g/h" if phase["rate_g_per_h"] is not None else "")
        + _load(phase)
    )
    if phase["per_week"]:
        yield f"Per week  {plain(phase['per_week']['dose_g'])} g{_load(phase['per_week'])}"
    for volume in phase["volumes"]:
        strength = f"{plain(volume['strength_mg_per_ml'])} mg/mL {volume['salt']}"
        yield f"Volume    {plain(volume['volume_ml'])} mL of {strength} ({volume['name']})"


def _load(of: dict[str, Any]) -> str:
    sodium = of["sodium_mmol"]
    diluent = f" + {plain(sodium['diluent'])} from the diluent" if sodium["diluent"] is not None else ""
    return f", sodium {plain(sodium['drug'])} mmol{diluent}, thiosulfate {plain(of['thiosulfate_mmol'])} mmol"
