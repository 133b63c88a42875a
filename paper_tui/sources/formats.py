"""Every file format, the detection of the one at hand, and the reading of an input."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import BinaryIO, cast

from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.sources.base import Context, Format, Item, Notice, Reject, SourceError
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.input_stream import CHUNK, Input
from paper_tui.sources.unreadable import described_bytes, described_text

_MARKUP = (
    "arxiv_atom",
    "arxiv_oai",
    "pubmed_xml",
    "endnote_xml",
    "jats",
    "feed",
    "daily_html",
)
"""Modules of formats that begin with ``<``, or with anything but JSON."""
_OTHERS = (
    "json_feed",
    "arxiv_snapshot",
    "crossref_json",
    "datacite_json",
    "openalex_json",
    "semantic_scholar_json",
    "zotero_json",
    "hf_json",
    "csl_json",
    "json_array",
    "jsonl",
    "arxiv_mail",
    "medline",
    "web_of_science",
    "refer",
    "bibtex",
    "ris",
    "csv_table",
    "id_list",
    "markdown_links",
    "daily_page",
)
"""Modules of all other formats; each group in the order in which an input is tried, the strictest first."""


_OURS = re.compile(
    r"""\A\ufeff?\s*(?:\[\s*)?\{(?:[^\n]{0,30000}?[,{])?\s*"key"\s*:\s*"(?:arxiv|doi|title):"""
)
"""Our own records, which may hold what a source said, and so the words that tell its format."""


def known_formats() -> tuple[Format, ...]:
    """Every format, in the order in which an input is tried."""
    return tuple(map(_format, (*_MARKUP, *_OTHERS)))


@cache
def _format(module: str) -> Format:
    """The format of a module, which is imported when an input is tried: all of them take 60 ms."""
    form: Format = import_module(f"paper_tui.sources.{module}").FORMAT
    return form


def detect(head: bytes, name: str) -> Format:
    """The format of an input that begins with these bytes.

    Raises:
        SourceError: It is of none; the message names the known ones.
    """
    try:
        text = decode_head(head)
    except SourceError as error:
        kind = described_bytes(head)
        what = f"it is {kind}" if kind else str(error)
        raise SourceError(f"{name} cannot be read: {what}. {_known()}") from error
    if _OURS.search(text):
        return _format("json_array" if text.lstrip("\ufeff \t\r\n").startswith("[") else "jsonl")
    is_json = text.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    for form in map(_format, _OTHERS if is_json else (*_MARKUP, *_OTHERS)):
        if form.recognises(head):
            return form
    kind = described_text(text)
    what = f"is {kind}" if kind else "is in no format that is known here"
    raise SourceError(f"{name} {what}. {_known()}")


def read(stream: BinaryIO, context: Context, format_name: str | None = None) -> Iterator[Item]:
    """The items of an input in its order, unpacked where it is gzip, in the format named or detected.

    The head is read at once, the rest as the items are taken.

    Raises:
        SourceError: It cannot be read at all, or holds no paper; the message says why.
    """
    source = _opened(stream, context.name)
    if not source.head.strip():
        raise SourceError(f"{context.name} is empty. {source.damage or 'Nothing was imported.'}")
    if source.head.strip() in (b"[]", b"{}"):
        raise SourceError(f"{context.name} holds no papers: an empty list. Nothing was imported.")
    form = _named(format_name) if format_name else detect(source.head, context.name)
    return _items(form, source, context)


def _opened(stream: BinaryIO, name: str) -> Input:
    try:
        return Input(stream)
    except SourceError as error:
        raise SourceError(f"{name} cannot be read: {error}") from error


def _named(name: str) -> Format:
    found = next((form for form in known_formats() if form.name == name), None)
    if not found:
        raise SourceError(f"There is no format {name}. {_known()}")
    return found


def _items(form: Format, source: Input, context: Context) -> Iterator[Item]:
    papers = rejects = 0
    try:
        for item in form.read(cast("BinaryIO", io.BufferedReader(source, CHUNK)), context):
            papers += isinstance(item, Paper | Entry)
            rejects += isinstance(item, Reject)
            yield item
    except SourceError as error:
        raise SourceError(f"{context.name} cannot be read as {form.name}: {error}.") from error
    if source.damage:
        yield Notice(source.damage)
    if not papers and not rejects:
        raise SourceError(f"{context.name} holds no papers, read as {form.name}. {_known()}")


def _known() -> str:
    return "Known formats: " + ", ".join(form.name for form in known_formats()) + "; name one with --format."
