r"""The full text of a paper as frozen values.

A `Document` is a flat sequence of `Block`s in reading order. The contents of a list, a quotation, a
theorem or a footnote are not nested: each block names the `Frame`s around it, outermost first, so that
everything that walks a document is a loop. A position in a document is ``(block.index, offset)``, where
the offset counts characters of `plain_text(block)`; it depends on no width and on no rendering.

All text is safe to draw (`papers.text`), with two exceptions that layout handles: ``\n`` is a forced line
break, and U+00AD is a place where a word may be hyphenated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# --- inside a line ---------------------------------------------------------------------------------------


class Style(IntFlag):
    """Styles of a run of text; they combine."""

    PLAIN = 0
    EMPHASIS = 1
    STRONG = 2
    CODE = 4
    SMALL_CAPS = 8
    SUPERSCRIPT = 16
    SUBSCRIPT = 32
    UNDERLINE = 64
    STRIKE = 128


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Math:
    """An inline formula. Its plain text is its TeX, which is verbatim as the source has it."""

    tex: str

    @property
    def text(self) -> str:
        """The TeX, so that every part has a `text`."""
        return self.tex


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a web address (http, https or mailto)."""

    text: str
    url: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Citation:
    """Text that cites entries of the bibliography, such as ``12`` or ``Vaswani et al. 2017``."""

    text: str
    targets: tuple[str, ...]
    """Anchors of `Reference` blocks, at least one; each is in `Document.places` if the entry exists."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Text that refers to a section, equation, figure, table or theorem of the same document."""

    text: str
    target: str
    """An anchor; not in `Document.places` where the source refers to nothing."""


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The mark of a footnote in its sentence, such as ``1`` or ``†``; the note is a `Frame` of its own."""

    text: str
    target: str


PAGE = "page:"
"""Before the label of a page, in the source of an image that is a figure on a page of a PDF."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, in a line or in a panel of a figure."""

    source: str
    """The address as the source has it, relative to the page; empty for a sign inside the page.

    Also what `page_regions.PageRegion` writes, and a name by `embedded.data_name` for a ``data:`` URL or by
    `drawings.drawing_name` for a drawing inside the page (SVG).
    """
    text: str = ""
    """The alternative text, or the words in a drawing."""


Part: TypeAlias = Text | Math | Link | Citation | CrossReference | FootnoteMark | Image
Parts: TypeAlias = tuple[Part, ...]

# --- contents of blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section; `Document.outline` lists them all."""

    level: int
    """From 1 (section) to 6. Parts and chapters of long documents are 1 and shift the others."""
    number: str
    """As in the paper, ``3.2`` or ``A.1`` or ``Appendix A``; empty where it has none. Not in `parts`."""
    parts: Parts


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    parts: Parts
    title: bool = False
    """True if this is the title line of the innermost frame: ``Theorem 1 (Main result).``, ``Proof.``"""


@dataclass(frozen=True, slots=True)
class EquationLine:
    """One line of a displayed equation."""

    tex: str
    """Verbatim; the columns of an aligned line are joined as in the source, without ``&``."""
    number: str = ""
    """As in the paper, with its parentheses: ``(3a)``; empty where it has none."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed equation (one line) or an equation group (several, each with its number)."""

    lines: tuple[EquationLine, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of a figure: its pictures and, in a multi-panel figure, its own caption."""

    images: tuple[Image, ...]
    label: str = ""
    """``(a)``; empty for a figure of one panel."""
    caption: Parts = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure. Contents other than pictures come before it, in a frame ``float`` of both."""

    panels: tuple[Panel, ...]
    label: str
    """``Figure 3``; empty where it has none. Not in `caption`."""
    caption: Parts


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; lists, paragraphs and equations in it are lines of one text."""

    parts: Parts
    columns: int = 1
    """Columns that it covers, at least 1."""
    rows: int = 1
    """Rows that it covers, at least 1; the rows below do not repeat it."""
    header: bool = False
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `caption` may be empty. A row without cells is covered by cells above it."""

    rows: tuple[tuple[Cell, ...], ...]
    label: str = ""
    """``Table 2``; empty where it has none. Not in `caption`."""
    caption: Parts = ()


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of code or of an algorithm."""

    parts: Parts
    """With its indentation as leading spaces."""
    number: str = ""
    """The number that the paper shows before it, or empty."""


@dataclass(frozen=True, slots=True)
class Code:
    """Verbatim text, a listing or an algorithm."""

    lines: tuple[CodeLine, ...]
    language: str = ""
    label: str = ""
    """``Algorithm 1`` or ``Listing 2``; empty where it has none. Not in `caption`."""
    caption: Parts = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography."""

    label: str
    """As the text cites it, ``[12]`` or ``Vaswani et al. (2017)``; empty if there is none."""
    parts: Parts
    """The whole entry without its label."""
    title: str = ""
    """The title of the work where the source marks it, else empty."""
    authors: str = ""
    """The authors in one line where the source marks them, else empty."""
    year: str = ""
    doi: str = ""
    """In lower case, without resolver."""
    arxiv_id: str = ""
    """Without version."""
    url: str = ""
    """The first other web address, or empty."""


Content: TypeAlias = Heading | Paragraph | Equation | Figure | Table | Code | Reference

# --- the document ----------------------------------------------------------------------------------------

FrameKind: TypeAlias = Literal["item", "quotation", "theorem", "footnote", "float"]
Division: TypeAlias = Literal["front", "abstract", "body", "appendix", "references"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A container of blocks: an item of a list, a quotation, a theorem-like block, a footnote, a float.

    Blocks of the same item have the same frame (compare `number`). The depth of a list is the count of
    ``item`` frames. Blocks of a footnote are at the end of the section that has its mark.
    """

    kind: FrameKind
    number: int
    """Counts the frames of a document, from 0."""
    marker: str = ""
    """Of an item: ``•``, ``1.``, ``(a)``, or the term of a description; of a footnote: its mark."""
    name: str = ""
    """Of a theorem-like block: ``theorem``, ``proof``, ``definition``, in lower case, if the source says."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document."""

    index: int
    """Its place in `Document.blocks`, from 0."""
    content: Content
    anchor: str = ""
    """The identifier in the source, ``S3.E1``, or one made from the title of a section; unique, or empty."""
    frames: tuple[Frame, ...] = ()
    """Its frames, outermost first."""
    division: Division = "body"
    """``front``: affiliations, keywords and other matter before the text. A reader may leave out
    ``front`` and ``abstract``, which the library shows already."""


class Position(NamedTuple):
    """A place in a document that no change of width moves."""

    block: int
    """The index of a block."""
    offset: int = 0
    """Characters from the start of its `plain_text`."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A section heading in the outline."""

    level: int
    number: str
    title: str
    index: int
    """The index of the heading's block."""
    anchor: str


@dataclass(frozen=True, slots=True)
class Document:
    """The full text of a paper."""

    blocks: tuple[Block, ...]
    title: Parts = ()
    """Not among the blocks."""
    authors: tuple[str, ...] = ()
    """Names in order, where the source marks them."""
    places: Mapping[str, Position] = field(default_factory=dict)
    """From every anchor (sections, equations, panels, items, notes, references) to its position."""
    source: str = ""
    """The format it was read from: ``latexml``, ``html``, ``markdown``, ``jats``, ``tei`` or ``text``."""
    warnings: tuple[str, ...] = ()
    """Sentences for the reader about parts that could not be read or were cut."""

    @property
    def outline(self) -> tuple[OutlineEntry, ...]:
        """The section headings in order; walks the document."""
        return tuple(
            OutlineEntry(head.level, head.number, plain(head.parts), block.index, block.anchor)
            for block in self.blocks
            if isinstance(head := block.content, Heading)
        )

    @property
    def abstract(self) -> tuple[Block, ...]:
        """The blocks of the abstract."""
        return tuple(block for block in self.blocks if block.division == "abstract")

    @property
    def references(self) -> tuple[Reference, ...]:
        """The entries of the bibliography in order."""
        return tuple(block.content for block in self.blocks if isinstance(block.content, Reference))

    def at(self, anchor: str) -> Block | None:
        """The block that an anchor leads to, or None."""
        place = self.places.get(anchor)
        return self.blocks[place.block] if place else None


# --- plain text ------------------------------------------------------------------------------------------


def plain(parts: Parts) -> str:
    """The text of inline parts, without separators; a formula is its TeX."""
    return "".join([part.text for part in parts])


def plain_text(block: Block) -> str:
    """The text of a block that the offset of a `Position` counts in."""
    return "".join([part if isinstance(part, str) else part.text for part in runs(block.content)])


def runs(content: Content) -> Iterator[Part | str]:
    r"""Every inline part of a block in the order of `plain_text`, with separators as plain strings.

    The order is: number or label, then caption, then the inner text. Fields are separated by one space,
    lines by ``\n``, cells by a tab. To find the offset of a part, add up the lengths before it.
    """
    match content:
        case Paragraph(parts=parts):
            yield from parts
        case Heading(number=label, parts=parts) | Reference(label=label, parts=parts):
            yield from _labelled(label, parts)
        case Equation(lines=lines):
            yield from _equation(lines)
        case Figure() | Table() | Code():
            yield from _labelled(content.label, content.caption)
            yield from _inner(content)


def _inner(content: Figure | Table | Code) -> Iterator[Part | str]:
    if isinstance(content, Table):
        for row in content.rows:
            yield "\n"
            for cell in row:
                yield from (*cell.parts, "\t")
        return
    lines = (
        [(panel.label, panel.caption + _with_words(panel.images)) for panel in content.panels]
        if isinstance(content, Figure)
        else [(line.number, line.parts) for line in content.lines]
    )
    for label, parts in lines:
        yield "\n"
        yield from _labelled(label, parts)


def _with_words(images: tuple[Image, ...]) -> Parts:
    """The images that have words of their own, each on a line."""
    return tuple(part for image in images if image.text for part in (Text("\n"), image))


def _labelled(label: str, parts: Parts) -> Iterator[Part | str]:
    if label:
        yield label
        if parts:
            yield " "
    yield from parts


def _equation(lines: tuple[EquationLine, ...]) -> Iterator[str]:
    for count, line in enumerate(lines):
        if count:
            yield "\n"
        yield line.tex
        if line.number:
            yield f" {line.number}"
