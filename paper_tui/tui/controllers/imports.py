"""Import papers from files and fetch them from services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from paper_tui.files import open_regular
from paper_tui.library import ImportReport, fetch_settings
from paper_tui.library.messages import unreadable
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.text import clean_line
from paper_tui.sources import SourceError
from paper_tui.store import StoreError
from paper_tui.tui.controllers.search_controller import SearchController
from paper_tui.tui.dialogs.path_prompt import PathScreen
from paper_tui.tui.dialogs.paths import clean_path
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.state.context import ReaderContext, Severity
from paper_tui.tui.widgets.title_bar import Activity, TitleBar

MOST_NOTICES = 5
STOPPED = "Cancelled; papers fetched before are kept."
DAILY = "daily"
"""Source that is fetched when none is named."""
IMPORT_HINT = "BibTeX, an arXiv feed, a PDF, a folder of PDFs/, … · tab complete · enter import"
NO_PDFS = "There is no PDF in the folder “{folder}”. Nothing was changed; name a file in it."
FETCH_HINT = "daily, arxiv:cs.CL, an arXiv id, the URL of a paper or feed, … · enter fetch"


class ImportController:
    """Imports and fetches in a worker that shows its progress and can be cancelled."""

    def __init__(self, context: ReaderContext, search: SearchController) -> None:
        self._context = context
        self._search = search
        self._path = ""
        """The path that was typed last and could not be imported."""

    def import_file(self) -> None:
        """Ask for a file and import it."""
        self._load()
        self._context.push(PathScreen("Import a file", IMPORT_HINT, self._path), self._import_typed)

    def fetch(self) -> None:
        """Fetch from the configured sources; without any, from one that is named."""
        self._load()
        if self._context.config.sources:
            self._start_fetch(self._context.config.sources)
        else:
            dialog = LineScreen("Fetch from a service", FETCH_HINT, placeholder=DAILY, check=_source_problem)
            self._context.push(dialog, self.fetch_named)

    def cancel(self) -> None:
        """Cancel the running import, which then changes nothing, or the running command."""
        for group in ("import", "command"):
            self._context.screen.workers.cancel_group(self._context.screen, group)

    def _load(self) -> None:
        """Load the code of imports while the name is typed."""
        self._context.run_in_thread("loading", lambda _: self._context.library.imports.preload())

    def _import_typed(self, typed: str | None) -> None:
        self._path = typed or ""
        if typed and typed.strip():
            path = clean_path(typed)
            self._context.run_in_thread("import", partial(self._import, path))

    def fetch_named(self, named: str | None) -> None:
        """Fetch from sources named in a text, separated by spaces."""
        if named is not None:
            self._start_fetch(named.split() or [DAILY])

    def _start_fetch(self, sources: Sequence[str]) -> None:
        self._context.run_in_thread("import", partial(self._fetch, sources))

    def _import(self, path: Path, cancel: CancelToken) -> None:
        name, shown = clean_line(path.name), -1

        def progress(fraction: float) -> None:
            nonlocal shown
            percent = round(fraction * 100)
            if percent != shown:
                shown = percent
                self._show_activity(Activity(f"importing {name}", fraction))

        try:
            report = self._read(path, name, progress, cancel)
        except OSError as error:
            self._context.on_ui(self._show_failure, unreadable(clean_line(str(path)), error), "Import failed")
        except (SourceError, StoreError) as error:
            self._context.on_ui(self._show_failure, str(error), "Import failed")
        else:
            self._context.on_ui(self._show_report, report)

    def _read(
        self, path: Path, name: str, progress: Callable[[float], None], cancel: CancelToken
    ) -> ImportReport:
        """Import a file, or the PDF files in a folder."""
        from paper_tui.library.importing.pdf_import import is_pdf, pdfs_in

        imports = self._context.library.imports
        if path.is_dir():
            pdfs = list(pdfs_in(path, recursive=False))
            if not pdfs:
                raise SourceError(NO_PDFS.format(folder=name))
            return imports.pdfs(pdfs, name, progress, cancel)
        if is_pdf(path):
            return imports.pdfs([path], name, progress, cancel)
        with open_regular(path) as stream:
            size = path.stat().st_size
            return imports.read(stream, name, size=size, progress=progress, cancel=cancel)

    def _fetch(self, sources: Sequence[str], cancel: CancelToken) -> None:
        settings = fetch_settings(self._context.config)
        total, failed = ImportReport(), False

        def fail(source: str, reason: object) -> None:
            nonlocal failed
            failed = True
            self._context.on_ui(self._show_failure, f"{clean_line(source)}: {reason}", "Fetch failed")

        def doing(what: str) -> None:
            self._show_activity(Activity(what))

        for source in sources:
            try:
                report = self._context.library.imports.fetch(source, settings, doing=doing, cancel=cancel)
            except (SourceError, StoreError) as error:
                fail(source, error)
                continue
            if report.cancelled:
                total = replace(total, notices=(*total.notices, STOPPED)) if total.found else report
                break
            if report.problem:
                fail(source, report.problem)
            total = total.plus(report)
        if total.found or total.rejects or total.cancelled or not failed:
            self._context.on_ui(self._show_report, total)

    def _show_activity(self, activity: Activity | None) -> None:
        self._context.on_ui(self._set_activity, activity)

    def _set_activity(self, activity: Activity | None) -> None:
        self._context.screen.query_one(TitleBar).activity = activity

    def _show_failure(self, problem: str, title: str) -> None:
        self._set_activity(None)
        self._context.notify(problem, title=title, severity="error", timeout=15)

    def _show_report(self, report: ImportReport) -> None:
        self._set_activity(None)
        self._path = ""
        from paper_tui.library.importing.import_report import first_of

        lines = [report.text, *first_of(report.notices, MOST_NOTICES)]
        lines += [f"{report.offer}: press * then C to look them up"] if report.offer else []
        lines += [f"line {reject.line}: {reject.reason}" for reject in report.rejects[:3]]
        severity: Severity = "warning" if report.rejects else "information"
        self._context.notify("\n".join(lines), title="Import", severity=severity, timeout=10)
        self._search.search_again()


def _source_problem(named: str) -> str:
    """Return why one of the sources named in a text cannot be fetched."""
    from paper_tui.sources import SourceError
    from paper_tui.sources.services import parse_spec

    for source in named.split():
        try:
            parse_spec(source)
        except SourceError as error:
            return f"{source}: {error}"
    return ""
