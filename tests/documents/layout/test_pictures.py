"""Room for pictures among the lines of a text."""

from __future__ import annotations

from paper_tui.documents.figures import figures
from paper_tui.documents.layout.line import Line, PictureRow, plain
from paper_tui.documents.layout.pictures import PictureRooms
from paper_tui.documents.layout.typesetter import Layout, Typesetter
from paper_tui.documents.model import Block, Document, Figure, Image, Math, Panel, Paragraph, Position, Text


def laid_out(rooms: PictureRooms, *sources: str, width: int = 60) -> Layout:
    """A paragraph, and a figure of so many panels behind it."""
    panels = tuple(Panel((Image(source),), f"({source[0]})", (Text("rise"),)) for source in sources)
    figure = Figure(panels, "Figure 1", (Text("The rise of the water."),))
    document = Document((Block(0, Paragraph((Text("Water runs."),))), Block(1, figure)))
    return Typesetter(document).lay_out(width, rooms=rooms)


def drawn(line: Line) -> list[str]:
    return [piece.image.source for piece in line.pieces if isinstance(piece, PictureRow)]


def test_a_picture_takes_the_width_or_the_most_rows_whichever_it_reaches_first() -> None:
    rooms = PictureRooms({"wide.png": (800, 100), "high.png": (100, 900)}, most_rows=12)
    assert rooms.cells(Image("wide.png"), 60) == (60, 4)
    assert rooms.cells(Image("high.png"), 60) == (3, 12)
    assert rooms.cells(Image("unknown.png"), 60) is None


def test_a_small_picture_is_not_blown_up_to_the_width() -> None:
    rooms = PictureRooms({"dot.png": (20, 20)})
    assert rooms.cells(Image("dot.png"), 60) == (6, 3)


def test_four_panels_stand_two_by_two_above_their_captions() -> None:
    sources = ("a.png", "b.png", "c.png", "d.png")
    rooms = PictureRooms(dict.fromkeys(sources, (400, 300)))
    lines = laid_out(rooms, *sources, width=80).lines
    rows = [drawn(line) for line in lines if drawn(line)]
    assert {tuple(row) for row in rows} == {("a.png", "b.png"), ("c.png", "d.png")}
    assert all(len(plain(line)) <= 82 for line in lines)
    captions = "".join(plain(line) for line in lines if not drawn(line))
    assert captions.index("(a)") < captions.index("(d)") < captions.index("Figure 1")


def test_a_picture_that_cannot_be_drawn_is_named_with_the_reason() -> None:
    rooms = PictureRooms({"a.png": (400, 300)}, {"b.png": "it is broken"})
    text = "\n".join(plain(line) for line in laid_out(rooms, "a.png", "b.png").lines)
    assert "▣ b.png: it is broken" in text


def test_a_figure_begins_with_its_picture() -> None:
    layout = laid_out(PictureRooms({"a.png": (400, 300)}, most_rows=8), "a.png")
    caption = layout.line_of(Position(1, 0))
    assert layout.pictures_above(caption) == 8
    assert layout.pictures_above(layout.line_of(Position(0, 0))) == 0


def test_captions_of_figures_have_their_formulas_in_unicode() -> None:
    caption = (Text("Shown is "), Math("x_{67}"), Text("."))
    figure = Figure((Panel((Image("a.png"),)),), "Figure 1", caption)
    assert [each.caption for each in figures(Document((Block(0, figure),)))] == ["Shown is x₆₇."]
