"""Groups in the reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.config import GroupSettings
from paper_tui.library import Library
from paper_tui.library.sharing.groups import GroupReport, Groups
from paper_tui.papers.builder import build_paper
from paper_tui.settings import Settings
from paper_tui.sync.group.database import GroupDatabase
from tests.tui.helpers import DIALOG_SIZES, key_name, reading, until

PAPER = build_paper(title="A Paper From Bob", arxiv_id="2401.00001")
MINE = build_paper(title="A Paper of Mine", arxiv_id="2401.00002")


def of(settings: Settings, member: str, folder: Path, *others: GroupSettings) -> Settings:
    groups = (GroupSettings("lab", str(folder / "shared"), member), *others)
    return replace(settings, config=replace(settings.config, groups=groups))


@pytest.fixture
def bob(settings: Settings, tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "bob", settings.clock)
    library.configure(of(settings, "bob", tmp_path).config)
    library.imports.add([PAPER], "papers")
    return library


@pytest.mark.parametrize("size", DIALOG_SIZES)
async def test_what_others_share_is_told_found_and_shown(
    library: Library, settings: Settings, tmp_path: Path, bob: Library, size: tuple[int, int]
) -> None:
    bob.groups.recommend([PAPER], "for Friday, @ada")
    bob.groups.sync()
    library.imports.add([MINE], "papers")
    mine = of(settings, "ada", tmp_path)
    library.configure(mine.config)
    async with reading(library, mine, size) as reader:
        assert "for Friday, @ada\nA Paper From Bob" in reader.said
        await reader.search("by:bob")
        assert reader.titles == [PAPER.title]
        assert "recommended by bob (lab): for Friday, @ada" in reader.detail
    library.configure(mine.config)
    async with reading(library, mine, size) as reader:
        assert "for Friday" not in reader.said


async def test_members_are_a_facet(
    library: Library, settings: Settings, tmp_path: Path, bob: Library
) -> None:
    bob.groups.put([PAPER])
    bob.groups.sync()
    library.imports.add([MINE], "papers")
    mine = of(settings, "ada", tmp_path)
    library.configure(mine.config)
    async with reading(library, mine) as reader:
        assert any("Shared by" in line for line in reader.lines)
        reader.main.control.search.toggle_filter("by", "bob")
        await reader.settle()
        assert reader.titles == [PAPER.title]


async def test_a_paper_is_recommended_with_a_line_and_taken_back(
    library: Library, settings: Settings, tmp_path: Path, bob: Library
) -> None:
    library.imports.add([MINE], "papers")
    mine = of(settings, "ada", tmp_path)
    library.configure(mine.config)
    async with reading(library, mine) as reader:
        await reader.press("w", "r", *map(key_name, "read this"), "enter")
        assert "Shared with the group" in reader.said
        assert "recommended by you (lab): read this" in reader.detail
        bob.groups.sync()
        assert [each.contribution.member for each in bob.groups.view.of(MINE.key)] == ["ada"]
        await reader.press("w", "n")
        assert "Nothing was shared: there is no note" in reader.said
        await reader.press("w", "d")
        assert "recommended by you (lab): read this" in reader.text
        await reader.press("escape", "w", "w")
        assert "recommended by you" not in reader.detail
        bob.groups.sync()
        assert bob.groups.view.of(MINE.key) == ()


async def test_of_several_groups_one_is_chosen(library: Library, settings: Settings, tmp_path: Path) -> None:
    library.imports.add([MINE], "papers")
    mine = of(settings, "ada", tmp_path, GroupSettings("club", str(tmp_path / "club"), "ada"))
    library.configure(mine.config)
    async with reading(library, mine) as reader:
        await reader.press("w", "2", "p")
        assert library.groups.view.counts == {"club": 1}


async def test_without_a_group_the_key_says_how_to_join_one(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("w")
        assert "paper-tui group join" in reader.said


async def test_a_group_that_is_away_is_said_once_and_nothing_stops(
    library: Library, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "shared").write_text("a file")
    library.imports.add([MINE], "papers")
    mine = of(settings, "ada", tmp_path)
    library.configure(mine.config)
    async with reading(library, mine) as reader:
        assert reader.said.count("cannot") == 1
        reader.main.control.groups.sync()
        await reader.settle()
        assert reader.said.count("cannot") == 1


async def test_a_group_on_a_server_is_exchanged_with_when_another_member_shares(
    library: Library, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def sync(_: Groups, name: str = "") -> GroupReport:
        asked.append(name)
        return GroupReport(name, 0, 0, 0)

    monkeypatch.setattr(Groups, "sync", sync)
    monkeypatch.setattr(GroupDatabase, "follow", lambda _, changed, is_over: is_over() or changed())
    mine = of(settings, "ada", tmp_path, GroupSettings("server", "postgresql://localhost/lab", "ada"))
    async with reading(library, mine):
        await until(lambda: len(asked) == 3)
        assert sorted(asked) == ["lab", "server", "server"]
