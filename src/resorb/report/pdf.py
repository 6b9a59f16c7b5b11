"""The page as a PDF, where the extra that draws it is installed; the page itself never needs it."""

from __future__ import annotations

import importlib
from typing import Any, NoReturn

GET_IT = (
    "Install the extra: `pip install resorb[pdf]` (or requirements/pdf.txt, with hashes); it needs the pango library of the "
    "system. Or write .html and print it to PDF in a browser."
)


class NoPdf(Exception):  # noqa: N818 - nothing went wrong; something is not installed
    """Raised where no PDF can be drawn; the message says what is absent, `GET_IT` what to do."""


def pdf(page: str) -> bytes:
    """Return the page as a PDF. Nothing is fetched: a page stands alone.

    Raises:
        NoPdf: WeasyPrint, or a library that it needs, is not installed.
    """
    try:
        drawer: Any = importlib.import_module("weasyprint")
    except (ImportError, OSError) as problem:
        raise NoPdf(f"a PDF needs WeasyPrint, which is not usable here ({_first_line(problem)})") from None
    return bytes(drawer.HTML(string=page, url_fetcher=_refuse).write_pdf())


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"{url} is not fetched")


def _first_line(problem: Exception) -> str:
    return str(problem).strip().partition("\n")[0] or type(problem).__name__
