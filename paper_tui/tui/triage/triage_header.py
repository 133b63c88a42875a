"""The header of triage: last decision, progress and a progress bar."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from paper_tui.glyphs import BAR, LINE
from paper_tui.tui.triage.triage_session import TriageSession


class TriageHeader(Widget):
    """Two lines; on a narrow screen the last decision is cut first."""

    session: reactive[TriageSession] = reactive(TriageSession(()))
    at_recap: reactive[bool] = reactive(False)
    """True if the recap is shown in place of a paper."""
    status: reactive[Content] = reactive(Content(""))
    """Text at the left."""
    time: reactive[str] = reactive("")
    """Time left, at the right; empty without a limit."""

    def render(self) -> RenderResult:
        """The line and the bar."""
        width = self.size.width
        counts = " · ".join(filter(None, (self._counter(), self.time)))
        counted = Content.styled(f"{counts} ", "$muted")
        room = width - counted.cell_length - 2
        status = self.status.truncate(room, ellipsis=True) if room > 8 else Content("")
        gap = max(width - status.cell_length - counted.cell_length - 1, 0)
        line = Content.assemble(" ", status, " " * gap, counted).truncate(width)
        return Content("\n").join([line, _bar(self.session, width)])

    def _counter(self) -> str:
        """Return ``7 of 38 · 31 left``: the paper shown, and how many others are undecided."""
        session, total = self.session, len(self.session.papers)
        if self.at_recap or session.current is None:
            return f"{total - session.left:,} of {total:,}"
        waiting = session.left - (session.current not in session.decisions)
        return f"{session.at + 1:,} of {total:,} · " + (f"{waiting:,} left" if waiting else "the last one")


def _bar(session: TriageSession, width: int) -> Content:
    total = max(len(session.papers), 1)
    filled = (total - session.left) * width // total
    return Content.assemble((BAR * filled, "$accent"), (LINE * (width - filled), "$faint"))
