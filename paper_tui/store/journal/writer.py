"""Writes the next generation of a records file: lines that did not change are copied as they are."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from zlib import crc32

from paper_tui.papers.chunked import in_order, paused
from paper_tui.store.files.atomic_files import BLOCK, Draft, let_go
from paper_tui.store.format import checked_lines
from paper_tui.store.format.file_header import HEAD_WIDTH, NO_RECORDS, Head, opening, renewed
from paper_tui.store.format.records_file import PAUSED_EVERY, SEPARATOR, TAIL, Generation, octets, verify


class _Writer:
    """Appends lines to a draft and keeps account of them."""

    def __init__(self, draft: Draft, head: Head) -> None:
        self._draft = draft
        self._records = 0
        self._check = NO_RECORDS
        self._put(b" " * HEAD_WIDTH)
        self._put(opening(head.kind))

    def _put(self, data: bytes | memoryview) -> None:
        self._draft.write(data)

    def _part(self) -> None:
        if self._records:
            self._put(SEPARATOR)

    def add(self, line: bytes) -> int:
        """Append one line, which must be a good one; its check."""
        self._part()
        self._put(line)
        check = checked_lines.stated_check(line)
        self._count(array("I", [check]))
        return check

    def _count(self, checks: Sequence[int]) -> None:
        self._records += len(checks)
        self._check = crc32(octets(checks), self._check)

    def copy(self, base: Generation, first: int, last: int) -> None:
        """Append the lines from one place up to another as they stand."""
        if first == last:
            return
        self._part()
        data = memoryview(base.data)
        start, stop = base.starts[first], base.starts[last] - len(SEPARATOR)
        for at in range(start, stop, BLOCK):
            self._put(data[at : min(at + BLOCK, stop)])
        self._count(base.checks[first:last])

    def finish(self, head: Head, change: str, folded: int) -> None:
        """Write tail and head."""
        self._put(TAIL)
        written = renewed(head, self._records, self._check, change, folded)
        self._draft.write_at_start(written.encode())


def write_next(
    draft: Draft,
    base: Generation,
    changes: Mapping[str, Mapping[str, object] | None],
    *,
    change: str = "",
    folded: int = 0,
    pause: Callable[[], object] = bool,
) -> dict[str, int | None]:
    """Write the state after ``base`` to a draft and seal it.

    Args:
        draft: What to write to.
        base: The state before.
        changes: The records that are new or different by key; None takes one away.
        change: The id of the change that is made.
        folded: The number of the last line of the journal that is in it.
        pause: Called now and then.

    Returns:
        The check of every record that is now another than before, by key; None where it is gone.

    Raises:
        OSError: The draft could not be written.
        DamageError: The state before is not what was written, so nothing is copied from it.
    """
    if not base.verified:
        verify(base.head, base.data, base.head.kind, pause)
    writer = _Writer(draft, base.head)
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
    let_go(base.data)
    writer.finish(base.head, change, folded)
    draft.seal()
    return changed
