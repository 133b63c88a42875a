"""The bottom line of a text: section, how far, how long still, and what the keys do."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from paper_tui.config import Config
from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of

HINTS = ("page.outline", "page.labels", "page.search", "page.select", "page.close", "program.help")
"""The keys that are shown, the most wanted first."""
MISSING_HINTS = ("page.close", "program.help")
"""The keys while there is no text."""
NARROW = 60
"""Cells below which there is no room for keys."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The reader's position in a text, for the status line."""

    section: str = ""
    permille: int = 0
    minutes: int = 0
    note: str = ""
    """Said in place of the keys."""


class StatusLine(Widget):
    """Section at the left, keys where there is room, the figures at the right."""

    standing: reactive[Standing] = reactive(Standing())
    config: reactive[Config] = reactive(Config)
    hints: reactive[tuple[str, ...]] = reactive(HINTS)
    """Ids of the keys that are shown."""

    def render(self) -> RenderResult:
        """As much as fits; the figures always."""
        width, standing = self.size.width, self.standing
        is_narrow = width < NARROW
        figures = Content.styled(_figures(standing, is_short=is_narrow), "$accent")
        room = max(width - figures.cell_length - 4, 1)
        note = Content.styled(standing.note, "$warning").truncate(room, ellipsis=True)
        right = note if standing.note or is_narrow else self._hints(room // 2)
        left = Content.styled(standing.section, "bold")
        left = left.truncate(max(room - right.cell_length, 0), ellipsis=True)
        gap = room - left.cell_length - right.cell_length
        return Content.assemble(" ", left, " " * max(gap, 0), right, "  ", figures, " ")

    def _hints(self, room: int) -> Content:
        known = table.by_id()
        line = Content("")
        for name in self.hints:
            key = known[name]
            pressed = table.shown(keys_of(key, self.config.keys))[0]
            longer = Content.assemble(
                line, "  " if line.plain else "", (pressed, "$accent"), " ", (key.label, "$muted")
            )
            if longer.cell_length > room:
                break
            line = longer
        return line


def _figures(standing: Standing, *, is_short: bool) -> str:
    left = f" · {standing.minutes} min" if standing.minutes else ""
    return f"{standing.permille // 10} %{left}{' left' if left and not is_short else ''}"
