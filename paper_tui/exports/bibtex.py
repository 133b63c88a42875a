"""BibTeX for LaTeX with BibTeX or biber.

Fields and entry types are those of the BibTeX and biblatex manuals; ``eprint``, ``archivePrefix`` and
``primaryClass`` are arXiv's own (info.arxiv.org/help/hypertex/bibstyles). Text stays Unicode; only what
TeX or a BibTeX parser would act on is escaped, never with a bare brace, since parsers count those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export, tags_of
from paper_tui.exports.citation import CitationKeys, issue, kind_of, pages
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.people import People, Person, parse_name
from paper_tui.papers.serialization import Entry

_TYPES = {
    Kind.ARTICLE: "article",
    Kind.CONFERENCE: "inproceedings",
    Kind.PREPRINT: "misc",
    Kind.BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.THESIS: "phdthesis",
    Kind.REPORT: "techreport",
}
_VENUES = {
    Kind.CONFERENCE: "booktitle",
    Kind.CHAPTER: "booktitle",
    Kind.BOOK: "publisher",
    Kind.THESIS: "school",
    Kind.REPORT: "institution",
    Kind.PREPRINT: "howpublished",
}
_DETAILS = {
    "publisher": "publisher",
    "series": "series",
    "edition": "book_edition",
    "isbn": "isbn",
    "issn": "issn",
    "address": "publisher_place",
    "note": "remarks",
}
"""Names of ours by those of BibTeX."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ESCAPES = str.maketrans(
    {char: "\\" + char for char in "&%$#_"}
    | {
        "\\": "\\textbackslash{}",
        "{": "\\ensuremath{\\lbrace}",
        "}": "\\ensuremath{\\rbrace}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "@": "{@}",
        "\0": "{}",
    }
)
_LIGATURE = re.compile("-(?=-)|`(?=`)|'(?=')|[?!](?=`)|<(?=<)|>(?=>)")
_PAGES = re.compile(r"\w+\s*[-–]+\s*\w+", re.ASCII)
_WORD = re.compile(r"(\w+(?:-\w+)*)")
_CASED = re.compile(r"\w[A-Z]|\b[A-Z]-|-[A-Z]\b|(?<=.)\b[B-HJ-Z]\b")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """An entry of BibTeX for each paper, an empty line between."""
    keys = CitationKeys()
    for number, entry in enumerate(entries):
        fields = [f"  {name} = {value}," for name, value in _fields(entry) if value]
        head = f"@{_TYPES[kind_of(entry.paper)]}{{{keys.key_for(entry.paper)},"
        yield ("\n" if number else "") + "\n".join([head, *fields, "}"]) + "\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    paper = entry.paper
    yield "title", _braced(_title(paper.title))
    yield "author", _braced(_names(paper.people))
    yield "editor", _braced(_names(paper.publication.editors))
    yield from _date_fields(paper)
    yield _VENUES.get(kind_of(paper), "journal"), _braced(escaped(paper.venue))
    yield from (
        ("volume", _braced(escaped(paper.publication.volume))),
        ("number", _braced(escaped(issue(paper)))),
    )
    yield "pages", _braced(_range(pages(paper)))
    yield from _details(paper)
    yield "doi", _braced(_verbatim(paper.doi))
    if paper.arxiv_id:
        yield from (("eprint", _braced(paper.arxiv_id)), ("archivePrefix", "{arXiv}"))
        yield "primaryClass", _braced(escaped(paper.categories[0]) if paper.categories else "")
    yield "url", _braced(_verbatim(paper.url))
    yield "keywords", _braced(escaped(", ".join(dict.fromkeys((*paper.keywords, *tags_of(entry))))))
    yield "abstract", _braced(escaped(paper.abstract))


def _date_fields(paper: Paper) -> Iterator[tuple[str, str]]:
    year, month, day = (*paper.published.split("-"), "", "")[:3]
    yield "year", _braced(year)
    yield "month", _MONTHS[int(month) - 1] if month else ""
    yield "day", _braced(day.lstrip("0"))


def _details(paper: Paper) -> Iterator[tuple[str, str]]:
    """The details to write, without one that would stand twice."""
    for name, field in _DETAILS.items():
        text: str = getattr(paper.publication, field)
        if name != _VENUES.get(kind_of(paper)):
            yield name, _braced(escaped(text))


def _range(text: str) -> str:
    """Pages as TeX, a range with the double hyphen that BibTeX styles expect."""
    return re.sub(r"\s*[-–]+\s*", "--", text) if _PAGES.fullmatch(text) else escaped(text)


def escaped(text: str) -> str:
    """Text in which every character stands for itself when TeX reads it."""
    return _LIGATURE.sub("\\g<0>\0", text).translate(_ESCAPES)


def _title(text: str) -> str:
    """The title, with words that styles must not lower-case (``BERT``, ``R-CNN``) in braces."""
    words = ((word, escaped(word)) for word in _WORD.split(text))
    return "".join(f"{{{tex}}}" if _CASED.search(word) else tex for word, tex in words)


def _names(listed: People) -> str:
    others = ["others"] if listed.others else []
    return " and ".join([*map(_name, listed.persons), *others])


def _name(person: Person) -> str:
    """A name for a list of authors; in braces where a parser would see an end, a part or a gap in it."""
    shown = person.name
    tex = escaped(shown)
    if person.literal or "\\" in tex or not shown[0].isalnum():
        return f"{{{tex}}}" if " " in tex or not tex.isalnum() else tex
    if parse_name(shown) == person and not person.suffix:
        return tex
    family = f"{person.particle} {person.family}".strip()
    return ", ".join(escaped(part) for part in (family, person.suffix, person.given) if part)


def _verbatim(text: str) -> str:
    """An address or DOI, which TeX reads as it stands; braces and backslashes have codes of their own."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


BIBTEX = Export("bibtex", "BibTeX", ".bib", write)
