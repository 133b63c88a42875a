"""Recap of a triage session."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from paper_tui.glyphs import STAR, STATES
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import EffectiveState
from paper_tui.tui.render import styles
from paper_tui.tui.triage.triage_session import Decision
from paper_tui.tui.widgets.scroll_page import ScrollPage

Chapters = tuple[tuple[Decision, Sequence[Paper]], ...]
"""The papers by decision."""


class Recap(ScrollPage):
    """A summary, and the titles by decision."""

    summary: var[str] = var("")
    chapters: var[Chapters] = var(())

    def compose(self) -> ComposeResult:
        """The summary, and a line a paper."""
        yield Static(markup=False)
        yield Static(markup=False, classes="titles")

    def watch_summary(self, summary: str) -> None:
        """Show the summary."""
        if self.is_mounted:
            self.query(Static).first().update(Content.styled(summary, "bold"))

    def watch_chapters(self, chapters: Chapters) -> None:
        """Show other titles."""
        if self.is_mounted:
            self.query_one(".titles", Static).update(_titles(chapters))


def decision_label(made: Decision) -> Content:
    """Return a decision with its glyph."""
    if made is Decision.BOOKMARKED:
        return Content.styled(f"{STAR} {made.value}", "$warning")
    standing = EffectiveState(made.value)
    return Content.styled(f"{STATES[standing]} {made.value}", styles.STATE_STYLES[standing])


def _titles(chapters: Chapters) -> Content:
    lines: list[Content] = []
    for decision, papers in chapters:
        count = Content.styled(f"  {len(papers):,}", "$muted")
        lines += [Content(""), decision_label(decision) + count]
        lines += [Content(f"  {paper.title}") for paper in papers]
    return Content("\n").join(lines)
