"""Progress, motions, search and quotations in a document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paper_tui.documents import model as m
from paper_tui.documents.layout.typesetter import Typesetter
from paper_tui.documents.passages.motions import Motions
from paper_tui.documents.passages.progress import Progress
from paper_tui.documents.passages.quotation import Passage, anchored, highlight_of, passage_of, shown_text
from paper_tui.documents.passages.text_search import SearchText
from paper_tui.search import FoldedText
from tests.documents.layout.samples import document, paragraph, sample

P = m.Position


def texts(*words: str) -> Typesetter:
    """A document of paragraphs; what begins with a number sign is a heading."""
    contents: list[m.Content] = [
        m.Heading(1, "", (m.Text(each[1:]),)) if each.startswith("#") else paragraph(each) for each in words
    ]
    return Typesetter(document(contents))


def test_progress_runs_from_nothing_to_all() -> None:
    paper = sample()
    progress = Progress(paper)
    steps = [progress.permille(P(block.index, 0)) for block in paper.blocks]
    assert steps[0] == 0
    assert steps == sorted(steps)
    assert progress.permille(P(len(paper.blocks) - 1, 10_000)) == 1000
    assert progress.permille(P(10_000, 0)) == 1000
    assert progress.minutes_left(P(0, 0)) == 1
    assert progress.minutes_left(P(18, 0)) == 0


def test_references_are_not_read_and_nothing_is_read_at_once() -> None:
    assert Progress(document([])).permille(P(0, 0)) == 1000
    paper = sample()
    last_heading = next(entry.index for entry in paper.outline if entry.title == "References")
    assert Progress(paper).permille(P(last_heading, 0)) == 1000


@pytest.mark.parametrize(
    ("start", "words", "expected"),
    [
        (P(0, 0), 1, P(0, 4)),
        (P(0, 1), 1, P(0, 4)),
        (P(0, 4), -1, P(0, 0)),
        (P(0, 5), -1, P(0, 4)),
        (P(0, 4), 1, P(1, 0)),
        (P(1, 0), -1, P(0, 4)),
        (P(1, 6), 1, P(1, 6)),
        (P(0, 0), -1, P(0, 0)),
        (P(0, 0), 3, P(1, 6)),
    ],
)
def test_words_lead_from_one_to_the_next(start: m.Position, words: int, expected: m.Position) -> None:
    assert Motions(texts("one two", "three four")).word(start, words) == expected


def test_a_formula_is_one_word() -> None:
    typesetter = Typesetter(document([paragraph("cost ", m.Math(r"\frac{a}{b}"), " here")]))
    motions = Motions(typesetter)
    assert motions.word(P(0, 0), 1) == P(0, 5)
    assert motions.word_end(P(0, 5)) == P(0, 5 + len(r"\frac{a}{b}"))
    assert motions.word(P(0, 0), 2) == P(0, 6 + len(r"\frac{a}{b}"))


def test_blocks_and_sections_lead_back_to_their_beginning_first() -> None:
    motions = Motions(texts("#A", "one", "two", "#B", "three"))
    assert motions.block(P(1, 2), -1) == P(1, 0)
    assert motions.block(P(1, 0), -1) == P(0, 0)
    assert motions.block(P(4, 0), 5) == P(4, 0)
    assert [motions.section(P(2, 1), step) for step in (-1, -2, 1, 2)] == [P(0, 0), P(0, 0), P(3, 0), P(4, 0)]
    assert motions.section(P(3, 0), -1) == P(0, 0)
    assert motions.section(P(3, 1), -1) == P(3, 0)


def test_a_sentence_ends_where_one_does() -> None:
    motions = Motions(texts("One is here. Two (of two). Three"))
    assert motions.sentence(P(0, 15)) == (P(0, 13), P(0, 26))
    assert motions.sentence(P(0, 30)) == (P(0, 27), P(0, 32))


def found(typesetter: Typesetter, wanted: str) -> list[tuple[int, int, int]]:
    """The position of something in a document."""
    search = SearchText(typesetter)
    spans = FoldedText(search.text).find(wanted)
    return [tuple(match) for span in spans if (match := search.match(*span))]


def test_search_finds_words_across_styles_breaks_and_accents() -> None:
    parts = paragraph("A na\u00efve ", m.Text("hy\u00adphen", m.Style.STRONG), "ation of ", m.Math("x_{1}"))
    typesetter = Typesetter(document([parts, paragraph("Hyphenation again")]))
    assert found(typesetter, "naive") == [(0, 2, 7)]
    assert found(typesetter, "HYPHENATION") == [(0, 8, 20), (1, 0, 11)]
    assert found(typesetter, "x₁") == [(0, 24, 29)]
    assert found(typesetter, "nothing") == []


def test_search_finds_tables_captions_and_equations() -> None:
    typesetter = Typesetter(sample())
    assert [block for block, _, _ in found(typesetter, "44.5")] == [13]
    assert [block for block, _, _ in found(typesetter, "curves")] == [14]
    assert [block for block, _, _ in found(typesetter, r"\frac{b}")] == [3]


def test_a_passage_over_blocks_is_quoted_in_one_line() -> None:
    typesetter = texts("one two", "three four")
    assert shown_text(typesetter, Passage.between(P(1, 5), P(0, 4))) == "two three"


def test_a_highlight_stays_and_moves_with_its_words() -> None:
    old = texts("#Intro", "We show that attention is cheap. Very.", "More. attention is cheap here too.")
    passage = Passage(P(1, 13), P(1, 31))
    highlight = highlight_of(old, passage, id="1", section="Intro", made="")
    assert highlight.quote == "attention is cheap"
    assert (highlight.before, highlight.after) == ("We show that", ". Very.")
    assert anchored(old, SearchText(old), highlight) == highlight
    new = texts(
        "New.", "#Intro", "attention is cheap here too.", "Now we show that attention is cheap. Very."
    )
    moved = anchored(new, SearchText(new), highlight)
    assert moved is not None
    assert passage_of(moved) == Passage(P(3, 17), P(3, 35))
    gone = texts("Nothing of it.")
    assert anchored(gone, SearchText(gone), highlight) is None


def test_a_changed_passage_is_found_by_its_ends() -> None:
    words = "the first words of this long passage stay as they are, but something changes before its end"
    highlight = highlight_of(texts(words), Passage(P(0, 0), P(0, len(words))), id="1", section="", made="")
    new = texts("Before.", words.replace("they are", "I was"))
    moved = anchored(new, SearchText(new), highlight)
    assert moved == replace(highlight, block=1, end_block=1, end=len(words) - 3)
