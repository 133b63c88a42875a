"""State of the user interface between sessions, stored in the library's cache."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from paper_tui.papers.paper import PaperKey
from paper_tui.papers.text import clean_line
from paper_tui.search import Sort
from paper_tui.store import Store, StoreError

MOST_PLACES = 200
CACHE = "reader"
LARGEST_WIDTH = 10_000
CACHE_VERSION = "1"
"""Changes when older versions cannot read the state any more."""


@dataclass(frozen=True, slots=True)
class ReaderState:
    """State that the next session starts with."""

    visited: str = ""
    """Time of the last session, as an ISO time in UTC; empty before the second one."""
    query: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    """Facet and value pairs, as in `search.Scope`."""
    sort: Sort = Sort.RELEVANCE
    paper: PaperKey | None = None
    """Paper under the cursor."""
    side_width: int | None = None
    """Width of the filter and bookmark column, in cells; None for the default."""
    list_share: float | None = None
    """Share of the list in the width it shares with the detail pane, from 0 to 1; None for the default."""
    folded: bool = False
    """True if the filter and bookmark column is folded away."""
    places: Mapping[PaperKey, int] = field(default_factory=dict)
    """Offset in characters of the first shown line of each text that was left in the middle, oldest first."""
    toured: bool = False
    """True if the guided tour was taken or declined."""

    def with_place(self, key: PaperKey, place: int) -> ReaderState:
        """Return the state with a position in a text; the oldest of too many is dropped, and so is 0."""
        others = {other: at for other, at in self.places.items() if other != key}
        places = [*others.items(), *([(key, place)] if place > 0 else [])]
        return replace(self, places=dict(places[-MOST_PLACES:]))


class UiStateFile:
    """Loads and saves the state; without it only comfort is lost."""

    def __init__(self, store: Store, directory: Path) -> None:
        self._store = store
        self._directory = directory

    def load(self) -> ReaderState:
        """Load where the last session ended; a blank state where nothing usable is stored."""
        stored = self._store.read_cache(CACHE, CACHE_VERSION, from_anywhere=True)
        try:
            return decode(bytes(stored["state"])) if stored else ReaderState()
        except (ValueError, KeyError):
            return ReaderState()

    def save(self, state: ReaderState) -> None:
        """Save the state; `toured` once true stays true.

        Reading creates no library: a missing folder is created only to remember that the tour was taken or
        declined.
        """
        state = replace(state, toured=state.toured or self.load().toured)
        if self._directory.exists() or state.toured:
            with suppress(StoreError):  # a read-only library stays readable
                self._store.write_cache(CACHE, CACHE_VERSION, {"state": encode(state)})

    def mark_tour_done(self) -> None:
        """Remember that the guided tour was taken or declined."""
        self.save(replace(self.load(), toured=True))


def encode(state: ReaderState) -> bytes:
    """Encode the state as JSON."""
    return json.dumps(asdict(state)).encode()


def decode(data: bytes) -> ReaderState:
    """Decode the JSON of `encode`.

    Raises:
        ValueError: It is something else.
    """
    try:
        record: dict[str, Any] = json.loads(data)
        record["chosen"] = tuple((str(facet), str(value)) for facet, value in record["chosen"])
        record["sort"] = Sort(record["sort"])
        state = ReaderState(**record)
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("not the state of a reader") from error
    if not _is_believable(state):
        raise ValueError("a field of the state of a reader has a wrong type")
    return replace(state, visited=clean_line(state.visited), query=clean_line(state.query))


def _is_believable(state: ReaderState) -> bool:
    """Return whether each field has its type and a value that can be: the cache may hold anything."""
    width, share = state.side_width, state.list_share
    texts = (state.visited, state.query, "" if state.paper is None else state.paper)
    places = state.places.values() if isinstance(state.places, dict) else [None]
    return (
        all(isinstance(text, str) for text in texts)
        and (width is None or (type(width) is int and 0 < width < LARGEST_WIDTH))
        and (share is None or (isinstance(share, float) and 0 <= share <= 1))
        and all(type(flag) is bool for flag in (state.folded, state.toured))
        and all(type(at) is int and at >= 0 for at in places)
    )
