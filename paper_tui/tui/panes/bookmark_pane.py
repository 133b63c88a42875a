"""The bookmarks, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.tui import paint
from paper_tui.tui.panes.menu import MenuPane


class BookmarkPane(MenuPane):
    """One line a bookmark; Enter goes to the paper."""

    BORDER_TITLE = " Bookmarks "

    shelf: var[Shelf] = var(Shelf)

    @dataclass
    class JumpRequested(Message):
        """The reader wants to go to a bookmarked paper."""

        key: PaperKey

    @property
    def current_key(self) -> PaperKey | None:
        """The key of the highlighted bookmark."""
        option = self.highlighted_option
        return PaperKey(option.id) if option and option.id else None

    def watch_shelf(self, before: Shelf, shelf: Shelf) -> None:
        """Show the bookmarks as they are now."""
        if before.bookmarks != shelf.bookmarks or not self.option_count:
            bookmarks = shelf.bookmarks
            self.border_title = f" Bookmarks {len(bookmarks):,} " if bookmarks else self.BORDER_TITLE
            self.show_options(
                [_option(mark.key, paint.bookmark(mark, mark.identity.title)) for mark in bookmarks]
            )

    @on(OptionList.OptionSelected)
    def _jump(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.JumpRequested(PaperKey(event.option.id or "")))


def _option(key: PaperKey, prompt: object) -> Option:
    return Option(prompt, id=key)  # type: ignore[arg-type]  # Content is a visual; Option's stub names str first
