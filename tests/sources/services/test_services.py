"""Requests to each service, and the papers of its answers."""

from __future__ import annotations

import pytest

from paper_tui import __version__
from paper_tui.sources.base import Notice
from paper_tui.sources.services import FetchError
from tests.sources.services.helpers import (
    ARXIV_ERROR,
    CSL,
    RSS,
    Reader,
    Server,
    answer,
    atom,
    daily_item,
    daily_page,
    gzipped,
)

DAILY = "/api/daily_papers"
NEXT = f'<{DAILY}?p=1&limit=100>; rel="next", <{DAILY}?p=9>; rel="last"'


@pytest.mark.parametrize(
    ("spec", "path", "query"),
    [
        ("daily", DAILY, {"limit": "100"}),
        ("daily:2026-09-03", DAILY, {"limit": "100", "date": "2026-09-03"}),
        ("daily:2026-W36", DAILY, {"limit": "100", "week": "2026-W36"}),
        ("daily:2026-09", DAILY, {"limit": "100", "month": "2026-09"}),
        ("daily:trending", DAILY, {"limit": "100", "sort": "trending"}),
        ("daily:search:a&b #c", "/api/papers/search", {"limit": "120", "q": "a&b #c"}),
    ],
)
def test_daily_asks_for_what_was_named(
    server: Server, reader: Reader, spec: str, path: str, query: dict[str, str]
) -> None:
    server.on(path, answer(daily_page(1, 2)))
    outcome = reader.fetch(spec)
    assert [paper.title for paper in outcome.papers] == ["A Study of Engine 1", "A Study of Engine 2"]
    assert server.asked[0].query == query
    assert server.asked[0].headers["user-agent"] == f"paper-tui/{__version__}"


def test_daily_brings_all_that_the_page_shows(server: Server, reader: Reader) -> None:
    server.on(DAILY, answer([daily_item(7, votes=41)]))
    (paper,) = reader.fetch("daily:2026-09-03").papers
    assert paper.arxiv_id == "2609.00007"
    assert (paper.votes, paper.edition, paper.sightings[0].seen) == (
        41,
        "2026-09-03",
        "2026-11-03T12:00:00.000Z",
    )
    assert paper.code_url == "https://github.com/ada/engine-7"
    assert paper.summary == "Engine 7, looked at."
    assert paper.keywords == ("engines",)
    assert "https://engine-7.example.org" in [link.url for link in paper.links]
    assert "Analytical Society" in dict(paper.details).values()


def test_pages_are_followed_and_asked_of_the_same_host_whatever_the_link_says(
    server: Server, reader: Reader
) -> None:
    elsewhere = f'<http://10.0.0.1{DAILY}?date=2026-09-03&limit=100&p=1>; rel="next"'
    server.on(DAILY, answer(daily_page(1, 3), Link=elsewhere), answer(daily_page(4, 2)))
    outcome = reader.fetch("daily:2026-09-03")
    assert len(outcome.papers) == 5
    assert server.asked[1].query == {"date": "2026-09-03", "limit": "100", "p": "1"}
    assert [paper.sightings[0].rank for paper in outcome.papers] == [1, 2, 3, 101, 102]
    assert [(step.pages, step.papers) for step in outcome.progress] == [(0, 0), (1, 3), (2, 5)]


def test_numbers_in_the_addresses_of_a_server_are_not_trusted(server: Server, reader: Reader) -> None:
    wild = answer(daily_page(1, 2), Link=f'<{DAILY}?limit=100&date=2026-09-03&p=x>; rel="next"')
    server.on(DAILY, wild, answer(daily_page(3, 1)))
    assert len(reader.fetch("daily:2026-09-03").papers) == 3
    server.on("/api/query", answer(b"", 302, Location="/moved?a=1&start=x&start=1e9"))
    server.on("/moved", answer(atom(1, 2)))
    assert len(reader.fetch("arxiv:cs.CL").papers) == 2


def test_a_next_page_that_is_no_address_is_told(server: Server, reader: Reader) -> None:
    server.on(DAILY, answer(daily_page(1, 2), Link='<http://[>; rel="next"'))
    outcome = reader.fetch("daily:2026-09-03")
    assert len(outcome.papers) == 2
    assert "http://[ is no address and was not asked; the 2 papers before it are kept" in outcome.message


def test_a_list_without_end_is_left_after_some_pages(server: Server, reader: Reader) -> None:
    pages = [answer(daily_page(1, 1), Link=NEXT.replace("p=1", f"p={page}")) for page in range(1, 9)]
    server.on(DAILY, *pages)
    assert len(reader.fetch("daily").papers) == 3
    assert len(server.asked) == 3


def test_a_next_page_that_is_the_same_page_ends_the_fetch(server: Server, reader: Reader) -> None:
    server.on(DAILY, answer(daily_page(1, 1), Link=f'<{DAILY}?limit=100&date=2026-09-03>; rel="next"'))
    assert reader.fetch("daily:2026-09-03").error is None
    assert len(server.asked) == 1


def test_a_day_without_papers_says_so(server: Server, reader: Reader) -> None:
    server.on(DAILY, answer([]))
    assert reader.fetch("daily:2026-09-05").items == [Notice("daily:2026-09-05: no papers there")]


@pytest.mark.parametrize(
    ("spec", "query"),
    [
        ("arxiv:cs.CL", "cat:cs.CL"),
        ("arxiv:hep-th", "cat:hep-th OR cat:hep-th.*"),
        ("arxiv:au:Ashish Vaswani", 'au:"Ashish Vaswani"'),
        ("arxiv:au:del_maestro AND ti:checkerboard", "au:del_maestro AND ti:checkerboard"),
        ("arxiv:ti:attention", "ti:attention"),
        ('arxiv:sparse "attention" (x)', "all:sparse AND all:attention AND all:x"),
    ],
)
def test_arxiv_is_asked_in_its_own_language(server: Server, reader: Reader, spec: str, query: str) -> None:
    server.on("/api/query", answer(atom(1, 2)))
    assert len(reader.fetch(spec).papers) == 2
    assert server.asked[0].query["search_query"] == query
    assert server.asked[0].query["sortBy"] == "submittedDate"


def test_arxiv_ids_are_asked_at_once_and_keep_their_versions(server: Server, reader: Reader) -> None:
    server.on("/api/query", answer(atom(1, 2)))
    reader.fetch("arxiv:1706.03762v3 hep-th/9901001")
    assert server.asked[0].query == {"id_list": "1706.03762v3,hep-th/9901001", "max_results": "2"}


def test_arxiv_is_paged_as_far_as_its_count_goes(server: Server, reader: Reader) -> None:
    server.on("/api/query", answer(atom(1, 100, 150)), answer(atom(101, 50, 150)))
    assert len(reader.fetch("arxiv:cs.CL").papers) == 150
    assert [asked.query["start"] for asked in server.asked] == ["0", "100"]


def test_arxiv_pages_that_come_empty_by_mistake_are_asked_again(server: Server, reader: Reader) -> None:
    server.on("/api/query", answer(atom(1, 0, 40)), answer(atom(1, 40)))
    assert len(reader.fetch("arxiv:cs.CL").papers) == 40


def test_arxiv_may_find_nothing(server: Server, reader: Reader) -> None:
    server.on("/api/query", answer(atom(1, 0)))
    assert reader.fetch("arxiv:zxqj").items == [Notice("arxiv:zxqj: no papers there")]


@pytest.mark.parametrize("status", [200, 400])
def test_the_error_entry_of_arxiv_is_an_error(server: Server, reader: Reader, status: int) -> None:
    server.on("/api/query", answer(ARXIV_ERROR, status))
    outcome = reader.fetch("arxiv:cs.CL")
    assert isinstance(outcome.error, FetchError)
    assert "incorrect id format" in outcome.message
    assert outcome.papers == []


def test_an_error_of_arxiv_keeps_the_pages_before_it(server: Server, reader: Reader) -> None:
    server.on("/api/query", answer(atom(1, 100, 150)), answer(ARXIV_ERROR))
    outcome = reader.fetch("arxiv:cs.CL")
    assert len(outcome.papers) == 100
    assert "the 100 papers before it are kept" in outcome.message


def test_the_address_of_a_mirror_may_end_in_a_slash(server: Server, reader: Reader) -> None:
    server.on(DAILY, answer(daily_page(1, 2)))
    reader.bases = {"daily": f"{server.url}/"}
    assert len(reader.fetch("daily").papers) == 2


def test_what_is_trending_is_one_page_whose_places_are_no_ranks(server: Server, reader: Reader) -> None:
    server.on(DAILY, answer(daily_page(1, 3), Link=NEXT))
    outcome = reader.fetch("daily:trending")
    assert [paper.sightings[0].rank for paper in outcome.papers] == [None] * 3
    assert len(server.asked) == 1


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_feed_may_be_in_any_encoding(server: Server, reader: Reader, encoding: str) -> None:
    named = RSS.replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1).replace("look", "löök")
    server.on("/rss", answer(gzipped(named.encode(encoding)), Content_Encoding="gzip"))
    outcome = reader.fetch(f"feed:{server.url}/rss")
    assert [paper.title for paper in outcome.papers] == ["A Study of Engine 1"]
    assert "löök" in outcome.papers[0].abstract


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_comments_may_stand_around_a_feed(server: Server, reader: Reader, mark: str) -> None:
    head, tail = RSS.split("?>")
    commented = (
        f"{mark}{head}?>\n<!-- <html> a > b -->\n<!DOCTYPE rss>{tail}\n<!-- Cached <b>on</b> Tuesday -->\n"
    )
    server.on("/rss", answer(commented))
    assert len(reader.fetch(f"feed:{server.url}/rss").papers) == 1


@pytest.mark.parametrize("body", [CSL, {"status": "ok", "message-type": "work", "message": CSL}])
def test_a_doi_is_resolved_to_its_metadata(server: Server, reader: Reader, body: object) -> None:
    server.on("/resolver", answer(body))
    server.on("/10.1000/engine.1", answer(b"", 302, Location="/resolver"))
    (paper,) = reader.fetch("doi:10.1000/Engine.1").papers
    assert (paper.title, paper.doi) == ("A Study of Engine 1", "10.1000/engine.1")
    assert server.asked[1].headers["accept"] == "application/vnd.citationstyles.csl+json"


def test_a_doi_may_hold_what_an_address_may_not(server: Server, reader: Reader) -> None:
    server.on("/10.1000/a%23b%3Fc", answer(CSL))
    assert len(reader.fetch("doi:10.1000/a#b?c").papers) == 1


def test_a_refetched_day_brings_new_papers_and_new_votes(server: Server, reader: Reader) -> None:
    server.on(DAILY, answer([daily_item(1, votes=2)]), answer([daily_item(1, votes=9), daily_item(2)]))
    (before,) = reader.fetch("daily:2026-09-03").papers
    after = reader.fetch("daily:2026-09-03").papers
    assert (before.votes, after[0].votes, len(after)) == (2, 9, 2)
