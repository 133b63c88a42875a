"""State between fetches: known pages and where an interrupted fetch continues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from paper_tui.sources.services.exchange_types import Request
from paper_tui.sources.services.files import read_object, write_atomically

RESUME_WITHIN = 3600.0
"""Seconds after which the position in a changing list is no longer valid."""
MOST_PAGES = 1_000


@dataclass(frozen=True, slots=True)
class KnownPage:
    """Validators of a page that was received."""

    etag: str = ""
    modified: str = ""
    following: str = ""
    """URL of the next page, or empty."""

    @property
    def conditions(self) -> dict[str, str]:
        """Headers of a conditional request."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


UNKNOWN = KnownPage()


@dataclass(frozen=True, slots=True)
class Cut:
    """The position at which an interrupted fetch continues."""

    url: str
    accept: str
    pages: int
    time: float
    """Time of the interruption, in seconds since 1970."""


class FetchState:
    """Known pages and interrupted fetches, in one file in the cache of the library.

    It changes while a fetch yields, but reaches the disk only by `save`: call that once the papers are
    stored, and a crash in between costs a second download and never a paper. Two processes may share the
    file; the later one to save wins, which costs the same. Without a path nothing is ever saved.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        record = read_object(path) if path else {}
        self._pages = {url: KnownPage(**page) for url, page in _objects(record, "pages", _PAGE)}
        self._cuts = {spec: Cut(**cut) for spec, cut in _objects(record, "cuts", _CUT)}

    def save(self) -> None:
        """Write the state to disk.

        Raises:
            OSError: The file could not be written; it is as it was.
        """
        if self._path:
            pages = {url: asdict(page) for url, page in list(self._pages.items())[-MOST_PAGES:]}
            cuts = {spec: asdict(cut) for spec, cut in list(self._cuts.items())[-MOST_PAGES:]}
            write_atomically(self._path, {"pages": pages, "cuts": cuts})

    def page(self, url: str) -> KnownPage:
        """The state of a page, or `UNKNOWN`."""
        return self._pages.get(url, UNKNOWN)

    def remember(self, url: str, page: KnownPage) -> None:
        """Remember a page whose papers were all yielded."""
        self._pages.pop(url, None)
        self._pages[url] = page

    def resume(self, spec: str, now: float) -> Request | None:
        """The page at which a recent fetch was interrupted, or None."""
        cut = self._cuts.get(spec)
        if cut is None or not 0 <= now - cut.time <= RESUME_WITHIN:
            return None
        return Request(cut.url, cut.accept, cut.pages)

    def cut_before(self, spec: str, request: Request | None, now: float) -> None:
        """Remember the page with which a fetch continues; None when it is complete."""
        self._cuts.pop(spec, None)
        if request is not None:
            self._cuts[spec] = Cut(request.url, request.accept, request.pages, now)


_PAGE = {"etag": str, "modified": str, "following": str}
_CUT = {"url": str, "accept": str, "pages": int, "time": float}


def _objects(
    record: Mapping[str, Any], name: str, shape: Mapping[str, type]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects under a name that have this shape; others are ignored."""
    found = record.get(name)
    for key, value in found.items() if isinstance(found, dict) else ():
        fits = isinstance(value, dict) and value.keys() == shape.keys()
        if fits and all(isinstance(value[field], kind) for field, kind in shape.items()):
            yield key, value
