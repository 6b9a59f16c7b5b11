"""The command line: thin faces that read arguments, call one room, print, and set the exit code.

0 fine, 1 a finding of level error, 2 unusable input; bad content never shows a traceback. Each command
is a module that loads its rooms only when it runs, so that `resorb check` starts in a blink.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from resorb.cli.arguments import parser
from resorb.cli.unusable import Unusable

__all__ = ["main", "parser"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    found = parser(words[0] if words else "").parse_args(words)
    if found.command is None:
        parser().print_help()
        return 2
    try:
        return int(found.run(found))
    except Unusable as problem:
        return problem.say(as_json=getattr(found, "json", False))
    except BrokenPipeError:  # the reader (head, less) went away; nothing is lost
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
