"""What was decided in a sitting, to look over."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from paper_tui.papers.paper import Paper
from paper_tui.tui.render import paper_renderer
from paper_tui.tui.triage.triage_session import Decision
from paper_tui.tui.widgets.scroll_page import Page

Chapters = tuple[tuple[Decision, Sequence[Paper]], ...]
"""The papers by what was decided on them."""


class Recap(Page):
    """A sentence, and the titles under what was decided on them."""

    summary: var[str] = var("")
    chapters: var[Chapters] = var(())

    def compose(self) -> ComposeResult:
        """The sentence, and a line a paper."""
        yield Static(markup=False)
        yield Static(markup=False, classes="titles")

    def watch_summary(self, summary: str) -> None:
        """Say it."""
        if self.is_mounted:
            self.query(Static).first().update(Content.styled(summary, "bold"))

    def watch_chapters(self, chapters: Chapters) -> None:
        """Show other titles."""
        if self.is_mounted:
            self.query_one(".titles", Static).update(_titles(chapters))


def _titles(chapters: Chapters) -> Content:
    lines: list[Content] = []
    for decision, papers in chapters:
        count = Content.styled(f"  {len(papers):,}", "$muted")
        lines += [Content(""), paper_renderer.decision(decision) + count]
        lines += [Content(f"  {paper.title}") for paper in papers]
    return Content("\n").join(lines)
