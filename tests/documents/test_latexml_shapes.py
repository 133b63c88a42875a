"""Shapes of LaTeXML's markup that our own papers do not have, as arXiv and ar5iv serve them."""

# ruff: noqa: E501 - markup is clearer on one line

from __future__ import annotations

from paper_tui.documents.model import (
    Block,
    Citation,
    Document,
    Equation,
    Figure,
    FootnoteMark,
    Heading,
    Math,
    Paragraph,
    Reference,
    Table,
    Text,
    plain,
    plain_text,
)
from paper_tui.documents.reading import read_document

CHROME = (
    "<!DOCTYPE html><html lang='en'><head><title>Waves</title><script>let theme = '</div>';</script></head><body>"
    "<dialog id='modal-form'><form><label>Title:</label><textarea>help</textarea></form></dialog>"
    "<header class='arxiv-html-header'><nav><a href='/'>Back to arXiv</a></nav></header>"
    "<nav class='ltx_page_navbar'><nav class='ltx_TOC'><ol><li><a href='#S1'>1 Contents</a></li></ol></nav></nav>"
    "<div class='ltx_page_main'><div class='package-alerts ltx_document'><p>HTML conversions are made here</p></div>"
    "<div class='ltx_page_content'><article class='ltx_document'>{}</article></div></div>"
    "<footer class='arxiv-html-footer'><h2>Instructions for reporting errors</h2><p>Click the button.</p></footer>"
    "</body></html>"
)


def read(article: str) -> Document:
    return read_document(CHROME.format(article).encode(), accept_damaged=True)


def one(article: str) -> Block:
    (block,) = read(article).blocks
    return block


def texts(document: Document) -> list[str]:
    return [plain_text(block) for block in document.blocks]


def test_nothing_around_the_article_is_read() -> None:
    assert texts(read("<p class='ltx_p'>The sea.</p>")) == ["The sea."]


def test_a_link_to_the_page_by_its_address_is_one_within_it() -> None:
    document = read(
        "<p class='ltx_p'><a class='ltx_ref' href='https://arxiv.org/html/2101.00001v2#bib.bib1'>3</a></p>"
        "<ul class='ltx_biblist'><li class='ltx_bibitem' id='bib.bib1'>A. Brook.</li></ul>"
    )
    assert document.blocks[0].content == Paragraph((Citation("3", ("bib.bib1",)),))


def test_text_is_found_where_it_stands_loose() -> None:
    article = "<section class='ltx_section'><h2 class='ltx_title'>T</h2>loose<div>more</div><span>tail</span></section>"
    assert texts(read(article)) == ["T", "loose", "more", "tail"]
    assert texts(read("<span class='ltx_para'><span class='ltx_p'>one</span><span class='ltx_p'>two</span></span>")) == [
        "one", "two",
    ]  # fmt: skip
    assert texts(read("<div class='ltx_made_up'><span class='ltx_other'>kept</span></div>")) == ["kept"]


def test_the_words_in_a_drawing_are_kept() -> None:
    svg = "<svg><foreignObject><p class='ltx_p'>Node <math alttext='w'></math></p></foreignObject></svg>"
    figure = one(f"<figure class='ltx_figure'>{svg}<figcaption><span class='ltx_tag'>Figure 1: </span>Drawn.</figcaption></figure>")  # fmt: skip
    assert isinstance(figure.content, Figure)
    assert figure.content.label == "Figure 1"
    assert figure.content.panels[0].images[0].text == "Node w"


def test_the_caption_of_two_tables_is_that_of_the_first() -> None:
    tables = "".join(
        f"<table class='ltx_tabular'><tr><td class='ltx_td'>{name}</td></tr></table>" for name in "ab"
    )
    document = read(
        f"<figure id='T1'>{tables}<figcaption><span class='ltx_tag'>Table 1: </span>Both.</figcaption></figure>"
    )
    first, second = (block.content for block in document.blocks)
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (first.label, second.label) == ("Table 1", "")
    assert document.places["T1"].block == 0


def test_text_in_a_figure_stands_before_its_caption() -> None:
    document = read(
        "<figure class='ltx_figure' id='F2'><p class='ltx_p'>You are a boat.</p><p class='ltx_p'>Float.</p>"
        "<figcaption><span class='ltx_tag'>Figure 2: </span>A prompt.</figcaption></figure>"
    )
    assert texts(document) == ["You are a boat.", "Float.", "Figure 2 A prompt."]
    assert {block.frames[0].kind for block in document.blocks} == {"float"}
    assert document.places["F2"].block == 2


def test_a_footnote_apart_from_its_mark_is_found_by_it() -> None:
    document = read(
        "<p class='ltx_p'>a<span class='ltx_note ltx_role_footnotemark'><sup class='ltx_note_mark'>1</sup>"
        "<span class='ltx_note_outer'><span class='ltx_note_content'><sup class='ltx_note_mark'>1</sup>"
        "<span class='ltx_note_type'>footnotemark: </span><span class='ltx_tag ltx_tag_note'>1</span></span></span></span>"
        " b<span id='n2' class='ltx_note ltx_role_footnotetext'><sup class='ltx_note_mark'>1</sup>"
        "<span class='ltx_note_outer'><span class='ltx_note_content'><sup class='ltx_note_mark'>1</sup>"
        "<span class='ltx_note_type'>footnotetext: </span>Later.</span></span></span></p>"
    )
    assert texts(document) == ["a1 b1", "Later."]
    (mark, *_) = (part for part in document.blocks[0].content.parts if isinstance(part, FootnoteMark))  # type: ignore[union-attr]  # a paragraph
    found = document.at(mark.target)
    assert found is not None
    assert plain_text(found) == "Later."


def test_a_footnote_in_a_heading_stands_below_it() -> None:
    note = "<span class='ltx_note' id='n1'><sup class='ltx_note_mark'>1</sup><span class='ltx_note_content'>Note.</span></span>"
    document = read(f"<section><h2 class='ltx_title'>One{note}</h2><p class='ltx_p'>text</p></section>")
    assert texts(document) == ["One1", "text", "Note."]
    assert isinstance(document.blocks[0].content, Heading)


def test_a_bibliography_made_by_latexml_tells_its_fields() -> None:
    entry = one(
        "<li class='ltx_bibitem' id='bib.bib1'><span class='ltx_tag ltx_tag_bibitem'>[1]</span>"
        "<span class='ltx_bibblock'><span class='ltx_bib_author'>A. Brook</span><span class='ltx_bib_year'> (2019)</span></span>"
        "<span class='ltx_bibblock'><span class='ltx_bib_title'>Where it goes</span>.</span>"
        "<span class='ltx_bibblock'><a href='https://arxiv.org/abs/2101.00002'>2101.00002</a>, "
        "<a href='https://dx.doi.org/10.1000/A.1'>Document</a></span>"
        "<span class='ltx_bibblock ltx_bib_cited'>Cited by: <a href='#S1'>§1</a></span></li>"
    ).content
    assert isinstance(entry, Reference)
    assert (entry.title, entry.authors, entry.year) == ("Where it goes", "A. Brook", "2019")
    assert (entry.arxiv_id, entry.doi, entry.url) == ("2101.00002", "10.1000/a.1", "")
    assert "Cited by" not in plain(entry.parts)


def test_formulas_without_their_tex_in_an_attribute() -> None:
    document = read(
        "<p class='ltx_p'><math><semantics><mi>x</mi><annotation encoding='application/x-tex'>\\xi &amp; y</annotation>"
        "</semantics></math> and <math display='block'><mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac></math></p>"
    )
    assert document.blocks[0].content == Paragraph((Math("\\xi & y"), Text(" and")))
    assert isinstance(document.blocks[1].content, Equation)
    assert document.blocks[1].content.lines[0].tex == "\\frac{1}{x^2}"


def test_errors_of_the_conversion_are_kept_as_text() -> None:
    article = "<p class='ltx_p'>a <span class='ltx_ERROR undefined'>\\boat</span> and <span class='ltx_missing_citation'>key</span></p>"
    assert texts(read(article)) == ["a \\boat and key"]
