"""BibTeX and BibLaTeX, read by bibtexparser; a broken entry costs itself alone."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import parse_arxiv_id
from paper_tui.papers.links import find_links
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.tex import to_unicode, without_groups
from paper_tui.papers.text import clean_line
from paper_tui.sources.author_names import bibtex_names
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.input_stream import read_all

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry

_ENTRY = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "howpublished", "publisher")
_DETAILS = ("volume", "number", "pages", "publisher", "isbn", "issn", "note", "series", "editor", "school")
_NAMING_ARXIV = ("journal", "note", "volume", "howpublished", "number")
_ESCAPED = re.compile(r"\\([_%&#~$])")
_IN_TEXT = re.compile(
    r"arxiv[:\s]+(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE
)
_PARTS = re.compile(r'"[^"]*+"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}|[^\s#{}"]++')
"""What ``#`` joins: texts in quotes or in braces, three deep, and names."""
_SPECIAL = re.compile(r"[\\${}]")
_LONGEST_JOINED = 5_000


def recognises(head: bytes) -> bool:
    """Whether a line begins with an entry, and nothing before it looks like another format."""
    text = decode_head(head)
    return bool(_ENTRY.search(text)) and not text.lstrip().startswith(("<", "[", "{"))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each entry that has a title."""
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    library = _parse(text.replace("\r\n", "\n").replace("\r", "\n"))
    strings: dict[str, str] = {}
    for string in library.strings:
        strings[string.key.lower()] = _value(string.value, strings)
    blocks = library.blocks[::-1]
    del library  # an entry is let go once it is read: a paper needs its room
    while blocks:
        item = _item(blocks.pop(), strings, context)
        if item:
            yield item


def _parse(text: str) -> Library:
    from bibtexparser.entrypoint import parse_string

    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())  # what it logs is told again as rejects
    return parse_string(text, parse_stack=())


def _item(block: Block, strings: Mapping[str, str], context: Context) -> Item | None:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    line = (block.start_line or 0) + 1
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) and block.ignore_error_block:
        block = block.ignore_error_block
    if isinstance(block, Entry):
        try:
            return paper(block, strings, context)
        except ValueError as error:
            return Reject(line, str(error), clean_line(block.key, 200))
    if isinstance(block, ParsingFailedBlock):
        reason = (
            clean_line(str(block.error), 300) or "the entry is broken: look for a brace that is not closed"
        )
        return Reject(line, reason, clean_line(block.raw or "", 200))
    return None


def paper(entry: Entry, strings: Mapping[str, str], context: Context) -> Paper:
    """The paper of an entry.

    Raises:
        ValueError: It has no title.
    """
    fields = {field.key.lower(): _value(field.value, strings) for field in reversed(entry.fields)}
    addresses = (link.url for link in find_links(fields.get("howpublished", "")))
    return build_paper(
        title=without_groups(fields.get("title", "")),
        abstract=without_groups(fields.get("abstract", "")),
        authors=map(_name, bibtex_names(fields.get("author", ""))),
        published=_published(fields),
        url=_unescaped(fields.get("url", "")) or next(addresses, ""),
        arxiv_id=_arxiv(fields),
        doi=_unescaped(fields.get("doi", "")),
        venue=without_groups(next((fields[name] for name in _VENUES if fields.get(name)), "")),
        categories=[fields.get("primaryclass", "")],
        keywords=_shown(fields["keywords"]).replace(";", ",").split(",") if "keywords" in fields else (),
        sightings=(Sighting("bibtex", seen=context.now),),
        details=_details(entry, fields),
    )


def _details(entry: Entry, fields: Mapping[str, str]) -> dict[str, str]:
    told = {name: _shown(fields[name]) for name in _DETAILS if name in fields}
    return told | {"type": entry.entry_type.lower(), "citation key": entry.key}


@lru_cache(maxsize=8192)
def _name(written: str) -> str:
    return without_groups(written)


def _shown(field: str) -> str:
    """A field that is kept only as it is shown."""
    return to_unicode(without_groups(field)) if _SPECIAL.search(field) else field


def _value(written: str, strings: Mapping[str, str]) -> str:
    """A field without its braces or quotes; names of ``@string`` put in and what ``#`` joins, joined."""
    if "#" not in written:
        return written[1:-1] if written[:1] in ("{", '"') else _part(written, strings)
    if len(written) > _LONGEST_JOINED:
        return _part(written, strings)
    if _PARTS.sub("", written).strip(" \t\n#"):
        return _part(written, strings)
    return "".join(_part(part, strings) for part in _PARTS.findall(written))


def _part(written: str, strings: Mapping[str, str]) -> str:
    text = written.strip()
    return text[1:-1] if text[:1] in ("{", '"') else strings.get(text.lower(), text)


def _published(fields: Mapping[str, str]) -> str:
    """BibLaTeX's date, else year and month, else arXiv's way to write a day."""
    if fields.get("date"):
        return fields["date"].partition("/")[0]
    year, month = fields.get("year", "").strip("{} "), fields.get("month", "").strip("{} ").lower()
    number = month if month.isdigit() else str(_MONTHS.index(month[:3]) + 1) if month[:3] in _MONTHS else ""
    day = fields.get("day", "")
    return "-".join(filter(None, (year, number, day if number and day.isdigit() else "")))


def _arxiv(fields: Mapping[str, str]) -> str:
    """The eprint where it is one of arXiv, else an arXiv id named in another field."""
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    eprint = fields.get("eprint", "").strip()
    if eprint and archive == "arxiv" and parse_arxiv_id(eprint):
        return eprint
    texts = [fields[name] for name in _NAMING_ARXIV if name in fields]
    return next((found[1] for found in map(_IN_TEXT.search, texts) if found), "")


def _unescaped(address: str) -> str:
    return _ESCAPED.sub(r"\1", address.strip("{} "))


FORMAT = Format("bibtex", "BibTeX", recognises, read)
