"""A record of tags and texts, as RIS, MEDLINE, EndNote and the Web of Science write them."""

from __future__ import annotations

from collections.abc import Iterable


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
