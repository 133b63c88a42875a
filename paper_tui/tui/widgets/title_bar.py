"""The title bar: library and counts, or the running activity."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from paper_tui.glyphs import BAR, LINE

BAR_WIDTH = 24
ROOM_FOR_BAR = 80
NAME = Content.assemble(" ", ("paper-tui", "bold $accent"))
STOPS = "   ctrl+x cancel "


@dataclass(frozen=True, slots=True)
class Activity:
    """A running activity, with its progress from 0 to 1 where known."""

    what: str
    fraction: float | None = None
    can_be_cancelled: bool = True


class TitleBar(Widget):
    """Name and folder at the left, counts at the right.

    Long work is reported here and not in a line that comes and goes: every pane would be laid out and
    redrawn for it.
    """

    place: reactive[str] = reactive("")
    counts: reactive[str] = reactive("")
    activity: reactive[Activity | None] = reactive(None)
    indexing: reactive[int] = reactive(0)
    """Number of papers being indexed."""

    recorded: reactive[str] = reactive("")
    """The title of the paper to which what is done is recorded; empty for none."""

    def render(self) -> Content:
        """Return one line; in a narrow terminal the folder is cut first."""
        if self.activity:
            return self._working(self.activity)
        if self.indexing:
            return self._working(Activity(f"indexing {self.indexing:,} papers", can_be_cancelled=False))
        if self.recorded:
            end = "   Q ends it "
            return self._working(Activity(f"recording what you do to “{self.recorded}”"), end)
        return self._resting()

    def _resting(self) -> Content:
        counts = Content.styled(self.counts + " ", "$muted")
        room = self.size.width - NAME.cell_length - counts.cell_length - 3
        place = Content.styled(self.place, "$muted").truncate(max(room, 0), ellipsis=True)
        left = Content.assemble(NAME, "  ", place) if room > 8 else NAME
        gap = max(self.size.width - left.cell_length - counts.cell_length, 1)
        return left + " " * gap + counts

    def _working(self, activity: Activity, stops: str = STOPS) -> Content:
        is_wide = self.size.width >= ROOM_FOR_BAR
        name = Content.assemble(NAME, "  ") if is_wide else Content(" ")
        far = ""
        if activity.fraction is not None:
            filled = round(activity.fraction * BAR_WIDTH)
            bar = f"  {BAR * filled}{LINE * (BAR_WIDTH - filled)}" if is_wide else ""
            far = f"{bar} {activity.fraction:4.0%}"
        end = Content.styled(far + (stops if activity.can_be_cancelled else ""), "$accent")
        room = max(self.size.width - name.cell_length - end.cell_length, 1)
        return Content.assemble(
            name, Content.styled(activity.what, "$accent").truncate(room, ellipsis=True), end
        )
