"""Web addresses of a paper."""

from __future__ import annotations

from paper_tui.papers.addresses import addresses_of, pdf_url
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting


def kettle(**given: object) -> Paper:
    return build_paper(title="Kettle", **given)


def shown(paper: Paper) -> list[tuple[str, str]]:
    return [(address.label, address.url) for address in addresses_of(paper)]


def test_everything_that_is_known_of_a_paper_the_most_wanted_first() -> None:
    paper = kettle(
        arxiv_id="2401.00001",
        doi="10.1000/x",
        abstract="See https://kettle.example and https://huggingface.co/datasets/a/b and https://github.com/a/b.",
        sightings=[Sighting("daily-papers")],
    )
    assert shown(paper) == [
        ("page", "https://arxiv.org/abs/2401.00001"),
        ("PDF", "https://arxiv.org/pdf/2401.00001"),
        ("code", "https://github.com/a/b"),
        ("project", "https://kettle.example"),
        ("data", "https://huggingface.co/datasets/a/b"),
        ("DOI", "https://doi.org/10.1000/x"),
        ("discussion", "https://huggingface.co/papers/2401.00001"),
    ]


def test_no_address_comes_twice() -> None:
    paper = kettle(
        arxiv_id="2401.00001",
        url="https://huggingface.co/papers/2401.00001",
        links=["https://arxiv.org/abs/2401.00001v2", "https://arxiv.org/pdf/2401.00001.pdf"],
        sightings=[Sighting("daily-papers")],
    )
    assert [label for label, _ in shown(paper)] == ["page", "PDF"]


def test_a_paper_of_which_nothing_is_known_has_none() -> None:
    assert addresses_of(kettle()) == ()
    assert pdf_url(kettle()) == ""


def test_a_link_to_a_pdf_is_the_pdf() -> None:
    paper = kettle(url="https://a.example/x", links=["https://a.example/x.PDF?download=1"])
    assert pdf_url(paper) == "https://a.example/x.PDF?download=1"
    assert shown(paper)[1][0] == "PDF"


def test_another_paper_that_is_linked_is_kept() -> None:
    paper = kettle(arxiv_id="2401.00001", links=["https://arxiv.org/abs/2402.00002"])
    assert ("paper", "https://arxiv.org/abs/2402.00002") in shown(paper)
