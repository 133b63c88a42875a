"""Merging, splitting and renaming citation keys in the reader."""

from __future__ import annotations

from paper_tui.library import Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Sighting
from paper_tui.settings import Settings
from tests.tui.helpers import reading

SIGHTINGS = (Sighting("bibtex"),)


async def test_a_citation_is_copied_renamed_and_undone(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        paper = reader.list.current
        await reader.press("y", "c")
        cited = paper.citation_key
        assert reader.pilot.app.clipboard == f"\\cite{{{cited}}}"
        await reader.press("ampersand", "c", "end", *"2", "enter")
        assert library.find(paper.key).citation_key == f"{cited}2"
        await reader.press("u")
        assert library.find(paper.key).citation_key == cited


async def test_selected_papers_are_merged_and_split(library: Library, settings: Settings) -> None:
    library.imports.add(
        [
            build_paper(title="Counting the things", doi="10.1000/a", sightings=SIGHTINGS),
            build_paper(title="Counting of things", doi="10.1000/b", sightings=SIGHTINGS),
        ],
        "test",
    )
    async with reading(library, settings) as reader:
        await reader.press("slash", *"counting", "enter")
        assert len(reader.titles) == 2
        first, other = reader.list.current, "ab".replace(reader.list.current.doi[-1], "")
        await reader.press("asterisk", "ampersand", "m")
        assert len(reader.titles) == 1
        assert reader.list.current.key == first.key
        await reader.press("ampersand", "s")
        assert len(reader.titles) == 2
        assert library.find(f"10.1000/{other}").doi == f"10.1000/{other}"
        await reader.press("u")
        assert len(reader.titles) == 1
