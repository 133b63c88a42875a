"""list as a table: columns that line up and use the terminal's width, title first, all of it in a pipe."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from paper_tui.cli import table
from paper_tui.cli.command_builder import COLUMNS, DEFAULT_COLUMNS
from paper_tui.papers.builder import build_paper
from paper_tui.papers.serialization import Entry, entry_record
from paper_tui.papers.shelf import Mark
from paper_tui.papers.update import Update, UpdateKind
from tests.cli.helpers import Shell

LONG = "A study of the habits of bees in meadows near the sea, with remarks on ants"
WIDE = "蜂の研究：海の近くの草原における蜂の習性について、蟻についての注記を添えて"
PAPERS = (
    {"title": LONG, "arxiv_id": "2401.00001", "authors": ["Ada One", "Bo Two", "Cy Three"]},
    {"title": "Ants", "doi": "10.5555/a.very.long.identifier.of.a.publisher.2021", "published": "2021"},
    {"title": WIDE, "published": "2020-01-02"},
)


@pytest.fixture
def library(shell: Shell) -> Shell:
    shell("import", shell.write("a.jsonl", *PAPERS))
    return shell


@pytest.fixture
def columns(library: Shell, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> int:  # noqa: ARG001 - it sets another width
    monkeypatch.setattr(table, "_is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


@pytest.mark.parametrize("columns", [40, 60, 80, 140], indirect=True)
def test_no_line_is_wider_than_the_terminal_and_columns_line_up(library: Shell, columns: int) -> None:
    lines = library("list", "--sort", "title").out.splitlines()
    assert len(lines) == 3
    assert all(cell_len(line) <= columns for line in lines)
    assert lines[0].startswith("   A study of")
    dates = [
        cell_len(line[: line.index(day)]) for line, day in zip(lines[1:], ("2021", "2020-"), strict=True)
    ]
    assert dates[0] == dates[1]


def test_a_retraction_stands_before_the_title(shell: Shell) -> None:
    notice = Update(UpdateKind.RETRACTED, "Crossref", "2026-05-04")
    paper = replace(build_paper(title="Ants", doi="10.5555/a"), updates=(notice,))
    shell("import", shell.write("a.jsonl", entry_record(Entry(paper, Mark(paper.key)))))
    assert shell("list").out.startswith("   [retracted] Ants\t")


@pytest.mark.parametrize("columns", [140], indirect=True)
@pytest.mark.usefixtures("columns")
def test_a_wide_terminal_shows_whole_titles(library: Shell) -> None:
    assert LONG in library("list").out


@pytest.mark.parametrize("columns", [80], indirect=True)
@pytest.mark.usefixtures("columns")
def test_columns_are_chosen(library: Shell) -> None:
    out = library("list", "habits", "--columns", "key,authors,title").out
    assert out.startswith("   2401.00001  Ada One et al.  A study of the habits")


def test_a_pipe_gets_every_column_whole_with_tabs_between(library: Shell) -> None:
    out = library("list", "--sort", "title").out
    assert out.splitlines()[1] == "   Ants\t2021\t10.5555/a.very.long.identifier.of.a.publisher.2021"


@pytest.mark.parametrize("typed", ["", "title,nonsense", ","])
def test_unknown_columns_are_refused_with_the_known(library: Shell, typed: str) -> None:
    said = library("list", "--columns", typed)
    assert (said.code, said.out) == (2, "")
    assert "citation" in said.err


def test_every_column_that_is_declared_can_be_printed(library: Shell) -> None:
    assert set(table.COLUMNS) == set(COLUMNS) >= set(DEFAULT_COLUMNS.split(","))
    assert library("list", "--columns", ",".join(COLUMNS)).code == 0


def test_chosen_columns_are_the_whole_line_in_a_pipe(library: Shell) -> None:
    library("bookmark", "2401.00001")
    assert library("list", "is:bookmarked", "--columns", "key,tags").out == "2401.00001\t\n"
    assert library("list", "is:bookmarked").out.startswith("★")
