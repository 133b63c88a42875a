"""The paper that is current, to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var

from paper_tui.library import Listing, ReaderState
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.tui import paint
from paper_tui.tui.panes.find_bar import FindBar
from paper_tui.tui.panes.page import Page
from paper_tui.tui.panes.paper_text import PaperText


class PaperDetail(Page):
    """Title, facts, abstract and note of one paper, with what matched lit."""

    BORDER_TITLE = " Paper "

    paper: var[Paper | None] = var(None)
    listing: var[Listing | None] = var(None)
    shelf: var[Shelf] = var(Shelf)
    today: var[date] = var(date.today)
    raw: var[bool] = var(False)
    """Whether TeX is shown as the source wrote it."""
    labels: var[str] = var("")
    """The keys that open the links, while those are asked for."""
    left_off: var[ReaderState] = var(ReaderState)
    """Knows where each text was left."""

    @dataclass
    class Left(Message):
        """Another paper is shown; this one was left at a place of its text."""

        key: PaperKey
        place: int

    def __init__(self) -> None:
        super().__init__()
        self.place = 0
        """Where in the text the first line begins that is shown, also after it was wrapped anew."""
        self._waiting = False
        """Whether the text waits until the list has been drawn."""
        self._laid_out: Size | None = None
        """The size at which scrolling says where the reader is; with another one, or None, it is the
        layout that scrolls."""

    def compose(self) -> ComposeResult:
        """One text, as wide as one reads comfortably, and what to find in it."""
        yield PaperText()
        yield FindBar()

    def watch_paper(self, before: Paper | None, paper: Paper | None) -> None:
        """Show another paper from where it was left."""
        if (before and before.key) != (paper and paper.key):
            if before:
                self.post_message(self.Left(before.key, self.place))
            self._laid_out = None
            self.place = self.left_off.places.get(paper.key, 0) if paper else 0
            self._scroll_at_once(0)
            if not self._waiting:
                self.call_after_refresh(self._stay)
        self._show()

    def watch_listing(self) -> None:
        """Light what the new query matched, after the list: one picture of both would take too long."""
        if not self._waiting:
            self._waiting = True
            self.call_after_refresh(self._show_later)

    def _show_later(self) -> None:
        self._waiting = False
        self._laid_out = None
        self._show()
        self.call_after_refresh(self._stay)

    def watch_shelf(self) -> None:
        """Show the marks as they are now."""
        self._show()

    def watch_raw(self) -> None:
        """Show the other form of the text."""
        self._show()

    def watch_labels(self, labels: str) -> None:
        """Show the links with their keys, or go back to where one was."""
        self._show()
        if labels:
            self._laid_out = None
            self.scroll_end(animate=False)
        else:
            self.call_after_refresh(self._stay)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Know the place that the reader scrolled to."""
        super().watch_scroll_y(old_value, new_value)
        if self._laid_out == self.outer_size:
            self.place = self.query_one(PaperText).place_of(round(new_value))

    @on(events.Resize)
    @on(PaperText.Wrapped)
    def _stay(self) -> None:
        """Stay at the place in the text, whatever line it stands in now."""
        text = self.query_one(PaperText)
        if self.labels:
            self.scroll_end(animate=False, immediate=True)  # to the links, once there is room for them
        elif text.size.width:
            self._laid_out = None
            self._scroll_at_once(text.line_at(self.place))
            self._laid_out = self.outer_size

    def _scroll_at_once(self, line: int) -> None:
        """Scroll so that what is drawn next begins with a line; what moves the text still stops."""
        self.scroll_to(y=line, animate=False, force=True, immediate=True)

    def has_room_for(self, content: Content) -> bool:
        """Whether one can see all of a text here at once."""
        width = self.query_one(PaperText).size.width
        return self.display and width > 0 and len(content.wrap(width)) <= self.size.height

    @property
    def is_finding(self) -> bool:
        """Whether something is looked for in the text."""
        return bool(self.query_one(FindBar).display)

    def find(self) -> None:
        """Ask what to find in the text."""
        self.query_one(FindBar).open()

    def stop_finding(self) -> None:
        """Put out what was found."""
        self.query_one(FindBar).close()
        self.query_one(PaperText).find("")

    @on(FindBar.Changed)
    def _find_typed(self, event: FindBar.Changed) -> None:
        event.stop()
        self.query_one(PaperText).find(event.text, after=round(self.scroll_y))
        self._show_match()

    @on(FindBar.Stepped)
    def _step(self, event: FindBar.Stepped) -> None:
        event.stop()
        self.step_match(event.matches)

    @on(FindBar.Left)
    def _leave_find_bar(self, event: FindBar.Left) -> None:
        event.stop()
        self.focus()

    def step_match(self, matches: int) -> None:
        """Go to another match, so many on."""
        self.query_one(PaperText).step(matches)
        self._show_match()

    def _show_match(self) -> None:
        """Say which match is the current one, and bring its line into view."""
        text, bar = self.query_one(PaperText), self.query_one(FindBar)
        bar.show_count(*text.count)
        line = text.match_line
        room = max(self.size.height - bar.size.height, 1)
        if line is not None and not self.scroll_y <= line < self.scroll_y + room:
            self.scroll_to(y=line - room // 3, animate=False)

    def _show(self) -> None:
        if not self.is_mounted or self._waiting:
            return
        text = self.query_one(PaperText)
        if self.paper is None:
            text.show(Content(""))
            return
        lit = self.listing.results.lit if self.listing else paint.nothing_lit
        shown = paint.as_written(self.paper) if self.raw else self.paper
        mark = self.shelf.get(self.paper.key)
        text.show(paint.detail(shown, mark, lit, today=self.today, labels=self.labels))
        self.query_one(FindBar).show_count(*text.count)
