"""Fixtures of all tests."""

from __future__ import annotations

import gc
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from paper_tui.papers.clock import Clock

# A busy machine makes up its inputs slowly, which says nothing about the code.
settings.register_profile(
    "patient", max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
settings.load_profile("patient")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""Each worker and each program that a test starts would compile all modules again, for a second or two."""

REAL_PAGE = Path(__file__).parents[2] / "shared" / "data" / "daily-papers.txt"
"""A real page of 94 papers; not part of the project, used where it is at hand."""


@pytest.fixture
def clock() -> Clock:
    """A day on which nothing moves."""
    return lambda: datetime(2026, 9, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def real_page() -> Path:
    """The real page, where it is at hand."""
    if not REAL_PAGE.exists():
        pytest.skip("the real page is not at hand")
    return REAL_PAGE


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Twice the processors: most tests of the reader wait for it more than they compute."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Spare the collector what was loaded; looking through it again and again took a third of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
