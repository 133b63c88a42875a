"""Menus of dialogs."""

from __future__ import annotations

from textual import events, on
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from paper_tui.keys import table
from paper_tui.tui.system.bindings import bindings


class Menu(OptionList):
    """An option list whose current option is visible without colour too."""

    ALLOW_SELECT = False

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of a part, with the reverse video that Textual leaves out."""
        style = super().get_visual_style(*component_classes, partial=partial)
        styles = [self.get_component_styles(name) for name in component_classes]
        return style + Style(reverse=True) if any(each.text_style.reverse for each in styles) else style


class MenuPane(Menu):
    """A menu with the keys of the list, which keeps its position when its options change."""

    BINDINGS = bindings(table.MOVING)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    @on(events.Focus)
    def start(self) -> None:
        """Highlight the first option on the first focus."""
        if self.highlighted is None:
            self.action_first()

    def action_half_page_down(self) -> None:
        """Move down half a page."""
        self.action_page_down()  # type: ignore[no-untyped-call]  # Textual leaves it unannotated

    def action_half_page_up(self) -> None:
        """Move up half a page."""
        self.action_page_up()  # type: ignore[no-untyped-call]  # as above

    def show_options(self, options: list[Option]) -> None:
        """Show other options; the highlighted one stays so if it is still among them."""
        place = self.highlighted
        kept = self.highlighted_option.id if self.highlighted_option else None
        self.set_options(options)
        rows = {option.id: row for row, option in enumerate(options) if not option.disabled}
        if kept in rows:
            self.highlighted = rows[kept]
        elif place is not None and rows:
            self.highlighted = min(rows.values(), key=lambda row: abs(row - place))
