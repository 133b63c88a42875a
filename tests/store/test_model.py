"""Whatever two processes do to a library, in whatever order, it holds what a plain model holds."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.shelf import Mark, State
from paper_tui.papers.text import clean_note
from paper_tui.store import PaperChanges, Store
from tests.store.helpers import STAR, Ticking, content, drafts, opened, paper

Content = tuple[dict[PaperKey, Paper], dict[PaperKey, Mark]]

numbers = st.integers(min_value=1, max_value=12)
processes = st.integers(min_value=0, max_value=1)


class Library(RuleBasedStateMachine):
    """Two stores on one folder against two dictionaries and two stacks."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="paper-tui-model-"))
        self.clock = Ticking()
        self.stores = [self._opened(), self._opened()]
        self.held: Content = ({}, {})
        self.done: list[tuple[Content, Content]] = []
        self.undone: list[tuple[Content, Content]] = []

    def teardown(self) -> None:
        shutil.rmtree(getattr(self, "folder", "/nonexistent"), ignore_errors=True)

    def _opened(self) -> Store:
        return opened(self.folder, self.clock)

    def _change(self, process: int, changes: PaperChanges) -> None:
        papers, marks = dict(self.held[0]), dict(self.held[1])
        for key, found in changes.papers.items():
            papers.pop(key, None)
            if found:
                papers[key] = found
        for mark in changes.marks:
            marks.pop(mark.key, None)
            if not mark.is_blank:
                marks[mark.key] = mark
        made = self.stores[process].change_papers("a change", lambda *_: changes)
        assert (made is not None) == (self.held != (papers, marks))
        if made:
            self.done.append((self.held, (papers, marks)))
            self.undone.clear()
        self.held = (papers, marks)

    def _mark(self, number: int) -> Mark:
        key = paper(number).key
        return self.held[1].get(key) or Mark(key, paper(number).identity)

    @rule(process=processes, number=numbers)
    def star(self, process: int, number: int) -> None:
        mark = self._mark(number)
        self._change(
            process, PaperChanges(marks=(replace(mark, bookmarked="" if mark.bookmarked else STAR),))
        )

    @rule(
        process=processes,
        chosen=st.sets(numbers, max_size=5),
        state=st.sampled_from(State),
        note=st.text().map(clean_note),
    )
    def mark_many(self, process: int, chosen: set[int], state: State, note: str) -> None:
        marks = tuple(replace(self._mark(number), state=state, note=note) for number in chosen)
        self._change(process, PaperChanges(marks=marks))

    @rule(process=processes, chosen=st.sets(numbers, max_size=5), venue=st.text(max_size=5))
    def bring_in(self, process: int, chosen: set[int], venue: str) -> None:
        found = {paper(number).key: paper(number, venue=venue) for number in chosen}
        self._change(process, PaperChanges(found))

    @rule(process=processes, chosen=st.sets(numbers, max_size=5))
    def delete(self, process: int, chosen: set[int]) -> None:
        keys = [paper(number).key for number in chosen]
        self._change(process, PaperChanges(dict.fromkeys(keys), tuple(map(Mark, keys))))

    @rule(process=processes)
    def undo(self, process: int) -> None:
        undone = self.stores[process].undo()
        assert (undone is None) == (not self.done)
        if undone:
            assert undone.not_restored == ()
            self.undone.append(self.done.pop())
            self.held = self.undone[-1][0]

    @rule(process=processes)
    def redo(self, process: int) -> None:
        redone = self.stores[process].redo()
        assert (redone is None) == (not self.undone)
        if redone:
            self.done.append(self.undone.pop())
            self.held = self.done[-1][1]

    @rule(process=processes)
    def open_again(self, process: int) -> None:
        self.stores[process].close()
        self.stores[process] = self._opened()

    @rule(process=processes)
    def fold(self, process: int) -> None:
        self.stores[process].fold()

    @invariant()
    def all_see_the_same(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                store.refresh()
                assert content(store) == self.held
                assert store.notices == ()
            assert drafts(self.folder) == []


TestLibrary = Library.TestCase
TestLibrary.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
