"""The good records of a damaged records file.

Only a record whose own check is right counts as good, so nothing that was garbled comes back as if it
had been written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from paper_tui.files import NotAFileError
from paper_tui.store.errors import DamageError
from paper_tui.store.files.reading import read_file
from paper_tui.store.format import checked_lines
from paper_tui.store.format.checked_lines import Record
from paper_tui.store.format.file_header import HEADER_WIDTH, Header, claimed_version, decode_steps
from paper_tui.store.format.migrations import CURRENT


class Salvage(Mapping[str, Record]):
    """The good records of a damaged file, by key; parsed when asked for."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._lines: dict[str, bytes] = {}
        self._bad = 0
        self.header = _header(data)
        self.schema = min(claimed_version(data) or CURRENT.version, CURRENT.version)
        """The version of the records, as far as the file states one."""
        self.steps = _steps(data, self.header)
        """The ids of the steps in the file, where they can be read."""
        for line in data.split(b"\n")[1:]:
            self._take(line.removesuffix(b","))
        if not self._lines:
            self._take_document(data, kind)

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __getitem__(self, key: str) -> Record:
        return checked_lines.decode(self._lines[key])[1]

    @property
    def lost(self) -> int:
        """The number of damaged records, as far as they can be counted."""
        return max(self._bad, self.header.records - len(self) if self.header else 0)

    @property
    def is_whole(self) -> bool:
        """True if every record that the header counts is good."""
        return self.header is not None and not self.lost

    def _take(self, line: bytes) -> None:
        if checked_lines.check_of(line) is not None:
            with suppress(DamageError):
                self._lines[checked_lines.key_of(line)] = line
        elif checked_lines.looks_like_record(line):
            self._bad += 1

    def _take_document(self, data: bytes, kind: str) -> None:
        """Take the records of a file that a JSON tool has laid out in its own way."""
        try:
            records = json.loads(data)[kind].items()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return
        for key, record in records:
            line = _line(key, record)
            self._bad += line is None
            if line is not None:
                self._lines[key] = line


def _line(key: str, record: object) -> bytes | None:
    """The record's line, if the check that it states is right."""
    try:
        if not isinstance(record, dict):
            return None
        line = checked_lines.encode(key, record)
    except (ValueError, RecursionError):
        return None
    return line if record.get(checked_lines.CHECK) == f"{checked_lines.check_of(line):08x}" else None


def _header(data: bytes) -> Header | None:
    try:
        return Header.decode(data[:HEADER_WIDTH])
    except DamageError:
        return None


def _steps(data: bytes, header: Header | None) -> tuple[str, ...]:
    if header is None:
        return ()
    try:
        return decode_steps(data[HEADER_WIDTH : HEADER_WIDTH + header.steps])[0]
    except DamageError:
        return ()


def salvage(path: Path, kind: str) -> Salvage:
    """Read the good records of a damaged file; none where there is no file.

    Raises:
        OSError: The disk does not give it, which is no reason to do without it.
    """
    try:
        return Salvage(read_file(path), kind)
    except (NotAFileError, FileNotFoundError):
        return Salvage(b"", kind)
