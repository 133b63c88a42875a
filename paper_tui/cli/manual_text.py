"""What the manual says that nothing else declares."""

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
from paper_tui.settings import CONFIG_VARIABLE, LIBRARY_VARIABLE, NOW_VARIABLE

ABOUT = """
Without a command, paper-tui opens a reader for the papers of your library: a list, the paper, filters and
bookmarks, all by keys. Press ? there for every key.

With a command it does one thing and ends. Results go to standard output, everything else to standard error.

A KEY names one paper: an arXiv id, a DOI, an address, or any part of its key that no other has; “paper-tui
list” prints keys. A QUERY is what one types into the search; see QUERIES. Words that begin with one hyphen
are words of a query, not options; what comes after -- is no option either.
"""

QUERIES = """
Words are joined by AND and forgive typos. In a shell, quote what it would take for itself, such as > and
parentheses.
"""

READER = """
In brackets stands the name of what a key does, by which [keys] in the configuration gives it other keys.
"""

FILES = (
    ("~/.local/share/paper-tui/", "the library, where nothing else is said; elsewhere on macOS and Windows"),
    ("catalogue.json", "in the library: the papers, which can be imported again"),
    ("shelf.json, journal", "in the library: what you did with them, which cannot"),
    ("history/", "in the library: what papers were before an import, for undo"),
    ("backups/", "in the library: earlier states of its files, for paper-tui doctor"),
    ("cache/", "in the library: what can be made again, and where you left off; safe to delete"),
    ("~/.config/paper-tui/config.toml", "the configuration; “paper-tui config path” names it"),
)

ENVIRONMENT = (
    (LIBRARY_VARIABLE, "the library's folder"),
    (CONFIG_VARIABLE, "the configuration file"),
    (NOW_VARIABLE, "an ISO time that stands for the present, for tests and pictures"),
    ("NO_COLOR", "when set, the reader draws in the terminal's own colours or none"),
    ("VISUAL, EDITOR", "the editor that notes are written in with ctrl+e"),
    ("BROWSER", "the program that addresses are opened with"),
)

EXITS = (
    (str(DONE), "done"),
    (str(NOTHING_FOUND), "nothing was found, or some of the input was rejected; what was good is kept"),
    (str(USAGE), "the command line, a query or the surroundings make no sense"),
    (str(LIBRARY_ERROR), "the library cannot be read or written; paper-tui doctor says why"),
    (str(INTERNAL_ERROR), "a fault of the program; a report was written"),
    (str(INTERRUPTED), "interrupted from the keyboard"),
    (str(BROKEN_PIPE), "whoever read the output went away"),
)

EXAMPLES = """
paper-tui fetch daily && paper-tui                today's papers, to go through with T
paper-tui list difusion --json --limit 5 | jq -r .title
paper-tui list is:bookmarked --format bibtex > refs.bib
paper-tui state --query 'date:<2026-10 state:new' done
paper-tui digest --since 7d --format html > week.html
"""
