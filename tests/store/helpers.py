"""Helpers of the store's tests: papers, marks, a clock, and prepared libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, Shelf, mark_of
from paper_tui.store import Catalogue, PaperChanges, Store

START = datetime(2026, 9, 3, 10, 0, tzinfo=UTC)
STAR = "2026-09-03T10:00:00.000Z"


class Ticking:
    """A clock that goes on by a second whenever it is looked at."""

    def __init__(self, start: datetime = START) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def paper(number: int, **fields: str) -> Paper:
    """One of many papers, the same for the same number."""
    title = fields.pop("title", f"Paper number {number}: on tests")
    return build_paper(title=title, arxiv_id=f"2401.{number:05}", abstract=f"Words of {number}.", **fields)


def papers(count: int, first: int = 1) -> list[Paper]:
    return [paper(number) for number in range(first, first + count)]


def opened(folder: Path, clock: Callable[[], datetime] | None = None) -> Store:
    return Store.open(folder, clock=clock or Ticking())


def imported(store: Store, found: Iterable[Paper], label: str = "import") -> None:
    store.change_papers(label, lambda _catalogue, _shelf: PaperChanges({each.key: each for each in found}))


def deleted(store: Store, keys: Iterable[PaperKey], label: str = "deleted papers") -> None:
    store.change_papers(label, lambda _catalogue, _shelf: PaperChanges(dict.fromkeys(keys)))


def bookmarked(store: Store, *found: Paper, label: str = "bookmarked") -> None:
    store.change(label, lambda shelf: [starred(shelf, each) for each in found])


def starred(shelf: Shelf, found: Paper, when: str = STAR) -> Mark:
    return replace(shelf.get(found.key), identity=found.identity, bookmarked=when)


def noted(found: Paper, note: str) -> Mark:
    return replace(mark_of(found), note=note)


def content(store: Store) -> tuple[dict[PaperKey, Paper], dict[PaperKey, Mark]]:
    """All that a library holds, for comparing."""
    return papers_of(store.catalogue), dict(store.shelf.marks)


def papers_of(catalogue: Catalogue) -> dict[PaperKey, Paper]:
    return {each.key: each for each in catalogue}


def drafts(folder: Path) -> list[str]:
    """Files that should not outlive a save."""
    return [path.name for path in folder.rglob("*") if path.name.endswith(".tmp") or ".next-" in path.name]


def library(folder: Path, count: int = 20, marks: int = 8) -> Path:
    """A library with papers, marks in the shelf's file, later marks in the journal, and a history."""
    store = opened(folder)
    found = papers(count)
    imported(store, found)
    bookmarked(store, *found[:marks])
    store.fold()
    store.change("noted", lambda _: [noted(found[marks], "a note")])
    imported(store, papers(2, count + 1), "second import")
    store.close()
    return folder
