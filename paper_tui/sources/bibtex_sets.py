"""Entry sets of biblatex (``@set``): each member keeps its set, so that an export can write it again."""

from __future__ import annotations

from collections.abc import Iterable

from paper_tui.papers.entry_sets import SET, set_body
from paper_tui.sources.bibtex_inherit import Fields, keys_in

MOST_MEMBERS = 1000
"""Members of a set that keep it."""


class EntrySets:
    """The sets of a file, by the keys of their members."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, str]] = {}

    def add(self, key: str, fields: Fields) -> None:
        """Remember a set with its fields."""
        members = next((value for name, value in fields if name.lower() == "entryset"), "")
        others = [(name, value) for name, value in fields if name.lower() != "entryset"]
        body = set_body(members.strip('{}" '), others)
        for member in keys_in(members)[:MOST_MEMBERS]:
            self._of.setdefault(member, {})[f"{SET}{key}"] = body

    def details(self, key: str) -> dict[str, str]:
        """The sets of an entry as details of its paper."""
        return self._of.get(key.lower(), {})

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Fields]]) -> EntrySets:
        """The sets among entries, each its key and fields."""
        sets = cls()
        for key, fields in entries:
            sets.add(key, fields)
        return sets
