"""The key in this library for a subject of another device: the same paper may have another key here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from paper_tui.library.contents import Contents
from paper_tui.library.importing.imports import Imports
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.library.paper_finder import PaperFinder
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import Entry, entry_record
from paper_tui.papers.shelf import Mark
from paper_tui.papers.text import clean_line
from paper_tui.store import Catalogue, Store
from paper_tui.sync.events import Json
from paper_tui.sync.mark_fields import PAPER, RECORD, mark_from_fields
from paper_tui.sync.replica import Replica

_TEXTS = ("key", "title", "abstract", "authors", "published", "arxiv_id", "doi", "url", "venue", "categories")


class SharedPapers:
    """The papers of this library by the subjects of others."""

    def __init__(
        self, store: Store, contents: Contents, imports: Imports, indexes: Indexes, replica: Replica
    ) -> None:
        self._store = store
        self._contents = contents
        self._imports = imports
        self._indexes = indexes
        self._state = replica.state
        self._found: dict[str, PaperKey] = {}
        self._finder: tuple[Catalogue, PaperFinder] | None = None

    def subjects(self) -> Mapping[PaperKey, Sequence[str]]:
        """The subjects that represent each paper of this library."""
        found: defaultdict[PaperKey, list[str]] = defaultdict(list)
        for subject in self._state.subjects():
            if subject.startswith(PAPER):
                found[self.key(subject)].append(subject)
        return found

    def key(self, subject: str) -> PaperKey:
        """The key here of the paper that a subject is about."""
        key = PaperKey(subject.removeprefix(PAPER))
        if key in self._contents.shelf or self._store.catalogue.ordinal(key) is not None:
            return key
        if subject not in self._found:
            self._found[subject] = self._by_identity(subject) or key
        return self._found[subject]

    def _by_identity(self, subject: str) -> PaperKey | None:
        """The paper here that is the same as one with another key."""
        stored = self._state.get(subject, "identity")
        wanted = mark_from_fields(subject, {"identity": stored.value if stored else {}}).identity
        catalogue = self._store.catalogue
        if self._finder is None or self._finder[0] is not catalogue:
            self._finder = (catalogue, PaperFinder(catalogue, self._indexes))
        paper = self._finder[1].find(wanted)
        return None if paper is None else paper.key

    def described(self, key: PaperKey, subject: str) -> dict[str, Json] | None:
        """The description of a paper received from others, else the one to send to them."""
        record = self._state.get(subject, RECORD)
        if record is not None and isinstance(record.value, dict):
            return record.value
        paper = self._store.catalogue.get(key)
        if paper is None:
            return None
        fields = entry_record(Entry(paper, Mark(key)))
        return {name: fields[name] for name in _TEXTS if fields.get(name)}

    def add(self, records: Iterable[Json]) -> None:
        """Add papers to the library that others marked and that it does not have."""
        from paper_tui.sources import jsonl

        papers: list[Paper] = []
        for record in records:
            if not isinstance(record, dict) or not isinstance(record.get("key"), str):
                continue
            if self._store.catalogue.ordinal(PaperKey(record["key"])) is not None:
                continue
            try:
                item = jsonl.own_item(record)
            except (ValueError, TypeError, AttributeError):
                continue  # a faulty peer's; the mark is kept without its paper
            paper = item.paper if isinstance(item, Entry) else item
            if self._store.catalogue.ordinal(paper.key) is None:
                papers.append(paper)
        self._found.clear()
        if self._contents.keep_starter_with(papers):
            return
        if papers:
            self._imports.add(papers, "synchronised papers")


def is_key(text: str) -> bool:
    """Return whether a text can be the key of a paper."""
    return bool(text) and clean_line(text) == text
