"""arXiv ids: recognised in any spelling, written in one.

arXiv's scheme: ``YYMM.NNNN`` from 0704 to 1412, ``YYMM.NNNNN`` from 1501, ``archive[.SC]/YYMMNNN`` before
0704, each with an optional version; the subject class is no part of the name
(info.arxiv.org/help/arxiv_identifier.html).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_MONTH = "(?:0[1-9]|1[0-2])"
_NEW = (
    rf"(?:(?:07(?:0[4-9]|1[0-2])|0[89]{_MONTH}|1[0-4]{_MONTH})\.\d{{4}}|(?:1[5-9]|[2-8]\d){_MONTH}\.\d{{5}})"
)
_OLD = rf"[a-z][a-z-]+(?:\.[a-z]{{2}})?/(?:9[1-9]|0[0-7]){_MONTH}\d{{3}}"
_ARXIV = re.compile(rf"(?<![\w./-])({_NEW}|{_OLD})(?:v(\d{{1,3}}))?(?![\w/]|\.\d)", re.IGNORECASE | re.ASCII)
_BARE = re.compile(_NEW, re.ASCII)
"""As most sources write it, with nothing around."""
_PREFIX = re.compile(
    r"^(?:.*[=/](?=https?://))?(?:"
    r"(?:https?://)?(?:[\w-]+\.)*(?:arxiv\.org|arxiv-org|ar5iv\.org|alphaxiv\.org|xxx\.lanl\.gov)(?:[.-][\w.-]+)?(?::\d+)?"
    r"/(?:abs|pdf|html|format|overview|ps|e-print|src|papers)/"
    r"|(?:https?://)?(?:www\.)?(?:huggingface\.co/papers|arxiv-vanity\.com/papers|scirate\.com/arxiv)/"
    r"|(?:e-?print\s+)?(?:arxiv\s+(?:preprint|e-?print)s?[\s,]*)?(?:oai:)?arxiv(?:\.org)?[:./\s]\s*|abs/)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9]{4}\.[0-9]{4}|/[0-9]{7}|%2f[0-9]{7}", re.IGNORECASE)
"""Every arXiv id has these: most texts are excluded at once."""
_DOI = re.compile(r"^(?:(?:https?://)?(?:[\w-]+\.)*doi[\w.-]*/|doi:\s*)?10\.48550/arxiv\.", re.IGNORECASE)
_AFTER = re.compile(r"(?:\.pdf|\.ps(?:\.gz)?)$|\s*[\[(][\w.-]+[\])]$", re.IGNORECASE)
"""The end of an address, or the subject class that is named beside an id."""


_NAMED = r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)"
_IN_TEXT = re.compile(
    rf"arxiv(?:\.org/(?:abs|pdf)/|(?:\s+(?:preprint|e-?print)s?)?[:,\s]++){_NAMED}|^\s*abs/{_NAMED}",
    re.IGNORECASE,
)


class ArxivId(NamedTuple):
    """An arXiv number and, where it was named, its version."""

    number: str
    version: int | None


def parse_arxiv_id(text: str) -> ArxivId | None:
    """The arXiv id in an id, an ``arXiv:`` name, an address or arXiv's own DOI; None when it is none."""
    if _BARE.fullmatch(text):
        return ArxivId(text, None)
    if not _DIGITS.search(text):
        return None
    text = text.strip().strip("{}<>")
    if "%" in text:
        text = unquote(text)
    text = _PREFIX.sub("", _DOI.sub("", text)).split("?")[0].split("#")[0].strip().rstrip("/.,;")
    found = _ARXIV.fullmatch(_AFTER.sub("", text))
    if not found:
        return None
    number = re.sub(r"\.[a-z]{2}/", "/", found[1].lower())
    return ArxivId(number, int(found[2]) if found[2] else None)


def arxiv_id_in(*texts: str) -> str:
    """The arXiv id that the first of some fields names, as ``arXiv preprint arXiv:2001.00003`` does."""
    found = next(
        filter(None, (_IN_TEXT.search(text) for text in texts if text and _DIGITS.search(text))), None
    )
    return (found[1] or found[2]) if found else ""


def arxiv_url(number: str) -> str:
    """The address of a paper's page at arXiv."""
    return f"https://arxiv.org/abs/{number}"


def arxiv_pdf_url(number: str) -> str:
    """The address of a paper's text at arXiv, the newest version."""
    return f"https://arxiv.org/pdf/{number}"
