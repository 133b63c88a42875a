"""Documents as Markdown: nothing is lost on the way there and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paper_tui.documents.model import (
    Block,
    Cell,
    Code,
    Document,
    Equation,
    Frame,
    Math,
    Paragraph,
    Parts,
    Style,
    Table,
    Text,
    runs,
)
from paper_tui.documents.reading import read_document
from paper_tui.documents.writers import markdown
from tests.documents.plain_reading import same

PAPERS = Path(__file__).parent / "papers"


def written(*blocks: Block) -> str:
    return "".join(markdown.write(Document(blocks))).strip("\n")


def paragraph(*parts: object, frames: tuple[Frame, ...] = ()) -> str:
    return written(Block(0, Paragraph(parts), frames=frames))  # type: ignore[arg-type]  # parts


def row(*cells: Cell) -> tuple[Cell, ...]:
    return cells


def cell(text: str, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Text(text),), columns, rows)


def test_spans_leave_their_places_empty() -> None:
    table = Table(
        (
            row(cell("a", rows=2), cell("b", columns=2)),
            row(cell("c"), cell("d|e")),
            row(cell("f"), cell("g", columns=2)),
        )
    )
    assert written(Block(0, table)).splitlines() == [
        "| a | b |  |", "| --- | --- | --- |", "|  | c | d\\|e |", "| f | g |  |",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((Text("1. of *many* [x] <b> $5 `a`"),), r"1\. of \*many\* [x] \<b\> \$5 \`a\`"),
        ((Text("# no heading"),), r"\# no heading"),
        ((Text("so "), Text("very", Style.STRONG | Style.EMPHASIS), Text(" much")), "so ***very*** much"),
        ((Text("a_b", Style.CODE),), "`a_b`"),
        (
            (Math("a%\n b"), Text("; "), Math("\\alpha%\nb"), Text("; "), Math("5\\%\nx")),
            "$ab$; $\\alpha b$; $5\\% x$",
        ),
        ((Text("soft\xadhyphen\nnext"),), "softhyphen\\\nnext"),
    ],
)
def test_lines(parts: Parts, text: str) -> None:
    assert paragraph(*parts) == text


def test_lists_quotations_and_notes_are_indented() -> None:
    first, inner = Frame("item", 0, "1."), Frame("item", 1, "(a)")
    quoted, note = Frame("quotation", 2), Frame("footnote", 3, "7")
    found = written(
        Block(0, Paragraph((Text("one"),)), frames=(first,)),
        Block(1, Paragraph((Text("two"),)), frames=(first, inner)),
        Block(2, Paragraph((Text("more"),)), frames=(first, inner)),
        Block(3, Paragraph((Text("said"),)), frames=(quoted,)),
        Block(4, Paragraph((Text("note"),)), frames=(note,)),
    )
    assert found.split("\n") == [
        "1. one", "", "   - (a) two", "", "     more", ">", "> said", "", "[^7]: note"
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["rivers.html.gz", "lattices.html.gz", "tides.jats.xml", "tides.md"])
def test_formulas_and_headings_survive_the_way_there_and_back(name: str) -> None:
    document = read_document((PAPERS / name).read_bytes())
    again = read_document("".join(markdown.write(document)).encode())
    assert again.source == "markdown"
    assert _formulas(again) == _formulas(document)
    assert [entry.title for entry in again.outline] == [entry.title for entry in document.outline]
    assert len(again.references) == len(document.references)
    assert _words(document) - _words(again) == set()


def _formulas(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        if isinstance(block.content, Equation):
            found += [same(line.tex) for line in block.content.lines]
            continue
        parts = block.content.caption if isinstance(block.content, Code) else runs(block.content)
        found += [same(part.tex) for part in parts if isinstance(part, Math)]
    return sorted(found)


def _words(document: Document) -> set[str]:
    """The words of running text; marks and labels stand otherwise in Markdown."""
    texts = [
        part.text
        for block in document.blocks
        if isinstance(block.content, Paragraph)
        for part in block.content.parts
        if isinstance(part, Text)
    ]
    return {word for text in texts for word in re.findall(r"\w+", text) if not word.isdecimal()}
