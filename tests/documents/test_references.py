"""Fields of an entry of a bibliography."""

from __future__ import annotations

import pytest

from paper_tui.documents.inline import text_parts
from paper_tui.documents.references import reference


@pytest.mark.parametrize(
    ("text", "arxiv_id"),
    [
        ("A. Brook. arXiv:2101.01234v3, 2021.", "2101.01234"),
        ("A. Brook. arXiv preprint arXiv:2101.01234", "2101.01234"),
        ("A. Brook. CoRR, abs/2101.01234, 2021.", "2101.01234"),
        ("A. Brook. https://arxiv.org/pdf/2101.01234v2", "2101.01234"),
        ("A. Brook. hep-th/9901001, 1999.", "hep-th/9901001"),
        ("A. Brook. math.CO/0401001", "math/0401001"),
        ("A. Brook. doi:10.48550/arXiv.2101.01234", "2101.01234"),
        ("A. Brook. Pages 2101.01234 of a report", ""),
        ("A. Brook. Physica 9901001, 12.5.", ""),
    ],
)
def test_arxiv_ids(text: str, arxiv_id: str) -> None:
    assert reference("[1]", text_parts(text)).arxiv_id == arxiv_id


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("A. Brook. doi:10.1000/Abc.1.", "10.1000/abc.1"),
        ("A. Brook. https://doi.org/10.1007/JHEP05(2017)030.", "10.1007/jhep05(2017)030"),
        ("A. Brook (see 10.1000/x-1).", "10.1000/x-1"),
        ("A. Brook. 10.1000/a;b, 1999", "10.1000/a;b"),
        ("A. Brook. arXiv:2101.01234 doi:10.48550/arXiv.2101.01234", ""),
        ("A. Brook. Version 10.12", ""),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert reference("[1]", text_parts(text)).doi == doi


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("A. Brook. In 1998 and after. Harbour Press, 2001a.", "2001"),
        ("A. Brook. arXiv:2101.01234, 1999", "1999"),
        ("A. Brook. doi:10.1000/2017.5 (2016)", "2016"),
        ("A. Brook. Pages 1998-2003.", ""),
        ("A. Brook. Undated.", ""),
    ],
)
def test_years(text: str, year: str) -> None:
    assert reference("[1]", text_parts(text)).year == year


GROUND = "Where the ground lets it"


@pytest.mark.parametrize(
    ("text", "pieces", "title"),
    [
        ("x", (" A. Brook. ", " Where the ground lets it. ", " Journal, 2019."), "Where the ground lets it"),
        ("x", ("A. Brook.", "Where it goes, 2024a.", "Online."), "Where it goes"),
        ("A. Brook, “Where the ground lets it,” Journal, 2019.", (), "Where the ground lets it"),
        ('A. Brook, "Where the ground lets it", 2019.', (), "Where the ground lets it"),
        ("A. Brook. No quotation marks. 2019.", (), ""),
    ],
)
def test_titles(text: str, pieces: tuple[str, ...], title: str) -> None:
    assert reference("[1]", text_parts(text), pieces=pieces).title == title


@pytest.mark.parametrize(
    ("text", "authors", "title"),
    [
        (
            "A. B. Brook and D. Potok. Where the ground lets it. Harbours, 2019.",
            "A. B. Brook and D. Potok",
            GROUND,
        ),
        ("Ada Brook, Dov van der Potok, et al. Where the ground lets it. In Tides, pages 1-7.", None, GROUND),
        ("Brook, A. B., and Potok, D. Where the ground lets it. Ann. of Tides 40 (1939), 1-9.", None, GROUND),
        ("Brook, A., Potok, J.-D., 2019a. Where the ground lets it. Harb. Lett. 7, 9.", None, GROUND),
        ("Brook, A., & Potok, D. (2019). Where the ground lets it. Harbours, 7(2), 9.", None, GROUND),
        ("Brook, A., Potok, D.: Where the ground lets it. In: Lind, B. (ed.) Tides. pp. 7-9.", None, GROUND),
        ("Brook, A., Potok, D.: Where the ground lets it (2019)", None, GROUND),
        ("Brook A, Potok D. Where the ground lets it. Harbours. 2019;7:1-9.", None, GROUND),
        ("Brook, A., & Potok, D. 2019, Where the ground lets it. 2101.01234", None, GROUND),
        ("HARBOUR-Team. Where the ground lets it. arXiv preprint arXiv:2101.01234, 2021.", None, GROUND),
        (
            "A. Brook. Are tides vs. ebbs known? try a rod. CoRR, 2019.",
            None,
            "Are tides vs. ebbs known? try a rod",
        ),
        ("Brook, A., Potok, D., et al. 2019, Annals, 182, 543, doi:10.1000/x", "", ""),
        ("A. Brook and D. Potok, Proc. R. Soc. Harb. A 439, pp. 553-558, 1992.", "", ""),
        ("Brook, A. Harbours. Tide Press, Lund, 1971.", "", ""),
        ("The harbour, its tides and its ground. A report of 1971 on all of them.", "", ""),
    ],
)
def test_authors_and_title_of_one_plain_text(text: str, authors: str | None, title: str) -> None:
    entry = reference("[1]", text_parts(text))
    assert entry.title == title
    assert bool(entry.authors) == bool(title)
    assert authors is None or entry.authors == authors


def test_a_web_address_that_is_no_identifier_is_told() -> None:
    entry = reference("[1]", text_parts("A. Brook. https://doi.org/10.1000/x and https://example.org/r_1."))
    assert (entry.doi, entry.url) == ("10.1000/x", "https://example.org/r_1")


def test_an_endless_entry_takes_no_time() -> None:
    text = "10.1000/" * 20_000 + "arXiv: " * 20_000 + "“" * 20_000
    assert reference("[1]", text_parts(text)).parts
