"""arXiv ids and DOIs in every spelling they come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.identifiers import (
    arxiv_url,
    doi_url,
    find_doi,
    identifier_name,
    identifier_problem,
    parse_arxiv_id,
    parse_doi,
    short_doi_url,
)

SICI = "10.1002/(sici)1099-0000(199803)19:4<377::aid-xyz1>3.0.co;2-p"


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
        ("arxiv.org/pdf/2305.01234v2.pdf", "2305.01234", 2),
        ("https://ar5iv.labs.arxiv.org/html/1706.03762", "1706.03762", None),
        ("https://arxiv-org.proxy.example.edu/abs/1706.03762", "1706.03762", None),
        ("https://proxy.example.edu/login?url=https://arxiv.org/abs/1706.03762", "1706.03762", None),
        ("https://arxiv.org/abs/hep-th%2F9901001", "hep-th/9901001", None),
        ("arXiv preprint arXiv:1706.03762", "1706.03762", None),
        ("abs/2001.00003", "2001.00003", None),
        ("doi:10.48550/arXiv.1706.03762", "1706.03762", None),
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
        "1706.0376",
        "1401.00123",
        "0201.1234",
        "hep-th/1001001",
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
        ("10.1002/(SICI)1099-0000(199803)19:4<377::AID-XYZ1>3.0.CO;2-P", SICI),
        ("https://doi.org/10.1002/(SICI)1099-0000(199803)19:4%3C377::AID-XYZ1%3E3.0.CO;2-P", SICI),
        (r"10.1002/(SICI)1099-0000(199803)19:4{\textless}377::AID-XYZ1{\textgreater}3.0.CO;2-P", SICI),
        ("10.1002/(SICI)1099-0000(199803)19:4&lt;377::AID-XYZ1&gt;3.0.CO;2-P", SICI),
        ("http://doi.acm.org/10.1145/1111111.2222222", "10.1145/1111111.2222222"),
        ("https://www.doi.org/10.1000/x1", "10.1000/x1"),
        ("doi.org/10.1000/x1", "10.1000/x1"),
        ("doi: https://doi.org/10.1000/x1", "10.1000/x1"),
        ("DOI 10.1000/x1", "10.1000/x1"),
        (r"10.1007/978-3-000-24574-4{\_}28", "10.1007/978-3-000-24574-4_28"),
        ("https://doi-org.proxy.example.edu/10.1145/12.34", "10.1145/12.34"),
        (
            "https://login.proxy.example.edu/login?qurl=https%3A%2F%2Fdoi.org%2F10.1145%2F12.34",
            "10.1145/12.34",
        ),
        ("https://link.springer.com/article/10.1007/s00000-020-0001-1", "10.1007/s00000-020-0001-1"),
        ("https://link.springer.com/content/pdf/10.1007/s1.pdf", "10.1007/s1"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/abc.123/full", "10.1002/abc.123"),
        ("https://www.tandfonline.com/doi/full/10.1080/1?casa_token=abc", "10.1080/1"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf", "10.1101/2020.01.02.123456"),
        (
            "https://journals.plos.org/one/article?id=10.1371/journal.p.1&type=printable",
            "10.1371/journal.p.1",
        ),
        ("https://doi.org/10.1000/x1?utm_source=rss", "10.1000/x1"),
        ("https://link.springer.com/book/10.1007/978-3-000-24574-4", ""),
        ("https://github.com/someone/10.1000/x1", ""),
        ("10.1000/x1</a>", "10.1000/x1"),
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


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/x1 (accessed 2020)", "10.1000/x1"),
        ("see (10.1000/x1).", "10.1000/x1"),
        ("10.1000/x1, 10.1000/x2", "10.1000/x1"),
        ("no DOI", ""),
    ],
)
def test_the_first_doi_among_words(text: str, doi: str) -> None:
    assert find_doi(text) == doi


def test_a_doi_with_signs_makes_an_address_without() -> None:
    url = doi_url(SICI)
    assert not set(url) & set('<> "')
    assert parse_doi(url) == SICI


def test_short_dois_are_addresses() -> None:
    assert (
        short_doi_url("10/abc12d")
        == short_doi_url("https://doi.org/10/ABC12D")
        == "https://doi.org/10/abc12d"
    )
    assert short_doi_url("10/x") == short_doi_url("10.1000/abc") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1706.03762v2", "arxiv:1706.03762"),
        ("doi:10.1000/X", "doi:10.1000/x"),
        ("PMID: 12345678", "pmid:12345678"),
        ("https://pubmed.ncbi.nlm.nih.gov/012345/?term=x", "pmid:12345"),
        ("PMC123456", "pmcid:PMC123456"),
        ("978-3-16-148410-0", "isbn:9783161484100"),
        ("ISBN 3-16-148410-X", "isbn:9783161484100"),
        ("12345678", ""),
        ("a title", ""),
    ],
)
def test_one_name_for_each_id(text: str, name: str) -> None:
    assert identifier_name(text) == name
    assert identifier_problem(text) == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("arxiv:2613.12345", "no arXiv id: there is no month 13"),
        ("https://arxiv.org/abs/2613.12345", "no arXiv id: there is no month 13"),
        ("1706.0376", "no arXiv id: those of 2017 have 5 digits after the dot, not 4"),
        ("0201.1234", "no arXiv id: in 01/02 they were written as in hep-th/9901001"),
        ("doi:10.1000", "no DOI: those are written 10.1000/182"),
        ("978-3-16-148410-1", "no ISBN: its check digit is wrong"),
        ("pmid:abc", "no PMID: that is a number"),
    ],
)
def test_what_looks_like_an_id_and_is_none(text: str, problem: str) -> None:
    assert identifier_problem(text).startswith(problem)
    assert identifier_name(text) == ""


@given(st.text("10./<>()[];:&%#?{}\\_ abidox", max_size=40).map("10.1000/".__add__))
def test_a_doi_leads_to_an_address_and_back(text: str) -> None:
    doi = parse_doi(text)
    assert not doi or parse_doi(doi_url(doi)) == doi
