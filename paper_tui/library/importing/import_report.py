"""The report of an import: the papers read, and the outcome for each."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from paper_tui.library.importing.import_planner import Joined
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark
from paper_tui.sources.base import Item, Notice, Reject

PROGRESS_EVERY = 200
MOST_JOINS = 20
"""Joins that are named."""
READING_SHARE = 0.7
"""About how much of an import's time it takes to read the papers; the rest is to write them."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import."""

    added: int = 0
    updated: int = 0
    same: int = 0
    rejects: tuple[Reject, ...] = ()
    notices: tuple[str, ...] = ()
    cancelled: bool = False
    hidden: int = 0
    """The number of added papers that rules hid."""
    tagged: int = 0
    """The number of added papers that rules tagged."""
    joined: int = 0
    """The number merged into another paper of the same import."""
    joins: tuple[str, ...] = ()
    """The first joins in words: the papers and the reasons."""
    guessed: int = 0
    """The number of PDFs whose paper is a guess; each has a notice."""
    unidentified: int = 0
    """The number of added papers with neither arXiv id nor DOI."""
    problem: str = ""
    """The reason why the import is incomplete; what was read is kept."""

    @property
    def found(self) -> int:
        """The number of papers read."""
        return self.added + self.updated + self.same + self.joined

    def plus(self, other: ImportReport) -> ImportReport:
        """Both imports in one report, but for the problems of each."""
        return ImportReport(
            self.added + other.added,
            self.updated + other.updated,
            self.same + other.same,
            self.rejects + other.rejects,
            self.notices + other.notices,
            hidden=self.hidden + other.hidden,
            tagged=self.tagged + other.tagged,
            guessed=self.guessed + other.guessed,
            joined=self.joined + other.joined,
            joins=(self.joins + other.joins)[:MOST_JOINS],
            unidentified=self.unidentified + other.unidentified,
        )

    @property
    def offer(self) -> str:
        """A line on added papers without an identifier; empty where all have one."""
        if not self.unidentified:
            return ""
        have = "1 has" if self.unidentified == 1 else f"{self.unidentified:,} have"
        return f"{have} no arXiv id or DOI"

    @property
    def text(self) -> str:
        """The counts in one line: ``94 added · 0 updated · 0 same · 0 rejected``, and what rules did."""
        if self.cancelled:
            return "import cancelled, nothing was changed"
        counts = ((self.added, "added"), (self.updated, "updated"), (self.same, "same"))
        ruled = ((self.hidden, "hidden by rules"), (self.tagged, "tagged by rules"))
        rest = ((self.joined, "joined with another of them"), (self.guessed, "by a guess"), *ruled)
        all_counts = (*counts, (len(self.rejects), "rejected"), *(pair for pair in rest if pair[0]))
        return " · ".join(f"{count:,} {word}" for count, word in all_counts)


def first_of(notices: Sequence[str], most: int, rest: str = "") -> list[str]:
    """The first notices, and a line that counts the others and says where they are."""
    left = len(notices) - most
    return [*notices[:most], *([f"and {left:,} more{rest}"] if left > 0 else [])]


def join_text(join: Joined) -> str:
    """A join in one line: ``“Twice” (roe2001b) is doi:10.1000/abc: same DOI``."""
    cited = f" ({join.citation_key})" if join.citation_key else ""
    return f"“{join.title}”{cited} is {join.key}: same {join.why}"


def rekeyed_text(title: str, wanted: str, given: str) -> str:
    """In one line that a paper was given another citation key than it came with."""
    return f"another paper is cited as {wanted}: “{title}” is cited as {given}"


@dataclass(slots=True)
class Arrivals:
    """The items of a source, sorted by kind."""

    papers: list[tuple[Paper, Mark | None]] = field(default_factory=list)
    """With what their reader did with them, where the source gives it."""
    rejects: list[Reject] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def gather(self, items: Iterable[Item], cancel: CancelToken) -> None:
        """Take all items of a source; raises `Cancelled`."""
        for item in items:
            cancel.check()
            self.take(item)

    def take(self, item: Item) -> None:
        """Put one item where it belongs."""
        if isinstance(item, Entry):
            self.papers.append((item.paper, item.mark))
        elif isinstance(item, Paper):
            self.papers.append((item, None))
        elif isinstance(item, Reject):
            self.rejects.append(item)
        elif isinstance(item, Notice):
            self.notices.append(item.text)


def watched(
    items: Iterable[Item], stream: BinaryIO, size: int, progress: Callable[[float], None]
) -> Iterator[Item]:
    """The items of a stream of so many bytes, with word of progress now and then."""
    with uncollected():
        for count, item in enumerate(items):
            if size and count % PROGRESS_EVERY == 0 and not stream.closed:
                progress(min(1.0, stream.tell() / size) * READING_SHARE)
            yield item


@contextmanager
def uncollected() -> Iterator[None]:
    """Disable the cyclic garbage collector: papers form no cycles, and it would visit all that was read.

    Not in the reader, whose heap is frozen and whose collections are short: what is frozen again is never
    released, with the files that garbage keeps open.
    """
    if not gc.isenabled() or gc.get_freeze_count():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # imported papers count as old then, so that the next collection skips them
        gc.unfreeze()
        gc.enable()
