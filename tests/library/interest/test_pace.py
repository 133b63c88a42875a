"""The reader's pace through new papers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from paper_tui.library.interest.pace import USUAL, papers_in, seconds_per_paper
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark

START = datetime(2026, 9, 4, 8, 0, tzinfo=UTC)


def looks(*seconds: float) -> list[Mark]:
    times = [START + timedelta(seconds=each) for each in seconds]
    return [Mark(PaperKey(f"title:{place}"), seen=timestamp(time)) for place, time in enumerate(times)]


def test_the_pace_is_the_mean_time_between_looks_without_the_breaks() -> None:
    morning = [10.0 * number for number in range(12)]
    evening = [36_000 + 30.0 * number for number in range(12)]
    assert seconds_per_paper(looks(*morning, *evening)) == 20
    assert papers_in(10, looks(*morning)) == 60


def test_without_enough_looks_a_usual_pace_is_taken() -> None:
    assert seconds_per_paper(looks(0, 1, 2)) == USUAL
    assert seconds_per_paper([Mark(PaperKey("title:x"), seen="no time")] * 30) == USUAL


def test_only_the_last_looks_count() -> None:
    old = [60.0 * number for number in range(400)]
    new = [100_000 + 5.0 * number for number in range(301)]
    assert seconds_per_paper(looks(*old, *new)) == 5
