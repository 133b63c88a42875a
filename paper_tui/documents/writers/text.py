"""A document as the reader shows it, without styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from paper_tui.documents.layout.line import plain as line_text
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.model import Document


def write(document: Document, width: int) -> Iterator[str]:
    """Write a document line by line; tables may be wider than the width."""
    if document.blocks and document.blocks[0].index:
        document = replace(document, title=(), authors=())  # one section, without the head of the paper
    for line in Typesetter(document).lay_out(width).lines:
        yield f"{line_text(line).rstrip()}\n"
