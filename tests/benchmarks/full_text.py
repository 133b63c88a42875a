"""The full text of a paper: its first screen, wrapping, search, scrolling, and silences meanwhile.

The paper is one of our own pages as LaTeXML makes them, once as it is and once some four times as long. CPU
time counts, since wrapping and search go on beside what is drawn. Textual's `Markdown` shows the same text.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.benchmarks.import_jsonl import copied, made
from tests.benchmarks.reader import SCROLLED, SIZE, _listened, _reader, _run, bare_silences
from tests.benchmarks.rows import Figures, Row, child, row, run_task

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

    from paper_tui.documents.layout.typesetter import Typesetter
    from paper_tui.tui.text.text_screen import TextScreen
    from tests.tui.helpers import Reader

PAGE = Path(__file__).parents[1] / "documents" / "papers" / "harbour.html.gz"
LENGTHS = {"": 1, "_long": 4}
"""The repetitions of the page's sections, by the ending of the names of the rows."""
RUNS = 3
WIDTHS = 20
WANTED = ("the", "harbour", "x₁", "no such words")


def measure(papers: int) -> Iterator[Row]:
    """Measure a page; the number of papers only names the rows.

    Yields:
        Rows with name, papers, value, unit, against (what it is compared with) and ratio.
    """
    with tempfile.TemporaryDirectory() as folder:
        for ending, times in LENGTHS.items():
            yield from _page(Path(folder) / f"page{times}.html", ending, times, papers)


def _page(path: Path, ending: str, times: int, papers: int) -> Iterator[Row]:
    data = repeated(gzip.decompress(PAGE.read_bytes()), times)
    path.write_bytes(data)
    size = f"{len(data) / 1000:,.0f} KB"
    opened = _median(lambda: _child("open", path))
    if times == 1:  # of the long page it takes minutes
        markdown = _child("markdown", path)["painted"]
        against, most = f"Textual's Markdown, {size}: {markdown:.0f} ms of CPU", markdown
    else:
        against, most = f"what may be of {size}: 500 ms of CPU", 500.0
    yield row(
        f"text_first_screen{ending}", papers, opened["painted"], "ms", against, opened["painted"] / most
    )
    gap, bare = opened["worst"], bare_silences()["worst"]
    against = f"a bare Textual app that draws as much: {bare:.2f} ms"
    yield row(f"text_gap{ending}", papers, gap, "ms", against, gap / bare)
    figures = _median(lambda: _child("layout", path))
    for name, most, of in (("wrap", 200, "20 widths"), ("search", 50, "4 words")):
        value = figures[name]
        against = f"what the slowest of {of} may take: {most} ms"
        yield row(f"text_{name}{ending}", papers, value, "ms", against, value / most)
    against = f"the first screen of {size}"
    yield row(
        f"text_parse{ending}", papers, figures["parse"], "ms", against, figures["parse"] / opened["painted"]
    )
    scrolled = _child("scroll", path)
    ratio = scrolled["text"] / scrolled["list"]
    yield row(
        f"text_scroll{ending}",
        papers,
        scrolled["text"],
        "ms",
        f"a row of the list: {scrolled['list']:.2f} ms",
        ratio,
    )


def repeated(page: bytes, times: int) -> bytes:
    """The page with its sections repeated."""
    start, end = page.index(b"<section"), page.rindex(b"</section>") + len(b"</section>")
    return page[:start] + page[start:end] * times + page[end:]


def _child(task: str, path: Path) -> Figures:
    return child("tests.benchmarks.full_text", task, path, 0)


def _median(run: Callable[[], Figures]) -> Figures:
    runs = [run() for _ in range(RUNS)]
    return {name: statistics.median(each[name] for each in runs) for name in runs[0]}


def layout(path: Path, _: int) -> Figures:
    """CPU milliseconds of parsing, of wrapping anew and of searching."""
    from paper_tui.documents.layout.typesetter import Typesetter
    from paper_tui.documents.reading import read_document
    from paper_tui.tui.text.find_controller import Searchable

    data = path.read_bytes()
    began = time.process_time()
    document = read_document(data)
    parse = _since(began)
    typesetter = Typesetter(document)
    searchable = Searchable(typesetter)
    choose = random.Random(7)
    wraps = [_wrapped(typesetter, choose.randint(40, 140)) for _ in range(WIDTHS)]
    searches = []
    for wanted in WANTED:
        began = time.process_time()
        searchable.folded.find(wanted)
        searches.append(_since(began))
    return {"parse": parse, "wrap": max(wraps), "search": max(searches)}


def _wrapped(typesetter: Typesetter, width: int) -> float:
    began = time.process_time()
    typesetter.lay_out(width)
    return _since(began)


def _since(began: float) -> float:
    return (time.process_time() - began) * 1000


async def _opened(reader: Reader) -> tuple[TextScreen, float]:
    """The text of the first paper, open, and the CPU milliseconds to its first painted screen."""
    from paper_tui.tui.text.text_screen import TextScreen
    from tests.tui.helpers import until

    await reader.press("enter")
    await until(  # the page is imported while the abstract is read
        lambda: all(worker.is_finished for worker in reader.app.workers if worker.group == "loading")
    )
    with _drawing() as drawn:
        began = time.process_time()
        reader.main.read_text()
        await until(lambda: drawn)
    screen = reader.app.screen
    assert isinstance(screen, TextScreen)
    return screen, (drawn[0] - began) * 1000


@contextmanager
def _drawing() -> Iterator[list[float]]:
    """The CPU times at which the lines of a text were drawn."""
    from paper_tui.tui.text.text_view import TextView

    drawn: list[float] = []
    render = TextView.render_lines

    def rendered(view: TextView, crop: Region) -> list[Strip]:
        strips = render(view, crop)
        if view.sight is not None:
            drawn.append(time.process_time())
        return strips

    with patch.object(TextView, "render_lines", rendered):
        yield drawn


async def _with_page(path: Path, library: Path) -> None:
    """Make a library whose first paper has the page as its text."""
    from datetime import UTC, datetime

    from paper_tui.library import Library

    opened = Library.open(library, lambda: datetime(2026, 9, 4, tzinfo=UTC))
    paper = next(iter(opened.catalogue))
    opened.marks.set_bookmarked([paper], True)
    opened.texts.attach(paper, path.read_bytes())
    opened.close()


async def _go_there(reader: Reader) -> None:
    paper = next(iter(reader.main.library.catalogue))
    reader.list.go_to(paper.key)
    await reader.settle()


async def _open(path: Path) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        await _with_page(path, library)
        painted = 0.0
        async with _reader(library) as reader:
            await _go_there(reader)

            async def act() -> None:
                nonlocal painted
                _, painted = await _opened(reader)
                await reader.settle()

            figures = await _listened(act)
        return {"painted": painted, "worst": figures["worst"]}


async def _scroll(path: Path) -> Figures:
    with copied(made(SCROLLED).folder) as library:  # whose list is as long as the text is scrolled
        await _with_page(path, library)
        async with _reader(library) as reader:
            await _go_there(reader)
            began = time.perf_counter()
            for _ in range(SCROLLED):
                reader.list.action_cursor_down()
                await asyncio.sleep(0)
            await reader.settle()
            listed = (time.perf_counter() - began) * 1000 / SCROLLED
            await reader.press("g")
            await _go_there(reader)
            screen, _painted = await _opened(reader)
            await reader.settle()
            began = time.perf_counter()
            for _ in range(SCROLLED):
                screen.view.action_cursor_down()
                await asyncio.sleep(0)
            await reader.settle()
            return {"text": (time.perf_counter() - began) * 1000 / SCROLLED, "list": listed}


async def _markdown(path: Path) -> Figures:
    """CPU milliseconds until Textual's Markdown shows the same text."""
    from textual.app import App, ComposeResult
    from textual.containers import VerticalScroll
    from textual.widgets import Markdown

    from paper_tui.documents.reading import read_document
    from paper_tui.documents.writers import markdown

    text = "".join(markdown.write(read_document(path.read_bytes())))

    class Shown(App[None]):
        def compose(self) -> ComposeResult:
            with VerticalScroll():
                yield Markdown()

    app = Shown()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        began = time.process_time()
        await app.query_one(Markdown).update(text)
        painted = asyncio.Event()
        app.call_after_refresh(painted.set)
        await painted.wait()
        return {"painted": _since(began)}


TASKS: dict[str, Callable[[Path, int], Figures]] = {
    "layout": layout,
    "open": lambda path, _: _run(_open(path)),
    "scroll": lambda path, _: _run(_scroll(path)),
    "markdown": lambda path, _: asyncio.run(_markdown(path)),
}

if __name__ == "__main__":
    run_task(TASKS)
