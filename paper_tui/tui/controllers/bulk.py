"""Many papers at once: all that are shown, or all that a query finds."""

from __future__ import annotations

from paper_tui.glyphs import STATES
from paper_tui.papers.shelf import EffectiveState, State
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.render import messages
from paper_tui.tui.screens.base import ReaderScreen

KEYS = {State.NEW: "n", State.LATER: "l", State.READING: "r", State.DONE: "d", State.HIDDEN: "x"}


class BulkActions(ReaderScreen):
    """Gives many papers a state; how many is said before, and one undo takes all of it back."""

    def action_mark_shown(self) -> None:
        """Ask which state every paper of the list is to have."""
        listing = self.listing
        if not listing or not len(listing):
            return

        def mark(answer: str | None) -> None:
            if answer:
                self.edit(
                    lambda: messages.done(self.library.marks.set_state(list(listing.papers()), State(answer)))
                )

        choices = [
            Choice(key, state, f"{STATES[EffectiveState(state)]} {state}") for state, key in KEYS.items()
        ]
        papers = "1 paper" if len(listing) == 1 else f"all {len(listing):,} papers"
        self.app.push_screen(ChoiceScreen(f"Mark {papers} shown", choices), mark)

    def mark_found(self, query: str, state: State) -> None:
        """Give every paper that a query finds a state."""
        self.edit(lambda: messages.done(self.library.marks.set_state(self.library.matching(query), state)))
