"""Write docs/reference from the code and the evidence, so that it cannot say something else.

python tools/reference.py           write the pages
python tools/reference.py --check   only say which differ; exit status 1 when one does
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT / "tools"))

from pages import PAGES  # noqa: E402 (found through the path set above)

MADE = "<!-- Written by `make docs`. Change the code or the evidence, not this page. -->\n\n"


def page(name: str) -> str:
    """Return the text that a page should have."""
    return (MADE if name.endswith(".md") else "") + PAGES[name]().rstrip("\n") + "\n"


def main() -> int:
    """Write the pages, or with --check say which differ."""
    options = argparse.ArgumentParser(description="Write docs/reference from the code and the evidence.")
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page differs")
    check = options.parse_args().check
    wanted = {(REFERENCE / name).resolve(): page(name) for name in PAGES}
    stale = {
        path: text
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    told = "is not what the code says; run `make docs`" if check else "written"
    for path, text in stale.items():
        print(f"{path.relative_to(ROOT)}: {told}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
