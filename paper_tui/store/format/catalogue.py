"""Every paper as one snapshot that costs nothing until a paper is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serialization import paper_from_record
from paper_tui.store.errors import DamageError
from paper_tui.store.files.atomic_files import expect
from paper_tui.store.format.records_file import Generation


class Catalogue(Sequence[Paper]):
    """All papers in order of keys, as they were at one moment; a paper is parsed when it is asked for.

    Raises on access:
        DamageError: The paper's record on the disk has been damaged since the library was opened.
    """

    __slots__ = ("_records",)

    def __init__(self, records: Generation) -> None:
        self._records = records

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
        expect(self._records.data, whole=True)
        try:
            yield from map(self._paper, range(len(self)))
        finally:
            expect(self._records.data, whole=False)

    def __contains__(self, paper: object) -> bool:
        return isinstance(paper, Paper) and self.get(paper.key) == paper

    @property
    def stamp(self) -> str:
        """Names this content: another content has another stamp."""
        head = self._records.head
        return f"{head.generation}-{head.records}-{head.check}"

    @property
    def checks(self) -> Sequence[int]:
        """For each paper a number of 32 bits that changes with its key and with all that is known of it."""
        return self._records.checks

    @property
    def last_change(self) -> int:
        """The number of the last change of papers; 0 when it is not known."""
        number = self._records.head.change.partition("-")[0]
        return int(number) if number.isdecimal() else 0

    def key_at(self, place: int) -> PaperKey:
        """The key of the paper at a place, without parsing the paper."""
        return PaperKey(self._records.key_at(place))

    def ordinal(self, key: PaperKey) -> int | None:
        """The place of a paper, or None."""
        return self._records.find(key)

    def get(self, key: PaperKey) -> Paper | None:
        """A paper by its key, or None."""
        place = self._records.find(key)
        return None if place is None else self._paper(place)

    def _paper(self, place: int) -> Paper:
        key, record = self._records.at(place)
        try:
            return paper_from_record(key, record)
        except ValueError as error:
            raise DamageError(f"the record of a paper cannot be read: {error}") from error
