"""A site's own limits: soft ones change, hard ones only tighten, and any fault leaves everything as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resorb import evidence
from resorb.cli import main
from resorb.cli.release import export
from resorb.evidence import Evidence
from resorb.quantity import Quantity, quantity

EVIDENCE = evidence.load()
ENTRY = {
    "limit": "limit.dose.iv.high",
    "value": "20 g",
    "who": "A. Example, rheumatology",
    "when": "2026-03-01",
    "why": "Pharmacy committee, until more is known.",
}


def text(*entries: dict[str, str]) -> str:
    lines = ["resorb: site/1", "site: Example hospital", "limits:"]
    for entry in entries:
        first, *rest = (f'{field}: "{value}"' for field, value in entry.items())
        lines += [f"  - {first}", *(f"    {one}" for one in rest)]
    return "\n".join(lines) + "\n"


def read(tmp_path: Path, content: str, **more: str) -> object:
    path = tmp_path / "site.yaml"
    path.write_text(content, encoding="utf-8")
    return EVIDENCE.with_site(path, **more)


def taken(tmp_path: Path, **change: str) -> Evidence:
    got = read(tmp_path, text({**ENTRY, **change}))
    assert isinstance(got, Evidence), [str(f) for f in got]  # type: ignore[attr-defined]
    return got


def test_a_soft_limit_changes_and_says_who_when_and_why(tmp_path: Path) -> None:
    limit = taken(tmp_path).limits["limit.dose.iv.high"]
    assert limit.value == quantity("20 g")
    assert (
        limit.site == "site: A. Example, rheumatology, 2026-03-01: Pharmacy committee, until more is known."
    )
    assert limit.crossed_by(quantity("22 g"))
    assert "20 g, which the site set" in limit.message
    assert "Above 25 g" in limit.message, "what holds without the site has to stay visible"


def test_findings_cite_the_site_first(tmp_path: Path) -> None:
    got = taken(tmp_path)
    limit = got.limits["limit.dose.iv.high"]
    assert "A. Example" in got.cite(limit.sources)[0]
    assert "2026-03-01" in got.cite(limit.sources)[0]
    assert limit.sources[1:] == EVIDENCE.limits[limit.id].sources


def test_the_order_check_uses_it_and_shows_it(tmp_path: Path) -> None:
    from resorb.protocol.order import Order, check

    order = Order.of("22 g IV over 60 min 3/wk")
    rules = {f.message for f in check(order, EVIDENCE).findings}
    own = [f for f in check(order, taken(tmp_path)).findings if f.message not in rules]
    assert any("site:limit.dose.iv.high" in f.sources for f in own)


def test_the_evidence_that_was_shipped_stays_as_it_was(tmp_path: Path) -> None:
    got = taken(tmp_path)
    assert EVIDENCE.limits["limit.dose.iv.high"].value == quantity("25 g")
    assert EVIDENCE.limits["limit.dose.iv.high"].site == ""
    assert "1 limit of the site" in str(got.release)
    assert got.release.hash == EVIDENCE.release.hash
    assert set(got.limits) == set(EVIDENCE.limits)


def test_a_level_nobody_published_can_be_set(tmp_path: Path) -> None:
    limit = taken(tmp_path, limit="limit.hold.bicarbonate", value="16 mmol/L").limits[
        "limit.hold.bicarbonate"
    ]
    assert limit.crossed_by(quantity("15 mmol/L"))
    assert not limit.crossed_by(quantity("16 mmol/L"))
    assert limit.comparison == "<"


def test_a_hard_limit_can_be_tightened(tmp_path: Path) -> None:
    limit = taken(tmp_path, limit="limit.rate.iv.too_fast", value="1 g/min").limits["limit.rate.iv.too_fast"]
    assert (limit.value, limit.hard, limit.level) == (quantity("1 g/min"), True, "error")


def test_a_release_never_holds_a_sites_settings(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="site's settings"):
        export(tmp_path / "out", taken(tmp_path))


BAD = {
    "unknown limit": ({"limit": "limit.dose.iv.hihg"}, "no limit of the evidence", "limit.dose.iv.high", 4),
    "unknown rule": ({"limit": "order.dose"}, "no limit of the evidence", "", 4),
    "a loosened hard limit": (
        {"limit": "limit.dose.iv.too_high", "value": "60 g"}, "would loosen it", "stricter", 5,
    ),
    "a loosened hard limit, other side": (
        {"limit": "limit.dose.iv.too_low", "value": "2 g"}, "would loosen it", "stricter", 5,
    ),
    "a hard limit about words": ({"limit": "limit.route.oral"}, "not about a level", "Remove", 4),
    "no who": ({"who": ""}, "'who' is missing", "name and role", 6),
    "no when": ({"when": ""}, "'when' is missing", "2026-03-01", 7),
    "no why": ({"why": "  "}, "'why' is missing", "reason", 8),
    "unknown unit": ({"value": "20 grains"}, "unit 'grains' is not known", "unit is g", 5),
    "no unit": ({"value": "20"}, "unit may have slipped", "in g", 5),
    "wrong dimension": ({"value": "20 mL"}, "unit may have slipped", "in g", 5),
    "mg for g": ({"value": "20 mg"}, "was mg written for g?", "in g", 5),
    "a decimal comma": ({"value": "12,5 g"}, "limit.dose.iv.high", "with its unit", 5),
    "an impossible date": ({"when": "2026-02-30"}, "no day of the calendar", "Correct", 7),
    "a date in words": ({"when": "1 March 2026"}, "not a date", "2026-03-01", 7),
    "a year that slipped": ({"when": "0206-03-01"}, "cannot be the day", "Correct", 7),
    "outside what a site may choose": (
        {"limit": "limit.escalation.tolerated", "value": "2"}, "outside what a site may choose", "3 to 4", 5,
    ),
    "a field nobody knows": ({"level": "note"}, "'level' is not a field", "limit, value, who, when, why", 9),
}  # fmt: skip


@pytest.mark.parametrize(("change", "says", "remedy", "line"), BAD.values(), ids=BAD)
def test_a_bad_setting_is_refused_with_place_and_remedy(
    tmp_path: Path, change: dict[str, str], says: str, remedy: str, line: int
) -> None:
    found = read(tmp_path, text({**ENTRY, **change}))
    assert isinstance(found, tuple), "something was loaded from a faulty file"
    fault = next(f for f in found if says in f.message)
    assert remedy in fault.remedy
    assert fault.level == "error"
    assert fault.where is not None
    assert fault.where.file == str(tmp_path / "site.yaml")
    assert fault.where.line == line


def test_nothing_loads_half_and_every_fault_is_told(tmp_path: Path) -> None:
    good = {**ENTRY, "limit": "limit.dose.iv.low", "value": "12 g"}
    found = read(tmp_path, text(good, {**ENTRY, "why": ""}, {**ENTRY, "limit": "limit.nowhere"}))
    assert isinstance(found, tuple)
    assert len(found) == 2


def test_one_limit_set_twice_is_two_values_in_force(tmp_path: Path) -> None:
    found = read(tmp_path, text(ENTRY, {**ENTRY, "value": "22 g"}))
    assert isinstance(found, tuple)
    assert "set twice, first in line 4" in found[0].message


def test_a_date_after_today_is_refused_where_today_is_known(tmp_path: Path) -> None:
    assert isinstance(read(tmp_path, text(ENTRY), today="2026-03-01"), Evidence)
    assert isinstance(read(tmp_path, text(ENTRY), today="2026-02-28"), tuple)


@pytest.mark.parametrize(
    "content",
    ["limits: []\n", "resorb: course/1\nlimits: []\n", "resorb: site/1\n", "resorb: site/1\nlimits: 5\n",
     "resorb: site/1\nrules:\n  - hold\nlimits: []\n", "- 1\n", "", "resorb: site/1\nlimits:\n  - 12 g\n",
     "resorb: site/1\nlimits:\n  - limit: a\n    limit: b\n"],
)  # fmt: skip
def test_a_file_that_is_no_sites_file_is_refused(tmp_path: Path, content: str) -> None:
    found = read(tmp_path, content)
    assert isinstance(found, tuple)
    assert all(f.remedy and f.where and f.where.file for f in found)


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    found = EVIDENCE.with_site(tmp_path / "no.yaml")
    assert isinstance(found, tuple)


def test_the_command_still_answers() -> None:
    assert main(["evidence", "limit.dose.iv.high"]) == 0


NUMBERED = [x for x in EVIDENCE.limits.values() if x.value is not None and x.hard]


@settings(max_examples=150, deadline=None)
@given(
    limit=st.sampled_from(NUMBERED),
    scale=st.decimals("0.1", "10", places=2),
    given_scale=st.decimals("0.1", "10", places=2),
)
def test_no_file_makes_pass_what_a_hard_limit_stops(tmp_path_factory, limit, scale, given_scale) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("site") / "site.yaml"
    level = Quantity(limit.value.value * scale, limit.value.unit)
    path.write_text(text({**ENTRY, "limit": limit.id, "value": str(level)}), encoding="utf-8")
    got = EVIDENCE.with_site(path)
    asked = Quantity(limit.value.value * given_scale, limit.value.unit)
    if isinstance(got, Evidence) and limit.crossed_by(asked):
        assert got.limits[limit.id].crossed_by(asked)
