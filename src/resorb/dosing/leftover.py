"""What of an order was not read, and what to do about it: an order is read whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from resorb.dosing.element import Element, Tokens
from resorb.dosing.fillers import FILLERS
from resorb.dosing.tokens import Token
from resorb.dosing.words import MISREAD_UNITS, words
from resorb.finding import Finding, Where
from resorb.quantity import plain

_PUNCTUATION = frozenset(",.;:()[]='\"•|@&!“”")


def unread(text: str, pieces: Tokens, parts: Sequence[Element]) -> Iterator[Finding]:
    """Yield a finding for each run of words that is neither a part of the statement nor harmless."""
    covered = {i for part in parts if part.kind != "lab" for i in range(part.first, part.last)}
    run: list[Token] = []
    for i, token in enumerate(pieces):
        if i not in covered and not _harmless(pieces, i):
            run.append(token)
        elif run:
            yield _left_over(text, run)
            run = []
    if run:
        yield _left_over(text, run)


def _harmless(pieces: Tokens, i: int) -> bool:
    token = pieces[i]
    if token.text in FILLERS or token.text in _PUNCTUATION:
        return not _decimal_sign(pieces, i)
    after = pieces[i + 1] if i + 1 < len(pieces) else None
    if token.text == "-":
        # a minus sign against the digits would make the dose negative; a dash between words is only a dash
        return not (after and after.kind == "num" and after.start == token.end and _open(pieces, i))
    return token.text == "/" and after is not None and after.kind == "word"


def _decimal_sign(pieces: Tokens, i: int) -> bool:
    """Whether a point or comma stands between digits with blanks: `12. 5 g` may be 12.5 g."""
    if pieces[i].text not in (".", ",", "'") or i == 0 or i + 1 == len(pieces):
        return False
    before, after = pieces[i - 1], pieces[i + 1]
    return (
        before.kind == "num"
        and after.kind == "num"
        and before.end == pieces[i].start
        and before.text.isdigit()
    )


def _open(pieces: Tokens, i: int) -> bool:
    """Whether nothing stands against the dash on its left, so that it can only be a sign."""
    return i == 0 or pieces[i - 1].end < pieces[i].start or pieces[i - 1].text in ("(", "=")


_HINTS = {
    word: hint
    for listed, hint in {
        "about approximately approx circa ca roughly around least most ~ ≈": "An order states an exact dose: leave "
        "the word out, or write a range such as '10-15 g'.",
        "prn needed required sos": "This drug is not given as needed: state how often.",
        "not no hold held stop stopped discontinue never without don't omit withhold": "This text tells not to give, "
        "and an order tells what to give. Record a hold or a stop in the course.",
        "or either ?": "Write the one that is meant.",
        "up": "State the dose itself; for a limit write 'max'.",
        "divided": "Write the dose of one infusion and how often.",
        "continuous": "Write the dose and the time it runs.",
        "increase increased increasing reduce decrease": "Write the doses themselves, as in '12.5 → 25 g'.",
        "before prior after until": "A time point is no part of the dosing language: write how long, or 'then'.",
        "non off other alternate second first": "Name the days, as in 'MWF', or how often.",
    }.items()
    for word in listed.split()
}
_ANY = "Say it in the words of the dosing language, or leave it out of the order."


def _left_over(text: str, run: list[Token]) -> Finding:
    where = Where(start=run[0].start, end=run[-1].end)
    said = " ".join(text[run[0].start : run[-1].end].split())
    number = next((t for t in run if t.kind == "num"), None)
    unit = next((t.text for t in run if t.text in MISREAD_UNITS), None)
    hint = next((_HINTS[t.text] for t in run if t.text in _HINTS), None)
    if unit and number:
        return Finding(
            "dosing.unit",
            "error",
            f"'{said}': '{unit}' is read as {MISREAD_UNITS[unit]}, so the amount is not known.",
            "Write the unit in full or as g, mg or mL.",
            where=where,
        )
    if number:
        return Finding(
            "dosing.unit_missing" if run[-1] is number else "dosing.unread",
            "error",
            f"'{said}' could not be read: the number has no unit or meaning this program knows.",
            hint or "Give every number its unit (g, mg/mL, mL, min, /wk, wk); nothing was assumed.",
            where=where,
        )
    if not said.isprintable():
        codes = ", ".join(f"U+{ord(c):04X}" for c in said if not c.isprintable())
        hint = "Delete it and type the order anew: hidden characters can change the order of what is seen."
        said = f"a hidden character ({codes})"
    else:
        said = f"'{said}'"
    return Finding(
        "dosing.unread", "error", f"{said} could not be read, and an order is read whole or not at all.",
        hint or _ANY, where=where,
    )  # fmt: skip


def digits(pieces: Tokens, parts: Sequence[Element]) -> Iterator[Finding]:
    """Yield a note for digits that are read right here but wrong elsewhere: `.5 g`, `12.0 g`."""
    for part in parts:
        if part.kind not in ("dose", "cap", "total"):
            continue
        for token in pieces[part.first : part.last]:
            if token.kind == "num" and token.value is not None:
                yield from _ismp(token)


def _ismp(token: Token) -> Iterator[Finding]:
    where = Where(start=token.start, end=token.end)
    if token.text.startswith("."):
        said = f"'{token.text}' has no zero before the point and is easily read as a whole number."
        yield Finding("dosing.digits", "caution", said, f"Write 0{token.text}.", ("ISMP",), where)
    elif "." in token.text and token.text.endswith("0") and token.value is not None:
        said = f"'{token.text}' has a trailing zero, easily read as ten times more."
        yield Finding("dosing.digits", "note", said, f"Write {plain(token.value)}.", ("ISMP",), where)


def letters(text: str, pieces: Tokens) -> Iterator[Finding]:
    """Yield an error for IN in capitals where the word `in` cannot stand: it may be intranasal."""
    for i, token in enumerate(pieces):
        if token.text != "in" or text[token.start : token.end] != "IN":
            continue
        behind = pieces[i + 1] if i + 1 < len(pieces) else None
        if behind is None or behind.text in _NO_WORD_IN:
            yield Finding("dosing.route", "error", "'IN' may be the word or the letters of intranasal.",
                          "Write the route in full.", where=Where(start=token.start, end=token.end))  # fmt: skip


_NO_WORD_IN = words(
    "over daily weekly monthly once twice thrice three every each q bid tid tiw biw for at x × , ; ."
)
