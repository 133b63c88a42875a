"""BibTeX that other programs read back as it was meant."""

import logging
import re
import shutil
import subprocess
from pathlib import Path

import bibtexparser
import pytest
from bibtexparser.middlewares import SeparateCoAuthors
from bibtexparser.model import Entry as Record
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from paper_tui.exports.bibtex import BIBTEX
from paper_tui.exports.tex_names import tex_names
from paper_tui.papers.builder import build_paper
from paper_tui.papers.people import Person, people
from paper_tui.papers.serialization import Entry
from paper_tui.sources.bundled_papers import starter
from tests.exports.helpers import HOSTILE, entries, entry, full_entry, names, texts

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DECODER = LatexNodes2Text(keep_comments=True)


def read(text: str) -> list[Record]:
    library = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors()])
    assert not library.failed_blocks
    return library.entries


def plain(tex: str) -> str:
    """The output that TeX would print; pylatexenc prints the circumflex as an accent of its own."""
    return DECODER.latex_to_text(tex, tolerant_parsing=False).replace("ˆ", "^")


def fields(record: Record) -> dict[str, str]:
    return {field.key: field.value for field in record.fields}


def given_first(name: str) -> str:
    """``Given Family Jr`` of a name as BibTeX reads it."""
    if re.fullmatch(r"\{.*\}", name, re.DOTALL) and name.count("}, {") == 0:
        return plain(name)
    family, *rest = re.split(r", (?![^{]*\})", name)
    return plain(" ".join((*rest[-1:], family, *rest[:-1])))


def date_of(found: dict[str, str]) -> str:
    month = f"{MONTHS.index(found['month']) + 1:02}" if "month" in found else ""
    return "-".join(
        part for part in (found.get("year", ""), month, found.get("day", "").zfill(2)) if part.strip("0")
    )


def exported(*them: Entry) -> str:
    return "".join(BIBTEX.write(them))


def test_an_entry_in_full() -> None:
    assert exported(full_entry()) == (
        "@article{kaiser2026bert,\n"
        "  title = {{BERT} \\& Beyond: 100\\% of {R-CNN}},\n"
        "  author = {Łukasz Kaiser and Diego de las Casas and {The Example Team}},\n"
        "  year = {2026},\n  month = sep,\n  day = {3},\n"
        "  journal = {Journal of Tests},\n  volume = {3},\n  number = {4},\n  pages = {10--20},\n"
        "  doi = {10.1000/x_1},\n"
        "  eprint = {2609.01234},\n  archivePrefix = {arXiv},\n  primaryClass = {cs.CL},\n"
        "  url = {https://arxiv.org/abs/2609.01234},\n"
        "  keywords = {language, vision, later-on},\n"
        "  abstract = {First, see https://example.org/a\\_(b).\n\nSecond: x < y.},\n}\n"
    )


@given(st.lists(entries(), max_size=3))
def test_what_is_written_reads_back_equal(them: list[Entry]) -> None:
    records = read(exported(*them))
    assert len(records) == len(them)
    for written, record in zip(them, records, strict=True):
        paper, found = written.paper, fields(record)
        assert plain(found["title"]) == paper.title
        others = ("others",) if paper.people.others else ()
        assert tuple(given_first(name) for name in found.get("author", [])) == (*paper.authors, *others)
        assert plain(found.get("abstract", "")) == paper.abstract
        assert date_of(found) == paper.published
        assert (found.get("doi", ""), found.get("eprint", "")) == (paper.doi, paper.arxiv_id)
        assert found.get("url", "") == paper.url
        venue = {"article": "journal", "inproceedings": "booktitle", "misc": "howpublished"}[
            record.entry_type
        ]
        assert plain(found.get(venue, "")) == (paper.publication.journal or paper.publication.book)
        words = plain(found.get("keywords", ""))
        assert words == ", ".join(dict.fromkeys((*paper.keywords, *written.mark.tags)))


@pytest.mark.parametrize(
    ("person", "written"),
    [
        (Person("Kreveld", "Marc", "van"), "Marc van Kreveld"),
        (Person("van Kreveld", "Marc"), "{van Kreveld}, Marc"),
        (Person("de Vries", "Jan", "van"), "van {de Vries}, Jan"),
        (Person("Roe", "Jane", suffix="Jr."), "Roe, Jr., Jane"),
    ],
)
def test_a_name_is_parted_as_its_source_parts_it(person: Person, written: str) -> None:
    assert tex_names(people([person])) == written


@given(st.lists(st.one_of(texts(1), names), min_size=1, max_size=4))
@example(["A &", "& B", "C and D", "E, F", "{", "others"])
def test_no_name_breaks_the_list_of_authors(authors: list[str]) -> None:
    paper = build_paper(title="A Title", authors=authors)
    found = fields(read(exported(entry(paper)))[0])
    others = ("others",) if paper.people.others else ()
    assert tuple(given_first(name) for name in found.get("author", [])) == (*paper.authors, *others)


@given(st.lists(entries(), max_size=4))
def test_braces_balance_and_nothing_is_logged(them: list[Entry]) -> None:
    text = exported(*them)
    assert text.count("{") == text.count("}")
    assert not re.search(r"@\w*[ \t]*\{(?!\w)", text), "an at sign that a parser takes for an entry"


def test_the_parser_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read(exported(full_entry(), entry(build_paper(title="@article{x, y = {z}"))))
    assert not caplog.records


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")
def test_biber_reads_every_entry_without_a_warning(tmp_path: Path) -> None:
    hostile = build_paper(
        title=HOSTILE, abstract=HOSTILE, authors=["A {B} \\c", HOSTILE], venue=HOSTILE, keywords=[HOSTILE]
    )
    them = [*map(entry, starter()), full_entry(), entry(hostile, note=HOSTILE)]
    (tmp_path / "out.bib").write_text(exported(*them), encoding="utf-8")
    command = ["biber", "--tool", "--output-file", "mended.bib", "out.bib"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "WARN" not in said
    assert "ERROR" not in said
    assert (tmp_path / "mended.bib").read_text(encoding="utf-8").count("\n@") >= len(them) - 1


@pytest.mark.parametrize(
    ("authors", "published", "title", "key"),
    [
        (["Ashish Vaswani"], "2017-06-12", "Attention Is All You Need", "vaswani2017attention"),
        (["Petar Veličković"], "2017", "Graph Attention Networks", "velickovic2017graph"),
        (["Albert-László Barabási"], "1999", "Emergence of scaling", "barabasi1999emergence"),
        (["Diego de las Casas"], "2020", "On the Use of X", "delascasas2020use"),
        (["王小明"], "2020", "深度学习", "anon2020"),
        ([], "", "U-Net: Convolutional Networks", "anonunetconvolutional"),
        (["Søren Øst"], "2021", "«Quoted» Words", "ost2021quoted"),
        (["'t Hooft"], "1993", "The A of B", "hooft1993b"),
    ],
)
def test_citation_keys(authors: list[str], published: str, title: str, key: str) -> None:
    paper = build_paper(title=title, authors=authors, published=published)
    assert read(exported(entry(paper)))[0].key == key


@pytest.mark.parametrize(
    ("given_key", "key"), [("Smith:2020-a", "Smith:2020-a"), ("bad {key}, x", "badkeyx")]
)
def test_a_key_that_came_from_a_bibliography_is_kept(given_key: str, key: str) -> None:
    paper = build_paper(title="A Title", published="2020", details={"citation key": given_key})
    assert read(exported(entry(paper)))[0].key == key


def test_papers_of_no_library_are_given_keys_of_their_own() -> None:
    same = [
        entry(
            build_paper(title="Same Title", authors=["A B"], published="2020", arxiv_id=f"2001.0000{number}")
        )
        for number in range(3)
    ]
    assert [record.key for record in read(exported(*same))] == ["b2020same", "b2020samea", "b2020sameb"]


@pytest.mark.parametrize(
    ("venue", "kind", "entry_type"),
    [
        ("", "", "misc"),
        ("NeurIPS 2017", "", "inproceedings"),
        ("Proceedings of the 5th Workshop", "", "inproceedings"),
        ("Nature", "", "article"),
        ("Nature", "inproceedings", "inproceedings"),
        ("MIT Press", "book", "book"),
        ("", "article", "misc"),
    ],
)
def test_entry_types(venue: str, kind: str, entry_type: str) -> None:
    paper = build_paper(title="A Title", venue=venue, details={"type": kind})
    record = read(exported(entry(paper)))[0]
    assert record.entry_type == entry_type
    assert venue in fields(record).values() or not venue
