"""The top of triage: what was decided last, how far one is, and a thin bar."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from paper_tui.glyphs import BAR, LINE
from paper_tui.tui.triage.triage_session import Sitting


class TriageHead(Widget):
    """Two lines; on a narrow screen what was decided last gives way first."""

    sitting: reactive[Sitting] = reactive(Sitting(()))
    at_recap: reactive[bool] = reactive(False)
    """Whether no paper is shown."""
    said: reactive[Content] = reactive(Content(""))
    """What stands at the left."""
    time: reactive[str] = reactive("")
    """What stands at the right about the minutes; empty where none are counted."""

    def render(self) -> RenderResult:
        """The line and the bar."""
        width = self.size.width
        counts = " · ".join(filter(None, (self._counter(), self.time)))
        counted = Content.styled(f"{counts} ", "$muted")
        room = width - counted.cell_length - 2
        said = self.said.truncate(room, ellipsis=True) if room > 8 else Content("")
        gap = max(width - said.cell_length - counted.cell_length - 1, 0)
        line = Content.assemble(" ", said, " " * gap, counted).truncate(width)
        return Content("\n").join([line, _bar(self.sitting, width)])

    def _counter(self) -> str:
        """``7 of 38 · 31 left``: which paper is shown, and how many others wait."""
        sitting, total = self.sitting, len(self.sitting.papers)
        if self.at_recap or sitting.current is None:
            return f"{total - sitting.left:,} of {total:,}"
        waiting = sitting.left - (sitting.current not in sitting.decisions)
        return f"{sitting.at + 1:,} of {total:,} · " + (f"{waiting:,} left" if waiting else "the last one")


def _bar(sitting: Sitting, width: int) -> Content:
    total = max(len(sitting.papers), 1)
    filled = (total - sitting.left) * width // total
    return Content.assemble((BAR * filled, "$accent"), (LINE * (width - filled), "$faint"))
