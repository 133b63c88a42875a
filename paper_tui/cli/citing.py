"""The refs and cited-by commands: what papers cite, and what cites them."""

from __future__ import annotations

import argparse
from typing import Any

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND
from paper_tui.cli.output import print_message, write_json, write_line
from paper_tui.cli.table import write_table
from paper_tui.glyphs import STAR, STATES
from paper_tui.library.citations import Cited
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import EffectiveState, Shelf
from paper_tui.settings import Settings


def print_references(options: argparse.Namespace, settings: Settings) -> int:
    """Print what a paper cites, or what the bookmarked papers cite and the library lacks."""
    with open_library(settings) as library:
        if options.missing:
            return _print_missing(library.citations.missing(), options.json)
        if options.key is None:
            return _print_usage()
        paper = library.find(options.key)
        found = library.citations.references(paper)
        if found is None:
            step = f"Fetch it: paper-tui text {paper.key}"
            if not paper.arxiv_id:
                step = f"Attach a file of it: paper-tui attach {paper.key} FILE"
            print_message(
                f"No text of “{paper.title}” is kept, from which its references could be read. {step}"
            )
            return NOTHING_FOUND
        for each in found:
            _write(each, library.shelf, options.json)
        if not found:
            print_message("The text has no bibliography that can be read.")
        return DONE if found else NOTHING_FOUND


def print_cited_by(options: argparse.Namespace, settings: Settings) -> int:
    """Print the papers of the library that cite one."""
    with open_library(settings) as library:
        found = library.citations.cited_by(library.find(options.key))
        if options.json:
            for paper in found:
                write_json(_paper(paper))
        else:
            write_table((Entry(paper, library.shelf.get(paper.key)) for paper in found), settings)
        if not found:
            print_message("No paper of the library whose text is kept cites it.")
        return DONE if found else NOTHING_FOUND


def _print_usage() -> int:
    print_message("name a KEY, or --missing. Example: paper-tui refs 1706.03762")
    return 2


def _print_missing(found: list[Any], as_json: bool) -> int:
    for each in found:
        if as_json:
            by = [paper.key for paper in each.by]
            write_json({**_work_json(Cited(each.work, None)), "count": each.count, "cited_by": by})
        else:
            names = ", ".join(paper.title for paper in each.by)
            write_line(f"{each.count:>4}  {each.work.label}\n      cited by {names}")
    if not found:
        print_message("Nothing that several bookmarked papers with a kept text cite is missing.")
    return DONE if found else NOTHING_FOUND


def _write(cited: Cited, shelf: Shelf, as_json: bool) -> None:
    if as_json:
        write_json(_work_json(cited))
    elif cited.paper is not None:
        write_line(_line(cited.paper, shelf))
    else:
        work = cited.work
        named = f"arxiv:{work.arxiv_id}" if work.arxiv_id else work.doi or "-"
        write_line(f"   {named}  {work.label}")


def _line(paper: Paper, shelf: Shelf) -> str:
    mark = shelf.get(paper.key)
    star = STAR if mark.bookmarked else " "
    state = " " if mark.effective_state is EffectiveState.NEW else STATES[mark.effective_state]
    return f"{star}{state} {paper.key}  {paper.title}"


def _paper(paper: Paper) -> dict[str, Any]:
    return {"key": paper.key, "title": paper.title}


def _work_json(cited: Cited) -> dict[str, Any]:
    """A work as ``--json`` prints it. Any: JSON values."""
    work = cited.work
    return {
        "key": cited.paper.key if cited.paper else None,
        "title": cited.paper.title if cited.paper else work.title or None,
        "arxiv_id": work.arxiv_id or None,
        "doi": work.doi or None,
        "year": work.year or None,
        "text": work.text or None,
        "sources": list(work.sources),
    }
