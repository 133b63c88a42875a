"""The sections of a paper beside its text, to go to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from paper_tui.documents.model import OutlineEntry
from paper_tui.tui.system.input_queue import OrderedInput
from paper_tui.tui.widgets.menu import MenuPane


class OutlineFilter(OrderedInput):
    """The input of the filter; arrows move in the list below."""

    BINDINGS = [
        Binding("down,ctrl+n", "move(1)", "Down", show=False),
        Binding("up,ctrl+p", "move(-1)", "Up", show=False),
        Binding("enter", "choose", "Go", show=False),
        Binding("escape", "list", "List", show=False),
        Binding("tab,shift+tab", "leave", "Leave", show=False),
    ]

    def action_list(self) -> None:
        """Go back to the list, without the filter."""
        self.post_message(Outline.Unfiltered())

    def action_move(self, rows: int) -> None:
        """Move in the list."""
        self.post_message(Outline.Moved(rows))

    def action_choose(self) -> None:
        """Go to the section."""
        self.post_message(Outline.Entered())

    def action_leave(self) -> None:
        """Go back to the text."""
        self.post_message(Outline.Left())


class OutlineMenu(MenuPane):
    """The sections, with the keys of a list."""

    BINDINGS = [
        Binding("slash", "filter", "Filter", show=False),
        Binding("escape,tab,shift+tab,q", "leave", "Leave", show=False),
    ]

    def action_filter(self) -> None:
        """Filter by what is typed."""
        self.post_message(Outline.FilterRequested())

    def action_leave(self) -> None:
        """Go back to the text."""
        self.post_message(Outline.Left())


class Outline(Vertical):
    """Sections, indented by level; the one that is read is current until the outline has the focus."""

    BORDER_TITLE = " Outline "

    @dataclass
    class Chosen(Message):
        """A section to go to, by the index of its heading."""

        block: int

    @dataclass
    class Moved(Message):
        """Another row is asked for."""

        rows: int

    class Entered(Message):
        """The current row is asked for."""

    class FilterRequested(Message):
        """The line to filter by is to have the focus."""

    class Unfiltered(Message):
        """All sections are to be shown, and their list is to have the focus."""

    class Left(Message):
        """The text is to have the focus again."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[OutlineEntry] = ()
        self._shown: Sequence[OutlineEntry] = ()
        self._block = 0
        self._menu = OutlineMenu()

    def compose(self) -> ComposeResult:
        """The filter above the list."""
        yield OutlineFilter(placeholder="filter", compact=True)
        yield self._menu

    def show(self, entries: Sequence[OutlineEntry]) -> None:
        """Show the sections of another paper, once its text is drawn."""
        self._entries = entries
        self.call_after_refresh(self._show_all)

    def open(self) -> None:
        """Come up with all sections, the one that is read current."""
        self.add_class("-open")
        self._show_all()
        self.screen.set_focus(self._menu)

    def close(self) -> None:
        """Show all sections again; where there is no room beside the text, go away."""
        self.remove_class("-open")
        self._show_all()

    def _show_all(self) -> None:
        self.remove_class("-filtered")
        self.query_one(OutlineFilter).value = ""
        self._filter("")
        self.follow(self._block)

    @on(FilterRequested)
    def _begin_filter(self, event: FilterRequested) -> None:
        event.stop()
        self.add_class("-filtered")
        self.screen.set_focus(self.query_one(OutlineFilter))

    @on(Unfiltered)
    def _end_filter(self, event: Unfiltered) -> None:
        event.stop()
        self.screen.set_focus(self._menu)
        self._show_all()

    def follow(self, block: int) -> None:
        """Select the section of a block."""
        self._block = block
        rows = [row for row, entry in enumerate(self._shown) if entry.index <= block]
        self._menu.highlighted = rows[-1] if rows else (0 if self._shown else None)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        self._shown = [
            entry
            for entry in self._entries
            if all(word in f"{entry.number} {entry.title}".casefold() for word in words)
        ]
        self._menu.set_options([Option(_line(entry)) for entry in self._shown])
        self._menu.highlighted = 0 if self._shown else None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.has_class("-open"):
            self._filter(event.value)

    @on(Moved)
    def _move(self, event: Moved) -> None:
        event.stop()
        menu = self._menu
        if self._shown:
            menu.highlighted = min(max((menu.highlighted or 0) + event.rows, 0), len(self._shown) - 1)

    @on(Entered)
    def _enter(self, event: Entered) -> None:
        event.stop()
        row = self._menu.highlighted
        if row is not None:
            self.post_message(self.Chosen(self._shown[row].index))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self._shown[event.option_index].index))


def _line(entry: OutlineEntry) -> Content:
    indent = "  " * (entry.level - 1)
    number = f"{entry.number} " if entry.number else ""
    title = " ".join(entry.title.replace("\u00ad", "").split())
    return Content.assemble(indent, (number, "$muted"), title)
