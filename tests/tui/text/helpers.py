"""The text page of the first paper, on a document of a test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from paper_tui.documents.model import Document
from paper_tui.library import Library
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.settings import Settings
from paper_tui.tui.text.text_page import TextHost
from paper_tui.tui.text.text_screen import TextScreen
from paper_tui.tui.text.text_source import LoadedText
from tests.documents.layout.samples import sample
from tests.tui.helpers import MEDIUM, Reader, reading


@dataclass
class Given:
    """A source that has a document."""

    document: Document

    def load(
        self,
        progress: Callable[[str], object],
        cancel: CancelToken,
        *,
        again: bool = False,  # noqa: ARG002 - a source's shape
    ) -> LoadedText:
        """The document."""
        progress("Reading")
        cancel.check()
        return LoadedText(self.document, "a test")


@dataclass
class Page:
    """The page as a reader uses it."""

    reader: Reader
    screen: TextScreen
    paper: Paper
    asked: list[str] = field(default_factory=list)
    """The requests of the page to the screen that opened it."""

    @property
    def lines(self) -> list[str]:
        return self.reader.lines

    @property
    def text(self) -> str:
        return self.reader.text

    @property
    def top(self) -> str:
        """The first line of the text that is not empty."""
        return next(line.strip() for line in self.lines[1:] if line.strip())

    async def press(self, *keys: str) -> None:
        await self.reader.press(*keys)


@asynccontextmanager
async def text_page(
    library: Library, settings: Settings, document: Document | None = None, size: tuple[int, int] = MEDIUM
) -> AsyncIterator[Page]:
    """The text of the first paper, open."""
    async with reading(library, settings, size) as reader:
        yield await open_text(reader, settings, document or sample())


async def open_text(reader: Reader, settings: Settings, document: Document) -> Page:
    """Open the text of the first paper."""
    main = reader.main
    paper = next(iter(main.library.catalogue))
    asked: list[str] = []
    host = TextHost(
        lambda key: asked.append(f"show {key}"),
        lambda source: asked.append(f"add {source}"),
        lambda shown: asked.append(f"open {shown.key}"),
        lambda: asked.append("marks"),
        lambda: asked.append("complete"),
    )
    screen = TextScreen(main.library, settings, main.edits, paper, Given(document), host)
    await reader.app.push_screen(screen)
    await reader.settle()
    return Page(reader, screen, paper, asked)
