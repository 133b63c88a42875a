"""The PDF of a paper, opened in a viewer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from paper_tui.library import Library
from paper_tui.settings import Settings
from paper_tui.tui.system.viewer import open_file
from tests.tui.helpers import reading

PDF = Path(__file__).parents[1] / "pdf" / "files" / "doi.pdf"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every command that was started."""
    commands: list[list[str]] = []
    stand_in = SimpleNamespace(Popen=lambda command, **_: commands.append(command), DEVNULL=None)
    monkeypatch.setattr("paper_tui.tui.system.viewer.subprocess", stand_in)
    return commands


async def test_a_paper_s_file_is_opened_in_the_program_of_the_settings(
    library: Library, settings: Settings, started: list[list[str]]
) -> None:
    library.imports.pdfs([PDF], "PDF")
    chosen = replace(settings, config=replace(settings.config, pdf_viewer=("zathura", "{file}")))
    async with reading(library, chosen) as reader:
        await reader.press("O")
        assert started == [["zathura", str(PDF)]]


async def test_a_paper_without_a_file_says_how_to_add_one(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("O")
        assert "No PDF belongs to this paper" in reader.text
        assert "attach a PDF of it" in reader.text


def test_a_file_is_one_argument_and_a_desktop_is_needed(started: list[list[str]]) -> None:
    path = Path("/tmp/a; rm -rf x.pdf")
    assert open_file(path, ["viewer", "--fork"], {})
    assert started == [["viewer", "--fork", str(path)]]
    assert not open_file(path, [], {})
