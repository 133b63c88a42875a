"""Opens the text of a paper above the screen that shows its abstract."""

from __future__ import annotations

from dataclasses import replace

from paper_tui.papers.paper import Paper
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.text.text_page import TextHost
from paper_tui.tui.text.text_screen import TextScreen
from paper_tui.tui.text.text_source import LibraryTexts


def open_text(context: ReaderContext, paper: Paper, host: TextHost) -> None:
    """Show the full text of a paper; when it is closed, the screen below shows what changed meanwhile."""
    screen = context.screen
    settings = replace(screen.settings, config=screen.config)
    source = LibraryTexts(screen.library, paper, settings)
    text = TextScreen(screen.library, settings, screen.edits, paper, source, host)
    context.push(text, lambda _: context.take_over_marks())
