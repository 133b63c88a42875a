"""Search in the text that is shown."""

from __future__ import annotations

from bisect import bisect_left

from paper_tui.documents.layout.line import Mark
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Position
from paper_tui.documents.passages.text_search import SearchText
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.search import FoldedText
from paper_tui.tui.text.text_page import TextPage
from paper_tui.tui.widgets.find_bar import FindBar


class Searchable:
    """The text of a document made ready for search; made in a thread."""

    def __init__(self, typesetter: Typesetter, cancel: CancelToken = NEVER) -> None:
        self.text = SearchText(typesetter, cancel)
        self.folded = FoldedText(self.text.text)


class FindController:
    """Keeps what is searched for, where it is, and which match is the current one."""

    def __init__(self, screen: TextPage) -> None:
        self._screen = screen
        self._searchable: Searchable | None = None
        self._wanted = ""
        self._start: Position | None = None
        """The start of a search that was not typed here; None for the top of the screen."""
        self._spans: tuple[tuple[int, int], ...] = ()
        self._current = 0

    @property
    def is_on(self) -> bool:
        """True if something is searched for."""
        return bool(self._screen.query_one(FindBar).display)

    def take(self, searchable: Searchable) -> None:
        """Search in another text from now on."""
        self._searchable = searchable
        if self._wanted:
            self.find(self._wanted)

    def open(self) -> None:
        """Ask what to search for."""
        self._screen.query_one(FindBar).open()

    def begin(self, wanted: str, position: Position) -> None:
        """Search for words from a position on, without asking, as soon as the text can be searched."""
        self._screen.query_one(FindBar).show(wanted)
        self._wanted, self._start = wanted, position

    def close(self) -> None:
        """Search no more."""
        self._screen.query_one(FindBar).close()
        self._wanted, self._spans = "", ()
        self._screen.view.redraw()

    def find(self, wanted: str) -> None:
        """Mark every match; the first one from the top of the screen on becomes the current one."""
        self._wanted = wanted
        search = self._searchable
        self._spans = search.folded.find(wanted) if search and wanted else ()
        if search and self._spans:
            top, self._start = self._start or self._screen.view.position, None
            here = search.text.start_of(top.block)
            self._current = bisect_left(self._spans, (here, 0)) % len(self._spans)
            self._skip_above(top)
        self._show()

    def step(self, matches: int) -> None:
        """Make another match the current one; after the last comes the first."""
        if self._spans:
            self._current = (self._current + matches) % len(self._spans)
            self._show()

    def marks(self, block: int) -> list[Mark]:
        """The matches in a block."""
        search = self._searchable
        if search is None or not self._spans:
            return []
        start, end = search.text.start_of(block), search.text.start_of(block + 1)
        first, last = bisect_left(self._spans, (start, 0)), bisect_left(self._spans, (end, 0))
        found: list[Mark] = []
        for at in range(first, last):
            match = search.text.match(*self._spans[at])
            if match is not None:
                found.append(
                    Mark(match.start, match.end, "current-match" if at == self._current else "match")
                )
        return found

    def _skip_above(self, top: Position) -> None:
        """Pass the matches of the first block that are before a position."""
        for _ in range(len(self._spans)):
            place = self._place()
            if place is None or place.block != top.block or place >= top:
                return
            self._current = (self._current + 1) % len(self._spans)

    def _place(self) -> Position | None:
        search = self._searchable
        match = search.text.match(*self._spans[self._current]) if search and self._spans else None
        return Position(match.block, match.start) if match else None

    def _show(self) -> None:
        bar = self._screen.query_one(FindBar)
        bar.show_count(self._current + 1 if self._spans else 0, len(self._spans))
        place = self._place()
        if place is not None:
            self._screen.view.reveal(place)
        self._screen.view.redraw()
