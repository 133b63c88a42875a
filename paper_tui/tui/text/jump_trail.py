"""The history of jumps, back and forward."""

from __future__ import annotations

from dataclasses import dataclass, replace

from paper_tui.documents.model import Position

MOST_JUMPS = 100


@dataclass(frozen=True, slots=True)
class JumpTrail:
    """Positions behind and ahead; one that is jumped from is put behind."""

    behind: tuple[Position, ...] = ()
    ahead: tuple[Position, ...] = ()

    def jumped(self, here: Position) -> JumpTrail:
        """The trail after a jump from a position; what was ahead is given up."""
        kept = self.behind if self.behind[-1:] == (here,) else (*self.behind, here)
        return JumpTrail(kept[-MOST_JUMPS:])

    def back(self, here: Position) -> tuple[JumpTrail, Position | None]:
        """The trail one step back, and where that leads; None at its beginning."""
        if not self.behind:
            return self, None
        return replace(self, behind=self.behind[:-1], ahead=(*self.ahead, here)), self.behind[-1]

    def forward(self, here: Position) -> tuple[JumpTrail, Position | None]:
        """The trail one step forward, and where that leads; None at its end."""
        if not self.ahead:
            return self, None
        return replace(self, behind=(*self.behind, here), ahead=self.ahead[:-1]), self.ahead[-1]
