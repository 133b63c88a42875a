"""Panes draw one after another, a piece a picture, for as long as they are there."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.tui.system.paint_scheduler import LOOKS, Turns


class Screen:
    """Makes pictures of panes, and calls back meanwhile."""

    def __init__(self) -> None:
        self.turns = Turns(self._later)
        self.drawn: list[str] = []
        """What was drawn in which order; an empty name is a picture."""
        self.waiting: list[Pane] = []
        """The panes that the next picture shows anew."""
        self._callbacks: list[Callable[[], None]] = []

    def _later(self, _seconds: float, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    def pass_time(self) -> None:
        """Let the time go by that callbacks wait for."""
        called, self._callbacks = self._callbacks, []
        for callback in called:
            callback()

    def make_pictures(self) -> None:
        while self._callbacks:
            if self.waiting:
                self.drawn.append("")
            for pane in self.waiting:
                pane.is_drawn = True
            self.waiting.clear()
            self.pass_time()


class Pane:
    """Draws a number of pieces."""

    def __init__(self, screen: Screen, name: str, pieces: int) -> None:
        self.is_there = True
        self.is_drawn = True
        self._screen, self._name, self._left = screen, name, pieces

    def draw(self) -> bool:
        assert self.is_there, f"{self._name} is gone"
        self._screen.drawn.append(self._name)
        self._screen.waiting.append(self)
        self.is_drawn = False
        self._left -= 1
        return self._left > 0


class HiddenPane(Pane):
    """Is in no picture, whatever it draws."""

    def draw(self) -> bool:
        is_more = super().draw()
        self._screen.waiting.clear()
        return is_more


def test_each_picture_has_one_piece_and_the_lowest_rank_goes_first() -> None:
    screen = Screen()
    counts, text = Pane(screen, "counts", 1), Pane(screen, "text", 2)
    screen.turns.ask(counts, counts.draw, 2)
    screen.turns.ask(text, text.draw, 1)
    screen.make_pictures()
    assert screen.drawn == ["counts", "", "text", "", "text", ""]
    assert not screen.turns.are_taken


def test_the_next_piece_waits_for_the_picture() -> None:
    screen = Screen()
    text = Pane(screen, "text", 2)
    screen.turns.ask(text, text.draw, 1)
    screen.pass_time()
    assert screen.drawn == ["text"]


def test_a_pane_that_is_gone_is_passed_over_and_the_others_go_on() -> None:
    screen = Screen()
    first, gone, last = (Pane(screen, name, 2) for name in ("first", "gone", "last"))
    for rank, pane in enumerate((first, gone, last)):
        screen.turns.ask(pane, pane.draw, rank)
    gone.is_there = False
    screen.make_pictures()
    assert screen.drawn == ["first", "", "first", "", "last", "", "last", ""]


def test_what_goes_while_it_draws_is_asked_for_nothing_more() -> None:
    screen = Screen()
    pane, other = HiddenPane(screen, "pane", 3), Pane(screen, "other", 1)
    screen.turns.ask(pane, pane.draw, 0)
    pane.is_there = False
    screen.make_pictures()
    screen.turns.ask(other, other.draw, 0)
    screen.make_pictures()
    assert screen.drawn == ["pane", "other", ""]


def test_a_pane_that_no_picture_shows_keeps_the_others_waiting_for_a_while_only() -> None:
    screen = Screen()
    hidden, other = HiddenPane(screen, "hidden", 1), Pane(screen, "other", 1)
    screen.turns.ask(hidden, hidden.draw, 0)
    screen.turns.ask(other, other.draw, 1)
    for _ in range(LOOKS):
        screen.pass_time()
    assert screen.drawn == ["hidden"]
    screen.pass_time()
    assert screen.drawn == ["hidden", "other"]
