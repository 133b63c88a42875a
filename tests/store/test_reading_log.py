"""The log of reading times."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from paper_tui.papers.paper import PaperKey
from paper_tui.store.reading_log import NAME, ReadingLog

A, B = PaperKey("arxiv:1706.03762"), PaperKey("title:a b")
DAY = date(2026, 9, 3)


def test_times_add_up_by_day_and_by_paper(tmp_path: Path) -> None:
    log = ReadingLog(tmp_path / "library")
    log.add(DAY, {A: 60, B: 5})
    log.add(DAY, {A: 40})
    found = log.times()
    assert found.days == {DAY: 105}
    assert found.papers == {A: 100, B: 5}
    assert found.on == {DAY: {A, B}}
    assert ReadingLog(tmp_path / "library").times() == found


def test_what_is_no_entry_is_left_out_and_a_torn_line_costs_no_other(tmp_path: Path) -> None:
    bad = b"2026-09-03 -5 a\n2026-09-03 9999999 a\n2026-13-03 5 a\n\xff\xfe\n2026-09-03\n2026-09-03 7 arx"
    (tmp_path / NAME).write_bytes(bad)
    log = ReadingLog(tmp_path)
    log.add(DAY, {A: 60})
    assert log.times().papers[A] == 60
    assert sum(log.times().days.values()) == 67


def test_a_missing_file_is_no_reading(tmp_path: Path) -> None:
    assert not ReadingLog(tmp_path).times().days
