"""A JSON array of papers, as ``jq --slurp`` makes one of our lines, or as other programs write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.sources import jsonl
from paper_tui.sources.base import Context, Format, Item
from paper_tui.sources.encoding import decode_head
from paper_tui.sources.json_records import read_records

_BEGINNING = re.compile(r"\[\s*\{")
_TITLE = re.compile(r'"title"\s*:\s*"')


def recognises(head: bytes) -> bool:
    """Return whether it is an array of objects, one of which has a title."""
    text = decode_head(head).lstrip()
    return bool(_BEGINNING.match(text) and _TITLE.search(text))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each object that has a title, with the reader's marks where it carries any."""
    return read_records(stream, lambda record: jsonl.item(record, context), lambda record: "title" in record)


FORMAT = Format("json", "JSON array of papers", recognises, read)
