"""Papers from the exports and answers of databases and reference managers."""

from __future__ import annotations

import base64

import pytest

from paper_tui.papers.kinds import Kind
from paper_tui.papers.paper import Paper
from paper_tui.sources import SourceError
from tests.sources.exchange_samples import (
    ARXIV_MAIL,
    ARXIV_OAI,
    CROSSREF,
    EXCHANGE,
    JATS,
    JSON_FEED,
    MARKDOWN,
    MEDLINE,
    OPENALEX,
    PUBMED_XML,
    REFER,
    SEMANTIC_SCHOLAR,
    WEB_OF_SCIENCE,
    ZOTERO,
)
from tests.sources.helpers import items, papers, rejects


@pytest.mark.parametrize("name", EXCHANGE)
def test_titles_and_nothing_rejected(name: str) -> None:
    found = papers(EXCHANGE[name])
    assert found[0].title.lower().startswith("finding")
    assert all("Rows on Demand" in paper.title for paper in found[1:2])
    assert rejects(EXCHANGE[name]) == []


def family_names(paper: Paper) -> list[str]:
    return [person.family or person.literal for person in paper.people.persons]


GROUP = "Example Group of Readers"


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("medline", ["Gómez Prado", "Holt", GROUP]),
        ("web-of-science", ["Gómez Prado", "Roe"]),
        ("refer", ["Gómez Prado", "Roe"]),
        ("pubmed-xml", ["Gómez Prado", GROUP]),
        ("endnote-xml", ["Gómez Prado", "Roe"]),
        ("crossref", ["Gómez Prado", GROUP]),
        ("datacite", ["Gómez Prado", GROUP]),
        ("zotero-json", ["Gómez Prado", GROUP]),
        ("arxiv-oai", ["Gómez Prado", "Roe"]),
        ("jats", ["Gómez Prado", GROUP]),
    ],
)
def test_family_names_are_those_that_the_source_tells(name: str, names: list[str]) -> None:
    assert family_names(papers(EXCHANGE[name])[0]) == names


DATED = [
    *("medline", "pubmed-xml", "endnote-xml", "crossref", "openalex", "semantic-scholar", "zotero-json"),
    *("arxiv-oai", "arxiv-mail", "jats", "datacite"),
]


@pytest.mark.parametrize("name", DATED)
def test_dates_are_as_precise_as_told(name: str) -> None:
    assert papers(EXCHANGE[name])[0].published == "2021-03-04"


@pytest.mark.parametrize("name", ["web-of-science", "refer"])
def test_a_day_without_year_goes_with_the_year(name: str) -> None:
    assert papers(EXCHANGE[name])[0].published == "2011-10-28"


PAGED = [
    *("medline", "web-of-science", "refer", "pubmed-xml", "endnote-xml", "crossref", "openalex"),
    *("semantic-scholar", "zotero-json", "jats"),
]


@pytest.mark.parametrize("name", PAGED)
def test_pages_and_doi(name: str) -> None:
    paper = papers(EXCHANGE[name])[0]
    assert (paper.publication.pages, paper.doi) == ("12-34", "10.1000/abc.1")


@pytest.mark.parametrize("name", [*PAGED[:8], "jats"])
def test_journals(name: str) -> None:
    assert papers(EXCHANGE[name])[0].venue.lower() == "journal of things"


def test_medline() -> None:
    first, second = papers(MEDLINE)
    assert (first.publication.pmid, first.publication.pmcid) == ("30000001", "PMC1000001")
    assert (first.keywords, first.abstract) == (("Colitis, Ulcerative",), "A study of readers.")
    assert (second.authors, second.published) == (("J A Roe",), "2020")


def test_web_of_science_tells_keywords_and_publisher() -> None:
    first, _ = papers(WEB_OF_SCIENCE)
    assert (first.keywords, first.publication.publisher) == (("memory", "search"), "THING PRESS")


def test_refer_keeps_its_label_as_citation_key() -> None:
    first, second = papers(REFER)
    assert (first.citation_key, first.keywords) == ("roe2011", ("memory", "search"))
    assert (second.kind, second.publication.publisher) == (Kind.BOOK, "Thing Press")


def test_pubmed_labels_the_parts_of_an_abstract() -> None:
    first, second = papers(PUBMED_XML)
    assert first.abstract == "METHODS: We asked readers.\n\nRESULTS: They found it."
    assert (first.title, second.published) == ("Finding again: memory & search.", "2020-03")


def test_a_broken_record_of_xml_costs_itself_alone() -> None:
    broken = PUBMED_XML.replace("<ArticleTitle>Finding <i>", "<ArticleTitle>Finding <i> <b")
    assert [paper.title for paper in papers(broken)] == ["Rows on Demand"]
    assert [line for line, _ in rejects(broken)] == [4]


def test_html_entities_and_lone_ampersands_do_not_break_xml() -> None:
    odd = PUBMED_XML.replace("memory &amp; search", "m&eacute;moire & R&D;")
    assert papers(odd)[0].title == "Finding again: mémoire & R&D;."


def test_crossref_one_and_many() -> None:
    first, second = papers(CROSSREF)
    assert (first.title, second.kind) == ("Finding Again: Memory & Search", Kind.PREPRINT)
    inner = CROSSREF[CROSSREF.index('{"DOI"') : CROSSREF.index(",\n{")]
    one = f'{{"status":"ok","message-type":"work","message":{inner}}}'
    assert [paper.doi for paper in papers(one)] == ["10.1000/abc.1"]


def test_openalex_puts_the_abstract_together() -> None:
    (paper,) = papers(OPENALEX)
    assert (paper.abstract, paper.arxiv_id) == ("A study of readers", "2103.00001")


def test_semantic_scholar_one_many_and_unknown_ones() -> None:
    first, _ = papers(SEMANTIC_SCHOLAR)
    assert (first.arxiv_id, first.summary, first.publication.pmid) == ("2103.00001", "It finds.", "30000001")
    one = SEMANTIC_SCHOLAR[SEMANTIC_SCHOLAR.index('{"paperId":"a1"') : SEMANTIC_SCHOLAR.index(",\n{")]
    assert len(papers(one)) == len(papers(f"[null, {one}]")) == 1
    cited = f'{{"offset":0,"data":[{{"citingPaper":{one}}}]}}'
    assert papers(cited)[0].title == first.title


def test_zotero_leaves_attachments_out() -> None:
    first, second = papers(ZOTERO)
    assert (first.citation_key, first.publication.pmid, first.venue) == (
        *("gomez2021", "30000001", "Proceedings of Things"),
    )
    assert first.publication.editors.names == ("Kim Doe",)
    assert (second.kind, second.venue) == (Kind.THESIS, "University of Things")


def test_json_feed_has_addresses_guids_and_no_day_of_the_future() -> None:
    first, second = papers(JSON_FEED)
    assert (first.url, first.guid, first.abstract) == (
        *("https://example.org/p/1", "things-1", "It finds again."),
    )
    assert (second.doi, second.published) == ("10.1000/abc.2", "2026-11-23")


def test_oai_error_is_an_error() -> None:
    answer = ARXIV_OAI[: ARXIV_OAI.index("<ListRecords>")]
    with pytest.raises(SourceError, match="no such month"):
        items(f'{answer}<error code="badArgument">no such month</error></OAI-PMH>')


def body(mail: str) -> str:
    return mail.partition("\n\n")[2]


def test_mail_as_text_message_mailbox_and_forwarded() -> None:
    first, second = papers(ARXIV_MAIL)
    assert (first.authors, first.edition) == (("Ana Gómez", "Kim Doe", "Jane Roe"), "2021-03-05")
    assert (second.published, second.detail("announcement")) == ("", "replace")
    plain = [paper.title for paper in papers(body(ARXIV_MAIL))]
    assert plain == [first.title, second.title]
    mailbox = f"From a@b Fri Mar  5 02:00:00 2021\n{ARXIV_MAIL}\n" * 2
    assert [paper.title for paper in papers(mailbox)] == plain * 2
    quoted = "\n".join(f"> {line}" for line in body(ARXIV_MAIL).splitlines())
    assert [paper.title for paper in papers(quoted)] == plain
    packed = ARXIV_MAIL.replace("Content-Type", "Content-Transfer-Encoding: base64\nContent-Type")
    head, _, text = packed.partition("\n\n")
    encoded = base64.encodebytes(text.encode()).decode()
    assert [paper.title for paper in papers(f"{head}\n\n{encoded}")] == plain


def test_markdown_names_a_paper_by_its_link_or_the_text_before_it() -> None:
    first, second, third = papers(MARKDOWN)
    assert (first.title, first.arxiv_id) == ("Finding Again", "2103.00001")
    assert (second.title, second.doi, second.code_url) == (
        *("Rows on Demand, Doe et al", "10.1000/abc.2", "https://github.com/example/rows"),
    )
    assert (third.title, third.url) == ("A Page of Things", "https://example.org/things")


def test_jats_front_matter() -> None:
    (paper,) = papers(JATS)
    assert (paper.title, paper.keywords) == ("Finding Again: Memory", ("memory",))
    assert paper.abstract == "Methods: We asked readers’ friends."
    assert (paper.publication.pmid, paper.publication.publisher) == ("30000001", "Thing Press")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<!doctype html><html><body><h1>A page</h1></body></html>", "a web page"),
        ('<?xml version="1.0"?><modsCollection><mods/></modsCollection>', "MODS"),
        (r"\documentclass{article}\begin{document}Text.\end{document}", "LaTeX"),
        ('<opml version="2.0"><body/></opml>', "list of feeds"),
        ('{"films": [{"name": "A Film"}]}', "JSON of a kind"),
        ("<note><to>Someone</to></note>", "XML of a kind"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(data: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        items(data)
