"""Makes papers from what a source says: the only way in for text that we did not write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b

from paper_tui.papers.arxiv_id import ArxivId, arxiv_id_in
from paper_tui.papers.dates import parse_date
from paper_tui.papers.identifiers import (
    arxiv_url,
    doi_url,
    find_doi,
    parse_arxiv_id,
    parse_doi,
    short_doi_url,
)
from paper_tui.papers.identity import fold
from paper_tui.papers.kinds import Kind
from paper_tui.papers.legacy import NOTHING_LIFTED, lift_details
from paper_tui.papers.links import find_links, link_kind, split_urls
from paper_tui.papers.paper import Link, Paper, PaperKey, Sighting
from paper_tui.papers.people import People, Person, people
from paper_tui.papers.prose import plain_text
from paper_tui.papers.publication import UNPUBLISHED, Publication, cleaned, filled, with_venue
from paper_tui.papers.record import Record
from paper_tui.papers.record_changes import stamped
from paper_tui.papers.serial_titles import distinguishing, is_serial
from paper_tui.papers.text import ABSTRACT_LIMIT, clean_line, clean_name, clean_text

SLUG_LENGTH = 40
KEY_LIMIT = 300
_PREPRINTS = re.compile(r"corr|arxiv.*|computing research repository.*", re.IGNORECASE)
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)


def build_paper(
    *,
    title: str,
    subtitle: str = "",
    abstract: str = "",
    authors: Iterable[str | Person] | People = (),
    published: str = "",
    url: str = "",
    arxiv_id: str = "",
    doi: str = "",
    kind: Kind = Kind.UNKNOWN,
    venue: str = "",
    publication: Publication = UNPUBLISHED,
    citation_key: str = "",
    guid: str = "",
    categories: Iterable[str] = (),
    keywords: Iterable[str] = (),
    summary: str = "",
    links: Iterable[str] = (),
    sightings: Iterable[Sighting] = (),
    details: Mapping[str, str] | None = None,
    files: Iterable[str] = (),
    record: Record | None = None,
) -> Paper:
    """A paper from one source's raw texts: cleaned, TeX to Unicode, identifiers in one spelling, keyed.

    Args:
        title: As the source wrote it.
        subtitle: Where the source has it apart; the title is then both.
        abstract: As the source wrote it; its paragraphs are kept, its addresses become links.
        authors: ``Given Family`` or, where the source gives the parts, a `Person`; `People` where others are
            left out.
        published: A date in numbers or words, of any precision; anything else counts as unknown.
        url: The page to open, or several of which the others become links; by default arXiv's, else the
            DOI's.
        arxiv_id: In any spelling, with or without version.
        doi: In any spelling; arXiv's own DOIs count as arXiv ids. Where there is none, the address is asked.
        kind: What the source says it is.
        venue: Journal, conference or publisher, where the source does not say which.
        publication: All else that has a name of ours.
        citation_key: What the source cites it by.
        guid: What its feed knows it by.
        categories: Subject classes.
        keywords: Free words.
        summary: A sentence made by the source.
        links: Addresses that the source gives besides the abstract's; they are mended, unsafe ones left out.
        sightings: Where it was seen.
        details: What else the source says, by the source's name for it.
        files: Paths or addresses of files, as the source writes them.
        record: What the source said, whole.

    Raises:
        ValueError: No title is left after cleaning, so there is nothing to know the paper by.
    """
    raw_title = joined_title(clean_line(title), clean_line(subtitle)) if subtitle else clean_line(title)
    if not raw_title:
        raise ValueError("no title")
    raw_abstract = clean_text(abstract)
    shown_title = _shown(raw_title, clean_line) or raw_title
    shown_abstract = _shown(raw_abstract, clean_text)
    page, *others = split_urls(url) or [""]
    found = parse_arxiv_id(arxiv_id) or parse_arxiv_id(doi) or parse_arxiv_id(page) or _named_id(publication)
    number = found.number if found else ""
    clean_doi = find_doi(doi) or parse_doi(page)
    given = [Link(each, link_kind(each)) for text in (*others, *links) for each in split_urls(text)]
    raw = (("abstract", raw_abstract, shown_abstract), ("title", raw_title, shown_title))
    lifted = lift_details(details) if details else NOTHING_LIFTED
    kind = kind or lifted.kind
    said = cleaned(replace(publication, subtitle=subtitle) if subtitle else publication, _shown_text)
    said = filled(said, lifted.publication)
    paper = Paper(
        key=paper_key(shown_title, number, clean_doi),
        title=shown_title,
        abstract=shown_abstract,
        people=authors if isinstance(authors, People) else people(authors),
        published=clean_date(published),
        url=page
        or (arxiv_url(number) if number else doi_url(clean_doi) if clean_doi else short_doi_url(doi)),
        arxiv_id=number,
        arxiv_version=found.version if found else None,
        doi=clean_doi,
        kind=kind,
        publication=with_venue(said, _shown_text(venue), kind) if venue else said,
        citation_key=clean_line(citation_key, KEY_LIMIT) or lifted.citation_key,
        guid=clean_line(guid),
        categories=_words(categories),
        keywords=_words(keywords),
        summary=clean_line(summary, ABSTRACT_LIMIT),
        links=tuple({link.url: link for link in [*given, *find_links(raw_abstract)]}.values()),
        sightings=tuple(sightings),
        raw=tuple((name, source) for name, source, shown in raw if source != shown),
        details=lifted.details,
        files=tuple(dict.fromkeys(filter(None, map(clean_line, files)))),
    )
    if not (number or clean_doi) and is_serial(shown_title, kind):
        paper = replace(paper, key=paper_key(shown_title, distinction=distinguishing(paper)))
    return replace(paper, records=(stamped(paper, record),)) if record else paper


def _named_id(said: Publication) -> ArxivId | None:
    """The arXiv id that the name, volume or number of a publication is or holds, as of a preprint in CoRR."""
    if said is UNPUBLISHED:
        return None
    name = said.journal or said.book
    if _PREPRINTS.fullmatch(name) and (found := parse_arxiv_id(said.volume)):
        return found
    return parse_arxiv_id(arxiv_id_in(name, said.volume, said.article_number, said.pages))


def joined_title(title: str, subtitle: str) -> str:
    """Title and subtitle as one, unless the title has it already."""
    if not subtitle or title.endswith(subtitle):
        return title
    return f"{title} {subtitle}" if title.endswith(("?", "!", ":", ".")) else f"{title}: {subtitle}"


def paper_key(title: str, arxiv_id: str = "", doi: str = "", distinction: str = "") -> PaperKey:
    """The key a paper is given when it is first imported: by arXiv id, else by DOI, else by its folded title.

    Args:
        title: Its title.
        arxiv_id: Its number at arXiv, or empty.
        doi: Its DOI, or empty.
        distinction: What distinguishes it from other works of the same title, such as volume and pages.
    """
    if arxiv_id:
        return PaperKey(f"arxiv:{arxiv_id}")
    if doi:
        return PaperKey(f"doi:{doi}")
    digest = title_digest(title, distinction)
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower()))
    if len(slug) > SLUG_LENGTH:
        slug = slug[:SLUG_LENGTH].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return PaperKey(f"title:{slug}-{digest}" if slug else f"title:{digest}")


def title_digest(title: str, distinction: str = "") -> str:
    """An eight-character digest that all spellings of a title share; the suffix of keys made from titles."""
    folded = fold(title) or title
    text = f"{folded}\n{distinction}" if distinction else folded
    return blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def clean_date(text: str) -> str:
    """An ISO date of the precision that the text gives, or empty when no year can be read from it."""
    return text if _YEAR.fullmatch(text) else parse_date(text)


@lru_cache(maxsize=8192)
def _shown_text(text: str) -> str:
    """One line of a publication as plain text; the same journals come again and again."""
    return _shown(clean_line(text), clean_line)


def _shown(cleaned: str, clean: Callable[[str], str]) -> str:
    """A clean text without TeX and markup, which is cleaned in turn: `clean` changes no clean text."""
    shown = plain_text(cleaned)
    return shown if shown == cleaned else clean(shown)


def _words(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(_shown_word, words))))


@lru_cache(maxsize=8192)
def _shown_word(word: str) -> str:
    return _shown(clean_name(word), clean_name)
