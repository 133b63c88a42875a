"""One library as front ends use it: the facade over its parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.config import Config, Rule
from paper_tui.library.annotations import Annotations
from paper_tui.library.contents import Contents
from paper_tui.library.history import History
from paper_tui.library.importing.imports import Imports, no_progress
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.library.interest.followed import Followed
from paper_tui.library.interest.following import Following, Hit
from paper_tui.library.interest.for_you import ForYou
from paper_tui.library.messages import with_tilde
from paper_tui.library.result_list import Listing
from paper_tui.library.rules import Rules
from paper_tui.network import without_password
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.clock import Clock
from paper_tui.papers.edition import Edition
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Shelf
from paper_tui.store import Catalogue, Store
from paper_tui.store.reading_log import ReadingLog

if TYPE_CHECKING:
    from paper_tui.library.checking.check import Checker
    from paper_tui.library.citing.adding_works import WorkAdder
    from paper_tui.library.citing.citations import Citations
    from paper_tui.library.completion.completer import Completer
    from paper_tui.library.full_text.attachments import Attachments
    from paper_tui.library.full_text.pdf_downloads import PdfDownloads
    from paper_tui.library.full_text.text_index import TextIndex
    from paper_tui.library.full_text.text_index_process import TextIndexer
    from paper_tui.library.full_text.text_passages import TextPassages
    from paper_tui.library.full_text.texts import Texts
    from paper_tui.library.in_memory_catalogue import Bundle
    from paper_tui.library.interest.gains import GainCounter
    from paper_tui.library.interest.statistics import Statistics
    from paper_tui.library.paper_edits import PaperEdits
    from paper_tui.library.sharing.groups import Groups
    from paper_tui.library.sharing.server_catalogue import ServerCatalogue
    from paper_tui.library.sharing.synchronisation import Synchronisation
    from paper_tui.library.ui_state import UiStateFile
    from paper_tui.search import Scope, SearchIndex

INDEXED_AT_ONCE = 3
"""Texts that are indexed after one was kept; the others when `text:` is searched."""
CITING_FORMATS = ("bibtex", "biblatex", "csl-json", "ris")
"""Formats that manuscripts cite by: of a preprint they have its journal version, as the setting says."""
MOST_CHANGES = 1_000_000
"""Changes of the history that statistics count."""


class Library:
    """All papers of a library, and all that the reader did with them.

    Every method may be called from any thread. Reads answer from the snapshot of the moment; a write is
    durable when it returns, and raises `store.StoreError` with nothing changed when it fails.

    Attributes:
        place: The library's folder as shown to the reader, with ``~`` for the home directory, or its server.
        marks: Changes bookmarks, states, tags, notes and highlights.
        history: Lists, undoes and redoes changes.
        rules: The rules in force; previews and applies them.
        following: Holds what the reader follows.
        reading: Keeps how long papers are read.
        for_you: Ranks papers by the reader's interest.
        imports: Adds papers from files and services.
    """

    def __init__(self, store: Store, clock: Clock, directory: Path, rules: Sequence[Rule] = ()) -> None:
        self.place = with_tilde(directory)
        self._store = store
        self._clock = clock
        self._contents = Contents(store)
        self._indexes = Indexes(store, directory)
        self.marks = Annotations(self._contents, clock)
        self.history = History(store)
        self.rules = Rules(rules, self._contents, self.marks, self.search)
        self._config = Config()
        self.imports = Imports(store, self._indexes, self.rules, clock, directory / "cache")
        self.following = Following()
        self.reading = ReadingLog(directory)
        self.for_you = ForYou(store, self._contents, clock, self.reading, lambda: self.citations)
        self.history.attachments = lambda: self.attachments
        self._directory = directory

    @cached_property
    def texts(self) -> Texts:
        """Reads and fetches full texts; loaded when it is used."""
        from paper_tui.library.full_text.texts import Texts

        texts = Texts(self._directory, lambda key: bool(self.shelf.get(key).bookmarked))
        texts.on_kept = lambda: self.text_index.update(most=INDEXED_AT_ONCE)
        return texts

    @cached_property
    def attachments(self) -> Attachments:
        """Attaches files to papers; loaded when it is used."""
        from paper_tui.library.full_text.attachments import Attachments

        return Attachments(self._store, self._contents, self.texts)

    @cached_property
    def ui_state(self) -> UiStateFile:
        """Loads and saves the state of the user interface; loaded when it is used."""
        from paper_tui.library.ui_state import UiStateFile

        return UiStateFile(self._store, self._directory)

    @cached_property
    def _gain_counter(self) -> GainCounter:
        from paper_tui.library.interest.gains import GainCounter

        return GainCounter(lambda: self.ui_state.load().visited)

    @cached_property
    def _passages(self) -> TextPassages:
        from paper_tui.library.full_text.text_passages import TextPassages

        return TextPassages(self.texts)

    @cached_property
    def edits(self) -> PaperEdits:
        """Merges and splits papers, and renames citation keys; loaded when it is used."""
        from paper_tui.library.paper_edits import PaperEdits

        return PaperEdits(self._store, self._contents)

    @cached_property
    def citations(self) -> Citations:
        """References and the connections by them; loaded on first use."""
        from paper_tui.library.citing.citations import Citations

        return Citations(self._store, self._contents, self._indexes, self.texts, self._directory, self._clock)

    @cached_property
    def work_adder(self) -> WorkAdder:
        """Adds works of bibliographies; loaded when it is used."""
        from paper_tui.library.citing.adding_works import WorkAdder

        return WorkAdder(self.imports, self.completer)

    @cached_property
    def text_index(self) -> TextIndex:
        """Finds papers by words of their kept texts; loaded when it is used."""
        from paper_tui.library.full_text.text_index import TextIndex

        return TextIndex(self._directory, self.texts, self._contents)

    @cached_property
    def text_indexer(self) -> TextIndexer:
        """Brings the text index up to date in a process of its own; loaded when it is used."""
        from paper_tui.library.full_text.text_index_process import TextIndexer

        return TextIndexer(self._directory)

    @cached_property
    def pdf_downloads(self) -> PdfDownloads:
        """Fetches PDFs of papers; loaded on first use."""
        from paper_tui.library.full_text.pdf_downloads import PdfDownloads

        return PdfDownloads(self._directory, self.attachments)

    @cached_property
    def completer(self) -> Completer:
        """Fills what papers lack from services; loaded when it is used."""
        from paper_tui.library.completion.completer import Completer

        return Completer(self._store, self._contents, self._indexes, self._clock, self._directory)

    @cached_property
    def checker(self) -> Checker:
        """Asks services what became of papers; loaded when it is used."""
        from paper_tui.library.checking.check import Checker

        return Checker(self._store, self._contents, self._clock, self._directory)

    @cached_property
    def sync(self) -> Synchronisation:
        """Exchanges changes with the same library on other devices; loaded when it is used."""
        from paper_tui.library.sharing.synchronisation import Synchronisation

        return Synchronisation(
            self._store,
            self._contents,
            self.imports,
            self._indexes,
            self.history,
            self._directory,
            lambda: self._config,
            lambda: self.texts.on_kept(),
        )

    @cached_property
    def groups(self) -> Groups:
        """Shares papers with groups of readers; loaded when it is used."""
        from paper_tui.library.sharing.groups import Groups

        return Groups(
            self._store,
            self._contents,
            self.imports,
            self._indexes,
            self._clock,
            self._directory,
            lambda: self._config,
        )

    @cached_property
    def server(self) -> ServerCatalogue:
        """Searches a catalogue on a server; loaded when it is used."""
        from paper_tui.library.sharing.server_catalogue import ServerCatalogue

        return ServerCatalogue(self._store, self._indexes, self._clock, lambda: self._config.catalogue)

    @classmethod
    def open(
        cls,
        directory: Path,
        clock: Clock,
        rules: Sequence[Rule] = (),
        pause: Callable[[], object] = bool,
    ) -> Library:
        """Open the library in a folder; nothing is created before the first change.

        Args:
            directory: The folder.
            clock: Gives the time of changes.
            rules: Applied to papers that are imported.
            pause: Called at intervals by long reads, now or later, so that other threads run.

        Raises:
            store.StoreError: It cannot be read; the message says why and what to do.
        """
        return cls(Store.open(directory, clock=clock, pause=pause), clock, directory, rules)

    def configure(self, config: Config) -> None:
        """Apply a configuration, which the other parts read when they are used."""
        self._config = config
        self.rules.active = config.rules
        self.following.lines, self.following.searches = config.follow, config.searches
        self.imports.citation_keys = config.citation_keys
        self.for_you.more, self.for_you.less = config.more, config.less
        if config.library and config.library == config.sync:
            self.place = without_password(config.library)

    def close(self) -> None:
        """Close files and connections, and end the index process."""
        if "server" in self.__dict__:
            self.server.close()
        self._indexes.close()
        self._store.close()
        if "text_index" in self.__dict__:
            self.text_index.close()

    @property
    def notices(self) -> tuple[str, ...]:
        """Messages on repairs and files set aside when the library was opened."""
        return self._store.notices

    def refresh(self) -> bool:
        """Load what other processes changed; return whether anything did."""
        return self._store.refresh()

    @property
    def catalogue(self) -> Catalogue | Bundle:
        """The papers at this moment; the bundled ones while the library holds none."""
        return self._contents.catalogue

    @property
    def shelf(self) -> Shelf:
        """The marks at this moment."""
        return self._contents.shelf

    @property
    def is_starter(self) -> bool:
        """True if the papers are the bundled ones, which the first import replaces."""
        return self._contents.is_starter

    def entries(self) -> Iterator[Entry]:
        """Iterate over every paper with its mark."""
        shelf = self.shelf
        return (Entry(paper, shelf.get(paper.key)) for paper in self.catalogue)

    def find(self, text: str) -> Paper:
        """Find the one paper with a key, part of a key, id or URL; raises `KeyNotFoundError`."""
        from paper_tui.library.lookup import find_paper

        return find_paper(self.catalogue, text)

    def search(
        self,
        scope: Scope,
        cancel: CancelToken = NEVER,
        indexing: Callable[[int], object] = no_progress,
    ) -> Listing:
        """List the papers that match, best first.

        Args:
            scope: Query, facets and order.
            cancel: Checked often.
            indexing: Called with the number of papers when an index has to be built first, which takes long.

        Raises:
            Cancelled: The caller cancelled.
        """
        catalogue = self.catalogue
        if scope.query.asks_for_texts and self.text_index.updates_itself:
            self.text_index.update(cancel=cancel)
        return self._search(scope, catalogue, self._indexes.index(catalogue, cancel, indexing), cancel)

    def search_last_index(self, scope: Scope, cancel: CancelToken = NEVER) -> Listing | None:
        """Search the last index while a new one is built; None where there was none yet.

        Papers imported since are missing from the answer.

        Raises:
            Cancelled: The caller cancelled.
        """
        last = self._indexes.last()
        return None if last is None else self._search(scope, *last, cancel)

    def _search(
        self, scope: Scope, catalogue: Catalogue | Bundle, index: SearchIndex, cancel: CancelToken
    ) -> Listing:
        def unfollowed(scope: Scope) -> Listing:
            return self._ranked(scope, catalogue, index, Followed(), cancel)

        known = (
            f"{catalogue.stamp} {self.citations.version}" if self.following.has_citations else catalogue.stamp
        )
        followed = self.following.found(known, unfollowed)
        return self._ranked(scope, catalogue, index, followed, cancel)

    def _ranked(
        self,
        scope: Scope,
        catalogue: Catalogue | Bundle,
        index: SearchIndex,
        followed: Followed,
        cancel: CancelToken,
    ) -> Listing:
        from paper_tui.library.connections import Connections
        from paper_tui.search import Sort

        shelf, today = self._contents.searched_shelf(catalogue), self._clock().date()
        by_interest = scope.sort is Sort.FOR_YOU
        ranker = self.for_you.ranker_of(catalogue, shelf, cancel) if by_interest else None
        gains = self._gain_counter.gains(catalogue, index, cancel) if scope.sort is Sort.GAIN else None
        results = index.search(
            scope,
            shelf=shelf,
            catalogue=catalogue,
            today=today,
            cancel=cancel,
            preference=ranker.scores if ranker else gains.by_place if gains else None,
            connections=Connections(
                catalogue,
                lambda: self.texts,
                lambda: self.citations,
                lambda: self.text_index,
                lambda: self.groups.view,
                followed,
                cancel,
            ),
            groups=self._facet_groups(catalogue, followed),
        )
        return Listing(results, catalogue, self._passages, followed, ranker, gains)

    def _facet_groups(
        self, catalogue: Catalogue | Bundle, followed: Followed
    ) -> Mapping[str, Mapping[str, Collection[int]]]:
        """The papers of facets that the index does not hold: those from follows, and those of groups."""
        shared = {"by": self.groups.places(catalogue)} if self._config.groups else {}
        return {"follow": followed.lines} | shared

    def followed(self, added: str = "") -> list[Hit]:
        """Papers from what the reader follows, each once with the reason.

        Args:
            added: A condition on the time of import, such as ``added:<7d``.
        """
        return self.following.hits(self.search, added)

    def matching(self, query: str) -> list[Paper]:
        """List the papers of a query for a bulk action: words match only as written, whole or as a prefix.

        Raises:
            search.QueryError: The text is not a query, or selects nothing in particular.
        """
        from paper_tui.search import Query, Scope

        return list(self.search(Scope(Query.parse_selective(query), strict=True)).papers())

    def in_order_of_arrival(self) -> Iterator[Paper] | None:
        """List all papers that are not hidden, newest first; None where the index is not stored.

        The cheapest list there is: not even the query language is loaded.
        """
        catalogue = self.catalogue
        order = self._indexes.order_of_arrival(catalogue, self._contents.searched_shelf(catalogue))
        return None if order is None else (catalogue[place] for place in order)

    def startup_listing(self) -> Listing | None:
        """List all papers, newest first and without facets, from the stored index; None where that fails.

        Loading the search engine takes longer than everything else at startup; the first screen does
        without it.
        """
        catalogue = self.catalogue
        results = self._indexes.startup_results(catalogue, self._contents.searched_shelf(catalogue))
        return None if results is None else Listing(results, catalogue)

    def editions(self) -> tuple[Edition, ...]:
        """List every day of every source, newest first, with how many papers the reader has seen."""
        catalogue = self.catalogue
        shelf = self._contents.searched_shelf(catalogue)
        return self._indexes.index(catalogue, NEVER, no_progress).editions(shelf, catalogue)

    def statistics(self) -> Statistics:
        """Count what the reader read, by local days."""
        from paper_tui.library.interest.statistics import statistics_of

        now = self._clock().astimezone()
        changes = self.history.changes(MOST_CHANGES)
        return statistics_of(self.catalogue, self.shelf, changes, now, self.reading.times())

    def export(self, entries: Iterable[Entry], format_name: str) -> Iterator[str]:
        """Export papers in a format of `exports.FORMATS`, as pieces of text."""
        from paper_tui.exports import FORMATS

        if self._config.export_drop:
            from paper_tui.exports.dropped_fields import without_fields

            entries = without_fields(entries, self._config.export_drop)
        if format_name in CITING_FORMATS:
            from paper_tui.papers.paper_updates import with_updates_noted
            from paper_tui.papers.published import to_cite

            published = self._config.cite_published
            cited = ((to_cite(each.paper, published=published), each.mark) for each in entries)
            entries = (Entry(with_updates_noted(paper), mark) for paper, mark in cited)
        return FORMATS[format_name].write(entries)
