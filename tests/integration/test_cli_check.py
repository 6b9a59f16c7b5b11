"""`resorb check` as a program: exit codes, JSON, what it loads, how fast it starts, bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from resorb.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
LETTER = "12.5 g IV over 30 min three times weekly"
HEAVY = ("numpy", "scipy", "pydantic", "rich", "fastapi", "sqlalchemy", "sqlite3", "yaml", "jinja2", "click",
         "asyncio", "http", "socket", "unittest")  # fmt: skip


def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(stdin)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(words))
    except SystemExit as stop:
        code = int(stop.code or 0)
    finally:
        sys.stdin = before
    return code, out.getvalue(), err.getvalue()


def checked(*words: str) -> tuple[int, dict[str, Any]]:
    code, out, _ = run("check", *words, "--json")
    return code, json.loads(out)


def test_the_letters_order_is_fine_and_has_its_figures() -> None:
    code, found = checked(LETTER)
    assert code == 0
    assert found["derived"]["rate_g_per_h"] == 25
    assert found["derived"]["sodium_mmol"]["drug"] == 100.7
    assert [v["volume_ml"] for v in found["derived"]["volumes"]] == [50, 100, 25, 99.5]
    assert any("product is not stated" in f["message"] for f in found["findings"])
    assert found["notice"] and found["versions"]["evidence"]


def test_the_legends_order_is_stopped_and_explained() -> None:
    code, found = checked("12.5 mg IV over 30 min three times weekly")
    assert code == 1
    assert any("1000 times" in f["message"] for f in found["findings"] if f["level"] == "error")


@pytest.mark.parametrize("product", ["hope-250", "250 mg/mL", "60267-705-50", "HOPE"])
def test_a_named_product_gives_one_volume(product: str) -> None:
    code, found = checked(LETTER, "--product", product)
    assert code == 0
    assert [v["volume_ml"] for v in found["derived"]["volumes"]] == [50]


def test_an_order_can_come_from_standard_input() -> None:
    code, out, _ = run("check", "-", stdin=LETTER)
    assert code == 0 and "3 times weekly" in out


@pytest.mark.parametrize("words", [
    ("check", ""), ("check", "   "), ("check", "x" * 30_000), ("check", LETTER, "--weight", "58"),
    ("check", LETTER, "--weight", "58 lb"), ("check", LETTER, "--weight", "12 mL"), ("check", LETTER, "--product", "acme"),
    ("check", LETTER, "--egfr", "1e3"), ("check", LETTER, "--egfr", "-4"), ("check", LETTER, "--tolerated", "3.5"),
    ("check", LETTER, "--structured", "[]"),
    ("check", LETTER, "--structured", "{"), ("check", LETTER, "--structured", "nowhere.json"),
    ("check", LETTER, "--course", "nowhere.yaml"), ("check", LETTER, "--course", str(EXAMPLES / "bad" / "empty.yaml")),
    ("check", LETTER, "--course", str(EXAMPLES / "letter" / "course.yaml"), "--as-of", "2024-02-30"),
    ("check", LETTER, "--course", str(EXAMPLES / "letter" / "course.yaml"), "--as-of", "2024-02-03"),
])  # fmt: skip
def test_input_that_cannot_be_used_ends_with_2_and_says_what_to_do(words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert code == 2
    assert err.startswith("resorb: ") and "Traceback" not in err + out
    code, out, _ = run(*words, "--json")
    assert code == 2
    assert json.loads(out)["findings"][0]["remedy"]


def test_noise_is_refused_and_never_a_traceback() -> None:
    noise = "".join(chr(33 + (i * 7919) % 90) for i in range(3000))
    code, out, err = run("check", noise)
    assert code in (1, 2) and "Traceback" not in out + err


def test_a_course_gives_weight_and_what_forbids_a_dose() -> None:
    code, found = checked("12.5 g IV over 30 min 3/wk", "--course", str(EXAMPLES / "letter" / "course.yaml"))
    rules = {f["rule"] for f in found["findings"]}
    assert code == 0
    assert "advice.labs.missing" in rules


@pytest.mark.parametrize(("said", "lifted"), [
    ("haemodialysis", True), ("unknown", False), ("stopped in 2023", False), ("not on dialysis", False),
])  # fmt: skip
def test_only_dialysis_that_is_recorded_lifts_what_holds_off_dialysis(
    said: str, lifted: bool, tmp_path: Path
) -> None:
    path = tmp_path / "course.yaml"
    path.write_text(
        "resorb: course/1\nid: t\nsubject:\n  sex: female\n  age: 50 y\nevents:\n"
        f"  - {{id: d, when: 2024-01-02, kind: covariate, name: dialysis, value: {said}}}\n"
    )
    _, found = checked("12.5 g IV over 30 min 4/wk", "--course", str(path))
    cautioned = "order.frequency.high" in {f["rule"] for f in found["findings"]}
    assert cautioned is not lifted


def test_text_is_for_people_and_says_times_weekly() -> None:
    _, out, _ = run("check", LETTER)
    assert "3 times weekly" in out and "3/wk" not in out.split("->")[0]
    assert "off-label" in out


def test_a_check_loads_nothing_heavy() -> None:
    code = f"import sys; from resorb.cli import main; main(['check', {LETTER!r}]); print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()}
    assert not loaded & set(HEAVY)


def test_a_check_starts_in_a_blink(tmp_path: Path) -> None:
    """The target is 0.15 s for the whole process on an idle machine; `make bench` prints the seconds.

    A test machine is never idle, so the check is held to 3.3 times a yardstick run beside it: Python
    with the standard modules any command needs, 0.045 s where the check takes 0.15 s.
    """
    check = "from resorb.cli import main; raise SystemExit(main())"
    yardstick = "import argparse, dataclasses, decimal, fractions, json, re"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    took: dict[str, list[float]] = {check: [], yardstick: []}
    for _ in range(12):
        for code, times in took.items():
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", code, "check", LETTER],
                capture_output=True,
                check=True,
                env=environment,
            )
            times.append(time.perf_counter() - start)
    assert min(took[check]) <= 3.3 * min(took[yardstick]), took
