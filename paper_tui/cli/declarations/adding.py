"""Declarations of the commands that bring papers in and complete them."""

from __future__ import annotations

from paper_tui.cli.command_builder import INPUTS, Commands, add_command, add_json, add_query


def import_papers(commands: Commands) -> None:
    """Declare ``import``."""
    examples = (
        "paper-tui import page.txt refs.bib        a saved Daily Papers page and a bibliography",
        "curl -s URL | paper-tui import -          standard input",
        "paper-tui import ~/Papers --recursive     the PDF files of a folder, each becomes a paper",
        "paper-tui import big.jsonl --rejects bad  save rejected records, with the reasons",
    )
    about = "The format is detected from the content; gzip files are read too. Duplicates are merged."
    purpose = "add papers from files or standard input"
    parser = add_command(commands, "import", purpose, "importing import_files", examples, about)
    inputs = "a file, a folder of PDF files, or - for standard input"
    parser.add_argument("files", nargs="+", metavar="FILE", help=inputs)
    parser.add_argument("--recursive", action="store_true", help="look into the folders of a folder too")
    formats = "format of the files, if it is not detected: %(choices)s"
    parser.add_argument("--format", metavar="FORMAT", choices=INPUTS, help=formats)
    rejects = "write rejected records to FILE, one JSON object per line"
    parser.add_argument("--rejects", metavar="FILE", help=rejects)


def fetch(commands: Commands) -> None:
    """Declare ``fetch``."""
    examples = (
        "paper-tui fetch daily                     today's Daily Papers",
        "paper-tui fetch daily:2026-09-03 arxiv:cs.CL feed:https://example.org/rss",
        "paper-tui fetch https://arxiv.org/abs/1706.03762",
        "paper-tui fetch --quiet                   all configured sources; for cron and timers",
        "paper-tui fetch --text is:bookmarked      full texts, to be read offline",
        "paper-tui fetch --pdf tag:thesis          PDFs, which O opens in the reader",
    )
    about = (
        "Only new or changed pages are downloaded. If the connection fails, the papers received until then "
        "are kept, and the next fetch continues there."
    )
    parser = add_command(
        commands, "fetch", "add papers from services", "fetching fetch_sources", examples, about
    )
    sources = (
        "daily, daily:DAY, arxiv:CATEGORY, arxiv:ID, feed:URL, doi:ID, or the URL of a paper, listing or "
        "feed; default: the sources in the configuration file"
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=sources)
    again = "download pages again that have not changed"
    parser.add_argument("--again", action="store_true", help=again)
    parser.add_argument("--quiet", action="store_true", help="print one summary line and errors only")
    text = "fetch the full texts of the papers that match a QUERY, given in place of sources"
    parser.add_argument("--text", action="store_true", help=text)
    pdf = "fetch the PDFs of the papers that match a QUERY, from arXiv and free links; at most 100 at a time"
    parser.add_argument("--pdf", action="store_true", help=pdf)


def complete(commands: Commands) -> None:
    """Declare ``complete``."""
    examples = (
        "paper-tui complete                        all papers without an arXiv id and DOI",
        "paper-tui complete edition:2026-09-03 --dry-run",
        "paper-tui complete --take 2509.01234       fill in what was offered but not certain",
    )
    about = (
        "Asks Hugging Face, arXiv, Crossref, DataCite and, if you have a key for it, Semantic Scholar by "
        "title, one after the other until one knows it. A paper is filled only where the match is certain, "
        "and only where it lacks something; the rest is listed for you to decide. Answers are remembered for "
        "a week. Undo takes it back."
    )
    purpose = "fill what papers lack, such as identifiers, from services"
    parser = add_command(commands, "complete", purpose, "completing complete", examples, about)
    add_query(parser)
    add_json(parser)
    parser.add_argument("--dry-run", action="store_true", help="change nothing")
    take = "it is the same paper: fill in what a question offers"
    parser.add_argument("--take", action="append", metavar="ID", default=[], help=take)
    leave = "it is another paper: never ask again"
    parser.add_argument("--leave", action="append", metavar="ID", default=[], help=leave)


def check(commands: Commands) -> None:
    """Declare ``check``."""
    examples = (
        "paper-tui check                           the papers that you marked",
        "paper-tui check tag:thesis --again        also those that were asked for within a week",
        "paper-tui list is:retracted               what is known by now; also is:withdrawn is:concern",
    )
    about = (
        "Asks arXiv for newer versions and withdrawals, and Crossref for corrections, expressions of concern "
        "and publication in a journal, 50 papers in a request and each at most once a week. Retractions are "
        "looked up in a list of beginnings of hashes, so that nobody learns which papers you have. Prints "
        "what is new, each thing once; exit status 1 if nothing is."
    )
    purpose = "ask what became of papers: newer versions, withdrawal, retraction, correction, publication"
    parser = add_command(commands, "check", purpose, "checking check", examples, about)
    add_query(parser)
    parser.add_argument("--again", action="store_true", help="ask although it was asked within a week")
    add_json(parser)
