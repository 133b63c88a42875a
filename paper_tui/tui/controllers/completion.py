"""Completing papers from services."""

from __future__ import annotations

from paper_tui.library import fetch_settings
from paper_tui.library.completion.outcome import Completion, is_incomplete
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.questions import Decisions, QuestionsScreen
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext, Severity
from paper_tui.tui.widgets.title_bar import Activity, TitleBar

GROUP = "import"
"""One group with imports and fetches: one at a time, cancelled by the same key."""
GO_ON = "What was found is kept; C continues from there once services can be reached."


class CompletionController:
    """Fills what papers lack."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search

    def complete(self) -> None:
        """Look the target papers up by title and fill what they lack."""
        wanted = [paper for paper in self._context.targets if is_incomplete(paper)]
        if not wanted:
            self._context.notify("Nothing to complete: there are an arXiv id or DOI, and authors.")
            return

        def work(cancel: CancelToken) -> None:
            settings = fetch_settings(self._context.config)
            library = self._context.library
            try:
                found = library.completer.look_up(wanted, settings, self._say, cancel)
                if found.filled:
                    library.completer.apply(found.filled)
            except Cancelled:
                return
            except StoreError as error:
                self._context.on_ui(self._context.report, error)
                return
            finally:
                self._say("")
            self._context.on_ui(self._show_completed, found)

        self._context.run_in_thread(GROUP, work)

    def _say(self, doing: str) -> None:
        def show() -> None:
            bar = self._context.screen.query_one(TitleBar)
            bar.activity = Activity(doing) if doing else None

        self._context.on_ui(show)

    def _show_completed(self, found: Completion) -> None:
        parts = [f"{len(found.filled):,} completed (u undoes it)"] if found.filled else []
        parts += [f"{len(found.questions):,} to decide"] if found.questions else []
        parts += [f"{len(found.unknown):,} not found"] if found.unknown else []
        parts += [f"{len(found.duplicates):,} there twice (& merges them)"] if found.duplicates else []
        lines = [" · ".join(parts)] if parts else []
        if found.problem:
            lines.append(f"{found.problem}. {GO_ON}")
        if found.keyed_without_authors:
            lines.append("Citation keys stay; & r makes those of the selected anew, with the authors")
        if lines:
            severity: Severity = "warning" if found.problem else "information"
            self._context.notify("\n".join(lines), severity=severity, timeout=10)
        if found.filled:
            self._context.take_over_marks()
            self._search.search_again()
        if found.questions:
            self._context.push(QuestionsScreen(found.questions), self._decided)

    def _decided(self, decisions: Decisions | None) -> None:
        """Fill what the reader took, in one step; what was left is not asked again."""
        if decisions is None:
            return
        completer = self._context.library.completer

        def apply() -> str | None:
            if decisions.left:
                completer.leave(decisions.left)
            return messages.done(completer.apply(decisions.taken)) if decisions.taken else None

        if decisions.taken or decisions.left:
            self._context.edit(apply)
            self._search.search_again()
