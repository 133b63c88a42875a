"""Answers of services about citations, kept with their day in the cache of the library."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from paper_tui.files import append, open_regular, replace_file
from paper_tui.papers.paper import PaperKey
from paper_tui.papers.text import clean_line
from paper_tui.papers.work import Work, stored_work, work_record

REMEMBERED = "citations.jsonl"
WEEK = timedelta(days=7)
"""Time for which an answer is good; references that a service lists stay good."""
_TEXT = rb'("(?:[^"\\]++|\\.)*+")'
_SUBJECT = re.compile(rb'\{"key": %b, "direction": %b, "service": %b, ' % (_TEXT, _TEXT, _TEXT))
CITES, CITED_BY = "cites", "cited-by"
"""Directions, as `sources.services.citations.Direction` has them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one service for one paper in one direction."""

    service: str
    """The service's name, for display."""
    day: str = ""
    """ISO date on which it answered; empty where it did not."""
    works: tuple[Work, ...] = ()
    total: int | None = 0
    """Works that the service counts, which may be more; None where it only says that there are more."""
    problem: str = ""
    """The reason why it lists nothing: it does not know the paper, or could not be asked."""

    @property
    def text(self) -> str:
        """In words: ``OpenAlex 100 of 8,123``, ``Crossref lists none``."""
        if self.problem:
            return f"{self.service} {self.problem}"
        if not self.works:
            return f"{self.service} lists none"
        count = len(self.works)
        if self.total is None:
            return f"{self.service} the first {count:,}"
        return f"{self.service} {count:,}" + (f" of {self.total:,}" if self.total > count else "")

    def is_fresh(self, direction: str, today: date) -> bool:
        """Return whether the service need not be asked again."""
        try:
            age = today - date.fromisoformat(self.day)
        except ValueError:
            return False
        return (direction == CITES and bool(self.works)) or timedelta(0) <= age < WEEK


class AnswerCache:
    """Answers by paper and direction, in a file to which lines are added; each is parsed when it is needed.

    A damaged line counts as missing, which costs asking again. Several processes may add lines.
    """

    def __init__(self, directory: Path) -> None:
        self._path = directory / "cache" / REMEMBERED
        self._lock = threading.Lock()
        self._answers: dict[tuple[str, PaperKey], dict[str, bytes]] = {}
        """By direction and paper, the last line of each service."""
        self._inode = 0
        """Of the file that was read; `_read_to` are its bytes, `_lines` its lines."""
        self._read_to = 0
        self._lines = 0

    def version(self) -> str:
        """Changes when an answer is added; empty while there is none."""
        file, size = self._found()
        return f"{file}.{size}" if size else ""

    def get(self, key: PaperKey, direction: str) -> list[Answer]:
        """The last answer of each service for a paper."""
        with self._lock:
            self._follow()
            lines = [*self._answers.get((direction, key), {}).values()]
        return [*_parsed(lines)]

    def stamps(self, direction: str) -> dict[PaperKey, str]:
        """For each paper with answers, a text that changes with them."""
        with self._lock:
            self._follow()
            found = {key: some for (way, key), some in self._answers.items() if way == direction}
            return {key: f"{crc32(b''.join(some.values())):08x}" for key, some in found.items()}

    def put(self, key: PaperKey, direction: str, answers: list[Answer]) -> None:
        """Keep answers, as far as the disk allows: only further requests depend on it."""
        lines = "".join(f"{json.dumps(_record(key, direction, each))}\n" for each in answers)
        if not lines:
            return
        with self._lock, suppress(OSError):
            self._follow()
            append(self._path, lines.encode("ascii"))

    def _follow(self) -> None:
        """Read what was added since; a file that was replaced or became shorter is read again."""
        inode, size = self._found()
        if inode != self._inode or size < self._read_to:
            self._answers, self._read_to, self._lines, self._inode = {}, 0, 0, inode
        if size == self._read_to:
            return
        try:
            with open_regular(self._path) as file:
                file.seek(self._read_to)
                added = file.read(size - self._read_to)
        except OSError:
            return
        whole = added[: added.rfind(b"\n") + 1]
        for line in whole.splitlines():
            with suppress(ValueError):
                key, direction, service = _subject(line)
                self._answers.setdefault((direction, PaperKey(key)), {})[service] = line
            self._lines += 1
        self._read_to += len(whole)
        live = sum(map(len, self._answers.values()))
        if self._lines > 2 * live + 100:
            self._compact(live)

    def _compact(self, live: int) -> None:
        """Rewrite the file without the answers that others replaced."""
        lines = b"".join(line + b"\n" for some in self._answers.values() for line in some.values())
        with suppress(OSError):
            replace_file(self._path, lines)
            self._inode, _ = self._found()
            self._read_to, self._lines = len(lines), live

    def _found(self) -> tuple[int, int]:
        """The inode and the size of the file; zeros where there is none."""
        try:
            status = self._path.stat()
        except OSError:
            return 0, 0
        return status.st_ino, status.st_size


def _record(key: PaperKey, direction: str, answer: Answer) -> dict[str, Any]:  # Any: JSON values
    works = [work_record(work) for work in answer.works]
    of = {"key": key, "direction": direction, "service": answer.service, "day": answer.day}
    return {**of, "total": answer.total, "problem": answer.problem, "works": works}


def _subject(line: bytes) -> tuple[str, str, str]:
    """The paper, direction and service of a line, which come first in it.

    Raises:
        ValueError: It is no such line.
    """
    found = _SUBJECT.match(line)
    if not found:
        raise ValueError("not a line of answers")
    key, direction, service = map(json.loads, found.groups())
    return key, direction, service


def _parsed(lines: Iterable[bytes]) -> Iterator[Answer]:
    for line in lines:
        with suppress(ValueError, TypeError, AttributeError, KeyError, RecursionError):
            yield _answer(json.loads(line))


def _answer(record: Mapping[str, Any]) -> Answer:  # Any: what JSON holds
    total = record["total"]
    return Answer(
        clean_line(record["service"]),
        str(record["day"]),
        tuple(stored_work(each) for each in record["works"]),
        None if total is None else int(total),
        clean_line(record["problem"]),
    )
