"""The bookmarks, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Mark, Shelf
from paper_tui.tui.render import row_renderer
from paper_tui.tui.widgets.side_menu import SideMenu


class BookmarkPane(SideMenu):
    """One line a bookmark; Enter goes to the paper."""

    BORDER_TITLE = " Bookmarks "

    shelf: var[Shelf] = var(Shelf)

    @dataclass
    class JumpRequested(Message):
        """Go to a bookmarked paper."""

        key: PaperKey

    @dataclass
    class Highlighted(Message):
        """Another bookmark became the current one."""

        key: PaperKey

    class Emptied(Message):
        """The last bookmark was removed."""

    def __init__(self) -> None:
        super().__init__()
        self._bookmarks: tuple[Mark, ...] = ()

    @property
    def current_key(self) -> PaperKey | None:
        """The key of the current bookmark."""
        return None if self.cursor is None else self._bookmarks[self.cursor].key

    def content(self, line: int, width: int) -> Content:
        """Return star, title and a glyph for a note."""
        mark = self._bookmarks[line]
        return row_renderer.bookmark(mark, mark.identity.title).truncate(width, ellipsis=True)

    def choose(self, line: int) -> None:
        """Go to the paper."""
        self.post_message(self.JumpRequested(self._bookmarks[line].key))

    def watch_shelf(self, _: Shelf, shelf: Shelf) -> None:
        """Show the bookmarks as they are now."""
        before, self._bookmarks = self._bookmarks, shelf.bookmarks
        if self._bookmarks == before:
            return
        self.border_title = f" Bookmarks {len(self._bookmarks):,} " if self._bookmarks else self.BORDER_TITLE
        self.show(tuple(mark.key for mark in self._bookmarks))
        self._say_current()
        if not self._bookmarks:
            self.post_message(self.Emptied())

    def watch_cursor(self, before: int | None, cursor: int | None) -> None:
        """Highlight the current bookmark and report it."""
        super().watch_cursor(before, cursor)
        self._say_current()

    @on(events.Focus)
    def _say_current(self) -> None:
        if self.current_key:
            self.post_message(self.Highlighted(self.current_key))
