"""The plan of an import: a pure function of the imported papers and the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, count, islice
from typing import Protocol

from paper_tui.library.importing.identity_index import Identities, cited_name, names, text_key
from paper_tui.papers.chunked import clear_incrementally
from paper_tui.papers.citation_keys import PATTERN, KeyGiver, made_key
from paper_tui.papers.highlights import in_order
from paper_tui.papers.identity import Identity, IdentityIndex
from paper_tui.papers.joining import joined
from paper_tui.papers.paper import Paper, PaperKey, completed
from paper_tui.papers.same_work import contradiction, evidence
from paper_tui.papers.serial_titles import distinguishing
from paper_tui.papers.shelf import Mark, Shelf, State
from paper_tui.sources.bundled_papers import STARTER

NO_IDENTITY = Identity()
MOST = 16
"""Papers of one name that are looked at."""
EARLIER_TITLE = "a title it had before"
BOTH_NAMED = "a record that names both"
"""The reason why two papers are one, where they have no id and no title in common."""


class Known(Protocol):
    """The papers that a library holds."""

    def __iter__(self) -> Iterator[Paper]: ...
    def get(self, key: PaperKey) -> Paper | None:
        """The paper of a key, or None."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One of the papers that were fed, which is the same as one fed before it."""

    title: str
    citation_key: str
    key: PaperKey
    """Of the paper that it is part of."""
    why: str
    """By what it was found to be the same, in words."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The changes to write, and the number of papers in each part of them."""

    papers: dict[PaperKey, Paper | None] = field(default_factory=dict)
    """Papers to store by key; None removes one that became part of another, or a starter paper."""
    marks: tuple[Mark, ...] = ()
    """Marks that came with papers, or that move to another key."""
    fresh: tuple[PaperKey, ...] = ()
    """The keys of those that are added."""
    added: int = 0
    updated: int = 0
    same: int = 0
    joined: int = 0
    """The number of papers that joined one that was fed before them."""
    joins: tuple[Joined, ...] = ()
    rekeyed: tuple[tuple[str, str, str], ...] = ()
    """Papers whose citation keys others have: title, the key that it came with, the key that it was given."""
    known_as: dict[PaperKey, tuple[str, ...]] = field(default_factory=dict)
    """The names of papers that are stored as they were fed."""


class ImportPlanner:
    """Finds each paper's place among those that are known; feed it papers, then take its `plan`.

    Of the known papers only those are looked at that may be one of the papers fed.
    """

    def __init__(
        self, known: Known, identities: Identities, shelf: Shelf, now: str, pattern: str = PATTERN
    ) -> None:
        self._now = now
        self._shelf = shelf
        self._known = known
        self._identities = identities
        self._papers: dict[PaperKey, Paper | None] = {}
        """The papers looked at, as they are to be; None is not, or no longer, there."""
        self._before: dict[PaperKey, Paper] = {}
        self._fresh: dict[str, list[PaperKey]] = {}
        """Keys by names that papers were given in this import."""
        self._known_as: dict[PaperKey, tuple[str, ...]] = {}
        """The names of papers that are taken in as they came."""
        self._fed = 0
        self._joined: list[Joined] = []
        self._rekeyed: list[tuple[str, str, str]] = []
        self._pattern = pattern
        self._numbers: dict[PaperKey, int] = {}
        """The last number that was put behind a key."""
        self._moved: dict[PaperKey, PaperKey] = {}
        self._touched: dict[PaperKey, None] = {}
        self._marks: dict[PaperKey, Mark] = {}
        self._dropped = self._starter()

    def add(self, paper: Paper, mark: Mark | None = None) -> None:
        """Merge a paper with what is known of it, or take it in as new; so too what was done with it."""
        self._fed += 1
        known_as = tuple(names(paper))
        found = self._find(paper, known_as)
        described = replace(paper, aliases=self._free(paper.aliases)) if paper.aliases else paper
        if found:
            known = self._join(found)
            why = _evidence(known, paper) or EARLIER_TITLE
            merged = self._with_names(joined(known, described, why), (known, paper))
            if merged.key in self._touched:
                self._joined.append(Joined(paper.title, paper.citation_key, merged.key, why))
        else:
            key = self._key_for(paper)
            merged = described if key == paper.key else replace(described, key=key)
        if merged is paper:
            self._known_as[paper.key] = known_as
        else:
            self._known_as.pop(merged.key, None)
        self._papers[merged.key] = merged
        self._touched[merged.key] = None
        for name in known_as:
            keys = self._fresh.setdefault(name, [])
            if keys[-1:] != [merged.key]:
                keys.append(merged.key)
        if mark is not None:
            self._put(merged, mark)

    def plan(self) -> ImportPlan:
        """Everything that the papers fed so far change; none can be fed after it."""
        clear_incrementally(self._fresh)
        self._complete()
        present = {key: paper for key, paper in self._papers.items() if paper is not None}
        touched = [key for key in self._touched if key in present]
        fresh = [key for key in touched if key not in self._before]
        updated = [key for key in touched if key in self._before and present[key] != self._before[key]]
        papers: dict[PaperKey, Paper | None] = dict.fromkeys(self._dropped)
        papers |= {key: None for key in self._moved if key in self._before}
        papers |= {key: present[key] for key in (*fresh, *updated)}
        same = len(touched) - len(fresh) - len(updated)
        return ImportPlan(
            papers,
            tuple(self._marks.values()),
            tuple(fresh),
            len(fresh),
            len(updated),
            same,
            self._fed - len(touched),
            tuple(self._joined),
            tuple(self._rekeyed),
            self._known_as,
        )

    def _complete(self) -> None:
        """Set the import time of new papers, and give all citation keys, first those of their sources."""
        keys = KeyGiver(self._is_cited)
        fed = [paper for key in self._touched if (paper := self._papers[key]) and not self._keeps_key(paper)]
        for paper in sorted(fed, key=lambda each: not each.citation_key):
            wanted = paper.citation_key or made_key(paper, self._pattern)
            given = keys.give(wanted)
            if given != paper.citation_key and paper.citation_key:
                self._rekeyed.append((paper.title, wanted, given))
            added = paper.added if paper.key in self._before else paper.added or self._now
            if (given, added) != (paper.citation_key, paper.added):
                self._papers[paper.key] = completed(paper, given, added)

    def _keeps_key(self, paper: Paper) -> bool:
        """Return whether a paper has the citation key that it had before."""
        before = self._before.get(paper.key)
        return before is not None and bool(paper.citation_key) and before.citation_key == paper.citation_key

    def _is_cited(self, citation_key: str) -> bool:
        """Return whether a paper that was known has a citation key."""
        if not self._identities:
            return False
        folded = citation_key.casefold()
        keys = map(self._current, self._identities.keys((cited_name(citation_key),)))
        papers = (self._before.get(key) or self._known.get(key) for key in keys)
        return any(paper is not None and paper.citation_key.casefold() == folded for paper in papers)

    def _starter(self) -> tuple[PaperKey, ...]:
        """Starter papers that give way to the first real import: none once the reader did something."""
        keys = []
        for paper in self._known:
            if paper.source != STARTER or _is_used(self._shelf.get(paper.key)):
                return ()
            keys.append(paper.key)
        self._identities = Identities()
        self._papers = dict.fromkeys(keys)
        return tuple(keys)

    def _get(self, key: PaperKey) -> Paper | None:
        """The paper of a key as it is to be."""
        if key not in self._papers:
            known = self._papers[key] = self._known.get(key)
            if known is not None:
                self._before[key] = known
        return self._papers[key]

    def _find(self, paper: Paper, known_as: tuple[str, ...]) -> list[Paper]:
        """Every paper that this one is, the surest first; more than one when it shows that they are one.

        Of each name only so many papers are looked at: one with an id or all facts in common is found by a
        name of its own, and a title that so many have shows nothing.
        """
        keys: dict[PaperKey, None] = {}
        for name in known_as:
            known = islice(self._identities.keys((name,)), MOST) if self._identities else ()
            keys |= dict.fromkeys(map(self._current, chain(known, self._fresh.get(name, ())[:MOST])))
        found = [known for known in map(self._get, keys) if known and _evidence(known, paper)]
        return sorted(found, key=lambda known: _rank(known, paper))

    def _with_names(self, known: Paper, described: tuple[Paper, ...]) -> Paper:
        """The paper, known from now on also by what descriptions of it without ids may call it."""
        known_as = set(names(known))
        keys = [text_key(each) for each in described if known_as.isdisjoint(_titled(each))]
        return replace(known, aliases=(*known.aliases, *self._free(tuple(keys)))) if keys else known

    def _join(self, found: list[Paper]) -> Paper:
        """The first of papers that were found to be one, with all that the others know."""
        first, *others = found
        for other in others:
            if not _may_be_one(first, other):
                continue
            merged = joined(first, other, BOTH_NAMED)
            first = replace(merged, aliases=(*merged.aliases, other.key))
            self._papers[other.key] = None
            self._move(other.key, first)
        return first

    def _current(self, key: PaperKey) -> PaperKey:
        """The present key of a paper."""
        while key in self._moved:
            key = self._moved[key]
        return key

    def _move(self, old: PaperKey, paper: Paper) -> None:
        """Let what was done with one paper count for another."""
        self._moved[old] = paper.key
        mark = self._mark(old)
        if not mark.is_blank:
            self._put(paper, mark)
            self._marks[old] = Mark(old)

    def _put(self, paper: Paper, mark: Mark) -> None:
        kept = self._mark(paper.key)
        joined = replace(join_marks(kept, mark), identity=paper.identity)
        if replace(joined, identity=kept.identity) != kept:
            self._marks[paper.key] = joined

    def _mark(self, key: PaperKey) -> Mark:
        return self._marks.get(key) or self._shelf.get(key)

    def _key_for(self, paper: Paper) -> PaperKey:
        """The paper's own key, or the one under which the reader marked it in an earlier catalogue."""
        marked = self._orphans.find_all(paper.identity) if len(self._shelf) else []
        orphans = [key for key in marked if key not in self._moved and self._get(key) is None]
        if orphans:
            key, *others = orphans
            for other in others:
                self._move(other, replace(paper, key=key))
            return key
        if self._is_free(paper.key, paper):
            return paper.key
        for number in count(self._numbers.get(paper.key, 1) + 1):
            key = PaperKey(f"{paper.key}-{number}")
            if self._is_free(key, paper):
                break
        self._numbers[paper.key] = number
        return key

    def _is_free(self, key: PaperKey, paper: Paper) -> bool:
        """Return whether no other paper has the key, nor a mark that was made on another paper."""
        if key in self._moved or self._get(key) is not None:
            return False
        if key not in self._marks and key not in self._shelf:
            return True
        mark = self._mark(key)
        return mark.is_blank or mark.identity == NO_IDENTITY or mark.identity.same_paper(paper.identity)

    def _free(self, aliases: tuple[PaperKey, ...]) -> tuple[PaperKey, ...]:
        """The keys that a description says the paper had, without those of present papers."""
        return tuple(key for key in aliases if self._get(key) is None)

    @cached_property
    def _orphans(self) -> IdentityIndex[PaperKey]:
        """An index of marks by their identities, with those whose papers were lost."""
        return IdentityIndex((mark.key, mark.identity) for mark in self._shelf)


def join_marks(kept: Mark, moved: Mark) -> Mark:
    """All that was done with two papers that turned out to be one, under the kept one's key."""
    return Mark(
        kept.key,
        kept.identity if kept.identity != NO_IDENTITY else moved.identity,
        bookmarked=min(filter(None, (kept.bookmarked, moved.bookmarked)), default=""),
        state=kept.state if kept.state is not State.NEW else moved.state,
        tags=tuple(sorted({*kept.tags, *moved.tags})),
        note=kept.note if moved.note in kept.note else f"{kept.note}\n\n{moved.note}".strip("\n"),
        seen=min(filter(None, (kept.seen, moved.seen)), default=""),
        rule=kept.rule or moved.rule,
        ruled=tuple(sorted({*kept.ruled, *moved.ruled})),
        place=kept.place or moved.place,
        highlights=in_order((*moved.highlights, *kept.highlights)),
    )


def _evidence(known: Paper, paper: Paper) -> str:
    """By what a paper is one that is known, by its title or one that it had; empty where it is not."""
    if known.title == paper.title:
        return evidence(known, paper)
    had_title = not set(_titled(paper)).isdisjoint(names(known))
    return evidence(known, paper, same_title=had_title or None)


def _titled(paper: Paper) -> Iterator[str]:
    """The names of a paper by its title."""
    return (name for name in names(paper) if name.startswith("title:"))


def _rank(known: Paper, paper: Paper) -> tuple[bool, bool, bool]:
    """Sorts papers with the same id before those with the same title only, and the like before others."""
    mine, theirs = paper.identity, known.identity
    same_arxiv_id = bool(mine.arxiv_id) and mine.arxiv_id == theirs.arxiv_id
    has_id = same_arxiv_id or (bool(mine.doi) and mine.doi == theirs.doi)
    unlike = distinguishing(paper) != distinguishing(known)
    return not has_id, paper.key not in (known.key, *known.aliases), unlike


def _may_be_one(mine: Paper, theirs: Paper) -> bool:
    """Return whether nothing but their titles speaks against it that two papers are one."""
    if theirs.key in mine.apart or mine.identity.contradicts(theirs.identity):
        return False
    return contradiction(mine, replace(theirs, title=mine.title)) == ""


def _is_used(mark: Mark) -> bool:
    """Return whether more was done with a paper than to look at it."""
    return not replace(mark, seen="").is_blank
