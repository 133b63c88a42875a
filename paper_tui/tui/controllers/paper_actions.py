"""What the reader does with papers from the main screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on

from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Change, State
from paper_tui.settings import cache_folder
from paper_tui.store import Undone
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.render import messages
from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.system.clipboard import keep_in_file
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.footer import Hints
from paper_tui.tui.widgets.paper_list import PaperList

PLAIN_COPIES = ("url", "title", "abstract")
"""What is copied as the paper has it, a line a paper."""
COPIES = (
    Choice("b", "bibtex", "BibTeX"),
    Choice("u", "url", "address"),
    Choice("t", "title", "title"),
    Choice("m", "markdown", "Markdown"),
    Choice("a", "abstract", "abstract"),
)


class PaperActions(ReaderScreen):
    """Bookmark, state, tags, copy and undo.

    What changes the shelf goes through one queue and is on disk before it is shown.
    """

    def action_bookmark(self) -> None:
        """Bookmark the current paper, or take the bookmark away."""
        self._change(self.library.marks.toggle_bookmark)

    def action_state(self, state: str) -> None:
        """Say how far the reader has come; the same key again takes it back."""
        hides = State(state) is State.HIDDEN
        self._change(lambda papers: self.library.marks.toggle_state(papers, State(state)), told=hides)

    @on(events.Mount)
    def _follow_hidden(self) -> None:
        for name in ("paper", "shelf", "selected"):
            self.watch(self, name, self._say_hidden, init=False)

    def _say_hidden(self) -> None:
        """Have the hints tell whether the key that hides shows again."""
        about = self.selected or ({self.paper.key} if self.paper else set())
        hidden = all(self.shelf.get(key).state is State.HIDDEN for key in about)
        self.query_one(Hints).hidden = bool(about) and hidden

    def action_undo(self) -> None:
        """Take back the last change."""
        self.edit(lambda: _said("Undid", self.library.history.undo(), "There is nothing to undo."))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.edit(lambda: _said("Redid", self.library.history.redo(), "There is nothing to redo."))

    def action_tags(self) -> None:
        """Edit the tags that the current paper has, or that all selected papers share."""
        papers = self.targets
        if not papers:
            return
        from paper_tui.tui.dialogs.prompt import LineScreen, TagSuggester

        before = sorted(set.intersection(*(set(self.shelf.get(paper.key).tags) for paper in papers)))

        def save(typed: str | None) -> None:
            if typed is not None:
                after = typed.split("," if "," in typed else None)
                self.edit(
                    lambda: _quietly(self.library.marks.set_tags(papers, after, set(before) - set(after)))
                )

        hint = f"{messages.about(papers)}\nspaces or commas between; → completes, enter saves"
        line = LineScreen("Tags", hint, " ".join(before), suggester=TagSuggester(self.shelf.tags))
        self.app.push_screen(line, save)

    def copy(self, text: str, papers: int = 1) -> None:
        """Copy, and say where else the text is, since no terminal tells whether it took it."""
        self.app.copy_to_clipboard(text)
        file = cache_folder() / "copied.txt"
        where = f"\nAlso in {file}" if keep_in_file(text, file) else ""
        of = f" of {papers:,} papers" if papers > 1 else ""
        self.notify(f"Copied{of}: {text.splitlines()[0]}{where}", markup=False)

    def action_copy(self) -> None:
        """Ask what to copy of the current or the selected papers, and copy it."""
        papers = self.targets
        if not papers:
            return

        def copy(what: str | None) -> None:
            text = self._copied(papers, what) if what else ""
            if text:
                self.copy(text, len(papers))
            elif what:
                self.notify(f"There is no {what} to copy.", markup=False)

        self.app.push_screen(ChoiceScreen("Copy", COPIES), copy)

    @property
    def target(self) -> Paper | None:
        """The paper that a key is about: where the cursor of list or bookmarks is if those have the keys.

        Else it is the paper that is shown, which follows the cursor only when no key is waiting.
        """
        if isinstance(self.focused, PaperList):
            return self.focused.current
        if isinstance(self.focused, BookmarkPane) and self.focused.current_key:
            return self.library.catalogue.get(self.focused.current_key) or self.paper
        return self.paper

    @property
    def targets(self) -> list[Paper]:
        """The papers that a key is about: the selected ones, else the one of `target`."""
        if self.selected:
            found = (self.library.catalogue.get(key) for key in sorted(self.selected))
            return [paper for paper in found if paper is not None]
        return [self.target] if self.target else []

    def _change(self, change: Callable[[Sequence[Paper]], Change | None], *, told: bool = False) -> None:
        """Change the papers that a key is about; of more than one, say what was done."""
        papers = self.targets
        if len(papers) > 1 or told:
            self.edit(lambda: messages.done(change(papers)))
        elif papers:
            self.edit(lambda: _quietly(change(papers)))

    def _copied(self, papers: Sequence[Paper], what: str) -> str:
        if what in PLAIN_COPIES:
            return "\n".join(filter(None, (getattr(paper, what) for paper in papers)))
        entries = [Entry(paper, self.shelf.get(paper.key)) for paper in papers]
        return "".join(self.library.export(entries, what)).strip()


def _quietly(change: Change | None) -> None:
    """Says nothing of a change: the screen shows it."""


def _said(verb: str, undone: Undone | None, nothing: str) -> str:
    """What was taken back or made again, and what came of it."""
    return f"{verb}: {undone.change.label}\n{undone.message}" if undone else nothing
