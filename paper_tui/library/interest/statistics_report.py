"""Statistics as lines of text, with colours where they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from paper_tui.library.interest.statistics import Statistics, monday_of, year_of_days
from paper_tui.papers.paper import Paper, PaperKey

LEVELS = "·░▒▓█"
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
"""Labels of the rows."""
ASCII_LEVELS = ".-+*#"
STEPS = (0, 1, 4, 10)
"""Papers of a day above which the next level begins."""
NOTHING_READ = "Nothing was read yet. What you bookmark, read and look at is counted from now on."
WEEKS_SHOWN = 6
LONGEST_WAITING = 3
"""Papers that are named of those that have waited longest."""
Paint = Callable[[str, int], str]
"""Colours the sign of a day by its level, from 0 to 4."""
Get = Callable[[PaperKey], Paper | None]
"""Looks a paper up."""


def heat_map(
    found: Statistics, today: date, levels: str = LEVELS, paint: Paint = lambda sign, _: sign
) -> Iterator[str]:
    """A year by day, a row for each weekday and a column for each week, darker where more was read."""
    rows = year_of_days(found, today)
    yield "    " + months(rows[0])
    for name, row in zip(WEEKDAYS, rows, strict=True):
        days = [level(day[1]) for day in row if day]
        yield f"{name:<4}" + "".join(paint(levels[each], each) for each in days)


def level(count: int) -> int:
    """The shade of a day with this number of papers, from 0 to 4."""
    return sum(count > step for step in STEPS)


def months(mondays: list[tuple[date, int] | None]) -> str:
    """The names of months above their first full weeks."""
    line = ""
    last = 0
    for week, day in enumerate(mondays):
        if day and day[0].month != last and day[0].day <= 7 and (not line or len(line) < week):
            line = line.ljust(week) + f"{day[0]:%b}"
            last = day[0].month
    return line


def duration(seconds: int) -> str:
    """A time of reading in words: ``3 h 20 min``; empty below a minute."""
    hours, minutes = divmod(seconds // 60, 60)
    parts = (f"{hours:,} h" if hours else "", f"{minutes} min" if minutes else "")
    return " ".join(filter(None, parts))


def summary(found: Statistics, get: Get, today: date) -> Iterator[str]:
    """Amounts of reading, states, weeks, sources, what waits, authors and words."""
    papers = {key for keys in found.days.values() for key in keys}
    this_week = [day for day in found.days if (today - day).days < 7]
    week = {key for day in this_week for key in found.days[day]}
    noun = "paper" if len(papers) == 1 else "papers"
    yield f"{len(papers):,} {noun} on {_days(len(found.days))} · {len(week):,} in the last seven days"
    read = duration(sum(found.seconds.values()))
    if read:
        lately = sum(spent for day, spent in found.seconds.items() if (today - day).days < 7)
        yield f"{read} of reading · {duration(lately) or 'none'} in the last seven days"
    yield ""
    yield "State    " + " · ".join(f"{state} {count:,}" for state, count in found.states.items() if count)
    yield from _weeks(found, today)
    if found.left:
        yield "New in   " + " · ".join(f"{source} {count:,}" for source, count in found.left.items())
    if found.waiting.count:
        waiting = found.waiting
        noun = "paper" if waiting.count == 1 else "papers"
        yield f"Later    {waiting.count:,} {noun}, waiting for {_days(waiting.median_days)} in the median"
        papers_waiting = (get(key) for key in waiting.longest[:LONGEST_WAITING])
        yield from (f"         {paper.title}" for paper in papers_waiting if paper)
    for name, counted in (("Authors", found.authors), ("Words", found.words)):
        if counted:
            yield f"{name:<9}" + " · ".join(f"{each} {count:,}" for each, count in counted)


def _days(count: int) -> str:
    return f"{count:,} {'day' if count == 1 else 'days'}"


def _weeks(found: Statistics, today: date) -> Iterator[str]:
    """The last weeks, each with how many papers came into each state."""
    name = "Week of"
    for back in range(WEEKS_SHOWN):
        monday = monday_of(today) - timedelta(weeks=back)
        counts = {state: count for state, count in found.weeks.get(monday, {}).items() if count}
        if counts:
            came = " · ".join(f"{state} {counts[state]:,}" for state in found.states if state in counts)
            yield f"{name:<9}{monday:%d %b}  {came}"
            name = ""
