"""Set the state of many papers at once: all listed ones, or all that a query finds."""

from __future__ import annotations

from paper_tui.glyphs import STATES
from paper_tui.papers.shelf import EffectiveState, State
from paper_tui.tui.dialogs.choice import Choice, ChoiceScreen
from paper_tui.tui.render import messages
from paper_tui.tui.state.context import ReaderContext

KEYS = {State.NEW: "N", State.LATER: " ", State.READING: "e", State.DONE: "d", State.HIDDEN: "x"}
"""The same keys as in the list."""


class BulkController:
    """Changes many papers in one step, whose number is shown before."""

    def __init__(self, context: ReaderContext) -> None:
        self._context = context

    def mark_listed(self) -> None:
        """Ask for the state that all listed papers get."""
        listing, library = self._context.screen.listing, self._context.library
        if not listing or not len(listing):
            return

        def mark(answer: str | None) -> None:
            if answer:
                state = State(answer)
                self._context.edit(
                    lambda: messages.done(library.marks.set_state(list(listing.papers()), state))
                )

        choices = [
            Choice(key, state, f"{STATES[EffectiveState(state)]} {state}") for state, key in KEYS.items()
        ]
        papers = "1 listed paper" if len(listing) == 1 else f"all {len(listing):,} listed papers"
        self._context.push(ChoiceScreen(f"Mark {papers} as", choices), mark)

    def mark_found(self, query: str, state: State) -> None:
        """Set the state of every paper that a query finds."""
        library = self._context.library
        self._context.edit(lambda: messages.done(library.marks.set_state(library.matching(query), state)))
