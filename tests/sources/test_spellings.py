"""One thing as many programs write it: each table has the spellings of one field in one format."""

from __future__ import annotations

import json

import pytest

from paper_tui.sources import SourceError
from tests.sources.helpers import papers, rejects

DOI = "10.1000/abc"


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"literal": "September 2016"}, "2016-09"),
        ({"date-parts": [["2016-09-19"]]}, "2016-09-19"),
        ({"date-parts": [[2016.0]]}, "2016"),
        ({"date-parts": [2016, 9]}, "2016-09"),
        ({"date-parts": [[None]], "literal": "2016"}, "2016"),
        ({"year": 2016, "month": 9, "day": 3}, "2016-09-03"),
        ([{"year": "2016"}], "2016"),
        ({"edtf": "2016-09-19"}, "2016-09-19"),
        (2016, "2016"),
        ({"date-parts": [[float("1e300")]]}, ""),
        ([], ""),
        ({"date-parts": [["2016", "Sep"]]}, "2016"),
        ({"date-parts": [[""]], "raw": "19 Sept. 2016"}, "2016-09-19"),
    ],
)
def test_dates_of_csl_json(issued: object, published: str) -> None:
    item = {"id": "x", "type": "book", "title": "T", "author": [{"family": "Roe"}], "issued": issued}
    (paper,) = papers(json.dumps([item]), "csl-json")
    assert paper.published == published


@pytest.mark.parametrize(
    ("fields", "doi"),
    [
        ({"doi": DOI}, DOI),
        ({"id": f"https://doi.org/{DOI}"}, DOI),
        ({"note": f"PMID: 12\nDOI: {DOI}"}, DOI),
        ({"note": f"A reply to doi:{DOI}"}, ""),
    ],
)
def test_dois_of_csl_json(fields: dict[str, str], doi: str) -> None:
    item = {"id": "x", "type": "book", "title": "T", "issued": {"literal": "2001"}} | fields
    (paper,) = papers(json.dumps([item]), "csl-json")
    assert paper.doi == doi


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        (r"doi = {10.1000/a$\_$b}", "doi", "10.1000/a_b"),
        (r"doi = {10.1000/a\textunderscore b}", "doi", "10.1000/a_b"),
        (r"ee = {https://doi.org/10.1000/abc}", "doi", DOI),
        (r"bdsk-url-1 = {https://doi.org/10.1000/abc}", "doi", DOI),
        (r"eprint = {10.1000/abc}, eprinttype = {doi}", "doi", DOI),
        (r"note = {doi:10.1000/abc}", "doi", DOI),
        (r"note = {Comment on doi:10.1000/abc}", "doi", ""),
        (r"journal = {CoRR}, volume = {cs.LG/0101001}", "arxiv_id", "cs/0101001"),
        (r"eid = {arXiv:2001.00003}", "arxiv_id", "2001.00003"),
        (r"arxivid = {2001.00003}", "arxiv_id", "2001.00003"),
        (r"howpublished = {arXiv preprint 2001.00003}", "arxiv_id", "2001.00003"),
        (
            r"eprint = {0101001}, archiveprefix = {arXiv}, primaryclass = {hep-th}",
            "arxiv_id",
            "hep-th/0101001",
        ),
        (r"url = {http://x.org/a and http://x.org/b}", "url", "http://x.org/a"),
        (r"url = {Available at http://x.org/a.}", "url", "http://x.org/a"),
        (r"author-keywords = {alpha; beta}", "keywords", ("alpha", "beta")),
        (r"author = {Roe, Jane~and Doe, Kim}", "authors", ("Jane Roe", "Kim Doe")),
        (r"author = {Jane Roe \& Kim Doe}", "authors", ("Jane Roe", "Kim Doe")),
        (r"author = {Barnes \& Noble}", "authors", ("Barnes & Noble",)),
        (r"author = {Jane Roe et al.}", "authors", ("Jane Roe",)),
        (r"date = {1er janvier 2003}", "published", "2003-01-01"),
        (r"date = {2003年5月6日}", "published", "2003-05-06"),
        (r"author = {Roe, Jane, Doe, Kim}", "authors", ("Jane Roe", "Kim Doe")),
        (r"author = {Roe J., Doe K., Poe L.}", "authors", ("J. Roe", "K. Doe", "L. Poe")),
        (r"author = {Jane Roe\thanks{Now at Things.}}", "authors", ("Jane Roe",)),
        (r"ee = {http://x.org/a}", "url", "http://x.org/a"),
        (r"booktitle = {Das ,,Ding'' an sich}", "venue", "Das „Ding“ an sich"),
        (r"doi = {10.1000\slash a\-bc}", "doi", DOI),
        (r"url = {http://x.org/a\slash b}", "url", "http://x.org/a/b"),
        (r"note = {See \href {http://x.org/a} {\nolinkurl {x.org/a}}}", "url", "http://x.org/a"),
        (r"journal = {ArXiv}, volume = {2001.00003}", "arxiv_id", "2001.00003"),
        (r"mendeley-tags = {alpha,beta}", "keywords", ("alpha", "beta")),
        (r"author = {Jane Roe, Kim Doe, and Lee Poe}", "authors", ("Jane Roe", "Kim Doe", "Lee Poe")),
        (
            r"author = {Jane Roe, Kim Doe, Ann Low and Lee Poe}",
            "authors",
            ("Jane Roe", "Kim Doe", "Ann Low", "Lee Poe"),
        ),
        (r"author = {Roe, Jr., John and Doe, Kim}", "authors", ("John Roe Jr.", "Kim Doe")),
        (r"author = {Roe Jr., John}", "authors", ("John Roe Jr.",)),
        (
            r"author = {family=Holt, given=Ann, prefix=van den, useprefix=true}",
            "authors",
            ("Ann van den Holt",),
        ),
        (r"author = {nametemplatename=x, family=Holt, given=Ann}", "authors", ("Ann Holt",)),
        (r"date = {M{\"a}rz 2001}", "published", "2001-03"),
    ],
)
def test_fields_of_bibtex(fields: str, name: str, value: object) -> None:
    (paper,) = papers(f"@article{{k, title = {{T}}, {fields}}}")
    assert getattr(paper, name) == value


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("@article{a, doi = {10.1000/abc}}", f"doi:{DOI}"),
        ("@article{a, eprint = {2001.00003}}", "arXiv:2001.00003"),
        ("@article{a, author = {Roe}, journal = {Journal of Things}, volume = 3}", "Journal of Things"),
        ("@misc{a, title = {{}}, note = {Communication}, author = {Roe, J.}}", "Communication"),
    ],
)
def test_an_entry_without_title_is_named_by_what_it_has(entry: str, title: str) -> None:
    assert [paper.title for paper in papers(entry)] == [title]


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        ("N1  - doi: 10.1000/abc", "doi", DOI),
        ("UR  - http://x.org\nUR  - https://doi.org/10.1000/abc", "doi", DOI),
        ("L2  - https://doi.org/10.1000/abc", "doi", DOI),
        ("DO  - 10/abc12d", "url", "https://doi.org/10/abc12d"),
        ("AU  - First, Ann; Second, Bob", "authors", ("Ann First", "Bob Second")),
        ("AU  - First, Ann and Second, Bob", "authors", ("Ann First", "Bob Second")),
        ("AU  - First, Ann\nSecond, Bob", "authors", ("Ann First", "Bob Second")),
        (
            "AU  - Ministry of Health, Labour, and Welfare",
            "authors",
            ("Ministry of Health, Labour, and Welfare",),
        ),
        ("AB  - So\u0085 they say", "abstract", "So… they say"),
        ("KW  - A &amp; B", "keywords", ("A & B",)),
        ("JO  - CoRR\nVL  - abs/2001.00003", "arxiv_id", "2001.00003"),
        ("JF  - arXiv preprint arXiv:2001.00003", "arxiv_id", "2001.00003"),
        ("UR  - https://x.org/a'b!c", "url", "https://x.org/a%27b!c"),
    ],
)
def test_fields_of_ris(lines: str, name: str, value: object) -> None:
    (paper,) = papers(f"TY  - JOUR\nTI  - T\n{lines}\nER  - \n")
    assert getattr(paper, name) == value


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("('Jane Roe', 'Kim Doe')", ("Jane Roe", "Kim Doe")),
        ("Jane Roe et al.", ("Jane Roe",)),
        ("by Jane Roe and Kim Doe", ("Jane Roe", "Kim Doe")),
        ("王芳, 李明", ("王芳", "李明")),
        ("王芳；李明", ("王芳", "李明")),
        ("王芳、李明", ("王芳", "李明")),
        ("Roe J, Doe KA.", ("J Roe", "K A Doe")),
        ("Roe JA, Doe K.", ("J A Roe", "K Doe")),
        ("Roe J.A., Jr.; Doe K., III", ("J.A. Roe Jr.", "K. Doe III")),
        ("Jane Roe, Jr., Kim Doe, and Lee Poe", ("Jane Roe Jr.", "Kim Doe", "Lee Poe")),
        ("Roe, Jane; Doe, Kim; and Poe, Lee", ("Jane Roe", "Kim Doe", "Lee Poe")),
        ("['Jane Roe' 'Kim Doe']", ("Jane Roe", "Kim Doe")),
        ("[{'name': 'Jane Roe'}, {'given': 'Kim', 'family': 'Doe'}]", ("Jane Roe", "Kim Doe")),
        ("Jos&amp;#233; Roe, Kim Doe", ("José Roe", "Kim Doe")),
    ],
)
def test_names_of_tables(cell: str, names: tuple[str, ...]) -> None:
    (paper,) = papers(f'title,authors,year\nT,"{cell}",2021\n')
    assert paper.authors == names
    assert paper.people.others == ("et al" in cell)


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [
        ("Title,Year Published,Authors\nT,2022,Roe\n", "published", "2022"),
        ('title,first_author,year\nT,"Roe, Jane",2014\n', "authors", ("Jane Roe",)),
        ("title,title,authors\nT,,Jane Roe\n", "title", "T"),
    ],
)
def test_columns_of_tables(table: str, name: str, value: object) -> None:
    (paper,) = papers(table)
    assert getattr(paper, name) == value


@pytest.mark.parametrize(
    ("header", "encoding", "title"),
    [
        ("% Encoding: ISO8859_2", "iso-8859-2", "Příliš"),
        ("% Encoding: x-MacRoman", "mac_roman", "Élan"),
        ("This file was created with JabRef 2.9.\nEncoding: Cp1250", "cp1250", "Příliš"),
        ("% !TeX encoding = latin1", "latin-1", "Élan"),
        ("%% Saved with string encoding Western (Mac OS Roman) ", "mac_roman", "Élan"),
    ],
)
def test_encodings_as_programs_name_them(header: str, encoding: str, title: str) -> None:
    (paper,) = papers(f"{header}\n\n@article{{k, title = {{{title}}}}}\n".encode(encoding))
    assert paper.title == title


@pytest.mark.parametrize(
    ("entry", "title", "name", "value"),
    [
        ("@inbook{k, title={Things}, chapter={3}", "Things", "book", "Things"),
        ("@inbook{k, title={Things}, chapter={On Lists}", "On Lists", "book", "Things"),
        ("@inbook{k, title={On Lists}, booktitle={Things}, chapter={3}", "On Lists", "book", "Things"),
        (
            "@article{k, title={T}, journal={J. Th.}, fjournal={Journal of Things}",
            "T",
            "journal_short",
            "J. Th.",
        ),
        ("@article{k, title={T}, journal={J. Th.}, fjournal={Things}", "T", "journal", "Things"),
    ],
)
def test_titles_of_parts_and_journals(entry: str, title: str, name: str, value: str) -> None:
    (paper,) = papers(f"{entry}, author={{Roe, Jane}}, year=2001}}")
    assert (paper.title, getattr(paper.publication, name)) == (title, value)


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [
        ("title,authors\nT,{Jane Roe, Kim Doe}".replace("{", '"{').replace("}", '}"'), "authors", 2),
        ('title,authors\nT,"Jane Roe (1), Kim Doe (2)"', "authors", 2),
        ('title,authors\nT,"Roe, Jane*; Doe, Kim†"', "authors", 2),
        ("title,authors\nT,Jane Roe / Kim Doe", "authors", 2),
        ("title,date\nT,4-Mar-22", "published", "2022-03-04"),
        ("title,date\nT,4-Mar-99", "published", "1999-03-04"),
        ("title,date\nT,Mar-22", "published", "2022-03"),
        ("PaperTitle,PublicationYear\nT,2014", "published", "2014"),
        ("Titel,Autor,Jahr\nT,Jane Roe,2014", "published", "2014"),
        ("title,authors,publication\nT,Roe,Journal of Things", "venue", "Journal of Things"),
        ("primary_title,authors,secondary_title\nT,Roe,Journal of Things", "venue", "Journal of Things"),
        ("title,authors,keywords\nT,Roe,R&amp;D; C#", "keywords", ("R&D", "C#")),
        ("title,date\nT,3/4/22", "published", "2022"),
        ("title,date\nT,13/4/22", "published", "2022-04-13"),
        ("title,date,year\nT,Mar-22,2011", "published", "2011-03-22"),
        ("title,authors,journal,volume\nT,Roe,CoRR,abs/2001.00003", "arxiv_id", "2001.00003"),
        ("title,authors,Source title\nT,Roe,arXiv preprint arXiv:2001.00003", "arxiv_id", "2001.00003"),
    ],
)
def test_cells_of_tables(table: str, name: str, value: object) -> None:
    (paper,) = papers(table)
    expected = ("Jane Roe", "Kim Doe") if value == 2 else value
    assert getattr(paper, name) == expected


def test_ids_may_stand_apart_from_the_name_of_their_kind() -> None:
    found = papers(
        "DOI 10.1000/abc\nPMID: 123\nISBN 978-3-16-148410-0\narXiv 2001.00003\n978 3 16 148410 0\n"
    )
    assert (found[0].doi, found[1].publication.pmid) == (DOI, "123")
    assert [paper.publication.isbn for paper in found][2::2] == ["9783161484100", "9783161484100"]
    assert found[3].arxiv_id == "2001.00003"


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "A schema", "type": "object", "$schema": "http://json-schema.org/draft-07/schema#"}',
        '{"title": "Any object", "size": 3}',
    ],
)
def test_an_object_that_is_of_no_paper_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="Known formats"):
        papers(text)


def test_csl_json_may_be_wrapped_in_an_object() -> None:
    item = {"id": "roe2001", "type": "book", "title": "T", "issued": {"date-parts": [[2001]]}}
    assert [paper.published for paper in papers(json.dumps({"items": [item]}))] == ["2001"]


def test_items_of_zotero_may_follow_the_numbers_of_those_in_a_collection() -> None:
    item = {"itemType": "book", "title": "T", "creators": [], "date": "2001"}
    document = {"collections": {"a": {"items": [1, 10]}, "b": {"items": []}}, "items": [item]}
    assert [paper.title for paper in papers(json.dumps(document))] == ["T"]


def test_one_name_of_a_json_feed_may_be_several() -> None:
    item = {"id": "1", "title": "T", "author": {"name": "Jane Roe, Kim Doe"}}
    feed = {"version": "https://jsonfeed.org/version/1", "title": "F", "items": [item]}
    assert papers(json.dumps(feed))[0].authors == ("Jane Roe", "Kim Doe")


def test_an_invalid_id_in_a_list_is_told() -> None:
    text = "arxiv:2613.12345\n10.1000/abc\n978-3-16-148410-1\n"
    assert [paper.doi for paper in papers(text)] == [DOI]
    assert rejects(text) == [
        (1, "it is no arXiv id: there is no month 13"),
        (3, "it is no ISBN: its check digit is wrong"),
    ]


def test_csl_json_is_known_by_the_type_of_an_item_alone() -> None:
    (paper,) = papers('[{"id": "roe2001", "type": "book", "title": "T", "note": "DOI: 10.1000/abc"}]')
    assert (paper.citation_key, paper.doi) == ("roe2001", DOI)


@pytest.mark.parametrize("tag", ["AN", "C7", "M1"])
def test_a_doi_in_another_tag_of_ris(tag: str) -> None:
    (paper,) = papers(f"TY  - JOUR\nTI  - T\n{tag}  - 10.1000/abc\nER  - \n")
    assert (paper.doi, paper.publication.article_number) == (DOI, "")
