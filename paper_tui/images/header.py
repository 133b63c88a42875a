"""The size of an image by the first bytes of its file, without decoding it."""

from __future__ import annotations

LONGEST_HEAD = 1 << 16
"""Bytes that are read; a size further behind is not found."""
Size = tuple[int, int]
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG whose segments have the size."""


def size_of(head: bytes) -> Size | None:
    """The width and height of a PNG, GIF, JPEG or WebP image; None where they are not found.

    What is found is what the file says: it may be broken all the same.
    """
    head = head[:LONGEST_HEAD]
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        found = _number(head, 16, 4), _number(head, 20, 4)
    elif head.startswith((b"GIF87a", b"GIF89a")):
        found = _little(head, 6, 2), _little(head, 8, 2)
    elif head.startswith(b"\xff\xd8"):
        found = _jpeg(head)
    elif head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        found = _webp(head)
    else:
        return None
    return found if min(found) > 0 else None


def _number(head: bytes, start: int, length: int) -> int:
    return int.from_bytes(head[start : start + length], "big")


def _little(head: bytes, start: int, length: int) -> int:
    return int.from_bytes(head[start : start + length], "little")


def _jpeg(head: bytes) -> Size:
    """The size in the first frame; segments before it are passed by their lengths."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        if head[at + 1] in _FRAMES:
            return _number(head, at + 7, 2), _number(head, at + 5, 2)
        at += 2 + max(_number(head, at + 2, 2), 2)
    return 0, 0


def _webp(head: bytes) -> Size:
    kind = head[12:16]
    if kind == b"VP8X":
        return _little(head, 24, 3) + 1, _little(head, 27, 3) + 1
    if kind == b"VP8L":
        bits = _little(head, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return (_little(head, 26, 2) & 0x3FFF, _little(head, 28, 2) & 0x3FFF) if kind == b"VP8 " else (0, 0)
