"""Actions on identity: merge, split, and the citation key."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.papers.citation_keys import cited_as
from paper_tui.papers.paper import Paper
from paper_tui.papers.shelf import Change
from paper_tui.tui.controllers.papers import PaperController
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext

CHOICES = (
    Choice("m", "merge", "merge the selected papers"),
    Choice("s", "split", "split off what was joined"),
    Choice("c", "cite", "rename the citation key"),
    Choice("r", "anew", "make the citation keys anew"),
)


class IdentityController:
    """Merges and splits papers, and renames citation keys."""

    def __init__(self, context: ReaderContext, papers: PaperController) -> None:
        self._context = context
        self._papers = papers

    def choose(self) -> None:
        """Ask what to do with the target papers, and do it."""
        target, papers = self._context.target, self._context.targets
        if target is None:
            return

        def chosen(what: str | None) -> None:
            edits = self._context.library.edits
            if what == "merge":
                others = [paper for paper in papers if paper.key != target.key]
                self._change(lambda: edits.merge([target, *others]))
                self._papers.deselect()
            elif what == "split":
                self._change(lambda: edits.split(target))
            elif what == "anew":
                pattern = self._context.config.citation_keys
                self._change(lambda: edits.remake_citation_keys(papers, pattern))
            elif what == "cite":
                self._rename(target)

        self._context.push(ChoiceScreen("Same paper?", CHOICES), chosen)

    def _rename(self, paper: Paper) -> None:
        def save(typed: str | None) -> None:
            if typed is not None:
                self._change(lambda: self._context.library.edits.rename_citation_key(paper, typed))

        hint = f"{messages.about([paper])}\nenter save · escape cancel"
        self._context.push(LineScreen("Citation key", hint, cited_as(paper)), save)

    def _change(self, change: Callable[[], Change | None]) -> None:
        """Make a change of papers in the edit queue, report it, and list the papers as they are then."""

        def edit() -> str:
            from paper_tui.library.paper_edits import PaperEditError

            try:
                made = change()
            except PaperEditError as error:
                return str(error)
            self._context.on_ui(self._context.take_over_marks)
            return messages.done(made) or "Nothing to change."

        self._context.edit(edit)
