"""What may be typed after ``paper-tui``; each command names the function that runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

from paper_tui import __version__
from paper_tui.papers.shelf import State
from paper_tui.settings import LIBRARY_VARIABLE, Settings

Command = Callable[[argparse.Namespace, Settings], int]

SORTS = ("relevance", "newest", "published", "votes", "title")
EPILOG = """\
examples:
  paper-tui                              open the reader
  paper-tui import page.txt              add the papers of a saved Daily Papers page
  paper-tui list difusion --limit 5      find papers; typos are forgiven
  paper-tui list is:bookmarked --json    one JSON object a line, for jq

A KEY is any unambiguous part of a paper's key, an arXiv id, a DOI or a URL.
exit codes: 0 done, 1 nothing found or some input rejected, 2 usage, 3 the library cannot be read or written
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line; exits with 2 and a usage message when it is none.

    Words that begin with one hyphen, such as ``-survey`` in a query or ``-old`` among tags, are words.
    """
    parser = build_parser()
    options, unknown = parser.parse_known_args(arguments)
    words = getattr(options, "words", None)
    if unknown and (words is None or any(word.startswith("--") for word in unknown)):
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if words is not None:
        options.words = [*words, *unknown]
    return options


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="paper-tui",
        description="A keyboard-driven reader for research papers. Without a command, it opens the reader.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"paper-tui {__version__}")
    _add_library_option(parser, default=None)
    parser.set_defaults(command=_lazily("reader", "open_reader"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (
        _add_import,
        _add_list,
        _add_show,
        _add_export,
        *_MARKING,
        _add_undo,
        _add_redo,
        _add_history,
    ):
        add(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_import(commands: Commands) -> None:
    parser = _command(
        commands, "import", "add papers from files or standard input", "importing", "import_files"
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument(
        "--format", metavar="NAME", help="the files' format, when it cannot be told from them"
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="write what was rejected here, one JSON object a line"
    )


def _add_list(commands: Commands) -> None:
    parser = _command(commands, "list", "print papers, one a line", "reading", "list_papers")
    _add_query(parser)
    _add_json(parser)
    parser.add_argument("--format", metavar="NAME", help="print them in this export format instead")
    parser.add_argument("--limit", type=_count, metavar="N", help="print at most N papers")
    parser.add_argument("--sort", choices=SORTS, default="relevance", help="default: relevance")


def _add_show(commands: Commands) -> None:
    parser = _command(commands, "show", "print one paper", "reading", "show_paper")
    parser.add_argument("key", metavar="KEY", help="which paper")
    _add_json(parser)
    parser.add_argument("--format", metavar="NAME", help="print it in this export format")


def _add_export(commands: Commands) -> None:
    parser = _command(commands, "export", "write papers in another format", "reading", "export_papers")
    _add_query(parser)
    parser.add_argument("--format", default="jsonl", metavar="NAME", help="default: jsonl")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")


def _add_bookmark(commands: Commands) -> None:
    parser = _command(commands, "bookmark", "bookmark papers", "marking", "bookmark")
    _add_keys(parser)
    parser.add_argument("--remove", action="store_true", help="take the bookmark away")


def _add_state(commands: Commands) -> None:
    parser = _command(commands, "state", "say how far you have come with papers", "marking", "state")
    _add_keys(parser)
    parser.add_argument("state", choices=[state.value for state in State])


def _add_tag(commands: Commands) -> None:
    parser = _command(
        commands, "tag", "add and remove tags: paper-tui tag KEY +vision -old", "marking", "tag"
    )
    parser.add_argument(
        "words", nargs="+", metavar="KEY|+TAG|-TAG", help="papers, then tags to add or to remove"
    )


def _add_note(commands: Commands) -> None:
    parser = _command(commands, "note", "print a paper's note, or write one", "marking", "note")
    parser.add_argument("key", metavar="KEY", help="which paper")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the note; - reads it from standard input")


_MARKING = (_add_bookmark, _add_state, _add_tag, _add_note)


def _add_undo(commands: Commands) -> None:
    _command(commands, "undo", "take back the last change", "marking", "undo")


def _add_redo(commands: Commands) -> None:
    _command(commands, "redo", "do again what was undone", "marking", "redo")


def _add_history(commands: Commands) -> None:
    parser = _command(commands, "history", "print the last changes, newest first", "marking", "history")
    parser.add_argument("--limit", type=_count, default=20, metavar="N", help="default: 20")


def _command(
    commands: Commands, name: str, description: str, module: str, function: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=description, description=description.capitalize() + ".")
    parser.set_defaults(command=_lazily(module, function))
    _add_library_option(parser, default=argparse.SUPPRESS)
    return parser


def _lazily(module: str, function: str) -> Command:
    """A command that is imported when it runs, so that no other command pays for it."""

    def command(options: argparse.Namespace, settings: Settings) -> int:
        run: Command = getattr(import_module(f"paper_tui.cli.{module}"), function)
        return run(options, settings)

    return command


def _add_library_option(parser: argparse.ArgumentParser, default: str | None) -> None:
    help_text = f"the library's folder (default: ${LIBRARY_VARIABLE}, else your data folder)"
    parser.add_argument("--library", metavar="DIR", default=default, help=help_text)


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="QUERY", help="what to look for; default: everything")


def _add_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="+", metavar="KEY", help="which papers")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number
