"""The order of papers by upvotes gained."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.library.interest.gains import compared_with
from paper_tui.library.ui_state import ReaderState
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.search import Scope, Sort

NOW = datetime(2026, 9, 4, 20, tzinfo=UTC)


def counted(title: str, *counts: tuple[str, int]) -> Paper:
    """A paper whose upvotes were counted at some times."""
    sightings = [Sighting("daily-papers", seen=f"{seen}:00:00.000Z", votes=votes) for seen, votes in counts]
    return replace(build_paper(title=title), sightings=tuple(sightings))


STEADY = counted("Steady", ("2026-09-01T12", 5), ("2026-09-03T12", 45), ("2026-09-04T12", 48))
SUDDEN = counted("Sudden", ("2026-09-03T12", 1), ("2026-09-04T12", 20))
FALLING = counted("Falling", ("2026-09-03T12", 9), ("2026-09-04T12", 8))
ONCE = counted("Once", ("2026-09-04T12", 99))


@pytest.mark.parametrize(
    ("visited", "order"),
    [
        ("", [("Sudden", 19), ("Steady", 3), ("Once", 0), ("Falling", -1)]),
        ("2026-09-04T18:00:00.000Z", [("Sudden", 19), ("Steady", 3), ("Once", 0), ("Falling", -1)]),
        ("2026-09-02T00:00:00.000Z", [("Steady", 43), ("Sudden", 19), ("Once", 0), ("Falling", -1)]),
    ],
)
def test_papers_are_ordered_by_what_they_gained_since_yesterday_or_the_last_visit(
    tmp_path: Path, visited: str, order: list[tuple[str, int]]
) -> None:
    library = Library.open(tmp_path / "library", lambda: NOW)
    library.imports.add([ONCE, FALLING, STEADY, SUDDEN], "daily")
    library.ui_state.save(ReaderState(visited=visited))
    listing = library.search(Scope(sort=Sort.GAIN))
    assert listing.gains
    assert [(paper.title, listing.gains.of(paper)) for paper in listing.papers()] == order
    library.close()


def test_without_a_count_there_is_nothing_to_compare_with() -> None:
    assert compared_with("", "") == ""
    assert compared_with("never", "2026-09-02T00:00:00.000Z") == "2026-09-02T00:00:00.000Z"
