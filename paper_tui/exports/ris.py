"""RIS, which every reference manager reads (tags as in the RIS format specification of 2001 and 2011)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export, tags_of
from paper_tui.exports.citation import issue, kind_of, pages
from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry

_TYPES = {
    Kind.ARTICLE: "JOUR",
    Kind.CONFERENCE: "CPAPER",
    Kind.PREPRINT: "UNPB",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.THESIS: "THES",
    Kind.REPORT: "RPRT",
}
_DETAILS = (("VL", "volume"), ("PB", "publisher"), ("SN", "isbn"), ("SN", "issn"))


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """A record for each entry, an empty line between."""
    for number, entry in enumerate(entries):
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in _tags(entry) if value]
        head = f"TY  - {_TYPES[kind_of(entry.paper)]}"
        yield ("\n" if number else "") + "\n".join([head, *lines, "ER  - "]) + "\n"


def _tags(entry: Entry) -> Iterator[tuple[str, str]]:
    paper = entry.paper
    yield "TI", paper.title
    yield from (("AU", person.sorted_name) for person in paper.people.persons)
    yield from (("ED", person.sorted_name) for person in paper.publication.editors.persons)
    yield from (("PY", paper.published[:4]), ("DA", paper.published.replace("-", "/")))
    yield "T2", paper.venue
    yield from ((tag, getattr(paper.publication, name)) for tag, name in _DETAILS)
    yield "IS", issue(paper)
    yield from _pages(paper)
    yield from (("DO", paper.doi), ("AN", f"arXiv:{paper.arxiv_id}" if paper.arxiv_id else ""))
    yield from (("UR", paper.url), ("L2", paper.code_url))
    yield from (("KW", word) for word in dict.fromkeys((*paper.keywords, *tags_of(entry))))
    yield "AB", paper.abstract


def _pages(paper: Paper) -> Iterator[tuple[str, str]]:
    first, _, last = pages(paper).replace("–", "-").replace("--", "-").partition("-")
    yield from (("SP", first.strip()), ("EP", last.strip()))


def _one_line(value: str) -> str:
    """A value without line breaks: a line of its own could pass for another tag."""
    return " ".join(value.split())


RIS = Export("ris", "RIS", ".ris", write)
