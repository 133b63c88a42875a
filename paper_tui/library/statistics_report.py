"""Statistics as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from paper_tui.library.statistics import Statistics, year_of_days
from paper_tui.papers.paper import Paper, PaperKey

LEVELS = "·░▒▓█"
ASCII_LEVELS = ".-+*#"
STEPS = (0, 1, 4, 10)
"""Papers of a day above which the next level begins."""
LONGEST_WAITING = 3
"""Papers that are named of those that have waited longest."""
Get = Callable[[PaperKey], Paper | None]
"""Looks a paper up."""


def report(found: Statistics, get: Get, today: date, *, is_ascii: bool = False) -> str:
    """A year by day, and below it states, sources, what waits, authors and words."""
    if not found.days:
        return "Nothing was read yet. What you bookmark, read and look at is counted from now on."
    levels = ASCII_LEVELS if is_ascii else LEVELS
    return "\n".join((*heat_map(found, today, levels), "", *_summary(found, get, today)))


def heat_map(found: Statistics, today: date, levels: str = LEVELS) -> Iterator[str]:
    """A year by day, a row for each weekday and a column for each week, darker where more was read."""
    rows = year_of_days(found, today)
    yield "    " + _months(rows[0])
    for name, row in zip(("Mon", "", "Wed", "", "Fri", "", "Sun"), rows, strict=True):
        yield f"{name:<4}" + "".join(levels[level(day[1])] if day else " " for day in row).rstrip()


def level(count: int) -> int:
    """The shade of a day with this number of papers, from 0 to 4."""
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


def _summary(found: Statistics, get: Get, today: date) -> Iterator[str]:
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
        papers_waiting = (get(key) for key in waiting.longest[:LONGEST_WAITING])
        yield from (f"         {paper.title}" for paper in papers_waiting if paper)
    for name, counted in (("Authors", found.authors), ("Words", found.words)):
        if counted:
            yield f"{name:<9}" + " · ".join(f"{each} {count:,}" for each, count in counted)
