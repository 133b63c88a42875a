"""Declarations of the commands that find papers, what they cite and what cites them."""

from __future__ import annotations

from paper_tui.cli.command_builder import (
    COLUMNS,
    DEFAULT_COLUMNS,
    KEY,
    Commands,
    add_command,
    add_format,
    add_json,
    add_key,
    add_keys,
    add_query,
    columns,
    count,
)
from paper_tui.config.model import SORTS


def list_papers(commands: Commands) -> None:
    """Declare ``list``."""
    examples = (
        "paper-tui list difusion --limit 5         typos are forgiven",
        "paper-tui list tag:vision 'year:>=2023' -survey",
        "paper-tui list is:bookmarked --json | jq -r .title",
        "paper-tui list --columns title,authors,year,key",
        "paper-tui list --server --json 'title:diffusion' | paper-tui import -",
    )
    about = "Quote characters that the shell interprets: 'year:>=2023', '(vae OR gan)'."
    parser = add_command(
        commands, "list", "print papers, one per line", "print_papers list_papers", examples, about
    )
    add_query(parser)
    add_json(parser)
    add_format(parser)
    parser.add_argument("--limit", type=count, metavar="N", help="print at most N papers")
    order = "sort by %(choices)s; gain is of upvotes since yesterday or the last visit; default: relevance"
    parser.add_argument("--sort", metavar="ORDER", choices=SORTS, default="relevance", help=order)
    shown = f"columns with commas between: {', '.join(COLUMNS)}; default: %(default)s"
    parser.add_argument("--columns", type=columns, metavar="COLUMNS", default=DEFAULT_COLUMNS, help=shown)
    server = "search the server with the catalogue instead, for papers that the library lacks"
    parser.add_argument("--server", action="store_true", help=server)
    why = "with --sort for-you: print why each paper is ranked where it is"
    parser.add_argument("--why", action="store_true", help=why)


def similar(commands: Commands) -> None:
    """Declare ``similar``."""
    examples = (
        "paper-tui similar 1706.03762              the papers most like one",
        "paper-tui similar 1706.03762 1810.04805 --limit 5 --json",
        "paper-tui similar 1706.03762 --fetch --json | paper-tui import -   add what a service recommends",
    )
    purpose = "print papers of the library that are like others, with reasons"
    parser = add_command(commands, "similar", purpose, "recommend print_similar", examples)
    add_keys(parser)
    add_json(parser)
    fetch = "papers that the library lacks instead, from Semantic Scholar"
    parser.add_argument("--fetch", action="store_true", help=fetch)
    most = "print at most N papers; default: 20"
    parser.add_argument("--limit", type=count, metavar="N", default=20, help=most)


def grep(commands: Commands) -> None:
    """Declare ``grep``."""
    examples = (
        "paper-tui grep 'linear attention'         paragraphs of kept texts, with key and section",
        "paper-tui grep 'FID of [0-9]+' tag:vision --json",
    )
    about = "Searches the full texts that are kept. Without capital letters a pattern matches both cases."
    parser = add_command(commands, "grep", "search inside the full texts", "grep grep", examples, about)
    parser.add_argument("pattern", metavar="PATTERN", help="a regular expression")
    add_query(parser)
    add_json(parser)
    parser.add_argument("-i", "--ignore-case", action="store_true", help="match both cases")
    parser.add_argument("-F", "--fixed-strings", action="store_true", help="take PATTERN as it is written")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("-l", "--keys", action="store_true", help="print only the keys of papers that match")
    only.add_argument(
        "-c", "--count", action="store_true", help="print only how many paragraphs match, by key"
    )


def refs(commands: Commands) -> None:
    """Declare ``refs``."""
    examples = (
        "paper-tui refs 1706.03762                 its bibliography; papers of the library come with state",
        "paper-tui refs 1706.03762 --connected     papers that cite the same, and what is cited with it",
        "paper-tui refs --missing                  what bookmarked papers cite and the library lacks",
    )
    about = (
        "References are read from the kept text of a paper, without a network. Without one, OpenAlex (with "
        "your key), Semantic Scholar, Crossref and OpenCitations are asked; their answers are kept."
    )
    parser = add_command(
        commands, "refs", "print what a paper cites", "citing print_references", examples, about
    )
    parser.add_argument("key", nargs="?", metavar="KEY", help=f"which paper: {KEY}")
    parser.add_argument("--missing", action="store_true", help="works cited by several bookmarked papers")
    parser.add_argument("--connected", action="store_true", help="what citations connect the paper with")
    parser.add_argument("--again", action="store_true", help="ask the services again")
    add_json(parser)


def cited_by(commands: Commands) -> None:
    """Declare ``cited-by``."""
    examples = ("paper-tui cited-by 1706.03762             papers of the library come first, with state",)
    about = (
        "Papers of the library whose references are known, and what OpenAlex (with your key), Semantic "
        "Scholar and OpenCitations know; their answers are kept for a week."
    )
    purpose = "print what cites a paper"
    parser = add_command(commands, "cited-by", purpose, "citing print_cited_by", examples, about)
    add_key(parser)
    parser.add_argument("--again", action="store_true", help="ask the services again")
    add_json(parser)


def pick(commands: Commands) -> None:
    """Declare ``pick``."""
    examples = (
        "paper-tui pick diffusion                  enter chooses; v selects several",
        "hf papers ls --json | paper-tui pick --format bibtex >> refs.bib",
    )
    about = (
        "If standard input is a pipe, choose from the papers on it (any format that import reads); "
        "they are not added to the library. Prints the keys, one per line."
    )
    purpose = "choose papers in the reader and print their keys"
    parser = add_command(commands, "pick", purpose, "pick pick", examples, about)
    add_query(parser)
    add_json(parser)
    add_format(parser)


def watch(commands: Commands) -> None:
    """Declare ``watch``."""
    examples = (
        "paper-tui watch                           papers of the last week from what you follow",
        "paper-tui fetch --quiet && paper-tui watch --since 1d | mail -E -s papers me",
    )
    about = "Exits 1 if there are none. Follows are kept in the configuration: follow = [...]."
    purpose = "print new papers of authors, words and searches that you follow"
    parser = add_command(commands, "watch", purpose, "watching watch", examples, about)
    parser.add_argument("--since", metavar="WHEN", default="7d", help="7d, 2w or a date; default: 7d")
    add_json(parser)
