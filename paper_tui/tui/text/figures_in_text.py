"""Draws the figures of an open text at their places, once scrolling rests."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from textual.worker import get_current_worker

from paper_tui.documents.embedded import DATA
from paper_tui.documents.figures import PaperFigure, figures
from paper_tui.documents.layout.pictures import NO_ROOMS, PictureRooms
from paper_tui.documents.model import PAGE, Document, Image
from paper_tui.images.choice import Graphics, Protocol
from paper_tui.images.pixels import ImageError
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.tui.pictures.canvas import Painted
from paper_tui.tui.pictures.inline_pictures import InlinePicture, PaintedPictures, inline_picture
from paper_tui.tui.pictures.paper_figures import FigureItem, PaperFigures
from paper_tui.tui.pictures.picture_view import DrawingApp
from paper_tui.tui.text.sight import PictureInSight
from paper_tui.tui.text.text_page import TextPage

REST = 0.08
"""Seconds without scrolling after which pictures are drawn."""
_MARGIN = 6
"""Lines of the screen that a picture always leaves to the text and the bars."""
_FEWEST_ROWS = 6
_DRAWING, _FETCHING = "figures in text", "fetched figures"


class FiguresInText:
    """Owns what is known and drawn of the figures of the open text.

    Args:
        screen: The page.
    """

    def __init__(self, screen: TextPage) -> None:
        self._screen = screen
        self._items: dict[str, FigureItem] = {}
        self._figures: PaperFigures | None = None
        self._rooms = NO_ROOMS
        self._painted = PaintedPictures()
        self._has_sixels = False
        self._is_resting = True
        self._moved_at = 0.0

    @property
    def _graphics(self) -> Graphics:
        app = self._screen.app
        return app.graphics if isinstance(app, DrawingApp) else Graphics()

    # --- the text ---

    def begin(self, document: Document, sizes: Mapping[str, tuple[int, int]]) -> None:
        """Draw the figures of another document from now on, those that are kept in the sizes given."""
        self.close()
        self._rooms, paper, view = NO_ROOMS, self._screen.paper, self._screen.view
        graphics = self._graphics
        wanted = self._screen.config.text_figures
        found = [] if wanted == "off" or graphics.protocol is Protocol.NONE else figures(document)
        sizes = {**sizes, **_sizes_of_regions(found)}
        found = [each for each in found if each.source and (not each.region or each.region.is_known)]
        if wanted == "kept":
            found = [each for each in found if each.source in sizes or each.source.startswith(DATA)]
        if paper is not None and found:
            self._figures = PaperFigures(self._screen.library, paper, found, self._screen.context.config)
            self._items = {item.figure.source: item for item in self._figures.items}
            self._rooms = replace(NO_ROOMS, sizes=sizes, cell=graphics.cell)
        view.strip_of, view.rooms_for, view.on_drawn = self._painted.strip, self.rooms_for, self.drawn
        self._has_sixels = graphics.protocol is Protocol.SIXEL

    def rooms_for(self, height: int) -> PictureRooms:
        """The pictures that are drawn on a screen of so many lines."""
        most = max(min(height - _MARGIN, height * 2 // 3), _FEWEST_ROWS)
        if self._items and self._rooms.most_rows != most:
            self._rooms = replace(self._rooms, most_rows=most)
        return self._rooms

    def close(self) -> None:
        """Close what was opened, and discard what was drawn."""
        self._write(self._painted.clear())
        opened, self._figures, self._items = self._figures, None, {}
        if opened is not None:
            for group in (_DRAWING, _FETCHING):
                self._screen.workers.cancel_group(self._screen, group)
            opened.close()

    def send_again(self, _: object = None) -> None:
        """Send the pictures again after another program had the terminal."""
        self._write("".join(self._painted.transmissions))

    # --- what is in sight ---

    def moved(self) -> None:
        """Take note that other lines are in sight."""
        self._moved_at = time.monotonic()
        self._look_soon()

    def drawn(self) -> None:
        """Take note that the cells were redrawn, which erased the sixels over them."""
        if self._has_sixels:
            self._look_soon()

    def _look_soon(self) -> None:
        if self._items and self._is_resting:
            self._is_resting = False
            self._screen.set_timer(REST, self._look_when_at_rest)

    def _look_when_at_rest(self) -> None:
        left = self._moved_at + REST - time.monotonic()
        if left > 0.005:
            self._screen.set_timer(left, self._look_when_at_rest)
        else:
            self._is_resting = True
            self._look()

    def _look(self) -> None:
        """Draw what is in sight, and fetch the next figure in sight that is not there."""
        sight, graphics = self._screen.view.sight, self._graphics
        if sight is None or not self._items:
            return
        shown = [(each, inline_picture(each.row, each.first, each.end, graphics)) for each in sight.pictures]
        for _, picture in shown:
            self._painted.touch(picture)
        missing = [picture for _, picture in shown if picture not in self._painted]
        if missing:
            self._run(partial(self._draw, missing, graphics), _DRAWING, exclusive=True)
        else:
            self._draw_over(shown)
        unknown = (part.part for part in sight.parts if isinstance(part.part, Image))
        self._fetch_next([each.source for each in unknown if self._is_fetchable(each.source)])

    def _is_fetchable(self, source: str) -> bool:
        known = source in self._rooms.sizes or source in self._rooms.problems
        return source in self._items and not known and not source.startswith(PAGE)

    def _fetch_next(self, sources: Iterable[str]) -> None:
        source = next(iter(sources), None)
        is_busy = any(each.group == _FETCHING and not each.is_finished for each in self._screen.workers)
        if source is not None and not is_busy:
            self._run(partial(self._fetch, source), _FETCHING)

    def _run(self, work: Callable[[], None], group: str, *, exclusive: bool = False) -> None:
        self._screen.run_worker(work, thread=True, group=group, exclusive=exclusive, description=group)

    # --- in workers ---

    def _draw(self, wanted: list[InlinePicture], graphics: Graphics) -> None:
        worker, on_ui = get_current_worker(), self._screen.context.on_ui
        cancel = CancelToken(lambda: worker.is_cancelled)
        for picture in wanted:
            try:
                opened = self._items[picture.source].open(lambda _: None, cancel)
                painted = picture.draw(opened, graphics, cancel)
            except (Cancelled, KeyError):
                return
            except ImageError as error:
                on_ui(self._take_problem, picture.source, str(error))
            else:
                on_ui(self._take_painted, picture, painted)

    def _fetch(self, source: str) -> None:
        worker, on_ui = get_current_worker(), self._screen.context.on_ui
        try:
            cancel = CancelToken(lambda: worker.is_cancelled)
            size = self._items[source].open(lambda _: None, cancel).size(cancel)
        except (Cancelled, KeyError):
            return
        except ImageError as error:
            on_ui(self._take_problem, source, str(error))
        else:
            on_ui(self._take_size, source, size)

    # --- what came of it ---

    def _take_painted(self, picture: InlinePicture, painted: Painted) -> None:
        if picture.source in self._items:
            self._write(self._painted.add(picture, painted))
            self._screen.view.redraw()

    def _take_size(self, source: str, size: tuple[int, int]) -> None:
        self._take_rooms(replace(self._rooms, sizes={**self._rooms.sizes, source: size}))

    def _take_problem(self, source: str, problem: str) -> None:
        sizes = {each: size for each, size in self._rooms.sizes.items() if each != source}
        problems = {**self._rooms.problems, source: problem}
        self._take_rooms(replace(self._rooms, sizes=sizes, problems=problems))

    def _take_rooms(self, rooms: PictureRooms) -> None:
        if self._items:
            self._rooms = rooms
            self._screen.view.make_room()
            self.moved()

    # --- sixels ---

    def _draw_over(self, shown: list[tuple[PictureInSight, InlinePicture]]) -> None:
        """Draw sixels over the cells, as long as nothing else is there."""
        screen, region = self._screen, self._screen.view.content_region
        if not self._is_free():
            return
        for where, picture in shown:
            painted = self._painted.get(picture)
            if painted is not None and painted.over and painted.strips:
                row, column = region.y + where.line + 1, region.x + screen.view.left + where.cell + 1
                self._write(f"\x1b7\x1b[{row};{column}H{painted.over}\x1b8")

    def _is_free(self) -> bool:
        screen = self._screen
        return screen.is_active and not screen.query("Toast") and screen.focused is screen.view

    def _write(self, sequence: str) -> None:
        app = self._screen.app
        if sequence and isinstance(app, DrawingApp):
            app.write_graphics(sequence)


def _sizes_of_regions(found: Iterable[PaperFigure]) -> dict[str, tuple[int, int]]:
    """Width and height in pixels of figures of PDFs, which can be drawn in any size."""
    regions = [each.region for each in found if each.region and each.region.is_known]
    return {each.source: each.pixels for each in regions}
