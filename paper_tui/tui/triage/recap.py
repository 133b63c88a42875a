"""Recap of a triage session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.glyphs import STAR, STATES
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import EffectiveState
from paper_tui.tui.render import styles
from paper_tui.tui.triage.triage_session import Decision
from paper_tui.tui.widgets.menu import MenuPane

Chapters = tuple[tuple[Decision, Sequence[tuple[int, Paper]]], ...]
"""The papers by decision, each with its row."""


class Recap(Vertical):
    """A summary, and a line a paper by decision; Enter chooses one."""

    summary: var[str] = var("")
    chapters: var[Chapters] = var(())
    left: var[tuple[int, tuple[Paper, ...]]] = var((0, ()))
    """The number of undecided papers, and the first of them."""

    @dataclass
    class Chosen(Message):
        """A paper is to be shown again, by its row."""

        row: int

    def compose(self) -> ComposeResult:
        """The summary, and the papers."""
        yield Static(markup=False)
        yield MenuPane()

    def watch_summary(self, summary: str) -> None:
        """Show the summary."""
        if self.is_mounted:
            self.query_one(Static).update(Content.styled(summary, "bold"))

    def watch_chapters(self) -> None:
        """Show other papers."""
        self._show()

    def watch_left(self) -> None:
        """Show other undecided papers."""
        self._show()

    def _show(self) -> None:
        if self.is_mounted:
            menu = self.query_one(MenuPane)
            menu.show_options([*_options(self.chapters), *_undecided(*self.left)])
            if menu.highlighted is None:
                menu.action_first()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(int(str(event.option.id))))


def decision_label(made: Decision) -> Content:
    """Return a decision with its glyph."""
    if made is Decision.BOOKMARKED:
        return Content.styled(f"{STAR} {made.value}", "$warning")
    standing = EffectiveState(made.value)
    return Content.styled(f"{STATES[standing]} {made.value}", styles.STATE_STYLES[standing])


def _options(chapters: Chapters) -> Iterator[Option]:
    """Yield a heading for each decision, and its papers."""
    for number, (decision, papers) in enumerate(chapters):
        count = Content.styled(f"  {len(papers):,}", "$muted")
        above = Content("\n") if number else Content("")
        yield Option(above + decision_label(decision) + count, disabled=True)
        for row, paper in papers:
            yield Option(Content(f"  {paper.title}"), id=str(row))


def _undecided(count: int, papers: Sequence[Paper]) -> Iterator[Option]:
    """Yield a heading for the papers that are left, and the first of them."""
    if not count:
        return
    yield Option(Content.styled(f"\nleft  {count:,}", "$muted"), disabled=True)
    for paper in papers:
        yield Option(Content.styled(f"  {paper.title}", "$muted"), disabled=True)
    if count > len(papers):
        yield Option(Content.styled(f"  … and {count - len(papers):,} more", "$muted"), disabled=True)
