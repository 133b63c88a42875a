"""The top line: which library is open, and how much of it is new."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class TitleBar(Widget):
    """Name and folder at the left, counts at the right."""

    place: reactive[str] = reactive("")
    counts: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        """One line; on a narrow screen the folder gives way first."""
        name = Content.assemble(" ", ("paper-tui", "bold $accent"))
        counts = Content.styled(self.counts + " ", "$muted")
        room = self.size.width - name.cell_length - counts.cell_length - 3
        place = Content.styled(self.place, "$muted").truncate(max(room, 0), ellipsis=True)
        left = Content.assemble(name, "  ", place) if room > 8 else name
        gap = max(self.size.width - left.cell_length - counts.cell_length, 1)
        return left + " " * gap + counts
