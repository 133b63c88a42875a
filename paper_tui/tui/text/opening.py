"""Opens the text of a paper above the screen that shows its abstract."""

from __future__ import annotations

from paper_tui.papers.paper import Paper
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.text.text_page import TextHost
from paper_tui.tui.text.text_screen import TextScreen
from paper_tui.tui.text.text_source import LibraryTexts


def open_text(context: ReaderContext, paper: Paper, host: TextHost, row: int | None = None) -> None:
    """Show the full text of a paper; when it is closed, the screen below shows what changed meanwhile.

    Args:
        context: Of the screen below.
        paper: The paper.
        host: What the text asks of the screen below.
        row: Its row in the list, if it was found by words of its text, which is opened there.
    """
    screen = context.screen
    listing = screen.listing if row is not None else None
    asked = (listing.results, row) if listing is not None and row is not None else None
    source = LibraryTexts(screen.library, paper, context.config, asked)
    text = TextScreen(screen.library, context.current_settings, screen.edits, paper, source, host)
    context.push(text, lambda _: context.take_over_marks())
