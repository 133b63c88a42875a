"""The complete command: fill what papers lack, from services."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any

from paper_tui.cli.command_context import open_library, query_text
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND
from paper_tui.cli.output import print_message, status_line, write_json, write_line
from paper_tui.exports.plain_text import wrapped
from paper_tui.library import Library, fetch_settings
from paper_tui.library.completion.outcome import Completion, Filled, is_incomplete
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

GIST = 300
"""Characters of each abstract that a question shows."""
ASK = "\nIs it the same paper? Take it: paper-tui complete --take ID; turn it down: --leave ID\n"
NOTHING_LACKS = "Nothing to complete: every paper has an arXiv id or DOI, and authors."
KEYS_STAY = (
    "Citation keys stay as they are, {count:,} of them made without authors ({key}). "
    "To make them anew: paper-tui cite --anew QUERY"
)
GO_ON = "What was found is kept, and the next run continues from there."


def complete(options: argparse.Namespace, settings: Settings) -> int:
    """Look papers up that lack something, and fill those whose match is certain or that the user takes."""
    query = query_text(options, settings)
    how = fetch_settings(settings.config)
    with open_library(settings) as library:
        papers = library.matching(query) if query.strip() else [*library.catalogue]
        wanted = [paper for paper in papers if is_incomplete(paper)]
        if not wanted:
            print_message(NOTHING_LACKS if papers else "Nothing matches.")
            return NOTHING_FOUND
        with status_line() as show:
            found = library.completer.look_up(wanted, how, show)
        not_offered = _not_offered(found, [*options.take, *options.leave])
        _decide(library, found, options)
        if found.filled and not options.dry_run:
            library.completer.apply(found.filled)
    if options.json:
        _write_json(found)
    else:
        _write_lines(found, len(wanted), options.dry_run)
    if found.problem:
        print_message(f"paper-tui: {clean_line(found.problem, 500)}. {GO_ON}")
    for each in not_offered:
        print_message(
            f"paper-tui: {clean_line(each, 100)} is offered for no paper. Nothing was decided by it."
        )
    kept = found.keyed_without_authors
    if kept and not options.dry_run and not options.json:
        print_message(KEYS_STAY.format(count=len(kept), key=kept[0].citation_key))
    open_ends = found.problem or found.questions or found.unknown or found.duplicates or not_offered
    return NOTHING_FOUND if open_ends else DONE


def _not_offered(found: Completion, ids: Iterable[str]) -> list[str]:
    """The identifiers of the user's decisions that no question is about."""
    offered = {name for each in found.questions for name in _names(each)}
    return [each for each in ids if not _spelled([each]) & offered]


def _decide(library: Library, found: Completion, options: argparse.Namespace) -> None:
    """Take the offers that the user named, and turn others down."""
    taken, left = _spelled(options.take), _spelled(options.leave)
    chosen = [each for each in found.questions if _names(each) & taken]
    papers = {each.paper.key for each in chosen}
    refused = [
        each
        for each in found.questions
        if each not in chosen and (each.paper.key in papers or _names(each) & left)
    ]
    found.filled += chosen
    found.questions = [each for each in found.questions if each not in chosen and each not in refused]
    if refused and not options.dry_run:
        library.completer.leave(refused)


def _spelled(ids: Iterable[str]) -> set[str]:
    """Identifiers in one spelling."""
    arxiv = {found.number for each in ids if (found := parse_arxiv_id(each))}
    return arxiv | {doi for each in ids if (doi := parse_doi(each))}


def _names(each: Filled) -> set[str]:
    return {each.offered.arxiv_id, each.offered.doi} - {""}


def _write_json(found: Completion) -> None:
    groups: Iterable[tuple[str, Iterable[Filled]]] = (("filled", found.filled), ("question", found.questions))
    for outcome, some in groups:
        for each in some:
            offer = _json(each.offered)
            record = {"key": each.paper.key, "outcome": outcome, "service": each.service, "offered": offer}
            write_json(record | ({"paper": _json(each.paper)} if outcome == "question" else {}))
    for paper, other in found.duplicates:
        write_json({"key": paper.key, "outcome": "duplicate", "of": other.key})
    for paper in found.unknown:
        write_json({"key": paper.key, "outcome": "unknown"})


def _json(paper: Paper) -> dict[str, Any]:  # Any: texts and lists of them
    described = {"title": paper.title, "authors": list(paper.authors), "abstract": paper.abstract}
    return {**described, **_ids(paper)}


def _write_lines(found: Completion, wanted: int, is_dry_run: bool) -> None:
    for each in found.filled:
        write_line(f"{each.paper.title}\n    {_described(each)}")
    for paper, other in found.duplicates:
        write_line(
            f"{paper.title}\n    is the same as {other.key}. Merge: paper-tui merge {other.key} {paper.key}"
        )
    if found.questions:
        write_line(ASK)
    for each in found.questions:
        write_line("\n".join(_question(each)) + "\n")
    done = "would be completed" if is_dry_run else "completed"
    requests = "1 request" if found.requests == 1 else f"{found.requests:,} requests"
    write_line(
        f"{len(found.filled):,} of {wanted:,} {done} · {len(found.questions):,} to decide · "
        f"{len(found.unknown):,} not found · {requests}"
    )


def _question(each: Filled) -> list[str]:
    """Both papers, one above the other."""
    lines = [each.paper.title, *wrapped(each.paper.abstract[:GIST] or "(no abstract)", "    ")]
    lines += [f"  ? {each.offered.title}", f"    {_described(each)}"]
    return [*lines, *wrapped(each.offered.abstract[:GIST] or "(no abstract)", "    ")]


def _described(each: Filled) -> str:
    return f"{each.service}: {' '.join(_ids(each.offered).values())}"


def _ids(paper: Paper) -> dict[str, str]:
    named = {"arxiv_id": paper.arxiv_id, "doi": paper.doi, "url": paper.url}
    return {name: value for name, value in named.items() if value}
