"""Imports: papers from files, standard input and services, merged into the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.library.rules import Ruled, Rules, rule_arrivals
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.chunked import clear_incrementally
from paper_tui.papers.citation_keys import PATTERN
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.shelf import Shelf
from paper_tui.papers.text import clean_line
from paper_tui.store import Catalogue, PaperChanges, Store

if TYPE_CHECKING:  # loaded by the first import, so that the reader opens sooner
    from paper_tui import sources
    from paper_tui.library.importing.import_report import Arrivals, ImportReport
    from paper_tui.sources.services import FetchSettings


def no_progress(progress: object) -> None:
    """No-op progress callback."""


class Imports:
    """Adds papers to a library; every import is one durable step that can be undone."""

    def __init__(self, store: Store, indexes: Indexes, rules: Rules, clock: Clock, cache: Path) -> None:
        self._store = store
        self._indexes = indexes
        self._rules = rules
        self._clock = clock
        self._cache = cache
        self.citation_keys = PATTERN
        """Pattern of the citation keys that papers are given."""

    def read(
        self,
        stream: BinaryIO,
        name: str,
        format_name: str | None = None,
        *,
        size: int = 0,
        progress: Callable[[float], None] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> ImportReport:
        """Add the papers of an input, merged with those that are known.

        Args:
            stream: The input's bytes.
            name: What messages call it.
            format_name: One of `sources.known_formats` by name; by default it is detected from the content.
            size: How many bytes there are, as far as it is known, for `progress`.
            progress: Called with the fraction read, from 0 to 1.
            cancel: Checked often; once cancelled, nothing is changed.

        Raises:
            sources.SourceError: The input cannot be read at all; the library is as it was.
        """
        from paper_tui import sources
        from paper_tui.library.full_text.file_places import with_places
        from paper_tui.library.importing.import_report import watched

        now = self._clock()
        context = sources.Context(name=name, today=now.date(), now=timestamp(now))
        items = sources.read(stream, context, format_name)
        place = getattr(stream, "name", None)
        if isinstance(place, str | Path):
            items = with_places(items, Path(place).absolute().parent)
        return self.add(watched(items, stream, size, progress), name, cancel, progress)

    @staticmethod
    def preload() -> None:
        """Import the modules an import needs: in a thread, while a path is typed."""
        from paper_tui.sources import formats  # noqa: F401 - loaded for `read_papers`
        from paper_tui.store.files import lock

        lock.load()

    def add(
        self,
        items: Iterable[sources.Item],
        name: str,
        cancel: CancelToken = NEVER,
        progress: Callable[[float], None] = no_progress,
    ) -> ImportReport:
        """Add the items of a source, in one durable step that can be undone; as `read`."""
        from paper_tui.library.importing.import_report import Arrivals, ImportReport

        arrivals = Arrivals()
        try:
            arrivals.gather(items, cancel)
            report = self._merge(arrivals, name, cancel, progress) if arrivals.papers else ImportReport()
        except Cancelled:
            return ImportReport(cancelled=True)
        finally:
            clear_incrementally(arrivals.papers)
        return replace(report, rejects=tuple(arrivals.rejects), notices=(*arrivals.notices, *report.notices))

    def pdfs(
        self,
        paths: Sequence[Path],
        name: str,
        progress: Callable[[float], None] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> ImportReport:
        """Add the papers of PDF files, in one durable step that can be undone."""
        from paper_tui.library.importing.pdf_import import papers_of_pdfs
        from paper_tui.sources.base import Notice

        guessed = 0

        def counted() -> Iterator[sources.Item]:
            nonlocal guessed
            for item in papers_of_pdfs(paths, timestamp(self._clock()), progress, cancel):
                guessed += isinstance(item, Notice)
                yield item

        report = self.add(counted(), name, cancel)
        return report if report.cancelled else replace(report, guessed=guessed)

    def fetch(
        self,
        source: str,
        settings: FetchSettings,
        *,
        again: bool = False,
        doing: Callable[[str], None] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> ImportReport:
        """Add papers from a service; blocks while it answers.

        Args:
            source: What to ask, for example ``daily`` or ``arxiv:cs.CL``.
            settings: What the fetch may do.
            again: Whether to ask also for what has not changed since it was last asked.
            doing: Called with what is being done, in words.
            cancel: Checked ten times a second; once cancelled, nothing is changed.

        Returns:
            The report; its `problem` says why a fetch stopped early; what was fetched before is kept.

        Raises:
            sources.SourceError: No service has this name.
        """
        from paper_tui.library.importing.fetch_job import Fetch
        from paper_tui.library.importing.import_report import ImportReport

        fetch = Fetch(source, settings, self._cache, self._clock, again=again)
        report = self.add(fetch.items(doing, cancel), clean_line(source), cancel)
        if report.cancelled or cancel.is_cancelled:
            return ImportReport(cancelled=True)
        if report.found:
            fetch.remember()
        return replace(report, problem=fetch.problem)

    def _merge(
        self, arrivals: Arrivals, name: str, cancel: CancelToken, progress: Callable[[float], None]
    ) -> ImportReport:
        from paper_tui.library.importing.identity_index import Identities
        from paper_tui.library.importing.import_planner import ImportPlan, ImportPlanner
        from paper_tui.library.importing.import_report import (
            MOST_JOINS,
            READING_SHARE,
            ImportReport,
            join_text,
            rekeyed_text,
        )

        now = self._clock()
        done, identities, by_rules, unidentified = ImportPlan(), Identities(), Ruled(), 0

        def plan(catalogue: Catalogue, shelf: Shelf) -> PaperChanges:
            nonlocal done, identities, by_rules, unidentified
            identities = self._indexes.identities(catalogue, cancel)
            planner = ImportPlanner(catalogue, identities, shelf, timestamp(now), self.citation_keys)
            for paper, mark in arrivals.papers:
                cancel.check()
                planner.add(paper, mark)
            done = planner.plan()
            progress((1 + READING_SHARE) / 2)
            marks = {mark.key: mark for mark in done.marks}
            fresh = [paper for paper in map(done.papers.get, done.fresh) if paper is not None]
            unidentified = sum(not (paper.arxiv_id or paper.doi) for paper in fresh)
            by_rules = rule_arrivals(
                self._rules.active, fresh, lambda key: marks.get(key) or shelf.get(key), now.date(), cancel
            )
            return PaperChanges(papers=done.papers, marks=(*done.marks, *by_rules.marks))

        change = self._store.change_papers(f"imported {name}", plan)
        if change:
            with suppress(Cancelled):  # it is done: only the cache is left
                self._indexes.follow(identities, done, change, cancel)
        clear_incrementally(done.papers)
        clear_incrementally(done.known_as)
        return ImportReport(
            done.added,
            done.updated,
            done.same,
            hidden=by_rules.hidden,
            tagged=by_rules.tagged,
            joined=done.joined,
            joins=tuple(map(join_text, done.joins[:MOST_JOINS])),
            notices=tuple(starmap(rekeyed_text, done.rekeyed[:MOST_JOINS])),
            unidentified=unidentified,
        )
