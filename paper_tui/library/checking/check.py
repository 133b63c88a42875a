"""Checks papers: newer versions, withdrawals, retractions, corrections, publication in a journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.library.checking.check_results import Checked, Finding, News, applied, news_of
from paper_tui.library.checking.checked_file import CheckedFile
from paper_tui.library.contents import Contents
from paper_tui.library.importing.imports import no_progress
from paper_tui.network import is_offline
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.store import Catalogue, PaperChanges, Store

if TYPE_CHECKING:
    from paper_tui.sources.base import Context
    from paper_tui.sources.crossref_updates import Work
    from paper_tui.sources.services import FetchSettings

AT_ONCE = 50
"""Papers in one request."""
OFFLINE = "No service was asked: --offline is set"
_CHECKED_STATES = (State.LATER, State.READING, State.DONE)


def is_marked(mark: Mark) -> bool:
    """Return whether the reader marked a paper, so that its fate matters: not merely saw or hid it."""
    return bool(mark.bookmarked or mark.tags or mark.note or mark.highlights) or mark.state in _CHECKED_STATES


class Checker:
    """Asks services what became of papers, of each at most once a week."""

    def __init__(self, store: Store, contents: Contents, clock: Clock, directory: Path) -> None:
        self._store = store
        self._contents = contents
        self._clock = clock
        self._file = CheckedFile(directory / "cache")

    def marked(self) -> list[Paper]:
        """The papers that the reader marked."""
        catalogue = self._contents.catalogue
        found = (catalogue.get(mark.key) for mark in self._contents.shelf if is_marked(mark))
        return [paper for paper in found if paper is not None]

    def check(
        self,
        papers: Sequence[Paper],
        settings: FetchSettings,
        progress: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
        *,
        again: bool = False,
    ) -> Checked:
        """Ask what became of papers, and write it into the library in one step that can be undone.

        A finding of two processes at once is reported by the one that writes it first.

        Args:
            papers: Which; those without identifiers cannot be asked for.
            settings: What a fetch may do.
            progress: Called with what is being done, in words.
            cancel: Checked often; what was found before is kept.
            again: Whether to ask also for papers that were asked for within a week.

        Raises:
            store.StoreError: Nothing was changed.
        """
        checked = Checked()
        known = [paper for paper in papers if paper.arxiv_id or paper.doi]
        if is_offline():
            checked.problems["network"] = OFFLINE
            return checked
        now = self._clock()
        due = {*self._file.claim([paper.key for paper in known], now, again=again)}
        asked = [paper for paper in known if paper.key in due]
        checked.asked, checked.fresh = len(asked), len(known) - len(asked)
        run = _Run(settings, self._clock, self._file, progress, cancel, checked)
        try:
            run.ask(asked)
        except Cancelled:
            checked.problems["reader"] = "cancelled; what was found before is kept"
        if checked.problems:
            self._file.release([paper.key for paper in asked])
        checked.news = self._write(run.findings, timestamp(now))
        return checked

    def _write(self, findings: dict[PaperKey, Finding], seen: str) -> list[News]:
        """Write what was found, and return what is new of it."""
        news: list[News] = []

        def plan(catalogue: Catalogue, _: Shelf) -> PaperChanges:
            news.clear()
            changed: dict[PaperKey, Paper | None] = {}
            for key, finding in findings.items():
                before = catalogue.get(key)
                if before is None:
                    continue
                after = applied(before, finding, seen)
                if after != before:
                    changed[key] = after
                    news.extend(news_of(before, after))
            return PaperChanges(papers=changed)

        if findings:
            self._contents.keep_starter()
            count = len(findings)
            self._store.change_papers(f"checked {count:,} {'paper' if count == 1 else 'papers'}", plan)
        return news


class _Run:
    """One run over the services; `findings` grows meanwhile."""

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock,
        file: CheckedFile,
        progress: Callable[[str], object],
        cancel: CancelToken,
        checked: Checked,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._file = file
        self._progress = progress
        self._cancel = cancel
        self._checked = checked
        self.findings: dict[PaperKey, Finding] = {}

    def ask(self, papers: Sequence[Paper]) -> None:
        """Ask each service for the papers that it may know."""
        self._try("arXiv", lambda: self._ask_arxiv([paper for paper in papers if paper.arxiv_id]))
        by_doi: dict[str, list[PaperKey]] = {}
        for paper in papers:
            offered = self.findings.get(paper.key, Finding()).arxiv
            for doi in {paper.doi, paper.publication.journal_doi, offered.doi if offered else ""} - {""}:
                by_doi.setdefault(doi, []).append(paper.key)
        if by_doi:
            self._try("the list of retractions", lambda: self._ask_retractions(by_doi))
            self._try("Crossref", lambda: self._ask_crossref(by_doi))

    def _try(self, service: str, ask: Callable[[], None]) -> None:
        """Ask a service; a failure is a problem of the run, and the other services are asked."""
        from paper_tui.sources.services import FetchError

        self._cancel.check()
        try:
            ask()
        except FetchError as error:
            self._checked.problems[service] = error.happened
        except (ValueError, RecursionError):
            self._checked.problems[service] = f"{service} answered something that cannot be read"

    def _context(self, asked: str) -> Context:
        from paper_tui.sources.base import Context

        now = self._clock()
        return Context(asked, now.date(), timestamp(now))

    def _ask_arxiv(self, papers: Sequence[Paper]) -> None:
        from paper_tui.sources.services import FetchState, fetch

        for start in range(0, len(papers), AT_ONCE):
            some = {paper.arxiv_id: paper.key for paper in papers[start : start + AT_ONCE]}
            self._progress(f"asking arXiv for {len(some):,} papers")
            spec = f"arxiv:{','.join(some)}"
            self._checked.requests += 1
            items = fetch(
                spec,
                settings=self._settings,
                state=FetchState(None),
                context=self._context(spec),
                progress=lambda _: None,
                cancel=self._cancel,
            )
            for item in items:
                if isinstance(item, Paper) and item.arxiv_id in some:
                    key = some[item.arxiv_id]
                    self.findings[key] = replace(self._of(key), arxiv=item)
            self._cancel.check()

    def _ask_retractions(self, by_doi: dict[str, list[PaperKey]]) -> None:
        from paper_tui.sources.services.updates import retraction_list, retractions

        self._progress("asking for the list of retractions")
        listed = retraction_list(self._file.retractions(), self._settings, self._cancel)
        self._file.keep_retractions(listed)
        found = retractions(listed, by_doi.keys(), self._settings, self._cancel)
        self._checked.requests += 2
        for doi, keys in by_doi.items():
            for key in keys:
                updates = (found[doi],) if doi in found else ()
                self.findings[key] = self._of(key).with_updates("retractions", updates)

    def _ask_crossref(self, by_doi: dict[str, list[PaperKey]]) -> None:
        """Ask for works, then for the journal versions that these name."""
        journals: dict[str, list[PaperKey]] = {}
        for work in self._works(by_doi):
            for key in by_doi.get(work.doi, ()):
                self.findings[key] = self._of(key).with_work(work)
                if work.journal_doi and work.journal_doi not in by_doi:
                    journals.setdefault(work.journal_doi, []).append(key)
        for key in (key for keys in by_doi.values() for key in keys):
            self.findings[key] = self._of(key).with_updates("crossref", ())
        for work in self._works(journals):
            for key in journals.get(work.doi, ()):
                self.findings[key] = self._of(key).with_journal(work)

    def _works(self, by_doi: dict[str, list[PaperKey]]) -> Iterator[Work]:
        from paper_tui.sources.services.updates import crossref_works

        if by_doi:
            self._progress(f"asking Crossref for {len(by_doi):,} papers")
        for works in crossref_works([*by_doi], self._settings, self._context("crossref"), self._cancel):
            self._checked.requests += 1
            yield from works

    def _of(self, key: PaperKey) -> Finding:
        return self.findings.get(key, Finding())
