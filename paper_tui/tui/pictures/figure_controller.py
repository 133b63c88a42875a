"""Opening the figures of the target paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from paper_tui.documents.figures import PaperFigure, figures
from paper_tui.documents.model import Document, Image
from paper_tui.papers.paper import Paper
from paper_tui.tui.pictures.paper_figures import PaperFigures, figure_index
from paper_tui.tui.pictures.picture_screen import PictureHost, PictureScreen
from paper_tui.tui.state.context import ReaderContext


class FigureController:
    """Opens the gallery, and one figure on the whole screen.

    Args:
        context: Of the screen.
        open_page: Opens the page of a paper in the browser.
        document: Returns the text that is open, or None.
    """

    def __init__(
        self,
        context: ReaderContext,
        open_page: Callable[[Paper], None],
        document: Callable[[], Document | None] = lambda: None,
    ) -> None:
        self._context = context
        self._open_page = open_page
        self._document = document

    def open_gallery(self) -> None:
        """Show the figures of the target paper."""
        from paper_tui.tui.pictures.gallery import GalleryScreen

        paper = self._context.target
        if paper is not None:
            self._context.push(GalleryScreen(self._context, paper, self._document(), self._open_page))

    def open_image(self, block: int, image: Image) -> None:
        """Show a picture of the open text on the whole screen."""
        paper, document = self._context.target, self._document()
        if paper is None or document is None:
            return
        found = figures(document)
        start = _place(found, block, image)
        shown = PaperFigures(self._context.library, paper, found, self._context.config)
        host = PictureHost(
            find=lambda typed: figure_index(found, typed),
            open_outside=lambda _: self._open_page(paper),
            close=shown.close,
        )
        self._context.push(PictureScreen(self._context, shown.items, host, start=start))


def _place(found: Sequence[PaperFigure], block: int, image: Image) -> int:
    return next(
        (at for at, each in enumerate(found) if (each.block, each.source) == (block, image.source)), 0
    )
