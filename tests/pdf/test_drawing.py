"""Pages of PDFs as pixels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paper_tui.images.pixels import Crop, Drawing, ImageError
from paper_tui.pdf.drawing import PdfPages

FILES = Path(__file__).with_name("files")


@pytest.fixture(scope="module")
def columns() -> Iterator[PdfPages]:
    pages = PdfPages(FILES / "columns.pdf")
    yield pages
    pages.close()


def darkness(data: bytes) -> int:
    return sum(255 - value for value in data)


def test_pages_have_labels_and_a_size(columns: PdfPages) -> None:
    assert columns.labels() == ["1", "2"]
    assert columns.size(0) == (612, 792)


def test_a_page_is_drawn_on_white(columns: PdfPages) -> None:
    pixels = columns.draw(0, Drawing(153, 198))
    assert (pixels.width, pixels.height, len(pixels.data)) == (153, 198, 153 * 198 * 3)
    assert pixels.data[:3] == b"\xff\xff\xff"
    assert 0.01 < darkness(pixels.data) / (len(pixels.data) * 255) < 0.3


def test_a_part_is_the_same_part_of_the_whole(columns: PdfPages) -> None:
    whole = columns.draw(0, Drawing(120, 160))
    part = columns.draw(0, Drawing(60, 80, Crop(0.5, 0.0, 1.0, 0.5)))
    rows = (whole.data[(y * 120 + 60) * 3 : (y * 120 + 120) * 3] for y in range(80))
    errors = [abs(ours - theirs) for ours, theirs in zip(part.data, b"".join(rows), strict=True)]
    assert sum(errors) / len(errors) < 1, "but for the edges of letters"


@pytest.mark.parametrize("page", [-1, 2, 10**9])
def test_a_page_that_is_not_there_costs_a_message(columns: PdfPages, page: int) -> None:
    with pytest.raises(ImageError):
        columns.draw(page, Drawing(10, 10))
    assert columns.draw(0, Drawing(10, 10)).width == 10


@pytest.mark.parametrize(
    ("name", "message"), [("locked.pdf", "encrypted"), ("none.pdf", "no such file"), ("broken.pdf", "broken")]
)
def test_what_is_no_readable_pdf_costs_a_message(tmp_path: Path, name: str, message: str) -> None:
    path = FILES / name
    if name == "broken.pdf":
        path = tmp_path / name
        path.write_bytes((FILES / "doi.pdf").read_bytes()[:300])
    pages = PdfPages(path)
    with pytest.raises(ImageError, match=message):
        pages.labels()
    pages.close()
