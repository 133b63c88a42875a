"""Fixtures of all tests."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.clock import Clock
from paper_tui.papers.paper import Paper

if TYPE_CHECKING:
    from paper_tui.search.index.types import Arrays

# A busy machine makes up its inputs slowly, which says nothing about the code.
patient = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.register_profile("patient", patient)
settings.register_profile("thorough", patient, max_examples=500)
settings.load_profile("patient")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""Each worker and each program that a test starts would compile all modules again, for a second or two."""

REAL_PAGE = Path(__file__).parents[2] / "shared" / "data" / "daily-papers.txt"
"""A real page of 94 papers; not part of the project, used where it is at hand."""

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""

STARTER_SIZE = 63
"""The number of bundled papers."""


@pytest.fixture
def clock() -> Clock:
    """A day on which nothing moves."""
    return lambda: datetime(2026, 9, 4, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def starter_indexed_once() -> Iterator[None]:
    """Index the bundled papers once for all libraries that hold them: 30 ms, for hundreds of tests."""
    from paper_tui.search.engine import search_index

    build_arrays = search_index.build_arrays
    known: list[tuple[tuple[Paper, ...], Arrays]] = []

    def built_once(papers: Iterable[Paper], size: int, cancel: CancelToken) -> Arrays:
        if size != STARTER_SIZE:
            return build_arrays(papers, size, cancel)
        papers = tuple(papers)
        arrays = next((arrays for others, arrays in known if others == papers), None)
        if arrays is None:
            arrays = build_arrays(papers, size, cancel)
            for array in arrays.values():
                array.flags.writeable = False
            known.append((papers, arrays))
        return dict(arrays)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "build_arrays", built_once)
        yield


@pytest.fixture
def real_page() -> Path:
    """The real page, where it is at hand."""
    if not REAL_PAGE.exists():
        pytest.skip("the real page is not at hand")
    return REAL_PAGE


def pytest_configure() -> None:
    """Keep temporary files in memory where it has room: `fsync` was two thirds of the tests of the store."""
    if "TMPDIR" not in os.environ and _is_roomy(MEMORY):
        os.environ["TMPDIR"] = str(MEMORY)  # of the programs that tests start, too
        tempfile.tempdir = None


def _is_roomy(folder: Path) -> bool:
    """Return whether programs can be run from a folder that has room for what tests write."""
    if not hasattr(os, "statvfs") or not os.access(folder, os.W_OK):
        return False
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize >= 2 * 2**30 and not room.f_flag & os.ST_NOEXEC


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Twice the processors: most tests of the reader wait for it more than they compute."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Spare the collector what was loaded; looking through it again and again took a third of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
