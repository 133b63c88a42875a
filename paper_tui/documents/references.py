"""Bibliography entries: identifiers, title and year, found in the text where not marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paper_tui.documents.entry_text import authors_and_title
from paper_tui.documents.model import Link, Parts, Reference, plain
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.links import find_links

_ARXIV = re.compile(
    r"(?:arxiv(?:\.org/(?:abs|pdf|html)/|[\s:.,]*(?:preprint)?[\s:.,]*(?:arxiv[:\s]*)?)|abs/)"
    r"((?:\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Za-z]{2})?/\d{7})(?:v\d{1,2})?)",
    re.IGNORECASE,
)
_OLD_ARXIV = re.compile(
    r"(?<![\w/.-])((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|math|cs"
    r"|physics|nlin|q-bio|cmp-lg|alg-geom|chao-dyn|solv-int)(?:\.[A-Z]{2})?/\d{7})(?!\d)"
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}|\\^`\[\]]{1,200}")
_QUOTED = re.compile(r"[“\"]([^”\"]{8,400}?)[,.]?[”\"]")
_YEAR = re.compile(r"(?<![\d.:/-])((?:19|20)\d\d)[a-z]?(?![\d/-]|\.\d)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".replace(" ", "|")
_FINAL_YEAR = re.compile(rf"[,.]?\s*\(?(?:(?:{_MONTHS})[a-z]*\.?\s+)?(?:19|20)\d\d[a-z]?\)?$", re.IGNORECASE)
_LONGEST = 4_000
"""Characters of an entry that are searched."""


def reference(
    label: str,
    parts: Parts,
    *,
    addresses: Iterable[str] = (),
    pieces: tuple[str, ...] = (),
    title: str = "",
    authors: str = "",
    year: str = "",
) -> Reference:
    """Build an entry with everything that can be recognised in it.

    Args:
        label: As the text cites it.
        parts: The entry without its label.
        addresses: Web addresses that its links lead to.
        pieces: Its blocks in order (authors, title, rest), where the source parts them.
        title: As the source has it, where it does.
        authors: Likewise.
        year: Likewise.
    """
    text = plain(parts)[:_LONGEST]
    links = [part.url for part in parts if isinstance(part, Link)]
    sources = [*addresses, *links, text]
    web = [*addresses, *links, *(link.url for link in find_links(text))]
    doi = _first(_dois(sources))
    arxiv_id = _first(_arxiv_ids(sources))
    title = title or _title(pieces, text)
    authors = authors or (_undated(pieces[0]) if len(pieces) > 1 else "")
    if not title and not authors:
        authors, title = authors_and_title(text)
        title = _undated(title)
    return Reference(
        label,
        parts,
        title,
        authors,
        year or _year(text),
        doi,
        arxiv_id,
        next((url for url in web if "doi.org/" not in url and "arxiv.org/" not in url), ""),
    )


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")


def _dois(sources: Iterable[str]) -> Iterable[str]:
    for source in sources:
        for found in _DOI.finditer(source[:_LONGEST]):
            doi = parse_doi(_balanced(found[0]))
            if doi:
                yield doi


def _balanced(doi: str) -> str:
    """Remove final punctuation and a bracket that was opened before the DOI."""
    while doi and (doi[-1] in ".,;:'”’" or (doi[-1] == ")" and doi.count("(") < doi.count(")"))):
        doi = doi[:-1]
    return doi


def _arxiv_ids(sources: Iterable[str]) -> Iterable[str]:
    for source in sources:
        for pattern in (_ARXIV, _OLD_ARXIV):
            for found in pattern.finditer(source[:_LONGEST]):
                arxiv = parse_arxiv_id(found[1])
                if arxiv:
                    yield arxiv.number


def _title(pieces: tuple[str, ...], text: str) -> str:
    """Return the quoted title, else the second block, where most bibliography styles put it."""
    quoted = _QUOTED.search(text)
    if quoted:
        return _stripped(quoted[1])
    if len(pieces) < 2:
        return ""
    second = _undated(pieces[1])
    return second if len(second) > 3 else ""


def _stripped(text: str) -> str:
    return " ".join(text.split()).strip(' .,;:“”"')


def _undated(piece: str) -> str:
    """Return a block without the year that some styles put at its end."""
    return _stripped(_FINAL_YEAR.sub("", _stripped(piece)))


def _year(text: str) -> str:
    """Return the last year in the text, ignoring URLs and identifiers."""
    years = _YEAR.findall(re.sub(r"https?://\S+|10\.\d{4,9}/\S+|\d{4}\.\d{4,5}", " ", text))
    return str(years[-1]) if years else ""
