"""A list of links in Markdown, as reading lists and notes have it."""

# ruff: noqa: E501  expressions of one line
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.encoding import decode, head_text
from paper_tui.sources.input_stream import read_lines

_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,1000})\]\(\s*<?(https?://[^\s<>]{1,2000}?)>?(?:\s+\"[^\"]{0,500}\")?\s*\)(?=[^)]|$)"
)
_ITEM = re.compile(r"^\s{0,12}(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?|^\s*\|")
_LABELS = re.compile(
    r"(?:the\s+)?(?:paper|pdf|arxiv|abs|abstract|link|code|github|project(?: page)?|website|web|page|homepage|doi|html|demo|dataset|data"
    r"|video|slides|blog|poster|openreview|here|url|source|bibtex|hugging ?face|model|weights|preprint|acl|ieee|acm|springer|\d+)\b.{0,12}",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*_`~]{1,3}|<[^<>]{1,200}>|!?\[[^\[\]]{0,200}\]\([^()]{0,2000}\)")
_LINES_TO_JUDGE = 2_000
_LONGEST_LINE = 20_000


def recognises(head: bytes) -> bool:
    """Return whether several of its lines, or its only line, are items of a list with a link."""
    text = head_text(head)
    if text.lstrip().startswith(("<", "{", "@")):
        return False
    lines = [line for line in text.splitlines()[:_LINES_TO_JUDGE] if line.strip()]
    items = sum(1 for line in lines if _ITEM.match(line) and _main_link(line))
    return items >= 2 or (items == 1 and len(lines) <= 3)


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each item of a list that has a link; headings and prose are left out."""
    warned = False
    for number, line in read_lines(stream):
        text, notice = decode(line[:_LONGEST_LINE])
        if notice and not warned:
            warned = True
            yield Notice(notice)
        if not _ITEM.match(text) or not _main_link(text):
            continue
        try:
            yield paper(text, context)
        except ValueError as error:
            yield Reject(number, str(error), clean_line(text, 200))


def _main_link(line: str) -> re.Match[str] | None:
    """The first link that is no picture and no place on a page."""
    return next((found for found in _LINK.finditer(line[:_LONGEST_LINE]) if not found[1]), None)


def paper(line: str, context: Context) -> Paper:
    """The paper of an item: named by its first link or, where that says ``paper``, by the text before it.

    Raises:
        ValueError: It has no title.
    """
    links = [found for found in _LINK.finditer(line) if not found[1]]
    first = links[0]
    addresses = [found[3] for found in links]
    named, title = first, _unmarked(first[2])
    if not title or _LABELS.fullmatch(title):
        before = _unmarked(_ITEM.sub("", line[: first.start()], count=1).replace("|", " "))
        named = next((found for found in links if not _LABELS.fullmatch(_unmarked(found[2]))), first)
        title = before.strip(" -–—:.,([|") or _unmarked(named[2])
    known = [address for address in addresses if parse_arxiv_id(address) or parse_doi(address)]
    address = named[3] if named is not first or not known else known[0]
    return build_paper(
        title=title,
        url=address,
        doi=next(filter(parse_doi, addresses), ""),
        links=addresses,
        sightings=(Sighting("markdown", seen=context.now),),
    )


def _unmarked(text: str) -> str:
    return " ".join(re.sub(r"\\([\\`*_{}\[\]()#+.!|~-])", r"\1", _MARKS.sub("", text)).split())


FORMAT = Format("markdown", "Markdown list of links", recognises, read)
