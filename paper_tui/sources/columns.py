"""Column names of tables and field names of plain JSON objects, as exporting programs write them.

Web of Science, Scopus, IEEE Xplore, SpringerLink, PubMed, Embase, Lens, Dimensions, OpenAlex, Publish or Perish,
Zotero, and tables made by hand. Names are compared in small letters, with a space for each sign between words.
"""

# ruff: noqa: E501, SIM905  names of one column stay on one line
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from paper_tui.papers.dates import best_date, parse_date
from paper_tui.papers.identifiers import stand_in
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.markup import unescape
from paper_tui.papers.people import NOBODY, People, people
from paper_tui.papers.publication import UNPUBLISHED, Publication
from paper_tui.sources.author_names import INITIALS_LAST, split_people
from paper_tui.sources.web_of_science_tags import COLUMNS_BY_TAG

_NAMES = {
    "title": "title|article title|document title|item title|paper title|display name|primary title|ti|papertitle|titel|titre|título|titolo",
    "weak title": "name|label|item",
    "abstract": "abstract|abstract note|summary|abstracts",
    "full authors": "author full names|authors full names|full authors|author full name",
    "initials": "author names|author name s",
    "authors": "authors|author|author s|first authors|creators|creator|contributors|author display names"
    "|authorships author display name|authorships raw author name|authors list|auteurs|autores|auteur|autor|autoren|au|first author",
    "editors": "editors|editor|book editors|book editor",
    "translators": "translator|translators",
    "date": "published|date published|publication date|date|date of publication|issued|cover date|coverdate|online date"
    "|earliest date|publication date online|publication date print|early access date",
    "year": "publication year|year|pubyear|pub year|py|publicationyear|year published|published year|year of publication"
    "|publication date year|issue year|jahr|année|año",
    "url": "url|link|articleurl|article url|pdf link|external url|source linkout|primary location landing page url|web link"
    "|landing page url|fulltexturl|dimensions url|item url|uri",
    "other url": "source urls|pdf link|fulltexturl|link attachments|citationurl|doi link|open access url|best oa location pdf url",
    "arxiv_id": "arxiv id|arxiv|eprint|arxivid|archive id|archiveid",
    "doi": "doi|item doi|doi number|digital object identifier|doi link|ids doi",
    "pmid": "pmid|pubmed id|medline pmid|ids pmid|pubmed",
    "pmcid": "pmcid|pmc id|ids pmcid",
    "kind": "publication type|item type|document type|content type|type|reference type|doc type",
    "venue": "venue|conference",
    "journal": "journal|source title|publication title|journal book|journal name|source|publication name|journal title"
    "|primary location source display name|host venue display name|periodical|revue|parent title|published in|so|secondary title|publication|journaltitle|journalname|zeitschrift|revista",
    "journal_short": "journal abbreviation|abbreviated source title|abbreviation",
    "book": "booktitle|book title|anthology title|proceedings title",
    "series": "series|series title|book series title",
    "series_number": "series number",
    "publisher": "publisher|publishers",
    "institution": "institution|school|university",
    "publisher_place": "place|publisher city|address|city|place of publication",
    "volume": "volume|journal volume|biblio volume|vol|vl",
    "volumes": "number of volumes",
    "issue": "issue|journal issue|issue number|biblio issue|number|is|no|nr",
    "pages": "pages|pagination|page range|page numbers|pp",
    "first page": "start page|page start|first page|startpage|biblio first page|beginning page|bp",
    "last page": "end page|page end|last page|endpage|biblio last page|ending page|ep",
    "page_count": "page count|num pages|number of pages",
    "article_number": "article number|art no|article no|ar",
    "isbn": "isbn|isbns|e isbn",
    "issn": "issn|issns|e issn|eissn|print issn",
    "event": "conference title|conference name|event",
    "event_place": "conference location",
    "event_date": "conference date",
    "book_edition": "edition",
    "language": "language|language of original document",
    "rights": "rights|license|licence",
    "short_title": "short title",
    "categories": "categories|category",
    "keywords": "keywords|author keywords|manual tags|tags|mesh terms|keyword|de|keywords author|keywords display name",
    "files": "file attachments|files",
    "citation_key": "citation key|citekey|bibtexkey|cite key|bibtex key",
}
_PLACES = {column: name for name, columns in reversed(_NAMES.items()) for column in columns.split("|")}
_RANKS = {
    (name, column): rank for name, columns in _NAMES.items() for rank, column in enumerate(columns.split("|"))
}
"""The precedence of several columns of one meaning."""
_WEAK_NEEDS = ("abstract", "authors", "full authors", "initials", "doi", "arxiv_id", "pmid", "journal")
"""With one of these a column ``name`` is the title of a paper; else the table is of anything."""
_TEXTS = (
    "journal_short book series series_number publisher institution publisher_place volume volumes issue article_number isbn issn"
    " pmid pmcid event event_place event_date book_edition language rights short_title page_count"
).split()
_OF_PUBLICATIONS = frozenset(
    (*_TEXTS, "journal", "pages", "first page", "last page", "editors", "translators")
)
_SIGNS = re.compile(r"[\W_]+")
_JOINED = re.compile(
    r"(?<=[^\W\d_A-Z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bDi)(?<!\bVan)(?=[A-Z][^\W\d_A-Z])"
)
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1024)
def normal_name(column: str) -> str:
    """The name of a column as it is compared: ``Author(s) ID`` and ``author_s_id`` are one."""
    return _SIGNS.sub(" ", COLUMNS_BY_TAG.get(column.strip(), column)).strip().lower()


def meanings(header: Iterable[str]) -> set[str]:
    """The meanings of the columns of a header; empty if they are not those of papers."""
    places = {_PLACES[name] for name in map(normal_name, header) if name in _PLACES}
    if "weak title" in places and places & set(_WEAK_NEEDS):
        places.add("title")
    return places if "title" in places or places & {"doi", "arxiv_id", "pmid"} else set()


def described(row: Mapping[str, str]) -> dict[str, Any]:  # Any: the arguments of `build_paper`
    """The arguments of `build_paper` that a row gives, by its columns' names."""
    cells: dict[str, list[str]] = {}
    for column, place in _known_columns(tuple(row)):
        cell = row[column]
        if cell and not cell.isspace():
            cells.setdefault(place, []).append(cell)
    return _arguments({place: found[0] for place, found in cells.items()}, cells)


@lru_cache(maxsize=64)
def _known_columns(columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The columns that mean something, each with what it means; the first of several comes first.

    Where there is a venue, what shows the paper is in ``source``, which then means nothing here. The rows of
    one table, and most records of one program, have the same columns.
    """
    named = [(column, normal_name(column)) for column in columns]
    has_venue = "source" in columns and any(name == "venue" for _, name in named)
    known = [
        (_RANKS[_PLACES[name], name], column, _PLACES[name])
        for column, name in named
        if name in _PLACES and not (has_venue and name == "source")
    ]
    return tuple((column, place) for _, column, place in sorted(known, key=lambda each: each[0]))


def _arguments(first: Mapping[str, str], cells: Mapping[str, list[str]]) -> dict[str, Any]:
    kind = _kind(first["kind"]) if "kind" in first else Kind.UNKNOWN
    doi, arxiv_id, pmid = first.get("doi", ""), first.get("arxiv_id", ""), first.get("pmid", "")
    urls = [
        *cells.get("url", ()),
        *(part for cell in cells.get("other url", ()) for part in re.split(r"[;|\s]+", cell)),
    ]
    return {
        "title": first.get("title") or first.get("weak title") or stand_in(arxiv_id, doi, pmid),
        "abstract": first.get("abstract", ""),
        "authors": _authors(first),
        "published": best_date(
            (*cells.get("year", ())[:1], *cells.get("date", ())) if "year" in first else cells.get("date", ())
        ),
        "url": urls[0] if urls else "",
        "links": urls[1:],
        "arxiv_id": arxiv_id,
        "doi": doi,
        "kind": kind,
        "venue": first.get("venue", ""),
        "publication": _publication(first, kind),
        "citation_key": first.get("citation_key", ""),
        "categories": first.get("categories", "").replace(";", " ").split(),
        "keywords": _keywords(first["keywords"]) if "keywords" in first else (),
        "files": [part.strip() for part in first["files"].split(";")] if "files" in first else (),
    }


@lru_cache(maxsize=256)
def _kind(name: str) -> Kind:
    return kind_named(re.sub(r"[^a-z]", "", name.lower())) or kind_named(name)


def _authors(first: Mapping[str, str]) -> People:
    if "full authors" in first:
        return split_people(first["full authors"])
    names = first.get("authors", "") or first.get("initials", "")
    if not names:
        return NOBODY
    if not re.search(r"[;,|\n]| and | & ", names) and _JOINED.search(names) and len(names.split()) > 2:
        return people(_JOINED.split(names))  # SpringerLink puts nothing between names
    return split_people(names, initials=bool(INITIALS_LAST.fullmatch(names.strip(" ."))))


def _publication(first: Mapping[str, str], kind: Kind) -> Publication:
    written = _date_in_words(first) if "date" in first else ""
    if not written and first.keys().isdisjoint(_OF_PUBLICATIONS):
        return UNPUBLISHED
    texts = {name: first[name] for name in _TEXTS if name in first}
    journal = first.get("journal", "")
    if kind in (Kind.CONFERENCE, Kind.CHAPTER, Kind.ENTRY) and journal:
        texts.setdefault("book", journal)
        journal = ""
    ends = "-".join(dict.fromkeys(filter(None, (first.get("first page", ""), first.get("last page", "")))))
    return Publication(
        **texts,
        journal=journal,
        pages=re.sub(r"\s*(?:--+|[\u2010-\u2015])\s*", "-", first.get("pages", "")) or ends,
        editors=split_people(first.get("editors", "")) if "editors" in first else NOBODY,
        translators=split_people(first.get("translators", "")) if "translators" in first else NOBODY,
        date_written=written,
    )


def _date_in_words(first: Mapping[str, str]) -> str:
    """The date as written where nothing can be read from it, not even beside the year."""
    written = first["date"].strip()
    if not written or parse_date(written):
        return ""
    return "" if len(best_date((first.get("year", ""), written))) > len("2026") else written


def _keywords(cell: str) -> list[str]:
    cell = unescape(cell)
    mark = next((mark for mark in (";", "|") if mark in cell), ",")
    return [word.strip() for word in cell.split(mark)]
