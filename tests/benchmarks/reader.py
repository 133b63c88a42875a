"""The reader as it runs: its start, the longest silences of its main thread, its scrolling.

Each figure is taken in a process of its own, which prints it as JSON, so that imports and memory count
and no run warms up another. The bare application is Textual with as many widgets, in the same run.
"""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.import_jsonl import copied, made
from tests.benchmarks.rows import Figures, Row, child, row, run_task, since_start

if TYPE_CHECKING:
    from textual.app import App

    from paper_tui.tui.widgets.paper_list import PaperList
    from tests.tui.helpers import Reader

STARTS = 7
"""Starts of which the median counts."""
RUNS = 3
"""Runs of which the median counts, of what is done several times on the same library."""
QUERIES = ("difusion transfromer", "atention is all", "graph nueral networks", "low-rank adaption")
SCROLLED = 1_000
FEW = 1_000
"""Papers of the library beside which scrolling is measured."""
WIDGETS = 15
"""As many as the main screen has."""
KEY = 0.1
"""Seconds between two keys, as somebody types who types fast."""
TICK = 0.001
"""Seconds between the beats of the timer that listens for silences."""
SIZE = (140, 40)


def measure(papers: int) -> Iterator[Row]:
    """Measure the reader on a library of so many papers.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    folder = made(papers).folder
    yield from _starts(folder, papers)
    size = (folder / "catalogue.json").stat().st_size / 1e6
    memory = _child("memory", folder, papers)["memory"]
    yield row("memory", papers, memory, "MB", f"catalogue file: {size:.1f} MB", memory / size)
    yield _scrolling(folder, papers)
    yield from _silent(folder, papers)


def _starts(folder: Path, papers: int) -> Iterator[Row]:
    """Bare application and reader by turns, so that a busy machine slows both alike."""
    turns = [(_child("bare", folder, papers), _child("start", folder, papers)) for _ in range(STARTS)]
    bare = statistics.median(turn[0]["painted"] for turn in turns)
    for name, key in (("first_paint", "painted"), ("list_usable", "usable")):
        value = statistics.median(turn[1][key] for turn in turns)
        ratio = statistics.median(turn[1][key] / turn[0]["painted"] for turn in turns)
        yield row(name, papers, value, "ms", f"a bare Textual app: {bare:.0f} ms", ratio)


def _scrolling(folder: Path, papers: int) -> Row:
    """This library and a small one by turns."""
    turns = [
        (_child("scroll", made(FEW).folder, FEW)["row"], _child("scroll", folder, papers)["row"])
        for _ in range(RUNS)
    ]
    few, taken = (statistics.median(rows) for rows in zip(*turns, strict=True))
    ratio = statistics.median(taken / few for few, taken in turns)
    return row("scroll", papers, taken, "ms", f"a row at {FEW:,} papers: {few:.2f} ms", ratio)


def _silent(folder: Path, papers: int) -> Iterator[Row]:
    """The longest silences while one searches, an index is built and papers come in.

    The rows named whole are the longest of all beats of all runs, whoever was at fault.
    """
    bare = bare_silences()
    gaps = {
        "search": _median(lambda: _child("gaps-search", folder, papers)),
        "index": _median(lambda: _child("gaps-index", folder, papers)),
        "import": _median(lambda: _importing(folder, papers)),
    }
    for part in ("p99", "worst"):
        name = f"main_thread_gap_{part}"
        value = max(gap[part] for gap in gaps.values())
        against = f"a bare Textual app that draws as much: {bare[part]:.2f} ms"
        yield row(name, papers, value, "ms", against, value / bare[part])
        for what, gap in gaps.items():
            left_out = f"{against}; {gap['left_out']:.1%} of the beats left out"
            yield row(f"{name}_{what}", papers, gap[part], "ms", left_out, gap[part] / bare[part])
    against = f"a bare Textual app that draws as much: {bare['whole']:.2f} ms"
    for what, gap in gaps.items():
        value = gap["whole"]
        yield row(f"main_thread_gap_whole_{what}", papers, value, "ms", against, value / bare["whole"])


def _importing(folder: Path, papers: int) -> Figures:
    """On a copy of the library, since other benchmarks go on with it as it is."""
    with copied(folder) as copy:
        return _child("gaps-import", copy, papers)


@cache
def bare_silences() -> Figures:
    """The silences of an application of Textual's own widgets, in this run."""
    return _median(lambda: _child("gaps-bare", Path(), 0))


def _median(run: Callable[[], Figures]) -> Figures:
    """Of several runs the median of each figure, and the worst of the whole ones."""
    runs = [run() for _ in range(RUNS)]
    medians = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    return medians | {"whole": max(run["whole"] for run in runs)}


def _child(task: str, folder: Path, papers: int) -> Figures:
    return child("tests.benchmarks.reader", task, folder, papers)


def bare(folder: Path, papers: int) -> Figures:  # noqa: ARG001 - tasks share a shape
    """Start an application of Textual's own widgets, as many as the reader has."""
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Bare(App[None]):
        painted = 0.0

        def compose(self) -> ComposeResult:
            for _ in range(WIDGETS):
                yield Static("text")

        def on_mount(self) -> None:
            self.call_after_refresh(self.done)

        def done(self) -> None:
            self.painted = since_start()
            self.exit()

    app = Bare()
    app.run(headless=True, size=SIZE)
    return {"painted": app.painted}


def start(folder: Path, papers: int) -> Figures:  # noqa: ARG001 - tasks share a shape
    """Start the reader as `tui.read` does, and leave it when the list is there."""
    from paper_tui.tui import favour_ui_thread, open_library

    favour_ui_thread()
    from paper_tui.settings import Settings
    from paper_tui.tui.app import PaperApp

    times: Figures = {}

    class Timed(PaperApp):
        def on_mount(self) -> None:
            self.call_after_refresh(lambda: times.setdefault("painted", since_start()))

        def on_paper_list_highlighted(self, event: PaperList.Highlighted) -> None:
            if event.paper is not None:
                self.call_after_refresh(self.done)

        def done(self) -> None:
            times.setdefault("usable", since_start())
            self.exit()

    settings = Settings(folder, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    app = Timed(partial(open_library, settings), settings)
    app.run(headless=True, size=SIZE)
    if app.failure:
        raise app.failure
    return times


@asynccontextmanager
async def _reader(folder: Path) -> AsyncIterator[Reader]:
    from paper_tui.settings import Settings
    from paper_tui.tui import favour_ui_thread, open_library
    from tests.tui.helpers import reading

    favour_ui_thread()

    settings = Settings(folder, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    library = open_library(settings)
    async with reading(library, settings, SIZE) as reader:
        yield reader


def _kept_waiting() -> float:
    """Milliseconds that the system let this thread wait for a processor, where it tells."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e6
    except OSError:
        return 0.0


def _stolen() -> int:
    """Hundredths of a second that the host of a virtual machine took the processors, where it tells."""
    try:
        with Path("/proc/stat").open(encoding="ascii") as totals:
            return int(totals.readline().split()[8])
    except OSError:
        return 0


@dataclass
class _Silences:
    """Beats as steadily as the main thread allows, and notes every silence in milliseconds.

    What other programs took the processor for is no silence of ours, and is taken off. Of what the host
    took one only knows that it did: such beats are left out and counted.
    """

    gaps: list[float] = field(default_factory=list)
    left_out: int = 0
    whole: float = 0.0
    """The longest silence, whoever was at fault."""

    async def listen(self) -> None:
        before, waited, stolen = time.perf_counter(), _kept_waiting(), _stolen()
        while True:
            await asyncio.sleep(TICK)
            now, waits, steals = time.perf_counter(), _kept_waiting(), _stolen()
            silence = (now - before - TICK) * 1000
            self.whole = max(self.whole, silence)
            if steals == stolen:
                self.gaps.append(max(silence - (waits - waited), 0.0))
            else:
                self.left_out += 1
            before, waited, stolen = now, waits, steals


async def _listened(act: Callable[[], Awaitable[None]]) -> Figures:
    silences = _Silences()
    listener = asyncio.create_task(silences.listen())
    await act()
    listener.cancel()
    gaps = sorted(silences.gaps)
    share = silences.left_out / (silences.left_out + len(gaps))
    p99 = gaps[int(len(gaps) * 0.99)]
    return {"p99": p99, "worst": gaps[-1], "left_out": share, "whole": silences.whole}


async def _gaps(folder: Path, act: Callable[[Reader], Awaitable[None]]) -> Figures:
    async with _reader(folder) as reader:
        await reader.search("warm")
        await reader.press("escape")
        if act is _import:
            await reader.press("i", *str(folder.with_name("arrivals.jsonl")))
        return await _listened(lambda: act(reader))


async def _bare_gaps() -> Figures:
    """An application of Textual's own widgets that fills a list and a text with each key."""
    from textual import on
    from textual.app import App, ComposeResult
    from textual.containers import Horizontal
    from textual.widgets import Input, OptionList, Static

    gc.disable()

    class Bare(App[None]):
        CSS = "OptionList, Static { width: 1fr; } #text { height: 1fr; } Horizontal { height: 1fr; }"

        def compose(self) -> ComposeResult:
            yield Input()
            with Horizontal():
                yield OptionList(id="list")
                yield Static(id="text")
            for _ in range(WIDGETS - 5):
                yield Static("text")

        @on(Input.Changed)
        def fill(self, event: Input.Changed) -> None:
            rows = [f"{event.value} {number} " + "words of a title " * 4 for number in range(SIZE[1])]
            self.query_one(OptionList).set_options(rows)
            self.query_one("#text", Static).update(f"{event.value} " + "words of an abstract " * 60)

    app = Bare()
    async with app.run_test(size=SIZE):
        gc.freeze()
        gc.enable()

        await _type(app)
        return await _listened(lambda: _type(app))


async def _memory(folder: Path) -> Figures:
    """Megabytes that are resident once some searches have been typed, mapped files included."""
    async with _reader(folder) as reader:
        await _search(reader)
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return {"memory": pages * os.sysconf("SC_PAGE_SIZE") / 1e6}


async def _type(app: App[None], leave: Sequence[str] = ("ctrl+u",)) -> None:
    """Type the queries, each with the keys behind it that leave the search again."""
    from tests.tui.helpers import key_event, key_name

    for query in QUERIES:
        for key in (*map(key_name, query), *leave):
            app.post_message(key_event(key))
            await asyncio.sleep(KEY)


async def _search(reader: Reader) -> None:
    """Search as one reads: `/` and a query, then to what was found, and back to all papers."""
    await reader.press("slash")
    await _type(reader.app, ("enter", "j", "escape", "slash"))


def folder_of(reader: Reader) -> Path:
    """The folder of the library that is read."""
    return Path(reader.main.library.place)


async def _done(reader: Reader) -> None:
    """Wait for the workers, with nothing drawn sooner for it."""
    from tests.tui.helpers import PENDING

    await asyncio.sleep(KEY)
    while any(worker.group in PENDING and not worker.is_finished for worker in reader.app.workers):
        await asyncio.sleep(KEY)
    await asyncio.sleep(KEY)


async def _rebuild(reader: Reader) -> None:
    library = reader.main.library
    library._indexes._index = None
    await asyncio.to_thread(shutil.rmtree, folder_of(reader) / "cache", ignore_errors=True)
    reader.main.control.search.search_again()
    await _done(reader)


async def _import(reader: Reader) -> None:
    """Import a file whose path stands in the line that asks for it."""
    from tests.tui.helpers import key_event

    reader.app.post_message(key_event("enter"))
    await _done(reader)


async def _scroll(folder: Path) -> Figures:
    async with _reader(folder) as reader:
        began = time.perf_counter()
        for _ in range(SCROLLED):
            reader.list.action_cursor_down()
            await asyncio.sleep(0)
        await reader.settle()
        return {"row": (time.perf_counter() - began) * 1000 / SCROLLED}


def _run(reading: Coroutine[None, None, Figures]) -> Figures:
    return asyncio.run(reading)


TASKS: dict[str, Callable[[Path, int], Figures]] = {
    "bare": bare,
    "start": start,
    "gaps-search": lambda folder, _: _run(_gaps(folder, _search)),
    "gaps-index": lambda folder, _: _run(_gaps(folder, _rebuild)),
    "gaps-import": lambda folder, _: _run(_gaps(folder, _import)),
    "gaps-bare": lambda _, __: asyncio.run(_bare_gaps()),
    "memory": lambda folder, _: _run(_memory(folder)),
    "scroll": lambda folder, _: _run(_scroll(folder)),
}

if __name__ == "__main__":
    run_task(TASKS)
