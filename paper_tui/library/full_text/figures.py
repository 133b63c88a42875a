"""Figures of papers: kept beside the texts, fetched when they are opened, or pages of their PDFs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from paper_tui.documents.embedded import DATA, embedded
from paper_tui.documents.figures import PaperFigure, figures
from paper_tui.files import read_regular
from paper_tui.images.header import LONGEST_HEAD, Size, size_of
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.pdf.drawing import PdfPages
from paper_tui.sources import SourceError
from paper_tui.store.texts import ATTACHED, KeptText, TextFolder

if TYPE_CHECKING:
    from paper_tui.documents.model import Document
    from paper_tui.sources.services import FetchSettings

__all__ = ["FigureNotFoundError", "Figures", "PdfPages"]

MOST_BYTES_BESIDE = 20_000_000
"""Of an image beside an attached file."""
MOST_BESIDE = 500
"""Images that are kept with an attached file."""


class FigureNotFoundError(SourceError):
    """The image of a figure cannot be had; the message says why."""


class Figures:
    """The images of the figures of kept texts. Every method may be called from any thread.

    Args:
        folder: The kept texts.
    """

    def __init__(self, folder: TextFolder) -> None:
        self._folder = folder

    def kept(self, paper: Paper, figure: PaperFigure) -> bytes | None:
        """The image of a figure, as far as it is on this machine; None where it is not.

        Raises:
            store.StoreError: It is there but cannot be read.
        """
        text = self._folder.find(paper.key)
        if text is None or not figure.source:
            return None
        if figure.source.startswith(DATA):
            return _embedded(self._folder.read(text), figure.source)
        return self._folder.figures.read(text.name, figure.source)

    def sizes(self, paper: Paper, document: Document) -> dict[str, Size]:
        """Width and height of the kept images of a text, by their addresses, as their files say."""
        text = self._folder.find(paper.key)
        if text is None:
            return {}
        folder = self._folder.figures
        sources = dict.fromkeys(figure.source for figure in figures(document) if figure.source)
        found = {each: size_of(folder.head(text.name, each, LONGEST_HEAD)) for each in sources}
        return {source: size for source, size in found.items() if size}

    def open(
        self,
        paper: Paper,
        figure: PaperFigure,
        settings: FetchSettings,
        room: int,
        *,
        doing: Callable[[str], object],
        cancel: CancelToken = NEVER,
    ) -> bytes:
        """Return the image of a figure, fetched if it is not on this machine, and kept if its text is.

        Args:
            paper: The paper.
            figure: One of its text.
            settings: What the fetch may do.
            room: Bytes that fetched texts and their figures may take.
            doing: Called with what is being done, in words.
            cancel: Checked ten times a second.

        Raises:
            FigureNotFoundError: It cannot be had, and why.
            store.StoreError: It cannot be read, or not be kept.
            Cancelled: The caller cancelled.
        """
        found = self.kept(paper, figure)
        if found is not None:
            return found
        if not figure.source or figure.source.startswith(DATA):
            raise FigureNotFoundError("it is a drawing in the page itself (SVG) that cannot be drawn")
        text = self._folder.find(paper.key)
        if text is not None and text.source == ATTACHED:
            raise FigureNotFoundError("its file was not beside the attached text")
        data = self._fetched(paper, text, figure.source, settings, doing, cancel)
        if text is not None:
            self._folder.figures.write(text.name, figure.source, data)
            self._folder.make_room(room, text)
        return data

    def attach(self, text: KeptText, document: Document, beside: Path) -> None:
        """Keep the images of an attached text that lie in the folder of its file, or in folders below.

        Raises:
            store.StoreError: One was not kept.
        """
        self._folder.figures.remove(text.name)
        sources = dict.fromkeys(figure.source for figure in figures(document) if figure.source)
        for source in list(sources)[:MOST_BESIDE]:
            data = _file_beside(beside, source)
            if data is not None:
                self._folder.figures.write(text.name, source, data)

    def _fetched(
        self,
        paper: Paper,
        text: KeptText | None,
        address: str,
        settings: FetchSettings,
        doing: Callable[[str], object],
        cancel: CancelToken,
    ) -> bytes:
        from paper_tui.sources.services.figures import fetch_image, image_url
        from paper_tui.sources.services.texts import TEXT_SOURCES

        name = text.source if text else TEXT_SOURCES[0].name
        source = next((each for each in TEXT_SOURCES if each.name == name), None)
        if source is None or not paper.arxiv_id:
            raise FigureNotFoundError("no service is known to have it")
        version = text.version if text else paper.arxiv_version or 0
        page = self._folder.read(text) if text else b""
        try:
            url = image_url(source, paper.arxiv_id, version, page, address)
            doing(f"fetching it from {source.title}")
            return fetch_image(source, url, settings, cancel)
        except SourceError as error:
            raise FigureNotFoundError(str(getattr(error, "happened", error))) from error


def _embedded(data: bytes, name: str) -> bytes | None:
    from paper_tui.documents.decoding import decode
    from paper_tui.documents.drawings import DRAWING, find_drawing
    from paper_tui.documents.errors import DocumentError

    try:
        page = decode(data).text
        found = embedded(page, name)
        return find_drawing(page, name) if found is None and name.startswith(DRAWING) else found
    except DocumentError:
        return None


def _file_beside(folder: Path, source: str) -> bytes | None:
    """Return the file at an address, if it is inside of a folder once all links are followed."""
    if "://" in source or source.startswith(("/", "\\", DATA)):
        return None
    try:
        root = folder.resolve(strict=True)
        path = (root / unquote(source.partition("?")[0].partition("#")[0])).resolve(strict=True)
        if not path.is_relative_to(root):
            return None
        return read_regular(path, MOST_BYTES_BESIDE)
    except (OSError, ValueError):
        return None
