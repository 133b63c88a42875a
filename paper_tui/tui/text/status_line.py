"""The bottom line of a text: section, how far, how long still, and what the keys do."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from paper_tui.config import Config
from paper_tui.tui.keys import bindings
from paper_tui.tui.keys.keymap import keys_of

HINTS = ("page.outline", "page.labels", "page.search", "page.select", "page.close", "program.help")
"""The keys that are shown, the most wanted first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reader is in a text."""

    section: str = ""
    permille: int = 0
    minutes: int = 0
    note: str = ""
    """Said in place of the keys."""


class StatusLine(Widget):
    """Section at the left, keys where there is room, the figures at the right."""

    standing: reactive[Standing] = reactive(Standing())
    config: reactive[Config] = reactive(Config)

    def render(self) -> RenderResult:
        """As much as fits; the figures always."""
        width, standing = self.size.width, self.standing
        figures = Content.styled(_figures(standing), "$accent")
        room = width - figures.cell_length - 1
        right = Content.styled(standing.note, "$warning") if standing.note else self._hints(room // 2)
        section = Content.styled(f" {standing.section}", "bold")
        left = section.truncate(max(room - right.cell_length - 2, min(room, 12)), ellipsis=True)
        right = right.truncate(max(room - left.cell_length - 2, 0), ellipsis=True)
        gap = max(room - left.cell_length - right.cell_length - 2, 1)
        return Content.assemble(left, " " * gap, right, "  ", figures, " ")

    def _hints(self, room: int) -> Content:
        known = bindings.by_id()
        line = Content("")
        for name in HINTS:
            key = known[name]
            pressed = bindings.shown(keys_of(key, self.config.keys))[0]
            longer = Content.assemble(
                line, "  " if line.plain else "", (pressed, "$accent"), " ", (key.label, "$muted")
            )
            if longer.cell_length > room:
                break
            line = longer
        return line


def _figures(standing: Standing) -> str:
    minutes = f" · {standing.minutes} min left" if standing.minutes else ""
    return f"{standing.permille // 10} %{minutes}"
