"""The running text of PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import Heading, Reference, plain, plain_text
from paper_tui.documents.reading import read_document
from paper_tui.pdf.flow import Passage, passages
from paper_tui.pdf.model import Line, Page, Pdf

FILES = Path(__file__).with_name("files")


def lines(*texts: str, left: float = 72, top: float = 700, size: float = 10) -> list[Line]:
    right = 300 if left > 50 else left + 8
    return [
        Line(text, size, left, top - 12 * number - size, right, top - 12 * number)
        for number, text in enumerate(texts)
    ]


def flow(*pages: list[Line]) -> list[Passage]:
    made = tuple(Page(str(number), 612, 792, tuple(page)) for number, page in enumerate(pages, 1))
    return list(passages(Pdf(len(made), made)))


def test_columns_are_read_one_after_the_other_under_what_spans_both() -> None:
    document = read_document((FILES / "columns.pdf").read_bytes())
    headings = [plain(block.content.parts) for block in document.blocks if isinstance(block.content, Heading)]
    assert headings == [f"Section {section} of Page {page}" for page in (1, 2) for section in "AB"]
    assert plain(document.title) == "Two Columns of Reeds"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    document = read_document((FILES / "columns.pdf").read_bytes())
    text = "\n".join(plain_text(block) for block in document.blocks)
    assert "Journal of Slow Water" not in text
    assert not any(plain_text(block).strip() in ("1", "2") for block in document.blocks)


def test_every_page_can_be_gone_to() -> None:
    assert {"page-1", "page-2"} <= {*read_document((FILES / "columns.pdf").read_bytes()).places}


def test_references_have_their_identifiers() -> None:
    document = read_document((FILES / "cites.pdf").read_bytes())
    (entry,) = [block.content for block in document.blocks if isinstance(block.content, Reference)]
    assert (entry.label, entry.doi) == ("[1]", "10.1000/jsw.2019.45")


def test_words_broken_at_line_ends_are_whole() -> None:
    (passage,) = flow(lines("The bound\u00ad", "ary of a well-known", "river."))
    assert passage.text == "The boundary of a well-known river."


def test_a_caption_stands_apart_from_the_text() -> None:
    found = flow(lines("The text before it ends here.", "Figure 3: Boats on mud.", "and goes on"))
    assert [passage.kind for passage in found][:2] == ["text", "caption"]


def test_a_heading_is_known_by_its_size_and_number() -> None:
    page = lines("2.1 Boats and Reeds", size=13) + lines("Words of the text that follow it.", top=680)
    heading, text = flow(page)
    assert (heading.kind, heading.number, heading.level, heading.text) == (
        "heading",
        "2.1",
        2,
        "Boats and Reeds",
    )
    assert text.kind == "text"


def test_line_numbers_are_left_out() -> None:
    page = lines("1", "2", "3", left=20) + lines("Words and", "more words and", "others.")
    assert [passage.text for passage in flow(page)] == ["Words and more words and others."]


@pytest.mark.parametrize(("name", "reason"), [("scan", "no text"), ("locked", "encrypted")])
def test_what_has_no_text_says_why(name: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read_document((FILES / f"{name}.pdf").read_bytes())
