"""The bookmarks, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, on
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

    @dataclass
    class Highlighted(Message):
        """Another bookmark became the current one."""

        key: PaperKey

    class Emptied(Message):
        """The last bookmark went."""

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

            if before.bookmarks and not bookmarks:
                self.post_message(self.Emptied())

    @on(OptionList.OptionHighlighted)
    @on(events.Focus)
    def _say_current(self) -> None:
        if self.current_key:
            self.post_message(self.Highlighted(self.current_key))

    @on(OptionList.OptionSelected)
    def _jump(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.JumpRequested(PaperKey(event.option.id or "")))


def _option(key: PaperKey, prompt: object) -> Option:
    return Option(prompt, id=key)  # type: ignore[arg-type]  # Content is a visual; Option's stub names str first
