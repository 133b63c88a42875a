"""Every key and pane of the reader, as a person uses them."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, Static

from paper_tui.config import Config, parse_config
from paper_tui.library import ImportReport, Library
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import CancelToken
from paper_tui.papers.paper import Sighting
from paper_tui.settings import Settings
from paper_tui.tui.dialogs.choice import ChoiceScreen
from paper_tui.tui.dialogs.prompt import LineScreen
from paper_tui.tui.widgets.bookmark_pane import BookmarkPane
from paper_tui.tui.widgets.filter_pane import FilterPane
from paper_tui.tui.widgets.footer import Footer
from paper_tui.tui.widgets.search_bar import SearchInput
from paper_tui.tui.widgets.title_bar import TitleBar
from tests.tui.helpers import MEDIUM, NARROW, USUAL, Reader, reading, until


@pytest.mark.parametrize("size", [USUAL, MEDIUM, NARROW])
async def test_the_starter_library_is_there_at_once(
    library: Library, settings: Settings, size: tuple[int, int]
) -> None:
    async with reading(library, settings, size) as reader:
        assert len(reader.titles) >= 40
        assert "Attention Is All You Need" in reader.text
        assert "● " in reader.text
    assert not settings.library.exists(), "looking leaves no trace"


async def test_wide_shows_four_panes(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        for title in ("Filters", "Bookmarks", "Papers", "Paper "):
            assert title in reader.text
        assert reader.current in reader.detail


async def test_medium_folds_the_side_into_a_key(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        assert "Filters" not in reader.text
        await reader.press("f")
        assert "Filters" in reader.text
        assert reader.main.focused_pane == "filters"
        await reader.press("escape")
        assert "Filters" not in reader.text
        assert reader.main.focused_pane == "papers"


async def test_narrow_shows_one_pane_at_a_time(library: Library, settings: Settings) -> None:
    async with reading(library, settings, NARROW) as reader:
        title = reader.current
        assert "translation" not in reader.text
        await reader.press("enter")
        assert reader.main.focused_pane == "paper"
        assert "Denoising" not in reader.text
        await reader.press("escape")
        assert reader.main.focused_pane == "papers"
        assert reader.current == title
        await reader.press("1")
        assert "State" in reader.text
        await reader.press("4")
        assert "Bookmarks" in reader.text


@pytest.mark.parametrize("size", [USUAL, NARROW])
async def test_moving(library: Library, settings: Settings, size: tuple[int, int]) -> None:
    async with reading(library, settings, size) as reader:
        first, second, *_, last = reader.titles
        await reader.press("j")
        assert reader.current == second
        await reader.press("k", "k")
        assert reader.current == first
        await reader.press("G")
        assert reader.current == last
        assert last[:20] in reader.text
        await reader.press("g")
        assert reader.current == first
        await reader.press("ctrl+d")
        half = reader.list.cursor
        await reader.press("pagedown")
        assert reader.list.cursor > half > 0
        await reader.press("pageup", "ctrl+u")
        assert reader.list.cursor < half


async def test_a_search_forgives_typos_and_lights_what_matched(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        everything = len(reader.titles)
        await reader.search("difusion transfromer")
        assert reader.titles[0] == "Scalable Diffusion Models with Transformers"
        assert len(reader.titles) < everything
        lit = reader.main.listing.results.match_spans("title", reader.titles[0])
        assert [reader.titles[0][start:end] for start, end in lit] == ["Diffusion", "Transformers"]
        await reader.press("escape")
        assert len(reader.titles) == everything


async def test_results_come_while_typing(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("slash", "b", "e", "r", "t")
        assert isinstance(reader.main.focused, SearchInput)
        assert reader.titles[0].startswith("BERT")


async def test_a_query_that_cannot_be_read_keeps_the_results(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.search("bert")
        before = reader.titles
        reader.main.query_one(SearchInput).value = "bert year:x"
        await reader.settle()
        assert reader.titles == before
        error = reader.main.query_one("#query-error", Static)
        assert error.display
        assert "^" in str(error.content)


async def test_nothing_found_says_what_to_do(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.search("attention qqqqxyzzy")
        assert reader.titles == []
        assert "No paper matches" in reader.text
        assert "qqqqxyzzy" in reader.text.replace("attention qqqqxyzzy", "")
        await reader.press("b", "o", "j")


async def test_a_bookmark_is_on_disk_and_in_its_pane(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("j", "b")
        title = reader.current
        assert reader.main.query_one(BookmarkPane).names == (library.shelf.bookmarks[0].key,)
        assert "★" in reader.lines[4]
    again = Library.open(settings.library, settings.clock)
    assert [mark.identity.title for mark in again.shelf.bookmarks] == [title]
    again.close()


async def test_two_quick_presses_toggle_twice(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.pilot.press("b", "b")
        await reader.settle()
        assert library.shelf.bookmarks == ()


async def test_enter_on_a_bookmark_goes_to_its_paper(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("j", "j", "b")
        title = reader.current
        await reader.search("lottery")
        assert title not in reader.titles
        await reader.press("4", "enter")
        assert reader.current == title
        assert reader.main.focused_pane == "papers"


async def test_a_bookmark_is_removed_from_its_pane(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("b", "4", "b")
        assert library.shelf.bookmarks == ()
        assert reader.main.query_one(BookmarkPane).names == ()


async def test_facets_toggle(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        pane = reader.main.query_one(FilterPane)
        await reader.press("1")
        years = [name for name in pane.names if name.startswith("year:2")]
        pane.cursor = pane.names.index(years[0])
        await reader.press("enter")
        assert reader.titles
        assert {reader.main.listing.paper(row).year for row in range(len(reader.titles))} == {
            int(years[0][5:])
        }
        shown = len(reader.titles)
        count = next(v.count for f in reader.main.listing.results.facets for v in f.values if v.chosen)
        assert count == shown
        await reader.press("enter")
        assert len(reader.titles) > shown


async def test_sorting_by_title(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("s")
        assert isinstance(reader.pilot.app.screen, ChoiceScreen)
        await reader.press("t")
        folded = [title.casefold() for title in reader.titles]
        assert folded == sorted(folded)


async def test_panes_are_reached_by_number_and_tab(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        for key, pane in (("1", "filters"), ("3", "paper"), ("4", "bookmarks"), ("2", "papers")):
            await reader.press(key)
            assert reader.main.focused_pane == pane
            assert reader.main.query_one(Footer).pane == pane
        assert await _tabbed(reader, 3) == ["paper", "filters", "papers"], "an empty pane is passed over"
        await reader.press("b")
        assert await _tabbed(reader, 4) == ["paper", "filters", "bookmarks", "papers"]
        await reader.press("shift+tab")
        assert reader.main.focused_pane == "bookmarks"


async def _tabbed(reader: Reader, times: int) -> list[str]:
    seen = []
    for _ in range(times):
        await reader.press("tab")
        seen.append(reader.main.focused_pane)
    return seen


async def test_reading_fills_the_screen_and_steps_on(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("enter")
        assert "Filters" not in reader.text
        second = reader.titles[1]
        await reader.press("right")
        assert second in reader.detail
        await reader.press("escape")
        assert "Filters" in reader.text
        assert reader.current == second


async def test_no_browser_shows_the_address(
    library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    async with reading(library, settings) as reader:
        await reader.press("o")
        assert "https://arxiv.org/abs/1706.03762" in reader.said


async def test_copying_bibtex(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("y", "b")
        assert reader.pilot.app.clipboard.startswith("@")
        assert "Attention Is All You Need" in reader.pilot.app.clipboard


async def test_tags_and_a_note(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        key = reader.list.current.key
        await reader.press("t", *"vision", "space", *"nlp", "enter")
        assert library.shelf.get(key).tags == ("nlp", "vision")
        await reader.press("t", *(["backspace"] * 6), "enter")
        assert library.shelf.get(key).tags == ("nlp",)
        await reader.press("n", *"mine", "escape")
        assert library.shelf.get(key).note == "mine"
        assert "mine" in reader.detail


async def test_the_palette_finds_commands(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("colon")
        await reader.burst(*"later", "enter")
        assert library.shelf.get(reader.list.current.key).state == "later"


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving(library: Library, settings: Settings, key: str) -> None:
    async with reading(library, settings) as reader:
        if key == "q":
            await reader.press("enter", "q")
            assert not reader.main.has_class("-reading"), "it leads back to the list first"
        await reader.leave("b", key)
    assert reader.pilot.app.return_code == 0
    assert len(library.shelf.bookmarks) == 1


async def test_the_mouse_chooses_a_row_and_a_hint(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.pilot.click(reader.list, offset=(10, 4))
        await reader.settle()
        assert reader.current == reader.titles[3]
        await reader.pilot.click(Footer, offset=(4, 0))
        await reader.settle()
        assert isinstance(reader.main.focused, SearchInput)


async def test_what_another_process_does_shows(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("j", "j")
        current = reader.current
        other = Library.open(settings.library, settings.clock)
        other.marks.set_bookmarked([other.find("1810.04805")], bookmarked=True)
        other.close()
        reader.main.check_for_changes()
        await reader.settle()
        assert reader.main.query_one(BookmarkPane).names == (library.shelf.bookmarks[0].key,)
        assert reader.current == current


async def test_a_selection_is_changed_at_once_and_undone_at_once(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        chosen = reader.titles[:3]
        await reader.press("v", "v", "v")
        assert "3 selected" in reader.text
        await reader.press("space")
        later = {mark.identity.title for mark in library.shelf if mark.state == "later"}
        assert later == set(chosen)
        await reader.press("u")
        assert not [mark for mark in library.shelf if mark.state == "later"]
        await reader.press("2", "escape")
        assert "selected" not in reader.lines[-1]


async def test_everything_shown_is_selected_and_copied(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.search("diffusion")
        found = len(reader.titles)
        assert found > 2
        await reader.press("asterisk", "y", "t")
        assert sorted(reader.pilot.app.clipboard.splitlines()) == sorted(reader.titles)
        await reader.press("asterisk")
        assert "selected" not in reader.lines[-1]


async def test_tex_is_shown_as_it_was_written(library: Library, settings: Settings) -> None:
    record = b'{"title": "M$^3$ViT", "abstract": "It takes $n^2$ steps."}'
    library.imports.read(io.BytesIO(record), "one.jsonl", "jsonl")
    async with reading(library, settings) as reader:
        assert "M³ViT" in reader.detail
        await reader.press("equals_sign")
        assert "M$^3$ViT" in reader.detail
        assert "$n^2$" in reader.detail


async def test_a_rise_and_a_revision_are_shown(library: Library, settings: Settings) -> None:
    for version, votes in (("v1", 10), ("v2", 24)):
        sighting = Sighting(
            "daily-papers", edition="2026-09-03", votes=votes, seen="2026-09-04T08:00:00.000Z"
        )
        found = build_paper(title="One", arxiv_id="2401.00001" + version, sightings=[sighting])
        library.imports.add([found], "daily")
    async with reading(library, settings) as reader:
        assert "▲ 24 (+14)" in reader.detail
        assert "v2 since" in reader.detail


async def test_the_readers_own_keys_and_theme(library: Library, settings: Settings) -> None:
    chosen = replace(settings, config=Config(theme="paper", keys={"paper.bookmark": "m"}))
    async with reading(library, chosen) as reader:
        assert reader.pilot.app.theme == "paper"
        assert "m bookmark" in reader.lines[-1]
        await reader.press("b")
        assert library.shelf.bookmarks == ()
        await reader.press("m")
        assert len(library.shelf.bookmarks) == 1


async def test_a_bad_configuration_is_said_and_does_no_harm(library: Library, settings: Settings) -> None:
    config = parse_config('theme = "none such"\nsauces = []\n[keys]\n"paper.fly" = "z"\n"paper.done" = "b"')
    async with reading(library, replace(settings, config=config)) as reader:
        assert "line 2: there is no setting called “sauces”" in reader.said
        assert "no action called “paper.fly”" in reader.said
        assert "b is bound to both paper.bookmark and paper.done" in reader.said
        assert len(reader.titles) >= 40


async def test_a_file_is_imported_by_name(library: Library, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_text('{"title": "First of two"}\n{"abstract": "no title"}\n{"title": "Second of two"}\n')
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = str(file)
        await reader.press("enter")
        assert sorted(reader.titles) == ["First of two", "Second of two"]
        assert "2 added" in reader.said
        assert "line 2" in reader.said
        await reader.press("u")
        assert len(reader.titles) >= 40


@pytest.mark.parametrize("name", ["missing.bib", "nothing.txt"])
async def test_an_import_that_cannot_be_says_why(
    library: Library, settings: Settings, tmp_path: Path, name: str
) -> None:
    (tmp_path / "nothing.txt").write_text("")
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = str(tmp_path / name)
        await reader.press("enter")
        assert name in reader.said
        assert len(reader.titles) >= 40


async def test_a_service_that_is_not_known_is_said(library: Library, settings: Settings) -> None:
    async with reading(library, replace(settings, config=Config(sources=("nowhere:x",)))) as reader:
        await reader.press("r")
        assert "nowhere" in reader.said


async def test_an_import_under_way_shows_a_bar_and_can_be_stopped(
    library: Library, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text('{"title": "One of many"}\n')
    read_papers, stopped = library.imports.read, threading.Event()

    def endless(*arguments: object, progress: object, cancel: CancelToken, **options: object) -> ImportReport:
        progress(0.4)
        while not cancel.is_cancelled:
            stopped.wait(0.01)
        return read_papers(*arguments, progress=progress, cancel=cancel, **options)

    monkeypatch.setattr(library.imports, "read", endless)
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = str(file)
        await reader.pilot.press("enter")
        bar = reader.main.query_one(TitleBar)
        await until(lambda: bar.activity is not None)
        assert "importing many.jsonl" in str(bar.render())
        assert "40%" in str(bar.render())
        await reader.pilot.press("j")
        assert reader.list.cursor == 1, "the keys stay free"
        await reader.pilot.press("ctrl+x")
        await until(lambda: "cancelled" in reader.said)  # its thread goes on after the worker has ended
        assert bar.activity is None
        assert library.is_starter


async def test_keys_right_after_a_dialog_was_asked_for_touch_no_paper(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        app = reader.pilot.app
        for key in "txdb":
            app.post_message(events.Key(key, key))
        await reader.settle()
        assert isinstance(app.screen, LineScreen)
        assert len(library.shelf) == 0


@pytest.mark.parametrize("key", ["escape", "ctrl+s", "ctrl+c"])
async def test_a_note_is_kept_however_it_is_left(library: Library, settings: Settings, key: str) -> None:
    async with reading(library, settings) as reader:
        await reader.press("n", *"kept", key)
        assert [mark.note for mark in library.shelf] == ["kept"]


async def test_a_wrong_query_is_explained(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        reader.main.query_one(SearchInput).value = "year:abc"
        await reader.settle()
        assert "expected a whole number" in reader.text


async def test_the_bookmark_under_the_cursor_is_shown(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("b")
        first = reader.current
        await reader.press("j", "b", "4", "G")
        assert first in reader.detail
        await reader.press("b", "b")
        assert reader.main.focused_pane == "papers", "an emptied pane lets go of the keys"


async def test_a_failed_import_can_be_mended(library: Library, settings: Settings, tmp_path: Path) -> None:
    async with reading(library, settings) as reader:
        await reader.press("i")
        reader.pilot.app.screen.query_one(Input).value = str(tmp_path / "typo.bib")
        await reader.press("enter")
        assert str(tmp_path / "typo.bib") in reader.said
        await reader.press("i")
        assert reader.pilot.app.screen.query_one(Input).value == str(tmp_path / "typo.bib")


async def test_hiding_says_how_to_take_it_back(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        title = reader.current
        await reader.press("x")
        assert title in reader.said
        assert "u undoes it" in reader.said


async def test_what_is_filtered_shows_without_the_filters(library: Library, settings: Settings) -> None:
    async with reading(library, settings, MEDIUM) as reader:
        await reader.press("f", "enter", "f")
        assert "state:new" in reader.lines[2]


async def test_a_bookmark_of_a_hidden_paper_is_shown_by_itself(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        title = reader.current
        await reader.press("b", "x")
        assert title not in reader.titles
        await reader.search("bert")
        await reader.press("4", "enter")
        assert title in reader.detail
        assert reader.main.focused_pane == "paper"
        await reader.press("escape", "4", "enter")
        assert title in reader.detail


async def test_a_library_that_breaks_meanwhile_is_said_and_the_reader_stays(
    library: Library, settings: Settings
) -> None:
    async with reading(library, settings) as reader:
        await reader.press("b")
        file = settings.library / "catalogue.json"
        damaged = bytearray(file.read_bytes())
        for place in range(200, len(damaged) - 50, 97):
            damaged[place] ^= 1
        with file.open("r+b") as handle:
            handle.write(damaged)
        await reader.press("G", "g", "j", "enter", "escape")
        await reader.search("attention")
        assert reader.pilot.app.is_running


async def test_a_folded_column_comes_back_when_it_is_gone_to(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("f")
        assert "Filters" not in reader.text
        await reader.press("1")
        assert "Filters" in reader.text
        assert reader.main.focused_pane == "filters"


async def test_each_undo_replaces_the_notice_of_the_last(library: Library, settings: Settings) -> None:
    async with reading(library, settings) as reader:
        await reader.press("b", "d")
        for _ in range(3):
            await reader.press("u")
            assert len(reader.app._notifications) == 1
