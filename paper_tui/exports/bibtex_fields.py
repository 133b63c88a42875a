"""The fields of BibTeX and BibLaTeX (btxdoc; biblatex manual, section 2; its data model for what is valid where).

``eprint``, ``archivePrefix`` and ``primaryClass`` are arXiv's own (info.arxiv.org/help/hypertex/bibstyles).
"""

# ruff: noqa: E501, SIM905  tables
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paper_tui.exports.base import tags_of
from paper_tui.exports.bibtex_files import file_field
from paper_tui.exports.own_record import Written
from paper_tui.exports.tex_names import tex_names
from paper_tui.exports.tex_text import braced, escaped, page_range, title_text, verbatim
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Dialect:
    """BibTeX or BibLaTeX."""

    types: Mapping[Kind, str]
    names: Mapping[str, str]
    """The names of our fields of a publication that are plain text."""
    institutions: Mapping[Kind, str]
    """The name of the institution where it is not ``organization``."""
    has_dates: bool
    """True if ``date`` takes the place of ``year``, ``month`` and ``day``, and a subtitle is apart."""
    fields: Mapping[str, frozenset[str]]
    """For each type the fields that are valid beside those of all; a type that is not here takes any."""


_NAMES = {
    "book": "booktitle",
    "series": "series",
    "publisher": "publisher",
    "book_edition": "edition",
    "volume": "volume",
    "volumes": "volumes",
    "article_number": "eid",
    "chapter": "chapter",
    "page_count": "pagetotal",
    "isbn": "isbn",
    "issn": "issn",
    "genre": "type",
    "version": "version",
    "event": "eventtitle",
    "event_place": "venue",
    "event_date": "eventdate",
    "original_date": "origdate",
    "accessed": "urldate",
    "language": "language",
    "howpublished": "howpublished",
    "remarks": "note",
    "short_title": "shorttitle",
}
_COMMON_TYPES = {
    Kind.ARTICLE: "article",
    Kind.MAGAZINE: "article",
    Kind.NEWS: "article",
    Kind.REVIEW: "article",
    Kind.BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.PROCEEDINGS: "proceedings",
    Kind.CONFERENCE: "inproceedings",
    Kind.MANUAL: "manual",
}
BIBTEX_DIALECT = Dialect(
    types=_COMMON_TYPES | {Kind.ENTRY: "incollection", Kind.THESIS: "phdthesis", Kind.REPORT: "techreport"},
    names=_NAMES
    | {
        "journal": "journal",
        "journal_short": "shortjournal",
        "publisher_place": "address",
        "pmid": "pmid",
        "pmcid": "pmcid",
        "rights": "copyright",
    },
    institutions={Kind.THESIS: "school", Kind.REPORT: "institution"},
    has_dates=False,
    fields={},
)
_OF_BOOKS = "edition isbn location note number pages publisher series volume volumes chapter language eid author editor translator"
_OF_EVENTS = "eventtitle venue eventdate organization"
BIBLATEX_DIALECT = Dialect(
    types=_COMMON_TYPES
    | {
        Kind.ENTRY: "inreference",
        Kind.THESIS: "thesis",
        Kind.REPORT: "report",
        Kind.PREPRINT: "online",
        Kind.WEBPAGE: "online",
        Kind.POST: "online",
        Kind.PERIODICAL: "periodical",
        Kind.MANUSCRIPT: "unpublished",
        Kind.DATASET: "dataset",
        Kind.SOFTWARE: "software",
        Kind.PATENT: "patent",
    },
    names=_NAMES
    | {"journal": "journaltitle", "journal_short": "shortjournal", "publisher_place": "location"},
    institutions={Kind.THESIS: "institution", Kind.REPORT: "institution"},
    has_dates=True,
    fields={
        name: frozenset(fields.split())
        for name, fields in {
            "article": "author editor translator eid issn issue journaltitle language note number pages series version volume",
            "book": f"{_OF_BOOKS} pagetotal",
            "incollection": f"{_OF_BOOKS} booktitle",
            "inreference": f"{_OF_BOOKS} booktitle",
            "inproceedings": f"author editor booktitle isbn language location note number pages publisher series volume volumes chapter eid {_OF_EVENTS}",
            "proceedings": f"editor isbn language location note number pages pagetotal publisher series volume volumes chapter eid {_OF_EVENTS}",
            "periodical": "editor issn issue language note number series volume",
            "thesis": "author chapter eid institution language location note pages pagetotal type",
            "report": "author chapter eid institution language location note number pages pagetotal type version",
            "manual": "author editor chapter edition eid isbn language location note number organization pages pagetotal publisher series type version",
            "misc": "author editor howpublished language location note organization type version",
            "software": "author editor howpublished language location note organization type version",
            "online": "author editor language note organization version",
            "unpublished": "author howpublished language location note type eventtitle venue eventdate",
            "dataset": "author editor edition language location note number organization publisher series type version",
            "patent": "author location note number type version",
        }.items()
    },
)
_OF_ALL = frozenset(
    "title subtitle date year month day doi eprint eprinttype eprintclass url urldate keywords abstract shorttitle shortjournal origdate file".split()
)
BELONGING: dict[str, tuple[str, ...]] = {
    "files": ("file",),
    "title": ("title", "subtitle", "titleaddon"),
    "subtitle": ("subtitle",),
    "people": ("author",),
    "editors": ("editor",),
    "translators": ("translator",),
    "published": ("date", "year", "month", "day"),
    "date_written": ("date", "year", "month", "day"),
    "journal": ("journal", "journaltitle", "journalsubtitle", "journaltitleaddon", "fjournal"),
    "journal_short": ("shortjournal",),
    "book": ("booktitle", "booksubtitle", "booktitleaddon"),
    "institution": ("school", "institution", "organization"),
    "publisher_place": ("address", "location"),
    "issue": ("number", "issue"),
    "number": ("number",),
    "series_number": ("number",),
    "pages": ("pages",),
    "doi": ("doi",),
    "url": ("url",),
    "arxiv_id": ("eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"),
    "keywords": ("keywords", "keyword"),
    "abstract": ("abstract",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid", "pmc"),
    "rights": ("copyright", "rights"),
    "remarks": ("note", "annote", "addendum"),
    "accessed": ("urldate",),
    "language": ("language", "langid"),
    "original_date": ("origdate", "origyear"),
    "article_number": ("eid", "articleno"),
    "page_count": ("pagetotal", "numpages"),
} | {
    ours: (name,)
    for ours, name in _NAMES.items()
    if ours
    not in ("book", "remarks", "accessed", "language", "original_date", "article_number", "page_count")
}
"""The names, in small letters, of all fields of an entry that a field of ours was read from."""


_FIRST = "title subtitle author editor translator date year month day journal journaltitle booktitle howpublished school institution organization volume number pages"
_LAST = "doi eprint archivePrefix eprinttype primaryClass eprintclass url urldate note keywords abstract"
_ORDER = {name: place for place, name in enumerate(f"{_FIRST} : {_LAST}".split())}
"""The order of fields; others come between the first and the last."""


def type_of(paper: Paper, kind: Kind, dialect: Dialect) -> str:
    """The type of an entry."""
    if kind is Kind.THESIS and not dialect.has_dates and "master" in paper.publication.genre.lower():
        return "mastersthesis"
    return dialect.types.get(kind, "misc")


def written_fields(entry: Entry, kind: Kind, dialect: Dialect) -> list[Written]:
    """The fields of an entry in their order; those that its type does not have are left out."""
    valid = dialect.fields.get(type_of(entry.paper, kind, dialect))
    found: dict[str, Written] = {}
    for one in _all_fields(entry, kind, dialect):
        if one.value and (valid is None or one.name in valid or one.name in _OF_ALL):
            found.setdefault(one.name, one)
    return sorted(found.values(), key=lambda one: _ORDER.get(one.name, _ORDER[":"]))


def _all_fields(entry: Entry, kind: Kind, dialect: Dialect) -> Iterator[Written]:
    paper, said = entry.paper, entry.paper.publication
    yield from _titles(paper, dialect)
    yield Written("people", "author", braced(tex_names(paper.people)))
    yield Written("editors", "editor", braced(tex_names(said.editors)))
    yield Written("translators", "translator", braced(tex_names(said.translators)))
    yield from _dates(paper, dialect)
    if kind is Kind.ARTICLE and not said.journal:
        yield Written("journal", dialect.names["journal"], braced(escaped(said.journal_short)))
    institution = dialect.institutions.get(kind, "organization")
    yield Written("institution", institution, braced(escaped(said.institution)))
    for ours, number in (
        ("issue", said.issue),
        ("number", said.number),
        ("series_number", said.series_number),
    ):
        yield Written(ours, "number", braced(escaped(number)))
    yield Written("pages", "pages", braced(page_range(said.pages)))
    yield from _plain(paper, kind, dialect)
    yield Written("doi", "doi", braced(verbatim(paper.doi)))
    yield from _eprint(paper, dialect)
    yield Written("url", "url", braced(verbatim(paper.url)))
    yield Written("keywords", "keywords", braced(_keywords((*paper.keywords, *tags_of(entry)))))
    yield Written("abstract", "abstract", braced(escaped(paper.abstract)))
    yield Written("files", "file", braced(file_field(paper.files)))


def _titles(paper: Paper, dialect: Dialect) -> Iterator[Written]:
    """The title, and its subtitle apart where the dialect has a field for it."""
    sub = paper.publication.subtitle
    if dialect.has_dates and sub and paper.title.endswith(sub) and paper.title != sub:
        main = paper.title.removesuffix(sub).rstrip()
        yield Written("title", "title", braced(title_text(main.removesuffix(":"))))
        yield Written("title", "subtitle", braced(title_text(sub)))
    else:
        yield Written("title", "title", braced(title_text(paper.title)))


def _dates(paper: Paper, dialect: Dialect) -> Iterator[Written]:
    if not paper.published:
        yield Written("date_written", "year", braced(escaped(paper.publication.date_written)))
        return
    if dialect.has_dates:
        yield Written("published", "date", braced(paper.published))
        return
    year, month, day = (*paper.published.split("-"), "", "")[:3]
    yield Written("published", "year", braced(year))
    yield Written("published", "month", MONTHS[int(month) - 1] if month else "")
    yield Written("published", "day", braced(day.lstrip("0")))


def _plain(paper: Paper, kind: Kind, dialect: Dialect) -> Iterator[Written]:
    said = paper.publication
    for ours, name in dialect.names.items():
        text: str = getattr(said, ours)
        if ours == "genre" and not text:
            text = _GENRES.get(kind, "") if dialect.has_dates else ""
        yield Written(ours, name, braced(escaped(text)))


_GENRES = {Kind.THESIS: "phdthesis", Kind.REPORT: "techreport"}
"""BibLaTeX asks for a type; these words it translates."""


def _eprint(paper: Paper, dialect: Dialect) -> Iterator[Written]:
    kind, category = ("eprinttype", "eprintclass") if dialect.has_dates else ("archivePrefix", "primaryClass")
    if paper.arxiv_id:
        yield Written("arxiv_id", "eprint", braced(paper.arxiv_id))
        yield Written("arxiv_id", kind, "{arxiv}" if dialect.has_dates else "{arXiv}")
        yield Written("arxiv_id", category, braced(escaped(paper.categories[0]) if paper.categories else ""))
    elif dialect.has_dates and paper.publication.pmid:
        yield Written("pmid", "eprint", braced(escaped(paper.publication.pmid)))
        yield Written("pmid", "eprinttype", "{pubmed}")


def _keywords(words: tuple[str, ...]) -> str:
    """Words joined by commas; one that has a comma or semicolon of its own in braces, as biber reads them."""
    return ", ".join(
        f"{{{escaped(word)}}}" if "," in word or ";" in word else escaped(word)
        for word in dict.fromkeys(words)
    )
