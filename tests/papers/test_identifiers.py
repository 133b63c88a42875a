"""arXiv ids and DOIs in every spelling they come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.identifiers import arxiv_url, doi_url, parse_arxiv_id, parse_doi


@pytest.mark.parametrize(
    ("text", "number", "version"),
    [
        ("1706.03762", "1706.03762", None),
        ("1706.03762v7", "1706.03762", 7),
        (" arXiv:1706.03762v1 ", "1706.03762", 1),
        ("ARXIV: 0704.0001", "0704.0001", None),
        ("https://arxiv.org/abs/1706.03762v2", "1706.03762", 2),
        ("http://export.arxiv.org/pdf/1706.03762.pdf", "1706.03762", None),
        ("https://arxiv.org/html/2609.01234v1#S1", "2609.01234", 1),
        ("https://www.alphaxiv.org/abs/1706.03762?x=y", "1706.03762", None),
        ("https://huggingface.co/papers/1706.03762", "1706.03762", None),
        ("oai:arXiv.org:1706.03762", "1706.03762", None),
        ("10.48550/arXiv.1706.03762", "1706.03762", None),
        ("https://doi.org/10.48550/ARXIV.hep-th/9901001", "hep-th/9901001", None),
        ("hep-th/9901001v3", "hep-th/9901001", 3),
        ("math.GT/0309136", "math/0309136", None),
        ("cond-mat/9910332", "cond-mat/9910332", None),
        ("arXiv:1706.03762 [cs.CL]", "1706.03762", None),
    ],
)
def test_arxiv_ids(text: str, number: str, version: int | None) -> None:
    assert parse_arxiv_id(text) == (number, version)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1706",
        "1706.037",
        "1706.0376234",
        "1713.03762",
        "1700.03762",
        "hep-th/9913001",
        "12.1706.03762",
        "10.1000/1706.03762",
        "https://example.org/abs/1706.03762",
        "hep-th/99010012",
        "١٧٠٦.٠٣٧٦٢",
        "1706.03762 and 1706.03763",
    ],
)
def test_what_is_no_arxiv_id(text: str) -> None:
    assert parse_arxiv_id(text) is None


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/X1", "10.1000/x1"),
        ("doi:10.1000/x1", "10.1000/x1"),
        ("https://doi.org/10.1000/x1", "10.1000/x1"),
        ("http://dx.doi.org/10.1000%2Fx1", "10.1000/x1"),
        ("10.1002/(SICI)1097-4571(199806)49:8", "10.1002/(sici)1097-4571(199806)49:8"),
        ("10.1000/x1.", "10.1000/x1"),
        ("10.48550/arXiv.1706.03762", ""),
        ("10.1000", ""),
        ("11.1000/x", ""),
        ("10.1000/a b", ""),
        ('10.1000/a"b', ""),
        ("10.1000/\x1b[31m", ""),
        ("", ""),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert parse_doi(text) == doi


@given(st.text())
def test_any_text_is_judged_and_what_is_found_is_found_again(text: str) -> None:
    found, doi = parse_arxiv_id(text), parse_doi(text)
    assert found is None or parse_arxiv_id(found.number) == (found.number, None)
    assert parse_doi(doi) == doi


@given(st.sampled_from(["1706.03762", "0704.0001", "hep-th/9901001"]))
def test_an_address_leads_back_to_its_id(number: str) -> None:
    found = parse_arxiv_id(arxiv_url(number))
    assert found is not None
    assert found.number == number
    assert parse_doi(doi_url("10.1000/x")) == "10.1000/x"
