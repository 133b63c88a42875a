"""Opens the text of a paper above the screen that shows its abstract."""

from __future__ import annotations

from dataclasses import replace

from paper_tui.papers.paper import Paper
from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.text.text_page import TextHost
from paper_tui.tui.text.text_screen import TextScreen
from paper_tui.tui.text.text_source import LibraryTexts


def open_text(screen: ReaderScreen, paper: Paper, host: TextHost) -> None:
    """Show the full text of a paper; when it is left, the screen below shows what was done meanwhile."""

    def take_over(_: None) -> None:
        screen.shelf = screen.library.shelf
        screen.search_again()

    settings = replace(screen.settings, config=screen.config)
    source = LibraryTexts(screen.library, paper, screen.config)
    screen.app.push_screen(TextScreen(screen.library, settings, screen.edits, paper, source, host), take_over)
