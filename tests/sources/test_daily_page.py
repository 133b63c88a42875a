from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from paper_tui.sources import SourceError, read
from paper_tui.sources.daily_page_dates import page_date
from tests.sources.helpers import CONTEXT, items, notices, papers
from tests.sources.samples import COPIED, PAGE, PROSE, SECOND

REAL_PAGE = Path(__file__).parents[3] / "shared" / "data" / "daily-papers.txt"
TITLES = ["Finding Again: Memory for Half-Remembered Titles", "Rows on Demand: Drawing a Million Lines"]


def told(data: bytes | str) -> list[tuple[str, str]]:
    return [(paper.title, paper.abstract) for paper in papers(data)]


EXPECTED = list(zip(TITLES, [PROSE, SECOND], strict=True))


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the real page is not at hand")
def test_real_page_gives_every_title_and_abstract_in_order() -> None:
    paragraphs = [part for part in REAL_PAGE.read_text("utf-8").split("\n\n") if part.strip()][6:]
    found = papers(REAL_PAGE.read_bytes())
    assert len(found) == 94
    raw = [
        (dict(paper.raw).get("title", paper.title), dict(paper.raw).get("abstract", paper.abstract))
        for paper in found
    ]
    assert raw == list(zip(paragraphs[::2], (part.strip() for part in paragraphs[1::2]), strict=True))
    assert {paper.edition for paper in found} == {"2026-09-03"}
    assert [paper.sightings[0].rank for paper in found] == list(range(1, 95))


def test_page_gives_papers_with_edition_rank_and_links() -> None:
    found = papers(PAGE)
    assert [(paper.title, paper.abstract) for paper in found] == EXPECTED
    assert [(paper.edition, paper.sightings[0].rank, paper.sightings[0].seen) for paper in found] == [
        ("2026-09-03", 1, CONTEXT.now),
        ("2026-09-03", 2, CONTEXT.now),
    ]
    assert found[1].code_url == "https://github.com/example/rows"


def test_copied_page_keeps_what_stands_between() -> None:
    first, second = papers(COPIED)
    assert (first.title, first.abstract) == EXPECTED[0]
    assert (first.votes, first.sightings[0].comments, first.detail("submitter")) == (120, 5, "ann-reader")
    assert (second.title, second.abstract, second.votes) == (TITLES[1], "", 1200)
    assert (second.detail("submitter"), second.detail("author count")) == ("bob", "1")


@pytest.mark.parametrize(
    "data",
    [
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + PAGE.encode(),
        PAGE.encode("utf-16"),
        PAGE.encode("utf-16-le"),
        PAGE.replace("\n\n", "\n \t\n").encode(),
        PAGE.replace("\n\n", "\n").encode(),
        PAGE.strip().encode(),
    ],
    ids=[
        "windows",
        "old mac",
        "utf-8 mark",
        "utf-16",
        "utf-16 without mark",
        "blanks",
        "no empty lines",
        "stripped",
    ],
)
def test_same_page_in_other_bytes_is_read_the_same(data: bytes) -> None:
    assert told(data) == EXPECTED
    assert {paper.edition for paper in papers(data)} == {"2026-09-03"}


def test_latin_1_is_read_and_told() -> None:
    page = PAGE.replace("Half-Remembered", "Café’s").encode("cp1252")
    assert papers(page)[0].title == "Finding Again: Memory for Café’s Titles"
    assert any("Windows-1252" in notice for notice in notices(page))


def test_paragraph_break_inside_an_abstract_is_kept() -> None:
    cut = PAGE.replace(". In three", ".\n\nIn three")
    assert [paper.title for paper in papers(cut)] == TITLES
    assert papers(cut)[0].abstract == PROSE.replace(". In three", ".\n\nIn three")


@pytest.mark.parametrize("closing", ["Code: https://github.com/example/find", "https://find.example.org/"])
def test_short_last_paragraph_with_an_address_belongs_to_its_abstract(closing: str) -> None:
    page = PAGE.replace(PROSE, f"{PROSE}\n\n{closing}")
    assert [paper.title for paper in papers(page)] == TITLES
    assert papers(page)[0].abstract.endswith(closing)
    assert papers(page)[0].links


def test_several_pages_in_one_file_are_several_editions() -> None:
    found = papers(PAGE + "\n" + PAGE.replace("Sep 3", "Sep 4").replace("Rows", "Columns"))
    assert [(paper.edition, paper.sightings[0].rank) for paper in found] == [
        ("2026-09-03", 1),
        ("2026-09-03", 2),
        ("2026-09-04", 1),
        ("2026-09-04", 2),
    ]


def test_page_without_header_has_no_edition_and_says_so() -> None:
    body = PAGE.partition("Sep 3\n\n")[2]
    assert told(body) == EXPECTED
    assert {paper.edition for paper in papers(body)} == {""}
    assert any("names no day" in notice for notice in notices(body))


def test_unknown_lines_of_a_header_are_no_papers() -> None:
    page = PAGE.replace("Subscribe\n", "Subscribe\n\nA banner nobody foresaw\n")
    assert told(page) == EXPECTED


@pytest.mark.parametrize("abstract", ["We find that it works.", "It works, and we say why."])
def test_title_may_be_longer_than_its_abstract(abstract: str) -> None:
    title = (
        "On the Many Ways in Which a Very Long Title Can Exceed the Abstract That It Stands Above in a List"
    )
    page = PAGE.replace(TITLES[0], title).replace(PROSE, abstract)
    assert told(page) == [(title, abstract), EXPECTED[1]]


def test_title_may_end_with_a_stop() -> None:
    assert (
        told(PAGE.replace(TITLES[0], "Kill Two Birds with One Stone."))[0][0]
        == "Kill Two Birds with One Stone."
    )


def test_list_of_titles_alone_is_read() -> None:
    titles = ["Finding Again", "Rows on Demand", "iRows: Smaller Rows", "Do Readers Scroll?"]
    page = "Daily Papers\n\nSep 3\n\n" + "\n\n".join(titles)
    assert told(page) == [(title, "") for title in titles]


def test_hard_wrapped_page_is_put_together_again() -> None:
    import textwrap

    page = "\n\n".join(textwrap.fill(part, 72) for part in PAGE.split("\n\n"))
    assert told(page) == EXPECTED


def test_digits_glued_to_the_last_abstract_are_not_lost() -> None:
    assert papers(PAGE.rstrip() + "193")[1].abstract.endswith("rows.193")


def test_one_edition_reads_the_same_twice() -> None:
    assert items(PAGE) == items(PAGE)


@pytest.mark.parametrize(
    ("line", "today", "day"),
    [
        ("Sep 3", date(2026, 11, 23), "2026-09-03"),
        ("Sep 3", date(2026, 9, 3), "2026-09-03"),
        ("Sep 3", date(2026, 9, 2), "2025-09-03"),
        ("Dec 31", date(2026, 1, 1), "2025-12-31"),
        ("Feb 29", date(2026, 11, 23), "2024-02-29"),
        ("September 3, 2026", date(2030, 1, 1), "2026-09-03"),
        ("Thursday, September 3rd", date(2026, 11, 23), "2026-09-03"),
        ("3 Sept. 2024", date(2026, 11, 23), "2024-09-03"),
        ("2026-09-03", date(2026, 11, 23), "2026-09-03"),
        ("Sep 31", date(2026, 11, 23), None),
        ("Sep 3 was a good day", date(2026, 11, 23), None),
        ("Mayhem 3", date(2026, 11, 23), None),
        ("", date(2026, 11, 23), None),
    ],
)
def test_day_of_a_header(line: str, today: date, day: str | None) -> None:
    assert page_date(line, today) == day


def test_year_comes_from_the_clock() -> None:
    context = replace(CONTEXT, today=date(2024, 1, 5))
    found = list(read(BytesIO(PAGE.encode()), context))
    assert {paper.edition for paper in found} == {"2023-09-03"}  # type: ignore[union-attr] # papers alone


@pytest.mark.parametrize(
    "data",
    [
        b"Dear all,\n\nplease find attached the minutes. We met on Monday.\n\nYours",
        f"{PROSE}\n\n{SECOND}\n\n{PROSE}".encode(),
        b"hello",
        b"a" * 1_000_000,
        b"# Read me\n\nInstall it with pip.\n",
    ],
    ids=["letter", "essay", "word", "one long line", "read me"],
)
def test_what_is_no_page_is_refused_with_the_formats_known(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"daily-page.*--format"):
        items(data)
