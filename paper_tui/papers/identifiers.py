"""Identifiers of papers, read the same in files, in a KEY, in the search and in ``fetch``."""

from __future__ import annotations

import re

from paper_tui.papers.arxiv_id import ArxivId, arxiv_pdf_url, arxiv_url, parse_arxiv_id
from paper_tui.papers.catalogue_numbers import looks_like_isbn, parse_isbn, parse_pmcid, parse_pmid
from paper_tui.papers.doi import described_doi, doi_url, find_doi, parse_doi, short_doi_url, stated_doi

__all__ = [
    "ArxivId",
    "arxiv_pdf_url",
    "arxiv_url",
    "described_doi",
    "doi_url",
    "find_doi",
    "identifier_name",
    "identifier_problem",
    "parse_arxiv_id",
    "parse_doi",
    "parse_isbn",
    "parse_pmcid",
    "parse_pmid",
    "short_doi_url",
    "stand_in",
    "stated_doi",
]
_NUMBER = re.compile(
    r"(?:arxiv[:/\s]\s*|.*arxiv\.org/\w+/)?(\d\d)(\d\d)\.(\d{4,5})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)
_ARXIV = re.compile(
    r"arxiv:\s*(?:\d+\.\d+|[a-z-]+(?:\.[a-z]+)?/\d+)\w*|(?:https?://)?(?:[\w-]+\.)*arxiv\.org/(?:abs|pdf|html)/\S*",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)\S*|10\.\d{4,9}/?", re.IGNORECASE)
_PMID = re.compile(r"pmid:.*", re.IGNORECASE)


def stand_in(arxiv_id: str, doi: str, pmid: str) -> str:
    """A title for a record that only names a paper, until a service gives it."""
    found, clean = parse_arxiv_id(arxiv_id), parse_doi(doi)
    if found or clean:
        return f"arXiv:{found.number}" if found else f"doi:{clean}"
    return f"pmid:{pmid}" if pmid.isdecimal() else ""


def identifier_name(text: str) -> str:
    """The name of the paper with this id; empty if the text is no id.

    For example ``arxiv:1706.03762``, ``doi:10.1000/x``, ``pmid:1`` or ``isbn:9780000000002``.
    """
    if found := parse_arxiv_id(text):
        return f"arxiv:{found.number}"
    for kind, parse in (
        ("doi", parse_doi),
        ("pmid", parse_pmid),
        ("pmcid", parse_pmcid),
        ("isbn", parse_isbn),
    ):
        if value := parse(text):
            return f"{kind}:{value}"
    return ""


def identifier_problem(text: str) -> str:
    """The error in a text that looks like an id; empty if it is one, or does not look like one."""
    text = text.strip()
    if len(text) > 300 or identifier_name(text):
        return ""
    if found := _NUMBER.fullmatch(text):
        return _arxiv_problem(*found.groups())
    if _ARXIV.fullmatch(text):
        return "no arXiv id: those are written 1706.03762 or hep-th/9901001"
    if _DOI.fullmatch(text) and not re.search(r"doi\.org/10/\w|^doi:\s*10/\w", text, re.IGNORECASE):
        return "no DOI: those are written 10.1000/182, with a slash and a name after the number"
    if looks_like_isbn(text):
        return "no ISBN: its check digit is wrong"
    return "no PMID: that is a number" if _PMID.fullmatch(text) else ""


def _arxiv_problem(year: str, month: str, number: str) -> str:
    if not 1 <= int(month) <= 12:
        return f"no arXiv id: there is no month {month}"
    if year + month < "0704" or year > "90":
        return f"no arXiv id: in {month}/{year} they were written as in hep-th/9901001"
    digits = 4 if year < "15" else 5
    return f"no arXiv id: those of 20{year} have {digits} digits after the dot, not {len(number)}"
