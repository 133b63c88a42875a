"""Base of the small panes beside the list: lines of which Enter chooses one."""

from __future__ import annotations

from abc import abstractmethod
from itertools import chain

from textual import events, on
from textual.binding import Binding
from textual.content import Content
from textual.reactive import var
from textual.strip import Strip

from paper_tui.keys import table
from paper_tui.tui.render.strips import strip_of
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.widgets.line_view import LineView


class SideMenu(LineView, can_focus=True):
    """One line a choice, with headings between them; only visible lines are rendered."""

    ALLOW_SELECT = False
    BINDINGS = [*bindings(table.MOVING), Binding("enter", "choose", show=False)]
    COMPONENT_CLASSES = {
        "side-menu--heading",
        "side-menu--cursor",
        "side-menu--cursor-away",
        "side-menu--hover",
    }

    cursor: var[int | None] = var(None)
    """The current line; None before the first focus and without choices."""
    hovered: var[int | None] = var(None)
    """The line under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        """Unique name of each line."""
        self._current = ""
        """Name of the current line."""

    @abstractmethod
    def content(self, line: int, width: int) -> Content:
        """Return the content of a line, at most `width` cells."""

    @abstractmethod
    def choose(self, line: int) -> None:
        """Choose a line."""

    def is_heading(self, line: int) -> bool:  # noqa: ARG002 - for panes that have headings
        """Return whether a line is a heading."""
        return False

    def show(self, names: tuple[str, ...]) -> None:
        """Show other lines; the current one stays current if it is still among them."""
        self.names = names
        self.set_line_count(len(names))
        if self.cursor is not None:
            kept = names.index(self._current) if self._current in names else self._next(self.cursor)
            self.set_reactive(SideMenu.cursor, kept)
            self._follow()
        self.refresh()

    @on(events.Focus)
    def start(self) -> None:
        """Make the first line current on the first focus."""
        if self.cursor is None:
            self.action_first()
        self.refresh()

    @on(events.Blur)
    def _draw_cursor_anew(self) -> None:
        self.refresh()

    def watch_cursor(self, before: int | None, cursor: int | None) -> None:
        """Highlight the current line."""
        self._draw_lines(before, cursor)
        self._follow()

    def watch_hovered(self, before: int | None, hovered: int | None) -> None:
        """Highlight the line under the mouse."""
        self._draw_lines(before, hovered)

    def _draw_lines(self, *lines: int | None) -> None:
        for line in lines:
            if line is not None:
                self.refresh_line(line)

    def render_line(self, y: int) -> Strip:
        """Render one visible line."""
        line, width = y + round(self.scroll_offset.y), self.scrollable_content_region.width
        style = self.style_of(self._look(line))
        if line >= len(self.names):
            return Strip.blank(width, style.rich_style)
        return strip_of(Content(" ") + self.content(line, width - 2) + " ", width, style)

    def action_cursor_down(self) -> None:
        """Move down a line."""
        self._move(1)

    def action_cursor_up(self) -> None:
        """Move up a line."""
        self._move(-1)

    def action_first(self) -> None:
        """Go to the first line."""
        self.cursor = self._next(0)

    def action_last(self) -> None:
        """Go to the last line."""
        self.cursor = self._next(len(self.names))

    def action_page_down(self) -> None:
        """Move down a page."""
        self._move(self.size.height - 1)

    def action_page_up(self) -> None:
        """Move up a page."""
        self._move(1 - self.size.height)

    def action_half_page_down(self) -> None:
        """Move down half a page."""
        self._move(self.size.height // 2)

    def action_half_page_up(self) -> None:
        """Move up half a page."""
        self._move(-(self.size.height // 2))

    def action_choose(self) -> None:
        """Choose the current line."""
        if self.cursor is not None:
            self.choose(self.cursor)

    def _move(self, lines: int) -> None:
        """Move down, or up by a negative number, past headings."""
        if self.cursor is None:
            self.action_first()
        else:
            self.cursor = self._next(self.cursor + lines, 1 if lines > 0 else -1)

    def _next(self, wanted: int, direction: int = 1) -> int | None:
        """Return the choice nearest to a line, preferably in a direction."""
        count = len(self.names)
        wanted = max(0, min(wanted, count - 1))
        down, up = range(wanted, count), range(min(wanted, count - 1), -1, -1)
        ways = (down, up) if direction > 0 else (up, down)
        return next((line for line in chain(*ways) if not self.is_heading(line)), None)

    def _follow(self) -> None:
        """Scroll to the current line."""
        names, line = self.names, self.cursor
        self._current = names[line] if line is not None and line < len(names) else ""
        height = self.scrollable_content_region.height
        if line is None or not height:
            return
        above = line - 1 if line and self.is_heading(line - 1) else line
        top = round(self.scroll_offset.y)
        wanted = min(above, max(top, line - height + 1))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False)

    def _look(self, line: int) -> str:
        if line >= len(self.names):
            return ""
        if self.is_heading(line):
            return "side-menu--heading"
        if line == self.cursor:
            return "side-menu--cursor" if self.has_focus else "side-menu--cursor-away"
        return "side-menu--hover" if line == self.hovered else ""

    def _line_at(self, event: events.MouseEvent) -> int | None:
        """Return the choice under the mouse."""
        offset = event.get_content_offset(self)
        line = offset.y + round(self.scroll_offset.y) if offset else len(self.names)
        return line if line < len(self.names) and not self.is_heading(line) else None

    @on(events.MouseMove)
    def _hover(self, event: events.MouseMove) -> None:
        self.hovered = self._line_at(event)

    @on(events.Leave)
    def _hover_no_more(self) -> None:
        self.hovered = None

    @on(events.Click)
    def _take_clicked(self, event: events.Click) -> None:
        line = self._line_at(event)
        if line is not None:
            self.cursor = line
            self.choose(line)

    @on(events.Resize)
    def _stay(self) -> None:
        self._follow()
