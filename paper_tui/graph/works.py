"""Lists of works from several sources, merged into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paper_tui.papers.work import SHORT_TITLE, Work


class WorkMerger:
    """Collects works: the same work once, with what each source knows of it."""

    def __init__(self, known: Sequence[Work] = (), names: Iterable[Iterable[str]] = ()) -> None:
        """Begin with works that were merged before, and the names of each; each is read when it is needed."""
        self._known = known
        self._changed: dict[int, Work] = {}
        self._count = len(known)
        self._places: dict[str, int] = {}
        for place, some in enumerate(names):
            self._name(place, some)

    def __len__(self) -> int:
        return self._count

    def work(self, place: int) -> Work:
        """The work of an index."""
        return self._changed.get(place) or self._known[place]

    def add(self, work: Work) -> int:
        """Add a work and return its index; works that share only a printed entry stay apart."""
        names = work.names
        place = next((self._places[name] for name in names if name in self._places), None)
        if place is not None and self.work(place).identity.contradicts(work.identity):
            place = None
        if place is None:
            place = self._count
            self._count += 1
            self._changed[place] = work
        elif (both := joined(self.work(place), work)) != self.work(place):
            self._changed[place] = both
        self._name(place, names)
        return place

    def is_changed(self, place: int) -> bool:
        """True for a new work, and for one of which more is known than in the beginning."""
        return place in self._changed

    def _name(self, place: int, names: Iterable[str]) -> None:
        for name in names:
            if not name.startswith(SHORT_TITLE):
                self._places.setdefault(name, place)


def merged_works(works: Iterable[Work]) -> list[Work]:
    """Merge lists of several sources: the same work once, in the order of first mention."""
    merger = WorkMerger()
    for work in works:
        merger.add(work)
    return [merger.work(place) for place in range(len(merger))]


def joined(one: Work, other: Work) -> Work:
    """A work with the empty fields of one description filled from another."""
    return Work(
        title=one.title or other.title,
        authors=one.authors or other.authors,
        year=one.year or other.year,
        arxiv_id=one.arxiv_id or other.arxiv_id,
        doi=one.doi or other.doi,
        venue=one.venue or other.venue,
        text=one.text or other.text,
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
    )
