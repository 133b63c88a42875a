"""The reader as it runs: its start, the longest silences of its main thread, its scrolling.

Each figure is taken in a process of its own, which prints it as JSON, so that imports and memory count
and no run warms up another. The bare application is Textual with as many widgets, in the same run.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paper_tui.library import Library
    from paper_tui.tui.panes.paper_list import PaperList
    from tests.tui.helpers import Reader

Row = dict[str, object]

STARTED = "PAPER_TUI_BENCHMARK_STARTED"
STARTS = 5
"""Starts of which the median counts."""
QUERIES = ("difusion transfromer", "atention is all", "graph nueral networks", "low-rank adaption")
SCROLLED = 1_000
TICK = 0.001
"""Seconds between the beats of the timer that listens for silences."""
SIZE = (140, 40)


def measure(papers: int) -> Iterator[Row]:
    """Measure the reader on a library of so many papers.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    with tempfile.TemporaryDirectory(prefix="paper-tui-benchmark-") as place:
        folder = Path(place) / "library"
        _child("fill", folder, papers)
        bare = _median(_child("bare", folder, papers)["painted"] for _ in range(STARTS))
        starts = [_child("start", folder, papers) for _ in range(STARTS)]
        for name, key in (("first_paint", "painted"), ("list_usable", "usable")):
            value = _median(start[key] for start in starts)
            yield _row(name, papers, value, "ms", "bare Textual app", value / bare)
        size = (folder / "catalogue.json").stat().st_size / 1e6
        memory = _median(start["memory"] for start in starts)
        yield _row("memory", papers, memory, "MB", "catalogue file", memory / size)
        for what in ("search", "index", "import"):
            gaps = _child("gaps-" + what, folder, papers)
            yield _row(f"main_thread_gap_p99 ({what})", papers, gaps["p99"], "ms")
            yield _row(f"main_thread_gap_worst ({what})", papers, gaps["worst"], "ms")
        yield _row("scroll", papers, _child("scroll", folder, papers)["row"], "ms")


def _row(
    name: str, papers: int, value: float, unit: str, against: str | None = None, ratio: float = 0.0
) -> Row:
    compared = round(ratio, 2) if against else None
    return {
        "name": name,
        "papers": papers,
        "value": round(value, 2),
        "unit": unit,
        "against": against,
        "ratio": compared,
    }


def _median(values: Iterator[float]) -> float:
    return statistics.median(list(values))


def _child(task: str, folder: Path, papers: int) -> dict[str, float]:
    """What a task measured in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.reader", task, str(folder), str(papers)]
    environment = os.environ | {STARTED: repr(time.time())}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(ended.stdout.rpartition("@")[2])
    return result


def _since_start() -> float:
    """Milliseconds since the parent started this process."""
    return (time.time() - float(os.environ[STARTED])) * 1000


def fill(folder: Path, papers: int) -> dict[str, float]:
    """Make a library of made-up papers and its index."""
    from paper_tui.library import Library
    from paper_tui.search import Scope
    from tests.benchmarks.library import MadeUp

    library = Library.open(folder, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library.add_items(iter(MadeUp(papers)), "made-up papers")
    library.search(Scope())
    library.close()
    return {}


def bare(folder: Path, papers: int) -> dict[str, float]:  # noqa: ARG001 - tasks share a shape
    """Start an application of Textual's own widgets, as many as the reader has."""
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Bare(App[None]):
        painted = 0.0

        def compose(self) -> ComposeResult:
            for _ in range(16):
                yield Static("text")

        def on_mount(self) -> None:
            self.call_after_refresh(self.done)

        def done(self) -> None:
            self.painted = _since_start()
            self.exit()

    app = Bare()
    app.run(headless=True, size=SIZE)
    return {"painted": app.painted}


def start(folder: Path, papers: int) -> dict[str, float]:  # noqa: ARG001 - tasks share a shape
    """Start the reader as `tui.read` does, and leave it when the list is there."""
    gc.disable()
    from paper_tui.settings import Settings
    from paper_tui.tui.app import PaperApp

    times: dict[str, float] = {}

    def open_library() -> Library:
        from paper_tui.library import Library

        return Library.open(settings.library, settings.clock)

    class Timed(PaperApp):
        def on_mount(self) -> None:
            self.call_after_refresh(lambda: times.setdefault("painted", _since_start()))

        def on_paper_list_highlighted(self, event: PaperList.Highlighted) -> None:
            if event.paper is not None:
                self.call_after_refresh(self.done)

        def done(self) -> None:
            times.setdefault("usable", _since_start())
            self.exit()

    settings = Settings(folder, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    app = Timed(open_library, settings)
    app.run(headless=True, size=SIZE)
    if app.failure:
        raise app.failure
    return times | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}


@asynccontextmanager
async def _reader(folder: Path) -> AsyncIterator[Reader]:
    from paper_tui.library import Library
    from paper_tui.settings import Settings
    from tests.tui.helpers import reading

    settings = Settings(folder, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library = Library.open(settings.library, settings.clock)
    async with reading(library, settings, SIZE) as reader:
        yield reader


async def _silences(gaps: list[float]) -> None:
    """Beat as steadily as the main thread allows, and note every silence in milliseconds."""
    before = time.perf_counter()
    while True:
        await asyncio.sleep(TICK)
        now = time.perf_counter()
        gaps.append((now - before - TICK) * 1000)
        before = now


async def _gaps(folder: Path, act: Callable[[Reader], Awaitable[None]]) -> dict[str, float]:
    async with _reader(folder) as reader:
        gaps: list[float] = []
        listener = asyncio.create_task(_silences(gaps))
        await act(reader)
        listener.cancel()
    gaps.sort()
    return {"p99": gaps[int(len(gaps) * 0.99)], "worst": gaps[-1]}


async def _type(reader: Reader) -> None:
    for query in QUERIES:
        await reader.search(query)
        await reader.press("escape")


def folder_of(reader: Reader) -> Path:
    """The folder of the library that is read."""
    return Path(reader.main.library.place)


async def _rebuild(reader: Reader) -> None:
    library = reader.main.library
    library._indexes._index = None
    shutil.rmtree(folder_of(reader) / "cache", ignore_errors=True)
    reader.main.search_again()
    await reader.settle()


async def _import(reader: Reader) -> None:
    from paper_tui.papers.records import paper_record
    from tests.benchmarks.library import MadeUp

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(paper_record(paper)) + "\n" for paper in MadeUp(2_000, seed=7))
        file.flush()
        reader.main._import(Path(file.name))
        await reader.settle()


async def _scroll(folder: Path) -> dict[str, float]:
    async with _reader(folder) as reader:
        began = time.perf_counter()
        for _ in range(SCROLLED):
            reader.list.action_cursor_down()
            await asyncio.sleep(0)
        await reader.settle()
        return {"row": (time.perf_counter() - began) * 1000 / SCROLLED}


TASKS: dict[str, Callable[[Path, int], dict[str, float]]] = {
    "fill": fill,
    "bare": bare,
    "start": start,
    "gaps-search": lambda folder, _: asyncio.run(_gaps(folder, _type)),
    "gaps-index": lambda folder, _: asyncio.run(_gaps(folder, _rebuild)),
    "gaps-import": lambda folder, _: asyncio.run(_gaps(folder, _import)),
    "scroll": lambda folder, _: asyncio.run(_scroll(folder)),
}

if __name__ == "__main__":
    task, place, count = sys.argv[1:]
    print("@" + json.dumps(TASKS[task](Path(place), int(count))))
