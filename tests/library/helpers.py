"""Libraries, and papers to put into them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from paper_tui.library import ImportReport, Library
from paper_tui.library.importing.identity_index import Identities
from paper_tui.library.importing.import_planner import ImportPlan, ImportPlanner
from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.serialization import Entry, entry_record
from paper_tui.papers.shelf import Mark, Shelf

NOW = "2026-09-04T08:00:00.000Z"
STAR = "2026-09-01T10:00:00.000Z"


def paper(title: str, source: str = "bibtex", **fields: object) -> Paper:
    return build_paper(title=title, sightings=[Sighting(source, edition="2026-09-03")], **fields)


def starred(of: Paper, **more: object) -> Mark:
    return Mark(of.key, of.identity, bookmarked=STAR, **more)


def added(library: Library, *items: object, name: str = "test") -> ImportReport:
    return library.imports.add(items, name)


def titles(library: Library) -> list[str]:
    return sorted(each.title for each in library.catalogue)


def lines(*entries: Paper | Entry) -> io.BytesIO:
    records = [
        entry_record(each if isinstance(each, Entry) else Entry(each, Mark(each.key))) for each in entries
    ]
    return io.BytesIO("".join(json.dumps(record) + "\n" for record in records).encode())


class Held:
    """A library without a disk: imports are planned by the planner and carried out here."""

    def __init__(self, papers: Iterable[Paper] = (), marks: Iterable[Mark] = ()) -> None:
        self.papers = {each.key: each for each in papers}
        self.shelf = Shelf(marks)

    def add(self, *papers: Paper | Entry) -> ImportPlan:
        known = Bundle(self.papers.values())
        planner = ImportPlanner(known, Identities.of(known), self.shelf, NOW)
        for each in papers:
            if isinstance(each, Entry):
                planner.add(each.paper, each.mark)
            else:
                planner.add(each)
        plan = planner.plan()
        for key, changed in plan.papers.items():
            self.papers.pop(key, None)
            if changed is not None:
                assert changed.key == key
                self.papers[key] = changed
        self.shelf = self.shelf.with_marks(plan.marks)
        return plan

    def __iter__(self) -> Iterator[Paper]:
        return iter(self.papers.values())

    def __len__(self) -> int:
        return len(self.papers)

    def only(self) -> Paper:
        (single,) = self.papers.values()
        return single


def seen(mark: Mark) -> Mark:
    return replace(mark, seen=STAR)


def tomorrow() -> datetime:
    return datetime(2026, 9, 5, 8, 0, tzinfo=UTC)
