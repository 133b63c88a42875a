"""Upvotes that papers gained since yesterday or, where that is longer ago, since the last visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from paper_tui.library.in_memory_catalogue import Bundle
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.clock import timestamp
from paper_tui.papers.paper import Paper
from paper_tui.store import Catalogue

if TYPE_CHECKING:
    from paper_tui.search import SearchIndex
    from paper_tui.search.engine.search_index import Preference


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """The upvotes that the papers of one catalogue gained."""

    since: str
    """The time that the newest counts are compared with, as an ISO time in UTC."""
    by_place: Preference
    """The gain of each paper, by position in the catalogue."""

    def of(self, paper: Paper) -> int:
        """The gain of a paper."""
        return paper.gained(self.since)


class GainCounter:
    """Counts gains; those of the last catalogue are kept."""

    def __init__(self, visited: Callable[[], str]) -> None:
        """From the time of the last visit, asked for once: this session's end is not meant."""
        self._read_visit = visited
        self._visited: str | None = None
        self._last: tuple[str, Gains] | None = None

    def gains(self, catalogue: Catalogue | Bundle, index: SearchIndex, cancel: CancelToken) -> Gains:
        """The gains of a catalogue; papers that were counted once only are not read.

        Raises:
            Cancelled: The caller cancelled.
        """
        if self._last is None or self._last[0] != catalogue.stamp:
            self._last = (catalogue.stamp, self._counted(catalogue, index, cancel))
        return self._last[1]

    def _counted(self, catalogue: Catalogue | Bundle, index: SearchIndex, cancel: CancelToken) -> Gains:
        papers: dict[int, Paper] = {}
        for place in index.recounted():
            cancel.check()
            papers[place] = catalogue[place]
        if self._visited is None:
            self._visited = self._read_visit()
        since = compared_with(_newest_count(papers), self._visited)
        gained = {place: paper.gained(since) for place, paper in papers.items()}
        return Gains(since, index.preference(gained))


def compared_with(newest: str, visited: str) -> str:
    """The beginning of the day of the newest count or, if that is earlier, the last visit.

    The day is that of the newest count, not today, so that there is an order on days without a fetch too.
    """
    return min(filter(None, (_start_of_day(newest), visited)), default="")


def _newest_count(papers: Mapping[int, Paper]) -> str:
    counted = (one for paper in papers.values() for one in paper.sightings if one.votes is not None)
    return max((one.seen for one in counted), default="")


def _start_of_day(stamp: str) -> str:
    """The beginning of the local day of a time, in UTC; empty for a text that is none."""
    try:
        local = datetime.fromisoformat(stamp).astimezone()
        return timestamp(local.replace(hour=0, minute=0, second=0, microsecond=0))
    except (ValueError, OverflowError):
        return ""
