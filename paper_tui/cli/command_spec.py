"""What the commands declare, as values, for completions and the manual."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass

_EVERYWHERE = re.compile(r"\[-h\] (\[--version\] )?\[--library DIR\] \[--config FILE\] ")


@dataclass(frozen=True, slots=True)
class Argument:
    """One option, or one place for words."""

    flags: tuple[str, ...]
    """How it is called, ``-o`` before ``--output``; empty for a place."""
    metavar: str
    """What stands for its value; empty where it takes none."""
    help: str
    choices: tuple[str, ...]
    """What the value can be; empty where that is not known."""

    @property
    def takes_files(self) -> bool:
        """Whether the value is a path."""
        return self.metavar in ("FILE", "DIR")


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One command."""

    name: str
    """Empty for the program without a command."""
    purpose: str
    usage: str
    """On one line, without the options that all commands take."""
    description: str
    epilog: str
    arguments: tuple[Argument, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """What begins with hyphens."""
        return tuple(each for each in self.arguments if each.flags)

    @property
    def places(self) -> tuple[Argument, ...]:
        """What is told by where it stands."""
        return tuple(each for each in self.arguments if not each.flags)


def program_spec() -> CommandSpec:
    """The program without a command."""
    from paper_tui.cli.arguments import build_parser

    return _command_spec("", "", build_parser())


def command_specs() -> Iterator[CommandSpec]:
    """Every command, in the order of the help."""
    from paper_tui.cli.arguments import build_parser

    for action in build_parser()._actions:  # noqa: SLF001 - argparse has no other way to be asked
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {choice.dest: str(choice.help) for choice in action._choices_actions}  # noqa: SLF001 - as above
            for name, parser in action.choices.items():
                yield _command_spec(name, helps[name], parser)


def _command_spec(name: str, purpose: str, parser: argparse.ArgumentParser) -> CommandSpec:
    usage = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    arguments = [
        _argument(each, parser)
        for each in parser._actions  # noqa: SLF001 - argparse has no other way to be asked
        if not isinstance(each, argparse._SubParsersAction)  # noqa: SLF001 - as above
    ]
    return CommandSpec(
        name,
        purpose,
        _EVERYWHERE.sub("", f"{usage} ").strip(),
        parser.description or "",
        parser.epilog or "",
        tuple(arguments),
    )


def _argument(action: argparse.Action, parser: argparse.ArgumentParser) -> Argument:
    metavar = " ".join(action.metavar) if isinstance(action.metavar, tuple) else action.metavar or ""
    return Argument(
        tuple(action.option_strings),
        metavar,
        parser._get_formatter()._expand_help(action),  # noqa: SLF001 - as above
        tuple(map(str, action.choices or ())),
    )
