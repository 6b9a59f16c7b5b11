"""Commands, from the argument parser that runs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from pages.markdown import table

HEAD = """# Commands

Every command takes `--json`, and ends with 0 (fine), 1 (findings of level error) or 2 (input that
cannot be used). Content that is wrong gives findings, never a traceback.
"""


def page() -> str:
    """Return the page of commands."""
    return "\n".join([HEAD, *(_command(name, parser, told) for name, parser, told in _commands())])


def _parser() -> argparse.ArgumentParser:
    from resorb import cli

    return cli.parser()


def _commands() -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    for action in _parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, parser in action.choices.items():
                yield name, parser, told.get(name, "")


def _command(name: str, parser: argparse.ArgumentParser, told: str) -> str:
    rows = [
        (_spelling(action), _told(action))
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction) and action.help != argparse.SUPPRESS
    ]
    said = parser.description or (told[:1].upper() + told[1:].rstrip(".") + "." if told else "")
    return f"## resorb {name}\n\n{said}\n\n" + table(("argument", "means"), rows)


def _spelling(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return f"`{name}`"
    takes = "" if action.nargs == 0 else f" {name}"
    return ", ".join(f"`{option}{takes}`" for option in action.option_strings)


def _told(action: argparse.Action) -> str:
    choices = f" One of {', '.join(map(str, action.choices))}." if action.choices else ""
    shown = action.default not in (None, False, argparse.SUPPRESS, [], ())
    default = f" Default: {action.default}." if shown else ""
    return f"{(action.help or '').rstrip('.')}.".replace("%%", "%") + choices + default
