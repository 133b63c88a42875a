"""References and citations of papers in the shell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.cli import citing as commands
from paper_tui.library import fetch_settings
from tests.cli.helpers import Shell
from tests.library.citing.test_citations import CITED, CITING, OTHER, PAGE, serve
from tests.sources.services import citing
from tests.sources.services.helpers import running


@pytest.fixture
def papers(shell: Shell) -> Shell:
    """A library of three papers, of which one has a text that cites another."""
    described = (
        {"title": each.title, "arxiv_id": each.arxiv_id or None, "doi": each.doi or None}
        for each in (CITING, OTHER, CITED)
    )
    shell("import", shell.write("a.jsonl", *described))
    page = shell.folder / "page.md"
    page.write_bytes(PAGE)
    shell("attach", CITING.arxiv_id, str(page))
    shell("bookmark", CITED.doi)
    return shell


def test_references_come_from_the_kept_text_with_their_state(papers: Shell) -> None:
    said = papers("refs", CITING.arxiv_id)
    first, second, third = said.out.splitlines()
    assert first.startswith("★")
    assert CITED.title in first
    assert "arxiv:2101.01234" in second
    assert third.startswith("   -  ")
    assert "3 works: from the kept text" in said.err
    records = papers("refs", CITING.arxiv_id, "--json").records
    assert [record["standing"] for record in records] == ["in your library", "known", "unresolved"]


def test_services_are_asked_for_what_no_text_tells_and_their_answers_are_kept(
    papers: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    timing = citing.quick()
    monkeypatch.setattr(
        commands, "fetch_settings", lambda config: replace(fetch_settings(config), timing=timing)
    )
    config = papers.folder / "config.toml"
    with running() as server:
        serve(server)
        urls = "".join(f'{name} = "{server.url}"\n' for name in (*citing.NAMES, "arxiv"))
        config.write_text(f'[services]\n{urls}[api_keys]\nopenalex = "s3cret"\n')
        said = papers("--config", str(config), "refs", CITED.doi)
        assert len(said.out.splitlines()) == 3
        assert "Crossref 2" in said.err
        said = papers("--config", str(config), "cited-by", CITED.doi, "--json")
        assert said.records[0]["key"] == CITING.key
        asked = len(server.asked)
        assert papers("--config", str(config), "refs", CITED.doi).code == 0
        assert len(server.asked) == asked
    offline = papers("--offline", "cited-by", CITED.doi)
    assert "OpenAlex 1 of 40" in offline.err
    assert not any(b"s3cret" in content for content in papers.contents().values())


def test_without_a_network_one_line_says_so(papers: Shell) -> None:
    said = papers("--offline", "refs", OTHER.arxiv_id)
    assert (said.code, said.out) == (1, "")
    assert "Services were not asked: --offline is set" in said.err
    assert f"paper-tui text {OTHER.key}" in said.err


def test_what_is_missing_and_what_is_connected_say_why(papers: Shell, tmp_path: Path) -> None:
    papers("attach", OTHER.arxiv_id, str(tmp_path / "page.md"))
    papers("bookmark", CITING.arxiv_id, OTHER.arxiv_id)
    (first, second) = papers("refs", "--missing").out.splitlines()
    assert first.startswith("   2")
    assert "2101.01234" in first
    assert "cited by" in second
    assert OTHER.title in second
    connected = papers("refs", CITING.arxiv_id, "--connected", "--json").records
    assert (connected[0]["key"], connected[0]["why"], connected[0]["count"]) == (OTHER.key, "both cite", 2)
