"""Every command: its name, what it takes, what it is for, and the function that runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from textwrap import indent
from typing import TypeAlias

from paper_tui.cli.parser import Parser
from paper_tui.papers.shelf import State
from paper_tui.settings import CONFIG_VARIABLE, LIBRARY_VARIABLE, Settings

Command = Callable[[argparse.Namespace, Settings], int]
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001 - it has no public name

SORTS = ("relevance", "newest", "published", "votes", "gain", "title")
LETTERS = ("markdown", "html", "text")
SHELLS = ("bash", "zsh", "fish")


def add_commands(commands: Commands) -> None:
    """Declare all commands, in the order in which help shows them."""
    _add_incoming(commands)
    _add_outgoing(commands)
    _add_marking(commands)
    _add_caring(commands)


def lazily(module: str, function: str) -> Command:
    """A command that is imported when it runs, so that no other command pays for it."""

    def command(options: argparse.Namespace, settings: Settings) -> int:
        run: Command = getattr(import_module(f"paper_tui.cli.{module}"), function)
        return run(options, settings)

    return command


def add_place_options(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Let the library's folder and the configuration file be named."""
    folder = f"the library's folder (default: ${LIBRARY_VARIABLE}, else your data folder)"
    file = f"the configuration file (default: ${CONFIG_VARIABLE}, else in your configuration folder)"
    parser.add_argument("--library", metavar="DIR", default=default, help=folder)
    parser.add_argument("--config", metavar="FILE", default=default, help=file)


def _add_incoming(commands: Commands) -> None:
    parser = _command(commands, "import", "add papers from files or standard input", "importing import_files")
    parser.epilog = _examples(
        "paper-tui import page.txt refs.bib        a saved Daily Papers page and a bibliography",
        "curl -s URL | paper-tui import -          whatever comes in",
        "paper-tui import big.jsonl --rejects bad  and keep what could not be read, with the reasons",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument(
        "--format", metavar="NAME", help="the files' format, when it cannot be told from them"
    )
    parser.add_argument(
        "--rejects", metavar="FILE", help="write what was rejected here, one JSON object a line"
    )

    parser = _command(commands, "fetch", "add papers from services", "fetching fetch_sources")
    parser.epilog = _examples(
        "paper-tui fetch daily                     today's Daily Papers",
        "paper-tui fetch daily:2026-09-03 arxiv:cs.CL feed:https://example.org/rss",
        "paper-tui fetch https://arxiv.org/abs/1706.03762",
        "paper-tui fetch --quiet                   for a timer: all configured sources, one line",
    )
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="daily[:DAY], arxiv:CATEGORY|ID, feed:URL, doi:ID, or an address; default: the configured ones",
    )
    parser.add_argument(
        "--again", action="store_true", help="fetch also what has not changed since last time"
    )
    parser.add_argument("--quiet", action="store_true", help="one summary line, and what went wrong")


def _add_outgoing(commands: Commands) -> None:
    parser = _command(commands, "list", "print papers, one a line", "reading list_papers")
    parser.epilog = _examples(
        "paper-tui list difusion --limit 5         typos are forgiven",
        "paper-tui list tag:vision year:>=2023 -survey",
        "paper-tui list is:bookmarked --json | jq -r .title",
    )
    _add_query(parser)
    _add_json(parser)
    parser.add_argument("--format", metavar="NAME", help="print them in this export format instead")
    parser.add_argument("--limit", type=_count, metavar="N", help="print at most N papers")
    parser.add_argument("--sort", choices=SORTS, default="relevance", help="default: relevance")

    parser = _command(commands, "pick", "choose papers in the reader and print their keys", "picking pick")
    parser.epilog = _examples(
        "paper-tui pick diffusion                  enter chooses, v chooses several",
        "hf papers ls --json | paper-tui pick --format bibtex >> refs.bib",
    )
    _add_query(parser)
    _add_json(parser)
    parser.add_argument("--format", metavar="NAME", help="print them in this export format instead")

    parser = _command(commands, "show", "print one paper", "reading show_paper")
    parser.epilog = _examples("paper-tui show 1706.03762 --format bibtex")
    parser.add_argument("key", metavar="KEY", help="which paper")
    _add_json(parser)
    parser.add_argument("--format", metavar="NAME", help="print it in this export format")

    parser = _command(commands, "export", "write papers in another format", "reading export_papers")
    parser.epilog = _examples(
        "paper-tui export is:bookmarked --format bibtex -o refs.bib",
        "paper-tui export tag:vision --format obsidian -o ~/vault   one note a paper",
    )
    _add_query(parser)
    formats = "jsonl (default), markdown, bibtex, ris, csl-json, csv, text, html or obsidian"
    parser.add_argument("--format", default="jsonl", metavar="NAME", help=formats)
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE (obsidian: a folder)")

    parser = _command(commands, "digest", "print a letter of what came in lately", "letters print_digest")
    parser.epilog = _examples("paper-tui digest tag:vision --since 7d --format html > week.html")
    _add_query(parser)
    parser.add_argument(
        "--since", default="1d", metavar="WHEN", help="days such as 7d, or a date; default: 1d"
    )
    parser.add_argument("--format", choices=LETTERS, default="text", help="default: text")


def _add_marking(commands: Commands) -> None:
    parser = _command(commands, "bookmark", "bookmark papers", "marking bookmark")
    parser.epilog = _examples("paper-tui bookmark 1706.03762")
    _add_keys(parser)
    parser.add_argument("--remove", action="store_true", help="take the bookmark away")

    parser = _command(commands, "state", "say how far you have come with papers", "marking state")
    parser.epilog = _examples(
        "paper-tui state 1706.03762 later",
        "paper-tui state --query 'date:<2026-10 state:new' done     undo takes it back",
    )
    _add_keys(parser)
    parser.add_argument("state", choices=[state.value for state in State])
    every = "KEY is a query: all papers that match it, words as they are written"
    parser.add_argument("--query", action="store_true", help=every)

    parser = _command(commands, "tag", "add tags to papers and remove them", "marking tag")
    parser.epilog = _examples("paper-tui tag 1706.03762 +vision -old")
    parser.add_argument("words", nargs="+", metavar="KEY|+TAG|-TAG", help="papers, and tags to add or remove")

    parser = _command(commands, "tags", "print all tags, rename or delete one", "organising tags")
    parser.epilog = _examples(
        "paper-tui tags                            each with its number of papers",
        "paper-tui tags --rename cv vision         a tag that is there already takes the other in",
        "paper-tui tags --delete old",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--rename", nargs=2, metavar=("OLD", "NEW"), help="give a tag another name")
    which.add_argument("--delete", metavar="TAG", help="take a tag off all papers")

    parser = _command(commands, "rules", "print the rules and what they do", "organising rules")
    parser.epilog = _examples(
        "paper-tui rules                           how many papers each matches, and hid",
        'paper-tui rules --apply "no surveys"      to the papers that are there; undo takes it back',
    )
    parser.add_argument("--apply", metavar="NAME", help="apply a rule to the papers that are there")

    parser = _command(commands, "note", "print a paper's note, or write one", "marking note")
    parser.epilog = _examples(
        "paper-tui note 1706.03762                 print it",
        'paper-tui note 1706.03762 "Read again"    write it; an empty text removes it',
        "paper-tui note 1706.03762 - < note.md     write it from standard input",
    )
    parser.add_argument("key", metavar="KEY", help="which paper")
    parser.add_argument("text", nargs="?", metavar="TEXT", help="the note; - reads it from standard input")


def _add_caring(commands: Commands) -> None:
    parser = _command(commands, "undo", "take back the last change", "marking undo")
    parser.epilog = _examples("paper-tui undo")
    parser = _command(commands, "redo", "do again what was undone", "marking redo")
    parser.epilog = _examples("paper-tui redo")
    parser = _command(commands, "history", "print the last changes, newest first", "marking history")
    parser.epilog = _examples("paper-tui history --limit 5")
    parser.add_argument("--limit", type=_count, default=20, metavar="N", help="default: 20")

    parser = _command(commands, "doctor", "look the library over, and mend it", "caring doctor")
    parser.epilog = _examples(
        "paper-tui doctor                          say what is wrong; nothing is changed",
        "paper-tui doctor --repair                 mend it; what is replaced is kept under another name",
    )
    parser.add_argument("--repair", action="store_true", help="mend what can be mended")

    parser = _command(commands, "config", "print or check the configuration", "caring config")
    parser.epilog = _examples(
        "$EDITOR $(paper-tui config path)          write it",
        "paper-tui config check                    say what in it cannot be used, and why",
    )
    parser.add_argument(
        "what",
        choices=("path", "show", "check"),
        help="path: where the file is; show: what is in force; check: what cannot be used",
    )

    parser = _command(
        commands, "completion", "print a script that completes commands", "completing completion"
    )
    parser.epilog = _examples(
        'eval "$(paper-tui completion bash)"       in ~/.bashrc',
        'eval "$(paper-tui completion zsh)"        in ~/.zshrc, after compinit',
        "paper-tui completion fish > ~/.config/fish/completions/paper-tui.fish",
    )
    parser.add_argument("shell", choices=SHELLS)


def _command(commands: Commands, name: str, description: str, runs: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=description,
        description=f"{description[0].upper()}{description[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=lazily(*runs.split()), name=name)
    add_place_options(parser, default=argparse.SUPPRESS)
    return parser


def _examples(*lines: str) -> str:
    return f"example{'s' if len(lines) > 1 else ''}:\n" + indent("\n".join(lines), "  ")


def _add_query(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="QUERY", help="what to look for; default: everything")


def _add_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", nargs="+", metavar="KEY", help="which papers")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a whole number, 0 or more")
    return int(text)
