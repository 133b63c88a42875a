"""What the two small panes at the left have in common: a short menu moved through with the list's keys."""

from __future__ import annotations

from textual import events, on
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from paper_tui.tui import keys


class MenuPane(OptionList):
    """A menu that keeps its place when its options are made anew."""

    ALLOW_SELECT = False
    BINDINGS = keys.bindings(keys.MOVING)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    @on(events.Focus)
    def _start_at_first(self) -> None:
        if self.highlighted is None:
            self.action_first()

    def action_half_page_down(self) -> None:
        """Move down half a page."""
        self.action_page_down()  # type: ignore[no-untyped-call]  # Textual leaves it unannotated

    def action_half_page_up(self) -> None:
        """Move up half a page."""
        self.action_page_up()  # type: ignore[no-untyped-call]  # as above

    def show_options(self, options: list[Option]) -> None:
        """Show other options; the one that was highlighted stays so where it is still there."""
        place = self.highlighted
        kept = self.highlighted_option.id if self.highlighted_option else None
        self.set_options(options)
        rows = {option.id: row for row, option in enumerate(options) if not option.disabled}
        if kept in rows:
            self.highlighted = rows[kept]
        elif place is not None and rows:
            self.highlighted = min(rows.values(), key=lambda row: abs(row - place))
