"""The figures of a document, one for each picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from paper_tui.documents.layout.inline import shown
from paper_tui.documents.model import Block, Document, Figure, Image, Paragraph
from paper_tui.documents.page_regions import PageRegion, page_region


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """A picture of a figure, with its caption."""

    block: int
    """The index of its block."""
    label: str
    """``Figure 3 (a)``; never empty."""
    caption: str
    source: str = ""
    """As `documents.model.Image.source`; empty for a drawing inside the page."""

    @property
    def region(self) -> PageRegion | None:
        """In a PDF the page that it stands on, and where; else None."""
        return page_region(self.source)

    @property
    def page(self) -> str:
        """The label of its page in a PDF, else empty."""
        return self.region.page if self.region else ""


def figures(document: Document) -> tuple[PaperFigure, ...]:
    """Return the figures of a document in order; pictures in the running text are among them."""
    found = [figure for block in document.blocks for figure in _of_block(block)]
    return tuple(
        figure if figure.label else replace(figure, label=f"Picture {number}")
        for number, figure in enumerate(found, 1)
    )


def _of_block(block: Block) -> Iterator[PaperFigure]:
    content = block.content
    if isinstance(content, Paragraph):
        for part in content.parts:
            if isinstance(part, Image) and part.source:
                yield PaperFigure(block.index, "", part.text, part.source)
    elif isinstance(content, Figure):
        caption = shown(content.caption)
        for panel in content.panels:
            label = f"{content.label} {panel.label}".strip()
            said = " ".join(each for each in (shown(panel.caption), caption) if each)
            for image in panel.images:
                yield PaperFigure(block.index, label, said or image.text, image.source)
