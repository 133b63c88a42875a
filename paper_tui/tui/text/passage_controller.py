"""Choosing passages, and what is done with them: copies, highlights, notes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from paper_tui.documents.layout.line import Mark
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Position
from paper_tui.documents.passages.quotation import (
    Passage,
    anchored,
    highlight_of,
    passage_of,
    shown_text,
)
from paper_tui.papers.clock import timestamp
from paper_tui.papers.highlights import Highlight
from paper_tui.tui.controllers.notes import edited_note
from paper_tui.tui.text.bars import PassageBar
from paper_tui.tui.text.find_controller import Searchable
from paper_tui.tui.text.text_page import TextPage


class PassageController:
    """Owns the caret, the start of the passage, and the positions of highlights in this text."""

    def __init__(self, screen: TextPage) -> None:
        self._screen = screen
        self._caret: Position | None = None
        self._anchor: Position | None = None
        self._searchable: Searchable | None = None
        self._placed: dict[str, tuple[Highlight, Highlight | None]] = {}
        """By id: a highlight as it is kept, and as found in this text; None if it was not found."""

    # --- highlights in the text ---

    def take(self, searchable: Searchable) -> None:
        """Find the highlights in another text; say which are not there."""
        self._searchable = searchable
        self._placed.clear()
        lost = [kept for kept in self._highlights() if self._place(kept) is None]
        if lost:
            count = "1 highlight is" if len(lost) == 1 else f"{len(lost):,} highlights are"
            self._screen.notify(
                f"{count} not in this version of the text, and kept with the paper: “{lost[0].quote[:60]}”",
                severity="warning",
                timeout=10,
                markup=False,
            )
        self._screen.view.redraw()

    def marks(self, block: int) -> list[Mark]:
        """Highlights, the passage that is being chosen, and the caret in a block."""
        found: list[Mark] = []
        for kept in self._highlights():
            placed = self._place(kept)
            if placed is not None and (part := passage_of(placed).in_block(block)):
                found.append(Mark(*part, "highlight-note" if placed.note else "highlight"))
        if self._caret is not None:
            if part := self.passage().in_block(block):
                found.append(Mark(*part, "selection" if self._anchor else "match"))
            if self._caret.block == block:
                end = self._screen.motions.word_end(self._caret).offset
                found.append(Mark(self._caret.offset, end, "caret"))
        return found

    def _highlights(self) -> tuple[Highlight, ...]:
        paper = self._screen.paper
        return self._screen.shelf.get(paper.key).highlights if paper else ()

    def _place(self, kept: Highlight) -> Highlight | None:
        known = self._placed.get(kept.id)
        if known is not None and known[0] == kept:
            return known[1]
        typesetter, searchable = self._screen.view.typesetter, self._searchable
        if typesetter is None or searchable is None:
            return kept
        placed = anchored(typesetter, searchable.text, kept)
        self._placed[kept.id] = (kept, placed)
        return placed

    # --- choosing ---

    @property
    def is_on(self) -> bool:
        """True if a passage is being chosen."""
        return self._caret is not None

    def start(self) -> None:
        """Put the caret on the first word in sight."""
        self._caret, self._anchor = self._screen.view.position, None
        self._open()

    def choose(self, start: Position, end: Position) -> None:
        """Choose a passage by mouse."""
        self._anchor, self._caret = start, end
        self._open()

    def stop(self) -> None:
        """Choose nothing."""
        self._caret = self._anchor = None
        self._screen.view.redraw()

    def begin(self) -> None:
        """Begin the passage at the caret."""
        self._anchor = self._caret
        self._open()

    def move(self, motion: str) -> None:
        """Move the caret."""
        if self._caret is None:
            return
        if motion == "other_end" and self._anchor is not None:
            self._caret, self._anchor = self._anchor, self._caret
        else:
            self._caret = self._moved(self._caret, motion)
        self._screen.view.reveal(self._caret)
        self._screen.view.redraw()

    def _moved(self, caret: Position, motion: str) -> Position:
        step = -1 if motion.endswith("_back") else 1
        motions, sight = self._screen.motions, self._screen.view.sight
        match motion.removesuffix("_back"):
            case "word":
                return motions.word(caret, step)
            case "block":
                return motions.block(caret, step)
            case "line" if sight is not None:
                return sight.step(caret, step)
            case "page" if sight is not None:
                return sight.step(caret, step * max(sight.height // 2, 1))
            case _:
                return caret

    def passage(self) -> Passage:
        """The passage: between both ends, or the sentence at the caret before it has begun."""
        caret = self._caret or Position(0, 0)
        if self._anchor is None:
            return Passage(*self._screen.motions.sentence(caret))
        start, end = min(self._anchor, caret), max(self._anchor, caret)
        return Passage(start, self._screen.motions.word_end(end))

    def _open(self) -> None:
        bar = self._screen.query_one(PassageBar)
        bar.has_begun = self._anchor is not None
        bar.open()
        self._screen.view.redraw()

    # --- doing something ---

    def use(self, purpose: str) -> None:
        """Copy, highlight or note the passage, or remove the highlight at the caret."""
        passage, typesetter = self.passage(), self._screen.view.typesetter
        here = self._at(passage)
        self._screen.query_one(PassageBar).close()
        if typesetter is None:
            return
        if purpose == "copy":
            text = shown_text(typesetter, passage)
            self._screen.copy_passage(text, self._screen.section_name(passage.start.block))
        elif purpose == "remove":
            if here is not None:
                self._remove(here)
        elif purpose == "note":
            self._write_note(here or self._made(typesetter, passage))
        elif here is None:
            self._keep(self._made(typesetter, passage))

    def _at(self, passage: Passage) -> Highlight | None:
        """The highlight that is at a passage."""
        for kept in self._highlights():
            placed = self._place(kept)
            if placed is not None:
                other = passage_of(placed)
                if other.start < passage.end and passage.start < other.end:
                    return kept
        return None

    def _made(self, typesetter: Typesetter, passage: Passage) -> Highlight:
        now = self._screen.settings.clock()
        known = {highlight.id for highlight in self._highlights()}
        name, count = now.strftime("%Y%m%d%H%M%S"), 1
        while (id_ := f"{name}-{count}") in known:
            count += 1
        section = self._screen.section_name(passage.start.block)
        return highlight_of(typesetter, passage, id=id_, section=section, made=timestamp(now))

    def _keep(self, highlight: Highlight) -> None:
        paper = self._screen.paper
        if paper is not None and highlight.quote:
            self._screen.context.edit(
                lambda: _done(self._screen.library.marks.set_highlight(paper, highlight))
            )

    def _remove(self, highlight: Highlight) -> None:
        paper = self._screen.paper
        if paper is not None:
            removed = partial(self._screen.library.marks.remove_highlight, paper, highlight.id)
            self._screen.context.edit(lambda: _done(removed(), "Removed the highlight; u brings it back."))

    def _write_note(self, highlight: Highlight) -> None:
        from paper_tui.tui.dialogs.prompt import NoteScreen

        def save(note: str | None) -> None:
            if note is not None and (note.strip() or highlight.note):
                self._keep(replace(highlight, note=note))

        app = self._screen.app
        app.push_screen(NoteScreen(highlight.quote, highlight.note, edit=partial(edited_note, app)), save)


def _done(_change: object, message: str | None = None) -> str | None:
    """Nothing is said where the screen shows what was done."""
    return message
