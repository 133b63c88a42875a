"""Papers that a server has and the library lacks, below what the library has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.markup import escape
from textual.message import Message
from textual.reactive import var

from paper_tui.glyphs import SEPARATOR
from paper_tui.papers.paper import Paper
from paper_tui.tui.render.authors import authors_line
from paper_tui.tui.widgets.side_menu import SideMenu

if TYPE_CHECKING:
    from paper_tui.library.sharing.server_catalogue import ServerResults

MOST_LINES = 7
YEAR_COLUMN = 6
ROOM_FOR_AUTHORS = 60
SHARE_OF_TITLE = 0.7
SHOWN = "-shown"


class ServerPane(SideMenu):
    """One line a paper, which Enter adds to the library; hidden while the server was not asked."""

    BORDER_TITLE = " On the server "

    results: var[ServerResults | None] = var(None)
    """The answer to the current question; None while there is none."""
    is_searching: var[bool] = var(False)

    @dataclass
    class Chosen(Message):
        """Add a paper to the library."""

        paper: Paper

    def watch_results(self, results: ServerResults | None) -> None:
        """Show another answer."""
        papers = results.papers if results is not None else ()
        self.show(tuple(str(paper.key) for paper in papers))
        self.styles.height = 1 + min(len(papers), MOST_LINES)
        self._entitle()

    def watch_is_searching(self) -> None:
        """Say whether an answer is awaited."""
        self._entitle()

    def content(self, line: int, width: int) -> Content:
        """Return the title, the authors where there is room, and the year of a paper."""
        papers = self.results.papers if self.results is not None else ()
        if line >= len(papers):
            return Content("")
        paper = papers[line]
        room = max(width - YEAR_COLUMN, 1)
        title = Content(paper.title)
        if room >= ROOM_FOR_AUTHORS:
            title = title.truncate(round(room * SHARE_OF_TITLE), ellipsis=True)
            title += Content.styled(f"  {authors_line(paper)}", "$secondary")
        shown = title.truncate(room, ellipsis=True)
        year = Content.styled(paper.published[:4].rjust(YEAR_COLUMN), "$muted")
        return shown.extend_right(room - shown.cell_length) + year

    def choose(self, line: int) -> None:
        """Add the paper to the library."""
        if self.results is not None:
            self.post_message(self.Chosen(self.results.papers[line]))

    def _entitle(self) -> None:
        is_asked = self.is_searching or (self.results is not None and self.results.is_asked)
        self.set_class(is_asked, SHOWN)
        facts = ["searching …"] if self.is_searching else _facts(self.results)
        title = f" {SEPARATOR} ".join(("On the server", *facts))
        self.border_title = f" {escape(title)} "


def _facts(results: ServerResults | None) -> list[str]:
    """Return what the title says of an answer."""
    if results is None:
        return []
    if results.problem:
        return [results.problem]
    facts = [f"{len(results.papers):,} not in your library" if results.papers else "nothing more"]
    if not results.is_complete:
        facts.append("the newest of very many")
    facts += [f"“{word}” read as {', '.join(near)}" for word, near in results.instead.items()]
    return facts
