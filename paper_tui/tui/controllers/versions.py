"""Shows the changes between the versions of a paper."""

from __future__ import annotations

from paper_tui.library.version_changes import VersionChange
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.versions import VersionsScreen
from paper_tui.tui.state.context import ReaderContext

NO_VERSIONS = "No earlier version of it is known: versions are kept from when a paper came in."


class VersionController:
    """Shows the differences between versions."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search

    def show(self) -> None:
        """Show what changed with the newest version of the target paper."""
        paper = self._context.target
        if paper is None:
            return
        if not paper.version_steps:
            self._context.notify(NO_VERSIONS)
            return

        def work(_: CancelToken) -> None:
            try:
                changes = self._context.library.texts.version_changes(paper)
            except StoreError as error:
                self._context.on_ui(self._context.report, error)
                return
            self._context.on_ui(self._show, paper, changes)

        self._context.run_in_thread("versions", work)

    def _show(self, paper: Paper, changes: list[VersionChange]) -> None:
        self._context.push(VersionsScreen(paper.title, changes))
