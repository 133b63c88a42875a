"""A short paper that holds every kind of block, as the parsers would give it."""

from __future__ import annotations

from collections.abc import Sequence

from paper_tui.documents import model as m

LONG = (
    "Readers of long texts on narrow screens want lines of a comfortable measure, and they want to find the "
    "word again on which they stopped, however wide the window has become in the meantime."
)


def text(words: str, style: m.Style = m.Style.PLAIN) -> m.Text:
    """A run of text."""
    return m.Text(words, style)


def document(
    contents: Sequence[m.Content | tuple[m.Content, tuple[m.Frame, ...]] | m.Block], title: str = ""
) -> m.Document:
    """A document of blocks, with the places of their anchors."""
    blocks: list[m.Block] = []
    for index, content in enumerate(contents):
        if isinstance(content, m.Block):
            blocks.append(m.Block(index, content.content, content.anchor, content.frames, content.division))
        elif isinstance(content, tuple):
            blocks.append(m.Block(index, content[0], frames=content[1]))
        else:
            blocks.append(m.Block(index, content))
    places = {block.anchor: m.Position(block.index) for block in blocks if block.anchor}
    for block in blocks:
        for frame in block.frames:
            if frame.anchor:
                places.setdefault(frame.anchor, m.Position(block.index))
    named = (text(title),) if title else ()
    return m.Document(tuple(blocks), named, ("Ann Onym", "李 雷") if title else (), places, "latexml")


def paragraph(*parts: m.Part | str) -> m.Paragraph:
    """Running text."""
    return m.Paragraph(tuple(text(part) if isinstance(part, str) else part for part in parts))


def cell(words: str, columns: int = 1, rows: int = 1, *, header: bool = False) -> m.Cell:
    """A cell of a table."""
    return m.Cell((text(words),), columns, rows, header)


ITEM_1, ITEM_2 = m.Frame("item", 0, "1."), m.Frame("item", 1, "2.")
NESTED = m.Frame("item", 2, "•")
TERM = m.Frame("item", 3, "Description")
THEOREM = m.Frame("theorem", 4, name="theorem", anchor="Thm1")
NOTE = m.Frame("footnote", 5, "1", anchor="fn1")
QUOTATION = m.Frame("quotation", 6)


def sample() -> m.Document:
    """The paper."""
    return document(
        [
            m.Block(0, paragraph(LONG), division="abstract"),
            m.Block(0, m.Heading(1, "1", (text("Introduction"),)), "S1"),
            paragraph(
                "As shown by ",
                m.Citation("[1, 2]", ("bib1", "bib2")),
                ", the cost ",
                m.Math(r"O(n^{2})"),
                " of attention",
                m.FootnoteMark("1", "fn1"),
                " is given in ",
                m.CrossReference("Equation 1", "S1.E1"),
                ". ",
                text("Emphasis", m.Style.EMPHASIS),
                " and ",
                text("weight", m.Style.STRONG),
                " stay. ",
                LONG,
            ),
            m.Block(
                0,
                m.Equation(
                    (
                        m.EquationLine(r"a=\frac{b}{c}", "(1)", "S1.E1"),
                        m.EquationLine("d=e", "(2)", "S1.E2"),
                    )
                ),
                "S1.E1",
            ),
            (paragraph("First item. " + LONG), (ITEM_1,)),
            (paragraph("Second item."), (ITEM_2,)),
            (paragraph("Nested item."), (ITEM_2, NESTED)),
            (paragraph("What a term means."), (TERM,)),
            m.Block(0, m.Heading(2, "1.1", (text("Results"),)), "S1.SS1"),
            (m.Paragraph((text("Theorem 1."),), title=True), (THEOREM,)),
            (paragraph("Every reader stops."), (THEOREM,)),
            (paragraph("And begins again."), (THEOREM,)),
            (paragraph("Words of another."), (QUOTATION,)),
            m.Table(
                (
                    (
                        cell("Model", rows=2, header=True),
                        cell("Score", 2, header=True),
                    ),
                    (cell("small", header=True), cell("large", header=True)),
                    (cell("Baseline"), cell("1.5"), cell("22.5")),
                    (cell("Ours"), cell("3.5"), cell("44.5")),
                ),
                "Table 1",
                (text("Scores of two models."),),
            ),
            m.Figure(
                (m.Panel((m.Image("x1.png", "a curve"),), "(a)", (text("Left."),)),),
                "Figure 1",
                (text("Curves."),),
            ),
            m.Code(
                (m.CodeLine((text("for x in xs:"),), "1"), m.CodeLine((text("    print(x)"),), "2")),
                "python",
                "Listing 1",
                (text("A loop."),),
            ),
            (paragraph("A note at the foot."), (NOTE,)),
            m.Block(0, m.Heading(1, "", (text("References"),)), "bib", division="references"),
            m.Block(
                0,
                m.Reference("[1]", (text("A. Onym. " + LONG),), arxiv_id="1706.03762"),
                "bib1",
                division="references",
            ),
            m.Block(
                0, m.Reference("[2]", (text("B. Onym. Short."),), doi="10.1/x"), "bib2", division="references"
            ),
        ],
        "Measures of Reading",
    )
