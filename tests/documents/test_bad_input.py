"""Broken, huge and hostile texts: a plain message or the part that is good, soon and never raw."""

from __future__ import annotations

import gzip
import random
import sys
from collections.abc import Iterator

import pytest

from paper_tui.documents import build, decoding
from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import Equation, Math, Paragraph, Table, plain, plain_text
from paper_tui.documents.reading import read_document
from tests.documents import fuzz

PAGE = "<!DOCTYPE html><html><body><article class='ltx_document'>"
JATS = "<article article-type='x' xmlns:xlink='l'><body>"
DEEP = 20_000


def words(data: bytes) -> list[str]:
    document = read_document(data, accept_damaged=True)
    fuzz.check(document)
    return " ".join(map(plain_text, document.blocks)).split()


@pytest.fixture
def _little_stack() -> Iterator[None]:
    """As deep as the thread of a reader may be already when a text is read."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(900)
    yield
    sys.setrecursionlimit(limit)


@pytest.mark.usefixtures("_little_stack")
@pytest.mark.parametrize(
    "nested",
    [
        "<div>", "<p><span>", "<ul><li>", "<blockquote>", "<figure>", "<section>", "<b><i>", "<dl><dd>",
        "<table><tr><td>", "<p><span class=ltx_note><span class=ltx_note_content>", "<figure><div>",
        "<div class=ltx_theorem>", "<math><mrow>", "<svg><g>", "<a href='#x'>", "<pre>",
    ],
)  # fmt: skip
def test_text_below_tens_of_thousands_of_tags_is_read(nested: str) -> None:
    depth = DEEP if nested == "<div>" else 3_000
    closing = "</mrow></math>" if "math" in nested else ""
    found = words(f"{PAGE}{nested * depth}deep{closing} <p>after".encode())
    assert any("deep" in word for word in found)
    assert "after" in found or nested == "<pre>"


@pytest.mark.usefixtures("_little_stack")
@pytest.mark.parametrize(
    "page",
    [
        JATS + "<sec>" * DEEP + "<p>deep</p>",
        JATS + "<p>deep</p>" + "<list><list-item>" * 3_000,
        JATS + "<p>deep " + "<italic>" * 3_000,
        "<TEI><text><body>" + "<div><head>deep</head>" * 3_000,
        "# x\n\n" + "> " * 3_000 + "deep",
        "# deep\n\n"
        + "".join(f"{'  ' * depth}- {'deep' if depth == 299 else 'a'}\n" for depth in range(300)),
        "# deep\n\n" + "[" * 3_000,
        "# x\n\n" + "*a " * 3_000 + "deep",
    ],
    ids=["sec", "list", "italic", "tei", "quotes", "lists", "brackets", "stars"],
)
def test_other_formats_are_no_deeper(page: str) -> None:
    assert "deep" in words(page.encode()) or plain(read_document(page.encode()).title) == "deep"


def test_footnotes_that_cite_each_other_in_a_ring_end() -> None:
    marks = "".join(f'<xref ref-type="fn" rid="f{number}">{number}</xref>' for number in range(500))
    notes = "".join(
        f'<fn id="f{number}"><p>note{number}<xref rid="f{(number + 1) % 500}"/></p></fn>'
        for number in range(500)
    )
    found = words(f"{JATS}<p>start{marks}</p>{notes}</body></article>".encode())
    assert sum(word.startswith("note") for word in found) == 500


def test_a_table_of_ten_thousand_columns_is_a_table() -> None:
    row = "<tr>" + "".join(f"<td>{column}</td>" for column in range(10_000)) + "</tr>"
    (block,) = read_document(f"{PAGE}<table>{row * 2}</table></article></body></html>".encode()).blocks
    assert isinstance(block.content, Table)
    assert [len(cells) for cells in block.content.rows] == [10_000, 10_000]


def test_spans_are_bounded() -> None:
    page = f"{PAGE}<table><tr><td colspan=999999999 rowspan=9{'9' * 50}>x</td></tr></table>"
    (block,) = read_document(page.encode()).blocks
    assert isinstance(block.content, Table)
    assert (block.content.rows[0][0].columns, block.content.rows[0][0].rows) == (1_000, 1_000)


def test_an_equation_of_a_megabyte_is_kept_verbatim() -> None:
    tex = "x+" * 500_000
    cell = f'<math alttext="{tex}"></math>'
    table = f"<table class=ltx_equation><tr class=ltx_equation><td>{cell}</td></tr></table>"
    shown, inline = read_document(f"{PAGE}{table}<p>{cell}</p>".encode()).blocks
    assert isinstance(shown.content, Equation)
    assert shown.content.lines[0].tex == tex
    assert isinstance(inline.content, Paragraph)
    assert inline.content.parts == (Math(tex),)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "latin-1"),
        ('<meta http-equiv="content-type" content="text/html; charset=windows-1252">', "cp1252"),
        ("", "cp1252"),
        ("", "utf-16"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="no-such-charset">', "latin-1"),
    ],
)
def test_pages_in_other_encodings_are_read(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>café naïve</p></body></html>"
    assert words(page.encode(encoding)) == ["café", "naïve"]


def test_a_page_that_breaks_off_is_read_so_far_and_says_so() -> None:
    whole = f"{PAGE}<section><h2>One</h2><p>first</p><p>second sentence that".encode()
    document = read_document(whole)
    assert [plain_text(block) for block in document.blocks] == ["One", "first", "second sentence that"]
    assert "ends in the middle" in document.warnings[0]
    assert words(f"{PAGE}<p>cut in a charactér".encode()[:-2])[:3] == ["cut", "in", "a"]


def test_xml_that_breaks_off_is_read_so_far_and_says_so() -> None:
    document = read_document(f"{JATS}<p>first</p><p>second <b".encode())
    assert plain_text(document.blocks[0]) == "first"
    assert "XML is broken" in document.warnings[0]


def test_what_is_too_long_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST_BYTES", 200_000)
    document = read_document(PAGE.encode() + b"<p>word</p>" * 100_000)
    assert plain_text(document.blocks[1_000]) == "word"
    assert "was cut" in document.warnings[0]
    packed = read_document(gzip.compress(PAGE.encode() + b"<p>word</p>" * 100_000, 1))
    assert "ends early" in packed.warnings[0]
    monkeypatch.setattr(build, "MOST_BLOCKS", 100)
    assert len(read_document(PAGE.encode() + b"<p>word</p>" * 1_000).blocks) == 100


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\0" * 100, "format"),
        (b"%PDF-1.7 x", "damaged"),
        (b"PK\x03\x04", "format"),
        (b"\x1f\x8b\x08broken", "format"),
        (b"<html><body></body></html>", "empty"),
        (b"<html><body><p>No HTML is available for the paper</p></body></html>", "stub"),
        (
            b"<html><body><article class=ltx_document><p>No content available</p></article></body></html>",
            "stub",
        ),
        (
            b"<!DOCTYPE article [<!ENTITY a 'x'>]><article article-type='x'><body>&a;</body></article>",
            "format",
        ),
    ],
)
def test_what_holds_no_paper_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(data, accept_damaged=True)
    assert caught.value.reason == reason
    assert str(caught.value).endswith(".")


def test_a_conversion_that_failed_is_refused_unless_it_is_asked_for() -> None:
    banner = "<p>Conversion to HTML had a Fatal error and exited abruptly.</p>"
    page = f"<html><body>{banner}<article class='ltx_document'><p>half a paper</p></article></body></html>"
    with pytest.raises(DocumentError) as caught:
        read_document(page.encode())
    assert caught.value.reason == "damaged"
    assert words(page.encode()) == ["half", "a", "paper"]


def test_a_paper_about_failed_conversions_is_read() -> None:
    sentence = "<p>Conversion to HTML had a Fatal error, says the page; No HTML is available.</p>" * 20
    assert read_document(f"{PAGE}{sentence}</article></body></html>".encode()).blocks


def test_damage_anywhere_is_survived() -> None:
    for number in range(150):
        fuzz.run_one(fuzz.mutated(random.Random(f"suite/{number}")), number)
