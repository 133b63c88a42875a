"""The texts of a block, prepared once and wrapped for any width."""

from __future__ import annotations

from dataclasses import dataclass

from paper_tui.documents.layout.inline import add_parts
from paper_tui.documents.layout.text import StyledText, TextBuilder
from paper_tui.documents.model import (
    Block,
    Cell,
    Code,
    Equation,
    Figure,
    Heading,
    Paragraph,
    Parts,
    Reference,
    Table,
    plain,
)

_LEVELS = ("", "heading1", "heading2", "heading3")


@dataclass(frozen=True, slots=True)
class PreparedCell:
    """A cell of a table and its text."""

    cell: Cell
    text: StyledText


@dataclass(frozen=True, slots=True)
class PreparedBlock:
    """The texts of a block in the order of its plain text."""

    main: StyledText
    """The whole of a paragraph, heading or reference; the label and caption of anything else."""
    lines: tuple[StyledText, ...] = ()
    """Lines of code, equations, panels of a figure."""
    cells: tuple[tuple[PreparedCell, ...], ...] = ()
    """Rows of a table."""

    @property
    def texts(self) -> tuple[StyledText, ...]:
        """All texts in order."""
        return (self.main, *self.lines, *(cell.text for row in self.cells for cell in row))


def prepare(block: Block) -> PreparedBlock:
    """Prepare the texts of a block."""
    content = block.content
    match content:
        case Heading(level, number, parts):
            return PreparedBlock(_labelled(number, parts, _LEVELS[min(level, 3)], _LEVELS[min(level, 3)]))
        case Paragraph(parts, title):
            return PreparedBlock(_labelled("", parts, "", "theorem-title" if title else ""))
        case Reference(label, parts):
            return PreparedBlock(_labelled(label, parts, "label", ""))
        case Equation():
            return _equation(content)
        case Figure() | Table() | Code():
            return _captioned(content)


def _labelled(label: str, parts: Parts, label_style: str, style: str) -> StyledText:
    builder = TextBuilder()
    _add_labelled(builder, label, parts, label_style, style)
    return builder.build()


def _add_labelled(
    builder: TextBuilder, label: str, parts: Parts, label_style: str, style: str, *, between: str = " "
) -> None:
    if label:
        builder.add(label, label_style)
        if parts:
            builder.add(" ", label_style, shown=" " if label.endswith((".", ":", ")")) else between)
    add_parts(builder, parts, style)


def _equation(content: Equation) -> PreparedBlock:
    """The TeX of each line, followed by its number."""
    offset = 0
    lines: list[StyledText] = []
    for line in content.lines:
        builder = TextBuilder(offset)
        builder.add(line.tex, "math")
        if line.number:
            builder.add(" ", "")
            builder.add(line.number, "equation-number")
        lines.append(builder.build())
        offset = builder.offset + 1
    return PreparedBlock(TextBuilder().build(), tuple(lines))


def _captioned(content: Figure | Table | Code) -> PreparedBlock:
    caption = TextBuilder()
    _add_labelled(caption, content.label, content.caption, "label", "caption", between=". ")
    if isinstance(content, Table):
        return PreparedBlock(caption.build(), cells=_cells(content, caption.offset))
    numbered = (
        [(panel.label, panel.caption, "label", "caption") for panel in content.panels]
        if isinstance(content, Figure)
        else [(line.number, line.parts, "line-number", "code") for line in content.lines]
    )
    offset = caption.offset
    lines: list[StyledText] = []
    for label, parts, label_style, style in numbered:
        builder = TextBuilder(offset + 1)
        _add_labelled(builder, label, parts, label_style, style)
        lines.append(builder.build())
        offset = builder.offset
    return PreparedBlock(caption.build(), tuple(lines))


def _cells(table: Table, offset: int) -> tuple[tuple[PreparedCell, ...], ...]:
    rows: list[tuple[PreparedCell, ...]] = []
    for row in table.rows:
        offset += 1
        cells: list[PreparedCell] = []
        for cell in row:
            builder = TextBuilder(offset)
            add_parts(builder, cell.parts, "table-header" if cell.header else "")
            cells.append(PreparedCell(cell, builder.build()))
            offset = builder.offset + 1
        rows.append(tuple(cells))
    return tuple(rows)


def title_text(parts: Parts) -> str:
    """A title in one line, formulas as TeX."""
    return " ".join(plain(parts).split())
