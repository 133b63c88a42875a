"""Full texts: from a page of LaTeXML to lines, beside Textual's Markdown widget on the same text.

CPU time, as the best of a few runs. The page is a kept paper of some 650 KB; the long one is as long as a
thesis. `papers` counts nothing here.
"""

from __future__ import annotations

import asyncio
import gzip
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Document
from paper_tui.documents.reading import read_document
from paper_tui.documents.writers import markdown
from tests.benchmarks.rows import Row, row

PAGE = Path(__file__).parents[1] / "documents" / "papers" / "almanac.html.gz"
LONG = 2_200_000
"""Bytes of the long page."""
SCREEN = 45
WIDTH = 88
RUNS = 3


def measure(papers: int) -> Iterator[Row]:
    """Measure opening a page, as far as the first screen and whole, and laying it out anew."""
    page = gzip.decompress(PAGE.read_bytes())
    long = _repeated(page)
    document = read_document(page)
    widget = _widget("".join(markdown.write(document)))
    against = f"Textual's Markdown widget on the same text: {widget:.0f} ms"
    for name, data in (("texts_open", page), ("texts_open_long", long)):
        taken = _best(lambda data=data: _first_screen(read_document(data)))  # type: ignore[misc]  # bound at once
        scale = widget * len(data) / len(page)
        yield row(name, papers, taken, "ms", against, taken / scale)
    typesetter = Typesetter(document)
    typesetter.lay_out(WIDTH)
    widths = random.Random(1).sample(range(40, 160), 5)
    taken = max(_best(lambda width=width: typesetter.lay_out(width)) for width in widths)  # type: ignore[misc]  # as above
    yield row("texts_wrap_again", papers, taken, "ms", against, taken / widget)


def _first_screen(document: Document) -> object:
    return Typesetter(document).lay_out(WIDTH, most_lines=SCREEN)


def _repeated(page: bytes) -> bytes:
    """A page as long as `LONG`: the sections of the article again and again."""
    start, end = page.index(b"<section"), page.rindex(b"<section")
    sections = page[start:end]
    return page[:start] + sections * max(1, round((LONG - len(page)) / len(sections))) + page[end:]


def _widget(text: str) -> float:
    """Milliseconds of CPU time that Textual's widget takes for a text."""
    from textual.app import App, ComposeResult
    from textual.widgets import Markdown

    class Shown(App[None]):
        def compose(self) -> ComposeResult:
            yield Markdown()

    async def shown() -> float:
        async with Shown().run_test(size=(120, SCREEN)) as pilot:
            start = time.process_time()
            await pilot.app.query_one(Markdown).update(text)
            await pilot.pause()
            return (time.process_time() - start) * 1000

    return asyncio.run(shown())


def _best(work: Callable[[], object]) -> float:
    """Milliseconds of CPU time."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return min(taken)
