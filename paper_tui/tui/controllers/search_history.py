"""Where the reader has been, to go back and forward as in a browser."""

from __future__ import annotations

from dataclasses import dataclass

from paper_tui.papers.paper import PaperKey
from paper_tui.search import Scope

LONGEST = 100
"""Places that are remembered in each direction."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question as it stood in the search bar, and the paper the reader stood on."""

    text: str
    scope: Scope
    key: PaperKey | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """The places behind and ahead of the one where the reader is, the nearest last.

    Places differ by their question: going about in one list is not going elsewhere.
    """

    behind: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()

    def leaving(self, here: Place) -> Trail:
        """The trail once the reader leaves a place for a new one: nothing is ahead any more."""
        if self.behind and self.behind[-1].scope == here.scope:
            return Trail((*self.behind[:-1], here))
        return Trail((*self.behind, here)[-LONGEST:])

    def backward(self, here: Place) -> tuple[Trail, Place | None]:
        """The trail one step back, and the place there; None when there is none."""
        behind = self.behind[:-1] if self.behind and self.behind[-1].scope == here.scope else self.behind
        if not behind:
            return self, None
        return Trail(behind[:-1], (*self.ahead, here)[-LONGEST:]), behind[-1]

    def forward(self, here: Place) -> tuple[Trail, Place | None]:
        """The trail one step forward, and the place there; None when there is none."""
        if not self.ahead:
            return self, None
        return Trail((*self.behind, here)[-LONGEST:], self.ahead[:-1]), self.ahead[-1]
