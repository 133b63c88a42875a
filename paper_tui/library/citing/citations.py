"""Citations of the papers of a library and what they connect, from kept texts and answers of services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from paper_tui.graph import Related, merged_works
from paper_tui.library.citing.citation_answers import CITED_BY, CITES, Answer, AnswerCache
from paper_tui.library.citing.citation_graph import EdgeCache, Edges
from paper_tui.library.citing.text_references import (
    MOST_REFERENCES,
    work_of_reference,
    works_of,
)
from paper_tui.library.citing.work_finder import WorkFinder
from paper_tui.library.contents import Contents
from paper_tui.library.full_text.texts import Texts
from paper_tui.library.importing.imports import no_progress
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.clock import Clock
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.work import Work, work_of
from paper_tui.store import Store

if TYPE_CHECKING:
    from paper_tui.documents.model import Document
    from paper_tui.sources.services import FetchSettings

LIBRARY = "library"
"""Source of a work that a kept text or an answer for another paper names."""


class Standing(Enum):
    """The standing of a work for the reader."""

    HERE = "in your library"
    KNOWN = "known"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Cited:
    """A work, and the paper of the library that it is."""

    work: Work
    paper: Paper | None

    @property
    def standing(self) -> Standing:
        """True if the library has it, or could add it by an identifier."""
        if self.paper is not None:
            return Standing.HERE
        return Standing.KNOWN if self.work.arxiv_id or self.work.doi else Standing.UNRESOLVED


@dataclass(frozen=True, slots=True)
class WorkList:
    """The works that are connected with a paper, and where they were named."""

    works: tuple[Cited, ...]
    answers: tuple[Answer, ...] = ()
    """Of services, those that list nothing included."""
    has_text: bool = False
    """True if a text of the paper itself was read."""

    @property
    def said(self) -> str:
        """The sources of the works, and the reasons of those that list none, in one line."""
        days = sorted({answer.day for answer in self.answers if answer.day})
        parts = ["from the kept text"] if self.has_text else []
        parts += [answer.text for answer in self.answers]
        return " · ".join(parts) + (f" ({days[-1]})" if days else "")


@dataclass(frozen=True, slots=True)
class Connected:
    """A work or paper that others connect, with the reason."""

    cited: Cited
    count: int
    by: tuple[Cited, ...]
    """Some of what connects them: works that both cite, or papers that cite it."""


class Citations:
    """The citations of a library; only `look_up` needs a network."""

    def __init__(
        self, store: Store, contents: Contents, indexes: Indexes, texts: Texts, directory: Path, clock: Clock
    ) -> None:
        self._store = store
        self._contents = contents
        self._indexes = indexes
        self._texts = texts
        self._clock = clock
        self.answers = AnswerCache(directory)
        self._edges = EdgeCache(store, contents, texts, self.answers, self._finder)

    def _finder(self, cancel: CancelToken = NEVER) -> WorkFinder:
        return WorkFinder(self._store.catalogue, self._indexes, cancel)

    def references(self, paper: Paper) -> WorkList:
        """The works that a paper cites, in the order of its bibliography: as far as that is known offline.

        Raises:
            store.StoreError: The kept text cannot be read.
        """
        text = self._texts.get(paper)
        answers = self.answers.get(paper.key, CITES)
        works = merged_works(
            [*(works_of(text.document) if text else ()), *(work for each in answers for work in each.works)]
        )
        return WorkList(self._resolved(works), tuple(answers), text is not None)

    def cited_by(self, paper: Paper, cancel: CancelToken = NEVER) -> WorkList:
        """The works that cite a paper, those of the library first: as far as that is known offline.

        Raises:
            Cancelled: The caller cancelled.
        """
        answers = self.answers.get(paper.key, CITED_BY)
        found = map(self._contents.catalogue.get, self.citing(paper, cancel))
        here = (work_of(each, LIBRARY) for each in found if each is not None)
        works = merged_works([*here, *(work for each in answers for work in each.works)])
        return WorkList(self._resolved(works), tuple(answers))

    def look_up(
        self,
        paper: Paper,
        direction: str,
        settings: FetchSettings,
        *,
        again: bool = False,
        doing: Callable[[str], object] = no_progress,
        cancel: CancelToken = NEVER,
    ) -> WorkList:
        """`references` or `cited_by`, with what services say; blocks while they answer.

        Args:
            paper: The paper.
            direction: `citation_answers.CITES` or `CITED_BY`.
            settings: What requests may do.
            again: Whether to ask although the last answers are not old.
            doing: Called with what is being done, in words.
            cancel: Checked often.

        Raises:
            Cancelled: The caller cancelled; nothing is remembered.
            store.StoreError: The kept text cannot be read.
        """
        from paper_tui.library.citing.citation_look_up import look_up

        find, now = self._finder(cancel).find, self._clock()
        answers = look_up(
            paper, direction, self.answers, settings, now, find, again=again, doing=doing, cancel=cancel
        )
        found = self.references(paper) if direction == CITES else self.cited_by(paper, cancel)
        return replace(found, answers=tuple(answers))

    def is_known(self, found: WorkList, direction: str) -> bool:
        """Return whether what is known offline answers a question, so that no service need be asked."""
        today = self._clock().date()
        if direction == CITES and found.has_text and found.works:
            return True
        return any(answer.works and answer.is_fresh(direction, today) for answer in found.answers)

    def _resolved(self, works: Sequence[Work]) -> tuple[Cited, ...]:
        """Works with the papers of the library that they are, each paper once."""
        found = map(Cited, works, self._finder().find(works))
        papers: set[PaperKey] = set()
        kept = []
        for each in found:
            if each.paper is None or each.paper.key not in papers:
                kept.append(each)
            if each.paper is not None:
                papers.add(each.paper.key)
        return tuple(kept)

    def known_references(self, document: Document) -> dict[int, Paper]:
        """The papers of the library that a text refers to, by the index of the block of each reference."""
        from paper_tui.documents.model import Reference as Entry

        found = [
            (block.index, block.content) for block in document.blocks if isinstance(block.content, Entry)
        ][:MOST_REFERENCES]
        papers = self._finder().find([work_of_reference(reference) for _, reference in found])
        return {index: paper for (index, _), paper in zip(found, papers, strict=True) if paper is not None}

    def having_references(self, cancel: CancelToken = NEVER) -> Iterable[PaperKey]:
        """The papers whose references are known."""
        return self._known(cancel).citing

    def citing(self, paper: Paper, cancel: CancelToken = NEVER) -> list[PaperKey]:
        """The papers of the library that cite one."""
        return [key for key in self._known(cancel).graph.cited_by(paper.key) if key != paper.key]

    def cited(self, paper: Paper, cancel: CancelToken = NEVER) -> list[PaperKey]:
        """The papers of the library that one cites, by keys, and ids of other works."""
        return [PaperKey(id_) for id_ in self._known(cancel).graph.cites(paper.key) if id_ != paper.key]

    def coupled(self, paper: Paper, most: int = 20, cancel: CancelToken = NEVER) -> list[Connected]:
        """Papers of the library that cite the same works, most in common first."""
        graph = self._known(cancel).graph
        return self._connected(graph.coupled(paper.key, most), cancel)

    def co_cited(self, paper: Paper, most: int = 20, cancel: CancelToken = NEVER) -> list[Connected]:
        """Works that papers of the library cite together with one, most often first."""
        graph = self._known(cancel).graph
        return self._connected(graph.co_cited(paper.key, most), cancel)

    def missing(self, most: int = 20, cancel: CancelToken = NEVER) -> list[Connected]:
        """Works that several bookmarked papers cite and the library lacks, most often cited first.

        Raises:
            Cancelled: The caller cancelled.
        """
        known = self._known(cancel)
        bookmarked = [mark.key for mark in self._contents.shelf.bookmarks]
        return self._connected(known.graph.missing(bookmarked, known.here, most), cancel)

    def _connected(self, related: Sequence[Related], cancel: CancelToken) -> list[Connected]:
        known = self._known(cancel)

        def cited(id_: str) -> Cited:
            paper = self._contents.catalogue.get(PaperKey(id_))
            return Cited(work_of(paper, LIBRARY) if paper else known.work(id_), paper)

        return [Connected(cited(each.id), each.count, tuple(map(cited, each.by))) for each in related]

    @property
    def version(self) -> str:
        """Names what is known now: it changes when a text or an answer is added."""
        return f"{self._texts.version()} {self.answers.version()}"

    def citing_counts(self, keys: Iterable[PaperKey], cancel: CancelToken = NEVER) -> Counter[PaperKey]:
        """Count by paper of the library how many of some papers it cites, as far as that is known.

        Raises:
            Cancelled: The caller cancelled.
        """
        if not self._texts.version() and not self.answers.version():
            return Counter()
        graph = self._known(cancel).graph
        return Counter(citing for key in keys for citing in graph.cited_by(key) if citing != key)

    def recommended(
        self, papers: Sequence[Paper], most: int, settings: FetchSettings, cancel: CancelToken = NEVER
    ) -> list[Paper]:
        """Ask a service for papers like some, of which the library has none; blocks.

        Raises:
            sources.services.FetchError: It could not be asked.
            Cancelled: The caller cancelled.
        """
        from paper_tui.sources.services import NotFound
        from paper_tui.sources.services.recommendations import recommended

        found: dict[PaperKey, Paper] = {}
        for paper in papers:
            with suppress(NotFound):
                some = recommended(paper, most, settings, cancel, self._clock().date())
                found |= {each.key: each for each in some}
        new = [each for key, each in found.items() if self._contents.catalogue.get(key) is None]
        here = self._finder(cancel).find([work_of(each, "") for each in new])
        return [each for each, known in zip(new, here, strict=True) if known is None]

    def _known(self, cancel: CancelToken) -> Edges:
        version = f"{self._contents.catalogue.stamp} {self.version}"
        return self._edges.current(version, cancel)
