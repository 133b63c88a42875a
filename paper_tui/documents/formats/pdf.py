"""PDF: the text of its pages, with headings, captions and references as far as the print shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from paper_tui.documents.build import DocumentBuilder
from paper_tui.documents.conventions import by_convention
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.inline import text_parts
from paper_tui.documents.model import Document, Figure, Heading, Image, Panel
from paper_tui.documents.page_regions import PageRegion
from paper_tui.documents.references import reference
from paper_tui.papers.identity import fold
from paper_tui.pdf.flow import Passage, passages
from paper_tui.pdf.identity import title_of
from paper_tui.pdf.model import Pdf, PdfError
from paper_tui.pdf.reading import read_pdf

SIGNATURE = b"%PDF-"
FRONT = 20
"""Passages among which the first heading of the text is looked for."""
_FIRST = ("abstract", "introduction")
_LABEL = re.compile(r"\w+\.?\s+\d{1,3}")
_ENTRY = re.compile(r"(\[\d{1,3}\])\s+")


def is_pdf(data: bytes) -> bool:
    """Return whether data is a PDF; some have a few bytes before the signature."""
    return SIGNATURE in data[:1024]


def read(data: bytes) -> Document:
    """The document in a PDF. Every page gives its first block the anchor ``page-LABEL``.

    Raises:
        DocumentError: It cannot be read, or has no text.
    """
    try:
        return document_of(read_pdf(data, in_full=True))
    except PdfError as error:
        raise DocumentError("damaged", f"The PDF cannot be read: {error}.") from None


def document_of(pdf: Pdf) -> Document:
    """The document in the pages of a PDF.

    Raises:
        DocumentError: It has no text.
    """
    title, _ = title_of(pdf)
    found = list(_without_title(passages(pdf), title))
    if not found:
        raise DocumentError("empty", "The PDF has no text, perhaps a scan.")
    builder = DocumentBuilder("pdf")
    page = ""
    in_references = False
    start = _start(found)
    for place, passage in enumerate(found):
        if passage.page != page:
            page = passage.page
            builder.anchor(f"page-{page}")
        if place < start:
            with builder.part("front"):
                builder.paragraph(text_parts(passage.text))
            continue
        if passage.kind == "heading":
            in_references = fold(passage.text) in ("references", "bibliography")
        _add(builder, passage, in_references=in_references)
    return by_convention(builder.finish(text_parts(title)))


def _start(found: Sequence[Passage]) -> int:
    """The index at which the text begins after authors and affiliations; 0 if unknown."""
    for place, passage in enumerate(found[:FRONT]):
        if passage.kind == "heading" and (passage.number or fold(passage.text) in _FIRST):
            return place
    return 0


def _without_title(found: Iterator[Passage], title: str) -> Iterator[Passage]:
    """The passages after the first one that is the title."""
    wanted, is_open = fold(title), True
    for passage in found:
        if is_open and wanted and fold(passage.text) == wanted:
            is_open = False
        else:
            yield passage


def _add(builder: DocumentBuilder, passage: Passage, *, in_references: bool) -> None:
    parts = text_parts(passage.text)
    if passage.kind == "heading":
        builder.add(Heading(passage.level, passage.number, parts))
    elif passage.kind == "caption":
        label = _LABEL.match(passage.text)
        end = label.end() if label else 0
        caption = passage.text[end:].lstrip(":.| ")
        picture = Panel((_picture(passage),))
        builder.add(Figure((picture,), passage.text[:end], text_parts(caption)))
    elif in_references:
        entry = _ENTRY.match(passage.text)
        text = text_parts(passage.text[entry.end() :]) if entry else parts
        builder.add(reference(entry[1] if entry else "", text))
    else:
        builder.paragraph(parts)


def _picture(passage: Passage) -> Image:
    """The figure of a caption: its region on the page and the words in it, else the page."""
    drawn = passage.drawn
    if drawn is None:
        return Image(PageRegion(passage.page).source)
    box, page = drawn.box, drawn.page
    region = PageRegion(
        passage.page,
        round(box.left),
        round(page.height - box.top),
        round(box.right - box.left),
        round(box.top - box.bottom),
        round(page.width),
        round(page.height),
    )
    return Image(region.source, drawn.words)
