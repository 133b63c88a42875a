"""TinyDB tables over a library's records.

TinyDB's own tables read and write a whole file for each call. These use its extension points, a storage, a
table class and a class of document ids, so that a lookup by key parses one record and a write hands over
only the records that it changed.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar, cast

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from paper_tui.store.errors import StoreError
from paper_tui.store.format.checked_lines import Record

Value = TypeVar("Value")


class Edits(MutableMapping[str, Record], Generic[Value]):
    """The records of a table with changes made to them, which are kept apart.

    TinyDB changes the records that it is given in place, so each is given out as a copy of its own.
    """

    def __init__(
        self,
        base: Mapping[str, Record],
        encode: Callable[[Value], Record],
        decode: Callable[[str, Record], Value],
    ) -> None:
        """Changes of a table.

        Args:
            base: The records as they are.
            encode: From a value to its record.
            decode: From key and record to the value; a ValueError refuses the record.
        """
        self._base = base
        self._encode = encode
        self._decode = decode
        self._values: dict[str, Value | None] = {}
        self._records: dict[str, Record] = {}

    def __getitem__(self, key: object) -> Record:
        key = str(key)
        if key not in self._records:
            if key in self._values:
                value = self._values[key]
                if value is None:
                    raise KeyError(key)
                self._records[key] = self._encode(value)
            else:
                self._records[key] = self._base[key]
        return self._records[key]

    def __setitem__(self, key: object, record: Record) -> None:
        self._values.pop(str(key), None)
        self._records[str(key)] = record

    def __delitem__(self, key: object) -> None:
        if key not in self:
            raise KeyError(key)
        self._records.pop(str(key), None)
        self._values[str(key)] = None

    def __contains__(self, key: object) -> bool:
        key = str(key)
        if key in self._values:
            return self._values[key] is not None
        return key in self._records or key in self._base

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._base if key in self)
        added = {**self._values, **self._records}
        yield from (key for key in added if key in self and key not in self._base)

    def __len__(self) -> int:
        changed = {*self._values, *self._records}
        known = sum(key in self._base for key in changed)
        return len(self._base) - known + sum(key in self for key in changed)

    def put(self, values: Mapping[str, Value | None]) -> None:
        """Insert or replace values by key; None removes one."""
        for key in values:
            self._records.pop(key, None)
        self._values.update(values)

    def changes(self) -> dict[str, Value | None]:
        """The values that were put, and those of the records that now differ; None for what was removed.

        Raises:
            ValueError: A record cannot be that of a value.
        """
        edited = {
            key: self._decode(key, record)
            for key, record in self._records.items()
            if record != self._base.get(key)
        }
        return {**self._values, **edited}


class RecordsStorage(Storage):
    """A storage whose tables can be changed record by record."""

    @abstractmethod
    def read(self) -> dict[str, Any]:
        """The records of each table by key; Any: TinyDB's own word for a document."""

    @abstractmethod
    def editing(self, table: str) -> AbstractContextManager[Edits[Any]]:
        """Change a table: what was changed at the end of the block is written. Any: papers or marks."""

    def version(self) -> object:
        """Something that differs whenever the content does."""
        return None


class FixedStorage(RecordsStorage):
    """The tables of one snapshot, which cannot be changed."""

    def __init__(self, tables: Mapping[str, Mapping[str, Record]]) -> None:
        self._tables = dict(tables)

    def read(self) -> dict[str, Any]:
        """The records of each table by key."""
        return self._tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:  # noqa: ARG002 - TinyDB's signature
        """Refuse to write."""
        raise StoreError("A snapshot of a library cannot be changed")

    def editing(self, table: str) -> AbstractContextManager[Edits[Any]]:  # noqa: ARG002 - as declared above
        """Refuse to write."""
        raise StoreError("A snapshot of a library cannot be changed")


class RecordsTable(Table):
    """A TinyDB table whose documents are known by texts: the keys of papers."""

    document_id_class = str  # type: ignore[assignment]  # annotated as int, documented as any class

    def __init__(
        self, storage: RecordsStorage, name: str, cache_size: int = 10, *, persist_empty: bool = False
    ) -> None:
        self._records_storage = storage
        self._cached_version: object = None
        self._next_number: int | None = None
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def find(self, key: str) -> Document | None:
        """The document of a key: `get` by id, with the type of our ids."""
        return self.get(doc_id=cast(int, key))

    def put(self, values: Mapping[Any, object | None]) -> None:
        """Insert or replace papers or marks by key in one write; None removes one. Any: keys of either."""
        self._update_table(lambda records: cast(Edits[Any], records).put(values))

    def search(self, cond: QueryLike) -> list[Document]:
        """The documents that match; what was found before is used only while nothing has changed."""
        version = self._records_storage.version()
        if version != self._cached_version:
            self.clear_cache()
            self._cached_version = version
        return super().search(cond)

    def insert(self, document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - our ids are texts, TinyDB's numbers
        """Insert a document; its key, which is a new one where the document states none."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Insert documents in one write; their keys. Any: our ids are texts, TinyDB's numbers."""
        return super().insert_multiple(map(self.with_key, documents))

    def with_key(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """A document as it is inserted."""
        return document

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        """Let TinyDB change the table, and write only what it changed."""
        self._next_number = None
        with self._records_storage.editing(self.name) as records:
            updater(cast("dict[int, Mapping[str, Any]]", records))
        self.clear_cache()

    def _get_next_id(self) -> Any:  # noqa: ANN401 - our ids are texts, TinyDB's numbers
        if self._next_number is None:
            numbers = (int(key) for key in self._read_table() if key.isdecimal() and len(key) < 20)
            self._next_number = max(numbers, default=0) + 1
        self._next_number += 1
        return str(self._next_number - 1)
