"""The stats command: what the reader read."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND
from paper_tui.cli.output import print_message, write_json, write_line
from paper_tui.glyphs import in_ascii
from paper_tui.library.interest.statistics import Statistics
from paper_tui.library.interest.statistics_report import (
    ASCII_LEVELS,
    LEVELS,
    NOTHING_READ,
    Paint,
    heat_map,
    summary,
)
from paper_tui.papers.shelf import EffectiveState
from paper_tui.settings import Settings, environment

SHADES = ("38;2;96;103;115", "38;2;84;130;82", "38;2;104;160;98", "38;2;128;190;118", "38;2;160;222;148")
"""Colours of the levels of a day; they can be read on dark and on light grounds."""
FEW_COLOURS = ("90", "32", "32", "92", "92")


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
        print_message(NOTHING_READ)
        return NOTHING_FOUND
    is_ascii = settings.config.glyphs == "ascii"
    levels = ASCII_LEVELS if is_ascii else LEVELS
    for line in heat_map(found, today, levels, _paint()):
        write_line(line)
    for line in ("", *summary(found, get, today)):
        write_line(in_ascii(line) if is_ascii else line)
    return DONE


def _paint() -> Paint:
    """The way to colour a day: in shades of green, in two of sixteen colours, or not at all."""
    if sys.stdout is None or not sys.stdout.isatty() or environment().get("NO_COLOR"):
        return lambda sign, _: sign
    if environment().get("TERM", "dumb") == "dumb":
        return lambda sign, _: sign
    is_true = environment().get("COLORTERM", "") in ("truecolor", "24bit")
    colours = SHADES if is_true else FEW_COLOURS
    return lambda sign, level: f"\x1b[{colours[level]}m{sign}\x1b[0m"


def _record(found: Statistics) -> dict[str, Any]:
    """The statistics as ``--json`` prints them. Any: JSON values."""
    states = {state.value: found.states.get(state, 0) for state in EffectiveState}
    return {
        "days": {day.isoformat(): len(keys) for day, keys in found.days.items()},
        "seconds": {day.isoformat(): spent for day, spent in sorted(found.seconds.items())},
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
