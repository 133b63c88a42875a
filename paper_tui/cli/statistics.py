"""The stats command: what the reader read."""

from __future__ import annotations

import argparse
from typing import Any

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND
from paper_tui.cli.output import print_message, write_json, write_line
from paper_tui.glyphs import in_ascii
from paper_tui.library.statistics import Statistics
from paper_tui.library.statistics_report import report
from paper_tui.papers.shelf import EffectiveState
from paper_tui.settings import Settings


def print_statistics(options: argparse.Namespace, settings: Settings) -> int:
    """Print what was read: a year by day, states, sources, authors and words."""
    with open_library(settings) as library:
        found = library.statistics()
        get = library.catalogue.get
    today = settings.clock().astimezone().date()
    if options.json:
        write_json(_record(found))
        return DONE
    if not found.days:
        print_message("Nothing was read yet. What you bookmark, read and look at is counted from now on.")
        return NOTHING_FOUND
    is_ascii = settings.config.glyphs == "ascii"
    for line in report(found, get, today, is_ascii=is_ascii).splitlines():
        write_line(in_ascii(line) if is_ascii else line)
    return DONE


def _record(found: Statistics) -> dict[str, Any]:
    """The statistics as ``--json`` prints them. Any: JSON values."""
    states = {state.value: found.states.get(state, 0) for state in EffectiveState}
    return {
        "days": {day.isoformat(): len(keys) for day, keys in found.days.items()},
        "states": states,
        "weeks": {
            week.isoformat(): {state.value: count for state, count in counts.items()}
            for week, counts in found.weeks.items()
        },
        "left": dict(found.left),
        "waiting": {
            "count": found.waiting.count,
            "median_days": found.waiting.median_days,
            "longest": list(found.waiting.longest),
        },
        "authors": dict(found.authors),
        "words": dict(found.words),
    }
