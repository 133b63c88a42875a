"""PMIDs and ISBNs: recognised in any spelling, written in one."""

from __future__ import annotations

import re

_PMID = re.compile(
    r"(?:https?://)?(?:(?:www\.)?pubmed(?:\.ncbi\.nlm\.nih)?\.gov/|(?:www\.|m\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/"
    r"|europepmc\.org/(?:article|abstract)/med/|(?:pmid|pubmed|medline)[:\s]\s*)(\d{1,8})/?",
    re.IGNORECASE | re.ASCII,
)
_PMCID = re.compile(
    r"(?:https?://)?(?:(?:www\.)?ncbi\.nlm\.nih\.gov/pmc/articles/|(?:www\.)?pmc\.ncbi\.nlm\.nih\.gov/articles/"
    r"|europepmc\.org/articles?/(?:pmc/)?|pmcid:\s*)?(PMC\d{1,9})/?(?:pdf/?.*)?",
    re.IGNORECASE | re.ASCII,
)
_ISBN = re.compile(
    r"(?:urn:)?(?:isbn(?:-1[03])?[:\s]*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])", re.IGNORECASE | re.ASCII
)
_NUMBER = re.compile(r"\d{1,8}", re.ASCII)


def parse_pmid(text: str) -> str:
    """The number of a paper in PubMed, named as such or in an address; empty for any other text."""
    found = _PMID.fullmatch(text.strip().partition("?")[0].strip())
    return found[1].lstrip("0") if found else ""


def parse_pmcid(text: str) -> str:
    """The number of a paper in PubMed Central, ``PMC123``; empty for any other text."""
    found = _PMCID.fullmatch(text.strip())
    return found[1].upper() if found else ""


def parse_isbn(text: str) -> str:
    """The thirteen digits of an ISBN whose check digit is right; empty for any other text."""
    found = _ISBN.fullmatch(text.strip())
    if not found:
        return ""
    digits = re.sub("[- ]", "", found[1]).upper()
    if len(digits) == 10:
        return _isbn_13("978" + digits[:9]) if _is_isbn_10(digits) else ""
    return digits if digits[:12].isdecimal() and _isbn_13(digits[:12]) == digits else ""


def looks_like_isbn(text: str) -> bool:
    """Return whether a text is written as an ISBN, whatever its check digit."""
    found = _ISBN.fullmatch(text.strip())
    return found is not None and ("isbn" in text.lower() or found[1][:3] in ("978", "979"))


def _is_isbn_10(digits: str) -> bool:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11 == 0


def _isbn_13(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"
