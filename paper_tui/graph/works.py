"""Lists of works from several sources, merged into one."""

from __future__ import annotations

from collections.abc import Iterable

from paper_tui.papers.work import Work


class WorkMerger:
    """Collects works: the same work once, with what each source knows of it."""

    def __init__(self) -> None:
        self.works: list[Work] = []
        """In the order of first mention."""
        self._places: dict[str, int] = {}

    def add(self, work: Work) -> int:
        """Add a work and return its index; works that share only a printed entry stay apart."""
        names = _names(work)
        place = next((self._places[name] for name in names if name in self._places), None)
        if place is not None and self.works[place].identity.contradicts(work.identity):
            place = None
        if place is None:
            place = len(self.works)
            self.works.append(work)
        else:
            self.works[place] = joined(self.works[place], work)
        for name in names:
            self._places.setdefault(name, place)
        return place


def merged_works(works: Iterable[Work]) -> list[Work]:
    """Merge lists of several sources: the same work once, in the order of first mention."""
    merger = WorkMerger()
    for work in works:
        merger.add(work)
    return merger.works


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


def _names(work: Work) -> list[str]:
    """Everything that the work may be known by."""
    ids = [f"arxiv:{work.arxiv_id}" if work.arxiv_id else "", f"doi:{work.doi}" if work.doi else ""]
    return [name for name in (*ids, work.title_id) if name]
