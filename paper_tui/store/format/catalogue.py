"""All papers as one snapshot: a paper is parsed when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.stored_records import stored_paper
from paper_tui.store.files.paths import PAPERS
from paper_tui.store.format import checked_lines
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.file_header import LARGEST
from paper_tui.store.format.records_file import Generation
from paper_tui.store.format.tables import FixedStorage, RecordsTable


class Catalogue(Sequence[Paper]):
    """All papers in order of keys, as they were at one moment.

    Raises on access:
        DamageError: The paper's record on the disk has been damaged since the library was opened.
    """

    __slots__ = ("_records", "_table")

    def __init__(self, records: Generation) -> None:
        self._records = records
        self._table = RecordsTable(FixedStorage({PAPERS: records}), PAPERS)

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, place: int) -> Paper: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Paper]: ...
    def __getitem__(self, place: int | slice) -> Paper | Sequence[Paper]:
        if isinstance(place, slice):
            return [self._paper(each) for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._paper(place % len(self))

    def __iter__(self) -> Iterator[Paper]:
        return (stored_paper(key, record) for key, record in self._records.items_in_order())

    def __contains__(self, paper: object) -> bool:
        return isinstance(paper, Paper) and self.get(paper.key) == paper

    @property
    def records(self) -> Mapping[str, Record]:
        """The papers' records by key, as the library's TinyDB table has them."""
        return self._records

    @property
    def stamp(self) -> str:
        """Identifies this content: another content has another stamp."""
        header = self._records.header
        return f"{header.generation}-{header.records}-{header.check}"

    @property
    def checks(self) -> Sequence[int]:
        """For each paper a number of 32 bits that changes with its key and with all that is known of it."""
        return self._records.checks

    @property
    def change(self) -> str:
        """The id of the step that last changed papers; empty when it is not known."""
        return self._records.header.change

    @property
    def last_change(self) -> int:
        """The number of the step that last changed papers; 0 when it is not known or not believable."""
        text = self.change.partition("-")[0]
        number = int(text) if text.isdecimal() and len(text) <= len(str(LARGEST)) else 0
        return number if number <= LARGEST else 0

    def key_at(self, place: int) -> PaperKey:
        """The key of the paper at a place, without parsing the paper."""
        return PaperKey(self._records.key_at(place))

    def ordinal(self, key: PaperKey) -> int | None:
        """The place of a paper, or None."""
        return self._records.find(key)

    def get(self, key: PaperKey) -> Paper | None:
        """A paper by its key, or None."""
        found = self._table.find(key)
        return None if found is None else stored_paper(key, found)

    def holding(self, name: str, text: str) -> Iterator[Paper]:
        """Papers with exactly this text in a field of theirs, found without parsing the others.

        Args:
            name: The field, one of texts: ``citation_key``.
            text: The text.
        """
        wanted = checked_lines.to_json({name: text})[1:-1]
        for line in self._records.lines():
            if wanted in line:
                paper = stored_paper(*checked_lines.decode(line))
                if getattr(paper, name) == text:
                    yield paper

    def _paper(self, place: int) -> Paper:
        return stored_paper(*self._records.at(place))
