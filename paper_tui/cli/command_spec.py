"""Commands and their arguments as values, for completion, the manual and the README."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass

from paper_tui.cli.parser import Parser

_GLOBAL_OPTIONS = re.compile(r"\[-h\] (\[--version\] )?\[--library DIR\] \[--config FILE\] (\[--offline\] )?")


@dataclass(frozen=True, slots=True)
class Argument:
    """One option or positional argument."""

    flags: tuple[str, ...]
    """``-o`` before ``--output``; empty for a positional argument."""
    metavar: str
    """Placeholder of its value; empty for an option without one."""
    help: str
    choices: tuple[str, ...]
    """Allowed values; empty where any is."""


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command."""

    name: str
    """Empty for the program without a command."""
    purpose: str
    usage: str
    """On one line, without the global options."""
    description: str
    epilog: str
    arguments: tuple[Argument, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """Arguments that begin with hyphens."""
        return tuple(each for each in self.arguments if each.flags)

    @property
    def positionals(self) -> tuple[Argument, ...]:
        """Arguments that are known by their position."""
        return tuple(each for each in self.arguments if not each.flags)


def program_spec() -> CommandSpec:
    """Describe the program without a command."""
    from paper_tui.cli.arguments import build_parser

    return _describe("", build_parser())


def command_specs() -> Iterator[CommandSpec]:
    """Describe every command, in the order of the help."""
    from paper_tui.cli.arguments import build_parser

    for name, parser in build_parser().commands.items():
        yield _describe(name, parser)


def _describe(name: str, parser: Parser) -> CommandSpec:
    usage = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    return CommandSpec(
        name,
        parser.purpose,
        _GLOBAL_OPTIONS.sub("", f"{usage} ").strip(),
        parser.description or "",
        parser.epilog or "",
        tuple(map(_argument, parser.declared)),
    )


def _argument(action: argparse.Action) -> Argument:
    metavar = " ".join(action.metavar) if isinstance(action.metavar, tuple) else action.metavar or ""
    choices = tuple(map(str, action.choices or ()))
    text = (action.help or "") % {"choices": ", ".join(choices), "default": action.default}
    return Argument(tuple(action.option_strings), metavar, text, choices)
