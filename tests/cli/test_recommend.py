"""Lists by interest, and papers like others, in the shell."""

from __future__ import annotations

import json

from tests.cli.helpers import Shell
from tests.sources.services.helpers import answer, running

KEYS = ["2006.11239", "2112.10752", "2212.09748", "2208.12242", "2302.05543"]


def test_without_enough_signs_the_usual_order_stays_and_says_why(shell: Shell) -> None:
    usual = shell("list", "--limit", "5").out
    asked = shell("list", "--sort", "for-you", "--limit", "5")
    assert asked.out == usual
    assert "0 of 5 papers" in asked.err


def test_what_was_bookmarked_decides_and_reasons_say_so(shell: Shell) -> None:
    shell("bookmark", *KEYS)
    lines = shell("list", "--sort", "for-you", "--json", "--limit", "8", "-is:bookmarked").out.splitlines()
    first = json.loads(lines[0])
    assert first["title"] in ("Consistency Models", "Generative Adversarial Networks")
    assert sum(reason["share"] for reason in first["reasons"]) > 0.8
    why = shell("list", "--sort", "for-you", "--why", "--limit", "1").out.splitlines()
    assert len(why) == 2
    assert "%" in why[1]


def test_less_of_something_moves_it_down(shell: Shell) -> None:
    shell("bookmark", *KEYS)

    def place() -> int:
        listed = shell("list", "--sort", "for-you", "--json", *config).out.splitlines()
        return [json.loads(line)["arxiv_id"] for line in listed].index("2303.01469")

    config: list[str] = []
    before = place()
    (shell.folder / "less.toml").write_text('less = ["paper:arxiv:2303.01469", "diffusion"]\n')
    config = ["--config", str(shell.folder / "less.toml")]
    assert place() > before


def test_similar_papers_come_with_reasons_and_without_the_one_asked_for(shell: Shell) -> None:
    lines = shell("similar", "2006.11239", "--limit", "3", "--json").out.splitlines()
    found = [json.loads(line) for line in lines]
    assert len(found) == 3
    assert "2006.11239" not in [paper["arxiv_id"] for paper in found]
    assert all(paper["reasons"] for paper in found)
    assert shell("similar", "2006.11239", "--limit", "0").code == 1


def test_without_enough_signs_a_search_shows_its_best_match_first(shell: Shell) -> None:
    shell("import", "-", stdin=b"@article{a, title={Tora and tides}}")
    shell("import", "-", stdin=b"@article{b, title={A shore}, abstract={Few read the tora here.}}")
    best = shell("list", "tora", "--json").titles
    assert best == ["Tora and tides", "A shore"]
    assert shell("list", "tora", "--sort", "for-you", "--json").titles == best


def test_papers_that_a_service_recommends_come_with_reasons_and_without_those_here(shell: Shell) -> None:
    known = json.loads(shell("show", "1810.04805", "--json").out)
    recommended = [
        {"title": "Sequence transduction by attention alone", "abstract": "Attention and recurrence."},
        {"title": known["title"], "externalIds": {"ArXiv": "1810.04805"}},
        {"title": None},
    ]
    config = shell.folder / "config.toml"
    path = "/recommendations/v1/papers/forpaper/ARXIV:1706.03762"
    with running() as server:
        server.on(path, answer({"recommendedPapers": recommended}))
        config.write_text(f'[services]\nsemanticscholar = "{server.url}"\n')
        said = shell("--config", str(config), "similar", "1706.03762", "--fetch", "--json")
    (record,) = said.records
    assert record["title"] == "Sequence transduction by attention alone"
    assert record["reasons"]
    assert shell("--offline", "similar", "1706.03762", "--fetch").code == 1
