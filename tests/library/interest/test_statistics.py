"""Statistics of reading, by day, state and source."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from paper_tui.library.interest.statistics import Statistics, statistics_of, year_of_days
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Change, EffectiveState, Mark, Shelf, State
from paper_tui.sources.bundled_papers import starter

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
PAPERS = list(starter())[:6]
A, B, C = PAPERS[:3]


def step(time: str, paper: Paper, before: State, after: State) -> Change:
    return Change(time, time, "marked", (Mark(paper.key, state=before),), (Mark(paper.key, state=after),))


CHANGES = [
    step("2026-08-20T10:00:00Z", A, State.NEW, State.LATER),
    step("2026-08-31T10:00:00Z", B, State.NEW, State.LATER),
    step("2026-09-02T23:30:00Z", B, State.LATER, State.DONE),
    step("2026-09-03T09:00:00Z", C, State.NEW, State.HIDDEN),
    step("not a time", C, State.HIDDEN, State.HIDDEN),
]
SHELF = Shelf(
    [
        Mark(A.key, state=State.LATER),
        Mark(B.key, state=State.DONE, seen="2026-09-02T23:00:00Z"),
        Mark(C.key, state=State.HIDDEN),
    ]
)


def counted(now: datetime = NOW) -> Statistics:
    return statistics_of(PAPERS, SHELF, CHANGES, now)


def test_papers_by_day_each_once() -> None:
    days = counted().days
    assert days[date(2026, 9, 2)] == (B.key,)
    assert days[date(2026, 8, 20)] == (A.key,)
    assert list(days) == sorted(days)


def test_a_change_of_no_marks_is_no_day_of_reading() -> None:
    imported = Change("1", "2026-09-03T09:00:00Z", "imported 3 papers", (), ())
    assert not statistics_of(PAPERS, Shelf(), [imported], NOW).days


def test_days_are_those_of_the_reader_not_of_utc() -> None:
    east = timezone(timedelta(hours=2))
    assert date(2026, 9, 2) not in counted(NOW.astimezone(east)).days
    assert counted(NOW.astimezone(east)).days[date(2026, 9, 3)] == (B.key, C.key)


def test_states_sources_and_weeks() -> None:
    found = counted()
    assert found.states[EffectiveState.NEW] == 3
    assert found.states[EffectiveState.DONE] == 1
    assert sum(found.left.values()) == 3
    assert found.weeks[date(2026, 8, 31)] == {
        EffectiveState.LATER: 1,
        EffectiveState.DONE: 1,
        EffectiveState.HIDDEN: 1,
    }


def test_what_was_put_off_waits_since_then() -> None:
    waiting = counted().waiting
    assert (waiting.count, waiting.median_days, waiting.longest) == (1, 15, (A.key,))


def test_a_year_ends_today() -> None:
    rows = year_of_days(counted(), NOW.date())
    assert [len(row) for row in rows] == [53] * 7
    days = [day for row in rows for day in row if day]
    assert max(days)[0] == NOW.date()
    assert (date(2026, 9, 2), 1) in days
    assert sum(count for _, count in days) == 4


def test_an_empty_library_has_empty_statistics() -> None:
    found = statistics_of([], Shelf(), [], NOW)
    assert not found.days
    assert found.waiting.count == 0


@pytest.mark.parametrize("kind", ["authors", "words"])
def test_names_count_from_two_on(kind: str) -> None:
    shelf = Shelf([Mark(paper.key, bookmarked="2026-09-01T00:00:00Z") for paper in PAPERS])
    found = getattr(statistics_of(PAPERS, shelf, [], NOW), kind)
    assert all(count > 1 for _, count in found)
