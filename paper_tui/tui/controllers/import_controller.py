"""How papers come in from the main screen: from files and from services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from paper_tui.library import ImportReport, Library, fetch_settings
from paper_tui.library.messages import unreadable
from paper_tui.papers.text import clean_line
from paper_tui.settings import Settings, cache_folder
from paper_tui.sources import SourceError
from paper_tui.store import StoreError
from paper_tui.tui.screens.base import ReaderScreen
from paper_tui.tui.system.ui_priority import making_way
from paper_tui.tui.widgets.title_bar import Doing, TitleBar

STOPPED = "Stopped there; what came before is kept."
DAILY = "daily"
"""What is asked for when no service is named."""


class ArrivalActions(ReaderScreen):
    """Import and fetch, in a worker that shows how far it is and can be stopped."""

    @dataclass
    class ImportProgress(Message):
        """What is being brought in, and how much of it has been read."""

        doing: Doing

        def can_replace(self, message: Message) -> bool:
            """Only the last word counts."""
            return isinstance(message, ArrivalActions.ImportProgress)

    @dataclass
    class Imported(Message):
        """An import came to its end, well or not."""

        report: ImportReport | None
        problem: str = ""

    def __init__(self, library: Library, settings: Settings) -> None:
        super().__init__(library, settings)
        self._path = ""
        """The file that was asked for last and could not be imported."""

    def action_import(self) -> None:
        """Ask for a file and import it."""
        from paper_tui.tui.dialogs.prompt import LineScreen, PathSuggester

        hint = "BibTeX, an arXiv feed, a Daily Papers page …; → completes, enter imports"
        self._load_imports()
        screen = LineScreen("Import a file", hint, self._path, suggester=PathSuggester())
        self.app.push_screen(screen, self._import_typed)

    def action_fetch(self) -> None:
        """Ask the configured services for papers; where none is configured, the one that is named."""
        self._load_imports()
        if self.config.sources:
            self._fetch(self.config.sources)
            return
        from paper_tui.tui.dialogs.prompt import LineScreen

        hint = "daily, arxiv:cs.CL, an id, the address of a paper or a feed …; enter asks"
        self.app.push_screen(LineScreen("Fetch from a service", hint, placeholder=DAILY), self.fetch_named)

    def action_cancel(self) -> None:
        """Stop an import, of which nothing is kept, or a command."""
        for group in ("import", "command"):
            self.workers.cancel_group(self, group)

    @work(thread=True, group="loading")
    def _load_imports(self) -> None:
        self.library.imports.preload()

    def _import_typed(self, typed: str | None) -> None:
        self._path = typed or ""
        if typed and typed.strip():
            self._import(Path(typed.strip()).expanduser())

    def fetch_named(self, named: str | None) -> None:
        """Fetch from the sources that are named, with spaces between."""
        if named is not None:
            self._fetch(named.split() or [DAILY])

    @work(thread=True, group="import", exclusive=True)
    def _import(self, path: Path) -> None:
        worker = get_current_worker()
        name = clean_line(path.name)

        def progress(fraction: float) -> None:
            self.post_message(self.ImportProgress(Doing(f"importing {name}", fraction)))

        try:
            with path.open("rb") as stream:
                report = self.library.imports.read(
                    stream,
                    name,
                    size=path.stat().st_size,
                    progress=progress,
                    cancel=making_way(lambda: worker.is_cancelled),
                )
        except OSError as error:
            self.post_message(self.Imported(None, unreadable(clean_line(str(path)), error)))
        except (SourceError, StoreError) as error:
            self.post_message(self.Imported(None, str(error)))
        else:
            self.post_message(self.Imported(report))

    @work(thread=True, group="import", exclusive=True)
    def _fetch(self, sources: Sequence[str]) -> None:
        worker = get_current_worker()
        allowed = fetch_settings(cache_folder() / "services", self.config)
        how = replace(allowed, offline=self.settings.offline)
        total, failed = ImportReport(), False

        def doing(what: str) -> None:
            self.post_message(self.ImportProgress(Doing(what)))

        for source in sources:
            try:
                report = self.library.imports.fetch(
                    source,
                    how,
                    doing=doing,
                    cancel=making_way(lambda: worker.is_cancelled),
                )
            except (SourceError, StoreError) as error:
                self.post_message(self.Imported(None, f"{clean_line(source)}: {error}"))
                failed = True
                continue
            if report.cancelled:
                total = replace(total, notices=(*total.notices, STOPPED)) if total.found else report
                break
            if report.problem:
                failed = True
                self.post_message(self.Imported(None, f"{clean_line(source)}: {report.problem}"))
            total = total.plus(report)
        if total.found or total.rejects or total.cancelled or not failed:
            self.post_message(self.Imported(total))

    @on(ImportProgress)
    def _show_progress(self, event: ImportProgress) -> None:
        self.query_one(TitleBar).doing = event.doing

    @on(Imported)
    def _show_imported(self, event: Imported) -> None:
        self.query_one(TitleBar).doing = None
        report = event.report
        if report is None:
            self.notify(event.problem, title="Not imported", severity="error", timeout=15, markup=False)
            return
        notes = [report.text, *report.notices]
        notes += [f"line {reject.line}: {reject.reason}" for reject in report.rejects[:3]]
        self._path = ""
        self.notify(
            "\n".join(notes),
            title="Import",
            severity="warning" if report.rejects else "information",
            timeout=10,
            markup=False,
        )
        self.search_again()
