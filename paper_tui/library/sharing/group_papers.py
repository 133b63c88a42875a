"""Papers of a group: described for others, and brought into the library from what others describe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from paper_tui.files import read_json, replace_file
from paper_tui.library.contents import Contents
from paper_tui.library.importing.imports import Imports
from paper_tui.library.indexing.index_cache import Indexes
from paper_tui.library.paper_finder import PaperFinder
from paper_tui.papers.clock import Clock, timestamp
from paper_tui.papers.paper import Paper, PaperKey, Sighting
from paper_tui.papers.serialization import Entry, entry_record
from paper_tui.papers.shelf import Mark
from paper_tui.store import Catalogue, PaperChanges, Store
from paper_tui.sync.group.view import GroupPaper

_PUBLIC = ("title", "abstract", "published", "arxiv_id", "doi", "url", "venue", "categories")
MOST_AUTHORS = 100
MOST_BROUGHT = 50_000
"""Papers that one exchange brings."""


def described(paper: Paper) -> dict[str, Any]:
    """The public description of a paper, without the reader's marks. Any: a JSON object."""
    record = entry_record(Entry(paper, Mark(paper.key)))
    public = {name: record[name] for name in _PUBLIC if record.get(name)}
    if not str(public.get("url", "")).startswith(("https://", "http://")):
        public.pop("url", None)
    return {"key": paper.key, "authors": list(paper.authors[:MOST_AUTHORS])} | public


def source_name(group: str) -> str:
    """The source of papers that a group brought: ``source:group-lab``."""
    return f"group-{group}"


class GroupPapers:
    """Brings a group's papers into the library, and knows which paper here is which there."""

    def __init__(
        self, store: Store, contents: Contents, imports: Imports, indexes: Indexes, clock: Clock
    ) -> None:
        self._store = store
        self._contents = contents
        self._imports = imports
        self._indexes = indexes
        self._clock = clock

    def bring(self, group: str, folder: Path, papers: Iterable[GroupPaper]) -> int:
        """Add the papers that the library does not have; return how many.

        One that was brought before and is gone was removed by the reader, and is not brought again.
        """
        path = folder / "brought.json"
        brought = _texts(path)
        unknown = [each for each in papers if each.key not in brought][:MOST_BROUGHT]
        if not unknown:
            return 0
        here = self.keys(unknown)
        found = (self._paper(group, each) for each in unknown if each.key not in here)
        added = [paper for paper in found if paper is not None]
        if added and not self._contents.keep_starter_with(added):
            self._imports.add(added, f"papers of the group {group}")
        replace_file(path, json.dumps(sorted({*brought, *(each.key for each in unknown)})).encode())
        return len(added)

    def keys(self, papers: Iterable[GroupPaper]) -> Mapping[str, PaperKey]:
        """The key in this library of each paper that it has, by its key in the group."""
        catalogue = self._store.catalogue
        finder: PaperFinder | None = None
        found = {}
        for each in papers:
            key = PaperKey(each.key)
            if catalogue.ordinal(key) is not None:
                found[each.key] = key
                continue
            described = next(_sound(each), None)
            if described is not None:
                finder = finder or PaperFinder(catalogue, self._indexes)
                same = finder.find(described.identity)
                if same is not None:
                    found[each.key] = same.key
        return found

    def remove(self, group: str) -> int:
        """Remove the papers that only a group brought and with which nothing was done; undo takes it back."""
        source = source_name(group)

        def plan(catalogue: Catalogue, shelf: Any) -> PaperChanges:  # noqa: ANN401 - the store's shelf
            gone = [
                paper.key
                for paper in catalogue
                if paper.sightings
                and all(each.source == source for each in paper.sightings)
                and shelf.get(paper.key).is_blank
            ]
            return PaperChanges(dict.fromkeys(gone))

        before = len(self._store.catalogue)
        self._store.change_papers(f"removed the papers of the group {group}", plan)
        return before - len(self._store.catalogue)

    def _paper(self, group: str, paper: GroupPaper) -> Paper | None:
        found = next(_sound(paper), None)
        if found is None:
            return None
        return replace(found, sightings=(Sighting(source_name(group), seen=timestamp(self._clock())),))


def _sound(paper: GroupPaper) -> Iterator[Paper]:
    """The descriptions of a paper that describe it, cleaned: a member may be faulty."""
    for record in paper.records:
        found = paper_of(record)
        if found is not None and record["key"] == paper.key:
            yield found


def paper_of(record: Any) -> Paper | None:  # noqa: ANN401 - JSON that anybody may have written
    """The paper that a record from outside describes, cleaned; None where it describes none."""
    from paper_tui.sources import jsonl

    if not isinstance(record, dict) or not isinstance(record.get("key"), str):
        return None
    public = {name: record[name] for name in ("key", "authors", *_PUBLIC) if record.get(name)}
    try:
        item = jsonl.own_item(public)
    except (ValueError, TypeError, AttributeError):
        return None
    return item.paper if isinstance(item, Entry) else item


def _texts(path: Path) -> frozenset[str]:
    found = read_json(path)
    return (
        frozenset(each for each in found if isinstance(each, str)) if isinstance(found, list) else frozenset()
    )
