"""Makes papers from what a source says: the only way in for text that we did not write."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

from paper_tui.papers.identifiers import arxiv_url, doi_url, parse_arxiv_id, parse_doi
from paper_tui.papers.identity import fold
from paper_tui.papers.links import find_links, link_kind, safe_url
from paper_tui.papers.paper import Link, Paper, PaperKey, Sighting
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.text import ABSTRACT_LIMIT, clean_line, clean_name, clean_names, clean_text

SLUG_LENGTH = 40
_DATE = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)", re.ASCII)


def build_paper(
    *,
    title: str,
    abstract: str = "",
    authors: Iterable[str] = (),
    published: str = "",
    url: str = "",
    arxiv_id: str = "",
    doi: str = "",
    venue: str = "",
    categories: Iterable[str] = (),
    keywords: Iterable[str] = (),
    summary: str = "",
    links: Iterable[str] = (),
    sightings: Iterable[Sighting] = (),
    details: Mapping[str, str] | None = None,
) -> Paper:
    """A paper from one source's raw texts: cleaned, TeX to Unicode, identifiers in one spelling, keyed.

    Args:
        title: As the source wrote it.
        abstract: As the source wrote it; its paragraphs are kept, its addresses become links.
        authors: Full names in order.
        published: An ISO date of any precision; anything else counts as unknown.
        url: The page to open; by default arXiv's, else the DOI's.
        arxiv_id: In any spelling, with or without version.
        doi: In any spelling; arXiv's own DOIs count as arXiv ids.
        venue: Journal, conference or publisher.
        categories: Subject classes.
        keywords: Free words.
        summary: A sentence made by the source.
        links: Addresses that the source gives besides the abstract's; unsafe ones are left out.
        sightings: Where it was seen.
        details: What else the source says, by name.

    Raises:
        ValueError: No title is left after cleaning, so there is nothing to know the paper by.
    """
    raw_title = clean_line(title)
    if not raw_title:
        raise ValueError("no title")
    raw_abstract = clean_text(abstract)
    shown_title = _without_tex(raw_title, clean_line) or raw_title
    shown_abstract = _without_tex(raw_abstract, clean_text)
    found = parse_arxiv_id(arxiv_id) or parse_arxiv_id(doi) or parse_arxiv_id(url)
    number = found.number if found else ""
    clean_doi = parse_doi(doi)
    given = [Link(safe, link_kind(safe)) for safe in map(safe_url, links) if safe]
    raw = (("abstract", raw_abstract, shown_abstract), ("title", raw_title, shown_title))
    return Paper(
        key=paper_key(shown_title, number, clean_doi),
        title=shown_title,
        abstract=shown_abstract,
        authors=_names(tuple(authors)),
        published=clean_date(published),
        url=safe_url(url) or (arxiv_url(number) if number else doi_url(clean_doi) if clean_doi else ""),
        arxiv_id=number,
        arxiv_version=found.version if found else None,
        doi=clean_doi,
        venue=_without_tex(clean_name(venue), clean_name),
        categories=_words(categories),
        keywords=_words(keywords),
        summary=clean_line(summary, ABSTRACT_LIMIT),
        links=tuple({link.url: link for link in [*given, *find_links(raw_abstract)]}.values()),
        sightings=tuple(sightings),
        raw=tuple((name, source) for name, source, shown in raw if source != shown),
        details=_details(details or {}),
    )


def paper_key(title: str, arxiv_id: str = "", doi: str = "") -> PaperKey:
    """The key a paper is given when it first comes in: by arXiv id, else by DOI, else by its folded title."""
    if arxiv_id:
        return PaperKey(f"arxiv:{arxiv_id}")
    if doi:
        return PaperKey(f"doi:{doi}")
    digest = title_digest(title)
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower()))
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return PaperKey(f"title:{slug}-{digest}" if slug else f"title:{digest}")


def title_digest(title: str) -> str:
    """What every spelling of a title has in common, in eight characters; a key made from it ends so."""
    folded = fold(title) or title
    return blake2b(folded.encode("utf-8", "replace"), digest_size=4).hexdigest()


def clean_date(text: str) -> str:
    """An ISO date of the precision that the text gives, or empty when it is no date."""
    found = _DATE.match(text)
    if not found or found[1] == "0000":
        return ""
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    if not 1 <= month <= 12:
        return year
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= _last_day(year, month) else f"{year}-{month:02}"


@lru_cache(maxsize=1024)
def _last_day(year: str, month: int) -> int:
    return monthrange(int(year), month)[1]


def _names(authors: tuple[str, ...]) -> tuple[str, ...]:
    """The names that are left once TeX is Unicode, which may be blank where a macro stood alone."""
    return tuple(filter(None, map(_shown_name, clean_names(authors))))


@lru_cache(maxsize=8192)
def _shown_name(cleaned: str) -> str:
    """A clean name with its TeX as Unicode; the same people write many papers of one input."""
    return _without_tex(cleaned, clean_name)


def _without_tex(cleaned: str, clean: Callable[[str], str]) -> str:
    """A clean text with its TeX as Unicode, which is cleaned in turn: `clean` changes no clean text."""
    shown = to_unicode(cleaned)
    return shown if shown == cleaned else clean(shown)


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_name, words))))


def _details(details: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    cleaned = ((clean_name(name), clean_text(text)) for name, text in details.items())
    return tuple(sorted(pair for pair in cleaned if all(pair)))
