"""Connections of papers by their bibliographies."""

from __future__ import annotations

from paper_tui.graph import CitationGraph, Related, merged_works
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.work import Work

A, B, C, D = (PaperKey(name) for name in "abcd")
GRAPH = CitationGraph({A: ["x", "y", "z", "b"], B: ["y", "z", "w"], C: ["z", "b"], D: []})


def test_what_a_paper_cites_and_who_cites_it() -> None:
    assert GRAPH.cites(A) == ("x", "y", "z", "b")
    assert GRAPH.cites(PaperKey("unknown")) == ()
    assert GRAPH.cited_by("b") == [A, C]
    assert GRAPH.cited_by("nothing") == ()


def test_papers_that_cite_the_same_are_coupled_most_in_common_first() -> None:
    assert GRAPH.coupled(A) == [Related(B, 2, ("y", "z")), Related(C, 2, ("z", "b"))]
    assert GRAPH.coupled(D) == []


def test_works_that_are_cited_together() -> None:
    assert GRAPH.co_cited("z", 2) == [Related("b", 2, (A, C)), Related("y", 2, (A, B))]


def test_what_several_papers_cite_and_the_library_lacks() -> None:
    assert GRAPH.missing([A, B, C], known={"b"}) == [Related("z", 3, (A, B, C)), Related("y", 2, (A, B))]
    assert GRAPH.missing([], known=()) == []


def test_lists_of_several_sources_are_merged_work_by_work() -> None:
    title = "Attention Is All You Need"
    works = merged_works(
        [
            Work(title=title, arxiv_id="1706.03762", sources=("text",)),
            Work(text="[2] An entry that names nothing"),
            Work(title=title.upper(), doi="10.1000/x", year="2017", sources=("OpenAlex",)),
            Work(doi="10.1000/x", venue="NeurIPS", sources=("Crossref",)),
            Work(title=title, arxiv_id="2301.00001", sources=("text",)),
            Work(text="[2] An entry that names nothing"),
        ]
    )
    assert works[0] == Work(
        title, (), "2017", "1706.03762", "10.1000/x", "NeurIPS", "", ("text", "OpenAlex", "Crossref")
    )
    assert len(works) == 4


def test_a_short_title_alone_names_no_work() -> None:
    assert Work(title="Introduction").id == ""
    assert Work(title="Attention Is All You Need").id == "title:attentionisallyouneed"
