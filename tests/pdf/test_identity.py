"""Identification of the paper of a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper_tui.pdf.child import PdfReader
from paper_tui.pdf.identity import identify
from paper_tui.pdf.model import Line, Page, Pdf, PdfError
from paper_tui.pdf.reading import read_pdf

FILES = Path(__file__).with_name("files")


@pytest.mark.parametrize(
    ("name", "title", "identifier", "evidence"),
    [
        ("stamped", "Slow Rivers and Their Bends", "2412.19437v1", "arXiv stamp"),
        ("doi", "Reeds of the Northern Shore", "10.1000/jsw.2020.17", "DOI on page one"),
        ("placeholder", "Boats That Rest on Mud", "", "title by its size"),
        ("cites", "Wind Over Open Water", "", "title by its size"),
        ("2301.01234v2", "Hills Beside a River", "2301.01234v2", "file name"),
        ("info", "Ferries at Night", "", "title in the metadata"),
        ("word", "A Map of Small Harbours", "", "title by its size"),
        ("columns", "Two Columns of Reeds", "", "title by its size"),
        ("scaled", "How a long river gets to a sea without tides", "", "title by its size"),
    ],
)
def test_identified_by_what_says_most(name: str, title: str, identifier: str, evidence: str) -> None:
    path = FILES / f"{name}.pdf"
    found = identify(read_pdf(path.read_bytes(), 2), path.name)
    assert (found.title, found.arxiv_id or found.doi, found.evidence) == (title, identifier, evidence)
    assert found.is_sure == bool(identifier)


def page(*written: tuple[float, float, str], info: str = "") -> Pdf:
    """A page with lines by their size, their lower edge and their words."""
    lines = tuple(Line(text, size, 72, bottom, 400, bottom + 0.7 * size) for size, bottom, text in written)
    return Pdf(1, (Page("1", 612, 792, lines),), {"Title": info} if info else {})


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (page((18, 650, "Research Article"), (18, 625, "Boats on Mud")), "Boats on Mud"),
        (page((14, 700, "Reeds of a Shore ∗†"), (10, 670, "Ada Brook")), "Reeds of a Shore"),
        (page((10, 740, "Tides, Volume 7, No. 2"), (10, 700, "Reeds of a Shore")), "Reeds of a Shore"),
        (page((10, 700, "Reeds of a Shore"), (10, 680, "Ada Brook and Ben Hollow")), "Reeds of a Shore"),
        (
            page((9, 40, "Proceedings of Mud"), (14, 700, "Boats on Mud"), info="Proceedings of Mud"),
            "Boats on Mud",
        ),
    ],
)
def test_a_title_is_told_from_what_stands_around_it(found: Pdf, title: str) -> None:
    assert identify(found, "a.pdf").title == title


def test_a_stamp_of_the_nineties_does_not_name_arxiv() -> None:
    found = identify(page((20, 300, "hep-ph/9412269 09 Dec 94"), (14, 700, "Boats on Mud")), "a.pdf")
    assert (found.arxiv_id, found.is_sure) == ("hep-ph/9412269", True)


def test_a_scan_is_no_paper() -> None:
    found = identify(read_pdf((FILES / "scan.pdf").read_bytes()), "scan.pdf")
    assert (found.title, found.arxiv_id, found.doi) == ("", "", "")


@pytest.mark.parametrize("cut", [0, 5, 200, 1500])
def test_broken_files_are_rejected_with_a_reason(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes((FILES / "doi.pdf").read_bytes()[:cut])
    with PdfReader() as reader, pytest.raises(PdfError):
        reader.identify(path)


def test_an_encrypted_file_is_said_to_be() -> None:
    with PdfReader() as reader, pytest.raises(PdfError, match="encrypted"):
        reader.identify(FILES / "locked.pdf")


def test_a_file_that_ends_the_reader_costs_itself_alone() -> None:
    with PdfReader() as reader:
        assert reader.identify(FILES / "doi.pdf").doi
        assert reader._child._process is not None
        reader._child._process.kill()
        reader._child._process.wait()
        assert reader.identify(FILES / "stamped.pdf").arxiv_id
