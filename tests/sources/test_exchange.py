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


ERIC = """OWN - ERIC
TI  - Finding Again
AU  - van Holt, Kim
OT  - Memory
JT  - Journal of Things
AID - http://dx.doi.org/10.1000/abc.1
LID - http://eric.example/?id=EJ1
DP  - 2021
ISSN - EISSN-1234-5678
PT  - Reports - Research
PT  - Journal Articles

OWN - ERIC
TI  - Rows on Demand
AU  - Roe, Jane
JT  - Thing Press
SO  - Ph.D. Dissertation, Thing University
ISBN - ISBN-978-3-16-148410-0
PT  - Dissertations/Theses - Doctoral Dissertations
"""


def test_records_of_eric() -> None:
    article, thesis = papers(ERIC)
    assert family_names(article) == ["Holt"]
    assert (article.doi, article.kind, article.published) == ("10.1000/abc.1", Kind.ARTICLE, "2021")
    assert (article.publication.journal, article.publication.issn) == ("Journal of Things", "1234-5678")
    assert article.url.endswith("id=EJ1") or article.doi in article.url
    assert (thesis.kind, thesis.publication.institution) == (Kind.THESIS, "Thing University")
    assert (thesis.publication.publisher, thesis.publication.journal) == ("Thing Press", "")
    assert thesis.publication.isbn == "978-3-16-148410-0"


def test_further_lines_of_the_web_of_science_may_begin_without_a_space() -> None:
    text = WEB_OF_SCIENCE.replace("\n   ", "\n").replace(
        "AF Gómez Prado, Ana", "AF Gómez Prado, Ana (a@b.org)"
    )
    assert [paper.title for paper in papers(text)] == [paper.title for paper in papers(WEB_OF_SCIENCE)]
    assert papers(text)[0].people == papers(WEB_OF_SCIENCE)[0].people


def test_a_journal_of_pubmed_is_named_without_its_place() -> None:
    for sample in (MEDLINE, PUBMED_XML):
        (paper, *_) = papers(sample.replace("Journal of Things", "Things (New Town, N.T.)"))
        assert (paper.publication.journal, paper.publication.publisher_place) == ("Things", "New Town, N.T.")


def test_a_book_of_pubmed_has_its_authors() -> None:
    (book,) = papers(
        "<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>1</PMID><Book><BookTitle>Things</BookTitle>"
        "<AuthorList Type='authors'><Author><LastName>Roe</LastName><ForeName>Jane</ForeName></Author>"
        "</AuthorList></Book></BookDocument></PubmedBookArticle></PubmedArticleSet>"
    )
    assert (book.title, book.authors, book.kind) == ("Things", ("Jane Roe",), Kind.BOOK)


DATACITE_ALONE = """{"id": "https://doi.org/10.1000/abc.1", "doi": "10.1000/abc.1",
"types": {"resourceTypeGeneral": "Text", "citeproc": "article-journal"}, "publicationYear": 2020,
"titles": [{"title": "Dinge", "titleType": "TranslatedTitle"}, {"title": "Things"},
{"title": "A List", "titleType": "Subtitle"}], "creators": [{"familyName": "Roe", "givenName": "Jane"}],
"dates": [{"date": "2019-05-06", "dateType": "Submitted"}, {"date": "2020-03-04", "dateType": "Issued"}],
"container": {"title": "Journal of Things", "volume": "3", "firstPage": "12", "lastPage": "34",
"identifier": "1234-5678", "identifierType": "ISSN"}, "language": "en",
"subjects": [{"subject": "memory"}]}"""


def test_a_doi_of_datacite_alone() -> None:
    (paper,) = papers(DATACITE_ALONE)
    said = paper.publication
    assert (paper.title, paper.published, paper.doi) == ("Things: A List", "2020-03-04", "10.1000/abc.1")
    assert (said.journal, said.volume, said.pages, said.issn) == (
        "Journal of Things",
        "3",
        "12-34",
        "1234-5678",
    )
    assert (paper.kind, paper.keywords, said.language) == (Kind.ARTICLE, ("memory",), "en")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<doi_records><doi_record/></doi_records>", "Crossref's XML"),
        ("RT Journal\nSR Print(0)\nA1 Roe,Jane\nT1 Things\nYR 2001\n", "RefWorks"),
        ("<1. >\nTI  - Things\nAU  - Roe, Jane\n", "Ovid"),
        ("01841cam a2200385Ma 45000100070000000500170000", "MARC"),
    ],
)
def test_what_is_not_read_is_named(text: str, named: str) -> None:
    with pytest.raises(SourceError, match=named):
        papers(text)


@pytest.mark.parametrize(
    ("description", "doi"),
    [
        ("Journal of Things, Published online: 5 March; <a href='x'>doi:10.1000/abc.1</a>", "10.1000/abc.1"),
        ("<b>Things</b>, 2024<br/><b>DOI</b>: 10.1000/abc.1, Paper<br/>About it.", "10.1000/abc.1"),
        ("PMID:1 | DOI:<a href='x'>10.1000/abc.1</a>", "10.1000/abc.1"),
        ("A reply to doi:10.1000/abc.1.", ""),
        ("We read https://doi.org/10.1000/abc.1.", ""),
        ("<p>DOI: 10.1000/abc.1</p><p>DOI: 10.1000/abc.2</p>", ""),
    ],
)
def test_the_doi_that_a_description_states_as_its_own(description: str, doi: str) -> None:
    item = f"<title>T</title><description><![CDATA[{description}]]></description>"
    (paper,) = papers(f"<rss><channel><item>{item}</item></channel></rss>")
    assert paper.doi == doi
