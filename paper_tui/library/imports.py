"""What an import does to a library: a pure plan, made from what came in and what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from paper_tui.papers.identity import Identity, IdentityIndex
from paper_tui.papers.merge import merge
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, Shelf, State

STARTER = "starter"
"""The source of the papers that a library shows before anything was imported."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What is to be written, and how many papers each part of it concerns."""

    papers: Mapping[PaperKey, Paper | None] = field(default_factory=dict)
    """Papers to store by key; None removes one that became part of another, or a starter paper."""
    marks: tuple[Mark, ...] = ()
    """Marks that move to another key."""
    added: int = 0
    updated: int = 0
    same: int = 0


class ImportPlanner:
    """Finds each paper's place among those that are known; feed it papers, then take its `plan`."""

    def __init__(self, known: Iterable[Paper], shelf: Shelf, now: str) -> None:
        self._now = now
        self._shelf = shelf
        self._papers = {paper.key: paper for paper in known}
        self._before = dict(self._papers)
        self._index = IdentityIndex((paper.key, paper.identity) for paper in self._papers.values())
        self._moved: dict[PaperKey, PaperKey] = {}
        self._removed: set[PaperKey] = set()
        self._touched: dict[PaperKey, None] = {}
        self._drop_starter()
        self._orphans = IdentityIndex(
            (mark.key, mark.identity) for mark in shelf if mark.key not in self._papers
        )

    def add(self, paper: Paper) -> None:
        """Merge a paper with what is known of it, or take it in as new."""
        keys = self._index.find_all(paper.identity)
        if keys:
            merged = self._join(keys)
            self._papers[merged.key] = merge(merged, paper)
        else:
            merged = replace(paper, key=self._key_for(paper), added=self._now)
            self._papers[merged.key] = merged
        self._touched[merged.key] = None
        self._index.add(merged.key, paper.identity)

    def plan(self) -> ImportPlan:
        """Everything that the papers fed so far change."""
        fresh = [key for key in self._touched if key in self._papers and key not in self._before]
        known = [key for key in self._touched if key in self._papers and key in self._before]
        updated = [key for key in known if self._papers[key] != self._before[key]]
        papers: dict[PaperKey, Paper | None] = {key: self._papers[key] for key in (*fresh, *updated)}
        papers |= dict.fromkeys(self._removed & self._before.keys())
        return ImportPlan(papers, self._moved_marks(), len(fresh), len(updated), len(known) - len(updated))

    def _drop_starter(self) -> None:
        """Let the first real import take the starter papers' place, unless the reader has used one."""
        if any(paper.source != STARTER or paper.key in self._shelf for paper in self._papers.values()):
            return
        self._removed.update(self._papers)
        self._papers.clear()
        self._index = IdentityIndex()

    def _key_for(self, paper: Paper) -> PaperKey:
        """The paper's own key, or the one under which the reader marked it in an earlier catalogue."""
        orphan = self._orphans.find(paper.identity)
        return orphan if orphan is not None and orphan not in self._papers else paper.key

    def _join(self, keys: list[PaperKey]) -> Paper:
        """The known paper; where a description shows that several are one, that one."""
        first, *others = dict.fromkeys(map(self._current, keys))
        joined = self._papers[first]
        for key in others:
            other = self._papers[key]
            if joined.identity.contradicts(other.identity):
                continue
            joined = replace(merge(joined, other), aliases=(*joined.aliases, key, *other.aliases))
            self._moved[key] = joined.key
            self._removed.add(key)
            del self._papers[key]
        self._papers[joined.key] = joined
        return joined

    def _current(self, key: PaperKey) -> PaperKey:
        """The key under which a paper stands by now."""
        while key in self._moved:
            key = self._moved[key]
        return key

    def _moved_marks(self) -> tuple[Mark, ...]:
        """The marks of papers that became one, joined under its key, and blank ones under the old keys."""
        marks: dict[PaperKey, Mark] = {}
        for old, new in self._moved.items():
            if old in self._shelf:
                current = self._current(new)
                kept = marks.get(current, self._shelf.get(current))
                marks[current] = join_marks(kept, self._shelf.get(old))
                marks[old] = Mark(old)
        return tuple(marks.values())


def join_marks(kept: Mark, moved: Mark) -> Mark:
    """All that was done with two papers that turned out to be one, under the kept one's key."""
    notes = dict.fromkeys(note for note in (kept.note, moved.note) if note)
    return Mark(
        kept.key,
        kept.identity if kept.identity != Identity() else moved.identity,
        bookmarked=min(filter(None, (kept.bookmarked, moved.bookmarked)), default=""),
        state=kept.state if kept.state is not State.NEW else moved.state,
        tags=tuple(sorted({*kept.tags, *moved.tags})),
        note="\n\n".join(notes),
        seen=min(filter(None, (kept.seen, moved.seen)), default=""),
    )
