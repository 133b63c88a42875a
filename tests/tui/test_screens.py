"""Every screen at every size looks as it did when somebody last looked at it."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from screenshots.make import MADE_WITH
from tests.tui.pictures.__main__ import PICTURES
from tests.tui.pictures.scenes import SIZES

AGAIN = "look at the change (--draw FOLDER), then keep it: python -m tests.tui.pictures"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_looks_as_it_is_kept(size: tuple[int, int]) -> None:
    drawn_with = MADE_WITH.read_text("utf-8").strip()
    if drawn_with != f"textual {version('textual')}":
        pytest.skip(f"the pictures were drawn with {drawn_with}")
    for now, before in zip(
        (await PICTURES.pages(size)).split("## "),
        PICTURES.kept(size).read_text("utf-8").split("## "),
        strict=True,
    ):
        assert now == before, AGAIN
