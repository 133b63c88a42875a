"""RIS's tags mean what they do for the type of reference, and come back from our own export."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper_tui.exports import FORMATS
from paper_tui.papers.paper import Paper
from paper_tui.papers.people import People
from tests.exports.helpers import entry
from tests.sources.helpers import papers

MEANINGS = [
    ("BOOK", "SP  - 320", "page_count", "320"),
    ("BOOK", "SP  - 320 pp.", "page_count", "320"),
    ("BOOK", "SP  - 12\nEP  - 30", "pages", "12-30"),
    ("THES", "SP  - 210", "page_count", "210"),
    ("JOUR", "SP  - 320", "pages", "320"),
    ("JOUR", "SP  - A-12\nEP  - A-34", "pages", "A-12-A-34"),
    ("BOOK", "M1  - 17", "series_number", "17"),
    ("BOOK", "OP  - 1891", "original_date", "1891"),
    ("BOOK", "T2  - Series of Things", "series", "Series of Things"),
    ("THES", "T2  - Department of Things", "series", ""),
    ("CPAPER", "T2  - Things 2001\nC3  - Proceedings of Things", "event", "Things 2001"),
    ("CPAPER", "T2  - Things 2001\nC3  - Proceedings of Things", "book", "Proceedings of Things"),
    ("CPAPER", "T2  - Proceedings of Things", "book", "Proceedings of Things"),
    ("CPAPER", "CY  - Thingville", "publisher_place", "Thingville"),
    ("CPAPER", "CY  - Thingville\nC1  - New Town", "publisher_place", "New Town"),
    ("CPAPER", "CY  - Thingville\nC1  - New Town", "event_place", "Thingville"),
    ("CPAPER", "CY  - Thingville\nC1  - [Roe, J] Univ Things, Town; [Doe, K] Town", "event_place", ""),
    ("CPAPER", "M1  - 4", "issue", "4"),
    ("EJOUR", "M1  - 4", "issue", "4"),
    ("JOUR", "M1  - 4\nIS  - 3", "issue", "3"),
    ("JOUR", "M1  - Research Support, Town", "issue", ""),
    ("JOUR", "ET  - 2019/05/03", "book_edition", ""),
    ("BOOK", "ET  - 2nd", "book_edition", "2nd"),
    ("COMP", "ET  - 1.2.3", "version", "1.2.3"),
    ("JOUR", "C2  - PMC1000001", "pmcid", "PMC1000001"),
    ("JOUR", "C7  - 123001", "article_number", "123001"),
    ("RPRT", "SN  - TR-17", "number", "TR-17"),
    ("RPRT", "SN  - 1234-5678", "number", ""),
    ("PAT", "SN  - US 1234567", "number", "US 1234567"),
    ("PAT", "A2  - Office of Things", "editors", ()),
    ("CASE", "A2  - Reporter, Ann", "editors", ()),
    ("THES", "A3  - Doe, Kim", "editors", ()),
    ("BOOK", "A3  - Doe, Kim", "editors", ("Kim Doe",)),
    ("BOOK", "A4  - Doe, Kim", "translators", ("Kim Doe",)),
    ("DATA", "A4  - Agency, Things", "translators", ()),
    ("BOOK", "TA  - 羅, 珍", "translators", ()),
]


def read(kind: str, tags: str) -> Paper:
    (paper,) = papers(f"TY  - {kind}\nTI  - A title\nAU  - Roe, Jane\n{tags}\nER  - \n", "ris")
    return paper


def field(paper: Paper, name: str) -> object:
    value = getattr(paper.publication, name)
    return value.names if isinstance(value, People) else value


@pytest.mark.parametrize(("kind", "tags", "name", "value"), MEANINGS)
def test_a_tag_means_what_it_does_for_the_type(kind: str, tags: str, name: str, value: object) -> None:
    paper = read(kind, tags)
    assert field(paper, name) == value
    again = entry(replace(paper, records=()))
    (back,) = papers("".join(FORMATS["ris"].write([again])), "ris")
    assert field(back, name) == value


@pytest.mark.parametrize(
    ("written", "family", "given", "suffix"),
    [
        ("Roe, Jane, K.", "Roe", "Jane K.", ""),
        ("Roe, Jane, Marie", "Roe", "Jane Marie", ""),
        ("Roe, J.,K.", "Roe", "J. K.", ""),
        ("Roe, John, Jr.", "Roe", "John", "Jr."),
        ("Roe, Jr., John", "Roe", "John", "Jr."),
        ("John Roe, Jr.", "Roe", "John", "Jr."),
        ("Roe, Jane, PhD", "Roe", "Jane", "PhD"),
        ("Roe, MD", "Roe", "MD", ""),
        ("Roe Jr., John", "Roe", "John", "Jr."),
        ("Roe, John III", "Roe", "John", "III"),
        ("Google, Inc., USA", "", "", ""),
        ("Things, Inc.", "", "", ""),
        ("University of Things, Department of Lists, Town", "", "", ""),
    ],
)
def test_commas_of_a_name(written: str, family: str, given: str, suffix: str) -> None:
    (paper,) = papers(f"TY  - JOUR\nTI  - A title\nAU  - {written}\nER  - \n", "ris")
    (person,) = paper.people.persons
    assert (person.family, person.given, person.suffix) == (family, given, suffix)
    assert family or person.literal == written
