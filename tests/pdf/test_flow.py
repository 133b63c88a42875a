"""The running text of PDFs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paper_tui.documents.errors import DocumentError
from paper_tui.documents.model import Heading, Reference, plain, plain_text
from paper_tui.documents.reading import read_document
from paper_tui.pdf.flow import Passage, passages
from paper_tui.pdf.model import Line, Page, Pdf
from paper_tui.pdf.reading import read_pdf

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


def test_line_numbers_are_left_out_wherever_they_stand() -> None:
    numbers = [replace(line, left=548, right=552) for line in lines(*map(str, range(1, 10)))]
    words = lines(*(f"words {number} of it and" for number in "abcdefghi"))
    (passage,) = flow([*words, *numbers])
    assert not any(char.isdigit() for char in passage.text)


def test_three_columns_are_read_one_after_the_other_under_what_is_centred() -> None:
    columns = [
        replace(line, left=left, right=left + 140)
        for name, left in (("left", 72), ("middle", 232), ("right", 392))
        for line in lines(*(f"{name} {number} and" for number in "abcdef"), top=650)
    ]
    title = replace(lines("Slow Rivers of the Northern Shore", top=740, size=17)[0], left=150, right=460)
    names = replace(lines("Ada Brook", top=700)[0], left=280, right=330)
    by_row = sorted(columns, key=lambda line: (-line.top, line.left))
    heading, authors, text = flow([title, names, *by_row])
    assert (heading.kind, authors.text) == ("heading", "Ada Brook")
    assert [word for word in text.text.split() if len(word) > 3] == ["left"] * 6 + ["middle"] * 6 + [
        "right"
    ] * 6


def test_a_caption_in_the_size_of_the_text_ends_before_the_text() -> None:
    caption = replace(lines("Figure 3: Boats on mud.")[0], left=120, right=240)
    below = lines("The text goes on below it, to the edge,", "and does not stop.", top=687)
    assert [passage.kind for passage in flow([caption, *below])] == ["caption", "text"]


def test_pages_are_read_as_their_text_is_turned() -> None:
    pages = read_pdf((FILES / "turned.pdf").read_bytes()).pages
    for number, page in enumerate(pages, 1):
        assert [line.text for line in page.lines] == [
            f"the {place} line of page {number}" for place in ("first", "second", "third")
        ]
        tops = [line.top for line in page.lines]
        assert tops == sorted(tops, reverse=True)
        assert all(line.right - line.left > 50 > line.top - line.bottom for line in page.lines)


def test_lines_of_chinese_and_japanese_are_joined_without_a_space() -> None:
    (passage,) = flow(lines("川の水は番目の行を", "流れて海へ行く"))
    assert passage.text == "川の水は番目の行を流れて海へ行く"


@pytest.mark.parametrize(("name", "reason"), [("scan", "no text"), ("locked", "encrypted")])
def test_what_has_no_text_says_why(name: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read_document((FILES / f"{name}.pdf").read_bytes())


def test_sizes_are_those_that_are_seen() -> None:
    (page,) = read_pdf((FILES / "scaled.pdf").read_bytes()).pages
    assert [round(line.size) for line in page.lines] == [19, 19, 12, 10, 10]


def test_an_accent_printed_before_its_letter_is_put_on_it() -> None:
    (page,) = read_pdf((FILES / "scaled.pdf").read_bytes()).pages
    assert page.lines[2].text == "André Brook"


def test_a_word_broken_in_a_tall_line_does_not_end_the_paragraph() -> None:
    tall = Line("a line that PDFium puts together of two", 10, 72, 664, 300, 686)
    page = [*lines("The first line."), tall, *lines("and the last one.", top=662)]
    assert len(flow(page)) == 1


def test_exponents_and_fractions_stay_in_their_sentence() -> None:
    script = Line("2", 7, 200, 681, 204, 687)
    page = [
        *lines("This is as large as n"),
        *lines("of x", top=688),
        script,
        *lines("in every case.", top=676),
    ]
    assert [passage.text for passage in flow(page)] == ["This is as large as n of x 2 in every case."]


def test_running_heads_are_known_wherever_they_stand() -> None:
    pages = [
        lines(f"Boats on Mud {page}", top=650) + lines(f"Words {page} of it.", top=600) for page in range(4)
    ]
    assert not any("Boats on Mud" in passage.text for passage in flow(*pages))


def test_a_numbered_line_in_bold_is_a_heading() -> None:
    bold = [replace(line, is_bold=True) for line in lines("2.1 Boats and Reeds")]
    heading, _ = flow(bold + lines("Words of the text that follow it.", top=688))
    assert (heading.kind, heading.number, heading.text) == ("heading", "2.1", "Boats and Reeds")
