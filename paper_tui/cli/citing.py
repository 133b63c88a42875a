"""The refs and cited-by commands: what papers cite, what cites them, and what that connects."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE
from paper_tui.cli.output import print_message, status_line, write_json, write_line
from paper_tui.glyphs import STAR, STATES
from paper_tui.library import Library, fetch_settings
from paper_tui.library.citing.citation_answers import CITED_BY, CITES
from paper_tui.library.citing.citations import Cited, Connected, WorkList
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Shelf
from paper_tui.settings import Settings


def print_references(options: argparse.Namespace, settings: Settings) -> int:
    """Print what a paper cites, what that connects it with, or what the library lacks."""
    with open_library(settings) as library:
        if options.missing:
            missing = library.citations.missing()
            return _print_connected(
                missing,
                library.shelf,
                "cited by",
                "Nothing that several bookmarked papers cite is missing.",
                options,
            )
        if options.key is None:
            print_message("name a KEY, or --missing. Example: paper-tui refs 1706.03762")
            return USAGE
        paper = library.find(options.key)
        if options.connected:
            return _print_connections(library, paper, options)
        return _print_works(library, paper, CITES, options, settings)


def print_cited_by(options: argparse.Namespace, settings: Settings) -> int:
    """Print what cites a paper: papers of the library, and works that services name."""
    with open_library(settings) as library:
        return _print_works(library, library.find(options.key), CITED_BY, options, settings)


def _print_works(
    library: Library, paper: Paper, direction: str, options: argparse.Namespace, settings: Settings
) -> int:
    citations = library.citations
    found = citations.references(paper) if direction == CITES else citations.cited_by(paper)
    if options.again or not citations.is_known(found, direction):
        how = fetch_settings(settings.config)
        with status_line() as show:
            found = citations.look_up(paper, direction, how, again=options.again, doing=show)
    for each in found.works:
        _write(each, library.shelf, options.json)
    _explain(found, paper, direction)
    return DONE if found.works else NOTHING_FOUND


def _explain(found: WorkList, paper: Paper, direction: str) -> None:
    """Print where the works come from, and what else could be done where there are none."""
    if found.works and found.said:
        print_message(f"{len(found.works):,} {'work' if len(found.works) == 1 else 'works'}: {found.said}")
    elif not found.works:
        print_message("No references are known." if direction == CITES else "No paper is known to cite it.")
        if found.said:
            print_message(f"  {found.said}")
    if not found.works and direction == CITES and not found.has_text:
        step = f"paper-tui text {paper.key}" if paper.arxiv_id else f"paper-tui attach {paper.key} FILE"
        print_message(f"References are also read from the text of a paper, once it is kept: {step}")


def _print_connections(library: Library, paper: Paper, options: argparse.Namespace) -> int:
    shelf = library.shelf
    nothing = "No other paper of the library cites the same works, as far as references are known."
    coupled = _print_connected(library.citations.coupled(paper), shelf, "both cite", nothing, options)
    alone = "No paper of the library cites it together with other works."
    together = _print_connected(library.citations.co_cited(paper), shelf, "together in", alone, options)
    return min(coupled, together)


def _print_connected(
    found: Sequence[Connected], shelf: Shelf, why: str, nothing: str, options: argparse.Namespace
) -> int:
    for each in found:
        by = [one.work.label for one in each.by]
        if options.json:
            keys = [one.paper.key if one.paper else None for one in each.by]
            reason = {"count": each.count, "why": why, "by": by, "by_keys": keys}
            write_json({**_work_json(each.cited, shelf), **reason})
        else:
            more = f" and {each.count - len(by):,} more" if each.count > len(by) else ""
            write_line(f"{each.count:>4}  {_line(each.cited, shelf)}\n      {why} {'; '.join(by)}{more}")
    if not found:
        print_message(nothing)
    return DONE if found else NOTHING_FOUND


def _write(cited: Cited, shelf: Shelf, as_json: bool) -> None:
    if as_json:
        write_json(_work_json(cited, shelf))
    else:
        write_line(_line(cited, shelf))


def _line(cited: Cited, shelf: Shelf) -> str:
    """A work on one line: with its state in the library, or with the id by which it could be added."""
    work, paper = cited.work, cited.paper
    if paper is None:
        named = f"arxiv:{work.arxiv_id}" if work.arxiv_id else work.doi or "-"
        return f"   {named}  {work.title or work.text}".rstrip()
    mark = shelf.get(paper.key)
    star = STAR if mark.bookmarked else " "
    return f"{star}{STATES[mark.effective_state]} {paper.key}  {paper.title}"


def _work_json(cited: Cited, shelf: Shelf) -> dict[str, Any]:
    """A work as ``--json`` prints it. Any: JSON values."""
    work, paper = cited.work, cited.paper
    return {
        "key": paper.key if paper else None,
        "title": paper.title if paper else work.title or None,
        "authors": list(paper.authors if paper else work.authors),
        "arxiv_id": work.arxiv_id or None,
        "doi": work.doi or None,
        "year": work.year or None,
        "venue": work.venue or None,
        "text": work.text or None,
        "standing": cited.standing.value,
        "state": shelf.get(paper.key).effective_state.value if paper else None,
        "sources": list(work.sources),
    }
