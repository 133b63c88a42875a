"""One library as front ends use it; owns the snapshot that everything is answered from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.config import Rule
from paper_tui.library.annotations import Marking
from paper_tui.library.index_cache import Indexes
from paper_tui.library.lookup import find_paper
from paper_tui.library.messages import with_tilde
from paper_tui.library.result_list import Listing
from paper_tui.library.rules import Ruled, rule_arrivals, ruled, scope_of
from paper_tui.library.ui_state import ReaderState, decode, encode
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.chunked import forget
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.edition import Edition
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Change, Shelf
from paper_tui.papers.text import clean_line
from paper_tui.search import Query, Scope
from paper_tui.store import Catalogue, PaperChanges, Store, StoreError

if TYPE_CHECKING:  # what papers come in by is loaded when some do, so that a reader opens sooner
    from paper_tui import sources
    from paper_tui.library.import_report import Arrivals, ImportReport
    from paper_tui.library.in_memory_catalogue import Bundle
    from paper_tui.search import SearchIndex
    from paper_tui.sources.services import FetchSettings

READER = "reader"
READER_VERSION = "1"
"""Another one for states that older versions cannot read."""


def untold(progress: object) -> None:
    """Hears of progress, for those who do not care."""


class Library(Marking):
    """All papers, and all that the reader did with them.

    Every method may be called from any thread. Reading works on the snapshot of the moment; writing is
    durable when the call returns, and raises `store.StoreError` with nothing changed when it fails.
    """

    def __init__(self, store: Store, clock: Clock, directory: Path, rules: Sequence[Rule] = ()) -> None:
        self.place = with_tilde(directory)
        """Where the library is, as a reader would write it; to show, not to open."""
        self.rules = tuple(rules)
        """What is done with papers that come in; another tuple may be put in its place."""
        super().__init__(store, clock)
        self._directory = directory
        self._cache = directory / "cache"
        self._indexes = Indexes(store, directory)

    @classmethod
    def open(
        cls,
        directory: Path,
        clock: Clock,
        rules: Sequence[Rule] = (),
        pause: Callable[[], object] = bool,
    ) -> Library:
        """The library in a folder; nothing is created before the first change.

        Args:
            directory: The folder.
            clock: Tells the time of what is done.
            rules: What is done with papers that come in.
            pause: Called now and then by what takes long, now or later, so that others get their turn.

        Raises:
            store.StoreError: It cannot be read; the message says why and what to do.
        """
        return cls(Store.open(directory, clock=clock, pause=pause), clock, directory, rules)

    def close(self) -> None:
        """Let go of files."""
        self._indexes.close()
        self._store.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """What had to be repaired or set aside when the library was opened."""
        return self._store.notices

    def refresh(self) -> bool:
        """Take over what other processes changed; whether there was anything."""
        return self._store.refresh()

    def entries(self) -> Iterator[Entry]:
        """Every paper with its mark."""
        shelf = self.shelf
        return (Entry(paper, shelf.get(paper.key)) for paper in self.catalogue)

    def find(self, text: str) -> Paper:
        """The one paper that a key, part of a key, an id or an address names; raises `KeyNotFoundError`."""
        return find_paper(self.catalogue, text)

    def search(
        self,
        scope: Scope,
        cancel: CancelToken = NEVER,
        indexing: Callable[[int], object] = untold,
    ) -> Listing:
        """The papers that match, best first.

        Args:
            scope: What is asked.
            cancel: Checked often.
            indexing: Hears of how many papers an index has to be made first, where that takes long.

        Raises:
            Cancelled: The caller cancelled.
        """
        catalogue = self.catalogue
        return self._ask(scope, catalogue, self._indexes.index(catalogue, cancel, indexing), cancel)

    def search_meanwhile(self, scope: Scope, cancel: CancelToken = NEVER) -> Listing | None:
        """The papers that match among those of the last index, for the time in which a new one is made.

        Papers that came in since are not among them. None where there was no index yet.

        Raises:
            Cancelled: The caller cancelled.
        """
        last = self._indexes.last()
        return None if last is None else self._ask(scope, *last, cancel)

    def _ask(
        self,
        scope: Scope,
        catalogue: Catalogue | Bundle,
        index: SearchIndex,
        cancel: CancelToken,
    ) -> Listing:
        shelf, today = self.shelf, self._clock().date()
        results = index.search(scope, shelf=shelf, catalogue=catalogue, today=today, cancel=cancel)
        return Listing(results, catalogue)

    def matching(self, query: str) -> list[Paper]:
        """The papers to do something with at once: words count as they are written, whole or begun.

        Raises:
            search.QueryError: The text is no query.
        """
        return list(self.search(Scope(Query.parse(query), strict=True)).papers())

    def preview_rule(self, rule: Rule) -> Listing:
        """The papers that a rule is about; raises `search.QueryError` when its query is none."""
        return self.search(scope_of(rule))

    def apply_rule(self, rule: Rule) -> Change | None:
        """Do with the papers that are there what a rule says, in one step that can be undone.

        A paper to which the rule was applied before is left alone, and a kept one is not hidden.
        """
        shelf = self.shelf
        matching = self.preview_rule(rule).papers()
        papers = [paper for paper in matching if ruled(mark := shelf.get(paper.key), rule) != mark]
        return self._edit(f"applied the rule “{rule.name}” to", papers, partial(ruled, rule=rule))

    def editions(self) -> tuple[Edition, ...]:
        """Every day of every source, newest first, and how far the reader has come with it."""
        catalogue, shelf = self.catalogue, self.shelf
        return self._indexes.index(catalogue, NEVER, untold).editions(shelf, catalogue)

    def opening(self) -> Listing | None:
        """What a `Scope` that asks for nothing finds, at once but without facets; None if it takes a search.

        For the first picture of a session: to load what searches takes longer than all else at a start.
        """
        catalogue = self.catalogue
        results = self._indexes.opening(catalogue, self.shelf)
        return None if results is None else Listing(results, catalogue)

    def reader_state(self) -> ReaderState:
        """Where the reader left off; a new one when nothing usable was kept."""
        kept = self._store.read_cache(READER, READER_VERSION)
        try:
            return decode(bytes(kept["state"])) if kept else ReaderState()
        except (ValueError, KeyError):
            return ReaderState()

    def remember_tour(self) -> None:
        """Keep that the guided tour was taken or declined."""
        self.keep_reader_state(replace(self.reader_state(), toured=True))

    def keep_reader_state(self, state: ReaderState) -> None:
        """Keep where the reader leaves off, in the library's cache; without it only comfort is lost.

        Looking creates no library: where there is none yet, only that the tour was taken is worth its
        folder, since that is something the reader did, and nobody wants to be asked again. Once taken, it
        stays so.
        """
        state = replace(state, toured=state.toured or self.reader_state().toured)
        if self._directory.exists() or state.toured:
            with suppress(StoreError):  # a read-only library stays readable, and begins anew each time
                self._store.write_cache(READER, READER_VERSION, {"state": encode(state)})

    def read_papers(
        self,
        stream: BinaryIO,
        name: str,
        format_name: str | None = None,
        *,
        size: int = 0,
        progress: Callable[[float], None] = untold,
        cancel: CancelToken = NEVER,
    ) -> ImportReport:
        """Add the papers of an input, merged with those that are known.

        Args:
            stream: The input's bytes.
            name: What messages call it.
            format_name: One of `sources.FORMATS` by name; by default it is told from the content.
            size: How many bytes there are, as far as it is known, for `progress`.
            progress: Hears the fraction that has been read, from 0 to 1.
            cancel: Checked often; once cancelled, nothing is changed.

        Raises:
            sources.SourceError: The input cannot be read at all; the library is as it was.
        """
        from paper_tui import sources
        from paper_tui.library.import_report import watched

        now = self._clock()
        context = sources.Context(name=name, today=now.date(), now=timestamp(now))
        items = sources.read(stream, context, format_name)
        return self.add_items(watched(items, stream, size, progress), name, cancel, progress)

    @staticmethod
    def load_imports() -> None:
        """Load what an import needs, which takes long: in a thread, while one types a path."""
        from paper_tui.sources import formats  # noqa: F401 - loaded for `read_papers`
        from paper_tui.store.files import lock

        lock.load()

    def add_items(
        self,
        items: Iterable[sources.Item],
        name: str,
        cancel: CancelToken = NEVER,
        progress: Callable[[float], None] = untold,
    ) -> ImportReport:
        """Add what a source yields, in one durable step that can be undone; as `read_papers`."""
        from paper_tui.library.import_report import Arrivals, ImportReport

        arrivals = Arrivals()
        try:
            arrivals.gather(items, cancel)
            report = self._merge(arrivals, name, cancel, progress) if arrivals.papers else ImportReport()
        except Cancelled:
            return ImportReport(cancelled=True)
        finally:
            forget(arrivals.papers)
        return replace(report, rejects=tuple(arrivals.rejects), notices=tuple(arrivals.notices))

    def fetch(
        self,
        source: str,
        settings: FetchSettings,
        *,
        again: bool = False,
        doing: Callable[[str], None] = untold,
        cancel: CancelToken = NEVER,
    ) -> ImportReport:
        """Add what a service has; blocks while it answers.

        Args:
            source: What to ask, for example ``daily`` or ``arxiv:cs.CL``.
            settings: What the fetch may do.
            again: Whether to ask also for what has not changed since it was last asked.
            doing: Hears what is being done, in words.
            cancel: Checked ten times a second; once cancelled, nothing is changed.

        Returns:
            The report; its `problem` says why a fetch came only half the way, and what came is kept.

        Raises:
            sources.SourceError: No service answers to this name.
        """
        from paper_tui.library.fetch_job import Fetch
        from paper_tui.library.import_report import ImportReport

        fetch = Fetch(source, settings, self._cache, self._clock, again=again)
        report = self.add_items(fetch.items(doing, cancel), clean_line(source), cancel)
        if report.cancelled or cancel.is_cancelled:
            return ImportReport(cancelled=True)
        if report.found:
            fetch.remember()
        return replace(report, problem=fetch.problem)

    def export(self, entries: Iterable[Entry], format_name: str) -> Iterator[str]:
        """Papers as text of a format that `exports.FORMATS` names, piece by piece."""
        from paper_tui.exports import FORMATS

        return FORMATS[format_name].write(entries)

    def _merge(
        self, arrivals: Arrivals, name: str, cancel: CancelToken, progress: Callable[[float], None]
    ) -> ImportReport:
        from paper_tui.library.identity_index import Identities
        from paper_tui.library.import_planner import ImportPlan, ImportPlanner
        from paper_tui.library.import_report import READING_SHARE, ImportReport

        now = self._clock()
        done, identities, by_rules = ImportPlan(), Identities(), Ruled()

        def plan(catalogue: Catalogue, shelf: Shelf) -> PaperChanges:
            nonlocal done, identities, by_rules
            identities = self._indexes.identities(catalogue, cancel)
            planner = ImportPlanner(catalogue, identities, shelf, timestamp(now))
            for paper, mark in arrivals.papers:
                cancel.check()
                planner.add(paper, mark)
            done = planner.plan()
            progress((1 + READING_SHARE) / 2)
            marks = {mark.key: mark for mark in done.marks}
            fresh = (paper for paper in map(done.papers.get, done.fresh) if paper is not None)
            by_rules = rule_arrivals(
                self.rules, fresh, lambda key: marks.get(key) or shelf.get(key), now.date(), cancel
            )
            return PaperChanges(papers=done.papers, marks=(*done.marks, *by_rules.marks))

        change = self._store.change_papers(f"imported {name}", plan)
        if change:
            self._indexes.follow(identities, done.papers, change, cancel)
        forget(done.papers)
        return ImportReport(
            done.added, done.updated, done.same, hidden=by_rules.hidden, tagged=by_rules.tagged
        )
