"""The method to draw images in each terminal, and the part of them that is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.images.choice import Protocol, Terminal, Tmux, decide
from paper_tui.images.colours import Colours
from paper_tui.images.framing import Frame, Room, place

KITTY = Terminal("kitty(0.35.2)")
OUTER_KITTY = Tmux(passes_through=True, terminal="xterm-kitty")


@pytest.mark.parametrize(
    ("setting", "environment", "terminal", "protocol"),
    [
        ("auto", {}, KITTY, Protocol.KITTY),
        ("auto", {}, Terminal("ghostty 1.1.0"), Protocol.KITTY),
        ("auto", {}, Terminal("kitty(0.26.5)"), Protocol.SYMBOLS),
        ("auto", {}, Terminal("WezTerm 20240203", has_sixel=True), Protocol.SIXEL),
        ("auto", {"TERM": "xterm-kitty"}, Terminal("XTerm(379)", has_sixel=True), Protocol.SIXEL),
        ("auto", {"TERM": "xterm-kitty"}, Terminal(), Protocol.KITTY),
        ("auto", {}, Terminal(has_sixel=True), Protocol.SIXEL),
        ("auto", {}, Terminal(), Protocol.SYMBOLS),
        ("auto", {}, Terminal("tmux 3.5", tmux=OUTER_KITTY), Protocol.KITTY),
        ("auto", {}, Terminal("tmux 3.3a", tmux=Tmux(terminal="xterm-kitty")), Protocol.SYMBOLS),
        ("auto", {}, Terminal("tmux 3.5", has_sixel=True, tmux=Tmux()), Protocol.SIXEL),
        ("auto", {"STY": "1.pts"}, KITTY, Protocol.SYMBOLS),
        ("kitty", {}, Terminal(), Protocol.KITTY),
        ("kitty", {}, Terminal(tmux=Tmux()), Protocol.SYMBOLS),
        ("kitty", {}, Terminal(tmux=Tmux(passes_through=True)), Protocol.KITTY),
        ("kitty", {"STY": "1.pts"}, Terminal(), Protocol.SYMBOLS),
        ("sixel", {}, Terminal(), Protocol.SIXEL),
        ("sixel", {}, Terminal(tmux=Tmux(passes_through=True)), Protocol.SYMBOLS),
        ("sixel", {"STY": "1.pts"}, Terminal(), Protocol.SYMBOLS),
        ("symbols", {}, KITTY, Protocol.SYMBOLS),
        ("off", {}, KITTY, Protocol.NONE),
        ("auto", {"NO_COLOR": "1"}, KITTY, Protocol.NONE),
        ("kitty", {"NO_COLOR": "1"}, KITTY, Protocol.NONE),
    ],
)
def test_the_protocol_is_what_the_terminal_and_what_is_around_it_can(
    setting: str, environment: dict[str, str], terminal: Terminal, protocol: Protocol
) -> None:
    found = decide(setting, environment, terminal)
    assert found.protocol is protocol
    is_refused = setting not in ("auto", protocol.value) or protocol is Protocol.NONE
    assert bool(found.reason) == is_refused


def test_without_colours_nothing_is_drawn() -> None:
    assert decide("auto", {}, KITTY, None).protocol is Protocol.NONE
    assert decide("auto", {}, Terminal(), Colours.FEW).colours is Colours.FEW


ROOM = Room(80, 24, (10, 20), (2, 2))


def test_a_picture_fits_whole_or_in_width() -> None:
    page = (600, 800)
    whole = place(page, ROOM)
    assert (whole.columns, whole.rows) == (36, 24)
    assert (whole.drawing.width, whole.drawing.height) == (72, 48)
    wide = place(page, ROOM, Frame("width"))
    assert (wide.columns, wide.rows) == (80, 24)
    assert wide.drawing.crop.bottom == pytest.approx(480 / (800 * 800 / 600))


def test_a_small_picture_is_not_enlarged_without_end() -> None:
    assert place((10, 10), ROOM).columns == 3


def test_it_moves_as_far_as_it_goes() -> None:
    placed = place((600, 800), ROOM, Frame("width"))
    assert placed.is_at_top
    below = place((600, 800), ROOM, placed.moved(0, 1000))
    assert below.is_at_bottom
    assert below.drawing.crop.bottom == pytest.approx(1)
    assert place((600, 800), ROOM, below.moved(0, -1000)).is_at_top


def test_zooming_keeps_the_middle() -> None:
    placed = place((600, 800), ROOM, Frame("whole", 4.0, 0.3, 0.3))
    closer = place((600, 800), ROOM, placed.zoomed(2))
    for before, after in ((placed.drawing.crop, closer.drawing.crop),):
        assert (after.left + after.right) / 2 == pytest.approx((before.left + before.right) / 2)
        assert (after.top + after.bottom) / 2 == pytest.approx((before.top + before.bottom) / 2)


@given(
    st.tuples(st.integers(1, 100_000), st.integers(1, 100_000)),
    st.tuples(st.integers(1, 300), st.integers(1, 100)),
    st.sampled_from(["whole", "width"]),
    st.floats(0.05, 20),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_what_is_drawn_is_in_the_room_and_in_the_picture(
    size: tuple[int, int], cells: tuple[int, int], fit: str, zoom: float, left: float, top: float
) -> None:
    room = Room(*cells, (9, 19), (9, 19))
    placed = place(size, room, Frame(fit, zoom, left, top))  # type: ignore[arg-type]
    crop = placed.drawing.crop
    assert 1 <= placed.columns <= room.columns
    assert 1 <= placed.rows <= room.rows
    assert 0 <= crop.left <= crop.right <= 1 + 1e-9
    assert 0 <= crop.top <= crop.bottom <= 1 + 1e-9
