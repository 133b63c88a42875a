"""Documents as lines: what is shown, and that positions lead to their words at any width."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper_tui.documents import model as m
from paper_tui.documents.layout.line import Mark, offset_at, plain, segments
from paper_tui.documents.layout.typesetter import Layout, Typesetter
from tests.documents.layout.samples import LONG, cell, document, paragraph, sample


def shown(contents: list[m.Content | tuple[m.Content, tuple[m.Frame, ...]]], width: int = 40) -> list[str]:
    """The lines of some blocks."""
    return [plain(line).rstrip() for line in Typesetter(document(contents)).lay_out(width).lines]


def test_headings_stand_apart_with_their_numbers() -> None:
    lines = shown([paragraph("Before."), m.Heading(1, "3", (m.Text("Method"),)), paragraph("After.")])
    assert lines == ["Before.", "", "", "3 Method", "", "After."]


def test_title_and_authors_stand_above_the_text() -> None:
    layout = Typesetter(document([paragraph("Text.")], "A Title")).lay_out(20)
    assert [plain(line) for line in layout.lines] == ["      A Title", "  Ann Onym, 李 雷", "", "Text."]
    assert layout.line_of(m.Position(0, 0)) == 3


def test_items_hang_from_their_markers() -> None:
    first, second = m.Frame("item", 0, "1."), m.Frame("item", 1, "2.")
    inner = m.Frame("item", 2, "–")
    lines = shown(
        [
            (paragraph("One item of two lines here."), (first,)),
            (paragraph("Its second paragraph."), (first,)),
            (paragraph("Another."), (second,)),
            (paragraph("Inner."), (second, inner)),
        ],
        20,
    )
    assert lines == [
        "1. One item of two",
        "   lines here.",
        "",
        "   Its second",
        "   paragraph.",
        "2. Another.",
        "   – Inner.",
    ]


def test_a_long_term_stands_above_its_description() -> None:
    term = m.Frame("item", 0, "Regularisation")
    assert shown([(paragraph("Less is more."), (term,))]) == ["Regularisation", "    Less is more."]


def test_a_theorem_is_set_off_by_a_bar_that_goes_on() -> None:
    frame = m.Frame("theorem", 0)
    title = m.Paragraph((m.Text("Lemma 2."),), title=True)
    assert shown([(title, (frame,)), (paragraph("One."), (frame,)), (paragraph("Two."), (frame,))]) == [
        "│ Lemma 2.",
        "│ One.",
        "│",
        "│ Two.",
    ]


def test_footnotes_stand_below_a_rule_with_their_marks() -> None:
    lines = shown([paragraph("Text."), (paragraph("Note."), (m.Frame("footnote", 0, "12"),))])
    assert lines == ["Text.", "", "╶───────────", "¹² Note."]


def test_equations_stand_in_the_middle_with_their_numbers_at_the_right() -> None:
    lines = shown([m.Equation((m.EquationLine(r"\frac{a}{b}", "(4)"), m.EquationLine("c", "(5)")))], 21)
    assert lines == [
        "          a",
        "          ─       (4)",
        "          b",
        "",
        "          c       (5)",
    ]


def test_equations_below_each_other_are_aligned_at_their_relations() -> None:
    lines = [m.EquationLine("abc = d"), m.EquationLine("= e + f"), m.EquationLine("x \\leq y")]
    assert shown([m.Equation(tuple(lines))], 21) == [
        "     abc = d",
        "         = e + f",
        "       x ≤ y",
    ]


def test_a_table_of_very_many_columns_stands_in_bands() -> None:
    rows = tuple(tuple(cell(f"{row}.{at}") for at in range(300)) for row in range(3))
    layout = Typesetter(document([m.Table(rows)])).lay_out(40)
    assert max(len(line.pieces) for line in layout.lines) <= 240
    words = " ".join(plain(line) for line in layout.lines).replace("─", "").split()
    assert sorted(words) == sorted(f"{row}.{at}" for row in range(3) for at in range(300))


def test_an_equation_that_does_not_fit_is_one_wrapped_line() -> None:
    lines = shown([m.Equation((m.EquationLine(r"\frac{aaaaaaaaaaaaaaaaaaaa}{b}", "(4)"),))], 20)
    assert "".join(lines).replace(" ", "") == "aaaaaaaaaaaaaaaaaaaa/b(4)"
    assert max(map(len, lines)) <= 20


def test_a_table_keeps_its_columns_and_spans() -> None:
    table = m.Table(
        (
            (cell("Model", rows=2, header=True), cell("A wide heading", 2, header=True)),
            (cell("x", header=True), cell("y", header=True)),
            (cell("base"), cell("1"), cell("2")),
        ),
        "Table 1",
        (m.Text("Scores."),),
    )
    assert shown([table]) == [
        "Table 1. Scores.",
        "─────────────────────",
        "Model  A wide heading",
        "       x  y",
        "─────────────────────",
        "base   1  2",
        "─────────────────────",
    ]


def test_cells_are_wrapped_where_that_makes_a_table_fit() -> None:
    table = m.Table(((cell("a short one"), cell("a cell of many words that is far too wide")),))
    lines = shown([table], 30)
    assert max(map(len, lines)) <= 30
    assert "".join(lines).replace(" ", "").strip("─") == "ashortoneacellofmanywordsthatisfartoowide"


def test_only_rows_of_several_lines_are_set_apart() -> None:
    long = cell("a cell of many words that is far too wide")
    rows = (
        (cell("one"), cell("1")),
        (cell("two"), cell("2")),
        (cell("three"), long),
        (cell("four"), cell("4")),
    )
    lines = shown([m.Table(rows)], 30)
    assert [line.split()[0] for line in lines if line and "─" not in line and line[0] != " "] == [
        "one", "two", "three", "four",
    ]  # fmt: skip
    at = lines.index("one    1")
    assert lines[at + 1 : at + 3] == ["two    2", ""]
    assert lines[-3:-1] == ["", "four   4"]


def test_the_head_of_a_table_reaches_over_empty_cells_and_prose_begins_at_the_left() -> None:
    right = replace(cell("words that take more than one line here"), align="right")
    rows = (
        (cell("Layer", header=True), cell("Sequential", header=True)),
        (cell(""), cell("Operations", header=True)),
        (cell("self-attention"), right),
    )
    lines = shown([m.Table(rows)], 36)
    assert [number for number, line in enumerate(lines) if "─" in line] == [0, 3, len(lines) - 1]
    begins = {line[16:].index("t") >= 0 and line[16] != " " for line in lines[4:-1] if line[16:].strip()}
    assert begins == {True}


def test_a_table_of_many_columns_is_wider_than_the_page() -> None:
    row = tuple(cell(f"number{at}") for at in range(30))
    layout = Typesetter(document([m.Table((row,))])).lay_out(40)
    assert all(line.is_wide for line in layout.lines)
    assert list(plain(layout.lines[1]).split()) == [f"number{at}" for at in range(30)]


def test_code_keeps_its_indentation_also_where_it_goes_on() -> None:
    code = m.Code((m.CodeLine((m.Text("    call(first, second, third)"),), "7"),))
    assert shown([code], 20) == ["7     call(first,", "        second,", "        third)"]


def test_a_figure_shows_its_pictures_and_all_captions() -> None:
    panel = m.Panel((m.Image("a/b.png"),), "(a)", (m.Text("Loss."),))
    assert shown([m.Figure((panel,), "Figure 2", (m.Text("Curves."),))]) == [
        "  ▣ b.png",
        "  (a) Loss.",
        "Figure 2. Curves.",
    ]


def test_words_break_at_soft_hyphens_only() -> None:
    assert shown([paragraph("An ex\u00adtra\u00adordinary day")], 12) == ["An extra-", "ordinary day"]


def test_the_depth_of_a_list_never_takes_all_room() -> None:
    frames = tuple(m.Frame("item", at, "•") for at in range(60))
    lines = shown([(paragraph("deep words stay"), frames)], 40)
    assert "deep words stay" in " ".join(line.strip("• ") for line in lines)


@pytest.mark.parametrize("width", [20, 34, 60, 88, 120])
def test_every_word_of_the_text_is_shown_in_order(width: int) -> None:
    paper = sample()
    layout = Typesetter(paper).lay_out(width)
    text = "".join(" " + plain(line).strip() for line in layout.lines)
    for block in paper.blocks:
        if isinstance(block.content, m.Paragraph) and len(block.content.parts) == 1:
            words = m.plain_text(block).split()
            found = " ".join(plain(line).strip("│ ") for line in layout.lines if line.block == block.index)
            assert words == found.split()[-len(words) :], text


def test_the_same_word_stays_on_top_at_any_width() -> None:
    typesetter, choose = Typesetter(sample()), random.Random(5)
    layout = typesetter.lay_out(70)
    position = layout.position_of(layout.line_of(m.Position(2, 130)))
    for _ in range(20):
        layout = typesetter.lay_out(choose.randint(20, 130))
        line = layout.line_of(position)
        assert layout.lines[line].block == layout.lines[line + 1].block == 2
        assert layout.lines[line].offset <= position.offset < layout.lines[line + 1].offset
    assert layout.position_of(layout.line_of(position)).block == 2


@given(st.integers(0, 19), st.integers(0, 400), st.integers(16, 120))
def test_each_line_leads_to_its_position_and_back(block: int, offset: int, width: int) -> None:
    layout = SHEETS.setdefault(width, Typesetter(PAPER).lay_out(width))
    line = layout.line_of(m.Position(block, offset))
    position = layout.position_of(line)
    assert layout.lines[layout.line_of(position)].offset == position.offset
    assert position.block == layout.lines[line].block


PAPER = sample()
SHEETS: dict[int, Layout] = {}


def test_a_screen_from_the_middle_is_laid_out_without_the_rest() -> None:
    typesetter = Typesetter(sample())
    part = typesetter.lay_out(60, start=8, most_lines=6)
    whole = typesetter.lay_out(60)
    assert part.first_block == 8
    assert part.end_block < len(typesetter.document.blocks)
    assert part.lines[0] == whole.lines[whole.block_start(8)]
    assert part.line_of(m.Position(8, 0)) == 0


def test_a_passage_is_marked_in_the_lines_that_show_it() -> None:
    layout = Typesetter(document([paragraph(LONG)])).lay_out(30)
    mark = Mark(LONG.index("narrow"), LONG.index("lines") + 5, "match")
    marked = "|".join(
        segment.text
        for line in layout.lines
        for segment in segments(line, (mark,))
        if "match" in segment.style
    )
    assert marked.replace("|", " ") == "narrow screens want lines"


def test_a_formula_is_marked_as_a_whole() -> None:
    block = paragraph("cost ", m.Math("n^{2}"), " here")
    layout = Typesetter(document([block])).lay_out(30)
    texts = [(part.text, part.style) for part in segments(layout.lines[0], (Mark(6, 7, "match"),))]
    assert ("n²", "math match") in texts


def test_a_cell_leads_to_the_character_it_shows() -> None:
    layout = Typesetter(document([(paragraph("漢字 ab"), (m.Frame("item", 0, "1."),))])).lay_out(30)
    assert [offset_at(layout.lines[0], cell) for cell in (0, 3, 4, 5, 8, 9, 25)] == [0, 0, 0, 1, 3, 4, 5]
