"""Screen and keys until the library is open."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.search import Scope
from paper_tui.settings import Settings
from paper_tui.store import StoreError
from paper_tui.tui.app import PaperApp
from tests.tui.helpers import WIDE, Reader, reading, until


async def test_keys_typed_before_there_is_a_list_are_heard_in_order(
    library: Library, settings: Settings
) -> None:
    may_open = threading.Event()

    def open_late() -> Library:
        may_open.wait(30)
        return library

    app = PaperApp(open_late, settings)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("j", "j", "k", "slash", *"vision")
        assert app.main is None
        may_open.set()
        await until(lambda: app.main is not None)
        reader = Reader(app, pilot)
        await reader.settle()
        assert reader.main.focused_pane == "search"
        assert "vision" in reader.lines[1]
        assert all("vision" in paper_text(reader, row) for row in range(3))


def paper_text(reader: Reader, row: int) -> str:
    listing = reader.main.listing
    assert listing is not None
    paper = listing.paper(row)
    return f"{paper.title} {paper.abstract} {paper.summary}".lower()


async def test_a_library_that_cannot_be_opened_ends_the_reader(settings: Settings) -> None:
    def fail() -> Library:
        raise StoreError("Cannot read the library")

    app = PaperApp(fail, settings)
    async with app.run_test():
        await until(lambda: app.failure is not None and app._exit)
    assert str(app.failure) == "Cannot read the library"
    assert app.return_code == 1


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_one_can_leave_while_the_library_is_being_opened(
    library: Library, settings: Settings, key: str
) -> None:
    may_open = threading.Event()

    def open_late() -> Library:
        may_open.wait(30)
        return library

    app = PaperApp(open_late, settings)
    async with app.run_test() as pilot:
        await pilot.press(key)
        await until(lambda: app._exit)
        may_open.set()


def test_the_first_picture_waits_for_no_library() -> None:
    script = "import sys, paper_tui.tui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    unwanted = {"numpy", "tinydb", "rapidfuzz", "paper_tui.library", "paper_tui.tui.screens.main"}
    assert set(loaded.stdout.split()) & unwanted == set()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system which files are in use")
async def test_the_papers_of_before_are_let_go_of_when_others_come_in(
    library: Library, settings: Settings
) -> None:
    library.imports.add([build_paper(title="A paper that was there")], "test")
    library.search(Scope())
    async with reading(library, settings) as reader:
        library.imports.add([build_paper(title="A paper that came in")], "test")
        reader.main.control.search.search_again()
        await reader.settle()
        gc.collect()
        assert not replaced_but_in_use(settings)


def replaced_but_in_use(settings: Settings) -> list[str]:
    """Files of the library that were replaced, but whose place on the disk is taken still."""
    maps = Path("/proc/self/maps").read_text("utf-8").splitlines()
    return [line for line in maps if line.endswith("(deleted)") and str(settings.library) in line]
