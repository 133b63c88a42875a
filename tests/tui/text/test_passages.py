"""Passages of a text: chosen by keys and mouse; copied, highlighted, noted, found again."""

from __future__ import annotations

from paper_tui.documents import model as m
from paper_tui.library import Library
from paper_tui.papers.highlights import Highlight
from paper_tui.settings import Settings
from tests.documents.layout.samples import document, paragraph
from tests.tui.helpers import MEDIUM, reading
from tests.tui.text.helpers import Page, open_text, text_page

TEXT = [
    m.Block(0, m.Heading(1, "2", (m.Text("Method"),)), "S2"),
    paragraph("One short sentence. Another sentence of six words. And a third."),
    paragraph("A second paragraph."),
]


def highlights(page: Page) -> tuple[Highlight, ...]:
    """The highlights that are on disk."""
    return page.screen.library.shelf.get(page.paper.key).highlights


async def test_a_sentence_is_highlighted_by_two_keys_and_can_be_undone(
    library: Library, settings: Settings
) -> None:
    async with text_page(library, settings, document(TEXT)) as page:
        await page.press("right_curly_bracket", "v", "h")
        (highlight,) = highlights(page)
        assert (highlight.quote, highlight.section) == ("One short sentence.", "2 Method")
        assert "Another sentence" in highlight.after
        await page.press("u")
        assert highlights(page) == ()


async def test_a_passage_is_chosen_by_motions(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, document(TEXT)) as page:
        await page.press("right_curly_bracket", "v", "w", "w", "w", "v", "w", "j", "h")
        (highlight,) = highlights(page)
        assert highlight.quote.startswith("Another sentence of six words. And a third.")
        assert (highlight.block, highlight.end_block) == (1, 2)


async def test_a_passage_is_copied_with_its_source(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, document(TEXT)) as page:
        await page.press("right_curly_bracket", "v", "y")
        copied = page.reader.app.clipboard
        assert copied == f"“One short sentence.” ({page.paper.title}, 2 Method)"


async def test_a_note_is_written_on_a_passage_and_found(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, document(TEXT)) as page:
        await page.press("right_curly_bracket", "v", "n", *"why", "escape")
        (highlight,) = highlights(page)
        assert highlight.note == "why"
        await page.press("v", "n", "question_mark", "escape")
        assert [each.note for each in highlights(page)] == ["why?"]
        assert [paper.key for paper in page.screen.library.matching("note:why")] == [page.paper.key]


async def test_a_highlight_is_removed_where_the_caret_stands(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, document(TEXT)) as page:
        await page.press("right_curly_bracket", "v", "h", "v", "x")
        assert highlights(page) == ()
        await page.press("u")
        assert len(highlights(page)) == 1


async def test_leaving_the_choice_changes_nothing(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, document(TEXT)) as page:
        await page.press("v", "v", "w", "w", "escape")
        assert highlights(page) == ()
        await page.press("j")
        assert page.screen.is_active


async def test_a_passage_is_chosen_by_mouse(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, document(TEXT)) as page:
        view = page.screen.view
        row = next(at for at, line in enumerate(page.lines) if "One short" in line)
        start = page.lines[row].index("short")
        pilot = page.reader.pilot
        await pilot.mouse_down(offset=(start, row))
        await pilot.hover(offset=(start + 7, row))
        await pilot.mouse_up(offset=(start + 7, row))
        await page.reader.settle()
        assert page.screen.passages.is_on
        await page.press("h")
        assert [each.quote for each in highlights(page)] == ["short sentence."]
        assert view.position == (0, 0)


async def test_a_highlight_moves_with_its_words_to_a_newer_text(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        page = await open_text(reader, settings, document(TEXT))
        await page.press("right_curly_bracket", "v", "h", "escape")
        newer = document([paragraph("A new beginning."), *TEXT])
        page = await open_text(reader, settings, newer)
        marks = page.screen.passages.marks(2)
        assert [(mark.start, mark.end) for mark in marks] == [(0, 19)]
        await page.press("escape")
        gone = document([paragraph("Nothing of it.")])
        page = await open_text(reader, settings, gone)
        assert "1 highlight is not in this version" in page.reader.said
        assert len(highlights(page)) == 1
