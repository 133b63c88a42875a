"""JSON Lines: everything known of a paper and everything done with it, one object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from paper_tui.exports.base import Export
from paper_tui.papers.serialization import Entry, entry_record

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """One line for each entry, with escapes for what no encoding or not every program takes as text."""
    for entry in entries:
        line = json.dumps(entry_record(entry), ensure_ascii=False, allow_nan=False)
        yield _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n"


JSONL = Export("jsonl", "JSON Lines (lossless)", ".jsonl", write)
