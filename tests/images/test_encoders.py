"""Pixels as symbols, sixels and kitty graphics."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper_tui.images import kitty
from paper_tui.images.colours import Colours
from paper_tui.images.palette import SIXTEEN
from paper_tui.images.pixels import Pixels
from paper_tui.images.sixel import sixels
from paper_tui.images.symbols import symbols
from tests.images.decoders import from_kitty, from_sixels, kitty_commands, out_of_tmux

INK = {"#": (0, 0, 0), ".": (255, 255, 255), "r": (200, 30, 30), "b": (30, 30, 200)}


def drawn(*rows: str) -> Pixels:
    """Pixels by letters."""
    return Pixels(len(rows[0]), len(rows), b"".join(bytes(INK[char]) for row in rows for char in row))


def noise(width: int, height: int, colours: int, seed: int) -> Pixels:
    draw = random.Random(seed)
    known = [bytes(draw.randrange(256) for _ in range(3)) for _ in range(colours)]
    return Pixels(width, height, b"".join(draw.choice(known) for _ in range(width * height)))


def shown(pixels: Pixels, colours: Colours = Colours.TRUE, *, is_ascii: bool = False) -> list[str]:
    return ["".join(run.text for run in row) for row in symbols(pixels, colours, is_ascii=is_ascii)]


def test_a_cell_is_divided_where_its_pixels_differ() -> None:
    picture = drawn(
        "..#.#.##....",
        "..........##",
    )
    rows = symbols(picture)
    looks = [(char, run.foreground, run.background) for run in rows[0] for char in run.text]
    white, black = INK["."], INK["#"]
    assert [look[0] for look in looks] == [" ", "▟", "▟", "▄", " ", "▄"]
    assert looks[1][1:] == (white, black)
    assert looks[3][1:] == (white, black)
    assert looks[5][1:] == (black, white)


def test_equal_neighbours_are_one_run() -> None:
    rows = symbols(drawn("." * 40, "." * 40))
    assert [len(row) for row in rows] == [1]


def test_few_colours_are_exactly_those_of_the_terminal() -> None:
    known = {tuple(colour) for colour in SIXTEEN.tolist()}
    used = {
        colour
        for row in symbols(noise(40, 20, 500, 1), Colours.FEW)
        for run in row
        for colour in (run.foreground, run.background)
    }
    assert used <= known


def test_areas_keep_their_mean_colour_in_few_colours() -> None:
    grey = Pixels(32, 32, bytes((120, 120, 120)) * 1024)
    for colours in (Colours.FEW, Colours.MANY):
        values = [
            (run.foreground[0] * "▗▖▝".count(char) + run.background[0] * 3) / 4
            if char in "▗▖▝"
            else (run.foreground[0] + run.background[0]) / 2
            for row in symbols(grey, colours)
            for run in row
            for char in run.text
        ]
        assert abs(sum(values) / len(values) - 120) < 30


def test_ascii_draws_spaces_in_colour() -> None:
    assert shown(drawn("##..", "##.."), is_ascii=True) == ["  "]


def test_an_odd_pixel_at_the_edge_is_left_out() -> None:
    assert shown(drawn("...", "...", "...")) == [" "]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(1, 20), st.integers(1, 60), st.integers())
def test_sixels_give_back_a_picture_of_few_colours(width: int, height: int, colours: int, seed: int) -> None:
    picture = noise(width, height, colours, seed)
    back = from_sixels(sixels(picture))
    assert (back.width, back.height) == (width, height)
    errors = [abs(ours - theirs) for ours, theirs in zip(picture.data, back.data, strict=True)]
    assert max(errors) <= 9, "no more than the bits by which colours are told apart"


def test_no_more_colours_are_used_than_the_terminal_has() -> None:
    back = from_sixels(sixels(noise(40, 20, 500, 1), 16))
    assert len({back.data[at : at + 3] for at in range(0, len(back.data), 3)}) == 16


def test_sixels_of_many_colours_come_near() -> None:
    ramp = Pixels(64, 64, b"".join(bytes((x * 4, y * 4, (x + y) * 2)) for y in range(64) for x in range(64)))
    back = from_sixels(sixels(ramp))
    errors = [abs(ours - theirs) for ours, theirs in zip(ramp.data, back.data, strict=True)]
    assert sum(errors) / len(errors) < 12


def test_an_image_is_sent_in_chunks_and_comes_whole() -> None:
    picture = noise(90, 70, 4000, 3)
    text = "".join(kitty.transmission(7, picture, 9, 4))
    keys, back = from_kitty(text)
    assert back == picture
    assert keys | {"m": ""} == {
        "a": "T",
        "U": "1",
        "i": "7",
        "f": "24",
        "o": "z",
        "s": "90",
        "v": "70",
        "c": "9",
        "r": "4",
        "q": "2",
        "m": "",
    }
    commands = kitty_commands(text)
    assert len(commands) > 1
    assert [found["m"] for found, _ in commands] == ["1"] * (len(commands) - 1) + ["0"]
    assert {found["q"] for found, _ in commands} == {"2"}, "the terminal is to answer nothing"


def test_a_removal_frees_the_image() -> None:
    assert kitty_commands(kitty.removal(7)) == [({"a": "d", "d": "I", "i": "7", "q": "2"}, "")]


def test_placeholders_name_row_column_and_the_upper_part_of_the_id() -> None:
    assert len(kitty.NUMBERS) == len(set(kitty.NUMBERS)) == 297
    assert {unicodedata.combining(char) for char in kitty.NUMBERS} == {230}
    row = kitty.placeholders(2 << 24 | 99, 3, 1)
    cells = row.split(kitty.PLACEHOLDER)[1:]
    assert cells == ["\u030d\u0305\u030e", "\u030d\u030d\u030e", "\u030d\u030e\u030e"]


def test_tmux_is_asked_to_pass_each_sequence_on() -> None:
    sequence = kitty.removal(5)
    assert out_of_tmux(kitty.through_tmux(sequence)) == sequence


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (2, 7)])
def test_thin_pictures_are_drawn(size: tuple[int, int]) -> None:
    picture = noise(*size, 5, 4)
    assert (from_sixels(sixels(picture)).width, len(symbols(picture))) == (size[0], size[1] // 2)
