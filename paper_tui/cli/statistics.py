"""The stats command: what the reader read."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from paper_tui.cli.command_context import open_library
from paper_tui.cli.exit_codes import DONE, NOTHING_FOUND
from paper_tui.cli.output import print_message, write_json, write_line
from paper_tui.glyphs import in_ascii
from paper_tui.library.statistics import Statistics, year_of_days
from paper_tui.papers.shelf import EffectiveState
from paper_tui.settings import Settings

LEVELS = "·░▒▓█"
ASCII_LEVELS = ".-+*#"
STEPS = (0, 1, 4, 10)
"""Papers of a day above which the next level begins."""


def print_statistics(options: argparse.Namespace, settings: Settings) -> int:
    """Print what was read: a year by day, states, sources, authors and words."""
    with open_library(settings) as library:
        found = library.statistics()
        titles = {key: paper.title for key in found.waiting.longest if (paper := library.catalogue.get(key))}
    today = settings.clock().astimezone().date()
    if options.json:
        write_json(_record(found))
        return DONE
    if not found.days:
        print_message("Nothing was read yet. What you bookmark, read and look at is counted from now on.")
        return NOTHING_FOUND
    is_ascii = settings.config.glyphs == "ascii"
    drawn = in_ascii if is_ascii else str
    for line in heat_map(found, today, ASCII_LEVELS if is_ascii else LEVELS):
        write_line(line)
    for line in _summary(found, titles, today):
        write_line(drawn(line))
    return DONE


def heat_map(found: Statistics, today: date, levels: str = LEVELS) -> Iterator[str]:
    """A year by day, a row for each weekday and a column for each week, darker where more was read."""
    rows = year_of_days(found, today)
    yield "    " + _months(rows[0])
    for name, row in zip(("Mon", "", "Wed", "", "Fri", "", "Sun"), rows, strict=True):
        yield f"{name:<4}" + "".join(levels[level(day[1])] if day else " " for day in row).rstrip()


def level(count: int) -> int:
    """How dark a day of so many papers is, from 0 to 4."""
    return sum(count > step for step in STEPS)


def _months(mondays: list[tuple[date, int] | None]) -> str:
    """The names of months above their first full weeks."""
    line = ""
    last = 0
    for week, day in enumerate(mondays):
        if day and day[0].month != last and day[0].day <= 7 and (not line or len(line) < week):
            line = line.ljust(week) + f"{day[0]:%b}"
            last = day[0].month
    return line


def _summary(found: Statistics, titles: dict[Any, str], today: date) -> Iterator[str]:
    papers = {key for keys in found.days.values() for key in keys}
    this_week = [day for day in found.days if (today - day).days < 7]
    week = {key for day in this_week for key in found.days[day]}
    days = f"{len(found.days):,} {'day' if len(found.days) == 1 else 'days'}"
    yield f"{len(papers):,} papers on {days} · {len(week):,} in the last seven days"
    yield ""
    yield "State    " + " · ".join(f"{state} {count:,}" for state, count in found.states.items() if count)
    if found.left:
        yield "Left     " + " · ".join(f"{source} {count:,}" for source, count in found.left.items())
    if found.waiting.count:
        waiting = found.waiting
        yield f"Waiting  {waiting.count:,} papers, half of them for {waiting.median_days:,} days and more"
        yield from (f"         {titles[key]}" for key in waiting.longest[:3] if key in titles)
    for name, counted in (("Authors", found.authors), ("Words", found.words)):
        if counted:
            yield f"{name:<9}" + " · ".join(f"{each} {count:,}" for each, count in counted)


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
