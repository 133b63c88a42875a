"""The links of a paper, each opened by a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from paper_tui.papers.addresses import Address
from paper_tui.tui.system.input_queue import Dialog

LABELS = "asdfghjklwertuiopzxcvbnmASDFGHJKLWERTUIOPZXCVBNM"
"""Letters of the links, the home row first; without y, which copies, and q, which closes."""


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """The chosen URL."""

    url: str
    is_copied: bool
    """True if it is copied instead of opened."""


class LinksScreen(Dialog[LinkChoice | None]):
    """Waits for a letter. The letters are in the paper's text where its links are visible, else in a list."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "Close", show=False),
        Binding("y", "toggle_copying", "Copy", show=False),
    ]

    copying: reactive[bool] = reactive(False)
    """True if the letter copies the URL instead of opening it."""

    def __init__(self, addresses: Sequence[Address], *, in_text: bool) -> None:
        super().__init__()
        self._addresses = dict(zip(LABELS, addresses, strict=False))
        self._in_text = in_text
        self._is_answered = False

    def compose(self) -> ComposeResult:
        """The list where it is needed, and what the keys do."""
        if not self._in_text:
            column = max(len(address.label) for address in self._addresses.values())
            options = [
                Option(_line(label, address, column), id=label) for label, address in self._addresses.items()
            ]
            menu = OptionList(*options, markup=False, compact=True)
            menu.border_title = "Links"
            yield menu
        yield Static(_hint(copying=False), markup=False)

    def on_mount(self) -> None:
        """Leave the paper's text visible where that has the letters."""
        self.set_class(self._in_text, "-beside")

    def watch_copying(self, copying: bool) -> None:
        """Show what a letter does now."""
        if self.is_mounted:
            self.query_one(Static).update(_hint(copying=copying))

    def action_toggle_copying(self) -> None:
        """Copy instead of opening, or open again."""
        self.copying = not self.copying

    @on(events.Key)
    def _choose_by_letter(self, event: events.Key) -> None:
        if event.character in self._addresses:
            event.stop()
            self._choose(event.character)

    @on(OptionList.OptionSelected)
    def _choose_option(self, event: OptionList.OptionSelected) -> None:
        self._choose(str(event.option.id))

    def _choose(self, label: str) -> None:
        """Close with a URL; letters that arrive before the screen is gone are ignored."""
        if not self._is_answered:
            self._is_answered = True
            self.dismiss(LinkChoice(self._addresses[label].url, self.copying))


def _line(label: str, address: Address, column: int) -> Content:
    """Return a link in one line, without ``https://``, since room is scarce."""
    shown = address.url.removeprefix("https://")
    return Content.assemble((label, "$accent bold"), "  ", (address.label.ljust(column + 2), "$muted"), shown)


def _hint(*, copying: bool) -> Content:
    does, other = ("copy", "open") if copying else ("open", "copy")
    return Content.assemble(
        *(" letter ", (does, "bold $warning")),
        *("   ", ("y", "$accent"), f" {other} instead"),
        *("   ", ("esc", "$accent"), " close"),
    )
