"""A JSON array of papers, as ``jq --slurp`` makes one of our lines, or as other programs write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.text import clean_line
from paper_tui.sources import jsonl
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.json_records import records

_BEGINNING = re.compile(r"\[\s*\{")
_TITLE = re.compile(r'"title"\s*:\s*"')


def recognises(head: bytes) -> bool:
    """Whether it is an array of objects, one of which has a title."""
    text = decode_head(head).lstrip()
    return bool(_BEGINNING.match(text) and _TITLE.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each object that has a title, with the reader's marks where it carries any."""
    for found in records(stream, lambda record: "title" in record):
        if isinstance(found, Reject | Notice):
            yield found
            continue
        line, record = found
        try:
            yield jsonl.item(record, context)
        except ValueError as error:
            yield Reject(line, str(error), clean_line(str(record)[:300], 200))


FORMAT = Format("json", "JSON array of papers", recognises, read)
