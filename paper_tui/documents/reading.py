"""Reading of full texts: detect the format and parse it."""

from __future__ import annotations

from dataclasses import replace

from paper_tui.documents import decoding
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.formats import FORMATS, Format, pdf
from paper_tui.documents.model import Document

_HEAD = 8_000


def read_document(data: bytes, *, accept_damaged: bool = False) -> Document:
    """Read a document in any format, detected from the content.

    Args:
        data: A file or an answer of a service, possibly compressed with gzip.
        accept_damaged: Also read a conversion that broke off, as far as it goes.

    Raises:
        DocumentError: They hold no paper; its reason and message say why.
    """
    if pdf.is_pdf(data):
        return pdf.read(data)
    text, warnings = decoding.decode(data)
    if not text.strip():
        raise DocumentError("empty", "The file is empty.")
    document = detect(text).read(text, accept_damaged=accept_damaged)
    if not document.blocks:
        raise DocumentError("empty", "The file holds no text.")
    return replace(document, warnings=warnings + document.warnings)


def detect(text: str) -> Format:
    """Detect the format of a text from its beginning; plain text if nothing else fits."""
    head = text[:_HEAD]
    return next(form for form in FORMATS if form.recognises(head))
