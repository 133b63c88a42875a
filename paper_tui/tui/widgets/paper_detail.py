"""The paper that is current, to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from paper_tui.library import Listing, ReaderState
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.tui.render import paper_renderer
from paper_tui.tui.system.paint_scheduler import Turns, later_on
from paper_tui.tui.widgets.find_bar import FindBar
from paper_tui.tui.widgets.paper_text import PaperText
from paper_tui.tui.widgets.scroll_page import Page


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

    def __init__(self, turns: Turns | None = None) -> None:
        super().__init__()
        self._turns = turns or Turns(later_on(self))
        self._text = PaperText(self._turns)
        self._waiting = False
        """Whether the text waits for its turn."""

    def compose(self) -> ComposeResult:
        """One text, as wide as one reads comfortably, and what to find in it."""
        yield self._text
        yield FindBar()

    def on_mount(self) -> None:
        """Show the first paper."""
        self._show()

    @property
    def place(self) -> int:
        """Where in the text the first line begins that is shown."""
        return self._text.place

    @property
    def scrolled(self) -> PaperText:
        """What the keys scroll: the text, beside which what to find stays where it is."""
        return self._text

    def watch_paper(self, before: Paper | None, paper: Paper | None) -> None:
        """Show another paper from where it was left."""
        if (before and before.key) != (paper and paper.key):
            if before:
                self.post_message(self.Left(before.key, self.place))
            self._text.place = self.left_off.places.get(paper.key, 0) if paper else 0
        self._show()

    def watch_listing(self) -> None:
        """Light what the new query matched, once the list has been drawn."""
        if not self.is_mounted:
            return
        self._waiting = True
        self._turns.ask(self._text, self._show_later, PaperText.RANK)

    def _show_later(self) -> bool:
        self._waiting = False
        self._show()
        return False

    def watch_shelf(self) -> None:
        """Show the marks as they are now."""
        self._show()

    def watch_raw(self) -> None:
        """Show the other form of the text."""
        self._show()

    def watch_labels(self, labels: str) -> None:
        """Show the links with their keys, or go back to where one was."""
        self._text.at_end = bool(labels)
        self._show()

    def has_room_for(self, content: Content) -> bool:
        """Whether one can see all of a text here at once."""
        width = self._text.measure
        return self.display and width > 0 and len(content.wrap(width)) <= self._text.size.height

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
        self._text.find("")

    @on(FindBar.Changed)
    def _find_typed(self, event: FindBar.Changed) -> None:
        event.stop()
        self._text.find(event.text, after=round(self._text.scroll_y))
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
        self._text.step(matches)
        self._show_match()

    def _show_match(self) -> None:
        """Say which match is the current one, and bring its line into view."""
        text = self._text
        self.query_one(FindBar).show_count(*text.count)
        line, top, room = text.match_line, text.scroll_y, text.size.height
        if line is not None and not top <= line < top + room:
            text.scroll_to(y=line - room // 3, animate=False)

    def _show(self) -> None:
        if not self.is_mounted or self._waiting:
            return
        text = self._text
        if self.paper is None:
            text.show(Content(""))
            return
        lit = self.listing.results.match_spans if self.listing else paper_renderer.nothing_lit
        shown = paper_renderer.as_written(self.paper) if self.raw else self.paper
        mark = self.shelf.get(self.paper.key)
        text.show(paper_renderer.detail(shown, mark, lit, today=self.today, labels=self.labels))
        if self.is_finding:
            self.query_one(FindBar).show_count(*text.count)
