"""Shows the changes between the versions of a paper, and asks what became of papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from paper_tui.library import fetch_settings
from paper_tui.library.checking.check_results import Checked
from paper_tui.library.checking.version_changes import VersionChange
from paper_tui.library.importing.imports import no_progress
from paper_tui.network import is_offline
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.versions import VersionsScreen
from paper_tui.tui.state.context import ReaderContext, Severity
from paper_tui.tui.widgets.title_bar import Activity, TitleBar

GROUP = "import"
"""One group with imports and fetches: one at a time, cancelled by the same key."""
WEEKLY_GROUP = "weekly check"
NO_VERSIONS = "No earlier version of it is known: versions are kept from when a paper was imported."
NOTHING_MARKED = "Nothing to ask for: bookmark a paper first, or select some."
MOST_TOLD = 5


class VersionController:
    """Shows the differences between versions, and checks papers."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search

    def start(self) -> None:
        """Ask for the marked papers that were not asked for within a week, if the settings say so."""
        if self._context.config.check_weekly and not is_offline():
            self._context.run_in_thread(WEEKLY_GROUP, self._check_quietly)

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

    def check(self) -> None:
        """Ask what became of the selected papers, or of all that the reader marked."""
        library = self._context.library
        papers = self._context.targets if self._context.screen.selected else library.checker.marked()
        if not papers:
            self._context.notify(NOTHING_MARKED)
            return

        def work(cancel: CancelToken) -> None:
            try:
                found = self._checked(papers, cancel, self._say)
            finally:
                self._say("")
            if found is not None:
                self._context.on_ui(self._tell, found)

        self._context.run_in_thread(GROUP, work)

    def _check_quietly(self, cancel: CancelToken) -> None:
        """Check what is due; report news and problems, and nothing where there are none."""
        found = self._checked(self._context.library.checker.marked(), cancel)
        if found is not None and (found.news or found.problem) and not cancel.is_cancelled:
            self._context.on_ui(self._tell, found)

    def _checked(
        self, papers: Sequence[Paper], cancel: CancelToken, doing: Callable[[str], object] = no_progress
    ) -> Checked | None:
        """The results of a check; None where the library could not be written, which is reported."""
        settings = fetch_settings(self._context.config)
        try:
            return self._context.library.checker.check(papers, settings, doing, cancel)
        except StoreError as error:
            self._context.on_ui(self._context.report, error)
            return None

    def _say(self, doing: str) -> None:
        def show() -> None:
            self._context.screen.query_one(TitleBar).activity = Activity(doing) if doing else None

        self._context.on_ui(show)

    def _tell(self, found: Checked) -> None:
        """Notify of each thing that is new, and show the papers as they are now."""
        lines = [f"{news.paper.title}: {news.text}" for news in found.news[:MOST_TOLD]]
        more = len(found.news) - len(lines)
        lines += [f"and {more:,} more: has:update lists them"] if more > 0 else []
        if found.problem:
            lines.append(f"{found.problem}. What was found before is kept.")
        elif not lines:
            asked = f"{found.asked:,} papers asked for" if found.asked else "All were asked for within a week"
            lines = [f"Nothing new became of your papers. {asked}."]
        severity: Severity = "warning" if found.problem or found.news else "information"
        self._context.notify("\n".join(lines), severity=severity, timeout=15)
        if found.news:
            self._context.take_over_marks()
            self._search.search_again()
