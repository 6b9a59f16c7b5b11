"""The shapes of signs. Each differs from the others without colour, also in grey and when small."""

from __future__ import annotations

from collections.abc import Callable
from html import escape


def n(value: float) -> str:
    """Return a coordinate with one decimal, without a needless zero or a minus before it."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def tag(name: str, text: str = "", **given: object) -> str:
    """Return an element; `_` in a name is `-`, and a trailing `_` is dropped (`class_`)."""
    attributes = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(n(v) if isinstance(v, float) else str(v))}"'
        for key, v in given.items()
    )
    return f"<{name}{attributes}>{text}</{name}>" if text else f"<{name}{attributes}/>"


def words(text: str, x: float, y: float, **given: object) -> str:
    """Return text at a place, escaped."""
    return tag("text", escape(text), x=x, y=y, **given) if text else ""


def _path(d: str, look: str) -> str:
    return tag("path", d=d, class_=look)


def _circle(x: float, y: float, r: float, look: str = "hollow") -> str:
    return tag("circle", cx=x, cy=y, r=r, class_=look)


def _at(x: float, y: float, *points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{n(x + dx)} {n(y + dy)}" for dx, dy in points)


def missed(x: float, y: float) -> str:
    """An open circle: missed."""
    return _circle(x, y, 4.2)


def held(x: float, y: float) -> str:
    """Two upright bars in a square: held."""
    return _path(_at(x, y, (-4, -4), (4, -4), (4, 4), (-4, 4)) + "Z", "hollow") + _path(
        _at(x, y, (-1.5, -2), (-1.5, 2)) + _at(x, y, (1.5, -2), (1.5, 2)), "stroke"
    )


def refused(x: float, y: float) -> str:
    """A cross: refused."""
    return _path(_at(x, y, (-4, -4), (4, 4)) + _at(x, y, (-4, 4), (4, -4)), "stroke bold")


def no_show(x: float, y: float) -> str:
    """An open diamond: did not come."""
    return _path(_at(x, y, (0, -5), (5, 0), (0, 5), (-5, 0)) + "Z", "hollow")


def access_failure(x: float, y: float) -> str:
    """An open triangle with a stroke through it: no vascular access."""
    return _path(_at(x, y, (0, -4.6), (4.8, 4), (-4.8, 4)) + "Z", "hollow") + _path(
        _at(x, y, (-5.5, -1), (5.5, 2)), "stroke"
    )


def not_recorded(x: float, y: float) -> str:
    """A question mark in a dashed circle: whether it was given is not recorded."""
    return _circle(x, y, 5, "hollow dashed") + words("?", x, y + 3.2, class_="tiny", text_anchor="middle")


NOT_GIVEN: dict[str, Callable[[float, float], str]] = {
    "missed": missed,
    "held": held,
    "refused": refused,
    "no_show": no_show,
    "access_failure": access_failure,
    "not_recorded": not_recorded,
}


def arrow(x: float, y: float, look: str) -> str:
    """An arrow down for better, up for worse, a dot for words with no direction."""
    if not look:
        return _circle(x, y, 2.6, "solid")
    s = 1 if look == "better" else -1
    shaft = _path(_at(x, y, (0, -5 * s), (0, 2 * s)), "stroke bold")
    return shaft + _path(_at(x, y, (-4, 0), (4, 0), (0, 5.5 * s)) + "Z", "solid")


def fate(x: float, y: float, look: str) -> str:
    """A plus: appears. Converging or parting lines: merges, splits. A cross in a circle: gone."""
    if look == "present":
        return _circle(x, y, 3.4, "solid")
    if look == "appears":
        return _path(_at(x, y, (-4.5, 0), (4.5, 0)) + _at(x, y, (0, -4.5), (0, 4.5)), "stroke bold")
    if look == "merges":
        return _path(_at(x, y, (-5, -4), (0, 0), (-5, 4)) + _at(x, y, (0, 0), (5, 0)), "stroke bold")
    if look == "splits":
        return _path(_at(x, y, (5, -4), (0, 0), (5, 4)) + _at(x, y, (0, 0), (-5, 0)), "stroke bold")
    return _circle(x, y, 5) + _path(_at(x, y, (-3, -3), (3, 3)) + _at(x, y, (-3, 3), (3, -3)), "stroke")


def flare(x: float, y: float, look: str) -> str:
    """A square: filled when confirmed, half filled when suspected, open and struck when excluded."""
    square = _path(
        _at(x, y, (-5, -5), (5, -5), (5, 5), (-5, 5)) + "Z", "solid" if look == "confirmed" else "hollow"
    )
    if look == "suspected":
        return square + _path(_at(x, y, (-5, -5), (5, -5), (-5, 5)) + "Z", "solid")
    return square + (_path(_at(x, y, (-5, 5), (5, -5)), "stroke") if look == "excluded" else "")


def harm(x: float, y: float, look: str) -> str:
    """A circle with the CTCAE grade in it; a question mark when it is not recorded."""
    return _circle(x, y, 5.8, "hollow") + words(look, x, y + 3.3, class_="tiny", text_anchor="middle")


def decision(x: float, y: float, look: str) -> str:
    """A bar for a stop or a hold, a triangle for a start, a half arrow for a change of the regimen."""
    if look == "stop":
        return _path(_at(x, y, (-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)) + "Z", "solid")
    if look == "hold":
        return _path(_at(x, y, (-3, -5), (-3, 5)) + _at(x, y, (3, -5), (3, 5)), "stroke bolder")
    if look in ("restart", "resume"):
        return _path(_at(x, y, (-4, -5), (5.5, 0), (-4, 5)) + "Z", "solid" if look == "restart" else "hollow")
    s = -1 if look == "escalate" else 1
    return _path(_at(x, y, (-5, -2.5 * s), (0, 3 * s), (5, -2.5 * s)), "stroke bold")


def warning(x: float, y: float) -> str:
    """A triangle with an exclamation mark: the value may be distorted."""
    return _path(_at(x, y, (0, -6.5), (6.5, 5), (-6.5, 5)) + "Z", "hollow") + words(
        "!", x, y + 4, class_="tiny", text_anchor="middle"
    )
