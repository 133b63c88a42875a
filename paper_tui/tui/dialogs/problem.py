"""A problem with its remedies, each a line to choose."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen

CLOSE = "close"
"""The answer that takes no remedy."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing to do about a problem."""

    key: str
    """The letter that chooses it."""
    label: str
    run: Callable[[], Awaitable[None] | None]


class ProblemScreen(ChoiceScreen):
    """Says what is the matter above the remedies.

    Only for problems that a key shows at once: one that arrives while the user types would take keys that
    were meant for the list.
    """

    def __init__(self, problem: str, remedies: Sequence[Remedy]) -> None:
        choices = [Choice(remedy.key, str(row), remedy.label) for row, remedy in enumerate(remedies)]
        super().__init__("", [*choices, Choice("q", CLOSE, "close (esc)")])
        self._problem = problem
        self._remedies = remedies

    def compose(self) -> ComposeResult:
        """The problem, and a line a remedy."""
        with Vertical():
            yield Static(self._problem, markup=False)
            yield from super().compose()

    def remedy(self, answer: str | None) -> Remedy | None:
        """Return the remedy that was chosen, or None."""
        return self._remedies[int(answer)] if answer and answer != CLOSE else None
