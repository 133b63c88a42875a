"""The digest command."""

from __future__ import annotations

import argparse
import re
from datetime import date, timedelta

from paper_tui.cli.command_context import open_library, query_text, search_library
from paper_tui.cli.exit_codes import DONE, USAGE, CommandError
from paper_tui.cli.output import write_text
from paper_tui.cli.recommend import ranker_for, reasons_text
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings

UNITS = {"d": 1, "w": 7}


def print_digest(options: argparse.Namespace, settings: Settings) -> int:
    """Print a digest of recent papers that match a query."""
    from paper_tui.exports.digest import Choice, digest

    since = first_day(options.since, settings.clock().date())
    sort = options.sort or settings.config.digest_sort
    with open_library(settings) as library:
        ranker = ranker_for(library, sort)
        rows = search_library(library, query_text(options, settings), sort).rows
        origins = {hit.paper.key: hit.origin.text for hit in library.followed(f"added:>={since}")}
        choice = Choice(origins, lambda paper: reasons_text(ranker, paper), by_day=ranker is None)
        entries = (entry for entry, _ in rows)
        for chunk in digest(entries, since=since, fmt=options.format, choice=choice):
            write_text(chunk)
    return DONE


def first_day(text: str, today: date) -> date:
    """Parse ``7d``, ``2w`` or a date.

    Raises:
        CommandError: It is none of them.
    """
    ago = re.fullmatch(r"(\d{1,5})([dw])", text, re.ASCII)
    try:
        return today - timedelta(int(ago[1]) * UNITS[ago[2]]) if ago else date.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        shown = clean_line(text)
        raise CommandError(
            f"--since “{shown}”: expected days such as 7d, weeks such as 2w, or a date such as {today}", USAGE
        ) from error
