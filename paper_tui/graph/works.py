"""Lists of works from several sources, merged into one."""

from __future__ import annotations

from collections.abc import Iterable

from paper_tui.papers.work import Work


def merged_works(works: Iterable[Work]) -> list[Work]:
    """Merge lists of several sources: the same work once, with what each source knows of it.

    The order is that of first mention. Works that have nothing in common but a printed entry stay apart.
    """
    found: list[Work] = []
    places: dict[str, int] = {}
    for work in works:
        names = _names(work)
        place = next((places[name] for name in names if name in places), None)
        if place is not None and found[place].identity.contradicts(work.identity):
            place = None
        if place is None:
            place = len(found)
            found.append(work)
        else:
            found[place] = _joined(found[place], work)
        for name in _names(found[place]):
            places.setdefault(name, place)
    return found


def _names(work: Work) -> list[str]:
    """Everything that the work may be known by."""
    ids = [f"arxiv:{work.arxiv_id}" if work.arxiv_id else "", f"doi:{work.doi}" if work.doi else ""]
    return [name for name in (*ids, work.title_id) if name]


def _joined(one: Work, other: Work) -> Work:
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
