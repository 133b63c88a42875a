"""The citation graph of a library, from kept texts and answers of services; kept while nothing changes."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain

from paper_tui.graph import CitationGraph, WorkMerger
from paper_tui.library.citing.citation_answers import CITED_BY, CITES, AnswerCache
from paper_tui.library.citing.text_references import TextReferences
from paper_tui.library.citing.work_finder import WorkFinder
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.work import Work


@dataclass(frozen=True, slots=True)
class Edges:
    """All known citations, by papers of the library."""

    graph: CitationGraph
    """A paper of the library goes by its key, any other work by its id."""
    works: Mapping[str, Work]
    """The other works by id."""
    here: Set[str]
    """The keys of cited papers of the library."""
    citing: frozenset[PaperKey]
    """The papers whose references are known."""


class EdgeCache:
    """Builds the graph when something changed; that reads all references."""

    def __init__(
        self, texts: TextReferences, answers: AnswerCache, finder: Callable[[CancelToken], WorkFinder]
    ) -> None:
        self._texts = texts
        self._answers = answers
        self._finder = finder
        self._last: tuple[object, Edges] | None = None
        self._lock = threading.Lock()

    def current(self, version: object, cancel: CancelToken) -> Edges:
        """The graph of a state of the library.

        Raises:
            Cancelled: The caller cancelled.
        """
        with self._lock:
            if self._last is None or self._last[0] != version:
                self._last = (version, self._built(cancel))
            return self._last[1]

    def _built(self, cancel: CancelToken) -> Edges:
        merger, cited = WorkMerger(), defaultdict[PaperKey, list[int]](list)
        place_of = cache(merger.add)  # many papers cite the same
        listed = {
            key: [work for answer in answers for work in answer.works]
            for key, answers in self._answers.all(CITES).items()
        }
        for key, works in chain(self._texts.works(cancel=cancel).items(), listed.items()):
            cancel.check()
            cited[key] += map(place_of, works)
        papers = self._finder(cancel).find(merger.works)
        names = [paper.key if paper else work.id for paper, work in zip(papers, merger.works, strict=True)]
        edges = {key: [names[place] for place in places if names[place]] for key, places in cited.items()}
        citing = frozenset(key for key, works in edges.items() if works)
        self._add_citing(edges, cancel)
        return Edges(
            CitationGraph(edges),
            {name: work for name, work in zip(names, merger.works, strict=True) if name},
            {paper.key for paper in papers if paper},
            citing,
        )

    def _add_citing(self, edges: dict[PaperKey, list[str]], cancel: CancelToken) -> None:
        """Add the papers of the library that services say cite another of its papers."""
        pairs = [
            (key, work)
            for key, answers in self._answers.all(CITED_BY).items()
            for answer in answers
            for work in answer.works
        ]
        papers = self._finder(cancel).find([work for _, work in pairs])
        for (key, _), paper in zip(pairs, papers, strict=True):
            if paper is not None:
                edges.setdefault(paper.key, []).append(key)
