"""Records of tags and texts, as RIS, MEDLINE and Refer write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from paper_tui.papers.paper import Paper
from paper_tui.papers.text import clean_line
from paper_tui.sources.base import Context, Item, Notice, Reject
from paper_tui.sources.encoding import decode
from paper_tui.sources.input_stream import read_all

Fields = list[tuple[str, str]]
"""Tags and texts of a record, in the order of the file."""
SHOWN_FIELDS = 5
"""The fields by which a rejected record is shown."""


def read_records(
    stream: BinaryIO,
    context: Context,
    records: Callable[[str], Iterable[tuple[int, Fields]]],
    paper: Callable[[Fields, Context], Paper],
) -> Iterator[Item]:
    """A paper or a reject for each record of an input.

    Args:
        stream: The input.
        context: The name of the input and the time.
        records: Splits a text into records, each with the number of its first line.
        paper: The paper of a record; raises ValueError with the reason where there is none.
    """
    text, notice = decode(read_all(stream))
    if notice:
        yield Notice(notice)
    for line, fields in records(text):
        try:
            yield paper(fields, context)
        except ValueError as error:
            shown = " ".join(text for _, text in fields[:SHOWN_FIELDS])
            yield Reject(line, str(error), clean_line(shown, 200))


class TaggedRecord:
    """The fields of one record; a tag may come several times."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self._fields = [(tag, text) for tag, text in fields if text]

    def all(self, *tags: str) -> list[str]:
        """Every text of some tags, in the order of the file."""
        return [text for tag, text in self._fields if tag in tags]

    def all_in_order(self, *tags: str) -> list[str]:
        """Every text of some tags, in the order of the tags."""
        return [text for tag in tags for text in self.all(tag)]

    def first(self, *tags: str) -> str:
        """The first text of the first of these tags that has any; else empty."""
        return next(iter(self.all_in_order(*tags)), "")
