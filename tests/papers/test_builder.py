"""Cleaning of a source's raw texts."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.papers.builder import build_paper, clean_date, paper_key
from paper_tui.papers.paper import Link, Sighting

anything = st.text(st.characters(categories=None), max_size=20)
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def test_a_paper_in_full() -> None:
    paper = build_paper(
        title="  Deep\n  Nets ",
        abstract="One.\n\nCode: https://github.com/x/y.",
        authors=["Ann  Lee", "", "Bo Ek"],
        published="2017-6-2T10:00:00Z",
        arxiv_id="arXiv:1706.00001v2",
        doi="https://doi.org/10.1000/X",
        venue=" Journal ",
        categories=["cs.CL", "cs.CL", " "],
        links=["https://x.org/project", "javascript:alert(1)"],
        sightings=[Sighting("arxiv")],
        details={"pages": "1-2", "volume": ""},
    )
    assert (paper.key, paper.title) == ("arxiv:1706.00001", "Deep Nets")
    assert paper.abstract == "One.\n\nCode: https://github.com/x/y."
    assert paper.authors == ("Ann Lee", "Bo Ek")
    assert (paper.published, paper.year, paper.arxiv_version) == ("2017-06-02", 2017, 2)
    assert (paper.doi, paper.venue, paper.url) == ("10.1000/x", "Journal", "https://arxiv.org/abs/1706.00001")
    assert paper.categories == ("cs.CL",)
    assert paper.links == (Link("https://x.org/project", "project"), Link("https://github.com/x/y", "code"))
    assert paper.code_url == "https://github.com/x/y"
    assert (paper.publication.pages, paper.publication.volume) == ("1-2", "")
    assert (paper.source, paper.identity.author, paper.identity.year) == ("arxiv", "Ann Lee", "2017")


@pytest.mark.parametrize("title", ["", " \n", "\u200b\u202e"])
def test_without_a_title_there_is_no_paper(title: str) -> None:
    with pytest.raises(ValueError, match="no title"):
        build_paper(title=title, abstract="x")


@given(
    st.fixed_dictionaries(
        {"title": anything.map("T".__add__)},
        optional=dict.fromkeys(
            ("abstract", "published", "url", "arxiv_id", "doi", "venue", "summary"), anything
        )
        | {name: st.lists(anything, max_size=3) for name in ("authors", "categories", "keywords", "links")}
        | {"details": st.dictionaries(anything, anything, max_size=2)},
    )
)
def test_any_text_at_all_becomes_a_paper_that_is_safe_to_draw(fields: dict[str, Any]) -> None:
    paper = build_paper(**fields)
    drawn = [paper.title, paper.abstract, paper.venue, paper.summary, paper.url, paper.published]
    drawn += [
        *paper.authors,
        *paper.categories,
        *paper.keywords,
        *(part for pair in paper.details for part in pair),
    ]
    assert not any(CONTROLS.search(text) for text in drawn)
    assert all(text == text.strip() for text in [paper.title, *paper.authors])
    assert all(paper.authors)
    assert paper == build_paper(**fields)


def test_raw_text_is_kept_where_tex_was_turned_into_unicode() -> None:
    paper = build_paper(title="M$^3$ViT", abstract="plain")
    assert paper.title == "M³ViT"
    assert paper.raw == (("title", "M$^3$ViT"),)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2017", "2017"),
        ("2017-06", "2017-06"),
        ("2017-6-2", "2017-06-02"),
        (" 2017-06-12T17:57:34Z", "2017-06-12"),
        ("2017-13-01", "2017"),
        ("2017-02-31", "2017-02"),
        ("2016-02-29", "2016-02-29"),
        ("2017-06-32", "2017-06"),
        ("20170612", "2017-06-12"),
        ("0000-01-01", ""),
        ("June 2017", "2017-06"),
        ("in press", ""),
        ("٢٠١٧", ""),
        ("", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert clean_date(text) == date


@given(st.text() | st.dates().map(str))
def test_a_date_is_a_date_whatever_is_given(text: str) -> None:
    date = clean_date(text)
    assert re.fullmatch(r"|\d{4}(-\d\d(-\d\d)?)?", date)
    assert clean_date(date) == date


@pytest.mark.parametrize(
    ("title", "arxiv_id", "doi", "key"),
    [
        ("A", "1706.03762", "10.1000/x", "arxiv:1706.03762"),
        ("A", "", "10.1000/x", "doi:10.1000/x"),
        ("Attention Is All You Need", "", "", "title:attention-is-all-you-need-"),
        ("x" * 100, "", "", "title:" + "x" * 40 + "-"),
        ("深度学习", "", "", "title:"),
        ("???", "", "", "title:"),
    ],
)
def test_keys(title: str, arxiv_id: str, doi: str, key: str) -> None:
    made = paper_key(title, arxiv_id, doi)
    assert re.fullmatch(re.escape(key) + ("[0-9a-f]{8}" if made.startswith("title:") else ""), made)


def test_spellings_of_a_title_share_a_key_and_others_do_not() -> None:
    assert paper_key("Étude: Deep Nets").rpartition("-")[2] == paper_key("etude deep nets").rpartition("-")[2]
    assert paper_key("深度学习") != paper_key("机器学习")
    assert paper_key("???") != paper_key("!!!")
