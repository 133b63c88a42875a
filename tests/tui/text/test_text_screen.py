"""The text of a paper: moving, outline, search, references, and where it was left."""

from __future__ import annotations

import random

import pytest

from paper_tui.documents import model as m
from paper_tui.library import Library
from paper_tui.papers.shelf import State
from paper_tui.settings import Settings
from paper_tui.tui.text.text_source import TextUnavailableError
from tests.documents.layout.samples import document, paragraph, sample
from tests.tui.helpers import MEDIUM, NARROW, WIDE, reading, until
from tests.tui.text.helpers import Given, open_text, text_page


def long_paper(sections: int = 12) -> m.Document:
    """A paper of sections that each take more than a screen."""
    contents: list[m.Content | m.Block] = []
    for number in range(1, sections + 1):
        contents.append(m.Block(0, m.Heading(1, str(number), (m.Text(f"Section {number}"),)), f"S{number}"))
        contents += (
            paragraph(f"s{number}p{count} " + " ".join(f"word{at}" for at in range(60))) for count in range(5)
        )
    return document(contents)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_the_text_opens_at_its_beginning(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with text_page(library, settings, size=size) as page:
        assert "Measures of Reading" in page.text
        assert "0 %" in page.lines[-1]


async def test_keys_move_by_lines_pages_paragraphs_and_sections(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, long_paper()) as page:
        await page.press("right_square_bracket")
        assert page.top == "2 Section 2"
        await page.press("right_curly_bracket", "right_curly_bracket")
        assert page.top.startswith("s2p1 word0")
        await page.press("left_square_bracket")
        assert page.top == "2 Section 2"
        await page.press("j", "j")
        assert page.top.startswith("s2p0")
        await page.press("G")
        assert "100 %" in page.lines[-1]
        await page.press("g")
        assert page.top == "1 Section 1"


async def test_jumps_lead_back_and_forward(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, long_paper(60)) as page:
        await page.reader.burst(*["right_square_bracket"] * 55)
        assert page.top == "56 Section 56"
        await page.reader.burst(*["H"] * 55)
        assert page.top == "1 Section 1"
        await page.press(*["L"] * 3)
        assert page.top == "4 Section 4"


async def test_the_bottom_line_says_section_and_progress(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, long_paper()) as page:
        await page.press(*["right_square_bracket"] * 6)
        assert page.lines[-1].strip().startswith("7 Section 7")
        assert "49 %" in page.lines[-1]
        assert "min left" in page.lines[-1]


async def test_the_outline_filters_and_leads_to_a_section(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, long_paper()) as page:
        assert "Outline" not in page.text
        await page.press("tab", "j", "j", "k", "enter")
        assert page.top == "2 Section 2"
        await page.press("tab", "slash", "1", "1")
        assert "11 Section 11" in page.text
        assert "10 Section 10" not in page.text
        await page.press("escape")
        assert "10 Section 10" in page.text
        await page.press("slash", "1", "1", "enter")
        assert page.top == "11 Section 11"
        await page.press("tab", "escape", "H", "H")
        assert page.top == "1 Section 1"


async def test_the_outline_stands_beside_the_text_where_there_is_room(
    library: Library, settings: Settings
) -> None:
    async with text_page(library, settings, long_paper(), size=WIDE) as page:
        assert "12 Section 12" in page.text
        await page.press("right_square_bracket")
        row = next(line for line in page.lines if "2 Section 2" in line)
        assert "2 Section 2" in row


async def test_search_counts_and_goes_from_match_to_match(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, long_paper()) as page:
        await page.press("slash", *"s7p", "tab")
        assert "1 of 5" in page.text
        assert any("s7p0" in line for line in page.lines)
        await page.press("n", "n")
        assert "3 of 5" in page.text
        await page.press("N")
        assert "2 of 5" in page.text
        await page.press("escape")
        assert "of 5" not in page.text
        assert page.screen.is_active


async def test_a_search_without_match_says_so(library: Library, settings: Settings) -> None:
    async with text_page(library, settings) as page:
        await page.press("slash", *"zzz")
        assert "no match" in page.text


async def test_the_same_word_stays_on_top_at_any_size(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, long_paper()) as page:
        await page.press(*["right_square_bracket"] * 4, "right_curly_bracket", "j", "j")
        position, choose = page.screen.view.position, random.Random(3)
        for _ in range(10):
            await page.reader.pilot.resize_terminal(choose.randint(40, 160), choose.randint(12, 30))
            await page.reader.settle()
            assert page.screen.view.position == position
        await page.reader.pilot.resize_terminal(*MEDIUM)
        await page.reader.settle()
        assert page.screen.view.position == position


async def test_the_place_is_kept_over_leaving_and_in_another_window(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        page = await open_text(reader, settings, long_paper())
        await page.press(*["right_square_bracket"] * 3, "j")
        position = page.screen.view.position
        await page.press("escape")
        assert not page.screen.is_active
    again = Library.open(settings.library, settings.clock)
    async with reading(again, settings, (100, 30)) as reader:
        page = await open_text(reader, settings, long_paper())
        assert page.screen.view.position == position
    again.close()


async def test_the_place_is_kept_when_the_program_is_left(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        page = await open_text(reader, settings, long_paper())
        await page.press(*["right_square_bracket"] * 3, "j")
        position = page.screen.view.position
        await reader.leave("ctrl+q")
    again = Library.open(settings.library, settings.clock)
    place = again.shelf.get(page.paper.key).place
    again.close()
    assert place is not None
    assert (place.block, place.offset) == position


async def test_the_place_is_found_in_a_newer_text(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        page = await open_text(reader, settings, long_paper())
        await page.press(*["right_square_bracket"] * 3, "right_curly_bracket")
        top = page.top
        await page.press("escape")
        longer = [paragraph("new"), paragraph("new too"), *(b.content for b in long_paper().blocks)]
        page = await open_text(reader, settings, document(longer))
        assert page.top == top


async def test_reading_on_sets_the_state_and_the_end_offers_done(
    library: Library, settings: Settings
) -> None:
    async with text_page(library, settings, long_paper()) as page:
        state = lambda: page.screen.library.shelf.get(page.paper.key).state  # noqa: E731 - read again each time
        assert state() is State.NEW
        await page.press("j")
        assert state() is State.READING
        await page.press("G")
        assert "d marks it done" in page.lines[-1]
        await page.press("d")
        assert state() is State.DONE
        await page.press("u", "u")
        assert state() is State.NEW


async def test_a_reference_is_shown_in_place_and_one_key_returns(
    library: Library, settings: Settings
) -> None:
    async with text_page(library, settings) as page:
        before = page.screen.view.position
        await page.press("l", "a")
        assert "Reference · 1 of 2" in page.text
        assert "[1] A. Onym." in page.text
        await page.press("tab")
        assert "[2] B. Onym. Short." in page.text
        await page.press("escape")
        assert "B. Onym" not in page.text
        assert page.screen.view.position == before
        await page.press("l", "a", "enter")
        assert page.screen.view.position.block == 18
        await page.press("H")
        assert page.screen.view.position == before


async def test_footnotes_and_equations_are_shown_in_place(library: Library, settings: Settings) -> None:
    async with text_page(library, settings) as page:
        await page.press("l", "s")
        assert "Footnote 1" in page.text
        assert "¹ A note at the foot." in page.text
        await page.press("escape", "l", "d")
        assert "Equation 1" in page.text
        assert any("(1)" in line for line in page.lines[-8:])


async def test_a_reference_of_the_library_says_so_and_opens(library: Library, settings: Settings) -> None:
    known = next(paper for paper in library.catalogue if paper.arxiv_id)
    reference = m.Reference("[1]", (m.Text("Known."),), arxiv_id=known.arxiv_id)
    text = [paragraph("See ", m.Citation("[1]", ("r1",))), m.Block(0, reference, "r1")]
    async with text_page(library, settings, document(text)) as page:
        await page.press("l", "a")
        assert "in the library: new" in page.text
        await page.press("o")
        assert f"show {known.key}" in page.asked
        assert not page.screen.is_active


async def test_a_reference_is_known_by_its_title_too(library: Library, settings: Settings) -> None:
    known = next(paper for paper in library.catalogue if len(paper.title.split()) > 4)
    library.marks.set_bookmarked([known], True)
    reference = m.Reference("[1]", (m.Text(f"Somebody. {known.title}."),), title=known.title)
    text = [paragraph("See ", m.Citation("[1]", ("r1",))), m.Block(0, reference, "r1")]
    async with text_page(library, settings, document(text)) as page:
        await page.press("l", "a")
        assert "in the library: new" in page.text


async def test_a_reference_that_is_not_there_is_added_by_its_id(library: Library, settings: Settings) -> None:
    reference = m.Reference("[1]", (m.Text("Unknown."),), doi="10.9999/none")
    text = [paragraph("See ", m.Citation("[1]", ("r1",))), m.Block(0, reference, "r1")]
    async with text_page(library, settings, document(text)) as page:
        await page.press("l", "a")
        assert "add to the library" in page.text
        await page.press("a")
        assert page.asked == ["add doi:10.9999/none"]


async def test_the_tex_of_a_formula_is_shown(library: Library, settings: Settings) -> None:
    async with text_page(library, settings) as page:
        await page.press("equals_sign", "a")
        assert "O(n^{2})" in page.text


async def test_another_key_ends_the_choice_of_a_formula(library: Library, settings: Settings) -> None:
    async with text_page(library, settings) as page:
        await page.press("equals_sign")
        assert "shows the TeX" in page.text
        await page.press("v", "escape")
        assert "shows the TeX" not in page.text


async def test_what_leads_nowhere_is_said(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, document([paragraph("x")])) as page:
        await page.press("l")
        assert "No reference or link in sight." in page.reader.said
        await page.press("equals_sign")
        assert "No formula in sight." in page.reader.said
    text = document([paragraph(m.CrossReference("Figure 9", "gone"))])
    async with text_page(library, settings, text) as page:
        await page.press("l", "a")
        assert "leads nowhere" in page.reader.said


async def test_wide_tables_move_sideways(library: Library, settings: Settings) -> None:
    row = tuple(m.Cell((m.Text(f"cell{at}"),)) for at in range(40))
    async with text_page(library, settings, document([m.Table((row,))])) as page:
        assert "cell0" in page.text
        assert "cell30" not in page.text
        await page.press(*["right"] * 17)
        assert "cell30" in page.text
        assert "cell0 " not in page.text
        await page.press(*["left"] * 30)
        assert "cell0" in page.text


async def test_the_measure_changes_by_keys(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, long_paper(), size=WIDE) as page:
        width = page.screen.view.width
        await page.press("less_than_sign", "less_than_sign")
        assert page.screen.view.width == width - 8
        await page.press("greater_than_sign")
        assert page.screen.view.width == width - 4


class Missing:
    """A source that has nothing."""

    def load(self, *_: object, **__: object) -> object:
        """Say why."""
        raise TextUnavailableError("No source has the text of this paper.")


async def test_a_text_that_is_nowhere_says_why(library: Library, settings: Settings) -> None:
    async with text_page(library, settings) as page:
        await page.press("escape")
        page.screen._loader._source = Missing()  # type: ignore[assignment]  # fails as a source may
        screen = type(page.screen)(
            page.screen.library,
            settings,
            page.screen.edits,
            page.paper,
            Missing(),  # type: ignore[arg-type]  # as above
            page.screen.host,
        )
        await page.reader.app.push_screen(screen)
        await page.reader.settle()
        assert "No source has the text of this paper." in page.text
        assert "ask the services again" in page.text, "the paper has an arXiv id"
        await page.press("j", "j", "enter")
        assert page.asked == [f"open {page.paper.key}"]
        await page.press("escape")
        await until(lambda: not screen.is_active)


async def test_an_empty_text_can_be_left(library: Library, settings: Settings) -> None:
    async with text_page(library, settings, m.Document(())) as page:
        await page.press("j", "G", "tab", "slash", "a", "escape", "right_square_bracket", "v", "escape")
        await page.press("escape")
        assert not page.screen.is_active


async def test_a_text_given_twice_is_read_from_where_it_was(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        page = await open_text(reader, settings, sample())
        await page.press("escape")
        assert Given(sample()).document.blocks
        page = await open_text(reader, settings, sample())
        assert "Measures of Reading" in page.text
