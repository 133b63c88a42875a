"""The text of a paper: drawn, searched through, and asked where in it one is."""

from __future__ import annotations

from functools import lru_cache

from textual import events, on
from textual.content import Content, Span
from textual.message import Message
from textual.widgets import Static

from paper_tui.search import find_literal
from paper_tui.tui.text_lines import line_of, line_starts

MATCH_STYLE = "underline $lit"
CURRENT_STYLE = "reverse bold $lit"


class PaperText(Static):
    """One wrapped text in which the matches of what is looked for are lit, one of them the current one."""

    class Wrapped(Message):
        """The text has been wrapped to another size."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._text = Content("")
        self._wanted = ""
        self._matches: tuple[tuple[int, int], ...] = ()
        self._current = 0
        self._lines = lru_cache(maxsize=1)(line_starts)

    def show(self, text: Content) -> None:
        """Show another text; what is looked for is looked for in it."""
        self._text = text
        self._look()
        self._draw(layout=True)

    def find(self, wanted: str, *, after: int = 0) -> None:
        """Light every match, the first one from the line `after` on as the current one."""
        self._wanted = wanted
        self._look()
        place = self.place_of(after)
        self._current = next((at for at, (start, _) in enumerate(self._matches) if start >= place), 0)
        self._draw()

    def step(self, matches: int) -> None:
        """Make another match the current one, so many on; after the last comes the first."""
        if self._matches:
            self._current = (self._current + matches) % len(self._matches)
            self._draw()

    @property
    def count(self) -> tuple[int, int]:
        """Which match is the current one, from 1, and how many there are."""
        return (self._current + 1 if self._matches else 0), len(self._matches)

    @property
    def match_line(self) -> int | None:
        """The line, from 0, in which the current match begins; None without one."""
        return self.line_at(self._matches[self._current][0]) if self._matches else None

    def line_at(self, place: int) -> int:
        """The line, from 0, in which a place of the text stands as it is wrapped now."""
        if place <= 0:
            return 0
        return line_of(place, self._lines(self._text.plain, self.size.width))

    def place_of(self, line: int) -> int:
        """Where in the text a line begins."""
        starts = self._lines(self._text.plain, self.size.width)
        return starts[min(max(line, 0), len(starts) - 1)]

    @on(events.Resize)
    def _say_wrapped(self) -> None:
        self.post_message(self.Wrapped())

    def _look(self) -> None:
        self._matches = find_literal(self._wanted, self._text.plain)
        self._current = min(self._current, max(len(self._matches) - 1, 0))

    def _draw(self, *, layout: bool = False) -> None:
        spans = [Span(start, end, MATCH_STYLE) for start, end in self._matches]
        if spans:
            start, end, _ = spans[self._current]
            spans[self._current] = Span(start, end, CURRENT_STYLE)
        self.update(self._text.add_spans(spans), layout=layout)
