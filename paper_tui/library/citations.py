"""References of a library's papers, read from their kept texts, and the connections between them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paper_tui.files import replace_file
from paper_tui.graph import CitationGraph, Related, merged_works
from paper_tui.library.contents import Contents
from paper_tui.library.imports import no_progress
from paper_tui.library.index_cache import Indexes
from paper_tui.library.paper_finder import PaperFinder
from paper_tui.library.texts import Texts
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.text import clean_line
from paper_tui.papers.work import Work
from paper_tui.store import Store, StoreError

if TYPE_CHECKING:
    from paper_tui.documents.model import Document, Reference

REMEMBERED = "references.json"
TEXT = "text"
MOST_REFERENCES = 5_000
LONGEST_ENTRY = 1_000

_Kept = tuple[str, list[Work]]
"""Names the text that works were read from; and the works."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A work, and the paper of the library that it is."""

    work: Work
    paper: Paper | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A work that papers of the reader's cite and the library lacks."""

    work: Work
    count: int
    by: tuple[Paper, ...]
    """Some of those papers."""


class Citations:
    """The references of papers whose text is kept; needs no network."""

    def __init__(
        self, store: Store, contents: Contents, indexes: Indexes, texts: Texts, directory: Path
    ) -> None:
        self._store = store
        self._contents = contents
        self._indexes = indexes
        self._texts = texts
        self._remembered = directory / "cache" / REMEMBERED
        self._lock = threading.Lock()

    def references(self, paper: Paper) -> list[Cited] | None:
        """The references of a paper, in the order of its bibliography; None if no text of it is kept.

        Raises:
            store.StoreError: The text cannot be read.
        """
        text = self._texts.get(paper)
        return None if text is None else self.resolved(works_of(text.document))

    def resolved(self, works: list[Work]) -> list[Cited]:
        """Works with the papers of the library that they are."""
        finder = PaperFinder(self._store.catalogue, self._indexes)
        return [Cited(work, finder.find(work.identity)) for work in works]

    def known_references(self, document: Document) -> dict[int, Paper]:
        """The papers of the library that a text refers to, by the index of the block of each reference."""
        from paper_tui.documents.model import Reference as Entry

        found = [
            (block.index, block.content) for block in document.blocks if isinstance(block.content, Entry)
        ][:MOST_REFERENCES]
        resolved = self.resolved([_work_of(reference) for _, reference in found])
        return {
            index: cited.paper
            for (index, _), cited in zip(found, resolved, strict=True)
            if cited.paper is not None
        }

    def works(
        self, doing: Callable[[str], object] = no_progress, cancel: CancelToken = NEVER
    ) -> dict[PaperKey, list[Work]]:
        """The references of each paper with a kept text; unchanged texts are not read again.

        Raises:
            Cancelled: The caller cancelled.
        """
        with self._lock:
            known, found, stamp_of = self._read(), dict[PaperKey, _Kept](), self._texts.kept_stamps()
            stamps = {key: stamp for key in self._keys() if (stamp := stamp_of(key))}
            for number, (key, stamp) in enumerate(stamps.items(), 1):
                cancel.check()
                if key in known and known[key][0] == stamp:
                    found[key] = known[key]
                    continue
                doing(f"reading the references of {number:,} of {len(stamps):,} texts")
                paper = self._contents.catalogue.get(key)
                with suppress(StoreError):
                    text = self._texts.get(paper) if paper else None
                    found[key] = (stamp, works_of(text.document) if text else [])
            if found != known:
                self._write(found)
            return {key: works for key, (_, works) in found.items()}

    def _keys(self) -> list[PaperKey]:
        catalogue = self._contents.catalogue
        return [catalogue.key_at(place) for place in range(len(catalogue))]

    def missing(self, most: int = 20, cancel: CancelToken = NEVER) -> list[Missing]:
        """Works that several bookmarked papers cite and the library lacks, most often cited first.

        Raises:
            Cancelled: The caller cancelled.
        """
        works = self.works(cancel=cancel)
        by_id = {work.id: work for some in works.values() for work in some if work.id}
        finder = PaperFinder(self._store.catalogue, self._indexes, cancel)
        graph = CitationGraph({key: [work.id for work in some if work.id] for key, some in works.items()})
        bookmarked = [mark.key for mark in self._contents.shelf.bookmarks]
        here = {id_ for id_ in by_id if finder.find(by_id[id_].identity) is not None}
        return [self._missing(each, by_id[each.id]) for each in graph.missing(bookmarked, here, most)]

    def _missing(self, related: Related, work: Work) -> Missing:
        catalogue = self._contents.catalogue
        papers = (catalogue.get(PaperKey(key)) for key in related.by)
        return Missing(work, related.count, tuple(paper for paper in papers if paper is not None))

    def cited_by(self, paper: Paper, cancel: CancelToken = NEVER) -> list[Paper]:
        """The papers of the library that cite one, as far as their texts are kept.

        Raises:
            Cancelled: The caller cancelled.
        """
        catalogue = self._contents.catalogue
        found = (
            catalogue.get(key)
            for key, works in self.works(cancel=cancel).items()
            if any(work.identity.same_paper(paper.identity) for work in works)
        )
        return [each for each in found if each is not None and each.key != paper.key]

    def _read(self) -> dict[PaperKey, _Kept]:
        try:
            stored = json.loads(self._remembered.read_bytes())
            return {
                PaperKey(key): (str(stamp), [_work(each) for each in works])
                for key, (stamp, works) in stored.items()
            }
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def _write(self, kept: Mapping[PaperKey, _Kept]) -> None:
        record = {key: [stamp, [_record(work) for work in works]] for key, (stamp, works) in kept.items()}
        with suppress(OSError):  # only speed depends on it
            replace_file(self._remembered, json.dumps(record).encode())


def works_of(document: Document) -> list[Work]:
    """The bibliography of a document, each work once."""
    return merged_works(map(_work_of, document.references[:MOST_REFERENCES]))


def _work_of(reference: Reference) -> Work:
    from paper_tui.documents.model import plain

    return Work(
        title=clean_line(reference.title),
        authors=(clean_line(reference.authors),) if reference.authors else (),
        year=reference.year,
        arxiv_id=reference.arxiv_id,
        doi=reference.doi,
        text=clean_line(plain(reference.parts), LONGEST_ENTRY),
        sources=(TEXT,),
    )


def _record(work: Work) -> dict[str, Any]:
    """A work as stored, without empty fields. Any: JSON values."""
    return {name: value for name, value in asdict(work).items() if value}


def _work(record: Mapping[str, Any]) -> Work:
    return Work(
        title=str(record.get("title", "")),
        authors=tuple(map(str, record.get("authors", ()))),
        year=str(record.get("year", "")),
        arxiv_id=str(record.get("arxiv_id", "")),
        doi=str(record.get("doi", "")),
        text=str(record.get("text", "")),
        sources=tuple(map(str, record.get("sources", ()))),
    )
