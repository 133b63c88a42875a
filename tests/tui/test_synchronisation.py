"""Synchronisation in the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from paper_tui.config import Rule
from paper_tui.config_file import rule
from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.sync.folder import Folder
from tests.library.sharing.test_shared_settings import Reader
from tests.tui.helpers import reading

PAPER = build_paper(title="A Paper From Elsewhere", arxiv_id="2401.00001")


def shared(folder: Path) -> Path:
    """A folder in which another device bookmarked a paper."""
    other = Library.open(folder / "other", lambda: datetime(2026, 9, 1, tzinfo=UTC))
    other.imports.add([PAPER], "papers")
    other.marks.set_bookmarked([PAPER], True)
    other.sync.run(Folder(folder / "shared"))
    other.close()
    return folder / "shared"


async def test_what_another_device_did_is_there_at_the_start(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    place = shared(tmp_path)
    async with reading(
        library, replace(settings, config=replace(settings.config, sync=str(place)))
    ) as reader:
        await reader.idle()
        assert PAPER.key in library.shelf
        assert "1 paper changed here" in reader.said


async def test_without_a_place_the_key_says_where_to_set_one(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("Y")
        assert "No place to synchronise with" in reader.text


async def test_a_place_that_cannot_be_used_is_said_once_and_nothing_stops(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    place = str(tmp_path / "file" / "folder")
    async with reading(library, replace(settings, config=replace(settings.config, sync=place))) as reader:
        await reader.idle()
        assert "cannot" in reader.said
        await reader.press("b")
        assert len(library.shelf.bookmarks) == 1


async def test_a_rule_of_another_device_is_in_force_at_once(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    other = Reader(tmp_path, "there", 'follow = ["graphs"]\n')
    other.change(rule(Rule("no surveys", "survey", hide=True)))
    other.sync()
    config = replace(settings.config, sync=str(other.shared))
    async with reading(library, replace(settings, config=config)) as reader:
        await reader.idle()
        assert [each.name for each in library.rules.active] == ["no surveys"]
        assert "Another device saved the rule “no surveys”" in reader.said
