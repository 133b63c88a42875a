"""Panes draw one after another, a piece a picture, for as long as they are there."""

from __future__ import annotations

from collections.abc import Callable

from paper_tui.tui.turns import Turns


class Screen:
    """Calls back when a picture is made, as Textual does: also those whose pane went meanwhile."""

    def __init__(self) -> None:
        self._callbacks: list[Callable[[], object]] = []
        self.drawn: list[str] = []
        """What was drawn in which order; an empty name is a picture."""

    def call_back(self, callback: Callable[..., object], *args: object) -> None:
        self._callbacks.append(lambda: callback(*args))

    def make_pictures(self) -> None:
        while self._callbacks:
            self.drawn.append("")
            called, self._callbacks = self._callbacks, []
            for callback in called:
                callback()


class Pane:
    """Draws a number of pieces."""

    is_drawn = True

    def __init__(self, screen: Screen, name: str, pieces: int) -> None:
        self.is_there = True
        self._screen, self._name, self._left = screen, name, pieces

    def draw(self) -> bool:
        assert self.is_there, f"{self._name} is gone"
        self._screen.drawn.append(self._name)
        self._left -= 1
        return self._left > 0

    def call_after_refresh(self, callback: Callable[..., object], *args: object) -> bool:
        if self.is_there:
            self._screen.call_back(callback, *args)
        return self.is_there


def test_each_picture_has_one_piece_and_the_lowest_rank_goes_first() -> None:
    screen, turns = Screen(), Turns()
    counts, text = Pane(screen, "counts", 1), Pane(screen, "text", 2)
    turns.ask(counts, counts.draw, 2)
    turns.ask(text, text.draw, 1)
    screen.make_pictures()
    assert screen.drawn == ["counts", "", "text", "", "text", ""]


def test_a_pane_that_is_gone_is_passed_over_and_the_others_go_on() -> None:
    screen, turns = Screen(), Turns()
    first, gone, last = (Pane(screen, name, 2) for name in ("first", "gone", "last"))
    for rank, pane in enumerate((first, gone, last)):
        turns.ask(pane, pane.draw, rank)
    gone.is_there = False
    screen.make_pictures()
    assert screen.drawn == ["first", "", "first", "", "last", "", "last", ""]


def test_what_goes_while_it_draws_is_asked_for_nothing_more() -> None:
    screen, turns = Screen(), Turns()
    pane, other = Pane(screen, "pane", 3), Pane(screen, "other", 1)
    turns.ask(pane, pane.draw, 0)
    pane.is_there = False
    screen.make_pictures()
    turns.ask(other, other.draw, 0)
    screen.make_pictures()
    assert screen.drawn == ["pane", "", "other", ""]
