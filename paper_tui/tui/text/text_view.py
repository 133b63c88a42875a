"""The text of a paper as lines, of which only those in sight are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events, on
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.worker import get_current_worker

from paper_tui.documents.layout.line import Mark
from paper_tui.documents.layout.pictures import NO_ROOMS, PictureRooms
from paper_tui.documents.layout.typesetter import Layout, Typesetter
from paper_tui.documents.model import Position
from paper_tui.keys import table
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.text.canvas import Canvas
from paper_tui.tui.text.line_drawer import LabelKey, Page, StripOf, no_picture
from paper_tui.tui.text.sight import PartInSight, Place, Sight

NARROWEST = 20
SIDEWAYS = 12
"""Cells by which a wide table moves."""
AT_END = 1_000_000_000
"""An offset after any text."""
_ROOM_FOR_MARGIN = 60
"""Cells of a page from which on there is an empty one left of the text."""
_MOST_AT_ONCE = 60_000
"""Characters of the next blocks beyond which nothing is laid out at once: a huge table would take seconds."""
_FIRST_SCREENS = 2
"""Screens that are laid out before the rest."""


class TextView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a document from a position on, which stays whatever the width becomes.

    The first screens are laid out at once, all of it in a worker; a layout is taken over only if it is of
    the document and width that are shown by then.
    """

    ALLOW_SELECT = False
    BINDINGS = bindings(table.MOVING)
    DEFAULT_CSS = "TextView { overflow: hidden scroll; }"

    measure: var[int] = var(80, init=False)
    """Cells of a line, where there is room for so many."""

    class Moved(Message):
        """Another position is on top."""

        def can_replace(self, message: Message) -> bool:
            """Only where the reader is by now counts."""
            return isinstance(message, TextView.Moved)

    @dataclass
    class Pressed(Message):
        """The text was clicked on."""

        position: Position
        part: PartInSight | None

    @dataclass
    class Dragged(Message):
        """A passage was chosen by mouse."""

        start: Position
        end: Position

    @dataclass
    class JumpRequested(Message):
        """The reader wants to be elsewhere, and to be able to come back."""

        position: Position

    @dataclass
    class LaidOut(Message):
        """All of a document is laid out."""

        typesetter: Typesetter
        layout: Layout

    def __init__(self) -> None:
        super().__init__()
        self.typesetter: Typesetter | None = None
        self.position = Position(0, 0)
        """The position at the top."""
        self.marks_of: Callable[[int], Sequence[Mark]] = lambda block: ()  # noqa: ARG005 - marks nothing
        """The passages of a block that are marked."""
        self._layout: Layout | None = None
        self.strip_of: StripOf = no_picture
        """The rows of the pictures that are drawn."""
        self.rooms_for: Callable[[int], PictureRooms] = lambda height: NO_ROOMS  # noqa: ARG005 - has none
        """The pictures that are drawn on a screen of so many lines, whatever bars are on it."""
        self.on_drawn: Callable[[], object] = lambda: None
        """Called when lines were redrawn."""
        self._canvas = Canvas(lambda block: self.marks_of(block), lambda row: self.strip_of(row))
        self._lead = 0
        """Lines of a picture between the top and the position, which is in its caption."""
        self._staying = False
        """True if it is not the reader who scrolls."""
        self._sideways = 0
        self._page = Page(0, 0, 0)
        self._top = 0
        self._pressed: Position | None = None

    # --- what is shown ---

    def show(self, typesetter: Typesetter, position: Position) -> None:
        """Show a document from a position on."""
        self.typesetter, self._layout = typesetter, None
        self.position, self._lead = position, 0 if position.offset else AT_END
        self._lay_out()

    def go_to(self, position: Position) -> None:
        """Bring a position to the top."""
        self.position, self._lead = position, 0 if position.offset else AT_END
        layout = self._layout
        if layout is not None and not layout.first_block <= position.block < layout.end_block:
            self._layout = None
            self._lay_out()
        else:
            self._stay()
            self.post_message(self.Moved())

    def make_room(self) -> None:
        """Lay out again, since other pictures are drawn."""
        self._lay_out()

    def watch_measure(self) -> None:
        """Lay out again, from the same position."""
        self._lay_out()

    @on(events.Resize)
    def _resized(self) -> None:
        self.redraw()  # the margins may differ where the column does not
        self._lay_out()

    @property
    def width(self) -> int:
        """Cells of a line as it is now."""
        return self._width_in(self.scrollable_content_region)

    def _width_in(self, region: Region) -> int:
        room = region.width
        return max(min(room - (2 if room >= _ROOM_FOR_MARGIN else 1), self.measure), NARROWEST)

    @property
    def is_at_end(self) -> bool:
        """True if the last line is in sight."""
        layout = self._layout
        if layout is None or self.typesetter is None:
            return False
        is_last = layout.end_block == len(self.typesetter.document.blocks)
        return is_last and self.scroll_y >= self.max_scroll_y

    def redraw(self) -> None:
        """Redraw, since marks changed."""
        self._canvas.clear()
        self.refresh()

    def label(self, labels: Mapping[LabelKey, str]) -> None:
        """Draw letters over parts, by block, offset and line; none to take them away."""
        self._canvas.label(dict(labels))
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        self._canvas.change_style()
        super().notify_style_update()

    # --- layout ---

    def _lay_out(self) -> None:
        typesetter, width = self.typesetter, self.width
        if typesetter is None or not self.is_attached or not self.size.width:
            return
        rooms = self.rooms_for(self.screen.size.height)
        if self._layout is not None and self._layout.width == width and self._layout.rooms is rooms:
            self._stay()
            return
        start = self._first_block(typesetter)
        is_whole = False
        if typesetter.size_from(start) <= _MOST_AT_ONCE:
            most = _FIRST_SCREENS * max(self.size.height, 10)
            first = typesetter.lay_out(width, start=start, most_lines=most, rooms=rooms)
            is_whole = not first.first_block and first.end_block == len(typesetter.document.blocks)
            self._take(first)
        if not is_whole:
            work = partial(self._lay_out_all, typesetter, width, rooms)
            self.call_after_refresh(self._start, work)  # it would slow the first screen down

    def _start(self, work: Callable[[], None]) -> None:
        self.run_worker(work, thread=True, group="text layout", exclusive=True, description="lay out a text")

    def _first_block(self, typesetter: Typesetter) -> int:
        return min(max(self.position.block, 0), max(len(typesetter.document.blocks) - 1, 0))

    def _lay_out_all(self, typesetter: Typesetter, width: int, rooms: PictureRooms) -> None:
        worker = get_current_worker()

        try:
            cancel = CancelToken(lambda: worker.is_cancelled)
            layout = typesetter.lay_out(width, rooms=rooms, cancel=cancel)
        except Cancelled:
            return
        self.post_message(self.LaidOut(typesetter, layout))

    @on(LaidOut)
    def _take_all(self, event: LaidOut) -> None:
        rooms = self.rooms_for(self.screen.size.height)
        is_wanted = event.layout.width == self.width and event.layout.rooms is rooms
        if event.typesetter is self.typesetter and is_wanted:
            self._take(event.layout)

    def _take(self, layout: Layout) -> None:
        self._layout = layout
        self._canvas.clear()
        self._staying = True
        self.virtual_size = Size(layout.width, len(layout.lines))
        self._staying = False
        self._stay()
        self.refresh()
        self.post_message(self.Moved())

    def _stay(self) -> None:
        """Have the line of the position on top."""
        if self._layout is None:
            return
        is_start = self.position == (0, 0) and self._layout.first_block == 0
        line = 0 if is_start else self._layout.line_of(self.position)
        line -= min(self._lead, self._layout.pictures_above(line)) if line else 0
        self._staying = True
        self.scroll_to(y=line, animate=False, force=True)
        self._staying = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Know the position that the reader scrolled to."""
        super().watch_scroll_y(old_value, new_value)
        is_clamped = old_value > self.max_scroll_y  # by another size, and not by the reader
        if self._staying or is_clamped or self._layout is None:
            return
        if round(old_value) != round(new_value):
            at = round(new_value)
            self.position = self._layout.position_of(at) if at else Position(self._layout.first_block, 0)
            self._lead = max(self._layout.line_of(self.position) - at, 0)
            self.post_message(self.Moved())

    # --- drawing ---

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; what is to be drawn over them follows when scrolling rests."""
        region = self.scrollable_content_region
        width = self._width_in(region)
        self._page = Page(region.width, _left(region, width), width, self._sideways)
        self._top = round(self.scroll_offset.y)
        self.on_drawn()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight, on the page of `render_lines`."""
        number, page = y + self._top, self._page
        if self._layout is None or number >= len(self._layout.lines):
            return self._canvas.blank(page.width, self.visual_style)
        return self._canvas.draw(self._layout.lines[number], number, page, self.visual_style)

    @property
    def left(self) -> int:
        """Cells left of the text."""
        region = self.scrollable_content_region
        return _left(region, self._width_in(region))

    # --- what is in sight ---

    @property
    def sight(self) -> Sight | None:
        """The lines in sight; None while there are none."""
        if self._layout is None:
            return None
        return Sight(self._layout, round(self.scroll_offset.y), self.scrollable_content_region.height)

    def reveal(self, position: Position) -> None:
        """Bring the line of a position into sight, a third from the top, if it is not."""
        sight = self.sight
        if sight is None or not sight.has_block(position):
            self.go_to(position)
        elif not sight.has(position):
            line = sight.layout.line_of(position) - sight.height // 3
            self.scroll_to(y=max(line, 0), animate=False, force=True)

    # --- mouse ---

    def _place_at(self, event: events.MouseEvent) -> Place | None:
        sight = self.sight
        return sight.place(event.y, event.x - self.left, self._sideways) if sight else None

    @on(events.MouseDown)
    def _press(self, event: events.MouseDown) -> None:
        found = self._place_at(event)
        if found is not None and event.button == 1:
            self._pressed = found.position
            self.capture_mouse()

    @on(events.MouseMove)
    def _drag(self, event: events.MouseMove) -> None:
        found = self._place_at(event) if self._pressed is not None else None
        if found is not None and self._pressed is not None and found.position != self._pressed:
            self.post_message(self.Dragged(self._pressed, found.position))

    @on(events.MouseUp)
    def _release(self, event: events.MouseUp) -> None:
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        found, sight = self._place_at(event), self.sight
        if found is not None and sight is not None and found.position == pressed:
            self.post_message(self.Pressed(found.position, sight.part_at(found)))

    # --- keys ---

    def action_first(self) -> None:
        """Ask to go to the beginning."""
        self.post_message(self.JumpRequested(Position(0, 0)))

    def action_last(self) -> None:
        """Ask to go to the end."""
        last = max(len(self.typesetter.document.blocks) - 1, 0) if self.typesetter else 0
        self.post_message(self.JumpRequested(Position(last, AT_END)))

    def action_cursor_down(self) -> None:
        """Scroll down a line."""
        self.scroll_relative(y=1, animate=False)

    def action_cursor_up(self) -> None:
        """Scroll up a line."""
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """Scroll down a page, of which one line stays in sight."""
        self.scroll_relative(y=self._page_rows, animate=False)

    def action_page_up(self) -> None:
        """Scroll up a page, of which one line stays in sight."""
        self.scroll_relative(y=-self._page_rows, animate=False)

    def action_half_page_down(self) -> None:
        """Scroll down half a page."""
        self.scroll_relative(y=max(self.size.height // 2, 1), animate=False)

    def action_half_page_up(self) -> None:
        """Scroll up half a page."""
        self.scroll_relative(y=-max(self.size.height // 2, 1), animate=False)

    def action_sideways(self, steps: int) -> None:
        """Move wide tables sideways."""
        most = self.sight.widest - self.width if self.sight else 0
        self._sideways = min(max(self._sideways + steps * SIDEWAYS, 0), max(most, 0))
        self.redraw()

    @property
    def _page_rows(self) -> int:
        return max(self.scrollable_content_region.height - 1, 1)


def _left(region: Region, width: int) -> int:
    """Cells left of a text of a width in a region."""
    return max(region.width - width, 0) // 2
