"""Keeps the place in a text on disk, and the state of the paper up to date with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Position
from paper_tui.documents.passages.quotation import Passage, shown_text
from paper_tui.papers.highlights import WHOLE, Place
from paper_tui.papers.shelf import State
from paper_tui.tui.text.find_controller import Searchable
from paper_tui.tui.text.text_page import TextPage

SECONDS_BETWEEN_WRITES = 15
_WORDS = 60
"""Characters at the place that are kept to find it again in another version of the text."""
_UNTOUCHED = (State.NEW, State.LATER)


class PlaceKeeper:
    """Writes the place now and then and when the text is left; reading makes the state `reading`."""

    def __init__(self, screen: TextPage) -> None:
        self._screen = screen
        self._kept: Place | None = None
        self._is_reading = False

    def begin(self, typesetter: Typesetter) -> Position:
        """The position at which the text was left."""
        paper = self._screen.paper
        self._kept = self._screen.shelf.get(paper.key).place if paper else None
        if self._kept is None or self._kept.block >= len(typesetter.document.blocks):
            return Position(0, 0)
        return Position(self._kept.block, self._kept.offset)

    def check(self, typesetter: Typesetter, searchable: Searchable) -> Position | None:
        """The reader's position in the new text, if the text has changed since; else None."""
        kept = self._kept
        if (
            kept is None
            or not kept.words
            or _words(typesetter, Position(kept.block, kept.offset)) == kept.words
        ):
            return None
        at = searchable.text.text.find(kept.words)
        return searchable.text.position(at) if at >= 0 else None

    def moved(self) -> None:
        """Note that the reader went on in the text."""
        screen = self._screen
        paper = screen.paper
        position = screen.view.position
        if self._is_reading or paper is None or position == self._position_kept or position == (0, 0):
            return
        self._is_reading = True
        if screen.shelf.get(paper.key).state in _UNTOUCHED:
            screen.edits.put(partial(screen.library.marks.set_state, [paper], State.READING), self._report)

    def _report(self, change: object, problem: Exception | None) -> None:
        self._screen.placed(change, problem)
        if change is not None:
            self._screen.say("Marked reading · u takes it back")

    @property
    def _position_kept(self) -> Position:
        return Position(self._kept.block, self._kept.offset) if self._kept else Position(0, 0)

    def keep(self) -> None:
        """Write the place, if it is another one."""
        screen = self._screen
        paper, typesetter = screen.paper, screen.view.typesetter
        if paper is None or typesetter is None:
            return
        position = screen.view.position
        permille = WHOLE if screen.view.is_at_end else screen.progress.permille(position)
        furthest = max(permille, self._kept.permille) if self._kept and permille < WHOLE else permille
        place = Place(position.block, position.offset, permille, _words(typesetter, position))
        if self._kept is not None and replace(place, permille=furthest) == self._kept:
            return
        if self._kept is None and position == (0, 0):
            return
        self._kept = place
        screen.edits.put(partial(screen.library.marks.keep_place, paper, place), screen.placed)


def _words(typesetter: Typesetter, position: Position) -> str:
    rest = Passage(position, Position(position.block, position.offset + 4 * _WORDS))
    return shown_text(typesetter, rest)[:_WORDS]
