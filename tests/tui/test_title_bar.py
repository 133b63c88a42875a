"""The top line, at rest and while something is done."""

from __future__ import annotations

import threading

import pytest

from paper_tui.library import Library
from paper_tui.library.indexing import index_cache
from paper_tui.library.indexing.index_process import Indexer
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import CancelToken
from paper_tui.settings import Settings
from paper_tui.tui.widgets.title_bar import Activity, TitleBar
from tests.tui.helpers import MEDIUM, NARROW, WIDE, key_event, reading, until


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_how_far_something_is_stands_in_the_top_line_and_moves_nothing(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        before = reader.lines
        reader.main.query_one(TitleBar).activity = Activity("importing a-file-with-a-long-name.jsonl", 0.4)
        await reader.settle()
        top, *below = reader.lines
        assert below == before[1:]
        assert "importing" in top
        assert " 40%" in top
        assert top.endswith("ctrl+x cancel")
        reader.main.query_one(TitleBar).activity = None
        await reader.settle()
        assert reader.lines == before


async def test_what_nobody_can_measure_is_told_without_a_bar(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        reader.main.query_one(TitleBar).activity = Activity("asking [b]somebody")
        await reader.settle()
        assert reader.lines[0] == " paper-tui  asking [b]somebody   ctrl+x cancel"


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_until_what_came_in_is_indexed_the_top_line_says_so(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    done = threading.Event()
    async with reading(library, settings, size) as reader:
        monkeypatch.setattr(index_cache, "MADE_HERE", 0)
        monkeypatch.setattr(Indexer, "make", lambda *_: done.wait(20) and False)
        library.imports.add([build_paper(title="A paper that came in")], "test")
        reader.main.control.search.search_again()
        await until(lambda: reader.main.query_one(TitleBar).indexing)
        await reader.idle()
        assert "indexing 1 papers" in reader.lines[0]
        done.set()
        await reader.settle()
        assert "indexing" not in reader.text
        assert "A paper that came in" in reader.titles


async def test_while_what_came_in_is_indexed_the_papers_before_are_searched(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()
    library.imports.add(
        [build_paper(title="A paper of long ago"), build_paper(title="Another matter")], "test"
    )
    async with reading(library, settings) as reader:
        monkeypatch.setattr(index_cache, "MADE_HERE", 0)
        monkeypatch.setattr(Indexer, "make", lambda _, __, cancel: made_or(done, cancel))
        library.imports.add([build_paper(title="A paper that came in")], "test")
        for key in ("slash", *"papre"):
            reader.app.post_message(key_event(key))
        await until(lambda: reader.titles == ["A paper of long ago"])
        await reader.idle()
        assert "indexing 3 papers" in reader.lines[0]
        done.set()
        await reader.settle()
        assert "indexing" not in reader.text
        assert set(reader.titles) == {"A paper of long ago", "A paper that came in"}


def made_or(done: threading.Event, cancel: CancelToken) -> bool:
    """Makes nothing, and lets who asks wait until it is done."""
    while not done.wait(0.01):
        cancel.check()
    return False


async def test_marks_of_papers_that_were_removed_are_not_counted(
    library: Library, settings: Settings
) -> None:
    gone = build_paper(title="A paper that goes")
    library.imports.add([gone], "test")
    library.marks.mark_seen(gone)
    library.history.undo()
    async with reading(library, settings, MEDIUM) as reader:
        await reader.settle()
        papers = len(reader.titles)
        assert f"{papers} papers · {papers} new" in reader.lines[0]
