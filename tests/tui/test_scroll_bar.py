"""The scroll bar of a pane looks and behaves as Textual's own."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.filter import Monochrome
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from paper_tui.tui.render.strips import strip_of
from paper_tui.tui.widgets.line_view import LinesPane
from paper_tui.tui.widgets.scroll_bar import LightScrollBar

LINES, HEIGHT = 40, 12


class Pane(LinesPane):
    def render_line(self, y: int) -> Strip:
        return strip_of(Content(str(y)), self.size.width, self.visual_style)


class Panes(App[None]):
    def compose(self) -> ComposeResult:
        yield Pane()

    @property
    def pane(self) -> Pane:
        return self.query_one(Pane)

    @property
    def bar(self) -> ScrollBar:
        return self.pane.vertical_scrollbar

    def assert_as_textual_draws_it(self) -> None:
        whole = self.bar.size.region
        assert isinstance(self.bar, LightScrollBar)
        assert self.bar.render_lines(whole) == ScrollBar.render_lines(self.bar, whole)
        part = Region(1, 2, 1, 4)
        assert self.bar.render_lines(part) == ScrollBar.render_lines(self.bar, part)


@pytest.mark.parametrize("lines", [0, 1, HEIGHT, HEIGHT + 1, LINES, 1_000_000])
async def test_it_looks_the_same_for_any_number_of_lines(lines: int) -> None:
    app = Panes()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        app.pane.make_room(lines)
        await pilot.pause()
        app.assert_as_textual_draws_it()


async def test_it_looks_the_same_after_whatever_changes_its_looks() -> None:
    app = Panes()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        app.pane.make_room(LINES)
        for place in (0, 1, 2, LINES // 2, LINES):
            app.pane.scroll_to(y=place, animate=False, immediate=True)
            app.assert_as_textual_draws_it()
        app.bar.mouse_over = True
        app.assert_as_textual_draws_it()
        app.theme = "textual-light"
        await pilot.pause()
        app.assert_as_textual_draws_it()
        await pilot.resize_terminal(30, HEIGHT + 3)
        app.assert_as_textual_draws_it()
        app.pane.make_room(0)
        await pilot.resize_terminal(30, HEIGHT + 6)
        app.assert_as_textual_draws_it()
        app._filters.append(Monochrome())
        app.assert_as_textual_draws_it()


async def test_a_click_below_its_thumb_scrolls_down() -> None:
    app = Panes()
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        app.pane.make_room(LINES)
        await pilot.pause()
        await pilot.click(offset=(19, HEIGHT - 1))
        await pilot.pause()
        assert app.pane.scroll_target_y > 0
