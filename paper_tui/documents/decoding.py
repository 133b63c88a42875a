"""Bytes to text: unpacked, bounded, in the encoding that they declare."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import NamedTuple

from paper_tui.documents.errors import DocumentError

MOST_BYTES = 12_000_000
"""Longer texts are read up to here; LaTeXML pages of papers have 0.2 to 2.2 MB."""
_GZIP = b"\x1f\x8b"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"(?:charset\s*=\s*[\"']?|<\?xml[^>]{0,200}?encoding\s*=\s*[\"'])([\w.:-]{2,40})", re.IGNORECASE
)
_NOT_TEXT = {
    b"PK\x03\x04": "It is a ZIP archive or an office file.",
    b"\x89PNG": "It is a picture.",
    b"\xff\xd8\xff": "It is a picture.",
}


class Decoded(NamedTuple):
    """A decoded text with warnings about guesses and damage."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode bytes to text.

    Raises:
        DocumentError: They are no text.
    """
    warnings: list[str] = []
    if data.startswith(_GZIP):
        data, whole = _unpacked(data)
        if not whole:
            warnings.append("The compressed file is damaged or too long; the text ends early.")
    if len(data) > MOST_BYTES:
        data = data[:MOST_BYTES]
        warnings.append(f"The text is longer than {MOST_BYTES // 1_000_000} MB and was cut there.")
    for start, sentence in _NOT_TEXT.items():
        if data.startswith(start):
            raise DocumentError("format", sentence)
    text, guess = _text(data)
    if guess:
        warnings.append(guess)
    return Decoded(text, tuple(warnings))


def _unpacked(data: bytes) -> tuple[bytes, bool]:
    """Decompress a gzip file up to the limit; the flag is true if the result is complete."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise DocumentError("format", "The compressed file is damaged from its beginning.") from error
    return unpacked[:MOST_BYTES], unpacker.eof


def _text(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    if b"\0" in data[:4_096]:
        raise DocumentError("format", "It is not text.")
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decode by the declared encoding, else as damaged UTF-8, else as Windows-1252."""
    if error.start >= len(data) - 3:
        return data.decode("utf-8", "ignore"), ""  # a character that the limit cut in two
    declared = _DECLARED.search(data[:4_000])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name and name not in ("utf-8", "utf8"):
        encoding = "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii") else name
        try:
            return data.decode(encoding, "replace"), ""
        except (LookupError, ValueError):
            pass
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    if sum(char > "\x7f" for char in mended) - bad > bad * 4:
        return mended, f"{bad} bytes are damaged; each is shown as \ufffd."
    return data.decode(
        "cp1252", "replace"
    ), "It is not UTF-8 and was read as Windows-1252: look at letters with accents."
