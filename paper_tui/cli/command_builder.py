"""How a command is declared, and the arguments that several commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from textwrap import indent
from typing import TypeAlias

from paper_tui.cli.parser import Parser
from paper_tui.settings import CONFIG_VARIABLE, LIBRARY_VARIABLE, Settings

Command = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - it has no public name

KEY = "an arXiv id, a DOI, an address, or any part of a paper's key that no other has"


class Names(Iterable[str]):
    """Names that an argument can be, found only when they are needed, so that no command pays for them."""

    def __init__(self, find: Callable[[], Iterable[str]]) -> None:
        self._find = find

    def __iter__(self) -> Iterator[str]:
        return iter(self._find())

    def __contains__(self, name: object) -> bool:
        return name in tuple(self)


def _inputs() -> Iterable[str]:
    from paper_tui.sources import FORMATS

    return (each.name for each in FORMATS)


def _exports() -> Iterable[str]:
    from paper_tui.exports import FORMATS

    return FORMATS


def _exports_and_notes() -> Iterable[str]:
    from paper_tui.cli import obsidian

    return (*_exports(), obsidian.FORMAT)


INPUTS, EXPORTS, EXPORTS_AND_NOTES = Names(_inputs), Names(_exports), Names(_exports_and_notes)


def add_command(
    commands: Commands, name: str, purpose: str, runs: str, examples: Iterable[str], about: str = ""
) -> argparse.ArgumentParser:
    """Declare a command.

    Args:
        commands: Where.
        name: What it is called.
        purpose: What it does, in one line without a full stop.
        runs: The file of `cli` and the function in it that runs it, with a space between.
        examples: Command lines, each with what it does.
        about: What one would ask next, in sentences.
    """
    parser = commands.add_parser(
        name,
        help=purpose,
        description=f"{purpose[0].upper()}{purpose[1:]}." + (f"\n\n{about}" if about else ""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"examples:\n{indent(chr(10).join(examples), '  ')}",
    )
    parser.set_defaults(command=lazy_command(*runs.split()), name=name)
    add_location_options(parser, default=argparse.SUPPRESS)
    return parser


def lazy_command(module: str, function: str) -> Command:
    """A command that is imported when it runs, so that no other command pays for it."""

    def command(options: argparse.Namespace, settings: Settings) -> int:
        run: Command = getattr(import_module(f"paper_tui.cli.{module}"), function)
        return run(options, settings)

    return command


def add_location_options(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Let the library's folder and the configuration file be named."""
    shows = "“paper-tui config show” names it"
    folder = f"the library's folder; default: ${LIBRARY_VARIABLE}, else in your data folder ({shows})"
    file = f"the configuration file; default: ${CONFIG_VARIABLE}, else in your configuration folder"
    parser.add_argument("--library", metavar="DIR", default=default, help=folder)
    parser.add_argument("--config", metavar="FILE", default=default, help=file)


def add_query(parser: argparse.ArgumentParser) -> None:
    """Let papers be searched for."""
    words = (
        "words, typos forgiven, and conditions such as tag:vision year:>=2023 -survey; default: everything"
    )
    parser.add_argument("words", nargs="*", metavar="QUERY", help=words)


def add_key(parser: argparse.ArgumentParser) -> None:
    """Let one paper be named."""
    parser.add_argument("key", metavar="KEY", help=f"which paper: {KEY}")


def add_keys(parser: argparse.ArgumentParser) -> None:
    """Let papers be named."""
    parser.add_argument("keys", nargs="+", metavar="KEY", help=f"which papers: for each, {KEY}")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let papers be printed as JSON."""
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object a line, for jq and scripts"
    )


def add_format(parser: argparse.ArgumentParser) -> None:
    """Let papers be printed as an export would write them."""
    parser.add_argument("--format", metavar="FORMAT", choices=EXPORTS, help="print as %(choices)s")


def count(text: str) -> int:
    """A whole number from 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a whole number, 0 or more")
    return int(text)


def width(text: str) -> int:
    """Columns of a line, from 20."""
    if not text.isdecimal() or not 20 <= int(text) <= 1_000:
        raise argparse.ArgumentTypeError("must be a whole number from 20 to 1,000")
    return int(text)
