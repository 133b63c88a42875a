"""The time that the reader takes for a new paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from paper_tui.papers.shelf import Mark

COUNTED = 300
"""Looks at papers that are counted, the last ones."""
FEWEST = 10
"""Looks that are needed; with fewer the pace is `USUAL`."""
LONGEST = 180.0
"""Seconds between two looks above which the reader did something else."""
USUAL = 20.0
"""Seconds a paper for a reader of whom nothing is known."""
FASTEST = 2.0


def seconds_per_paper(marks: Iterable[Mark]) -> float:
    """The mean time between two first looks at papers, of those that followed each other."""
    looks = sorted(mark.seen for mark in marks if mark.seen)[-COUNTED:]
    gaps = [gap for one, other in pairwise(looks) if 0 < (gap := _seconds(one, other)) <= LONGEST]
    return max(FASTEST, sum(gaps) / len(gaps)) if len(gaps) >= FEWEST else USUAL


def papers_in(minutes: int, marks: Iterable[Mark]) -> int:
    """The number of papers that the reader gets through in some minutes; at least one."""
    return max(1, int(minutes * 60 / seconds_per_paper(marks)))


def _seconds(one: str, other: str) -> float:
    try:
        return (datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds()
    except (ValueError, TypeError):
        return 0.0
