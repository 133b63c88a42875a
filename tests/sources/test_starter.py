"""The bundled library is complete, right in form, and of a size that makes a first screen."""

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from paper_tui.papers.identifiers import parse_arxiv_id, parse_doi
from paper_tui.papers.identity import IdentityIndex
from paper_tui.papers.paper import Paper
from paper_tui.sources.bundled_papers import starter

papers = cache(starter)
each_paper = pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.key)


def month_of_id(arxiv_id: str) -> str:
    digits = arxiv_id.rpartition("/")[2]
    century = "19" if digits[:2] > "90" else "20"
    return f"{century}{digits[:2]}-{digits[2:4]}"


def test_there_are_at_least_forty_papers_each_known_once() -> None:
    assert len(papers()) >= 40
    assert len({paper.key for paper in papers()}) == len(papers())
    assert len({paper.title.casefold() for paper in papers()}) == len(papers())


def test_no_two_are_taken_for_one_paper() -> None:
    index = IdentityIndex((paper.key, paper.identity) for paper in papers())
    assert all(index.find_all(paper.identity) == [paper.key] for paper in papers())


def test_ranks_follow_the_order_of_the_file() -> None:
    assert [(paper.source, paper.sightings[0].rank) for paper in papers()] == [
        ("starter", place) for place in range(1, len(papers()) + 1)
    ]


def test_several_fields_and_years_give_the_filters_something_to_count() -> None:
    fields = Counter(paper.categories[0].partition(".")[0] for paper in papers())
    assert len(fields) >= 5
    assert len({paper.year for paper in papers()}) >= 10
    assert sum(bool(paper.code_url) for paper in papers()) >= 20


@each_paper
def test_a_summary_has_three_to_five_sentences(paper: Paper) -> None:
    sentences = [part for part in re.split(r"(?<=[.?!])\s+", paper.abstract) if part]
    assert 3 <= len(sentences) <= 5
    assert all(sentence[0].isupper() and sentence[-1] in ".?!" for sentence in sentences)
    assert 250 <= len(paper.abstract) <= 1_000


@each_paper
def test_facts_are_complete_and_well_formed(paper: Paper) -> None:
    assert paper.authors
    assert all(" " in author for author in paper.authors), "full names"
    found = parse_arxiv_id(paper.arxiv_id)
    assert found is not None
    assert paper.key == f"arxiv:{found.number}"
    assert paper.url == f"https://arxiv.org/abs/{paper.arxiv_id}"
    assert paper.doi == parse_doi(paper.doi)
    assert all(re.fullmatch(r"[a-z-]+(\.[A-Za-z-]+)?", category) for category in paper.categories)


@each_paper
def test_the_id_agrees_with_the_day_of_publication(paper: Paper) -> None:
    """An id is given on announcement: what came in on the last days of a month may bear the next one."""
    days = [date.fromisoformat(paper.published) + timedelta(days=late) for late in range(4)]
    assert month_of_id(paper.arxiv_id) in {day.isoformat()[:7] for day in days}


@each_paper
def test_text_needs_no_cleaning(paper: Paper) -> None:
    assert paper.raw == ()
    assert "$" not in paper.title + paper.abstract
