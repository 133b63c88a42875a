"""An index of the papers of a catalogue by their identifiers and titles, used without parsing papers."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from mmap import mmap

from paper_tui.papers.builder import paper_key, title_digest
from paper_tui.papers.cancellation import NEVER, CancelToken
from paper_tui.papers.chunked import paused, sorted_parts
from paper_tui.papers.paper import Paper, PaperKey
from paper_tui.papers.serial_titles import distinguishing, is_serial

MANY = 18
"""Bytes of the buffer for each byte more, below which it is sorted again."""
PAUSED_EVERY = 16
"""Lines between two pauses."""
PIECE = 1 << 18
"""Bytes that are copied at once."""
NO_NAMES: Mapping[PaperKey, tuple[str, ...]] = {}
DIGEST_LENGTH = 8
"""Characters at the end of a key made from a title, which are the same for every spelling of it."""


class Identities:
    """Sorted lines in one buffer, each a name and the key of a paper that has or had it.

    A line may be out of date, so a key found here is checked with the paper itself; but no paper of the
    catalogue is missing. Lines are found by halving the buffer, and a large one is never parted, sorted or
    copied by one call, which would keep the thread that draws waiting until it returns.
    """

    def __init__(self, data: bytes | mmap = b"", size: int = 0) -> None:
        """Over the first bytes of a buffer, so many as `size` says."""
        self._data = data
        self._size = size

    @classmethod
    def of(cls, papers: Iterable[Paper], cancel: CancelToken = NEVER) -> Identities:
        """The identities of papers; `cancel` is checked often."""
        return cls().including(papers, cancel)

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return self._size > 0

    def encode(self) -> memoryview:
        """All lines as one buffer, of which `decode` makes the same again."""
        return memoryview(self._data)[: self._size]

    @classmethod
    def decode(cls, data: bytes | bytearray | memoryview, cancel: CancelToken = NEVER) -> Identities:
        """The identities of a buffer; `cancel` is checked often."""
        return _joined(_pieces(data, 0, len(data)), len(data), cancel)

    def including(
        self,
        papers: Iterable[Paper],
        cancel: CancelToken = NEVER,
        known_as: Mapping[PaperKey, tuple[str, ...]] = NO_NAMES,
    ) -> Identities:
        """These, and those of more papers.

        Args:
            papers: The papers.
            cancel: Checked often.
            known_as: The `names` of papers for which they are known already.
        """
        more = _sorted(list(paused(_named(papers, known_as), PAUSED_EVERY, cancel.check)), cancel)
        if not self._size:
            return more
        size = len(more.encode())
        if size * MANY > self._size:
            merged = (line for line, _ in groupby(heapq.merge(self.lines(), more.lines())))
            pieces = _parted(paused(merged, PAUSED_EVERY, cancel.check))
        else:
            pieces = self._with(paused(more.lines(), PAUSED_EVERY, cancel.check))
        return _joined(pieces, self._size + size + 1, cancel)

    def _with(self, more: Iterable[bytes]) -> Iterator[bytes]:
        """The buffer in pieces, with a few lines more."""
        done = 0
        for line in more:
            place = self._place(line)
            if self._line(place) != line:
                yield from _pieces(self._data, done, place)
                yield line + b"\n" if place < self._size else b"\n" + line
                done = place
        yield from _pieces(self._data, done, self._size)

    def lines(self) -> Iterator[bytes]:
        """All lines in order."""
        place = 0
        while line := self._line(place):
            yield line
            place += len(line) + 1

    def keys(self, known_as: Iterable[str]) -> Iterator[PaperKey]:
        """Keys of papers that may be known by one of these `names`."""
        for name in known_as if self._size else ():
            start = f"{name} ".encode()
            place = self._place(start)
            while (line := self._line(place)).startswith(start):
                yield PaperKey(line[len(start) :].decode())
                place += len(line) + 1

    def _line(self, place: int) -> bytes:
        """The line that begins at a place; empty at the end."""
        end = self._data.find(b"\n", place, self._size)
        return self._data[place : self._size if end < 0 else end]

    def _place(self, wanted: bytes) -> int:
        """The offset of the first line that does not sort before this one."""
        low, high = 0, self._size
        while low < high:
            start = max(low, self._data.rfind(b"\n", low, (low + high) // 2) + 1)
            line = self._line(start)
            if line < wanted:
                low = min(start + len(line) + 1, self._size)
            else:
                high = start
        return low


def _named(papers: Iterable[Paper], known_as: Mapping[PaperKey, tuple[str, ...]]) -> Iterator[bytes]:
    """A line for each name and for the citation key of each paper."""
    for paper in papers:
        for name in known_as.get(paper.key) or names(paper):
            yield f"{name} {paper.key}".encode()
        if paper.citation_key:
            yield f"{cited_name(paper.citation_key)} {paper.key}".encode()


def _sorted(lines: list[bytes], cancel: CancelToken) -> Identities:
    """The lines in order, each once, in a buffer: no look for garbage goes through that."""
    parts = paused(sorted_parts(lines), 1, cancel.check)
    pieces = _parted(b"\n".join(dict.fromkeys(part)) for part in parts)
    return _joined(pieces, sum(map(len, lines)) + len(lines), cancel)


def _parted(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines with what parts them."""
    before = b""
    for line in lines:
        yield before + line
        before = b"\n"


def _pieces(data: bytes | bytearray | mmap | memoryview, start: int, end: int) -> Iterator[bytes]:
    """A part of a buffer, a piece at a time."""
    for place in range(start, end, PIECE):
        yield bytes(data[place : min(place + PIECE, end)])


def _joined(pieces: Iterable[bytes], most: int, cancel: CancelToken) -> Identities:
    """Pieces as one buffer, which has room for `most` bytes at once; one that grows is moved as a whole."""
    data, size, paused = mmap(-1, max(most, 1)), 0, 0
    for piece in pieces:
        if size - paused >= PIECE:
            cancel.check()
            paused = size
        data[size : size + len(piece)] = piece
        size += len(piece)
    return Identities(data, size)


def names(paper: Paper) -> Iterator[str]:
    """The names of a paper, the surest first: its ids, its title, and its former titles.

    A title that many works have identifies one only with all that distinguishes it from the others. Any other
    title is a name alone and, for papers without an arXiv id, also with that, to find it among many.
    """
    yield from _ids(paper)
    serial = is_serial(paper.title, paper.kind)
    if serial or not paper.arxiv_id:
        yield f"{'title' if serial else 'exactly'}:{title_digest(paper.title, distinguishing(paper))}"
    if not serial:
        yield title_name(paper.title)
    for key in (paper.key, *paper.aliases):
        if key.startswith("title:"):
            yield f"title:{key[-DIGEST_LENGTH:]}"


def _ids(paper: Paper) -> Iterator[str]:
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id}"
    if paper.doi:
        yield f"doi:{paper.doi}"
    if paper.publication.pmid:
        yield f"pmid:{paper.publication.pmid}"
    if paper.guid:
        yield f"guid:{title_digest(paper.guid)}"


def cited_name(citation_key: str) -> str:
    """The name under which to find a paper by its citation key, in any case; not a proof of identity."""
    return f"cited:{title_digest(citation_key.casefold())}"


def title_name(title: str) -> str:
    """The name of papers with this title, in any spelling."""
    return f"title:{title_digest(title)}"


def text_key(paper: Paper) -> PaperKey:
    """The key that the paper would have without ids: an alias by which such a description finds it."""
    distinction = distinguishing(paper) if is_serial(paper.title, paper.kind) else ""
    return paper_key(paper.title, distinction=distinction)
