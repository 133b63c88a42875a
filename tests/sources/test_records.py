"""Papers from each format's fields."""

from __future__ import annotations

import json

import pytest

from paper_tui.papers.paper import Link
from paper_tui.sources import SourceError
from tests.sources.helpers import items, papers, rejects
from tests.sources.samples import ATOM, ATOM_ERROR, BIBTEX, CLI, CSL, CSV, HTML, HUB, IDS, RIS, RSS, SNAPSHOT


def test_hub_json() -> None:
    first, second = papers(HUB)
    assert (first.arxiv_id, first.title, first.abstract, first.summary) == (
        "2409.00001", "Finding Again", "An abstract.", "It finds.",
    )  # fmt: skip
    assert (first.authors, first.published, first.keywords) == (
        ("Ann One",),
        "2026-09-01",
        ("memory", "search"),
    )
    assert first.links == (
        Link("https://github.com/example/find", "code"),
        Link("https://find.example.org", "project"),
    )
    told = (first.detail("organization"), first.detail("github stars"), first.detail("submitter"))
    assert told == ("Example Lab", "12", "Sub")
    sighting = first.sightings[0]
    assert (sighting.edition, sighting.rank, sighting.votes, sighting.comments) == ("2026-09-03", 1, 0, 3)
    assert (second.sightings[0].rank, second.votes) == (2, None)


def test_hub_command_line() -> None:
    (paper,) = papers(CLI)
    assert (paper.edition, paper.votes, paper.summary) == ("2026-09-03", 7, "It finds.")
    assert paper.code_url == "https://github.com/example/find"
    assert paper.published == "2026-09-01"


def test_hub_keeps_good_records_around_a_broken_one() -> None:
    one, two = (
        json.dumps({"paper": {"id": f"2409.0000{n}", "title": f"T{n}", "upvotes": 1}}) for n in (1, 2)
    )
    data = f'[{one},\n{{"paper": {{"id": oops, "authors": [{{"name": "x"}}, {{"name": "y"}}]}}}},\n{two}]'
    assert [paper.title for paper in papers(data)] == ["T1", "T2"]
    assert rejects(data) == [(2, "its JSON is broken")]


def test_saved_page() -> None:
    first, second = papers(HTML)
    assert (first.title, first.abstract, first.arxiv_id) == (
        "Finding & Losing",
        "A short abstract.",
        "2409.00001",
    )
    sighting = first.sightings[0]
    assert (sighting.edition, sighting.rank, sighting.votes, sighting.comments) == ("2026-09-03", 1, 48, 5)
    assert first.detail("submitter") == "ann-reader"
    assert (second.title, second.sightings[0].rank) == ("Rows on Demand", 2)


def test_saved_page_with_data_in_it() -> None:
    from html import escape

    data = escape(json.dumps({"dailyPapers": json.loads(HUB)}))
    page = f'<!doctype html><html><title>Daily Papers</title><div data-props="{data}"></div></html>'
    assert papers(page) == papers(HUB)


def test_arxiv_atom() -> None:
    (paper,) = papers(ATOM)
    assert (paper.key, paper.arxiv_version, paper.title) == (
        "arxiv:1706.03762",
        7,
        "Attention Is All You Need",
    )
    assert (paper.published, paper.categories) == ("2017-06-12", ("cs.CL", "cs.LG"))
    assert (paper.detail("comment"), paper.detail("updated")) == ("15 pages", "2023-08-02")


def test_arxiv_error_is_an_error() -> None:
    with pytest.raises(SourceError, match="incorrect id format"):
        items(ATOM_ERROR)


def test_arxiv_atom_cut_short_keeps_whole_entries() -> None:
    cut = ATOM.replace("</feed>", "<entry><id>http://arxiv.org/abs/1")
    assert len(papers(cut)) == 1
    assert [line for line, _ in rejects(cut)] == [7]


@pytest.mark.parametrize("name", ["arxiv-atom", "feed"])
def test_xml_that_defines_entities_is_refused(name: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>'
    with pytest.raises(SourceError, match="entities"):
        items(bomb, name)


def test_rss_of_arxiv() -> None:
    (paper,) = papers(RSS)
    assert (paper.arxiv_id, paper.arxiv_version, paper.abstract) == ("2409.00001", 2, "It finds again.")
    assert (paper.authors, paper.edition, paper.published) == (
        ("Ann One", "Bob Two"),
        "2026-09-03",
        "2026-09-03",
    )
    assert (paper.source, paper.categories, paper.detail("announcement")) == ("arxiv", ("cs.CL",), "new")


def test_feed_never_opens_an_address() -> None:
    with pytest.raises(SourceError):
        items("http://127.0.0.1:9/feed.xml", "feed")


def test_snapshot() -> None:
    (paper,) = papers(SNAPSHOT)
    assert (paper.title, paper.authors) == ("Calculations at α", ("C. Balázs",))
    assert (paper.arxiv_id, paper.arxiv_version, paper.published) == ("0704.0001", 2, "2007-04-02")
    assert (paper.categories, paper.doi, paper.venue) == (("hep-ph", "cs.LG"), "10.1103/x.7", "J. Ex. 7")
    assert dict(paper.raw)["title"] == r"Calculations at $\alpha$"


def test_snapshot_keeps_good_lines_around_bad_ones() -> None:
    data = f'{SNAPSHOT}\n{{"id": broken\n\n[1]\n{{"id": "1"}}\n{SNAPSHOT}\n'
    assert len(papers(data)) == 2
    assert rejects(data) == [
        (2, "its JSON is broken"), (4, "the line is no JSON object"), (5, "no title"),
    ]  # fmt: skip


def test_bibtex() -> None:
    one, two = papers(BIBTEX)
    assert (one.title, one.authors) == ("Finding Again with Gödel", ("Ann One", "Example Lab"))
    assert one.people.others
    assert (one.venue, one.published, one.doi) == ("Journal of Examples B", "2020-03", "10.1000/a_b")
    assert (one.keywords, one.citation_key, one.kind) == (
        ("memory", "search"),
        "one",
        "article",
    )
    assert (two.arxiv_id, two.arxiv_version, two.categories) == ("2409.00002", 3, ("cs.HC",))


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        (r"url = {https://x.org/a_b%20c}", "url", "https://x.org/a_b%20c"),
        (r"url = {https://x.org/a\_b\%20c}", "url", "https://x.org/a_b%20c"),
        (r"howpublished = {\url{https://x.org/a}}", "url", "https://x.org/a"),
        (r"abstract = {a & b: 100% sure}", "abstract", "a & b: 100% sure"),
        (r"abstract = {a \& b: 100\% sure of C#}", "abstract", "a & b: 100% sure of C#"),
        (
            r"author = {Erd{\H o}s, P{\'a}l and van der Berg, Jan}",
            "authors",
            ("Pál Erdős", "Jan van der Berg"),
        ),
        (r"author = {King, Jr., Martin Luther}", "authors", ("Martin Luther King Jr.",)),
        (r"author = {Barnes {and} Noble and A}", "authors", ("Barnes and Noble", "A")),
        (r"date = {2020-03-01/2020-04}", "published", "2020-03-01"),
        (r"year = {2020}, month = {March}", "published", "2020-03"),
        (r"year = 2020, month = 3", "published", "2020-03"),
        (r"journal = {arXiv preprint arXiv:2001.00001v2}", "arxiv_id", "2001.00001"),
        (r"eprint = {hep-th/9901001}", "arxiv_id", "hep-th/9901001"),
        (r"eprint = {123}, eprinttype = {jstor}", "arxiv_id", ""),
        (r"journal = {A # {b {c {d}}}}", "venue", "A # b c d"),
    ],
)
def test_bibtex_fields(fields: str, name: str, value: object) -> None:
    (paper,) = papers(f"@article{{k, title = {{T}}, {fields}}}")
    assert getattr(paper, name) == value


def test_bibtex_keeps_good_entries_around_broken_ones() -> None:
    data = (
        "@article{a, title = {A}}\n@article{broken, title = {Un closed,\n  author = {A}\n"
        "@article{a, title = {Same key}}\n@article{b, title={B}, title={C}}\n@article{none, year = 2020}\n"
        "some remark\n@article{last, title = {Unended}"
    )
    assert [paper.title for paper in papers(data)] == ["A", "Same key", "B"]
    assert [line for line, _ in rejects(data)] == [2, 6, 8]


def test_ris() -> None:
    (paper,) = papers(RIS)
    assert (paper.title, paper.authors) == ("Finding Again", ("Ann One", "Bob Two Jr."))
    assert (paper.published, paper.doi, paper.arxiv_id) == ("2020-03-01", "10.1000/a", "2409.00001")


def test_ris_record_without_end_does_not_swallow_the_next() -> None:
    data = RIS.replace("ER  -\n", "") + "TY - CONF\nT1 - Second of\n  two lines\nER -\n"
    assert [paper.title for paper in papers(data)] == ["Finding Again", "Second of two lines"]


def test_csl_json() -> None:
    (paper,) = papers(CSL)
    assert (paper.title, paper.authors) == ("Finding Again", ("Ann One", "Example Lab"))
    assert (paper.abstract, paper.published) == ("One.\n\na < b.", "2020-03")
    assert (paper.doi, paper.venue) == ("10.1000/a", "Examples")


def test_csv() -> None:
    (paper,) = papers(CSV)
    assert (paper.title, paper.authors) == ('Finding, "Again" and again', ("Ann One", "Bob Two"))
    assert (paper.published, paper.doi) == ("2020", "10.1000/a")


def test_csv_quote_that_is_never_closed_costs_one_line() -> None:
    data = CSV + '"bad,x,y,\nGood,Ann One,2021,\n,nobody,,\n'
    assert [paper.title for paper in papers(data)][1:] == ["Good"]
    assert rejects(data) == [(4, "a quotation mark is not closed"), (6, "no title")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_with_other_delimiters(delimiter: str) -> None:
    (paper,) = papers(f"Year{delimiter}Title\n2020{delimiter}Finding Again\n")
    assert (paper.title, paper.published) == ("Finding Again", "2020")


def test_ids() -> None:
    first, second, third = papers(IDS)
    assert (first.arxiv_id, first.arxiv_version) == ("2409.00001", 2)
    assert second.key == "doi:10.1000/a"
    assert third.url == "https://example.org/paper"


def test_the_encoding_that_a_bibliography_names_is_believed() -> None:
    text = "% Encoding: windows-1250\n\n@article{k, author = {Řepa, Jiří}, title = {Příliš}}"
    (paper,) = papers(text.encode("cp1250"))
    assert (paper.title, paper.authors) == ("Příliš", ("Jiří Řepa",))
