"""The wrapped text of a paper, with find and reading position."""

from __future__ import annotations

from functools import lru_cache

from textual import events, on
from textual.content import Content, Span
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from paper_tui.search import find_literal
from paper_tui.tui.render.wrapping import line_of, line_starts
from paper_tui.tui.widgets.line_view import LineView

MATCH_STYLE = "underline $lit"
CURRENT_STYLE = "reverse bold $lit"
WIDEST = 88
"""Maximum cells of a line; longer lines are hard to read."""


class PaperText(LineView, can_focus=False):
    """One wrapped text with highlighted matches, one of them current."""

    ALLOW_SELECT = True

    def __init__(self) -> None:
        super().__init__()
        self.content = Content("")
        """The text with its matches highlighted."""
        self.place = 0
        """Reading position: offset of the first visible character, independent of wrapping."""
        self.at_end = False
        """True if the end is shown temporarily; `place` is kept to return to."""
        self._staying = False
        """True if scrolling must not change `place`."""
        self._text = Content("")
        self._wanted = ""
        self._matches: tuple[tuple[int, int], ...] = ()
        self._current = 0
        self._starts = lru_cache(maxsize=1)(line_starts)
        self._wrapped_at = 0
        """The width that the lines are wrapped for, in cells."""
        self._strips: list[Strip] | None = None
        """The rendered lines; None when outdated."""

    def show(self, text: Content) -> None:
        """Show another text at its reading position, and find the same words in it."""
        self._text = text
        self._look()
        self._light()
        self._stay()

    def find(self, wanted: str, *, after: int = 0) -> None:
        """Highlight every match; the first one from the line `after` on becomes current."""
        self._wanted = wanted
        self._look()
        place = self.place_of(after)
        self._current = next((at for at, (start, _) in enumerate(self._matches) if start >= place), 0)
        self._light()

    def step(self, matches: int) -> None:
        """Make another match current, counted from the current one, wrapping around."""
        if self._matches:
            self._current = (self._current + matches) % len(self._matches)
            self._light()

    @property
    def count(self) -> tuple[int, int]:
        """Number of the current match, from 1, and number of matches."""
        return (self._current + 1 if self._matches else 0), len(self._matches)

    @property
    def match_line(self) -> int | None:
        """The line, from 0, in which the current match begins; None without one."""
        return self.line_at(self._matches[self._current][0]) if self._matches else None

    def line_at(self, place: int) -> int:
        """Return the line, from 0, of a character offset at the current width."""
        if place <= 0:
            return 0
        return line_of(place, self._starts(self._text.plain, self.measure))

    def place_of(self, line: int) -> int:
        """Return the character offset at which a line begins."""
        starts = self._starts(self._text.plain, self.measure)
        return starts[min(max(line, 0), len(starts) - 1)]

    @property
    def measure(self) -> int:
        """Cells of a line; 0 before the first layout."""
        return min(self.scrollable_content_region.width, WIDEST)

    def render(self) -> Content:
        """Return the whole text, from which Textual copies a mouse selection."""
        return self.content

    def render_line(self, y: int) -> Strip:
        """Render one visible line."""
        line, width = y + round(self.scroll_offset.y), self.scrollable_content_region.width
        ground = self.visual_style.rich_style
        if line >= len(self._lines):
            return Strip.blank(width, ground)
        strip, room = self._lines[line], width - self.measure
        if room and self.styles.content_align_horizontal == "center":
            strip = Strip.join([Strip.blank(room // 2, ground), strip])
        return strip.extend_cell_length(width, ground)

    def selection_updated(self, selection: Selection | None) -> None:
        """Show the selection."""
        self._strips = None
        super().selection_updated(selection)

    def notify_style_update(self) -> None:
        """Discard lines rendered in other colours."""
        self._strips = None
        super().notify_style_update()

    @property
    def _lines(self) -> list[Strip]:
        width = self.measure
        if self._strips is None or self._wrapped_at != width:
            self._wrapped_at = width
            self._strips = Visual.to_strips(self, self.content, width, None, self.visual_style, pad=True)
            self.call_next(self._stay)  # the number of lines may differ
        return self._strips

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the reading position on scrolling."""
        super().watch_scroll_y(old_value, new_value)
        if not self._staying and not self.at_end:
            self.place = self.place_of(round(new_value))

    @on(events.Resize)
    def _wrap(self) -> None:
        self._strips = None
        self._stay()

    def _stay(self) -> None:
        """Scroll to the reading position at the current width."""
        if not self.measure:
            return
        self._staying = True
        self.set_line_count(len(self._lines))
        line = self.max_scroll_y if self.at_end else self.line_at(self.place)
        self.scroll_to(y=line, animate=False, force=True)
        self._staying = False

    def _look(self) -> None:
        self._matches = find_literal(self._wanted, self._text.plain)
        self._current = min(self._current, max(len(self._matches) - 1, 0))

    def _light(self) -> None:
        """Render the text with its matches highlighted."""
        spans = [Span(start, end, MATCH_STYLE) for start, end in self._matches]
        if spans:
            start, end, _ = spans[self._current]
            spans[self._current] = Span(start, end, CURRENT_STYLE)
        self.content = self._text.add_spans(spans)
        self._strips = None
        self.refresh()
