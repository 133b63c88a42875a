"""JSON Lines: everything known of a paper and everything done with it, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export
from paper_tui.papers.records import Entry, entry_record


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One line for each entry; characters that some programs take for a line's end are escaped."""
    for entry in entries:
        line = json.dumps(entry_record(entry), ensure_ascii=False, allow_nan=False)
        yield line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n"


JSONL = Export("jsonl", "JSON Lines (lossless)", ".jsonl", write)
