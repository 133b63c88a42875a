"""The tagged text of the Web of Science (``savedrecs.txt``, ``.ciw``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper, Sighting
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Format, Item, Notice, Reject
from paper_tui.sources.columns import described
from paper_tui.sources.encoding import decode, head_text, lines_of
from paper_tui.sources.input_stream import read_all

_START = re.compile(r"^\ufeff?(?:FN (?:Clarivate|Thomson|ISI)|PT [A-Z]\s*$)", re.MULTILINE)
_TAG = re.compile(r"([A-Z][A-Z0-9])(?: |$)")
_LISTS = ("AU", "AF", "BE", "ED", "BA", "BF")
"""Tags each of whose lines is a name."""
_KINDS = {"B": "book", "S": "chapter", "P": "patent"}


def recognises(head: bytes) -> bool:
    """Return whether it begins as such a file, or a record of it."""
    text = head_text(head)
    return bool(_START.search(text[:4_000])) and bool(re.search(r"^(?:TI|AU|UT) \S", text, re.MULTILINE))


def read(stream: BinaryIO, context: Context) -> Iterator[Item]:
    """A paper for each record."""
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    for line, fields in _records(text):
        try:
            yield paper(fields, context)
        except ValueError as error:
            yield Reject(line, str(error), clean_line(" ".join(fields.values())[:300], 200))


def _records(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The texts of each record by their tags, and its line."""
    record: dict[str, list[str]] = {}
    start, tag = 1, ""
    for number, line in enumerate(lines_of(text), 1):
        found = _TAG.match(line)
        if found and found[1] in ("PT", "ER", "EF"):
            if record:
                yield start, _joined(record)
            record, start = {}, number
        tag = found[1] if found else tag if line.strip() else ""
        if tag and tag not in ("FN", "VR", "ER", "EF"):
            record.setdefault(tag, []).append((line[3:] if found else line).strip())
    if record:
        yield start, _joined(record)


def _joined(record: dict[str, list[str]]) -> dict[str, str]:
    return {tag: ("; " if tag in _LISTS else " ").join(lines) for tag, lines in record.items()}


def paper(fields: dict[str, str], context: Context) -> Paper:
    """The paper of a record.

    Raises:
        ValueError: It has no title.
    """
    if fields.get("PT") in _KINDS and fields.get("DT", "").lower() not in (
        "book chapter",
        "proceedings paper",
    ):
        fields = fields | {"DT": _KINDS[fields["PT"]]}
    return build_paper(**described(fields), sightings=(Sighting("web-of-science", seen=context.now),))


FORMAT = Format("web-of-science", "Web of Science, tagged text", recognises, read)
