"""arXiv ids and DOIs: recognised in any spelling, written in one.

arXiv's scheme: ``YYMM.NNNN`` to 1412, ``YYMM.NNNNN`` from 1501, ``archive[.SC]/YYMMNNN`` before 0704,
each with an optional version; the subject class is no part of the name
(info.arxiv.org/help/arxiv_identifier.html).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_YEAR_AND_MONTH = r"\d\d(?:0[1-9]|1[0-2])"
_ARXIV_NUMBER = rf"(?:{_YEAR_AND_MONTH}\.\d{{4,5}}|[a-z][a-z-]+(?:\.[a-z]{{2}})?/{_YEAR_AND_MONTH}\d{{3}})"
_ARXIV = re.compile(
    rf"(?<![\w./-])({_ARXIV_NUMBER})(?:v(\d{{1,3}}))?(?![\w/]|\.\d)", re.IGNORECASE | re.ASCII
)
_BARE_ARXIV = re.compile(rf"{_YEAR_AND_MONTH}\.\d{{4,5}}", re.ASCII)
"""As most sources write it, with nothing around."""
_ARXIV_PREFIX = re.compile(
    r"^(?:arxiv:\s*|https?://(?:[\w-]+\.)?(?:arxiv\.org|alphaxiv\.org)/(?:abs|pdf|html|format|overview)/"
    r"|https?://(?:www\.)?huggingface\.co/papers/|oai:arxiv\.org:)",
    re.IGNORECASE,
)
_ARXIV_DIGITS = re.compile(r"[0-9]{4}\.[0-9]{4}|/[0-9]{7}")
"""Every arXiv id has these: a glance tells most texts to be none."""
_DOI_PREFIX = re.compile(r"^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)
_DOI = re.compile(r"^10\.\d{4,9}/[^\s\"<>{}|\\^`\x00-\x1f]+$")
_ARXIV_DOI = "10.48550/arxiv."


class ArxivId(NamedTuple):
    """An arXiv number and, where it was named, its version."""

    number: str
    version: int | None


def parse_arxiv_id(text: str) -> ArxivId | None:
    """The arXiv id in an id, an ``arXiv:`` name, an address or arXiv's own DOI; None when it is none."""
    if _BARE_ARXIV.fullmatch(text):
        return ArxivId(text, None)
    if not _ARXIV_DIGITS.search(text):
        return None
    text = text.strip()
    doi = _DOI_PREFIX.sub("", text)
    if doi.lower().startswith(_ARXIV_DOI):
        text = doi[len(_ARXIV_DOI) :]
    text = _ARXIV_PREFIX.sub("", text).split("?")[0].split("#")[0].strip()
    text = re.sub(r"\.pdf$|\s*\[[\w.-]+\]$", "", text)
    found = _ARXIV.fullmatch(text)
    if not found:
        return None
    number = re.sub(r"\.[a-z]{2}/", "/", found[1].lower())
    return ArxivId(number, int(found[2]) if found[2] else None)


def parse_doi(text: str) -> str:
    """A DOI in lower case without its resolver, or empty when the text is none or is arXiv's own."""
    doi = unquote(_DOI_PREFIX.sub("", text.strip())).rstrip(".,;").lower()
    if not _DOI.match(doi) or doi.startswith(_ARXIV_DOI):
        return ""
    return doi


def arxiv_url(number: str) -> str:
    """The address of a paper's page at arXiv."""
    return f"https://arxiv.org/abs/{number}"


def arxiv_pdf_url(number: str) -> str:
    """The address of a paper's text at arXiv, the newest version."""
    return f"https://arxiv.org/pdf/{number}"


def doi_url(doi: str) -> str:
    """The address that a DOI resolves to."""
    return f"https://doi.org/{doi}"
