"""A list of arXiv ids, DOIs, PMIDs, ISBNs and addresses, one or several a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.identifiers import identifier_name, identifier_problem, short_doi_url
from paper_tui.papers.links import mended_url
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.publication import UNPUBLISHED, Publication
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.encoding import decode, decode_head
from paper_tui.sources.input_stream import read_lines

_LINES_TO_JUDGE = 50
_LONGEST_LINE = 4_000
_LABEL = re.compile(r"\b(arxiv|doi|pmid|pmcid|isbn(?:-1[03])?)\b:?[ \t]+(?=\S*\d)", re.IGNORECASE)
"""The name of a kind of id, before one that a space parts from it."""


def recognises(head: bytes) -> bool:
    """Return whether the first lines, but for remarks, are ids or mean to be, most of them."""
    lines = [line for line in decode_head(head).splitlines() if _words(line)][:_LINES_TO_JUDGE]
    known = sum(all(map(_is_known, _words(line))) for line in lines if len(line) < _LONGEST_LINE)
    return bool(lines) and known * 10 >= len(lines) * 6


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each id, named after it until a service gives its title."""
    warned = False
    for number, line in read_lines(stream):
        text, notice = decode(line)
        if notice and not warned:
            warned = True
            yield Notice(notice)
        for word in _words(text):
            found = _paper(word, context)
            reason = identifier_problem(word) or "no arXiv id, DOI, PMID or web address"
            yield found or Reject(number, f"it is {reason}", clean_line(word, 200))


def _words(line: str) -> list[str]:
    """The words of a line before a remark, without list markers."""
    text = line.partition(" #")[0].strip()
    if len(text) < _LONGEST_LINE and identifier_name(text):
        return [text]
    words = _LABEL.sub(r"\1:", text.replace(",", " ")).split()
    if not words or words[0].startswith("#"):
        return []
    return [word.strip(";\"'") for word in words if word not in ("-", "*", "•")]


def _is_known(word: str) -> bool:
    return bool(identifier_name(word) or mended_url(word) or short_doi_url(word) or identifier_problem(word))


_PUBLICATIONS: Mapping[str, Callable[[str], Publication]] = {
    "pmid": lambda value: Publication(pmid=value),
    "pmcid": lambda value: Publication(pmcid=value),
    "isbn": lambda value: Publication(isbn=value),
}


def _paper(word: str, context: Context) -> Paper | None:
    name, url = identifier_name(word), short_doi_url(word) or mended_url(word)
    if not name and (not url or identifier_problem(word)):
        return None
    kind, _, value = name.partition(":")
    return build_paper(
        title={"arxiv": f"arXiv:{value}", "pmid": f"PMID:{value}", "": url}.get(kind, name),
        url="" if kind in ("arxiv", "doi") else url,
        arxiv_id=word if kind == "arxiv" else "",
        doi=value if kind == "doi" else "",
        publication=_PUBLICATIONS[kind](value) if kind in _PUBLICATIONS else UNPUBLISHED,
        sightings=(Sighting("id-list", seen=context.now),),
    )


FORMAT = Format("id-list", "list of arXiv ids, DOIs or addresses", recognises, read)
