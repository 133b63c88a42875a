"""Documents of any shape, to be laid out: ``python -m tests.documents.layout.fuzz SEED SECONDS``."""

from __future__ import annotations

import sys
import time
from random import Random

from rich.cells import cell_len

from paper_tui.documents import model as m
from paper_tui.documents.layout.line import Mark, offset_at, plain, segments
from paper_tui.documents.layout.typesetter import Layout, Typesetter
from paper_tui.documents.passages.motions import Motions
from paper_tui.documents.passages.progress import Progress
from paper_tui.documents.passages.quotation import Passage, anchored, highlight_of
from paper_tui.documents.passages.text_search import SearchText

LETTERS = (
    *("a", "word", "漢字", "é", "e\u0301", " ", "  ", "\u00ad", "-", "—", "\n", "\u00a0"),
    *("👩\u200d🔬", "x" * 50, "\u05d9\u05e2", "1.", "(", "]"),
)
TEX = (
    *("x", r"\frac{a}{b}", "{", "}", "^", "_", r"\sum", "&", r"\\", "漢", r"\text{a b}", "=", "+"),
    *(r"\left(", r"\right)", r"\unknown"),
)
KINDS: tuple[m.FrameKind, ...] = ("item", "quotation", "theorem", "footnote", "float")
NARROWEST = 12
"""Cells that a text always has."""


class Shapes:
    """Makes documents from random choices."""

    def __init__(self, choose: Random) -> None:
        self._choose = choose
        self._frames = [m.Frame(choose.choice(KINDS), number, self.text(2)) for number in range(12)]

    def text(self, most: int = 8) -> str:
        return "".join(self._choose.choices(LETTERS, k=self._choose.randint(0, most)))

    def tex(self) -> str:
        return "".join(self._choose.choices(TEX, k=self._choose.randint(0, 8)))

    def part(self) -> m.Part:
        text = self.text(4)
        return self._choose.choice(
            (
                m.Text(text, m.Style(self._choose.randint(0, 255))),
                m.Math(self.tex()),
                m.Link(text, "http://x"),
                m.Citation(text, ("b1", "nowhere")),
                m.CrossReference(text, "b2"),
                m.FootnoteMark(text, "b3"),
                m.Image("a/b.png", text),
            )
        )

    def parts(self) -> m.Parts:
        return tuple(self.part() for _ in range(self._choose.randint(0, 5)))

    def cell(self) -> m.Cell:
        spans = self._choose.choice((1, 1, 2, 5)), self._choose.choice((1, 1, 2, 9))
        align = self._choose.choice(("left", "center", "right"))
        return m.Cell(self.parts(), *spans, self._choose.random() < 0.3, align)  # type: ignore[arg-type]

    def content(self) -> m.Content:
        few = range(self._choose.randint(0, 4))
        label, caption = self.text(1), self.parts()
        number = self._choose.choice(("", "(1)", "(長い12)"))
        return self._choose.choice(
            (
                m.Heading(self._choose.randint(1, 6), self.text(2), caption),
                m.Paragraph(caption, self._choose.random() < 0.1),
                m.Equation(tuple(m.EquationLine(self.tex(), number) for _ in range(len(few) + 1))),
                m.Figure(
                    tuple(m.Panel((m.Image("x", self.text(2)),), self.text(1), self.parts()) for _ in few),
                    label,
                    caption,
                ),
                m.Table(tuple(tuple(self.cell() for _ in few) for _ in few), label, caption),
                m.Code(tuple(m.CodeLine(self.parts(), number) for _ in few), "", label, caption),
                m.Reference(label, caption),
            )
        )

    def document(self) -> m.Document:
        blocks = tuple(
            m.Block(index, self.content(), frames=tuple(self._choose.sample(self._frames, 2)))
            if self._choose.random() < 0.5
            else m.Block(index, self.content())
            for index in range(self._choose.randint(0, 6))
        )
        return m.Document(blocks, self.parts(), ("Ann",))


def check(document: m.Document, choose: Random) -> None:
    """Lay a document out at some width, and do with it all that a reader does."""
    typesetter, width = Typesetter(document), choose.randint(1, 90)
    layout = typesetter.lay_out(width)
    check_lines(document, layout, width, choose)
    search, motions, progress = SearchText(typesetter), Motions(typesetter), Progress(document)
    for block in document.blocks:
        position = m.Position(block.index, choose.randint(0, len(m.plain_text(block)) + 3))
        layout.position_of(layout.line_of(position))
        assert 0 <= progress.permille(position) <= 1000
        for moved in (
            motions.word(position, choose.randint(-3, 3)),
            motions.block(position, 1),
            motions.section(position, -1),
            *motions.sentence(position),
        ):
            passage = Passage.between(position, moved)
            highlight = highlight_of(typesetter, passage, id="1", section="", made="")
            assert anchored(typesetter, search, highlight) == highlight


def check_lines(document: m.Document, layout: Layout, width: int, choose: Random) -> None:
    """No line is wider than there is room, and marks change no character."""
    for line in layout.lines:
        marks = [
            Mark(start, start + choose.randint(1, 9), "match") for start in choose.choices(range(30), k=2)
        ]
        shown = "".join(segment.text for segment in segments(line, marks))
        assert shown == plain(line)
        assert "\n" not in shown
        indented = bool(document.blocks) and bool(document.blocks[line.block].frames)
        most = max(width, NARROWEST + (NARROWEST if indented else 0))
        assert line.is_wide or cell_len(shown) <= most, (width, shown)
        offset_at(line, choose.randint(0, width))


def main() -> None:
    """Check documents for some seconds."""
    choose, end, count = Random(int(sys.argv[1])), time.monotonic() + float(sys.argv[2]), 0
    while time.monotonic() < end:
        check(Shapes(choose).document(), choose)
        count += 1
    print(f"{count:,} documents")


if __name__ == "__main__":
    main()
