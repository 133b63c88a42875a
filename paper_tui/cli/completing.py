"""The complete command: fill what papers lack, from services."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from paper_tui.cli.command_context import open_library, query_text
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND
from paper_tui.cli.output import print_message, status_line, write_json, write_line
from paper_tui.library import fetch_settings
from paper_tui.library.complete import Completion, Filled, is_incomplete
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings, cache_folder


def complete(options: argparse.Namespace, settings: Settings) -> int:
    """Look papers up that have no identifier, and fill those whose match is certain."""
    query = query_text(options, settings)
    how = fetch_settings(cache_folder() / "services", settings.config)
    with open_library(settings) as library:
        papers = library.matching(query) if query.strip() else [*library.catalogue]
        wanted = [paper for paper in papers if is_incomplete(paper)]
        with status_line(shown=True) as show:
            found = library.completer.look_up(wanted, how, show)
        if found.filled and not options.dry_run:
            library.completer.apply(found.filled)
    if options.json:
        _write_json(found)
    else:
        _write_lines(found, len(wanted), options.dry_run)
    if found.problem:
        print_message(f"paper-tui: not every paper was looked up: {clean_line(found.problem, 500)}")
    return DONE if wanted and not (found.problem or found.questions or found.unknown) else NOTHING_FOUND


def _write_json(found: Completion) -> None:
    groups: Iterable[tuple[str, Iterable[Filled]]] = (("filled", found.filled), ("question", found.questions))
    for outcome, some in groups:
        for each in some:
            offer = {"title": each.offered.title, **_ids(each.offered)}
            write_json({"key": each.paper.key, "outcome": outcome, "service": each.service, "offered": offer})
    for paper in found.unknown:
        write_json({"key": paper.key, "outcome": "unknown"})


def _write_lines(found: Completion, wanted: int, is_dry_run: bool) -> None:
    for each in found.filled:
        write_line(f"{each.paper.title}\n    {_described(each)}")
    if found.questions:
        write_line("\nNot sure. Check whether these are the same, then: paper-tui fetch ID")
    for each in found.questions:
        write_line(f"{each.paper.title}\n    {_described(each)}  {each.offered.title}")
    done = "would be completed" if is_dry_run else "completed"
    write_line(
        f"{len(found.filled):,} of {wanted:,} {done} · {len(found.questions):,} to decide · "
        f"{len(found.unknown):,} not found · {found.requests:,} requests"
    )


def _described(each: Filled) -> str:
    return f"{each.service}: {' '.join(_ids(each.offered).values())}"


def _ids(paper: Paper) -> dict[str, str]:
    named = {"arxiv_id": paper.arxiv_id, "doi": paper.doi, "url": paper.url}
    return {name: value for name, value in named.items() if value}
