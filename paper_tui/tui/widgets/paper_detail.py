"""The current paper's text, with a bar to find in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from paper_tui.library import Listing, ReaderState
from paper_tui.library.full_text.text_passages import TextPassage
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Shelf
from paper_tui.tui.render import paper_renderer, styles
from paper_tui.tui.widgets.find_bar import FindBar
from paper_tui.tui.widgets.paper_text import PaperText
from paper_tui.tui.widgets.scroll_page import ScrollPage

if TYPE_CHECKING:
    from paper_tui.library.sharing.group_view import GroupView


class PaperDetail(ScrollPage):
    """Title, facts, abstract and note of one paper, with matches of the query highlighted.

    The text is rendered once for all attributes that change together.
    """

    BORDER_TITLE = " Paper "

    paper: var[Paper | None] = var(None)
    listing: var[Listing | None] = var(None)
    shelf: var[Shelf] = var(Shelf)
    today: var[date] = var(date.today)
    raw: var[bool] = var(False)
    """True if title and abstract are shown as the source wrote them, TeX and all."""
    labels: var[str] = var("")
    """Letters that open the links, while those are asked for."""
    groups: var[GroupView | None] = var(None)
    """Contributions of groups."""
    left_off: var[ReaderState] = var(ReaderState)
    """Has the reading position of each text."""

    @dataclass
    class Left(Message):
        """Another paper is shown; `place` is the reading position of this one, as a character offset."""

        key: PaperKey
        place: int

    def __init__(self) -> None:
        super().__init__()
        self._text = PaperText()
        self._is_outdated = False
        """True if the text has to be rendered again."""

    def compose(self) -> ComposeResult:
        """The text, and the find bar below it."""
        yield self._text
        yield FindBar()

    def on_mount(self) -> None:
        """Show the first paper."""
        self._show()

    @property
    def place(self) -> int:
        """Reading position: offset of the first character of the top visible line."""
        return self._text.place

    @property
    def scrolled(self) -> PaperText:
        """The widget that the keys scroll."""
        return self._text

    def watch_paper(self, before: Paper | None, paper: Paper | None) -> None:
        """Show another paper at its reading position."""
        if (before and before.key) != (paper and paper.key):
            if before:
                self.post_message(self.Left(before.key, self.place))
            self._text.place = self.left_off.places.get(paper.key, 0) if paper else 0
        if before is not paper:
            self._outdate()

    def watch_listing(self, before: Listing | None, listing: Listing | None) -> None:
        """Highlight what another query matched."""
        if self.paper and self._origin(before) != self._origin(listing):
            self._outdate()
        old, new = (each.results.scope.query if each else None for each in (before, listing))
        if old != new or (listing and before and listing.catalogue is not before.catalogue):
            self._outdate()

    def watch_shelf(self, before: Shelf, shelf: Shelf) -> None:
        """Show the paper's mark as it is now."""
        if self.paper and before.get(self.paper.key) != shelf.get(self.paper.key):
            self._outdate()

    def watch_groups(self, before: GroupView | None, groups: GroupView | None) -> None:
        """Show what groups say of the paper now."""
        key = self.paper.key if self.paper else None
        if key and (before.of(key) if before else ()) != (groups.of(key) if groups else ()):
            self._outdate()

    def watch_raw(self) -> None:
        """Show the other form of the text."""
        self._outdate()

    def watch_labels(self, labels: str) -> None:
        """Show the links with their letters, or go back to the reading position."""
        self._text.at_end = bool(labels)
        self._outdate()

    def passage_found(self, key: PaperKey) -> None:
        """Show the passage of a paper's full text that was found now."""
        if self.paper is not None and self.paper.key == key:
            self._outdate()

    def has_room_for(self, content: Content) -> bool:
        """Return whether a text fits into the pane."""
        width = self._text.measure
        return self.display and width > 0 and len(content.wrap(width)) <= self._text.size.height

    @property
    def is_finding(self) -> bool:
        """True if the find bar is open."""
        return bool(self.query_one(FindBar).display)

    def find(self) -> None:
        """Open the find bar."""
        self.query_one(FindBar).open()

    def stop_finding(self) -> None:
        """Close the find bar and remove its highlights."""
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
        """Go to another match, counted from the current one."""
        self._text.step(matches)
        self._show_match()

    def _show_match(self) -> None:
        """Show the number of the current match, and scroll its line into view."""
        text = self._text
        self.query_one(FindBar).show_count(*text.count)
        line, top, room = text.match_line, text.scroll_y, text.size.height
        if line is not None and not top <= line < top + room:
            text.scroll_to(y=line - room // 3, animate=False)

    def _passage(self) -> TextPassage | None:
        """Return where the full text of the paper matches the query, as far as that is known."""
        if self.listing is None or self.paper is None:
            return None
        row = self.listing.row_of(self.paper.key)
        return self.listing.passage(row) if row is not None else None

    def _origin(self, listing: Listing | None) -> str:
        """Return the follows that bring the paper, in words."""
        origins = listing.origins(self.paper.key) if listing is not None and self.paper else ()
        return " · ".join(origin.text for origin in origins)

    def _outdate(self) -> None:
        """Render the text once all changes of the moment have arrived."""
        if self.is_mounted and not self._is_outdated:
            self._is_outdated = True
            self.call_next(self._show)

    def _show(self) -> None:
        self._is_outdated = False
        text = self._text
        if self.paper is None:
            text.show(Content(""))
            return
        lit = self.listing.results.match_spans if self.listing is not None else styles.no_matches
        shown = paper_renderer.as_written(self.paper) if self.raw else self.paper
        mark = self.shelf.get(self.paper.key)
        content = paper_renderer.detail(
            shown,
            mark,
            lit,
            today=self.today,
            labels=self.labels,
            passage=self._passage(),
            shared=self.groups.of(self.paper.key) if self.groups is not None else (),
            origin=self._origin(self.listing),
        )
        text.show(content)
        if self.is_finding:
            self.query_one(FindBar).show_count(*text.count)
