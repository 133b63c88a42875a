"""The pages of a PDF as pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from paper_tui.documents.page_regions import PageRegion
from paper_tui.images.framing import Frame
from paper_tui.images.pixels import Crop, Drawing, ImageError, Pixels
from paper_tui.library import PdfPages
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.settings import environment
from paper_tui.tui.pictures.picture import Picture
from paper_tui.tui.pictures.picture_screen import PictureHost, PictureScreen
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.system.viewer import open_file


@dataclass(frozen=True, slots=True)
class Page:
    """A page; it is its own picture."""

    pages: PdfPages
    index: int
    label: str
    caption: str = ""

    def open(self, progress: Callable[[str], object], cancel: CancelToken) -> Picture:  # noqa: ARG002 - always there
        """The page."""
        return self

    def size(self, cancel: CancelToken) -> tuple[int, int]:
        """Width and height in points."""
        return self.pages.size(self.index, cancel)

    def draw(self, drawing: Drawing, cancel: CancelToken) -> Pixels:
        """Draw a part of it."""
        return self.pages.draw(self.index, drawing, cancel)

    def note(self, cancel: CancelToken) -> str:  # noqa: ARG002 - a picture's shape
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class PartOfPage:
    """A figure, as the part of its page."""

    page: Page
    region: PageRegion

    def size(self, cancel: CancelToken) -> tuple[int, int]:  # noqa: ARG002 - a picture's shape
        """Width and height in pixels."""
        return self.region.pixels

    def draw(self, drawing: Drawing, cancel: CancelToken) -> Pixels:
        """Draw a part of it."""
        region, crop = self.region, drawing.crop
        left, top = region.left / region.page_width, region.top / region.page_height
        width, height = region.width / region.page_width, region.height / region.page_height
        part = Crop(
            left + crop.left * width,
            top + crop.top * height,
            left + crop.right * width,
            top + crop.bottom * height,
        )
        return self.page.draw(replace(drawing, crop=part), cancel)

    def note(self, cancel: CancelToken) -> str:  # noqa: ARG002 - a picture's shape
        """Nothing."""
        return ""


def page_index(labels: Sequence[str], typed: str) -> int | None:
    """The page that is meant by its number as printed, else by its place; None if there is none."""
    if typed in labels:
        return labels.index(typed)
    return int(typed) - 1 if typed.isdecimal() and 0 < int(typed[:9]) <= len(labels) else None


class PagesController:
    """Opens the pages of the target paper's PDF."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context

    def open(self) -> None:
        """Open the PDF that is kept or attached."""
        paper = self._context.target
        if paper is None:
            return
        path = self._context.library.texts.pdf(paper)
        if path is None:
            self._context.notify(
                "No PDF of this paper is here. To have one: i and the name of a file, or "
                "paper-tui fetch --pdf.",
                timeout=8,
            )
            return
        self._context.open_in_thread("pages", partial(self._read, PdfPages(path)))

    def _read(self, pages: PdfPages, cancel: CancelToken) -> None:
        try:
            labels = pages.labels(cancel)
        except Cancelled:
            pages.close()
        except ImageError as error:
            pages.close()
            self._context.on_ui(self._context.notify, f"{pages.path.name} cannot be drawn: {error}.")
        else:
            self._context.on_ui(self._show, pages, labels)

    def _show(self, pages: PdfPages, labels: list[str]) -> None:
        if not labels:
            pages.close()
            self._context.notify(f"{pages.path.name} has no pages.")
            return
        items = [Page(pages, index, f"Page {label}") for index, label in enumerate(labels)]
        host = PictureHost(
            find=partial(page_index, labels),
            open_outside=lambda _: self._open_outside(pages.path),
            close=pages.close,
        )
        self._context.push(PictureScreen(self._context, items, host, frame=Frame()))

    def _open_outside(self, path: Path) -> None:
        if not open_file(path, self._context.config.pdf_viewer, environment()):
            self._context.copy(str(path))
