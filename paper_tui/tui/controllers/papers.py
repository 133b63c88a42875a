"""Actions on papers: bookmark, state, tags, copy, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from paper_tui.papers.citation_keys import cited_as
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Change, State
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.dialogs.prompt import LineScreen, TagSuggester
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext
from paper_tui.tui.widgets.footer import Footer
from paper_tui.tui.widgets.paper_list import PaperList

PLAIN_COPIES = ("url", "title", "abstract")
"""Attributes of a paper that are copied as they are, one line a paper."""
COPIES = (
    Choice("b", "bibtex", "BibTeX"),
    Choice("u", "url", "URL"),
    Choice("t", "title", "title"),
    Choice("m", "markdown", "Markdown"),
    Choice("a", "abstract", "abstract"),
    Choice("c", "cite", "\\cite"),
)


class PaperController:
    """Changes marks of the target papers. The only writer of the screen's `selected`."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context
        self._screen = context.screen

    def start(self) -> None:
        """Keep the footer's selection count, and its label of the key that hides, up to date."""
        for name in ("paper", "shelf", "selected"):
            self._screen.watch(self._screen, name, self._update_footer, init=False)

    def bookmark(self) -> None:
        """Bookmark the target papers, or remove the bookmarks when all have one."""
        self._change(self._context.library.marks.toggle_bookmark)

    def set_state(self, state: State) -> None:
        """Set the state of the target papers; where all have it already, take it back."""
        library = self._context.library
        self._change(
            lambda papers: library.marks.toggle_state(papers, state), is_reported=state is State.HIDDEN
        )

    def undo(self) -> None:
        """Undo the last change."""
        self._context.undo()

    def redo(self) -> None:
        """Redo the last undone change."""
        self._context.redo()

    def edit_tags(self) -> None:
        """Edit the tags that the target papers share."""
        papers, library = self._context.targets, self._context.library
        if not papers:
            return
        shelf = self._screen.shelf
        before = sorted(set.intersection(*(set(shelf.get(paper.key).tags) for paper in papers)))

        def save(typed: str | None) -> None:
            if typed is not None:
                after = typed.replace(",", " ").split()
                added = [tag for tag in after if tag not in before]
                removed = [tag for tag in before if tag not in after]
                self._context.edit(lambda: _silent(library.marks.set_tags(papers, added, removed)))

        hint = f"{messages.about(papers)}\nseparate with spaces or commas · tab complete · enter save"
        dialog = LineScreen("Tags", hint, " ".join(before), suggester=TagSuggester(shelf.tags))
        self._context.push(dialog, save)

    def copy(self) -> None:
        """Ask what to copy of the target papers, and copy it."""
        papers = self._context.targets
        if not papers:
            return

        def copy(what: str | None) -> None:
            text = self._copied(papers, what) if what else ""
            if text:
                self._context.copy(text, len(papers))
            elif what:
                self._context.notify(f"There is no {what} to copy.")

        self._context.push(ChoiceScreen("Copy", COPIES), copy)

    def select(self) -> None:
        """Select or deselect the current paper, and move to the next."""
        target = self._context.target
        if target is not None:
            self._screen.selected ^= {target.key}
            self._screen.query_one(PaperList).cursor += 1

    def select_all(self) -> None:
        """Select every listed paper, or none when all are selected."""
        listing = self._screen.listing
        listed = frozenset(listing.key(row) for row in range(len(listing))) if listing else frozenset()
        self._screen.selected = frozenset[PaperKey]() if listed <= self._screen.selected else listed

    def deselect(self) -> None:
        """Deselect all papers."""
        self._screen.selected = frozenset()

    def _update_footer(self) -> None:
        footer, shelf, paper = self._screen.query_one(Footer), self._screen.shelf, self._screen.paper
        targets = self._screen.selected or ({paper.key} if paper else set())
        footer.selected = len(self._screen.selected)
        footer.is_hidden = bool(targets) and all(shelf.get(key).state is State.HIDDEN for key in targets)

    def _change(
        self, change: Callable[[Sequence[Paper]], Change | None], *, is_reported: bool = False
    ) -> None:
        """Change the target papers; report it where they are several or would not show it."""
        papers = self._context.targets
        if len(papers) > 1 or is_reported:
            self._context.edit(lambda: messages.done(change(papers)))
        elif papers:
            self._context.edit(lambda: _silent(change(papers)))

    def _copied(self, papers: Sequence[Paper], what: str) -> str:
        if what == "cite":
            return f"\\cite{{{','.join(map(cited_as, papers))}}}"
        if what in PLAIN_COPIES:
            return "\n".join(filter(None, (getattr(paper, what) for paper in papers)))
        entries = [Entry(paper, self._screen.shelf.get(paper.key)) for paper in papers]
        return "".join(self._context.library.export(entries, what)).strip()


def _silent(change: Change | None) -> None:
    """Report nothing: the screen shows the change."""
