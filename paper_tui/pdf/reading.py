"""Read PDFs with PDFium."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from math import hypot
from typing import TYPE_CHECKING

from paper_tui.pdf.figures import CAPTION
from paper_tui.pdf.model import Box, Line, OutlineEntry, Page, Pdf, PdfError
from paper_tui.pdf.page_drawings import page_drawings
from paper_tui.pdf.turning import Turn, turn_of, turn_upright

if TYPE_CHECKING:
    import pypdfium2

LARGEST = 512 << 20
"""Bytes of a file that is read."""
MOST_PAGES = 3_000
MOST_LETTERS = 200_000
"""Letters of a page that are read; a dense page of text has 8,000."""
MOST_ENTRIES = 5_000
LONGEST_XMP = 1 << 20
_LONGEST_FONT = 128
_BOLD = re.compile(rb"(?i)bold|black|heavy|cmbx|cmbsy|-medi|demi|-b$|\.b$")
"""Names of bold fonts; files seldom say the weight otherwise."""
_SOFT_HYPHEN = "\u00ad"
_COMBINING = dict(
    zip(
        "´¨ˆ˜¯˘˙˚ˇ¸˝˛",
        "\u0301\u0308\u0302\u0303\u0304\u0306\u0307\u030a\u030c\u0327\u030b\u0328",
        strict=True,
    )
)
"""Combining marks by their spacing accents."""
_ACCENTED = re.compile(f"([{''.join(_COMBINING)}])([A-Za-zıȷ])")
_LEAST_HEIGHT = 0.4
"""Height of a line in sizes of its letters, where PDFium knows none of theirs, as without the font."""
_LINE_END_HYPHENS = ("\x02", "\ufffe")
"""PDFium's character for a hyphen at which a line was broken."""


def read_pdf(data: bytes, pages: int = MOST_PAGES, *, in_full: bool = False) -> Pdf:
    """Read the first pages of a PDF.

    Args:
        data: The file.
        pages: How many pages at the most.
        in_full: Whether to read the outline and where drawings are, too.

    Raises:
        PdfError: It is encrypted, broken, or no PDF.
    """
    import pypdfium2

    document = opened(data)
    try:
        count = len(document)
        return Pdf(
            count,
            tuple(
                _page(document, number, in_full=in_full) for number in range(min(count, pages, MOST_PAGES))
            ),
            {name: value for name, value in document.get_metadata_dict(skip_empty=True).items() if value},
            _xmp(data),
            tuple(_outline(document)) if in_full else (),
        )
    except pypdfium2.PdfiumError:
        raise PdfError("it is broken") from None
    finally:
        document.close()


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF, to be closed by the caller.

    Raises:
        PdfError: It is encrypted, broken, or no PDF.
    """
    import pypdfium2

    if len(data) > LARGEST:
        raise PdfError(f"it is larger than {LARGEST >> 20} MB")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower()
        raise PdfError("it is encrypted" if encrypted else "it is broken, or no PDF") from None


def _page(document: pypdfium2.PdfDocument, number: int, *, in_full: bool) -> Page:
    page = document.get_page(number)
    try:
        text = page.get_textpage()
        is_turned = turn_upright(page, text)
        if is_turned:
            text.close()
            text = page.get_textpage()
        turn = turn_of(page)
        try:
            lines = tuple(_lines(text, turn))
        finally:
            text.close()
        # regions of figures are cut out of the page as the file turns it
        drawings = in_full and not is_turned and any(CAPTION.match(line.text) for line in lines)
        return Page(
            document.get_page_label(number) or str(number + 1),
            *(turn.width, turn.height, lines),
            tuple(map(turn.box, page_drawings(page))) if drawings else (),
        )
    finally:
        page.close()


def _lines(page: pypdfium2.PdfTextPage, turn: Turn) -> Iterator[Line]:
    """The lines of a page, with the size and box that their first and last letters give."""
    letters = page.get_text_range(0, min(page.count_chars(), MOST_LETTERS))
    start = 0
    for written in letters.split("\n"):
        text = written.rstrip("\r")
        first = start + len(text) - len(text.lstrip())
        last = start + len(text.rstrip()) - 1
        start += len(written) + 1
        if last >= first:
            yield _line(page, turn, text, first, last)


def _line(page: pypdfium2.PdfTextPage, turn: Turn, text: str, first: int, last: int) -> Line:
    begin, end = _letter(page, first), _letter(page, last)
    box = turn.box(_box(page, begin)), turn.box(_box(page, end))
    size = _size(page, begin)
    bottom, top = min(box[0].bottom, box[1].bottom), max(box[0].top, box[1].top)
    stripped = text.strip()
    if stripped.endswith(_LINE_END_HYPHENS):
        stripped = stripped[:-1] + _SOFT_HYPHEN
    clean = "".join(char for char in stripped if char == _SOFT_HYPHEN or not _is_control(char))
    return Line(
        unicodedata.normalize("NFKC", _ACCENTED.sub(_with_accent, clean)),
        size,
        min(box[0].left, box[1].left),
        bottom,
        max(box[0].right, box[1].right),
        max(top, bottom + _LEAST_HEIGHT * size),
        _is_bold(page, begin),
    )


def _with_accent(found: re.Match[str]) -> str:
    """The letter of an accent that TeX's older fonts print before it, if there is such a letter."""
    base = {"ı": "i", "ȷ": "j"}.get(found[2], found[2])
    letter = unicodedata.normalize("NFC", base + _COMBINING[found[1]])
    return letter if len(letter) == 1 else found[0]


def _letter(page: pypdfium2.PdfTextPage, place: int) -> int:
    """The index of a letter by its place in the text, which leaves out letters without a meaning."""
    from pypdfium2 import raw

    found = raw.FPDFText_GetCharIndexFromTextIndex(page, place)
    return int(found) if found >= 0 else place


def _size(page: pypdfium2.PdfTextPage, index: int) -> float:
    """The size of a letter's font in points; many files have fonts of size 1 that a matrix enlarges."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    scale = hypot(matrix.c, matrix.d) if raw.FPDFText_GetMatrix(page, index, matrix) else 1.0
    return float(raw.FPDFText_GetFontSize(page, index)) * scale


def _is_bold(page: pypdfium2.PdfTextPage, index: int) -> bool:
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(_LONGEST_FONT)
    raw.FPDFText_GetFontInfo(page, index, name, _LONGEST_FONT, None)
    return bool(_BOLD.search(name.value))


def _box(page: pypdfium2.PdfTextPage, index: int) -> Box:
    """The box of a letter; zeros where PDFium knows none."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(page, index, left, right, bottom, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")


def _xmp(data: bytes) -> str:
    """The first packet of XMP metadata, which PDFs hold uncompressed."""
    start = data.find(b"<x:xmpmeta")
    end = data.find(b"</x:xmpmeta>", start, start + LONGEST_XMP)
    return data[start:end].decode("utf-8", "replace") if 0 <= start < end else ""


def _outline(document: pypdfium2.PdfDocument) -> Iterator[OutlineEntry]:
    for number, entry in enumerate(document.get_toc(max_depth=8)):
        if number >= MOST_ENTRIES:
            return
        target = entry.get_dest()
        page = target.get_index() if target is not None else None
        yield OutlineEntry(entry.get_title().strip(), entry.level, -1 if page is None else page)
