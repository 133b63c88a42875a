"""One library on three devices, used by eight processes at once."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.sync.folder import Folder

PAPERS = [build_paper(title=f"Paper {number}", arxiv_id=f"2401.{number:05}") for number in range(4)]
DEVICES = ("laptop", "desk", "server")
PROCESSES = 8


def opened(folder: Path) -> Library:
    return Library.open(folder, lambda: datetime.now(UTC))


def work(root: Path, number: int) -> None:
    """Tag and bookmark papers on a device, and synchronise after each change."""
    library = opened(root / DEVICES[number % len(DEVICES)])
    for paper in PAPERS[:2]:
        library.marks.set_tags([paper], [f"by{number}"], [])
        library.sync.run(Folder(root / "shared"))
    library.marks.set_bookmarked([PAPERS[number % len(PAPERS)]], bookmarked=True)
    library.close()


def test_eight_processes_on_three_devices_lose_nothing(tmp_path: Path) -> None:
    for name in DEVICES:
        library = opened(tmp_path / name)
        library.imports.add(PAPERS, "papers")
        library.close()
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=work, args=(tmp_path, number)) for number in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    for name in DEVICES * 2:
        library = opened(tmp_path / name)
        assert library.sync.run(Folder(tmp_path / "shared")).problem == ""
        library.close()
    tags = tuple(sorted(f"by{number}" for number in range(PROCESSES)))
    for name in DEVICES:
        library = opened(tmp_path / name)
        assert [library.shelf.get(paper.key).tags for paper in PAPERS] == [tags, tags, (), ()]
        assert all(library.shelf.get(paper.key).bookmarked for paper in PAPERS)
        library.close()
