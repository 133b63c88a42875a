"""From the list through the abstract into the text, and back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import sleep

from textual.widgets import Input

from paper_tui.library import Library
from paper_tui.papers.cancellation import Cancelled, CancelToken
from paper_tui.papers.shelf import State
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.path_prompt import PathScreen
from paper_tui.tui.text.text_page import TextHost
from paper_tui.tui.text.text_screen import TextScreen
from paper_tui.tui.text.text_source import LoadedText
from tests.tui.helpers import MEDIUM, key_event, reading, until

MARKDOWN = b"""# A Study of Rivers

## 1 Introduction

Rivers run downhill. They do so every day.

## 2 Method

We looked at them.
"""


async def test_enter_goes_from_the_list_to_the_abstract_and_into_the_text(
    library: Library, settings: Settings
) -> None:
    paper = next(iter(library.catalogue))
    library.marks.set_bookmarked([paper], True)
    library.texts.attach(paper, MARKDOWN)
    async with reading(library, settings, MEDIUM) as reader:
        reader.list.go_to(paper.key)
        await reader.press("enter")
        assert not isinstance(reader.app.screen, TextScreen)
        await reader.press("enter")
        assert isinstance(reader.app.screen, TextScreen)
        assert "Rivers run downhill." in reader.text
        assert "attached file" in reader.text
        await reader.press("right_square_bracket", "j")
        assert library.shelf.get(paper.key).state is State.READING
        await reader.press("escape")
        assert reader.main.is_active
        assert "read to" in reader.text
        await reader.press("escape")
        assert any(paper.title[:20] in line and "%" in line for line in reader.lines)
        assert reader.main.shelf.get(paper.key).state is State.READING


async def test_a_paper_without_text_says_why_and_takes_a_file(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        main = reader.main
        bare = next(iter(library.catalogue))
        main.paper = type(bare)(bare.key, bare.title)
        main.read_text()
        await reader.settle()
        assert "has no arXiv id" in reader.text
        assert "attach a file of it" in reader.text
        await reader.press("a")
        assert isinstance(reader.app.screen, PathScreen)
        broken = tmp_path / "empty.html"
        broken.touch()
        reader.app.screen.query_one(Input).value = str(broken)
        await reader.press("enter")
        assert "cannot be attached" in reader.text
        os.mkfifo(tmp_path / "pipe.html")
        await reader.press("a")
        reader.app.screen.query_one(Input).value = str(tmp_path / "pipe.html")
        await reader.press("enter")
        assert "It is a pipe" in reader.text
        await reader.press("a")
        file = tmp_path / "paper.md"
        file.write_text("# Kettles\n\nWater boils when it is hot enough.\n")
        reader.app.screen.query_one(Input).value = str(file)
        await reader.press("enter")
        assert "Water boils" in reader.text
        assert "attach" in library.history.changes()[0].label
        await reader.press("escape")
        assert main.is_active


class Endless:
    """A source that answers only when it is cancelled."""

    def __init__(self) -> None:
        self.is_cancelled = False

    def load(
        self, progress: Callable[[str], object], cancel: CancelToken, *, again: bool = False
    ) -> LoadedText:
        """Wait to be cancelled."""
        progress(f"asking a slow service{' again' if again else ''}")
        while not cancel.is_cancelled:
            sleep(0.001)
        self.is_cancelled = True
        raise Cancelled


async def test_a_text_that_takes_long_says_so_and_is_cancelled(library: Library, settings: Settings) -> None:
    source = Endless()
    async with reading(library, settings, MEDIUM) as reader:
        main = reader.main
        paper = next(iter(library.catalogue))
        host = TextHost(print, print, print, print, print)
        screen = TextScreen(library, settings, main.edits, paper, source, host)
        await reader.app.push_screen(screen)
        await until(lambda: "asking a slow service" in reader.text)
        assert "esc cancels" in reader.text
        reader.app.post_message(key_event("escape"))
        await until(lambda: source.is_cancelled)
        await until(lambda: main.is_active)
