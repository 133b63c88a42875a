"""Identification of the paper in a PDF, by the file's metadata, first page and name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.identity import fold
from paper_tui.pdf.model import Line, Page, Pdf, joined

SHORTEST_TITLE = 8
LONGEST_TITLE = 300
MOST_TITLE_LINES = 6
_STAMP = re.compile(r"arXiv:\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)\s*\[")
_OLD_STAMP = re.compile(
    r"^([a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)\s+\d{1,2}\s+[A-Z][a-z]{2}\s+\d{2,4}$", re.MULTILINE
)
"""Stamps of the 1990s, which do not name arXiv."""
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>\u00ad]{1,200}")
_PLACEHOLDER = re.compile(r"(?i)n{4,}|x{4,}|1122445|123456[^0-9]?|0000000|/doi$|example|/authorarchive$")
"""DOIs that templates carry until an author puts in the right one."""
_XMP_DOI = re.compile(
    r"(?:prism:doi|pdfx:doi|dc:identifier|crossmark:DOI)[^>]{0,200}>\s{0,20}(?:doi:)?"
    r"(10\.\d{4,9}/[^<\s]{1,200})"
)
_NO_TITLE = re.compile(
    r"(?i)^(?:untitled.*|microsoft word\b.*|.*\.(?:docx?|tex|dvi|pdf|indd|qxd|rtf)$|pii:.*|doi:.*|"
    r"proceedings of .*|(?:full|main|paper|manuscript|article|template|title|proof|ms)\W*\d*|\W*)$"
)
_KIND = re.compile(
    r"(?i)^(?:(?:original |research |review |short |regular )?(?:article|paper|communication)|review|letter|"
    r"short report|case report|perspective|editorial|open access)s?$"
)
"""The kind of an article, which some journals print above its title as large as that."""
_ISSUE = re.compile(r"(?i)\b(?:volume|vol\.|no\.)\s*\d")
"""A line that names the issue of a journal."""
_NOTE_MARKS = " *∗†‡§¶⋆"
"""Marks behind a title, of notes about its funding."""
_REFERENCES = re.compile(r"(?i)^\W*(?:\d+\W+)?(?:references|bibliography|literature cited)\W*$")


@dataclass(frozen=True, slots=True)
class PdfIdentity:
    """The identity of the paper in a PDF."""

    title: str = ""
    authors: str = ""
    """As the file says it, or empty."""
    arxiv_id: str = ""
    doi: str = ""
    evidence: str = ""
    """The evidence in words: ``arXiv stamp``, ``title by its size``."""
    is_sure: bool = False
    """True if the evidence is an identifier of the paper itself, not a title that was guessed."""


def identify(pdf: Pdf, name: str) -> PdfIdentity:
    """Identify the paper in a PDF.

    Args:
        pdf: Its first pages.
        name: Of the file.
    """
    title, by = title_of(pdf)
    arxiv_id, doi, evidence = _identifier(pdf, name)
    return PdfIdentity(title, pdf.info.get("Author", ""), arxiv_id, doi, evidence or by, bool(evidence))


def _identifier(pdf: Pdf, name: str) -> tuple[str, str, str]:
    """ArXiv id, DOI and what says so; the surest first."""
    first = "\n".join(_before_references(pdf.pages[0])) if pdf.pages else ""
    stamp = _STAMP.search(first) or _OLD_STAMP.search(first)
    if stamp:
        return stamp[1], "", "arXiv stamp"
    meta = _XMP_DOI.search(pdf.xmp)
    said = _doi(meta[1]) if meta else ""
    if said:
        return "", said, "metadata"
    dois = {doi for found in _DOI.findall(first) if (doi := _doi(found))}
    if len(dois) == 1:
        return "", dois.pop(), "DOI on page one"
    number = parse_arxiv_id(PurePath(name).stem)
    if number:
        return f"{number.number}v{number.version}" if number.version else number.number, "", "file name"
    return "", "", ""


def _doi(text: str) -> str:
    """A DOI in one spelling; empty for a placeholder and for what is none."""
    found = text.rstrip(".,;:)]}'’”")
    return "" if _PLACEHOLDER.search(found) else parse_doi(found) or ""


def _before_references(page: Page) -> list[str]:
    """The lines of a page up to its bibliography, whose identifiers are of other papers."""
    lines = [line.text.replace("\u00ad", "") for line in page.lines]
    end = next((place for place, text in enumerate(lines) if _REFERENCES.match(text)), len(lines))
    return lines[:end]


def title_of(pdf: Pdf) -> tuple[str, str]:
    """The title, and what says so: the file where its first page agrees, else the largest letters there."""
    said = " ".join(pdf.info.get("Title", "").split())
    page = pdf.pages[0] if pdf.pages else None
    if page is None or not page.lines:
        return ("", "") if _NO_TITLE.match(said) else (said, "metadata")
    if not _NO_TITLE.match(said) and len(said) >= SHORTEST_TITLE:
        text = fold(" ".join(line.text.replace("\u00ad", "") for line in page.lines))
        if fold(said) and fold(said) in text:
            return said, "title in the metadata"
    largest = _largest(page)
    if largest:
        return largest, "title by its size"
    return ("", "") if _NO_TITLE.match(said) else (said, "title in the metadata")


def _largest(page: Page) -> str:
    """The neighbouring lines in the largest letters of the upper part of a page."""
    upper = [line for line in page.lines if _may_be_title(line, page)]
    if not upper:
        return ""
    size = max(line.size for line in upper)
    start = next(place for place, line in enumerate(upper) if line.size >= size * 0.97)
    lines: list[Line] = []
    for line in upper[start : start + MOST_TITLE_LINES]:
        if line.size < size * 0.97 or (lines and lines[-1].bottom - line.top > size):
            break
        lines.append(line)
    return joined([line.text for line in lines])[:LONGEST_TITLE].rstrip(_NOTE_MARKS)


def _may_be_title(line: Line, page: Page) -> bool:
    is_level = line.right - line.left >= (line.top - line.bottom) * 0.8
    is_upper = line.bottom > page.height * 0.45
    letters = sum(char.isalpha() for char in line.text)
    is_other = _STAMP.search(line.text) or _KIND.match(line.text) or _ISSUE.search(line.text)
    return is_level and is_upper and letters >= 3 and not is_other
