"""The commands that change papers: cite, merge and split."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import print_message, write_line
from paper_tui.library import Library
from paper_tui.papers.citation_keys import cited_as
from paper_tui.papers.shelf import Change
from paper_tui.settings import Settings


def cite(options: argparse.Namespace, settings: Settings) -> int:
    """Print or rename the citation key of a paper, or make those of several anew."""
    with open_library(settings) as library:
        if options.anew is not None:
            return _remade(library, options.anew)
        if options.key is None:
            raise CommandError("name a KEY, or --anew QUERY. Example: paper-tui cite 1706.03762", USAGE)
        paper = library.find(options.key)
        if options.new is None:
            write_line(cited_as(paper))
            return DONE
        return _changed(partial(library.edits.rename_citation_key, paper, options.new))


def _remade(library: Library, query: str) -> int:
    """Make the citation keys of the papers of a query anew."""
    papers = library.matching(query)
    if not papers:
        print_message("Nothing matches.")
        return NOTHING_FOUND
    return _changed(partial(library.edits.remake_citation_keys, papers, library.imports.citation_keys))


def merge(options: argparse.Namespace, settings: Settings) -> int:
    """Make one paper of several."""
    with open_library(settings) as library:
        return _changed(partial(library.edits.merge, [library.find(key) for key in options.keys]))


def split(options: argparse.Namespace, settings: Settings) -> int:
    """Part a paper into what was joined to it."""
    with open_library(settings) as library:
        return _changed(partial(library.edits.split, library.find(options.key)))


def _changed(change: Callable[[], Change | None]) -> int:
    """Make a change and report it; exits 1 where it cannot be made."""
    from paper_tui.library.paper_edits import PaperEditError

    try:
        made = change()
    except PaperEditError as error:
        raise CommandError(str(error), NOTHING_FOUND) from error
    print_message(f"{made.label[:1].upper()}{made.label[1:]}." if made else "Nothing to change.")
    return DONE
