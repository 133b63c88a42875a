"""Entry sets of biblatex (``@set``), written after the papers that belong to them."""

from __future__ import annotations

from collections.abc import Iterator

from paper_tui.exports.own_record import safe
from paper_tui.papers.entry_sets import SET, parse_set
from paper_tui.papers.paper import Paper


class EntrySets:
    """The sets of the papers of one export."""

    def __init__(self) -> None:
        self._bodies: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def add(self, paper: Paper, key: str) -> None:
        """Take the sets of a paper, which is exported under a key."""
        record = paper.record_in("bibtex")
        for name, body in paper.details:
            if name.startswith(SET) and record is not None:
                self._bodies.setdefault(name.removeprefix(SET), body)
                self._keys[record.key.lower()] = key

    def entries(self) -> Iterator[str]:
        """Each set with those of its members that were exported, if there are two or more."""
        for key, body in self._bodies.items():
            members, others = parse_set(body)
            present = [self._keys[one.lower()] for one in members if one.lower() in self._keys]
            if len(present) > 1:
                fields = f"  {safe(others)},\n" if others else ""
                yield f"\n@set{{{safe(key)},\n  entryset = {{{','.join(present)}}},\n{fields}}}\n"
