"""Write docs/explanation/state-diagram.md from a walk over the protocol.

python tools/pages/state_diagram.py           write the page
python tools/pages/state_diagram.py --check   only say whether it is what the walk finds; exit status 1 when not
"""

from __future__ import annotations

import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "state-diagram.md"
MADE = "<!-- Written by `python tools/pages/state_diagram.py`. Change the rules, not this page. -->\n\n"


def text() -> str:
    """Return the text that the page should have."""
    from resorb.evidence import load
    from resorb.protocol.walk import page

    return MADE + page(load()).rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it differs."""
    fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text()
    if "--check" in arguments:
        print("state-diagram.md is " + ("up to date" if fresh else "stale"))
        return 0 if fresh else 1
    PAGE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
