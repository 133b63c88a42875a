"""The meaning of the fields of BibTeX and BibLaTeX (btxdoc; biblatex manual, section 2.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from paper_tui.papers.arxiv_id import arxiv_id_in
from paper_tui.papers.dates import best_date, parse_date
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi, stand_in, stated_doi
from paper_tui.papers.kinds import Kind, kind_named
from paper_tui.papers.links import find_links
from paper_tui.papers.publication import Publication
from paper_tui.papers.tex import to_unicode
from paper_tui.papers.tex_groups import without_groups
from paper_tui.sources.aas_journals import spelt_out
from paper_tui.sources.bibtex_names import read_names

Fields = Mapping[str, str]
"""Values without their braces or quotes, by names in small letters."""

_PLAIN = {
    "journal_short": ("shortjournal",),
    "series": ("series",),
    "publisher": ("publisher",),
    "institution": ("school", "institution", "organization"),
    "publisher_place": ("address", "location"),
    "book_edition": ("edition",),
    "volume": ("volume",),
    "volumes": ("volumes",),
    "page_count": ("pagetotal", "numpages"),
    "article_number": ("eid", "articleno", "article-number"),
    "chapter": ("chapter",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid", "pmc"),
    "genre": ("type",),
    "version": ("version",),
    "event": ("eventtitle", "conference"),
    "event_place": ("venue",),
    "event_date": ("eventdate",),
    "original_date": ("origdate", "origyear"),
    "accessed": ("urldate",),
    "language": ("language", "langid"),
    "howpublished": ("howpublished",),
    "rights": ("copyright", "rights"),
    "remarks": ("note", "annote", "addendum"),
    "short_title": ("shorttitle",),
}
"""Our names for texts of a publication, and the fields that have them, the first that says something."""
_OURS = {field: name for name, fields in _PLAIN.items() for field in fields}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_NUMBERED_BY_ISSUE = (Kind.ARTICLE, Kind.MAGAZINE, Kind.NEWS, Kind.REVIEW, Kind.PERIODICAL, Kind.UNKNOWN)
_NUMBERED_BY_SERIES = (Kind.BOOK, Kind.CHAPTER, Kind.CONFERENCE, Kind.PROCEEDINGS)
_UNTITLED = (
    "booktitle",
    "maintitle",
    "eventtitle",
    "shorttitle",
    "issuetitle",
    "journaltitle",
    "note",
    "howpublished",
    "url",
)
_NAMED_BY = ("journaltitle", "journal", "key")
"""The fields that name an entry without any title, after its identifiers."""
_LINKS = ("ee", "link", "bdsk-url-1")
"""Addresses of dblp, publishers and BibDesk, in which an identifier may be."""
_MENTIONING = ("howpublished", "note", *_LINKS)
"""Fields that may hold the address where there is no ``url``."""
_NAMING_ARXIV = (
    *("journal", "journaltitle", "note", "volume", "howpublished", "number", "eid", "pages"),
    *("arxiv", "arxivid", *_LINKS),
)
_ESCAPED = re.compile(r"\$\\([_%&#])\$|\{\s*\\([_%&#~$^{}])\s*\}|\\([_%&#~$])")
_TILDE = re.compile(r"\{?(?:\\textasciitilde|\\sim|\$\\sim\$|\\~)(?:\{\s*\})?\}?")
_URL_MACRO = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*(?=\{)")
_BREAKS = re.compile(r"\\(?:-|allowbreak(?:\{\}|\s+)?)")
"""Places where TeX may break a line."""
_SLASH = re.compile(r"\\slash(?:\{\}|\s+)?")
_DASHES = re.compile(r"\s*(?:-{2,}|[\u2010-\u2015\u2212])\s*|\s*\\text(?:en|em)dash(?:\{\})?\s*")
_SEVERAL = re.compile(r"(?<![\s;,])(?:\s+(?:and|or|\|)\s+|[\s;,]+)(?=https?://)")
_SCHEME = re.compile(r"[a-z]{3,5}:/+|www\.", re.IGNORECASE)
_TIE = re.compile(r"(?<![\\/])~")
_IN_PATH = re.compile(r"\\([\\:;_&%#$])")
"""Characters that programs escape in a path."""
_FORMATTED = re.compile(r"[\\${}~]")


def described(kind_name: str, fields: Fields) -> dict[str, Any]:  # Any: the arguments of `build_paper`
    """The arguments of `build_paper` that the fields of an entry give."""
    kind = kind_named(kind_name)
    addresses = _addresses(fields)
    return {
        "title": _title(kind_name, fields),
        "subtitle": _subtitle(fields) if "title" in fields else "",
        "abstract": text_of(fields.get("abstract", "")),
        "authors": read_names(fields.get("author", "")),
        "published": published(fields),
        "url": addresses[0] if addresses else "",
        "links": addresses[1:],
        "arxiv_id": _arxiv(fields),
        "doi": _doi(fields),
        "kind": kind,
        "publication": _publication(kind_name, kind, fields),
        "categories": [fields.get("primaryclass", "") or fields.get("eprintclass", "")],
        "keywords": _keywords(
            _first(fields, "keywords", "keyword", "author_keywords", "author-keywords", "mendeley-tags")
        ),
        "files": _files(fields.get("file", "")),
    }


def text_of(value: str) -> str:
    """A text without the braces that only group and with its ties as spaces; its other TeX stays."""
    if "~" in value and "://" not in value:
        value = _TIE.sub(" ", value)
    return without_groups(value)


def verbatim(value: str) -> str:
    """An address or identifier without the escapes that programs put into it."""
    value = value.strip()
    if "\\" not in value and "{" not in value and "$" not in value:
        return value
    macro = _URL_MACRO.search(value)
    if macro:
        value = macro[1] or macro[2] or ""
    value = _SLASH.sub("/", _BREAKS.sub("", value)) if "\\" in value else value
    value = _ESCAPED.sub(lambda found: found[1] or found[2] or found[3], _TILDE.sub("~", value))
    return value.replace("{", "").replace("}", "").strip()


def published(fields: Fields) -> str:
    """The date that ``date``, ``year``, ``month`` and ``day`` give together."""
    year = to_unicode(without_groups(fields.get("year", "")))
    month, day = without_groups(fields.get("month", "")), fields.get("day", "").strip("{} ")
    together = " ".join(filter(None, (year, _month(month), day if month else "")))
    return best_date((to_unicode(fields.get("date", "").strip("{} ")), together, year))


def _month(month: str) -> str:
    """A month that was written as a number by its name, so that no day is taken for it."""
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    number = month.strip()
    return names[int(number) - 1] if number.isdecimal() and 1 <= int(number[:4]) <= 12 else to_unicode(month)


def _title(kind_name: str, fields: Fields) -> str:
    title = text_of(fields.get("title", "")).strip()
    chapter = text_of(fields.get("chapter", ""))
    if _book_of_part(kind_name, fields) and "booktitle" not in fields and re.search(r"[^\W\d_]{3}", chapter):
        return chapter
    if title:
        addon = text_of(fields.get("titleaddon", ""))
        return f"{title}. {addon}" if addon and not fields.get("subtitle") else title
    named = text_of(_first(fields, *_UNTITLED))
    found = named or stand_in(_arxiv(fields), _doi(fields), fields.get("pmid", ""))
    return found or text_of(_first(fields, *_NAMED_BY))


def _subtitle(fields: Fields) -> str:
    subtitle, addon = text_of(fields.get("subtitle", "")), text_of(fields.get("titleaddon", ""))
    return f"{subtitle}. {addon}" if subtitle and addon else subtitle


def _publication(kind_name: str, kind: Kind, fields: Fields) -> Publication:
    paper_fields = _numbers(kind, fields)
    for field in fields.keys() & _OURS.keys():
        paper_fields[_OURS[field]] = _shown(
            next((fields[name] for name in _PLAIN[_OURS[field]] if fields.get(name)), "")
        )
    paper_fields.setdefault("genre", _GENRES.get(kind_name.lower(), ""))
    if "accessed" in paper_fields:
        paper_fields["accessed"] = parse_date(paper_fields["accessed"])
    if fields.get("eprinttype", "").lower() == "pubmed":
        paper_fields.setdefault("pmid", fields.get("eprint", ""))
    journal = _named(fields, "journaltitle", "journal") or _named(fields, "journal")
    full = _named(fields, "fjournal")
    if full and journal != full:
        paper_fields["journal_short"] = paper_fields.get("journal_short") or journal
    return Publication(
        **paper_fields,
        journal=full or journal,
        book=_named(fields, "booktitle", "book") or _book_of_part(kind_name, fields),
        pages=pages(fields.get("pages", "")),
        editors=read_names(fields.get("editor", "")),
        translators=read_names(fields.get("translator", "")),
        date_written=_date_in_words(fields),
    )


def _numbers(kind: Kind, fields: Fields) -> dict[str, str]:
    """``number`` counts the issues of a journal, the volumes of a series, or reports."""
    number, issue = _shown(fields.get("number", "")), _shown(fields.get("issue", ""))
    if kind in _NUMBERED_BY_ISSUE or (issue and not fields.get("series")):
        return {"issue": number or issue, "number": ""}
    if kind in _NUMBERED_BY_SERIES and fields.get("series"):
        return {"series_number": number, "issue": issue}
    return {"number": number, "issue": issue}


def _book_of_part(kind_name: str, fields: Fields) -> str:
    """The title of an ``@inbook`` of BibTeX, which is that of the book whose chapter or pages are meant."""
    return _shown(fields.get("title", "")) if kind_name.lower() == "inbook" and "chapter" in fields else ""


def _named(fields: Fields, title: str, prefix: str = "") -> str:
    """The title of a journal or book with its subtitle."""
    main = _shown(spelt_out(fields.get(title, "")))
    sub = _shown(fields.get(f"{prefix or title}subtitle", ""))
    addon = _shown(fields.get(f"{prefix or title}titleaddon", ""))
    joined = f"{main}: {sub}" if main and sub else main
    return f"{joined}. {addon}" if joined and addon else joined


def pages(text: str) -> str:
    """Pages with a hyphen in each range."""
    return _DASHES.sub("-", _shown(text)).strip() if text else ""


def _date_in_words(fields: Fields) -> str:
    """The date as written where it says more than an ISO date does: a season, a range, ``in press``."""
    written = _shown(fields.get("date", "") or fields.get("year", ""))
    month = _shown(fields.get("month", "")) if not fields.get("date") else ""
    if month.strip().isdecimal() or (len(month.split()) == 1 and parse_date(f"2000 {month}") != "2000"):
        month = ""
    whole = f"{month} {written}".strip()
    return "" if whole == parse_date(whole) else whole


def _shown(value: str) -> str:
    return to_unicode(text_of(value)) if _FORMATTED.search(value) else value


def _keywords(value: str) -> list[str]:
    """Words that semicolons part, else commas outside braces."""
    if not value:
        return []
    if ";" in value and "&" not in value:
        return [text_of(word) for word in value.split(";")]
    words, depth, start = [], 0, 0
    for place, char in enumerate(value):
        depth += (char == "{") - (char == "}")
        if char == "," and depth <= 0:
            words.append(value[start:place])
            start = place + 1
    return [text_of(word).strip() for word in (*words, value[start:])]


def _addresses(fields: Fields) -> list[str]:
    """The addresses of ``url``, else those that other fields mention."""
    given = verbatim(fields.get("url", ""))
    several = _SEVERAL.split(given) if given.count("://") > 1 else [given]
    if " " in given and "://" in given and not _SCHEME.match(given):
        return [link.url for link in find_links(given)]
    if given:
        return [address.rstrip(";, ") for address in several]
    mentioned = (verbatim(fields[name]) for name in _MENTIONING if "://" in fields.get(name, ""))
    return [link.url for text in mentioned for link in find_links(text)]


def _arxiv(fields: Fields) -> str:
    """The eprint where it is one of arXiv, else an arXiv id named in another field."""
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").strip().lower()
    eprint = fields.get("eprint", "").strip("{} ")
    category = _first(fields, "primaryclass", "eprintclass")
    for each in (eprint, f"{category}/{eprint}", _first(fields, "arxiv", "arxivid")):
        if archive == "arxiv" and parse_arxiv_id(each):
            return each
    return arxiv_id_in(*(fields[name] for name in _NAMING_ARXIV if fields.get(name)))


def _doi(fields: Fields) -> str:
    """The DOI of its field, or else one that another field is known to give."""
    if fields.get("doi"):
        return verbatim(fields["doi"])
    if fields.get("eprinttype", "").lower() == "doi":
        return verbatim(fields.get("eprint", ""))
    found = (parse_doi(verbatim(fields.get(name, ""))) for name in ("url", *_LINKS))
    return next(filter(None, found), "") or stated_doi(fields.get("note", ""))


def _first(fields: Fields, *names: str) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _files(value: str) -> list[str]:
    """The paths in ``description:path:type;…`` of JabRef, Zotero and Mendeley, or the field as it is."""
    found = []
    for each in re.split(r"(?<!\\);", value) if value else ():
        written = each.replace("{\\_}", "_").replace("$\\backslash$", "\\")
        parts = re.split(r"(?<!\\):(?!\\|//)", written)
        path = parts[1] if len(parts) > 2 else parts[0]
        found.append(_IN_PATH.sub(r"\1", path).strip("{} "))
    return found
