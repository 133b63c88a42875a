"""Declarations of the commands that show papers, their texts and files, and write them elsewhere."""

from __future__ import annotations

from paper_tui.cli.command_builder import (
    EXPORTS_AND_NOTES,
    Commands,
    add_command,
    add_format,
    add_json,
    add_key,
    add_query,
    width,
)
from paper_tui.config.model import SORTS

DIGEST_FORMATS = ("markdown", "html", "text")
TEXT_FORMS = ("text", "markdown", "json")


def show(commands: Commands) -> None:
    """Declare ``show``."""
    examples = (
        "paper-tui show 1706.03762                 title, authors, abstract, your note",
        "paper-tui show 1706.03762 --format bibtex",
    )
    parser = add_command(commands, "show", "print one paper", "print_papers show_paper", examples)
    add_key(parser)
    add_json(parser)
    add_format(parser)


def text(commands: Commands) -> None:
    """Declare ``text``."""
    examples = (
        "paper-tui text 1706.03762                 as kept, else from arXiv, ar5iv or Hugging Face",
        "paper-tui text paper.html --outline       a saved arXiv page, Markdown, JATS or TEI",
        "curl -sL https://arxiv.org/html/1706.03762 | paper-tui text - --section 3.2",
    )
    about = "The format is detected from the content."
    parser = add_command(
        commands, "text", "print the text of a paper", "full_text print_text", examples, about
    )
    parser.add_argument("input", metavar="KEY|FILE|-", help="a paper, a file, or - for standard input")
    again = "fetch the text of the paper again"
    parser.add_argument("--again", action="store_true", help=again)
    parser.add_argument("--outline", action="store_true", help="print its sections only")
    parser.add_argument("--section", metavar="N", help="print one section, by its number or title")
    parser.add_argument("--width", type=width, metavar="N", help="columns of a line of text, 20 and more")
    forms = "output format: %(choices)s; default: text"
    parser.add_argument("--format", metavar="FORMAT", choices=TEXT_FORMS, default="text", help=forms)


def attach(commands: Commands) -> None:
    """Declare ``attach``."""
    examples = (
        "paper-tui attach 1706.03762 paper.html    read this file in place of what services have",
        "paper-tui attach 1706.03762 paper.pdf --link       remember where the file is, without a copy",
        "paper-tui attach 1706.03762 --remove",
    )
    about = (
        "The file is copied into the library, or with --link remembered where it is. Formats are those of "
        "paper-tui text. Undo takes both back."
    )
    purpose = "attach the full text of a paper as a file"
    parser = add_command(commands, "attach", purpose, "full_text attach", examples, about)
    add_key(parser)
    parser.add_argument("file", nargs="?", metavar="FILE", help="a file, or - for standard input")
    parser.add_argument(
        "--remove", action="store_true", help="remove the attached file; with --link the links"
    )
    parser.add_argument(
        "--link", action="store_true", help="remember the place of FILE instead of copying it"
    )


def export(commands: Commands) -> None:
    """Declare ``export``."""
    examples = (
        "paper-tui export is:bookmarked --format bibtex -o refs.bib",
        "paper-tui export tag:vision --format obsidian -o ~/vault   one note per paper",
        "paper-tui export > all.jsonl              the whole library, without loss",
    )
    parser = add_command(
        commands, "export", "write papers in another format", "print_papers export_papers", examples
    )
    add_query(parser)
    formats = "output format: %(choices)s; default: jsonl (lossless)"
    parser.add_argument(
        "--format", metavar="FORMAT", choices=EXPORTS_AND_NOTES, default="jsonl", help=formats
    )
    output = "write to FILE (a folder for obsidian); default: standard output"
    parser.add_argument("-o", "--output", metavar="FILE", help=output)


def digest(commands: Commands) -> None:
    """Declare ``digest``."""
    examples = (
        "paper-tui digest                          papers added since yesterday",
        "paper-tui digest tag:vision --since 7d --format html > week.html",
        "paper-tui digest --sort for-you           what interests you most first, with reasons",
    )
    purpose = "print a digest of recent papers"
    parser = add_command(commands, "digest", purpose, "digest print_digest", examples)
    add_query(parser)
    since = "number of days or weeks such as 7d or 2w, or a date such as 2026-09-03; default: 1d"
    parser.add_argument("--since", default="1d", metavar="WHEN", help=since)
    sort = "order, such as for-you: %(choices)s; default: digest_sort of the configuration"
    parser.add_argument("--sort", metavar="ORDER", choices=SORTS, help=sort)
    formats = "output format: %(choices)s; default: text"
    parser.add_argument("--format", metavar="FORMAT", choices=DIGEST_FORMATS, default="text", help=formats)


def stats(commands: Commands) -> None:
    """Declare ``stats``."""
    examples = (
        "paper-tui stats                           a year by day, states, sources, authors, words",
        "paper-tui stats --json | jq .days",
    )
    purpose = "print what you read"
    about = "Counted from bookmarks, states and the history; nothing leaves this machine."
    parser = add_command(commands, "stats", purpose, "statistics print_statistics", examples, about)
    add_json(parser)
