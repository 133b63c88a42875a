"""The figures of a paper as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from paper_tui.config import Config
from paper_tui.documents.figures import PaperFigure
from paper_tui.documents.page_regions import PageRegion
from paper_tui.images.image_file import ImageReader
from paper_tui.images.pixels import Drawing, ImageError, Pixels
from paper_tui.library import Library, PdfPages, fetch_settings
from paper_tui.library.full_text.texts import MEGABYTE
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.sources import SourceError
from paper_tui.store import StoreError
from paper_tui.tui.pictures.pages import Page, PartOfPage, page_index
from paper_tui.tui.pictures.picture import Picture


@dataclass(frozen=True, slots=True)
class ImagePicture:
    """An image file, drawn by a process that several of them share."""

    reader: ImageReader
    data: bytes

    def size(self, cancel: CancelToken) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height, _ = self.reader.size(self.data, cancel)
        return max(width, 1), max(height, 1)

    def draw(self, drawing: Drawing, cancel: CancelToken) -> Pixels:
        """Draw a part of it."""
        return self.reader.draw(self.data, drawing, cancel)

    def note(self, cancel: CancelToken) -> str:
        """Return whether it would move."""
        _, _, is_animated = self.reader.size(self.data, cancel)
        return "An animation, of which the first picture is drawn; o opens the page" if is_animated else ""


class PaperFigures:
    """The figures of one paper, and the processes that draw them; to be closed.

    Args:
        library: Has the images.
        paper: The paper.
        found: The figures of its text.
        config: The configuration, for fetches.
    """

    def __init__(self, library: Library, paper: Paper, found: Sequence[PaperFigure], config: Config) -> None:
        self._library = library
        self._paper = paper
        self._config = config
        self._reader = ImageReader()
        self._pages: PdfPages | None = None
        self.items = [FigureItem(self, figure) for figure in found]

    def open(self, figure: PaperFigure, progress: Callable[[str], object], cancel: CancelToken) -> Picture:
        """Open a figure: its image, or the page of the PDF that it is on; as `PictureItem.open`."""
        if figure.region is not None:
            return self._page(figure.region, cancel)
        try:
            data = self._library.texts.figures.open(
                self._paper,
                figure,
                fetch_settings(self._config),
                self._config.text_megabytes * MEGABYTE,
                doing=progress,
                cancel=cancel,
            )
        except (SourceError, StoreError) as error:
            raise ImageError(str(error)) from error
        return ImagePicture(self._reader, data)

    def close(self) -> None:
        """End the processes."""
        self._reader.close()
        if self._pages is not None:
            self._pages.close()

    def _page(self, region: PageRegion, cancel: CancelToken) -> Picture:
        if self._pages is None:
            path = self._library.texts.pdf(self._paper)
            if path is None:
                raise ImageError("the PDF that it is in is gone")
            self._pages = PdfPages(path)
        index = page_index(self._pages.labels(cancel), region.page)
        if index is None:
            raise ImageError(f"there is no page {region.page}")
        page = Page(self._pages, index, region.page)
        return PartOfPage(page, region) if region.is_known else page


@dataclass(frozen=True, eq=False)
class FigureItem:
    """A figure of a paper."""

    owner: PaperFigures
    figure: PaperFigure

    @property
    def label(self) -> str:
        """``Figure 3``, and where it is in a PDF."""
        return f"{self.figure.label} (page {self.figure.page})" if self.figure.page else self.figure.label

    @property
    def caption(self) -> str:
        """The caption, as the paper has it."""
        return self.figure.caption

    def open(self, progress: Callable[[str], object], cancel: CancelToken) -> Picture:
        """Open it."""
        return self.owner.open(self.figure, progress, cancel)


def figure_index(found: Sequence[PaperFigure], typed: str) -> int | None:
    """Return the index of the figure that is meant by its number in the paper, else by its place."""
    for at, figure in enumerate(found):
        if typed.casefold() in (figure.label.casefold(), figure.label.partition(" ")[2].casefold()):
            return at
    return int(typed) - 1 if typed.isdecimal() and 0 < int(typed[:9]) <= len(found) else None
