"""The picture itself: drawn in a worker, in the middle of its room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, runtime_checkable

from textual import events, on
from textual.app import App
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import get_current_worker

from paper_tui.images.choice import Graphics
from paper_tui.images.choice import Protocol as Way
from paper_tui.images.framing import WHOLE_IMAGE, Frame, Placement, Room, place
from paper_tui.images.pixels import ImageError
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.tui.pictures.canvas import Painted, density, paint
from paper_tui.tui.pictures.picture import Picture, PictureItem

NOTHING = Painted(())


@runtime_checkable
class DrawingApp(Protocol):
    """Services of the application for pictures."""

    @property
    def graphics(self) -> Graphics:
        """The way to draw them."""

    def write_graphics(self, sequence: str) -> None:
        """Write an escape sequence to the terminal."""


@dataclass(frozen=True, slots=True)
class Request:
    """A picture to be drawn; an answer counts only while it is still wanted."""

    item: PictureItem | None
    room: Room
    frame: Frame
    graphics: Graphics


class PictureView(Widget):
    """Shows one picture. Its `frame` says which part, and how large."""

    ALLOW_SELECT = False
    message: reactive[str] = reactive("")
    """Shown in place of a picture."""

    class Progress(Message):
        """Progress of opening the picture."""

        def __init__(self, item: PictureItem, doing: str) -> None:
            super().__init__()
            self.item, self.doing = item, doing

    @dataclass
    class Done(Message):
        """A picture was drawn, or it cannot be."""

        request: Request
        placement: Placement | None = None
        painted: Painted = NOTHING
        problem: str = ""
        note: str = ""

    class Shown(Message):
        """Another picture, or another part of it, is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.placement: Placement | None = None
        """The region in which the picture is drawn; None while there is none."""
        self.note = ""
        """A remark on it, as `Picture.note`."""
        self._item: PictureItem | None = None
        self._opened: tuple[PictureItem, Picture] | None = None
        self._frame = WHOLE_IMAGE
        self._wanted: Request | None = None
        self._painted = NOTHING
        self._is_over_due = False
        """True if sixels are drawn behind the next frame."""

    # --- what is shown ---

    def show(self, item: PictureItem | None, frame: Frame = WHOLE_IMAGE) -> None:
        """Show another picture; the one before stays until it is there."""
        self._item, self._frame = item, frame
        if item is None:
            self._clear("")
        self._draw()

    def reframe(self, frame: Frame) -> None:
        """Show another part of the picture, or in another size."""
        self._frame = frame
        self._draw()

    def on_mount(self) -> None:
        """Send the picture again after another program had the terminal."""
        self.app.app_resume_signal.subscribe(self, self._again)

    def on_unmount(self) -> None:
        """Free what the terminal keeps."""
        self._write(self._painted.after)

    @on(events.Resize)
    def _resized(self) -> None:
        self._draw()

    def _again(self, _: App[object]) -> None:
        self._write(self._painted.before)

    def _draw(self) -> None:
        """Draw what is wanted now in a worker."""
        item, size, graphics = self._item, self.content_size, self._graphics
        if item is None or not size.width or not size.height:
            return
        if graphics.protocol is Way.NONE:
            self._clear(f"{graphics.reason}.")
            return
        room = Room(size.width, size.height, graphics.cell, density(graphics))
        request = Request(item, room, self._frame, graphics)
        if request != self._wanted:
            self._wanted = request
            self.run_worker(
                partial(self._work, request),
                thread=True,
                group="picture",
                exclusive=True,
                description="draw a picture",
            )

    def _work(self, request: Request) -> None:
        worker = get_current_worker()
        item = request.item
        if item is None:
            return
        try:
            cancel = CancelToken(lambda: worker.is_cancelled)
            picture = self._open(item, cancel)
            placement = place(picture.size(cancel), request.room, request.frame)
            pixels = picture.draw(placement.drawing, cancel)
            painted = paint(pixels, placement.columns, placement.rows, request.graphics)
            note = picture.note(cancel)
        except Cancelled:
            return
        except ImageError as error:
            self.post_message(self.Done(request, problem=f"{item.label} cannot be drawn: {error}."))
        else:
            self.post_message(self.Done(request, placement, painted, note=note))

    def _open(self, item: PictureItem, cancel: CancelToken) -> Picture:
        opened = self._opened
        if opened is None or opened[0] is not item:
            progress: Callable[[str], object] = lambda doing: self.post_message(self.Progress(item, doing))  # noqa: E731
            opened = self._opened = (item, item.open(progress, cancel))
        return opened[1]

    @on(Progress)
    def _show_progress(self, event: Progress) -> None:
        event.stop()
        if event.item is self._item:
            self._clear(f"{event.doing} …")

    @on(Done)
    def _take(self, event: Done) -> None:
        event.stop()
        if event.request != self._wanted:
            return
        if event.placement is None:
            self._clear(event.problem)
            return
        before, self._painted = self._painted, event.painted
        self.placement, self._frame = event.placement, event.placement.frame
        self.note = event.note
        self._wanted = replace(event.request, frame=self._frame)
        self.message = ""
        self._write(self._painted.before)
        self.refresh()
        self.call_after_refresh(self._write, before.after)
        self.post_message(self.Shown())

    def _clear(self, message: str) -> None:
        self._write(self._painted.after)
        self._painted, self.placement, self.note = NOTHING, None, ""
        self.message = message
        self.refresh()
        self.post_message(self.Shown())

    @property
    def reason(self) -> str:
        """The reason why pictures are not drawn as the setting says; empty where they are."""
        return self._graphics.reason

    # --- drawing ---

    def render(self) -> Content:
        """The message, where there is one."""
        return Content.styled(self.message, "$muted")

    def render_line(self, y: int) -> Strip:
        """Draw one row of the picture, or of the message."""
        strips = self._painted.strips
        if not strips:
            return super().render_line(y)
        width, blank = self.content_size.width, self.visual_style.rich_style
        row = y - self._top
        if not 0 <= row < len(strips):
            return Strip.blank(width, blank)
        left = Strip.blank(self._left, blank)
        return Strip.join([left, strips[row]]).adjust_cell_length(width, blank)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw rows; sixels, which these cells erase, are drawn again over them."""
        if self._painted.over and not self._is_over_due:
            self._is_over_due = True
            self.call_after_refresh(self._draw_over)
        return super().render_lines(crop)

    @property
    def _left(self) -> int:
        strips = self._painted.strips
        return max(self.content_size.width - (strips[0].cell_length if strips else 0), 0) // 2

    @property
    def _top(self) -> int:
        return max(self.content_size.height - len(self._painted.strips), 0) // 2

    def _draw_over(self) -> None:
        """Draw sixels over the cells, as long as nothing else is there."""
        self._is_over_due = False
        is_free = self.is_attached and self.screen is self.app.screen and not self.screen.query("Toast")
        if self._painted.over and is_free:
            region = self.content_region
            row, column = region.y + self._top + 1, region.x + self._left + 1
            self._write(f"\x1b7\x1b[{row};{column}H{self._painted.over}\x1b8")

    def _write(self, sequence: str) -> None:
        if sequence and isinstance(self.app, DrawingApp):
            self.app.write_graphics(sequence)

    @property
    def _graphics(self) -> Graphics:
        return self.app.graphics if isinstance(self.app, DrawingApp) else Graphics()
