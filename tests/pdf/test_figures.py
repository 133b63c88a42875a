"""Figures and tables of PDFs, cut out of their pages."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from paper_tui.documents.figures import figures
from paper_tui.documents.model import plain_text
from paper_tui.documents.page_regions import PageRegion, page_region
from paper_tui.documents.reading import read_document
from paper_tui.pdf.figures import figure_of
from paper_tui.pdf.model import Box, Line, Page

FILES = Path(__file__).with_name("files")


def line(text: str, left: float, bottom: float, right: float, size: float = 10) -> Line:
    return Line(text, size, left, bottom, right, bottom + size * 0.7)


CAPTION = line("Figure 1: Mud at low tide.", 72, 400, 250, 9)
TEXT = "Words of the text that fill a line of the page from its one edge to the other"


def found(*beside: Line, drawings: tuple[Box, ...], caption: Line = CAPTION) -> Box | None:
    lines = [caption, *beside]
    page = Page("1", 400, 792, tuple(lines), drawings)
    figure = figure_of(caption, page, lines, 10)
    return figure.box if figure else None


def test_a_figure_is_cut_out_with_its_labels_and_a_table_with_its_rules() -> None:
    document = read_document((FILES / "figures.pdf").read_bytes())
    figure, table = (each.region for each in figures(document))
    assert figure is not None
    assert table is not None
    assert (figure.left, figure.top, figure.width, figure.height) == (335, 98, 199, 188)
    assert (table.left, table.top, table.width, table.height) == (316, 668, 228, 58)
    texts = [plain_text(block) for block in document.blocks]
    assert not any(text.startswith("0 6 12 18") for text in texts), "labels are no text of their own"
    assert any("0 6 12 18 24 level in metres" in text for text in texts), "but they can be searched for"
    assert any("north 0.3 2.1" in text for text in texts), "a table stays readable"


@pytest.mark.parametrize(
    ("drawings", "beside", "box"),
    [
        ((Box(80, 420, 240, 600),), (), (77, 417, 243, 603)),
        ((Box(80, 200, 240, 390),), (), (77, 197, 243, 393)),
        ((Box(80, 410, 240, 600), Box(80, 250, 240, 396)), (), (77, 407, 243, 603)),
        ((Box(80, 420, 240, 500),), (line("metres", 64, 450, 78, 8),), (61, 417, 243, 503)),
        ((Box(80, 420, 240, 500), Box(80, 520, 240, 600)), (line(TEXT, 20, 507, 380),), (77, 417, 243, 503)),
        ((Box(80, 420, 240, 600),), (line(TEXT, 20, 410, 380),), None),
        ((Box(0, 0, 400, 792),), (), None),
        ((Box(80, 420, 240, 900),), (), None),
        ((), (), None),
    ],
)
def test_a_figure_ends_where_the_text_begins(
    drawings: tuple[Box, ...], beside: tuple[Line, ...], box: tuple[float, ...] | None
) -> None:
    assert found(*beside, drawings=drawings) == box


def test_the_rules_of_a_table_belong_together_across_its_rows() -> None:
    caption = line("Table 2: Tides of a year.", 72, 600, 250, 9)
    rules = tuple(Box(72, bottom, 330, bottom + 1) for bottom in (590, 570, 300))
    rows = [line(f"{TEXT} {row}", 72, 560 - 12 * row, 330) for row in range(20)]
    assert found(*rows, drawings=rules, caption=caption) == (69, 297, 333, 594)


def test_the_source_of_an_image_says_the_region() -> None:
    whole, part = PageRegion("iv"), PageRegion("a#1", 10, 20, 30, 40, 612, 792)
    assert [page_region(each.source) for each in (whole, part)] == [whole, part]
    assert page_region("figure.png") is None
    odd = chain(["page:3#1,2,3", "page:3#1,2,x,4,5,6", f"page:3#1,2,{'9' * 30},4,5,6", "page:#1,2,3,4,5,6"])
    assert not any(each.is_known for source in odd if (each := page_region(source)))
