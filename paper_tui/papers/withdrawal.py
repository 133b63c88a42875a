"""Recognise an arXiv comment that says the paper was withdrawn, and the paper it names in its place."""

from __future__ import annotations

import re

from paper_tui.papers.identifiers import parse_arxiv_id

LONGEST = 2_000
"""Characters of a comment that are read."""

_THING = (
    r"(?:(?:this|the|our|my)\s+)?"
    r"(?:e-?print|paper|manuscript|article|submission|preprint|work|note|draft|version|result)s?"
)
_STATED = re.compile(
    rf"\b{_THING}\s+(?:(?:has|have|had)\s+(?:now\s+)?been\s+|is\s+(?:now\s+)?(?:being\s+)?|was\s+"
    r"|(?:needs?|has|had)\s+to\s+be\s+|(?:must|should)\s+be\s+|,?\s*)(?:temporarily\s+)?withdrawn\b"
    r"|^\W*(?:has\s+been\s+)?withdrawn\b"
    r"|\bwithdrawn\s+(?:from\s+(?:the\s+)?arxiv|by\s+(?:the\s+|one\s+of\s+the\s+|its\s+|an?\s+)?"
    r"(?:submitter|author|arxiv|administrator|moderator))"
    rf"|\b(?:i|we|authors?)\s+(?:\w+\s+)?(?:have\s+|has\s+|hereby\s+|must\s+|wish\s+to\s+|decided\s+to\s+)*"
    rf"withdr[ae]w(?:n|ing)?\s+(?:of\s+)?{_THING}\b(?!\s+from\s+(?!arxiv))"
    r"|\bthis\s+is\s+a\s+withdrawn\s+paper\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\bwithdrawn\s+(?:after\s+acceptance|at(?!\s+(?:\w+\s+){0,2}\w*['’]?s?\s*request\b)"
    r"|in(?!\s+(?:favou?r|order|light|view)\b)(?!\s+(?:19|20)\d\d(?!\s+(?:from|by|and)\b)))\b"
    r"|\bwithdrawn\s+from\s+(?!(?:the\s+)?arxiv)"
    r"|\bwithdrawn\s+(?:submission|paper|article|preprint|version|claim|statement|study|studies|drug|product)s?\b"
    r"|\b(?:previous|earlier|first|old|former|original|another|other|that)(?:ly)?\s+(?:\w+\s+){0,5}withdrawn\b"
    r"|\b(?:not|never|un|no\s+longer)[\s-]*(?:been\s+)?withdrawn\b"
    r"|\bwithdrawn\s+(?:cash|blood|fluid|consent)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\bthis\s+is\s+a\s+withdrawn\s+paper\b", re.IGNORECASE)
_ID = re.compile(r"\b(?:arXiv:)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\b")


def is_withdrawn(comment: str) -> bool:
    """True if a comment says that the paper itself was withdrawn, not some other or from some journal."""
    text = " ".join(comment[:LONGEST].split())
    if _OURS.search(text):
        return True
    return bool(_STATED.search(_ELSEWHERE.sub(" ", text)))


def successor(comment: str) -> str:
    """The arXiv id, without version, that the comment of a withdrawn paper names; or empty."""
    found = _ID.search(comment[:LONGEST])
    known = parse_arxiv_id(found[1]) if found else None
    return known.number if known else ""
