"""The key: only the signs that a drawing uses, each with its meaning."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from resorb.report.said import NOT_GIVEN
from resorb.report.timeline import glyphs
from resorb.report.timeline.glyphs import n, tag, words
from resorb.report.timeline.mark import Timeline


def _bar(x: float, y: float, look: str, tall: float = 12.0, wide: float = 5.0) -> str:
    return tag("rect", x=x - wide / 2, y=y - tall / 2, width=wide, height=tall, class_=look)


def _line(x: float, y: float, look: str) -> str:
    return tag("path", d=f"M{n(x - 7)} {n(y)}h14", class_=look)


# a mark's kind and look (`*` for any), its sign, its meaning
SIGNS: tuple[tuple[str, str, Callable[[float, float], str], str], ...] = (
    *(("not-given", name, drawn, f"dose {NOT_GIVEN[name]}") for name, drawn in glyphs.NOT_GIVEN.items()),
    ("dose", "*", partial(_bar, look="dose"), "dose given, height: grams"),
    ("words", "better", lambda x, y: glyphs.arrow(x, y, "better"), "words say better"),
    ("words", "worse", lambda x, y: glyphs.arrow(x, y, "worse"), "words say worse"),
    ("words", "", lambda x, y: glyphs.arrow(x, y, ""), "words, no direction"),
    ("fate", "present", lambda x, y: glyphs.fate(x, y, "present"), "present before"),
    *(
        ("fate", look, partial(glyphs.fate, look=look), meaning)
        for look, meaning in (
            ("appears", "newly recorded"), ("merges", "merged"), ("splits", "split"), ("gone", "gone"),
        )
    ),
    *(
        ("flare", look, partial(glyphs.flare, look=look), f"flare {look}")
        for look in ("confirmed", "suspected", "excluded")
    ),
    *(
        ("decision", look, partial(glyphs.decision, look=look), meaning)
        for look, meaning in (
            ("stop", "stopped"), ("hold", "held"), ("restart", "restarted"), ("resume", "resumed"),
            ("escalate", "escalated"), ("reduce", "reduced"), ("space_out", "spaced out"),
        )
    ),
    ("harm", "*", lambda x, y: glyphs.harm(x, y, "2"), "adverse event, CTCAE grade"),
    ("warning", "*", glyphs.warning, "value may be distorted"),
    ("partial", "*", lambda x, y: _bar(x, y, "dose frame") + _bar(x, y + 3, "dose", 6.0), "partial; frame: ordered"),
    ("amount-unknown", "*", partial(_bar, look="dose unknown"), "amount not recorded"),
    ("hatch", "*", lambda x, y: _bar(x, y, "told", 10.0, 14.0), "told, not recorded"),
    ("reference", "*", partial(_line, look="limit"), "limit in the evidence"),
    ("vague", "*", partial(_line, look="extent"), "time lies within"),
)  # fmt: skip


def key(given: Timeline, top: float) -> tuple[str, float]:
    """Return the signs that the drawing uses, with their meaning, in columns."""
    used = {(mark.kind, mark.look) for mark in given.marks()} | {(mark.kind, "*") for mark in given.marks()}
    if any(mark.place.part == "timed" and not mark.place.is_exact for mark in given.marks()):
        used.add(("vague", "*"))
    entries = [(drawn, meaning) for kind, look, drawn, meaning in SIGNS if (kind, look) in used]
    columns = max(1, int((given.scale.width) // 196))
    found = []
    for i, (drawn, meaning) in enumerate(entries):
        x, y = 16 + (i % columns) * 196.0, top + 12 + (i // columns) * 17
        found.append(drawn(x, y) + words(meaning, x + 12, y + 4, class_="soft"))
    rows = -(-len(entries) // columns)
    return tag("g", "<title>Key to the signs</title>" + "".join(found), role="img"), rows * 17 + 10.0
