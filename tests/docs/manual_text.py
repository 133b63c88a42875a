"""Paragraphs and tables of the manual that are declared nowhere else."""

from __future__ import annotations

from paper_tui.cli.exit_codes import (
    BROKEN_PIPE,
    DONE,
    INTERNAL_ERROR,
    INTERRUPTED,
    LIBRARY_ERROR,
    NOTHING_FOUND,
    USAGE,
)
from paper_tui.network import OFFLINE_VARIABLE
from paper_tui.settings import CONFIG_VARIABLE, LIBRARY_VARIABLE, NOW_VARIABLE

ABOUT = """
Without a command, paper-tui opens the reader: the list of papers, the selected paper, filters and bookmarks,
operated by keys. Press ? for all keys.

With a command it does one thing and exits. Results go to standard output, messages to standard error.

A KEY identifies one paper: an arXiv id, a DOI, a URL, a citation key, or any part of its key that occurs in
no other key; “paper-tui list” prints keys. A QUERY is written as in the search of the reader; see QUERIES.
Arguments that begin with a single hyphen are words of a query, not options, except -h and -o; after --, all
arguments are words.
"""

QUERIES = """
All words must match; typos are forgiven. In a shell, quote characters that it interprets, such as > and
parentheses.
"""

READER = """
The name in parentheses identifies the action in [keys] of the configuration, which assigns other keys to it.
"""

FORMATS = """
The format of a file is detected from its content; gzip files are read too. Duplicates are merged, whatever
source they come from. Services are asked only for new or changed pages, at the rate that they allow; papers
received before a failure are kept.
"""

PROGRAMS = """
! runs a program on the paper, or once on each selected paper: one of your [[commands]], or one that you type.
There is no shell. A program gets no input, two minutes and 200 kB of output; ctrl+x stops it. Its output is
shown, with its exit code if that is not 0.

A program gets the paper in its environment: PAPER_TITLE, PAPER_AUTHORS, PAPER_YEAR, PAPER_URL, PAPER_PDF_URL,
PAPER_DOI, PAPER_ARXIV_ID, PAPER_KEY and PAPER_BIBTEX. That works with every program, as in
run = ["sh", "-c", 'echo "$PAPER_TITLE" >> titles.txt'].

Placeholders such as {url} put a value into an argument, and always stay within that one argument. They are
refused in arguments of shells, interpreters (python, perl, awk, sed and others), programs that start others
(env, xargs, find, ssh, sudo, timeout and more) and after options that take code (-c, -e, --command,
--exec and others), since a title could then be run as a program. Allowed are only arguments after the code of
sh -c CODE NAME or python -c CODE. A value is refused if it begins with a character that programs give a
meaning, such as a hyphen, + or @, or if it would lead to another folder. “paper-tui config check” reports
commands that are refused, and why.

ctrl+e edits the note in $VISUAL or $EDITOR; an editor with a window of its own must be told to wait, as in
EDITOR='code --wait'. o and l pass URLs to $BROWSER, or else to the desktop, as a single argument, and only
http and https URLs.
"""

FILES = (
    ("~/.local/share/paper-tui/", "the library, by default; other folders on macOS and Windows"),
    ("catalogue.json", "in the library: the papers, which can be imported again"),
    ("shelf.json, journal", "in the library: bookmarks, states, tags, notes and their history"),
    ("texts/", "in the library: full texts as they came, and those you attached"),
    ("history/", "in the library: papers as they were before an import, for undo"),
    ("backups/", "in the library: earlier versions of its files, for paper-tui doctor"),
    ("cache/", "in the library: search index and position in the reader; safe to delete"),
    ("~/.config/paper-tui/config.toml", "the configuration; “paper-tui config path” prints its path"),
)

ENVIRONMENT = (
    (LIBRARY_VARIABLE, "the library's folder"),
    (CONFIG_VARIABLE, "the configuration file"),
    (OFFLINE_VARIABLE, "if set, no network connection is made, as with --offline"),
    (
        "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
        "proxies for fetching, and hosts to contact without one",
    ),
    ("SSL_CERT_FILE, SSL_CERT_DIR", "certificate authorities to trust instead of those of the system"),
    (NOW_VARIABLE, "the current time as an ISO 8601 time, for tests and screenshots"),
    ("NO_COLOR", "if set, the reader uses the terminal's default colours only"),
    ("VISUAL, EDITOR", "the editor for notes (ctrl+e in the reader)"),
    ("BROWSER", "the program that opens URLs"),
)

EXITS = (
    (str(DONE), "done"),
    (str(NOTHING_FOUND), "nothing was found, or some of the input was rejected and the rest was kept"),
    (str(USAGE), "invalid command line, query or environment"),
    (str(LIBRARY_ERROR), "the library cannot be read or written; run paper-tui doctor"),
    (str(INTERNAL_ERROR), "a bug in the program; a report was written"),
    (str(INTERRUPTED), "interrupted from the keyboard"),
    (str(BROKEN_PIPE), "the reader of standard output is gone"),
)

EXAMPLES = """
paper-tui fetch daily && paper-tui                today's papers; T starts triage
paper-tui list difusion --json --limit 5 | jq -r .title
paper-tui list is:bookmarked --format bibtex > refs.bib
paper-tui state --query 'date:<2026-10 state:new' done
paper-tui digest --since 7d --format html > week.html
"""
