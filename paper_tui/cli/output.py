"""Output of commands: results on standard output, messages on standard error."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from paper_tui.cli.exit_codes import OutputError

if TYPE_CHECKING:  # loading them takes longer than --help
    from paper_tui.papers.json_fields import Json
    from paper_tui.papers.serialization import Entry

BAR_WIDTH = 30
AT_ONCE = 100
"""Lines that `write_lines` prints in one write."""
_ERASE_LINE = "\r\x1b[2K"
_BUSY_STEP = 0.2
"""Seconds between two pictures of the bar of `busy`."""


def write_line(text: str) -> None:
    """Print a line of results; characters that the encoding lacks are escaped."""
    _write(sys.stdout, text + "\n")


def write_lines(lines: Iterable[str]) -> int:
    """Print lines of results, many at once, and return how many."""
    count, rest = 0, iter(lines)
    while some := list(islice(rest, AT_ONCE)):
        write_line("\n".join(some))
        count += len(some)
    return count


def write_text(text: str) -> None:
    """Print text of an export format without adding a line end; into a pipe or file it goes as UTF-8."""
    if sys.stdout is None or sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        _write(sys.stdout, text)
        return
    with _output_errors():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def print_message(text: str) -> None:
    """Print a message on standard error."""
    _write(sys.stderr, text + "\n")


def write_json(record: Json) -> None:
    """Print one JSON object on one line, in ASCII, so that no character acts on a terminal."""
    write_line(json.dumps(record))


def entry_json(entry: Entry, score: float | None = None) -> Json:
    """The record that ``--json`` prints of a paper, with the score of a search."""
    from paper_tui.papers.serialization import entry_record

    record = entry_record(entry)
    return record if score is None else record | {"score": round(score, 4)}


def flush_output() -> None:
    """Flush standard output.

    Raises:
        OutputError: It cannot be written.
    """
    if sys.stdout is not None:
        with _output_errors():
            sys.stdout.flush()


def discard_output() -> None:
    """Redirect both streams to the null device, so that Python does not report them at exit."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _write(stream: object, text: str) -> None:
    if stream is None:
        return
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if not text.isascii():
        text = _shown(text, encoding, is_terminal=stream.isatty())  # type: ignore[attr-defined]  # as below
    with _output_errors():
        stream.write(text)  # type: ignore[attr-defined]  # sys.stdout may be None


def _shown(text: str, encoding: str, *, is_terminal: bool) -> str:
    """The text, with symbols in ASCII where a terminal lacks them, and escaped where the encoding does."""
    from paper_tui.glyphs import in_ascii, needs_ascii

    if is_terminal and needs_ascii(encoding, os.environ):
        text = in_ascii(text)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return in_ascii(text).encode(encoding, "backslashreplace").decode(encoding)
    return text


@contextmanager
def _output_errors() -> Iterator[None]:
    """Convert errors of writing, except for a closed pipe, to `OutputError`."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write the output: {error.strerror}") from error


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[float], None]]:
    """Show a progress bar on standard error if that is a terminal; yields a function that takes fractions."""
    with status_line() as show:

        def draw(fraction: float) -> None:
            filled = round(fraction * BAR_WIDTH)
            bar = "━" * filled + "─" * (BAR_WIDTH - filled)
            show(f"{label}  {bar} {fraction:4.0%}")

        yield draw


@contextmanager
def busy(label: str) -> Iterator[Callable[[str], None]]:
    """Show after one second that work is in progress, if standard error is a terminal; yield a setter."""
    labels = [label]
    with status_line() as show:
        ended = threading.Event()

        def draw() -> None:
            started = time.monotonic()
            while not ended.wait(_BUSY_STEP if time.monotonic() - started > 1 else 1 - _BUSY_STEP):
                seconds = time.monotonic() - started
                place = int(seconds / _BUSY_STEP) % BAR_WIDTH
                bar = "".join("━" if abs(at - place) < 3 else "─" for at in range(BAR_WIDTH))
                show(f"{labels[0]}  {bar} {seconds:.0f} s")

        thread = threading.Thread(target=draw, daemon=True)
        if sys.stderr is not None and sys.stderr.isatty():
            thread.start()
        try:
            yield lambda text: labels.__setitem__(0, text)
        finally:
            ended.set()
            if thread.is_alive():
                thread.join()


@contextmanager
def status_line(*, shown: bool = True) -> Iterator[Callable[[str], None]]:
    """Show a line on standard error that is overwritten and finally erased, if that is a terminal."""
    if not shown or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return

    import shutil

    def show(text: str) -> None:
        _write(sys.stderr, f"{_ERASE_LINE}{text[: shutil.get_terminal_size().columns - 1]}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        _write(sys.stderr, _ERASE_LINE)
        sys.stderr.flush()
