"""Exports read back, with the libraries others use and with our own readers."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
import rispy
from hypothesis import assume, given
from hypothesis import strategies as st

from paper_tui.exports import FORMATS
from paper_tui.papers.builder import build_paper
from paper_tui.papers.paper import Paper
from paper_tui.papers.prose import plain_text
from paper_tui.papers.serialization import Entry
from paper_tui.papers.shelf import Mark
from paper_tui.papers.text import clean_note
from paper_tui.sources import known_formats
from paper_tui.sources.base import Context
from paper_tui.sources.bundled_papers import starter
from tests.exports.helpers import entries, entry, full_entry

CONTEXT = Context("test", date(2026, 9, 5), "2026-09-05T08:00:00.000Z")
READERS = {source.name: source.read for source in known_formats()}
CSL_TYPES = {"article", "article-journal", "paper-conference", "book", "chapter", "thesis", "report"}
CSL_TEXTS = {
    "title",
    "container-title",
    "DOI",
    "URL",
    "keyword",
    "abstract",
    "volume",
    "issue",
    "page",
    "publisher",
}
CSL_TEXTS |= {"archive", "archive_location", "number", "id", "type"}


def written(name: str, them: list[Entry]) -> str:
    return "".join(FORMATS[name].write(them))


def read_by_us(name: str, text: str) -> list[Paper]:
    items = list(READERS[name](io.BytesIO(text.encode()), CONTEXT))
    found = [item.paper if isinstance(item, Entry) else item for item in items]
    assert all(isinstance(paper, Paper) for paper in found), found
    return [paper for paper in found if isinstance(paper, Paper)]


def known(paper: Paper, mark: Mark | None = None) -> dict[str, object]:
    """The fields that every format has; paragraphs are folded, as RIS has none."""
    words = dict.fromkeys((*paper.keywords, *(mark.tags if mark else ())))
    return {
        "title": paper.title,
        "authors": paper.authors,
        "abstract": " ".join(paper.abstract.split()),
        "published": paper.published,
        "url": paper.url,
        "arxiv_id": paper.arxiv_id,
        "doi": paper.doi,
        "venue": paper.venue,
        "keywords": set(words),
    }


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "jsonl", "csv"])
def test_the_starter_library_comes_back_through_our_own_readers(name: str) -> None:
    them = [entry(paper) for paper in starter()]
    found = read_by_us(name, written(name, them))
    assert [known(paper) for paper in found] == [known(one.paper) for one in them]


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json"])
def test_an_entry_in_full_comes_back_through_our_own_readers(name: str) -> None:
    found = read_by_us(name, written(name, [full_entry()]))
    assert [known(paper) for paper in found] == [known(full_entry().paper, full_entry().mark)]
    again = written(name, [entry(found[0])])
    assert [known(paper) for paper in read_by_us(name, again)] == [known(found[0])]


def reads_as_tex(one: Entry) -> bool:
    """Return whether a text as it is shown would be taken for TeX or markup once more."""
    shown = (one.paper.title, " ".join(one.paper.abstract.split()), one.paper.venue, *one.paper.authors)
    told = (*shown, one.paper.publication.publisher)
    return any(plain_text(text) != text for text in told)


@given(st.lists(entries(), min_size=1, max_size=3))
def test_any_papers_come_back_through_our_own_readers(them: list[Entry]) -> None:
    assume(not any(map(reads_as_tex, them)))
    for name in ("bibtex", "ris", "csl-json"):
        text = written(name, them)
        if name != "csl-json" or "&amp;" not in text:  # CSL's texts may hold HTML, so it is read as &
            _comes_back(name, text, them)


def _comes_back(name: str, text: str, them: list[Entry]) -> None:
    found = read_by_us(name, text)
    expected = [known(one.paper, one.mark) for one in them]
    for one, told in zip(them, expected, strict=True):
        if name == "bibtex" and not one.paper.venue:
            told["venue"] = one.paper.publication.publisher  # which BibTeX's reader takes for the venue
    assert [known(paper) for paper in found] == expected, name


@given(st.lists(entries(), max_size=3))
def test_csv_comes_back_as_it_was_whatever_a_spreadsheet_would_run(them: list[Entry]) -> None:
    def told(paper: Paper) -> dict[str, object]:
        return {**known(paper), "abstract": paper.abstract, "categories": paper.categories, "keywords": None}

    found = read_by_us("csv", written("csv", them)) if them else []
    assert [told(paper) for paper in found] == [told(one.paper) for one in them]


@pytest.mark.parametrize("title", ["=1+1", "'=1+1", "''-x", "-x", "'quoted'", "@home", "＝1", "'", "+"])
def test_a_guard_against_formulas_is_put_on_and_taken_off(title: str) -> None:
    text = written("csv", [entry(build_paper(title=title, doi="10.1000/a"))])
    _, (_, cell, *_) = csv.reader(io.StringIO(text))
    assert cell[0] not in "=+-@＝"
    assert [paper.title for paper in read_by_us("csv", text)] == [title]


@given(st.lists(entries(), max_size=3))
def test_jsonl_loses_nothing_of_papers_and_of_what_the_reader_did(them: list[Entry]) -> None:
    text = written("jsonl", them)
    assert text.count("\n") == len(them) == len(text.splitlines())
    assert read_by_us("jsonl", text) == [one.paper for one in them]
    items = READERS["jsonl"](io.BytesIO(text.encode()), CONTEXT)
    found = {place: item.mark for place, item in enumerate(items) if isinstance(item, Entry)}
    did = [replace(one.mark, note=clean_note(one.mark.note)) for one in them]
    assert found == {place: mark for place, mark in enumerate(did) if not mark.is_blank}


def test_a_note_that_no_encoding_takes_is_written_all_the_same() -> None:
    text = written("jsonl", [entry(starter()[0], note="a\ud800b\u2028c\x9b")])
    assert "a\\ud800b\\u2028c\\u009b" in text
    assert read_by_us("jsonl", text) == [starter()[0]]


@given(st.lists(entries(), max_size=3))
def test_ris_reads_back_through_rispy(them: list[Entry]) -> None:
    records = rispy.loads(written("ris", them))
    assert len(records) == len(them)
    for one, record in zip(them, records, strict=True):
        assert record["title"] == one.paper.title
        assert tuple(_given_first(name) for name in record.get("authors", [])) == one.paper.authors
        assert record.get("date", "") == one.paper.published.replace("-", "/")
        assert record.get("year", "") == one.paper.published[:4]
        assert record.get("secondary_title", "") == _container(one.paper)
        assert record.get("doi", "") == one.paper.doi
        assert record.get("accession_number", "") == (
            f"arXiv:{one.paper.arxiv_id}" if one.paper.arxiv_id else ""
        )
        assert record.get("urls", [])[:1] == ([one.paper.url] if one.paper.url else [])
        assert record.get("abstract", "").split() == one.paper.abstract.split()
        assert record.get("keywords", []) == list(dict.fromkeys((*one.paper.keywords, *one.mark.tags)))


def _container(paper: Paper) -> str:
    return paper.publication.journal or paper.publication.book


def _given_first(name: str) -> str:
    family, _, given_name = name.partition(", ")
    return f"{given_name} {family}".strip()


@given(st.lists(entries(), max_size=3))
def test_csl_json_keeps_to_its_schema_and_reads_back(them: list[Entry]) -> None:
    items = json.loads(written("csl-json", them))
    assert len({item["id"] for item in items}) == len(items) == len(them)
    for one, item in zip(them, items, strict=True):
        _check_csl(item)
        paper = one.paper
        names = tuple(
            author.get("literal") or " ".join(author[part] for part in CSL_PARTS if part in author)
            for author in item.get("author", [])
        )
        dates = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
        assert (item["title"], names, item.get("abstract", "")) == (
            paper.title,
            paper.authors,
            paper.abstract,
        )
        assert dates == [int(part) for part in paper.published.split("-") if part]
        assert (item.get("DOI", ""), item.get("URL", "")) == (paper.doi, paper.url)
        assert (item.get("container-title", ""), item.get("archive_location", "")) == (
            _container(paper),
            paper.arxiv_id,
        )


CSL_PARTS = ("given", "non-dropping-particle", "family", "suffix")


def _check_csl(item: dict[str, object]) -> None:
    """The rules of csl-data.json for the fields we write: names, types, and no field unknown to it."""
    assert item.keys() <= CSL_TEXTS | {"author", "issued"}
    assert item["type"] in CSL_TYPES
    assert all(isinstance(value, str) and value for name, value in item.items() if name in CSL_TEXTS)
    authors = item.get("author", [])
    assert isinstance(authors, list)
    assert all(
        author.keys() <= {"family", "given", "suffix", "non-dropping-particle"}
        or author.keys() == {"literal"}
        for author in authors
    )
    issued = item.get("issued", {"date-parts": [[2026]]})
    assert isinstance(issued, dict)
    assert issued.keys() == {"date-parts"}
    assert 1 <= len(issued["date-parts"][0]) <= 3
    assert all(type(part) is int for part in issued["date-parts"][0])


@given(st.lists(entries(), max_size=3))
def test_every_format_takes_any_entry_and_none(them: list[Entry]) -> None:
    for name, form in FORMATS.items():
        pieces = list(form.write(iter(them)))
        text = "".join(pieces)
        assert len(pieces) <= len(them) + 2, name
        assert not {char for char in text if char < " "} - {"\n"}, name
        text.encode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_entries_are_written_as_they_come(name: str) -> None:
    taken: list[int] = []

    def source() -> object:
        for number in range(1_000):
            taken.append(number)
            yield full_entry()

    pieces = FORMATS[name].write(source())  # type: ignore[arg-type]  # a generator of entries
    next(pieces), next(pieces)
    assert len(taken) <= 2
