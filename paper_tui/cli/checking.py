"""The check command: newer versions, retractions and publication of papers."""

from __future__ import annotations

import argparse

from paper_tui.cli.command_context import open_library, query_text
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND
from paper_tui.cli.output import print_message, status_line, write_json, write_line
from paper_tui.glyphs import in_ascii
from paper_tui.library import fetch_settings
from paper_tui.library.checking.check_results import News
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Ask what became of papers, and print what is new."""
    query = query_text(options, settings)
    how = fetch_settings(settings.config)
    drawn = in_ascii if settings.config.glyphs == "ascii" else str
    with open_library(settings) as library:
        papers = library.matching(query) if query.strip() else library.checker.marked()
        if not any(paper.arxiv_id or paper.doi for paper in papers):
            print_message(_why_nothing(len(papers), query))
            return NOTHING_FOUND
        with status_line() as show:
            found = library.checker.check(papers, how, show, again=options.again)
    for news in found.news:
        if options.json:
            write_json(
                {"key": news.paper.key, "title": news.paper.title, "kind": news.kind, "text": news.text}
            )
        else:
            write_line(drawn(_line(news)))
    if found.problem:
        print_message(f"paper-tui: {clean_line(found.problem, 500)}. What was found before is kept.")
    elif not options.json:
        requests = "1 request" if found.requests == 1 else f"{found.requests:,} requests"
        recent = f" · {found.fresh:,} asked for within a week" if found.fresh else ""
        print_message(f"{len(found.news):,} new · {found.asked:,} asked for · {requests}{recent}")
    return DONE if found.news and not found.problem else NOTHING_FOUND


def _why_nothing(papers: int, query: str) -> str:
    """Say why services cannot be asked, and what to do."""
    if papers:
        return "None of these papers has an arXiv id or DOI. To look them up: paper-tui complete"
    if query.strip():
        return "Nothing matches."
    return "No paper is marked, and only marked ones are checked. Name others: paper-tui check year:2024"


def _line(news: News) -> str:
    return f"{news.paper.key}  {news.paper.title}\n      {news.text}"
