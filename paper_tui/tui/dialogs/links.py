"""Every link of a paper on a letter of its own."""

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
from paper_tui.tui.dialogs.dialog import Dialog

LABELS = "asdfghjklwertuiopzxcvbnmASDFGHJKLWERTUIOPZXCVBNM"
"""The letters of links, those under the resting fingers first; y copies and q closes."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The address that was picked."""

    url: str
    copied: bool
    """Whether it is to be copied and not opened."""


class LinksScreen(Dialog[Wanted | None]):
    """Waits for a letter. The links stand in the paper's text already, or else in a small list here."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "Close", show=False),
        Binding("y", "copying", "Copy", show=False),
    ]

    copying: reactive[bool] = reactive(False)
    """Whether the letter copies its address and does not open it."""

    def __init__(self, addresses: Sequence[Address], *, beside: bool) -> None:
        super().__init__()
        self._addresses = dict(zip(LABELS, addresses, strict=False))
        self._beside = beside
        self._answered = False

    def compose(self) -> ComposeResult:
        """The list, where it is needed, and what the keys do."""
        if not self._beside:
            column = max(len(address.label) for address in self._addresses.values())
            options = [
                Option(_line(label, address, column), id=label) for label, address in self._addresses.items()
            ]
            menu = OptionList(*options, markup=False, compact=True)
            menu.border_title = "Links"
            yield menu
        yield Static(_hint(copying=False), markup=False)

    def on_mount(self) -> None:
        """Leave the paper's text to be seen, where that has the letters."""
        self.set_class(self._beside, "-beside")

    def watch_copying(self, copying: bool) -> None:
        """Say what a letter does now."""
        if self.is_mounted:
            self.query_one(Static).update(_hint(copying=copying))

    def action_copying(self) -> None:
        """Copy instead of opening, or open again."""
        self.copying = not self.copying

    @on(events.Key)
    def _pick_by_letter(self, event: events.Key) -> None:
        if event.character in self._addresses:
            event.stop()
            self._take(event.character)

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        self._take(str(event.option.id))

    def _take(self, label: str) -> None:
        """Close with an address; a letter that comes after it, before the screen has gone, is too late."""
        if not self._answered:
            self._answered = True
            self.dismiss(Wanted(self._addresses[label].url, self.copying))


def _line(label: str, address: Address, column: int) -> Content:
    """A link in a line: its scheme is left out where it is the usual one, since room is scarce."""
    shown = address.url.removeprefix("https://")
    return Content.assemble((label, "$accent bold"), "  ", (address.label.ljust(column + 2), "$muted"), shown)


def _hint(*, copying: bool) -> Content:
    does, other = ("copies", "opens") if copying else ("opens", "copies")
    return Content.assemble(
        *(" a letter ", (does, "bold $warning")),
        *("   ", ("y", "$accent"), f" {other}"),
        *("   ", ("esc", "$accent"), " leaves"),
    )
