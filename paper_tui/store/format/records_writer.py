"""Writing the next state of a records file: the lines that did not change are copied as they are."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from paper_tui.papers.chunked import in_order, paused
from paper_tui.store.files.atomic_files import Draft
from paper_tui.store.files.reading import blocks
from paper_tui.store.format import checked_lines
from paper_tui.store.format.file_header import HEADER_WIDTH, NO_RECORDS, Header, encode_steps, table_start
from paper_tui.store.format.migrations import CURRENT
from paper_tui.store.format.records_file import (
    PAUSED_EVERY,
    SEPARATOR,
    TABLE_END,
    Generation,
    octets,
    verify,
)

TOGETHER = 64
"""Lines that are written at once."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The steps of the journal that a state of a file includes."""

    change: str = ""
    """The id of the last step that changed its records; of a catalogue."""
    folded: int = 0
    """The number of the last step that is in it; of a shelf."""
    steps: tuple[str, ...] = ()
    """The ids of the steps that are in it, oldest first; of a shelf."""
    last: str = ""
    """The check of the last step's line."""


class _Writer:
    """Appends lines to a draft, counting and checking them."""

    def __init__(self, draft: Draft, header: Header, origin: Origin) -> None:
        self._draft = draft
        self._origin = origin
        self._records = 0
        self._check = NO_RECORDS
        self._lines: list[bytes] = []
        self._checks = array("I")
        self._body = 0
        self._draft.write(b" " * HEADER_WIDTH)
        steps = encode_steps(origin.steps, origin.last)
        self._header = replace(header, steps=len(steps))
        self._put(steps)
        self._put(table_start(header.kind))

    def _put(self, data: bytes) -> None:
        self._body = crc32(data, self._body)
        self._draft.write(data)

    def _separate(self) -> None:
        if self._records:
            self._put(SEPARATOR)

    def add(self, line: bytes) -> int:
        """Append one good line; its check."""
        check = checked_lines.stated_check(line)
        self._lines.append(line)
        self._checks.append(check)
        if len(self._lines) == TOGETHER:
            self._flush()
        return check

    def _flush(self) -> None:
        """Write the lines that were added; together, since each call takes longer than most lines."""
        if self._lines:
            self._separate()
            self._put(SEPARATOR.join(self._lines))
            self._count(self._checks)
            self._lines.clear()
            self._checks = array("I")

    def _count(self, checks: Sequence[int]) -> None:
        self._records += len(checks)
        self._check = crc32(octets(checks), self._check)

    def copy(self, base: Generation, first: int, last: int) -> None:
        """Append the lines from one place up to another as they are."""
        if first == last:
            return
        self._flush()
        self._separate()
        for block in blocks(base.source, base.starts[first], base.starts[last] - len(SEPARATOR)):
            self._put(block)
        self._count(base.checks[first:last])

    def finish(self, version: int) -> None:
        """Write the end of the table, and the header."""
        self._flush()
        self._put(TABLE_END)
        header = self._header.following(self._records, self._check, self._origin.change, self._origin.folded)
        header = replace(header, schema=version, body=f"{self._body:08x}")
        self._draft.write_at_start(header.encode())


def write_generation(
    draft: Draft,
    base: Generation,
    changes: Mapping[str, Mapping[str, object] | None],
    origin: Origin,
    pause: Callable[[], object] = bool,
    version: int = CURRENT.version,
) -> dict[str, int | None]:
    """Write the state after ``base`` to a draft and seal it.

    Args:
        draft: The file to write to.
        base: The state before.
        changes: The new and the changed records by key; None removes one.
        origin: The steps that it comes from.
        pause: Called now and then.
        version: The version of the records.

    Returns:
        By key the check of every record that differs from before; None where it was removed.

    Raises:
        OSError: The draft could not be written.
        DamageError: The state before is not what was written, so nothing is copied from it.
    """
    if not base.verified:
        verify(base.header, base.source, base.header.kind, pause)
    writer = _Writer(draft, base.header, origin)
    changed: dict[str, int | None] = {}
    done = 0
    for key in paused(in_order(changes), PAUSED_EVERY, pause):
        record = changes[key]
        line = None if record is None else checked_lines.encode(key, record)
        place = base.place(key)
        found = place < len(base) and base.key_at(place) == key
        if line == (base.line(place) if found else None):
            continue
        writer.copy(base, done, place)
        done = place + found
        changed[key] = None if line is None else writer.add(line)
    writer.copy(base, done, len(base))
    writer.finish(version)
    draft.seal()
    return changed
