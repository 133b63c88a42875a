"""Results to standard output, everything else to standard error, and nothing of either raw."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from paper_tui.papers.records import Entry, Record, entry_record

BAR_WIDTH = 30
_ERASE_LINE = "\r\x1b[2K"


def put(text: str) -> None:
    """Print a line of results; what the terminal's encoding cannot show is spelled out."""
    _write(sys.stdout, text + "\n")


def put_chunk(text: str) -> None:
    """Print a piece of results as it is."""
    _write(sys.stdout, text)


def tell(text: str) -> None:
    """Print a line for the user that is not a result."""
    _write(sys.stderr, text + "\n")


def put_json(record: Record) -> None:
    """Print one JSON object on a line, in ASCII so that no terminal can be acted on."""
    put(json.dumps(record))


def entry_json(entry: Entry, score: float | None = None) -> Record:
    """What ``--json`` prints of a paper, with its score where it was searched for."""
    record = entry_record(entry)
    return record if score is None else record | {"score": round(score, 4)}


def _write(stream: object, text: str) -> None:
    if stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))  # type: ignore[attr-defined]  # sys.stdout may be None


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """A bar on standard error for as long as work lasts, when that is a terminal; hears fractions."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return

    def draw(fraction: float) -> None:
        filled = round(fraction * BAR_WIDTH)
        bar = "━" * filled + "─" * (BAR_WIDTH - filled)
        _write(sys.stderr, f"{_ERASE_LINE}{label}  {bar} {fraction:4.0%}")
        sys.stderr.flush()

    try:
        yield draw
    finally:
        _write(sys.stderr, _ERASE_LINE)
        sys.stderr.flush()
