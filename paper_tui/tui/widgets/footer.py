"""The footer: what the keys do in the focused pane."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from paper_tui.config import Config
from paper_tui.glyphs import SELECTED
from paper_tui.keys import table
from paper_tui.keys.keymap import keys_of

GAP = 2
"""Cells between the last hint and the one for help."""
HINTS: dict[str, tuple[str, ...]] = {
    "papers": (
        *("search.open", "paper.bookmark", "paper.later", "paper.done", "paper.hide"),
        *("paper.read", "program.undo", "program.quit"),
    ),
    "paper": (
        *("paper.read", "pane.back", "paper.bookmark", "paper.later", "paper.open", "paper.copy"),
        *("paper.reading", "paper.done"),
    ),
    "filters": ("paper.read", "pane.next", "search.clear", "pane.back"),
    "bookmarks": ("paper.read", "paper.bookmark", "pane.next", "pane.back"),
    "server": ("paper.read", "pane.next", "pane.back"),
    "picking": ("paper.read", "paper.select", "paper.select_all", "search.open", "program.quit"),
    "search": (),
    "find": (),
    "triage": (
        *("triage.keep", "triage.later", "triage.hide", "triage.done", "triage.next"),
        *("triage.previous", "triage.leave", "triage.undo"),
    ),
    "recap": ("triage.open", "triage.leave", "triage.copy", "triage.previous", "triage.undo"),
}
"""The keys that the bottom line shows for each focused pane, the most wanted first: at most eight, since
the key for help always has the last place."""
ELSEWHERE = ("pane.next", "pane.back")
"""Keys of panes without their own."""
LAST_HINT = "program.help"

HINT_LABELS: dict[tuple[str, str], str] = {
    ("filters", "paper.read"): "toggle",
    ("picking", "paper.read"): "choose",
    ("paper", "paper.read"): "full text",
    ("bookmarks", "paper.read"): "go to",
    ("bookmarks", "paper.bookmark"): "remove",
    ("server", "paper.read"): "add to the library",
    ("recap", "triage.leave"): "to the list",
    ("recap", "triage.copy"): "copy as Markdown",
    ("recap", "triage.previous"): "back to triage",
}
"""Labels of keys that differ in a pane."""
HIDDEN_LABELS = {"paper.hide": "show again"}
"""Labels of keys while the target papers are hidden."""

TYPING = {
    "search": (("type", "to search"), ("enter", "to the list"), ("esc", "back"), ("ctrl+p", "commands")),
    "find": (("enter", "next"), ("shift+f3", "previous"), ("tab", "to the text"), ("esc", "close")),
}
"""Keys shown while typing."""


class Footer(Widget):
    """At most nine hints, as many as fit, help always; a click does what the key does."""

    pane: reactive[str] = reactive("papers")
    selected: reactive[int] = reactive(0)
    """Number of selected papers."""
    is_hidden: reactive[bool] = reactive(False)
    """True if all target papers are hidden."""
    config: reactive[Config] = reactive(Config)

    def render(self) -> RenderResult:
        """Return the keys in the accent colour with muted labels."""
        last = self._hint(table.by_id()[LAST_HINT]) + " "
        room = self.size.width - last.cell_length
        chosen = f" {SELECTED} {self.selected:,} selected " if self.selected else ""
        line = Content.styled(chosen, "$warning")
        for hint in self._hints():
            longer = line + ("   " if line.plain else " ") + hint
            if longer.cell_length + GAP > room:
                break
            line = longer
        return line + " " * max(room - line.cell_length, 1) + last

    def _hints(self) -> list[Content]:
        if self.pane in TYPING:
            return [
                Content.assemble((key, "$accent"), " ", (label, "$muted")) for key, label in TYPING[self.pane]
            ]
        known = table.by_id()
        keys = (known[name] for name in HINTS.get(self.pane, ELSEWHERE))
        return [self._hint(key) for key in keys if keys_of(key, self.config.keys) != table.UNBOUND]

    def _hint(self, key: table.Key) -> Content:
        label = HINT_LABELS.get((self.pane, key.id), key.label)
        if self.is_hidden:
            label = HIDDEN_LABELS.get(key.id, label)
        shown = table.shown(keys_of(key, self.config.keys))[0]
        action = key.action if key.action.startswith("app.") else f"screen.{key.action}"
        press = Content.styled(label, Style.from_meta({"@click": action}))
        return Content.assemble((shown, "$accent"), " ", press)
