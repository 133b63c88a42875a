"""Reading statistics by day, state, source, author and word; computed and kept on this machine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from statistics import median

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Change, EffectiveState, Shelf
from paper_tui.store.reading_log import ReadingTimes

MOST_NAMED = 10
"""Authors and words that are listed."""
WEEKS = 53
"""Columns of a year by day."""
READ = (EffectiveState.READING, EffectiveState.DONE)
_LocalDay = Callable[[str], date | None]
WAITING = (EffectiveState.LATER, EffectiveState.READING)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Papers that were put off and are not done."""

    count: int
    median_days: int
    """The median time that they have waited."""
    longest: tuple[PaperKey, ...]
    """Those that have waited longest, first."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of one library, of one moment."""

    days: Mapping[date, tuple[PaperKey, ...]]
    """The papers that something was done with on each local day, each once, in order of time."""
    seconds: Mapping[date, int]
    """Seconds of reading by day, counted only while something happened."""
    states: Mapping[EffectiveState, int]
    """The number of papers in each state."""
    weeks: Mapping[date, Mapping[EffectiveState, int]]
    """By the Monday of a week how many papers came into each state."""
    left: Mapping[str, int]
    """By source how many papers are new."""
    waiting: Waiting
    authors: tuple[tuple[str, int], ...]
    """Authors of most papers that were read or bookmarked."""
    words: tuple[tuple[str, int], ...]
    """Pairs of words that occur in most of their titles and abstracts."""


def statistics_of(
    papers: Iterable[Paper],
    shelf: Shelf,
    changes: Iterable[Change],
    now: datetime,
    reading: ReadingTimes | None = None,
) -> Statistics:
    """Count what was read.

    Args:
        papers: All papers.
        shelf: The marks.
        changes: The history, in any order.
        now: Today, with the time zone in which days are counted.
        reading: How long papers were read.
    """
    reading = reading or ReadingTimes()
    local_day = _local_days(now.tzinfo or UTC)
    steps = [(local_day(change.time), change) for change in sorted(changes, key=lambda one: one.time)]
    moves = [*_moves(steps)]
    left: Counter[str] = Counter()
    kept: list[Paper] = []
    states: Counter[EffectiveState] = Counter()
    for paper in papers:
        mark = shelf.get(paper.key)
        states[mark.effective_state] += 1
        if mark.effective_state is EffectiveState.NEW:
            left[paper.source or "unknown"] += 1
        if mark.bookmarked or mark.effective_state in READ:
            kept.append(paper)
    return Statistics(
        days=_days(steps, shelf, local_day, reading),
        seconds=reading.days,
        states={state: states[state] for state in EffectiveState},
        weeks=_weeks(moves),
        left=dict(left.most_common()),
        waiting=_waiting(shelf, moves, now.date()),
        authors=_most(name for paper in kept for name in paper.authors),
        words=_most(word for paper in kept for word in _pairs(paper)),
    )


def monday_of(day: date) -> date:
    """The first day of a week."""
    return day - timedelta(days=day.weekday())


def year_of_days(
    statistics: Statistics, today: date, first: date | None = None, weeks: int = WEEKS
) -> list[list[tuple[date, int] | None]]:
    """A year as seven rows, Monday first, with a column for each week.

    Each day comes with its number of papers; days to come are None.

    Args:
        statistics: The figures.
        today: The last day.
        first: The first Monday; by default the weeks end today.
        weeks: The number of columns.
    """
    first = first or monday_of(today) - timedelta(weeks=weeks - 1)
    rows: list[list[tuple[date, int] | None]] = []
    for weekday in range(7):
        days = [first + timedelta(days=weekday + 7 * week) for week in range(weeks)]
        rows.append([None if day > today else (day, len(statistics.days.get(day, ()))) for day in days])
    return rows


def _days(
    steps: Sequence[tuple[date | None, Change]],
    shelf: Shelf,
    local_day: _LocalDay,
    reading: ReadingTimes,
) -> Mapping[date, tuple[PaperKey, ...]]:
    found: defaultdict[date, dict[PaperKey, None]] = defaultdict(dict)
    for day, change in steps:
        if day is not None and change.after:
            found[day].update(dict.fromkeys(mark.key for mark in change.after))
    for mark in shelf:
        for time in (mark.seen, mark.bookmarked):
            day = local_day(time) if time else None
            if day is not None:
                found[day][mark.key] = None
    for day, papers in reading.on.items():
        found[day].update(dict.fromkeys(sorted(papers)))
    return {day: tuple(keys) for day, keys in sorted(found.items())}


def _moves(
    steps: Iterable[tuple[date | None, Change]],
) -> Iterator[tuple[date, PaperKey, EffectiveState]]:
    """Yield the papers that came into another state, with the day and that state, in order of time."""
    for day, change in steps:
        if day is None:
            continue
        before = {mark.key: mark.effective_state for mark in change.before}
        for mark in change.after:
            state = mark.effective_state
            if before.get(mark.key, EffectiveState.NEW) is not state:
                yield day, mark.key, state


def _weeks(
    moves: Sequence[tuple[date, PaperKey, EffectiveState]],
) -> Mapping[date, Mapping[EffectiveState, int]]:
    days = Counter((day, state) for day, _, state in moves)
    weeks: defaultdict[date, Counter[EffectiveState]] = defaultdict(Counter)
    for (day, state), count in days.items():
        weeks[monday_of(day)][state] += count
    return {week: dict(counts) for week, counts in sorted(weeks.items())}


def _waiting(shelf: Shelf, moves: Sequence[tuple[date, PaperKey, EffectiveState]], today: date) -> Waiting:
    since = {key: day for day, key, state in moves if state in WAITING}
    open_marks = [mark for mark in shelf if mark.effective_state in WAITING]
    ages = sorted(((today - since.get(mark.key, today)).days, mark.key) for mark in open_marks)
    longest = tuple(key for _, key in reversed(ages[-MOST_NAMED:]))
    return Waiting(len(ages), int(median(age for age, _ in ages)) if ages else 0, longest)


def _pairs(paper: Paper) -> Iterator[str]:
    from paper_tui.ranking.features import text_features

    forms = {form for text in (paper.title, paper.abstract) for _, form in text_features(text)}
    return (form for form in forms if " " in form)


def _most(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent names that occur more than once; alphabetical where equal."""
    counted = ((name, count) for name, count in Counter(names).items() if count > 1)
    return tuple(sorted(counted, key=lambda each: (-each[1], each[0])))[:MOST_NAMED]


def _local_days(zone: tzinfo) -> _LocalDay:
    """A function from times as the library stores them, in UTC, to local days; None for what is no time."""

    @cache
    def local_day(time: str) -> date | None:
        try:
            return datetime.fromisoformat(time).astimezone(zone).date()
        except (ValueError, OverflowError):
            return None

    return local_day
