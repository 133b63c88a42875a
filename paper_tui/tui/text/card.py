"""A small card below the text that shows what a reference in it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from paper_tui.documents.layout.line import Line, segments
from paper_tui.tui.text.bars import Bar
from paper_tui.tui.text.painter import Painter


@dataclass(frozen=True, slots=True)
class CardContent:
    """The contents of a card."""

    title: str
    lines: tuple[Line, ...]
    facts: Content
    """A line below: whether a reference is in the library, what the keys do."""


class Card(Bar):
    """Shows a few lines; keys say what to do with them."""

    BINDINGS = [
        Binding("escape,q,backspace", "close", "Close", show=False),
        Binding("enter", "use('go')", "Go", show=False),
        Binding("tab", "use('next')", "Next", show=False),
        Binding("a", "use('add')", "Add", show=False),
        Binding("o", "use('open')", "Open", show=False),
        Binding("y", "use('copy')", "Copy", show=False),
        Binding("j,down", "scroll_card(1)", "Down", show=False),
        Binding("k,up", "scroll_card(-1)", "Up", show=False),
    ]

    @dataclass
    class Use(Message):
        """Something is to be done with what the card shows."""

        purpose: str

    def __init__(self) -> None:
        super().__init__()
        self._content: CardContent | None = None
        self._painter: Painter | None = None
        self._top = 0

    def show(self, content: CardContent) -> None:
        """Show something else, and take the focus."""
        self._content, self._top = content, 0
        self.border_title = f" {content.title} "
        most = max(self.screen.size.height // 2 - 2, 2)
        self.styles.height = min(len(content.lines) + 1, most) + 1
        self.open()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget other colours."""
        self._painter = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the card."""
        painter = self._painter = self._painter or Painter(self.visual_style)
        width, room = self.content_size.width, self.content_size.height - 1
        content = self._content
        if content is None:
            return Strip.blank(width, painter.blank)
        if y >= room:
            return _strip(content.facts, width, self)
        at = y + self._top
        if at >= len(content.lines):
            return Strip.blank(width, painter.blank)
        return Strip(painter.segments(segments(content.lines[at]))).adjust_cell_length(width, painter.blank)

    def action_use(self, purpose: str) -> None:
        """Ask to do something with the card."""
        self.post_message(self.Use(purpose))

    def action_scroll_card(self, lines: int) -> None:
        """Scroll in a card that is longer than there is room for."""
        count: Sequence[Line] = self._content.lines if self._content else ()
        most = max(len(count) - (self.content_size.height - 1), 0)
        self._top = min(max(self._top + lines, 0), most)
        self.refresh()


def _strip(line: Content, width: int, card: Card) -> Strip:
    return Strip(line.render_segments(card.visual_style)).adjust_cell_length(
        width, card.visual_style.rich_style
    )
