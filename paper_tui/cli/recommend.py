"""Papers ranked by interest or likeness, with reasons."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND, USAGE, CommandError
from paper_tui.cli.output import entry_json, print_message, status_line, write_json, write_line
from paper_tui.cli.table import write_table
from paper_tui.glyphs import in_ascii
from paper_tui.library import Library
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.settings import Settings

if TYPE_CHECKING:
    from paper_tui.ranking import Ranker


def print_similar(options: argparse.Namespace, settings: Settings) -> int:
    """Print the papers of the library that are most like some."""
    drawn = in_ascii if settings.config.glyphs == "ascii" else str
    with open_library(settings) as library:
        chosen = [library.find(key) for key in options.keys]
        if options.fetch:
            others = _fetched(library, chosen, options, settings)
            ranker = library.for_you.similar(chosen, others=others)
            found = sorted(others, key=lambda paper: -ranker.score(paper.key))[: options.limit]
        else:
            ranker = library.for_you.similar(chosen)
            found = ranker.best(library.catalogue, options.limit, {paper.key for paper in chosen})
        entries = [Entry(paper, library.shelf.get(paper.key)) for paper in found]
        if options.json:
            for entry in entries:
                write_json(entry_json(entry) | reasons_json(ranker, entry.paper))
        else:
            write_table(entries, settings, below=lambda entry: write_reasons(ranker, entry.paper, drawn))
        if not found:
            nowhere = "Semantic Scholar recommends no paper that the library lacks."
            print_message(
                nowhere if options.fetch else "No paper of the library has words in common with that."
            )
        return DONE if found else NOTHING_FOUND


def _fetched(
    library: Library, chosen: Sequence[Paper], options: argparse.Namespace, settings: Settings
) -> list[Paper]:
    """Papers that a service recommends and the library lacks."""
    from paper_tui.library import fetch_settings
    from paper_tui.sources.services import FetchError

    if not any(paper.arxiv_id or paper.doi for paper in chosen):
        raise CommandError("services know papers by arXiv id or DOI: paper-tui complete looks them up", USAGE)
    how = fetch_settings(settings.config)
    try:
        with status_line() as show:
            show("asking Semantic Scholar")
            return library.citations.recommended(chosen, options.limit, how)
    except FetchError as error:
        raise CommandError(str(error), NOTHING_FOUND) from error


def ranker_for(library: Library, sort: str) -> Ranker | None:
    """The ranker of an order; says why there is none for the reader's own."""
    if sort != "for-you":
        return None
    ranker = library.for_you.ranker()
    if ranker is None:
        needed, signs = library.for_you.signs_needed, library.for_you.signs
        print_message(
            f"Too little is known to rank papers for you: {signs} of {needed} papers bookmarked, put off for "
            "later, read or noted. Best match first, then newest, until then."
        )
    return ranker


def reasons_json(ranker: Ranker | None, paper: Paper) -> dict[str, Any]:
    """The reasons of a paper's rank as ``--json`` prints them; nothing without a ranker. Any: JSON."""
    if ranker is None:
        return {}
    reasons = [
        {"kind": each.kind, "name": each.name, "share": round(each.share, 3), "words": list(each.words)}
        for each in ranker.reasons(paper)
    ]
    return {"rank_score": round(ranker.score(paper.key), 4), "reasons": reasons}


def write_reasons(ranker: Ranker | None, paper: Paper, drawn: Callable[[str], str]) -> None:
    """Print the reasons of a paper's rank on a line below it."""
    reasons = reasons_text(ranker, paper)
    if reasons:
        write_line(drawn(f"      {reasons}"))


def reasons_text(ranker: Ranker | None, paper: Paper) -> str:
    """The reasons of a paper's rank with their shares; empty without a ranker."""
    reasons = () if ranker is None else ranker.reasons(paper)
    return " · ".join(f"{each.name} {each.share:.0%}" for each in reasons)
