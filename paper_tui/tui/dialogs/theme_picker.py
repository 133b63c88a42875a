"""Choose a theme, with a live preview."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.theme import Theme
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from paper_tui.glyphs import CHOSEN
from paper_tui.keys import table
from paper_tui.tui.system.bindings import bindings
from paper_tui.tui.system.input_queue import Dialog
from paper_tui.tui.theme.themes import TERMINAL, THEMES
from paper_tui.tui.widgets.menu import MenuPane


class ThemeScreen(Dialog[str | None]):
    """Applies the highlighted theme; Enter returns its name, Escape restores the previous one."""

    BINDINGS = [
        *bindings(table.MOVING),
        Binding("escape,q", "leave", "Close", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Our themes, then Textual's."""
        self._before = self.app.theme
        menu = MenuPane()
        menu.border_title = "Theme"
        menu.border_subtitle = "enter save · esc cancel"
        menu.add_options(_options(self.app.available_themes, self._before))
        yield menu

    def on_mount(self) -> None:
        """Start at the current theme."""
        menu = self.query_one(MenuPane)
        menu.highlighted = menu.get_option_index(self._before)

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id and self.is_current:
            self.app.theme = event.option.id

    @on(OptionList.OptionSelected)
    def _keep(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_leave(self) -> None:
        """Close and restore the previous theme."""
        self.app.theme = self._before
        self.dismiss(None)


def _options(available: dict[str, Theme], now: str) -> Iterable[Option]:
    ours = [theme.name for theme in THEMES]
    others = sorted(name for name in available if name not in ours)
    for heading, names in (("Own themes", ours), ("Textual's", others)):
        yield Option(Content.styled(heading, "$muted bold"), disabled=True)
        for name in names:
            yield Option(_line(available[name], now), id=name)


def _line(theme: Theme, now: str) -> Content:
    kind = "yours" if theme.name == TERMINAL else "dark" if theme.dark else "light"
    sign = CHOSEN if theme.name == now else " "
    return Content.assemble((f"{sign} ", "$accent"), theme.name.ljust(22), (kind, "$muted"))
