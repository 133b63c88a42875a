"""The help: all keys and the query language, searched by typing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from paper_tui.keys.help_content import HelpLine, HelpSection, matching, sections, spans
from paper_tui.tui.render.styles import highlighted
from paper_tui.tui.system.input_queue import Dialog, OrderedInput

WIDE_COLUMN, NARROW_COLUMN = (14, 28), (8, 12)
"""Minimum and maximum cells of the left column; longer entries get a line of their own."""
NARROW = 70
"""Columns below which the left column is narrower."""


class HelpScreen(Dialog[None]):
    """Typing filters the lines; Escape shows all again, then closes."""

    BINDINGS = [
        Binding("escape", "back", "Close", show=False),
        Binding("f1", "dismiss(None)", "Close", show=False),
        Binding("down,enter", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Up", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-middle")]

    def __init__(self, chosen: Mapping[str, str], screen: str = "") -> None:
        """Show the help, the keys of a screen of `table.SCREENS` first."""
        super().__init__()
        self._sections = sections(chosen, screen)

    def compose(self) -> ComposeResult:
        """The search line and the page."""
        with Vertical() as box:
            box.border_title = "Help"
            with Horizontal(classes="typed"):
                yield Static("/", markup=False)
                yield OrderedInput(placeholder="type to search keys and queries", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(markup=False)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        if event.value.endswith("?"):  # what opened the help closes it, and nothing here is found by it
            self.dismiss(None)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._show()

    @on(events.Resize)
    def _show_wrapped(self) -> None:
        """Wrap the page for its new width, which is known after the layout."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        words = self._words
        found = matching(self._sections, words)
        count = sum(len(section.lines) for section in found)
        box = self.query_one(Vertical)
        box.border_subtitle = f"{count:,} found · esc show all" if words else f"{count:,} lines · esc close"
        self.query_one("VerticalScroll Static", Static).update(self._page(found, words))

    def action_back(self) -> None:
        """Show all again; when all is shown, close."""
        typed = self.query_one(Input)
        if typed.value:
            typed.value = ""
        else:
            self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, with a line of overlap."""
        page = self.query_one(VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 1, 1), animate=False)

    @property
    def _words(self) -> list[str]:
        """The words searched for, without a leading slash."""
        return self.query_one(Input).value.lower().removeprefix("/").split()

    def _page(self, found: Sequence[HelpSection], words: Sequence[str]) -> Content:
        if not found:
            return Content.styled("\nNothing here has all of these words.", "$muted")
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        least, most = WIDE_COLUMN if self.app.size.width >= NARROW else NARROW_COLUMN
        parts: list[Content] = []
        for section in found:
            longest = max(cell_len(line.left) for line in section.lines)
            column = max(least, min(longest, most))
            parts += [Content.styled(section.title, "bold $accent")]
            parts += [_drawn(line, column, width, words) for line in section.lines]
            parts += [Content("")]
        return Content("\n").join(parts[:-1])


def _drawn(line: HelpLine, column: int, width: int, words: Sequence[str]) -> Content:
    """Return a line of the help, wrapped within its right column."""
    left = highlighted(line.left, spans(line.left, words), "$accent")
    says = [highlighted(part, spans(part, words)) for part in wrap(line.right, max(width - column - 3, 12))]
    indent = "\n" + " " * (column + 3)
    gap = " " * (column + 1 - left.cell_length) if left.cell_length <= column else indent
    return Content.assemble("  ", left, gap, Content(indent).join(says))
