"""The citation graph of a library, from kept texts and answers of services; kept beside the library."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace

from paper_tui.graph import CitationGraph
from paper_tui.library.citing.citation_answers import CITED_BY, CITES, AnswerCache
from paper_tui.library.citing.text_references import TEXT, works_of
from paper_tui.library.citing.work_finder import WorkFinder
from paper_tui.library.citing.work_lists import KeptWorks, WorkLists, updated
from paper_tui.library.contents import Contents
from paper_tui.library.full_text.texts import Texts
from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.work import Work
from paper_tui.store import Catalogue, Store, StoreError

CACHE = "citations-2"
"""Name of the cache; changes with its format, and with what is read from an entry."""
_CATALOGUE = "catalogue"
"""Buffer with the stamp of the catalogue among whose papers the works were looked for."""


@dataclass(frozen=True, slots=True)
class Edges:
    """All known citations, by papers of the library."""

    graph: CitationGraph
    """A paper of the library goes by its key, any other work by its id."""
    works: KeptWorks
    places: Mapping[str, int]
    """The place of each work by its id."""
    here: Set[str]
    """The keys of cited papers of the library."""
    citing: frozenset[PaperKey]
    """The papers whose references are known."""

    def work(self, id_: str) -> Work:
        """The work with an id."""
        return self.works[self.places[id_]]


class EdgeCache:
    """Builds the graph; only bibliographies that changed are read, and nothing while none did."""

    def __init__(
        self,
        store: Store,
        contents: Contents,
        texts: Texts,
        answers: AnswerCache,
        finder: Callable[[CancelToken], WorkFinder],
    ) -> None:
        self._store = store
        self._contents = contents
        self._texts = texts
        self._answers = answers
        self._finder = finder
        self._last: tuple[str, Edges] | None = None
        self._lock = threading.Lock()

    def current(self, version: str, cancel: CancelToken) -> Edges:
        """The graph of a state of the library.

        Args:
            version: Names the state, in any process.
            cancel: Checked often.

        Raises:
            Cancelled: The caller cancelled.
        """
        with self._lock:
            if self._last is None or self._last[0] != version:
                self._last = (version, _edges(self._lists(version, cancel)))
            return self._last[1]

    def _lists(self, version: str, cancel: CancelToken) -> WorkLists:
        kept, _ = self._read(version)
        if kept is not None:
            return kept
        old, stamp = self._read(None)
        catalogue = self._contents.catalogue
        lists = updated(old or WorkLists(), self._stamps(catalogue), self._works, cancel)
        lists = self._found(lists, cancel, again=stamp != catalogue.stamp)
        if lists.lists:
            buffers = {**lists.buffers(), _CATALOGUE: catalogue.stamp.encode()}
            with suppress(StoreError):  # only speed depends on it
                self._store.write_cache(CACHE, version, buffers)
        return lists

    def _read(self, version: str | None) -> tuple[WorkLists | None, str]:
        """The lists of a version, or of any, with the stamp of their catalogue; None where unusable."""
        buffers = self._store.read_cache(CACHE, version)
        with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
            if buffers is not None:
                return WorkLists.of_buffers(buffers), bytes(buffers[_CATALOGUE]).decode()
        return None, ""

    def _stamps(self, catalogue: Catalogue | Bundle) -> dict[str, str]:
        """The stamps of all lists: ``text KEY``, ``cites KEY`` and ``cited-by KEY``."""
        stamp_of = self._texts.kept_stamps()
        keys = map(catalogue.key_at, range(len(catalogue) if self._texts.version() else 0))
        texts = {f"{TEXT} {key}": stamp for key in keys if (stamp := stamp_of(key))}
        answers = {
            f"{direction} {key}": stamp
            for direction in (CITES, CITED_BY)
            for key, stamp in self._answers.stamps(direction).items()
        }
        return texts | answers

    def _works(self, name: str) -> Iterable[Work]:
        """The works of a list."""
        kind, _, key = name.partition(" ")
        if kind != TEXT:
            return [work for answer in self._answers.get(PaperKey(key), kind) for work in answer.works]
        paper = self._contents.catalogue.get(PaperKey(key))
        with suppress(StoreError):
            text = self._texts.get(paper) if paper else None
            return works_of(text.document) if text else ()
        return ()

    def _found(self, lists: WorkLists, cancel: CancelToken, *, again: bool) -> WorkLists:
        """The lists with the papers that their works are; those known already are looked for if asked to."""
        papers = [*lists.papers]
        sought = [place for place, paper in enumerate(papers) if again or paper is None]
        names = [lists.names[place].split() for place in sought]
        found = self._finder(cancel).find_named(names, lambda number: lists.works[sought[number]])
        for place, paper in zip(sought, found, strict=True):
            papers[place] = paper.key if paper else ""
        return replace(lists, papers=papers)


def _edges(lists: WorkLists) -> Edges:
    ids = [lists.id(place) for place in range(len(lists.names))]
    edges = defaultdict[PaperKey, list[str]](list)
    citing = set[PaperKey]()
    for name, (_, places) in lists.lists.items():
        kind, _, key = name.partition(" ")
        if kind == CITED_BY:
            for place in places:
                if lists.papers[place]:
                    edges[PaperKey(lists.papers[place] or "")].append(key)
            continue
        cited = [id_ for place in places if (id_ := ids[place])]
        edges[PaperKey(key)] += cited
        if cited:
            citing.add(PaperKey(key))
    places_of = {id_: place for place, id_ in enumerate(ids)}
    here = {paper for paper in lists.papers if paper}
    return Edges(CitationGraph(edges), lists.works, places_of, here, frozenset(citing))
