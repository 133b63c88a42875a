"""Input before its format is known: its first bytes, gzip, and bounds on its size."""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from paper_tui.sources.base import SourceError
from paper_tui.sources.encoding import wide_encoding

HEAD_SIZE = 65_536
LARGEST_DOCUMENT = 256 * 2**20
"""Bytes of an input that has to be held whole; formats of one record a line have no such bound."""
LONGEST_LINE = 8 * 2**20
CHUNK = 2**20
"""Bytes that are read at a time. Each read lets other threads run, but Python switches threads
only when it has not done so for a while: one that reads a little again and again keeps all others waiting."""
_GZIP = b"\x1f\x8b"
_CHUNK = 65_536
_BOMB_SIZE = 64 * 2**20
_BOMB_RATIO = 150
"""Text packs some 3 to 30 times; gzip at its best about 1,000 times."""


class Input(io.RawIOBase):
    """An input from its very beginning, unpacked where it is gzip."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._decoder: codecs.IncrementalDecoder | None = None
        rest = _Reported(stream)
        start = _read_up_to(rest, HEAD_SIZE)
        self._source: io.RawIOBase | _Rejoined = _Rejoined(start, rest)
        if start.startswith(_GZIP):
            self._source = _Inflated(self._source)
        self.head = _read_up_to(self._source, HEAD_SIZE)
        self._pending = self.head
        self._recode()

    def _recode(self) -> None:
        """Continue in UTF-8 where the input is UTF-16, whose lines nothing else here can separate."""
        encoding = wide_encoding(self.head)
        if encoding and not self.head.decode(encoding, "replace").lstrip("\ufeff \r\n\t").startswith("<?xml"):
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
            self.head = self._pending = self._in_utf8(self.head)

    def _in_utf8(self, data: bytes) -> bytes:
        return (
            self._decoder.decode(data, final=not data).encode("utf-8", "replace") if self._decoder else data
        )

    @property
    def damage(self) -> str:
        """The error in the compression, known once everything readable was read; empty if there is none."""
        return self._source.damage if isinstance(self._source, _Inflated) else ""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """As `io.RawIOBase.readinto`."""
        view = memoryview(buffer)  # type: ignore[arg-type] # typeshed gives object-like Buffer before 3.12
        while not self._pending:
            data = self._source.read(len(view)) or b""
            self._pending = self._in_utf8(data)
            if not data:
                break
        data, self._pending = self._pending[: len(view)], self._pending[len(view) :]
        view[: len(data)] = data
        return len(data)


class _Reported(io.RawIOBase):
    """A stream whose read errors, such as those of a failing disk, are `SourceError`s."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        try:
            return self._stream.read(size) or b""
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise SourceError(f"{why}; nothing of it was imported") from error


class _Rejoined(io.RawIOBase):
    """A stream that begins with bytes already read from it."""

    def __init__(self, start: bytes, rest: io.RawIOBase) -> None:
        super().__init__()
        self._start, self._rest = start, rest

    def read(self, size: int = -1, /) -> bytes:
        data, self._start = self._start[:size], self._start[size:]
        return data or self._rest.read(size) or b""


class _Inflated(io.RawIOBase):
    """A gzip stream unpacked piece by piece; what unpacks beyond all reason is refused."""

    def __init__(self, packed: _Rejoined) -> None:
        super().__init__()
        self._packed = packed
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._left = b""
        self._taken = self._given = 0
        self.damage = ""

    def read(self, size: int = -1, /) -> bytes:
        while not self.damage:
            if self._inflater.eof and not self._next_member():
                return b""
            data = self._inflate(size)
            if data:
                return data
        return b""

    def _inflate(self, size: int) -> bytes:
        packed = self._left or self._more()
        if not packed:
            self.damage = "The gzip file ends in the middle; what comes before the cut was read."
            return b""
        try:
            data = self._inflater.decompress(packed, size)
        except zlib.error:
            self.damage = "The gzip file is damaged; what comes before the damage was read."
            return b""
        self._left = self._inflater.unconsumed_tail
        self._given += len(data)
        if self._given > _BOMB_SIZE and self._given > self._taken * _BOMB_RATIO:
            raise SourceError(
                f"it unpacks to more than {_BOMB_RATIO} times its size, which no list of papers does"
            )
        return data

    def _more(self) -> bytes:
        packed = self._packed.read(_CHUNK)
        self._taken += len(packed)
        return packed

    def _next_member(self) -> bool:
        """Continue with the next of several gzip streams in one file; return whether there is one."""
        self._left = self._inflater.unused_data.lstrip(b"\0") or self._more().lstrip(b"\0")
        if not self._left:
            return False
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return True


def read_all(stream: BinaryIO, limit: int = LARGEST_DOCUMENT) -> bytes:
    """All bytes of an input that has to be held whole.

    Raises:
        SourceError: There are more than the limit.
    """
    data = _read_up_to(stream, limit + 1)
    if len(data) > limit:
        raise SourceError(
            f"it is larger than {limit // 2**20} MiB; split it, or convert it to JSONL, which has no limit"
        )
    return data


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1; of one longer than `LONGEST_LINE` only its beginning."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        yield number, line
        while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)


def _read_up_to(stream: BinaryIO | io.RawIOBase, size: int) -> bytes:
    """So many bytes, or all there are: a pipe gives them in small pieces."""
    pieces, missing = [], size
    while missing:
        piece = stream.read(min(missing, _CHUNK))
        if not piece:
            break
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
