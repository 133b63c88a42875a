"""The letter of what came in lately."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.exports.digest import GIST_LENGTH, digest, gist
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Sighting
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import State
from tests.exports.helpers import entries, entry

SINCE = date(2026, 9, 2)


def came_in(title: str, edition: str, *, added: str = "", **marked: object) -> Entry:
    paper = build_paper(
        title=title, sightings=[Sighting("daily-papers", edition, votes=7)] if edition else ()
    )
    return entry(replace(paper, added=added), **marked)


def letter(*them: Entry, fmt: str = "text") -> str:
    return "".join(digest(them, since=SINCE, fmt=fmt))


def test_papers_stand_under_their_day_newest_first_in_the_given_order() -> None:
    text = letter(
        came_in("First", "2026-09-02"),
        came_in("Second", "2026-09-03"),
        came_in("Third", "2026-09-02", bookmarked="2026"),
        came_in("Old", "2026-09-01"),
        came_in("Hidden", "2026-09-03", state=State.HIDDEN),
        came_in("By arrival", "", added="2026-09-04T10:00:00.000Z"),
        came_in("Without any day", ""),
    )
    assert text == (
        "4 papers since Wednesday, 2 September 2026\n"
        "==========================================\n\n"
        "Friday, 4 September 2026 · 1 paper\n"
        "----------------------------------\n\n"
        "By arrival\n\n"
        "Thursday, 3 September 2026 · 1 paper\n"
        "------------------------------------\n\n"
        "Second\n  edition of 2026-09-03\n  ▲ 7\n\n"
        "Wednesday, 2 September 2026 · 2 papers\n"
        "--------------------------------------\n\n"
        "First\n  edition of 2026-09-02\n  ▲ 7\n\n"
        "Third\n  edition of 2026-09-02\n  ▲ 7 · bookmarked\n\n"
    )


@pytest.mark.parametrize("fmt", ["text", "markdown", "html"])
def test_a_day_without_papers_says_so(fmt: str) -> None:
    assert "No new papers since Wednesday, 2 September 2026" in letter(fmt=fmt)


def test_markdown_links_titles_under_headings() -> None:
    paper = build_paper(
        title="A [b]", arxiv_id="2609.01234", sightings=[Sighting("daily-papers", "2026-09-03")]
    )
    text = letter(entry(paper), fmt="markdown")
    assert "## Thursday, 3 September 2026 · 1 paper\n" in text
    assert "- **[A \\[b\\]](<https://arxiv.org/abs/2609.01234>)**" in text


def test_an_unknown_format_is_refused_with_the_known_ones_named() -> None:
    with pytest.raises(ValueError, match="markdown, html, text"):
        digest([], since=SINCE, fmt="pdf")


def test_a_gist_is_the_summary_or_the_beginning_of_the_abstract() -> None:
    assert gist(entry(build_paper(title="A", abstract="Long.", summary="In short."))) == "In short."
    assert gist(entry(build_paper(title="A", abstract="One.\n\nTwo."))) == "One. Two."
    long = gist(entry(build_paper(title="A", abstract="word, " * 200)))
    assert len(long) <= GIST_LENGTH + 2
    assert long.endswith("word …")
    assert len(gist(entry(build_paper(title="A", abstract="x" * 5_000)))) <= GIST_LENGTH + 2


def test_many_authors_are_counted() -> None:
    paper = build_paper(title="A", authors=["Ann Lee"] * 20, sightings=[Sighting("x", "2026-09-03")])
    assert "Ann Lee, Ann Lee, Ann Lee, Ann Lee and 16 more" in letter(entry(paper))


@given(st.lists(entries(), max_size=4), st.sampled_from(["text", "markdown", "html"]))
def test_any_entries_make_a_letter_without_scripts(them: list[Entry], fmt: str) -> None:
    recent = [Entry(replace(one.paper, added="2026-09-03T00:00:00.000Z"), one.mark) for one in them]
    text = letter(*recent, fmt=fmt)
    assert "<script>" not in text or fmt == "text"
    assert not {char for char in text if char < " "} - {"\n"}


def test_a_paper_that_came_in_lately_counts_whatever_its_edition() -> None:
    late = came_in("An older page", "2026-08-01", added="2026-09-04T08:00:00.000Z")
    letter = "".join(digest([late], since=date(2026, 9, 1), fmt="text"))
    assert "An older page" in letter
