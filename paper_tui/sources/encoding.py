"""Bytes of unknown encoding to text, saying so where it had to guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from paper_tui.sources.base import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEGINNINGS = tuple(mark for mark, _ in _MARKS)
_NAMED = re.compile(
    rb"(?:%[ \t]*(?:-\*-[^\n]{0,60}?coding|(?:!TeX[ \t]+)?encoding)|^encoding)"
    rb"[ \t]*[:=][ \t]*([A-Za-z][\w.-]{1,30})",
    re.IGNORECASE | re.MULTILINE,
)
"""The encoding that JabRef and Emacs write into the first lines of a bibliography."""
_BIBDESK = re.compile(rb"%[ \t]*Saved with string encoding ([^\r\n]{3,60})")
_BIBDESK_NAMES = {
    "Western (Mac OS Roman)": "mac_roman",
    "Western (ISO Latin 1)": "iso-8859-1",
    "Western (ISO Latin 9)": "iso-8859-15",
    "Western (Windows Latin 1)": "windows-1252",
    "Central European (ISO Latin 2)": "iso-8859-2",
    "Central European (Windows Latin 2)": "windows-1250",
    "Cyrillic (Windows)": "windows-1251",
    "Japanese (EUC)": "euc-jp",
    "Japanese (Windows, DOS)": "cp932",
}
"""The names of encodings on macOS, as BibDesk writes them."""
_CHARSETS = re.compile(
    r"(?:us-?ascii|utf[-_]?(?:8|16|32)|iso[-_]?\d|latin|windows|cp\d|mac|koi|gb|big5|euc|shift|tis)",
    re.IGNORECASE,
)
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1a\x1b"
_ALL_CONTROLS = bytes(range(0x20))


class Decoded(NamedTuple):
    """A text, and what its reader should know of how it was decoded."""

    text: str
    notice: str = ""


def decode(data: bytes) -> Decoded:
    """The text of some bytes: by byte-order mark, as UTF-8, else as Windows-1252 with a notice.

    Raises:
        SourceError: The bytes are no text.
    """
    for mark, encoding in _MARKS if data.startswith(_BEGINNINGS) else ():
        if data.startswith(mark):
            return _in_encoding(data[len(mark) :], encoding)
    if b"\0" in data:
        return _in_encoding(data, _unmarked(data))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _not_utf8(data)


def decode_head(head: bytes) -> str:
    """The text that an input begins with; a character that is cut at the end of it is left out."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if b"\0" in head:
        return head.decode(_unmarked(head), "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _not_utf8(head).text


def head_text(head: bytes) -> str:
    """`decode_head` with every kind of line end as a line feed."""
    return decode_head(head).replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text, whichever kind of line end it has; other separators of Unicode end none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32, detected by its mark or by the positions of zero bytes; empty for any other bytes."""
    marked = next((encoding for mark, encoding in _MARKS[1:] if data.startswith(mark)), "")
    sample = data[:4096]
    if marked or b"\0" not in sample:
        return marked
    high_first, low_first = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if low_first > half * 0.6 and high_first < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if high_first > half * 0.6 and low_first < half * 0.1 else ""


def _in_encoding(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    notice = (
        f"{bad} characters are damaged in its {encoding.upper()} text; each is shown as \ufffd."
        if bad
        else ""
    )
    return Decoded(text, notice)


def _unmarked(data: bytes) -> str:
    encoding = wide_encoding(data)
    if not encoding:
        raise SourceError("it is not text")
    return encoding


def _not_utf8(data: bytes) -> Decoded:
    """UTF-8 with some damage, or else a text in an encoding of one byte a character."""
    named = _in_named_encoding(data)
    if named is not None:
        return named
    controls = len(data) - len(data.translate(None, _without(_ALL_CONTROLS, _TEXT_CONTROLS)))
    if controls * 100 > len(data):
        raise SourceError("it is not text")
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    good = sum(1 for char in mended if char > "\x7f") - bad
    if good > bad * 4:
        return Decoded(mended, f"{bad} bytes are damaged in its UTF-8 text; each is shown as \ufffd.")
    text = data.decode("cp1252", "replace") if _fits_cp1252(data) else data.decode("latin-1")
    return Decoded(text, "It is not UTF-8 and was read as Windows-1252: look at letters with accents.")


def _in_named_encoding(data: bytes) -> Decoded | None:
    """The text in the encoding that its first lines name; None where they name none, or not its own."""
    head = data[:2_000]
    found, bibdesk = _NAMED.search(head), _BIBDESK.search(head)
    name = found[1].decode("ascii") if found else ""
    if bibdesk:
        name = _BIBDESK_NAMES.get(bibdesk[1].decode("latin-1").strip(), "")
    if not name:
        return None
    text = decode_named(data, name.removeprefix("x-"))
    return None if text is None else Decoded(text)


def decode_named(data: bytes, encoding: str) -> str | None:
    """The text in an encoding that a document names; None where that is none of texts, or not its own."""
    if not _CHARSETS.match(encoding):
        return None  # Python has codecs that are no charsets, and some take quadratic time
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):
        return None


def _fits_cp1252(data: bytes) -> bool:
    return not any(byte in data for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))


def _without(characters: bytes, kept: bytes) -> bytes:
    return characters.translate(None, kept)
