"""History of searches, with back and forward as in a browser."""

from __future__ import annotations

from dataclasses import dataclass

from paper_tui.papers.paper import PaperKey
from paper_tui.search import Scope

LONGEST = 100
"""Searches remembered in each direction."""


@dataclass(frozen=True, slots=True)
class Place:
    """A search as it was typed, and the paper that was current."""

    text: str
    scope: Scope
    key: PaperKey | None = None


@dataclass(frozen=True, slots=True)
class SearchHistory:
    """The searches before and after the present one, the nearest last.

    Only the question counts: moving through one list makes no new entry.
    """

    behind: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()

    def leaving(self, here: Place) -> SearchHistory:
        """Return the history after leaving a search for a new one, which discards what was ahead."""
        if self.behind and self.behind[-1].scope == here.scope:
            return SearchHistory((*self.behind[:-1], here))
        return SearchHistory((*self.behind, here)[-LONGEST:])

    def backward(self, here: Place) -> tuple[SearchHistory, Place | None]:
        """Return the history one step back and the search there; None if there is none."""
        behind = self.behind[:-1] if self.behind and self.behind[-1].scope == here.scope else self.behind
        if not behind:
            return self, None
        return SearchHistory(behind[:-1], (*self.ahead, here)[-LONGEST:]), behind[-1]

    def forward(self, here: Place) -> tuple[SearchHistory, Place | None]:
        """Return the history one step forward and the search there; None if there is none."""
        if not self.ahead:
            return self, None
        return SearchHistory((*self.behind, here)[-LONGEST:], self.ahead[:-1]), self.ahead[-1]
